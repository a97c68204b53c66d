/** What AWS services ask for in the examples. */
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { Testing } from "cdktf";
import { examples } from "../../../../examples/gallery/examples";
import { accounts } from "../../../../examples/state-bootstrap/accounts";
import { StateStack } from "../../../../examples/state-bootstrap/state-stack";
import { environments } from "../../../../examples/trading-stack/environments";
import { ServiceAccess, SynthesizedStack, permissions, synthesize } from "../../../../src/testing";
import { SERVICE_NEEDS } from "../../../../src/testing/permissions/services/services";
import { layeredStacks, tradingStack } from "../../../support/platforms";

const computed = new Map<string, readonly ServiceAccess[]>();

/** The requests in stacks, which are made and computed once for all tests of them. */
function servicesOf(name: string, make: () => readonly SynthesizedStack[]): readonly ServiceAccess[] {
  const all = computed.get(name) ?? permissions(make()).services();
  computed.set(name, all);
  return all;
}

function withState(): SynthesizedStack[] {
  return [synthesize(new StateStack(Testing.app(), "state-prod", accounts.prod!, accounts.prod!.state)), tradingStack("prod")];
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
  const stacks: readonly (readonly [string, () => readonly SynthesizedStack[]])[] = [
    ...Object.keys(environments).map((name): [string, () => readonly SynthesizedStack[]] => [
      `trading-${name}`,
      () => [tradingStack(name)],
    ]),
    ["layered", layeredStacks],
    ["state bucket", withState],
    ...Object.entries(examples).map(([name, Example]): [string, () => SynthesizedStack[]] => [
      name,
      () => [synthesize(new Example(Testing.app(), name))],
    ]),
  ];

  test.each(stacks)("in %s", (name, make) => {
    const all = servicesOf(name, make);
    // The key that exists already has a policy of its owner's.
    const unknown = name === "existing-network-and-key" ? "depends" : "allowed";
    expect(all.filter(({ verdict }) => verdict !== "allowed" && verdict !== unknown).map(({ explanation }) => explanation)).toEqual([]);
    expect(all.map(({ need }) => need)).toEqual(expect.arrayContaining([...(NEEDS[name] ?? [])]));
  });
});

test("three stacks need what one does", () => {
  const asked = (name: string, make: () => readonly SynthesizedStack[]): string[] =>
    [...new Set(servicesOf(name, make).map(({ need, neededBy, action }) => `${need} ${neededBy} ${action}`))].sort();
  expect(asked("layered", layeredStacks)).toEqual(asked("trading-prod", () => [tradingStack("prod")]));
});

describe("the table of needs", () => {
  test("has a case for each need, with a change that has it denied", () => {
    const files = readdirSync(__dirname).filter((file) => file !== basename(__filename));
    const cases = files.map((file) => readFileSync(join(__dirname, file), "utf8")).join();
    expect(SERVICE_NEEDS.map(({ id }) => id).filter((id) => !cases.includes(`"${id}"`))).toEqual([]);
  });

  test("has each need once, in the order of their ids, with the page of AWS", () => {
    const ids = SERVICE_NEEDS.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(SERVICE_NEEDS.filter(({ page }) => !/(Guide|guide|Reference|Terraform)/.test(page))).toEqual([]);
  });
});
