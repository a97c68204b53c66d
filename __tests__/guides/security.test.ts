/** What the security guide says of each control is true of the reference stack as it is in production, with what the example doesn't use beside it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { AlarmTopic, AuroraCluster, Bucket, BucketAuditTrail, EncryptionKey, LogBucket, NotificationQueue, RealTimeLog } from "../../src";
import { synthesize } from "../../src/testing";
import { SECURITY_CONTROLS } from "../support/security-controls";

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
  network: { ...environment.network, networkAcls: true },
  loadBalancer: {
    ...environment.loadBalancer,
    // With the redirect of HTTP.
    ...{ scheme: "internet-facing", originSecretHeader: { values: ["${var.origin_secret}"], keptInState: true } },
  },
});
const child = (id: string) => stack.node.findChild(id);
const encryptionKey = new EncryptionKey(stack, "FurtherKey");
(child("Database") as AuroraCluster).addEventNotifications(child("Alarms") as AlarmTopic);
new NotificationQueue(stack, "Arrivals", { encryptionKey });
new RealTimeLog(stack, "Requests", { encryptionKey });
new BucketAuditTrail(stack, "Audit", { buckets: [child("Assets") as Bucket], destination: child("Logs") as LogBucket, encryptionKey });
const synthesized = synthesize(stack);

test("the guide names the controls that are checked here, each once", () => {
  expect(controlsOf("Controls", 2).sort()).toEqual(Object.keys(SECURITY_CONTROLS).sort());
});

test("no exception is a control that is met", () => {
  expect(controlsOf("Exceptions", 0).filter((id) => id in SECURITY_CONTROLS)).toEqual([]);
});

test.each(Object.entries(SECURITY_CONTROLS))("%s", (_, { type, holds }) => {
  const resources = Object.entries(synthesized.resources(type));
  expect(resources.length).toBeGreaterThan(0);
  expect(resources.filter(([, resource]) => !holds(resource, synthesized)).map(([id]) => id)).toEqual([]);
});
