import { synth } from "../support/synth";
import { make, synthesized } from "./fixture";

describe("AZs that aren't named", () => {
  const result = synthesized({ availabilityZones: undefined, natGateways: "perAz" });

  test("are looked up without the zones that an account opts in to", () => {
    expect(Object.values(result.data("aws_availability_zones"))).toEqual([
      { state: "available", filter: [{ name: "opt-in-status", values: ["opt-in-not-required"] }] },
    ]);
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
