/** What the security guide says of each control is true of the reference stack as it is in production, with what the example doesn't use beside it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import {
  AlarmTopic,
  AuroraCluster,
  Bucket,
  BucketAuditTrail,
  EncryptionKey,
  LogBucket,
  Network,
  NotificationQueue,
  RealTimeLog,
} from "../../src";
import { POLICY_RULES, PolicyRule, checkPolicies, synthesize } from "../../src/testing";

const GUIDE = readFileSync(join(__dirname, "../../docs/guides/security.md"), "utf8");

/** The controls that a section names in one column of its first table; `A.5 to A.10` are all between. */
function controlsOf(heading: string, column: number): string[] {
  const rows = GUIDE.split(`\n## ${heading}\n`)[1]!
    .split("\n\n## ")[0]!
    .split("\n")
    .filter((line) => line.startsWith("| "));
  const cells = rows.map((row) => row.split(" | ")[column] ?? "");
  return cells
    .flatMap((cell) => [...cell.matchAll(/\b([A-Z]\w+)\.(\d+)(?: to \w+\.(\d+))?/g)])
    .flatMap(([, service, first, last]) => {
      const count = Number(last ?? first) - Number(first) + 1;
      return Array.from({ length: count }, (_, index) => `${service}.${Number(first) + index}`);
    });
}

const environment = environments.prod!;
const stack = new TradingStack(Testing.app(), "trading-prod", {
  ...environment,
  network: { ...environment.network, networkAcls: true, defaultNetworkAclTraffic: "denied" },
  loadBalancer: {
    ...environment.loadBalancer,
    // With the redirect of HTTP.
    ...{ scheme: "internet-facing", originSecretHeader: { values: ["${var.origin_secret}"], keptInState: true } },
  },
});
const child = (id: string) => stack.node.findChild(id);
const encryptionKey = new EncryptionKey(stack, "FurtherKey");
(child("Database") as AuroraCluster).addEventNotifications(child("Alarms") as AlarmTopic);
new AuroraCluster(stack, "Ledger", { network: child("Network") as Network, encryptionKey, engine: "aurora-mysql" });
new NotificationQueue(stack, "Arrivals", { encryptionKey });
new RealTimeLog(stack, "Requests", { encryptionKey });
new BucketAuditTrail(stack, "Audit", { buckets: [child("Assets") as Bucket], destination: child("Logs") as LogBucket, encryptionKey });
const synthesized = synthesize(stack);

const controls = controlsOf("Controls", 2);

/** The rules that answer a control: as one of the standard, or in their source where the standard has it no more. */
function rulesFor(control: string): PolicyRule[] {
  const named = new RegExp(`\\b${control.replace(".", "\\.")}\\b`);
  return POLICY_RULES.filter(({ fsbp = [], source }) => fsbp.includes(control) || named.test(source));
}

test("the guide names each control once", () => {
  expect([...new Set(controls)]).toEqual(controls);
});

test("no exception is a control that is met", () => {
  expect(controlsOf("Exceptions", 0).filter((id) => controls.includes(id))).toEqual([]);
});

test.each(controls)("%s", (control) => {
  const rules = rulesFor(control);
  const looked = rules.filter(({ types }) => types.some((type) => type === "terraform" || synthesized.types.includes(type)));
  expect(looked.length).toBeGreaterThan(0);
  expect(checkPolicies(synthesized, { rules }).map(({ rule, path, detail }) => `${rule} ${path}: ${detail}`)).toEqual([]);
});
