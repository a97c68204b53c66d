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
/** It goes from a policy to whatever that waits for, of any type. */
const FOLLOWS_ANY = "autoscaling-request-count-order";

/** Of rules that read their further types only where an argument of the first leads there. */
const LEADING: Readonly<Record<string, Arguments>> = {
  [FOLLOWS_ANY]: {
    aws_autoscaling_policy: {
      R: {
        autoscaling_group_name: "${aws_autoscaling_group.R.name}",
        target_tracking_configuration: { predefined_metric_specification: { resource_label: "${aws_lb_target_group.R.arn_suffix}" } },
      },
    },
    aws_autoscaling_group: { R: {} },
    aws_lb_target_group: { R: {} },
    aws_lb_listener: { R: { default_action: { target_group_arn: "${aws_lb_target_group.R.arn}" } } },
  },
  "cloudwatch-alarm-scaled-members": {
    aws_cloudwatch_metric_alarm: { R: { dimensions: { DBInstanceIdentifier: "${aws_rds_cluster_instance.R.identifier}" } } },
    aws_rds_cluster_instance: { R: { cluster_identifier: "${aws_rds_cluster.R.cluster_identifier}" } },
    aws_rds_cluster: { R: {} },
  },
  "elasticache-auto-scaling": { aws_appautoscaling_target: { R: { service_namespace: "elasticache" } } },
  "elasticache-default-user": { aws_elasticache_user_group: { R: { engine: "redis", user_ids: ["default"] } } },
  "iam-principals-first": {
    aws_kms_key: { R: { policy: JSON.stringify({ Statement: { Principal: { AWS: "arn:aws:iam::111122223333:role/api" } } }) } },
  },
  "lambda-several-zones": {
    aws_lambda_function: { R: { vpc_config: { subnet_ids: ["${aws_subnet.R.id}"] } } },
    aws_subnet: { R: {} },
  },
  "rds-audit-parameters": { aws_rds_cluster: { R: { engine: "aurora-mysql" } } },
  "waf-log-name": {
    aws_wafv2_web_acl_logging_configuration: {
      Bucket: { log_destination_configs: ["${aws_s3_bucket.R.arn}"] },
      Stream: { log_destination_configs: ["${aws_kinesis_firehose_delivery_stream.R.arn}"] },
    },
    aws_s3_bucket: { R: {} },
    aws_kinesis_firehose_delivery_stream: { R: {} },
  },
};

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

/** One of each type that any rule names. */
const BARE: Arguments = { resource: {}, data: {} };
for (const type of new Set(POLICY_RULES.flatMap(({ types }) => types))) {
  BARE[type.startsWith("data.") ? "data" : "resource"][type.replace(/^data\./, "")] = { R: {} };
}

/** A review asks a rule again where a resource of its types has changed: one that isn't named would change unnoticed, others cost time alone. */
test.each(resources)("$id names the types that it reads", (rule) => {
  const read = typesRead(rule, {}, BARE, documentOf(securePlatform()).json, ...examples, { resource: LEADING[rule.id] });
  const both = rule.types.some((type) => RULES_OF_GROUPS.includes(type)) ? RULES_OF_GROUPS : [];
  const expected = rule.id === FOLLOWS_ANY ? read.filter((type) => rule.types.includes(type)) : read;
  expect([...new Set([...rule.types, ...both])].sort()).toEqual(expected);
});
