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
