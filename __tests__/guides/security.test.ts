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
import { SynthesizedStack, synthesize } from "../../src/testing";
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
new AuroraCluster(stack, "Ledger", { network: child("Network") as Network, encryptionKey, engine: "aurora-mysql" });
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

/** All that the controls are against, in one. */
const WORST = {
  ingress: [{ action: "allow", cidr_block: "0.0.0.0/0", from_port: 0, to_port: 0, protocol: "-1" }],
  ...{ cidr_ipv4: "0.0.0.0/0", from_port: 22, to_port: 3389, ip_protocol: "tcp" },
  policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: ["*", "kms:Decrypt"], Resource: "*" }] }),
  ...{ publicly_accessible: true, map_public_ip_on_launch: true, master_username: "admin", subnet_group_name: "default" },
  ...{ protocol: "HTTP", default_action: [{ type: "forward" }], validation_method: "EMAIL" },
  ...{ metadata_options: { http_tokens: "optional" }, block_device_mappings: [{ ebs: { encrypted: "false" } }] },
  network_interfaces: [{ associate_public_ip_address: "true" }],
  default_cache_behavior: { viewer_protocol_policy: "allow-all" },
  origin: [
    { custom_origin_config: { origin_protocol_policy: "http-only", origin_ssl_protocols: ["SSLv3"] } },
    { domain_name: "assets.s3.eu-central-1.amazonaws.com" },
  ],
};
const nothingElse = { resources: (type: string) => (type === "aws_s3_bucket" ? { Worst: WORST } : {}) } as unknown as SynthesizedStack;

test.each(Object.entries(SECURITY_CONTROLS))("%s is noticed where it isn't met", (_, { holds }) => {
  expect(holds(WORST, nothingElse)).toBe(false);
});

test.each(Object.entries(SECURITY_CONTROLS))("%s", (_, { type, holds }) => {
  const resources = Object.entries(synthesized.resources(type));
  expect(resources.length).toBeGreaterThan(0);
  expect(resources.filter(([, resource]) => !holds(resource, synthesized)).map(([id]) => id)).toEqual([]);
});
