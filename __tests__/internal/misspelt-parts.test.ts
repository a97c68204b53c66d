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

/** What has a part with a name that is written wrongly → where it is, what it has, and what was meant. */
const CASES: readonly [string, () => unknown, string, string, string][] = [
  [
    "a lifecycle rule",
    () => makeBucket({ lifecycleRules: { old: given({ expireAfterDay: 1 }) } }),
    'lifecycleRules["old"].expireAfterDay',
    "1",
    "expireAfterDays",
  ],
  [
    "a CORS rule",
    () => makeBucket({ corsRules: [given({ allowedOrigins: ["https://a.example.com"], allowedMethods: ["GET"], maxAgeSecond: 9 })] }),
    "corsRules[0].maxAgeSecond",
    "9",
    "maxAgeSeconds",
  ],
  ["an inventory", () => makeBucket({ inventory: given({ frequenzy: "Daily" }) }), "inventory.frequenzy", '"Daily"', "frequency"],
  [
    "a tier",
    () => make({ tiers: [given({ name: "app", kind: "private", size: "large", sise: "large" })] }),
    "tiers[0].sise",
    '"large"',
    "size",
  ],
  [
    "settings of an endpoint",
    () => make({ endpointSettings: { s3: given({ polcy: [] }) } }),
    'endpointSettings["s3"].polcy',
    "[]",
    "policy",
  ],
  ["a web ACL", () => makeEdge({ webAcl: given({ blockedCountrys: ["KP"] }) }), "webAcl.blockedCountrys", '["KP"]', "blockedCountries"],
  [
    "a reader",
    () => database({ readers: { a: given({ instanceClas: "db.r8g.large" }) } }),
    'readers["a"].instanceClas',
    '"db.r8g.large"',
    "instanceClass",
  ],
  [
    "a restore",
    () => database({ restoreFrom: given({ snapshotIdentifier: "s", restoreToTim: "x" }) }),
    "restoreFrom.restoreToTim",
    '"x"',
    "restoreToTime",
  ],
  [
    "auto scaling of replicas",
    () => cache({ replicaAutoScaling: given({ min: 1, max: 2, targetEngineCpuPercen: 50 }) }),
    "replicaAutoScaling.targetEngineCpuPercen",
    "50",
    "targetEngineCpuPercent",
  ],
  ["a route", () => synthService({ route: given({ priority: 10, paths: ["/*"], host: ["a"] }) }), "route.host", '["a"]', "hosts"],
  ["a capacity plan", () => synthService({ capacity: given({ ...CAPACITY, minCapacty: 1 }) }), "capacity.minCapacty", "1", "minCapacity"],
  ["a replica of states", () => stateBucket({ replica: given({ bucketNam: "x" }) }), "replica.bucketNam", '"x"', "bucketName"],
  [
    "a port",
    () => group().connections.allowFrom(Peer.ipv4("10.0.0.0/8"), given({ ...Port.tcp(443), toport: 9 })),
    "port.toport",
    "9",
    "toPort",
  ],
  [
    "a peer",
    () => group().connections.allowFrom(given({ kind: "ipv4", cidr: "10.0.0.0/8", cid: "10.0.0.0/9" }), Port.tcp(443)),
    "peer.cid",
    '"10.0.0.0/9"',
    "cidr",
  ],
  [
    "connections",
    () => new Connections(testStack(), given({ securityGroupId: "sg-1", defaultPor: Port.tcp(1) })),
    "defaultPor",
    '{"protocol":"tcp","fromPort":1,"toPort":1}',
    "defaultPort",
  ],
  [
    "what identifies a role",
    () => Role.fromAttributes(testStack(), "R", given({ roleArn: "arn:aws:iam::111122223333:role/r", roleName: "r", rolName: "r" })),
    "rolName",
    '"r"',
    "roleName",
  ],
];

test.each(CASES)("a name that is written wrongly in %s is refused with the one that was meant", (_, create, prop, received, meant) => {
  const line = `  - ${prop}: must be a prop that there is; received ${received}. Did you mean ${meant}?`;
  expect(messageOf(create).split("\n").at(-1)).toBe(line);
});

test("a name that is written wrongly in a secret header shows no value", () => {
  const header = (stack: ReturnType<typeof testStack>) => given<never>({ values: [secret(stack)], keptInState: true, value: ["hunter2"] });
  const stack = testStack();
  const message = messageOf(() => loadBalancer(stack, { scheme: "internet-facing", originSecretHeader: header(stack) }));
  expect(message).toBe(
    'trading-test/LoadBalancer: invalid input\n  - originSecretHeader.value: must be a prop that there is; received ["(hidden)"]. Did you mean values?',
  );
});
