import { Configuration, Resource } from "../configuration";
import { Arguments, SynthesizedStack } from "../synthesized-stack";
import { blocks } from "./blocks";
import { RuleViolation } from "./rule";

/** What of a stack's own settings breaks a rule: it stands under the `terraform` block. */
export function stackViolations(
  configuration: Configuration,
  detail: (stack: SynthesizedStack, settings: Arguments) => string | undefined,
): RuleViolation[] {
  return configuration.stacks.flatMap((stack, index): RuleViolation[] => {
    const settings: Arguments = stack.json.terraform ?? {};
    const broken = detail(stack, settings);
    return broken === undefined ? [] : [{ resource: settingsOf(stack, index), detail: broken }];
  });
}

function settingsOf(stack: SynthesizedStack, index: number): Resource {
  const path: unknown = stack.json["//"]?.metadata?.stackName;
  const args: Arguments = typeof path === "string" ? { "//": { metadata: { path: `${path}/terraform` } } } : {};
  return { key: `${index}:terraform`, name: "terraform", address: "terraform", type: "terraform", args, stack };
}

/** The S3 backend of a stack; undefined for a stack with another one. */
export function stateBucketOf(settings: Arguments): Arguments | undefined {
  return blocks(settings.backend?.s3)[0];
}
