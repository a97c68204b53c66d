/** The reference stack, planned by the real provider in every environment. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { TradingEnvironment, environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { Plan, Workspace, synthApp } from "./support";

function build(name: string, environment: TradingEnvironment = environments[name]!) {
  return (app: App) => new TradingStack(app, `trading-${name}`, environment);
}

describe.each(Object.keys(environments))("environment %s", (name) => {
  let workspace: Workspace;
  let plan: Plan;

  beforeAll(async () => {
    workspace = await Workspace.make(build(name));
    plan = await workspace.plan();
  });

  test("is synthesized to the same bytes each time", () => {
    const again = synthApp(join(workspace.folder, "again"), build(name));
    expect(readFileSync(join(again, "cdk.tf.json"), "utf8")).toBe(workspace.text);
  });

  test("is valid", () => workspace.validate());

  test("is planned from nothing without asking AWS for anything", () => {
    expect(plan.dataSources).toEqual([]);
    expect(plan.changes.length).toBeGreaterThan(100);
    expect(plan.changes.filter(({ action }) => action !== "create")).toEqual([]);
  });

  test("has all seven systems", () => {
    const types = new Set(plan.changes.map(({ type }) => type));
    for (const type of [
      "aws_route53_record",
      "aws_cloudfront_distribution",
      "aws_lb",
      "aws_autoscaling_group",
      "aws_rds_cluster",
      "aws_elasticache_replication_group",
      "aws_s3_bucket",
    ]) {
      expect(types).toContain(type);
    }
    expect(plan.of("create", "aws_autoscaling_group").map(({ path }) => path)).toEqual(["TradingApi/Resource", "WebFrontend/Resource"]);
  });

  test("is reached through CloudFront alone", () => {
    expect(plan.resource("aws_lb")).toMatchObject({ internal: true });
    expect(plan.of("create", "aws_cloudfront_vpc_origin")).toHaveLength(1);
    const ingress = plan.of("create", "aws_vpc_security_group_ingress_rule");
    expect(ingress.filter(({ after }) => after?.cidr_ipv4 === "0.0.0.0/0" || after?.cidr_ipv6 === "::/0")).toEqual([]);
  });

  test("keeps its data encrypted", () => {
    expect(plan.resource("aws_rds_cluster")).toMatchObject({ storage_encrypted: true, manage_master_user_password: true });
    expect(plan.resource("aws_elasticache_replication_group")).toMatchObject({
      at_rest_encryption_enabled: "true",
      transit_encryption_enabled: true,
    });
  });

  test("says each resource's environment in its tags", () => {
    const untagged = plan.changes.filter(({ after }) => after && "tags_all" in after && after.tags_all?.environment !== name);
    expect(untagged.map(({ path }) => path)).toEqual([]);
  });
});

test("prod survives a mistake", async () => {
  const plan = await (await Workspace.make(build("prod"))).plan();
  expect(plan.resource("aws_rds_cluster")).toMatchObject({ deletion_protection: true, skip_final_snapshot: false });
  expect(plan.resource("aws_lb")).toMatchObject({ enable_deletion_protection: true });
  expect(plan.of("create", "aws_s3_bucket").filter(({ after }) => after?.force_destroy !== false)).toEqual([]);
});
