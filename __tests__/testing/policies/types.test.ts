/** The resource types that rules say they look at: those of the provider's bindings, and those that they really read. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { Testing } from "cdktf";
import { examples as gallery } from "../../../examples/gallery/examples";
import { Arguments, POLICY_RULES, PolicyRule, SynthesizedStack, synthesize } from "../../../src/testing";
import { Configuration, Resource } from "../../../src/testing/configuration";
import { tradingStack } from "../../support/platforms";
import { documentOf, securePlatform } from "./support/secure-platform";

const BINDINGS = join(dirname(require.resolve("@cdktf/provider-aws/package.json")), "lib");

/** Of another provider. */
const RANDOM_PASSWORD = "random_password";
/** Those of a security group are read both ways at once. */
const RULES_OF_GROUPS = ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"];
/** What these look for beside their first type depends on its arguments: the tables of their services have rows for it. */
const BY_ARGUMENTS = [
  ...["cloudwatch-alarm-scaled-members", "elasticache-auto-scaling", "elasticache-default-user", "iam-principals-first"],
  ...["lambda-several-zones", "rds-audit-parameters", "waf-log-name"],
];

/** Notes which types are asked for. */
class ReadConfiguration extends Configuration {
  public readonly read = new Set<string>();

  public override all(type: string): readonly Resource[] {
    this.read.add(type);
    return super.all(type);
  }

  public override find(key: string | undefined): Resource | undefined {
    const found = super.find(key);
    if (found) this.read.add(found.type);
    return found;
  }
}

/** The types that a rule reads of stacks. */
function typesRead({ check }: PolicyRule, ...documents: readonly Arguments[]): string[] {
  const all = documents.flatMap((json) => {
    const configuration = new ReadConfiguration([new SynthesizedStack(json)]);
    check(configuration);
    return [...configuration.read];
  });
  return [...new Set(all)].sort();
}

const examples = [...Object.entries(gallery).map(([id, Example]) => synthesize(new Example(Testing.app(), id))), tradingStack("prod")].map(
  ({ json }) => json,
);

const resources = POLICY_RULES.filter(({ types }) => types.some((type) => type.startsWith("aws_")));

test.each(resources)("$id names types of the provider", ({ types }) => {
  const own = types.filter((type) => type !== RANDOM_PASSWORD);
  const unknown = own.filter((type) => !existsSync(join(BINDINGS, type.replace(/^(data\.)?aws_/, "").replace(/_/g, "-"))));
  expect(unknown).toEqual([]);
});

test.each(resources)("$id names what it looks for in every stack", (rule) => {
  const named = rule.types.some((type) => RULES_OF_GROUPS.includes(type)) ? [...rule.types, ...RULES_OF_GROUPS] : rule.types;
  expect(typesRead(rule, {}).filter((type) => !named.includes(type))).toEqual([]);
});

test.each(resources.filter(({ id }) => !BY_ARGUMENTS.includes(id)))("$id looks for what it names", (rule) => {
  const bare = { resource: Object.fromEntries(rule.types.map((type) => [type, { R: {} }])) };
  const read = typesRead(rule, bare, documentOf(securePlatform()).json, ...examples);
  expect(rule.types.filter((type) => !read.includes(type))).toEqual([]);
});
