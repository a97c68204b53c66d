import { Testing } from "cdktf";
import { TradingEnvironment, environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { Connection, ConnectionQuestion, Reachability, reachability, synthesize } from "../../src/testing";

type NetworkChanges = Partial<TradingEnvironment["network"]>;

const TRUSTED = "10.9.0.0/16";
const CLOUDFRONT = "pl-a3a144ca";
const PUBLIC = { scheme: "internet-facing", originSecretHeader: { values: ["${var.origin_secret}"], keptInState: true } };

const computed = new Map<string, Reachability>();

/** What can be reached in an environment, with other settings of its network and its load balancer. */
function networkOf(name: string, network: NetworkChanges = {}, loadBalancer: object = {}): Reachability {
  const key = JSON.stringify([name, network, loadBalancer]);
  const known = computed.get(key);
  if (known) return known;
  const environment = environments[name]!;
  const changed = {
    ...environment,
    network: { ...environment.network, ...network },
    loadBalancer: { ...environment.loadBalancer, ...loadBalancer },
  };
  const reached = reachability(synthesize(new TradingStack(Testing.app(), `trading-${name}`, changed)));
  computed.set(key, reached);
  return reached;
}

const label = ({ from, to, port }: ConnectionQuestion): string => `${from} to ${to} on ${port}`;

/** What is refused though security groups allow it. */
function refused(network: Reachability): string[] {
  const connections: Connection[] = network.wires().map((wire) => network.connection(wire));
  return connections.filter(({ verdict }) => verdict !== "allowed").map(({ explanation }) => explanation);
}

const WITH_ACLS = { networkAcls: true };
const VARIANTS: readonly (readonly [string, string, NetworkChanges])[] = [
  ...Object.keys(environments).flatMap((name): [string, string, NetworkChanges][] => [
    [name, "as it is", {}],
    [name, "with network ACLs", WITH_ACLS],
  ]),
  ["prod", "with network ACLs and no NAT", { ...WITH_ACLS, natGateways: "none" }],
  ["prod", "with network ACLs and one NAT gateway", { ...WITH_ACLS, natGateways: "single" }],
  ["prod", "with network ACLs and IPv6", { ...WITH_ACLS, ipv6: true }],
  ["prod", "with network ACLs and a trusted network", { ...WITH_ACLS, trustedCidrBlocks: [TRUSTED] }],
];

describe("in the reference stack", () => {
  test.each(VARIANTS)("everything that security groups allow passes, in %s %s", (name, _, changes) => {
    const network = networkOf(name, changes);
    expect(network.wires().map(label)).toEqual(
      expect.arrayContaining([
        "Edge/Distribution/Origin-loadBalancer/VpcOrigin to LoadBalancer on 443",
        "LoadBalancer to TradingApi on 8080",
        "LoadBalancer to WebFrontend on 8080",
        "TradingApi to Database on 5432",
        "TradingApi to Cache on 6379",
        "TradingApi to Network/S3Endpoint on 443",
      ]),
    );
    expect(refused(network)).toEqual([]);
  });

  test.each(VARIANTS)("nothing is reached from outside but by CloudFront, in %s %s", (name, _, changes) => {
    const network = networkOf(name, changes);
    expect(network.reachableFrom("internet")).toEqual([]);
    expect(network.reachableFrom(TRUSTED)).toEqual([]);
    expect(network.reachableFrom("Edge/Distribution/Origin-loadBalancer/VpcOrigin").map(label)).toEqual([
      "Edge/Distribution/Origin-loadBalancer/VpcOrigin to LoadBalancer on 443",
    ]);
  });

  test.each(VARIANTS)("the database and the cache are reached by the trading API alone, in %s %s", (name, _, changes) => {
    const network = networkOf(name, changes);
    for (const [to, port] of [
      ["Database", 5432],
      ["Cache", 6379],
    ] as const) {
      expect(network.names.filter((from) => from !== to && network.connection({ from, to, port }).verdict !== "refused")).toEqual([
        "TradingApi",
      ]);
    }
  });

  test.each(VARIANTS)("nothing reaches the internet, in %s %s", (name, _, changes) => {
    const network = networkOf(name, changes);
    for (const from of ["Database", "Cache", "TradingApi", "WebFrontend", "LoadBalancer"]) {
      expect(network.connection({ from, to: "internet", port: 0, toPort: 65_535 }).verdict).toBe("refused");
    }
  });

  test.each([
    ["without network ACLs", {}],
    ["with network ACLs", WITH_ACLS],
  ])("a public load balancer is reached by CloudFront alone, %s", (_, changes) => {
    const network = networkOf("prod", changes, PUBLIC);
    expect(refused(network)).toEqual([]);
    expect(network.reachableFrom(CLOUDFRONT).map(label)).toEqual([
      `${CLOUDFRONT} to LoadBalancer on 443`,
      `${CLOUDFRONT} to LoadBalancer on 80`,
    ]);
    expect(network.reachableFrom("internet")).toEqual([]);
  });
});
