import { Connections, Peer, Port, Role, SecurityGroup } from "../../src/core";
import { CAPACITY, loadBalancer, secret, synthService } from "../alb-asg/fixture";
import { database } from "../aurora-cluster/fixture";
import { makeEdge } from "../edge/fixture";
import { make } from "../network/fixture";
import { cache } from "../redis-cache/fixture";
import { bucket as stateBucket } from "../state-backend/fixture";
import { makeBucket } from "../storage/fixture";
import { messageOf, testStack } from "../support/synth";

const group = () => new SecurityGroup(testStack(), "Api", { vpcId: "vpc-1", description: "Api" });
const given = <T>(part: object): T => part as T;

/** What has a part with a name that is written wrongly → where it is, and what was meant. */
const CASES: readonly [string, () => unknown, string, string][] = [
  [
    "a lifecycle rule",
    () => makeBucket({ lifecycleRules: { old: given({ expireAfterDay: 1 }) } }),
    'lifecycleRules["old"].expireAfterDay',
    "expireAfterDays",
  ],
  [
    "a CORS rule",
    () => makeBucket({ corsRules: [given({ allowedOrigins: ["https://a.example.com"], allowedMethods: ["GET"], maxAgeSecond: 9 })] }),
    "corsRules[0].maxAgeSecond",
    "maxAgeSeconds",
  ],
  ["an inventory", () => makeBucket({ inventory: given({ frequenzy: "Daily" }) }), "inventory.frequenzy", "frequency"],
  ["a tier", () => make({ tiers: [given({ name: "app", kind: "private", size: "large", sise: "large" })] }), "tiers[0].sise", "size"],
  ["settings of an endpoint", () => make({ endpointSettings: { s3: given({ polcy: [] }) } }), 'endpointSettings["s3"].polcy', "policy"],
  ["a web ACL", () => makeEdge({ webAcl: given({ blockedCountrys: ["KP"] }) }), "webAcl.blockedCountrys", "blockedCountries"],
  ["a reader", () => database({ readers: { a: given({ instanceClas: "db.r8g.large" }) } }), 'readers["a"].instanceClas', "instanceClass"],
  [
    "a restore",
    () => database({ restoreFrom: given({ snapshotIdentifier: "s", restoreToTim: "x" }) }),
    "restoreFrom.restoreToTim",
    "restoreToTime",
  ],
  [
    "auto scaling of replicas",
    () => cache({ replicaAutoScaling: given({ min: 1, max: 2, targetEngineCpuPercen: 50 }) }),
    "replicaAutoScaling.targetEngineCpuPercen",
    "targetEngineCpuPercent",
  ],
  ["a route", () => synthService({ route: given({ priority: 10, paths: ["/*"], host: ["a"] }) }), "route.host", "hosts"],
  ["a capacity plan", () => synthService({ capacity: given({ ...CAPACITY, minCapacty: 1 }) }), "capacity.minCapacty", "minCapacity"],
  ["a replica of states", () => stateBucket({ replica: given({ bucketNam: "x" }) }), "replica.bucketNam", "bucketName"],
  ["a port", () => group().connections.allowFrom(Peer.ipv4("10.0.0.0/8"), given({ ...Port.tcp(443), toport: 9 })), "port.toport", "toPort"],
  [
    "a peer",
    () => group().connections.allowFrom(given({ kind: "ipv4", cidr: "10.0.0.0/8", cid: "10.0.0.0/9" }), Port.tcp(443)),
    "peer.cid",
    "cidr",
  ],
  [
    "connections",
    () => new Connections(testStack(), given({ securityGroupId: "sg-1", defaultPor: Port.tcp(1) })),
    "defaultPor",
    "defaultPort",
  ],
  [
    "what identifies a role",
    () => Role.fromAttributes(testStack(), "R", given({ roleArn: "arn:aws:iam::111122223333:role/r", roleName: "r", rolName: "r" })),
    "rolName",
    "roleName",
  ],
];

test.each(CASES)("a name that is written wrongly in %s is refused with the one that was meant", (_, create, prop, meant) => {
  expect(messageOf(create)).toMatch(
    new RegExp(`- ${prop.replace(/[[\]."]/g, "\\$&")}: must be a prop that there is; received .*Did you mean ${meant}\\?`),
  );
});

test("a name that is written wrongly in a secret header shows no value", () => {
  const header = (stack: ReturnType<typeof testStack>) => given<never>({ values: [secret(stack)], keptInState: true, value: ["hunter2"] });
  const stack = testStack();
  const message = messageOf(() => loadBalancer(stack, { scheme: "internet-facing", originSecretHeader: header(stack) }));
  expect(message).toContain('originSecretHeader.value: must be a prop that there is; received ["(hidden)"]. Did you mean values?');
});
