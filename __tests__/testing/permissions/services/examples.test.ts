/** What AWS services ask for in the examples. */
import { TerraformStack, Testing } from "cdktf";
import { examples } from "../../../../examples/gallery/examples";
import { DataStack } from "../../../../examples/layered/data-stack";
import { NetworkStack } from "../../../../examples/layered/network-stack";
import { ServicesStack } from "../../../../examples/layered/services-stack";
import { accounts } from "../../../../examples/state-bootstrap/accounts";
import { StateStack } from "../../../../examples/state-bootstrap/state-stack";
import { environments } from "../../../../examples/trading-stack/environments";
import { TradingStack } from "../../../../examples/trading-stack/trading-stack";
import { permissions, synthesize } from "../../../../src/testing";
import { SERVICE_NEEDS } from "../../../../src/testing/permissions/services/services";

function servicesOf(...stacks: readonly TerraformStack[]) {
  return permissions(stacks.map((stack) => synthesize(stack))).services();
}

const { prod } = environments;

function layered(): TerraformStack[] {
  const app = Testing.app();
  const network = new NetworkStack(app, "network-prod", prod!);
  const data = new DataStack(app, "data-prod", prod!, network);
  return [network, data, new ServicesStack(app, "services-prod", prod!, network, data)];
}

function withState(): TerraformStack[] {
  const app = Testing.app();
  return [new StateStack(app, "state-prod", accounts.prod!, accounts.prod!.state), new TradingStack(app, "trading-prod", prod!)];
}

/** What an example's services have in common with a whole platform's. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  "trading-prod": [
    "auto-scaling-volumes",
    "cloudfront-origins",
    "cloudwatch-alarms",
    "elasticache-logs",
    "flow-logs",
    "instance-profiles",
    "keys-at-rest",
    "load-balancer-logs",
    "log-deliveries",
    "log-group-keys",
    "rds-monitoring",
    "s3-access-logs",
    "ssm-automations",
    "web-acl-logs",
  ],
  "state bucket": ["github-actions", "s3-access-logs", "s3-replication", "terraform-state"],
};

describe("every request of AWS's services is allowed", () => {
  const stacks: readonly (readonly [string, () => readonly TerraformStack[]])[] = [
    ...Object.entries(environments).map(([name, environment]): [string, () => TerraformStack[]] => [
      `trading-${name}`,
      () => [new TradingStack(Testing.app(), `trading-${name}`, environment)],
    ]),
    ["layered", layered],
    ["state bucket", withState],
    ...Object.entries(examples).map(([name, Example]): [string, () => TerraformStack[]] => [
      name,
      () => [new Example(Testing.app(), name)],
    ]),
  ];

  test.each(stacks)("in %s", (name, make) => {
    const all = servicesOf(...make());
    // The key that exists already has a policy of its owner's.
    const unknown = name === "existing-network-and-key" ? "depends" : "allowed";
    expect(all.filter(({ verdict }) => verdict !== "allowed" && verdict !== unknown).map(({ explanation }) => explanation)).toEqual([]);
    expect(all.map(({ need }) => need)).toEqual(expect.arrayContaining([...(NEEDS[name] ?? [])]));
  });
});

test("three stacks need what one does", () => {
  const asked = (stacks: readonly TerraformStack[]) =>
    [...new Set(servicesOf(...stacks).map(({ need, neededBy, action }) => `${need} ${neededBy} ${action}`))].sort();
  expect(asked(layered())).toEqual(asked([new TradingStack(Testing.app(), "trading-prod", prod!)]));
});

describe("the table of needs", () => {
  test("has each need once, in the order of their ids, with the page of AWS", () => {
    const ids = SERVICE_NEEDS.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(SERVICE_NEEDS.filter(({ page }) => !/(Guide|guide|Reference|Terraform)/.test(page))).toEqual([]);
  });
});
