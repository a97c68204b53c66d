import { PlanJson } from "../../../src/cli/against/plan-json";
import { withAccountGuards } from "../../../src/cli/plan/account-guards";
import { offlineStack } from "../../../src/cli/terraform/offline";
import { StackJson } from "../../../src/cli/terraform/stack-json";
import { reviewPlan } from "../../../src/review/build";

/** As `terraform show -json` writes what an offline stack has: https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation */
function plan(stack: StackJson): PlanJson {
  const aws = offlineStack(stack, "/state").provider!.aws as readonly Record<string, unknown>[];
  const configs = aws.map(({ alias, ...settings }) => {
    const expressions = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, { constant_value: value }]));
    return [alias === undefined ? "aws" : `aws.${String(alias)}`, { name: "aws", ...(alias !== undefined && { alias }), expressions }];
  });
  const create = { actions: ["create"], before: null, after: { name: "orders" }, after_unknown: {} };
  const topic = { mode: "managed", type: "aws_sns_topic", name: "orders", address: "aws_sns_topic.orders" };
  return {
    format_version: "1.2",
    planned_values: { root_module: { resources: [{ ...topic, values: { name: "orders" } }] } },
    resource_changes: [{ ...topic, provider_name: "registry.terraform.io/hashicorp/aws", change: create }],
    configuration: {
      provider_config: Object.fromEntries(configs),
      root_module: { resources: [{ ...topic, provider_config_key: "aws", expressions: { name: { constant_value: "orders" } } }] },
    },
  } as unknown as PlanJson;
}

test("each AWS provider of the plan has the accounts that the stack's of its alias says, and nothing else changes", () => {
  const expressions = { region: { constant_value: "eu-central-1" } };
  const config = {
    aws: { full_name: "aws", expressions },
    "aws.other": { full_name: "aws", alias: "other", expressions },
    "aws.open": { full_name: "aws", alias: "open" },
    awscc: { full_name: "awscc" },
    "random.other": { full_name: "random", alias: "other" },
  };
  const aws = [
    { allowed_account_ids: ["1"], region: "x" },
    { alias: "other", allowed_account_ids: [], forbidden_account_ids: ["2"] },
    { alias: "open" },
  ];
  const root_module = { resources: [] };
  const before = { format_version: "1.2", configuration: { provider_config: config, root_module } };
  expect(withAccountGuards(before, { provider: { aws } })).toEqual({
    format_version: "1.2",
    configuration: {
      provider_config: {
        ...config,
        aws: { full_name: "aws", expressions: { ...expressions, allowed_account_ids: { constant_value: ["1"] } } },
        "aws.other": {
          full_name: "aws",
          alias: "other",
          expressions: { ...expressions, allowed_account_ids: { constant_value: [] }, forbidden_account_ids: { constant_value: ["2"] } },
        },
      },
      root_module,
    },
  });
  expect(withAccountGuards({}, {})).toEqual({ configuration: { provider_config: {} } });
});

const rules = (stack: StackJson): readonly string[] =>
  reviewPlan({ plan: withAccountGuards(plan(stack), stack) }).findings.flatMap(({ reasons }) =>
    reasons.map((reason) => reason.split(" ")[0]!),
  );

test.each([
  ["allowed_account_ids", { allowed_account_ids: ["111122223333"] }],
  ["forbidden_account_ids", { forbidden_account_ids: ["111122223333"] }],
])("the review of an offline plan doesn't miss the %s that it was made without", (_, guard) => {
  expect(rules({ provider: { aws: [{ region: "eu-central-1", ...guard }] } })).not.toContain("terraform-account-guard");
});

test("a provider that may be used in any account is found in an offline plan", () => {
  expect(rules({ provider: { aws: [{ region: "eu-central-1" }] } })).toContain("terraform-account-guard");
});

test("each provider has its own accounts: one of two that has none is found", () => {
  const aws = [
    { region: "eu-central-1", allowed_account_ids: ["111122223333"] },
    { region: "us-east-1", alias: "edge" },
  ];
  expect(rules({ provider: { aws } })).toContain("terraform-account-guard");
});
