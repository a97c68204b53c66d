/** Prints how long the review of a plan of so many changed resources takes, from its text on, and the memory of the process that has made it. */
import { reviewPlan } from "../../src/review/build";
import { ResourceChangeJson, Values } from "../../src/review/changes/plan-json";

process.setSourceMapsEnabled(false);
const text = JSON.stringify(planOf(Number(process.argv[2])));
const started = performance.now();
const { changes } = reviewPlan({ plan: JSON.parse(text), today: "2026-01-01" });
const ms = performance.now() - started;
console.log(JSON.stringify({ ms, mb: process.memoryUsage().rss / 1024 / 1024, changes: changes.length, kb: text.length / 1024 }));

/** Resources of ten types, each with tags, blocks, a policy and a sensitive value of its own; one in fifty is replaced. */
function planOf(count: number): Values {
  const types = [
    "rds_cluster",
    "s3_bucket",
    "sqs_queue",
    "cloudwatch_metric_alarm",
    "security_group",
    "iam_role",
    "ssm_parameter",
    "lb",
    "kms_key",
    "instance",
  ];
  const resources = Array.from({ length: count }, (_, index) => {
    const type = `aws_${types[index % types.length]}`;
    const name = `Part${index}_Thing_${(index + 0x10000000).toString(16).toUpperCase()}`;
    return { address: `${type}.${name}`, mode: "managed", type, name, index };
  });
  const sides = resources.map(({ index }) => [valuesOf(index, "prod"), valuesOf(index, "staging")] as const);
  const sensitive = { password: true };
  const stateOf = (side: 0 | 1) =>
    resources.map(({ index, ...resource }) => ({ ...resource, values: sides[index]![side], sensitive_values: sensitive }));
  return {
    format_version: "1.2",
    prior_state: { values: { root_module: { resources: stateOf(0) } } },
    planned_values: { root_module: { resources: stateOf(1) } },
    configuration: {
      root_module: {
        resources: resources.map(({ index, ...resource }) => ({ ...resource, expressions: { name: { constant_value: `n${index}` } } })),
      },
    },
    resource_changes: resources.map(({ index, ...resource }): ResourceChangeJson => {
      const [before, after] = sides[index]!;
      const isReplaced = index % 50 === 0;
      const change = { before, after, after_unknown: {}, before_sensitive: sensitive, after_sensitive: sensitive };
      return {
        ...resource,
        change: { ...change, actions: isReplaced ? ["delete", "create"] : ["update"], replace_paths: isReplaced ? [["name"]] : [] },
      };
    }),
  };
}

function valuesOf(index: number, environment: string): Values {
  const tags = { Name: `n${index}`, Environment: environment };
  const statement = { Sid: "Read", Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: ["sts:AssumeRole"] };
  return {
    id: `id-${index}`,
    arn: `arn:aws:service:eu-central-1:111122223333:thing/${index}`,
    name: `n${index}-${index % 50 === 0 ? environment : "same"}`,
    tags,
    tags_all: tags,
    zones: ["a", "b", environment],
    setting: Array.from({ length: 10 }, (_, place) => ({ name: `s${place}`, value: place === 3 ? environment : "same" })),
    document: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
    password: `password-of-${index}-in-${environment}`,
    description: "What is said of it. ".repeat(10),
  };
}
