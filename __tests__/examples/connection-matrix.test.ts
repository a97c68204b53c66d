/** Who connects to whom in each example: the ways that there are, every wire of it, and nothing else. */
import { Testing } from "cdktf";
import { examples } from "../../examples/gallery/examples";
import { environments } from "../../examples/trading-stack/environments";
import { ConnectionQuestion, Reachability, SynthesizedStack, reachability, synthesize } from "../../src/testing";
import { matchers } from "../../src/testing/matchers/jest";
import { layeredStacks, tradingStack } from "../support/platforms";

expect.extend(matchers);

const CLOUDFRONT = "Edge/Distribution/Origin-loadBalancer/VpcOrigin";
const S3 = "Network/S3Endpoint";
const LAST_PORT = 65_535;

/** What an instance calls: logs, metrics, Session Manager, its group's lifecycle hook, keys and secrets, where an environment has it by endpoints. */
const ENDPOINTS: Readonly<Record<string, readonly string[]>> = {
  dev: ["autoscaling", "logs", "ssm", "ssmmessages"],
  local: ["autoscaling", "kms", "logs", "monitoring", "secretsmanager", "ssm", "ssmmessages"],
  prod: ["autoscaling", "kms", "logs", "monitoring", "secretsmanager", "ssm", "ssmmessages"],
};

/** Who connects to whom, and on which port. */
function matrix(environment: string): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const endpoints = (ENDPOINTS[environment] ?? []).map((service) => [`Network/InterfaceEndpoints/${service}`, 443]);
  const aws = { ...(Object.fromEntries(endpoints) as Record<string, number>), [S3]: 443 };
  return {
    [CLOUDFRONT]: { LoadBalancer: 443 },
    LoadBalancer: { TradingApi: 8080, WebFrontend: 8080 },
    TradingApi: { Cache: 6379, Database: 5432, ...aws },
    WebFrontend: aws,
  };
}

function wires(environment: string): ConnectionQuestion[] {
  return Object.entries(matrix(environment)).flatMap(([from, ends]) => Object.entries(ends).map(([to, port]) => ({ from, to, port })));
}

/** Every port of every pair that isn't in the matrix, by TCP and UDP. */
function everythingElse(environment: string, network: Reachability): ConnectionQuestion[] {
  const inside = network.names.filter((name) => name !== CLOUDFRONT);
  const pairs = [
    ...network.names.flatMap((from) => inside.map((to) => [from, to] as const)),
    ...inside.flatMap((from) => [S3, "internet"].map((to) => [from, to] as const)),
    ...inside.map((to) => ["internet", to] as const),
  ];
  return pairs.flatMap(([from, to]): ConnectionQuestion[] => {
    const open = matrix(environment)[from]?.[to];
    const udp: ConnectionQuestion = { from, to, port: 0, toPort: LAST_PORT, protocol: "udp" };
    if (open === undefined) return [{ from, to, port: 0, toPort: LAST_PORT }, udp];
    return [{ from, to, port: 0, toPort: open - 1 }, { from, to, port: open + 1, toPort: LAST_PORT }, udp];
  });
}

const PLATFORMS: readonly (readonly [string, string, () => readonly SynthesizedStack[]])[] = [
  ...Object.keys(environments).map((name) => [`trading-${name}`, name, () => [tradingStack(name)]] as const),
  ["the platform in three stacks", "prod", layeredStacks],
];

describe.each(PLATFORMS)("in %s", (_, environment, stacks) => {
  const network = reachability(stacks());

  test.each(wires(environment))("$from connects to $to on $port", (wire) => {
    expect(network).toAllowTraffic(wire);
  });

  test("security groups allow this and no more", () => {
    const inOrder = (questions: readonly ConnectionQuestion[]): string[] => questions.map((each) => JSON.stringify(each)).sort();
    expect(inOrder(network.wires())).toEqual(inOrder(wires(environment)));
  });

  test("nobody connects to anything else, on any port", () => {
    for (const question of everythingElse(environment, network)) expect(network).not.toAllowTraffic(question);
  });

  test("nothing is reached from the internet", () => {
    expect(network).not.toBeReachableFrom("internet");
  });
});

/** The wires of the gallery's stacks: what calls from outside of a stack is a group that it hands out, and has no interface in it. */
const GALLERY: Readonly<Record<string, readonly ConnectionQuestion[]>> = {
  "service-behind-existing-load-balancer": [{ from: "Quotes", to: "pl-6ea54007", port: 443 }],
};

/** Nothing of these has an address. */
const WITHOUT_NETWORK = ["state", "static-site", "trade-archive"];

describe.each(Object.keys(examples))("in the gallery's %s", (name) => {
  const network = reachability(synthesize(new examples[name]!(Testing.app(), name)));

  test("every wire connects, and there are no others than these", () => {
    expect(network.wires()).toEqual(GALLERY[name] ?? []);
    for (const wire of network.wires()) expect(network).toAllowTraffic(wire);
  });

  test("nothing is reached from the internet", () => {
    if (WITHOUT_NETWORK.includes(name)) expect(network.names).toEqual([]);
    else expect(network).not.toBeReachableFrom("internet");
  });
});
