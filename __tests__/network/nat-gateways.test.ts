import { Token } from "cdktf";
import { messageOf } from "../support/synth";
import { make, synthesized } from "./fixture";

test("there is no NAT gateway by default", () => {
  expect(synthesized().resources("aws_nat_gateway")).toEqual({});
  expect(make().network.natGatewayResources).toEqual({});
});

describe("NAT gateways in each AZ", () => {
  const { network } = make({ natGateways: "perAz" });
  const result = synthesized({ natGateways: "perAz" });

  test("are in the public subnet of their AZ", () => {
    const subnets = Object.values(result.resources("aws_nat_gateway")).map(({ subnet_id }) => subnet_id);
    expect(subnets).toEqual(["a", "b", "c"].map((letter) => expect.stringContaining(`public_eu-central-1${letter}`)));
  });

  test("have an Elastic IP each", () => {
    const eips = Object.values(result.resources("aws_eip"));
    expect(eips).toHaveLength(3);
    for (const eip of eips) expect(eip.domain).toBe("vpc");
  });

  // EC2 API Reference, CreateNatGateway: the allocation id of an Elastic IP is required for a public gateway.
  test("have the Elastic IP of their AZ as their address", () => {
    for (const [az, gateway] of Object.entries(network.natGatewayResources)) {
      const { allocation_id } = result.resource("aws_nat_gateway", gateway.friendlyUniqueId);
      expect(allocation_id).toBe(`\${aws_eip.${network.natEips[az]!.friendlyUniqueId}.id}`);
    }
  });

  // A released address goes back to Amazon's pool (EC2 User Guide, "Elastic IP addresses"): partners would allow somebody else in.
  test.each([
    ["protect", { prevent_destroy: true }],
    ["destroy", undefined],
  ] as const)("under %s keep their Elastic IPs by %j", (removal, lifecycle) => {
    const eips = Object.values(synthesized({ natGateways: "perAz", removal }).resources("aws_eip"));
    expect(eips.map((eip) => eip.lifecycle)).toEqual([lifecycle, lifecycle, lifecycle]);
  });

  test("are created after the internet gateway is attached", () => {
    for (const type of ["aws_nat_gateway", "aws_eip"]) {
      for (const { depends_on } of Object.values(result.resources(type))) {
        expect(depends_on).toEqual([`aws_internet_gateway.${network.internetGateway.friendlyUniqueId}`]);
      }
    }
  });

  test("are reachable by their AZ, as are their Elastic IPs", () => {
    expect(Object.keys(network.natGatewayResources)).toEqual(["eu-central-1a", "eu-central-1b", "eu-central-1c"]);
    expect(Object.keys(network.natEips)).toEqual(["eu-central-1a", "eu-central-1b", "eu-central-1c"]);
  });
});

test("a single NAT gateway is in the first AZ", () => {
  const result = synthesized({ natGateways: "single" });
  expect(result.resource("aws_nat_gateway").subnet_id).toContain("public_eu-central-1a");
  expect(Object.keys(result.resources("aws_eip"))).toHaveLength(1);
});

test("a NAT gateway is in the first tier of the kind public, whatever its name", () => {
  const tiers = [
    { name: "services", kind: "private", size: "medium" },
    { name: "edge", kind: "public", size: "small" },
    { name: "guests", kind: "public", size: "small" },
  ] as const;
  expect(synthesized({ natGateways: "single", tiers }).resource("aws_nat_gateway").subnet_id).toContain("edge_eu-central-1a");
});

describe("an Elastic IP that exists", () => {
  const props = { natGateways: "perAz", natEipAllocationIds: { "eu-central-1b": "eipalloc-0123" } } as const;

  test("is the address of its AZ's gateway", () => {
    const gateway = synthesized(props).resource("aws_nat_gateway", "Network_Nat_eu-central-1b");
    expect(gateway.allocation_id).toBe("eipalloc-0123");
  });

  test("is allocated for the other AZs alone", () => {
    expect(Object.keys(make(props).network.natEips)).toEqual(["eu-central-1a", "eu-central-1c"]);
    expect(Object.keys(synthesized(props).resources("aws_eip"))).toHaveLength(2);
  });
});

describe("Elastic IPs that exist are refused", () => {
  test("in an AZ that has no NAT gateway, with those that have one", () => {
    expect(messageOf(() => make({ natGateways: "perAz", natEipAllocationIds: { "eu-central-1d": "eipalloc-0123" } }))).toBe(
      'trading-test/Network: invalid input\n  - natEipAllocationIds: must be keyed by an AZ that has a NAT gateway; received "eu-central-1d". ' +
        "Use one of eu-central-1a, eu-central-1b, eu-central-1c.",
    );
  });

  test("by a map that only Terraform knows", () => {
    const natEipAllocationIds = Token.asAny({ resolve: () => undefined }) as never;
    expect(messageOf(() => make({ natGateways: "perAz", natEipAllocationIds }))).toContain(
      "natEipAllocationIds: must be known at synthesis",
    );
  });

  test("by a text that only Terraform knows, which isn't gone through", () => {
    const natEipAllocationIds = Token.asString("${var.addresses}") as never;
    expect(messageOf(() => make({ natGateways: "perAz", natEipAllocationIds }))).toBe(
      'trading-test/Network: invalid input\n  - natEipAllocationIds: must be known at synthesis; received "a value that only Terraform knows". ' +
        "Write the value itself: it decides what is created.",
    );
  });
});
