import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { messageOf, synth } from "../support/synth";
import { AZS, make, synthesized } from "./fixture";

describe("AZs that aren't named", () => {
  const result = synthesized({ availabilityZones: undefined, natGateways: "perAz" });

  test("are looked up without the zones that an account opts in to", () => {
    expect(Object.values(result.data("aws_availability_zones"))).toEqual([
      expect.objectContaining({ state: "available", filter: [{ name: "opt-in-status", values: ["opt-in-not-required"] }] }),
    ]);
  });

  // Terraform, `element`: an index behind the list's end begins again at its start, so that two subnets would share an AZ.
  test("are an error where the account sees fewer than three", () => {
    expect(Object.values(result.data("aws_availability_zones"))[0]!.lifecycle.postcondition).toEqual([
      {
        condition: "${length(self.names) >= 3}",
        error_message:
          "This account has fewer than 3 Availability Zones in the region: name the ones to use in availabilityZones of the network.",
      },
    ]);
  });

  test("can be named later without another address or range, where their keys stay their places", () => {
    const subnets = (props: Parameters<typeof synthesized>[0]) =>
      Object.entries(synthesized(props).resources("aws_subnet")).map(([id, { cidr_block }]) => [id, cidr_block]);
    const named = ["eu-central-1b", "eu-central-1c", "eu-central-1a"];
    expect(subnets({ availabilityZones: named, availabilityZoneKeys: "place" })).toEqual(subnets({ availabilityZones: undefined }));
  });

  test("are kept apart by no other keys", () => {
    expect(messageOf(() => make({ availabilityZoneKeys: "id" as never }))).toContain(
      'availabilityZoneKeys: must be one of name, place; received "id". Use one of these.',
    );
  });

  test("are three of the region", () => {
    const zones = Object.values(result.resources("aws_subnet")).map(({ availability_zone }) => availability_zone);
    expect(new Set(zones).size).toBe(3);
    expect(zones).toHaveLength(9);
  });

  test("name their resources by their place in the list", () => {
    expect(Object.keys(result.resources("aws_nat_gateway")).map((id) => id.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
      "Network_Nat_1",
      "Network_Nat_2",
      "Network_Nat_3",
    ]);
  });

  test("are known to the network as references", () => {
    const { network, stack } = make({ availabilityZones: undefined });
    const zone = network.availabilityZones[1]!;
    expect(network.subnet("private", zone)).toBe(network.subnets("private")[1]);
    expect(synth(stack).resource("aws_subnet", "Network_private_2").availability_zone).toContain("element(");
  });
});

test("AZs that are named need no data source", () => {
  expect(synthesized().json.data).toBeUndefined();
});

// EC2 User Guide, "Availability Zones": a name is the region's code and a letter.
describe("AZs that are named where the provider alone knows the region", () => {
  const inAnyRegion = (availabilityZones: string[]) => {
    const stack = new TerraformStack(Testing.app(), "trading-test");
    new AwsProvider(stack, "Aws");
    return make({ availabilityZones }, stack);
  };

  test("may be of any region", () => {
    const { network } = inAnyRegion(["us-west-2a", "us-west-2b"]);
    expect(network.availabilityZones).toEqual(["us-west-2a", "us-west-2b"]);
  });

  // A region and a Local Zone have names of other forms.
  test.each(["us-west-2", "us-west-2-lax-1a", "a", "us-west-2aa"])("are refused by a name that isn't an AZ's: %s", (name) => {
    expect(messageOf(() => inAnyRegion(["us-west-2a", name]))).toBe(
      `trading-test/Network: invalid input\n  - availabilityZones[1]: must be an AZ's name; received "${name}". Write it as "eu-central-1a".`,
    );
  });
});

test("a name that isn't an AZ's is not compared with the region: one message says what to write", () => {
  expect(messageOf(() => make({ availabilityZones: ["eu-central-1a", "eu-central-1"] }))).toBe(
    'trading-test/Network: invalid input\n  - availabilityZones[1]: must be an AZ\'s name; received "eu-central-1". Write it as "eu-central-1a".',
  );
});

test("an AZ that is left out between two others moves neither", () => {
  const cidrBlocks = (availabilityZones: string[]) =>
    make({ availabilityZones })
      .network.subnets("private")
      .map(({ cidrBlock }) => cidrBlock);
  const [a, , c] = cidrBlocks(AZS);
  expect(cidrBlocks(["eu-central-1a", "eu-central-1c"])).toEqual([a, c]);
});

test("four AZs are as many as every tier has room for", () => {
  const availabilityZones = [...AZS, "eu-central-1d"];
  expect(make({ availabilityZones }).network.subnets("private")).toHaveLength(4);
});
