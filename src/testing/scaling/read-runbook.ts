import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";

/** Members of `RefreshPreferences` by the arguments of the provider's `preferences` (EC2 Auto Scaling API Reference, "RefreshPreferences"). */
const ARGUMENTS: Readonly<Record<string, string>> = {
  min_healthy_percentage: "MinHealthyPercentage",
  max_healthy_percentage: "MaxHealthyPercentage",
  instance_warmup: "InstanceWarmup",
  checkpoint_percentages: "CheckpointPercentages",
  checkpoint_delay: "CheckpointDelay",
};

/** The preferences of the instance refresh that a runbook of Systems Manager starts for a group, as the provider writes them; undefined where none does. */
export function runbookPreferences(configuration: Configuration, group: Resource): Arguments | undefined {
  const name = `${group.key.replace(/^\d+:/, "")}.name`;
  const runbook = configuration
    .all("aws_ssm_document")
    .filter(({ stack }) => stack === group.stack)
    .map(contentOf)
    .find((content) => content.includes("StartInstanceRefresh") && content.includes(name));
  if (runbook === undefined) return undefined;
  const values = Object.entries(ARGUMENTS).flatMap(([argument, member]) => {
    const value = new RegExp(`"${member}"\\s*[=:]\\s*(\\[[\\d, ]*\\]|\\d+)`).exec(runbook)?.[1];
    return value === undefined ? [] : [[argument, JSON.parse(value) as unknown]];
  });
  return Object.fromEntries(values) as Arguments;
}

/** The text of a document, JSON or an expression of Terraform that becomes it. */
function contentOf({ args, stack }: Resource): string {
  const [, local] = /^\$\{local\.([\w-]+)\}$/.exec(String(args.content)) ?? [];
  return String(local === undefined ? args.content : stack.json.locals?.[local]);
}
