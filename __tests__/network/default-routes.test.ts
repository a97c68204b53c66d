import { NetworkProps } from "../../modules/network";
import { synth } from "../support/synth";
import { make } from "./fixture";

/** Tier, AZ's letter and family of each default route, with the gateway's type that it leads to. */
function routes(props: Partial<NetworkProps>): string[] {
  const { network, stack } = make(props);
  const result = synth(stack);
  return network.defaultRoutes.map(({ tier, availabilityZone, family, resource }) => {
    const { destination_cidr_block, destination_ipv6_cidr_block, gateway_id, nat_gateway_id, egress_only_gateway_id } = result.resource(
      "aws_route",
      resource.friendlyUniqueId,
    );
    expect(destination_cidr_block).toBe(family === "ipv4" ? "0.0.0.0/0" : undefined);
    expect(destination_ipv6_cidr_block).toBe(family === "ipv6" ? "::/0" : undefined);
    const target = /^\$\{(\w+)\./.exec(gateway_id ?? nat_gateway_id ?? egress_only_gateway_id)![1];
    return `${tier} ${availabilityZone.slice(-1)} ${family} → ${target}`;
  });
}

const inEachAz = (route: (az: string) => string): string[] => ["a", "b", "c"].map(route);

describe("default routes", () => {
  test("without NAT are the public tier's alone, to the internet gateway", () => {
    expect(routes({})).toEqual(inEachAz((az) => `public ${az} ipv4 → aws_internet_gateway`));
  });

  test("of a private tier lead to NAT, and an isolated tier has none", () => {
    expect(routes({ natGateways: "perAz" })).toEqual([
      ...inEachAz((az) => `public ${az} ipv4 → aws_internet_gateway`),
      ...inEachAz((az) => `private ${az} ipv4 → aws_nat_gateway`),
    ]);
  });

  test("for IPv6 lead public tiers to the internet gateway and private ones to the egress-only internet gateway", () => {
    const ipv6 = routes({ ipv6: true }).filter((route) => route.includes("ipv6"));
    expect(ipv6).toEqual([
      ...inEachAz((az) => `public ${az} ipv6 → aws_internet_gateway`),
      ...inEachAz((az) => `private ${az} ipv6 → aws_egress_only_internet_gateway`),
    ]);
  });

  test("for IPv4 lead no private tier outside when only IPv6 is", () => {
    expect(routes({ ipv6: true }).filter((route) => route.startsWith("private"))).toHaveLength(3);
  });

  test("with a NAT gateway in each AZ stay in their AZ", () => {
    const { network, stack } = make({ natGateways: "perAz" });
    const result = synth(stack);
    for (const { availabilityZone, resource } of network.defaultRoutes.filter(({ tier }) => tier === "private")) {
      const gateway = network.natGatewayResources[availabilityZone]!.friendlyUniqueId;
      expect(result.resource("aws_route", resource.friendlyUniqueId).nat_gateway_id).toBe(`\${aws_nat_gateway.${gateway}.id}`);
    }
  });

  test("with a single NAT gateway all lead to it", () => {
    const result = synth(make({ natGateways: "single" }).stack);
    const targets = Object.values(result.resources("aws_route")).flatMap(({ nat_gateway_id }) => nat_gateway_id ?? []);
    expect(targets).toHaveLength(3);
    expect(new Set(targets).size).toBe(1);
  });
});
