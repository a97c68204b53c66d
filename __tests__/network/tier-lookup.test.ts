import { messageOf } from "../support/synth";
import { AZS, make } from "./fixture";

const TIERS = [
  { name: "services", kind: "private", size: "medium" },
  { name: "partners", kind: "private", size: "small" },
  { name: "isolated", kind: "public", size: "small" },
] as const;

const zonesOf = (subnets: readonly { availabilityZone: string }[]): string[] => subnets.map(({ availabilityZone }) => availabilityZone);

describe("the subnets of a tier", () => {
  test("are found by the tier's name, one for each AZ", () => {
    const { network } = make({ tiers: TIERS });
    expect(network.subnets("partners")).toBe(network.subnetTiers.partners!.subnets);
    expect(zonesOf(network.subnets("partners"))).toEqual(AZS);
  });

  test("are found by a kind: those of the first tier of that kind", () => {
    const { network } = make({ tiers: TIERS });
    expect(network.subnets("private")).toBe(network.subnetTiers.services!.subnets);
  });

  test("are found by the name before the kind", () => {
    const { network } = make({ tiers: TIERS });
    expect(network.subnets("isolated")).toBe(network.subnetTiers.isolated!.subnets);
  });

  test("are found one by one by their AZ", () => {
    expect(make().network.subnet("private", "eu-central-1b")).toMatchObject({
      availabilityZone: "eu-central-1b",
      cidrBlock: "10.0.80.0/20",
    });
  });
});

describe("a lookup", () => {
  const { network } = make();

  test.each<[string, () => unknown, string]>([
    [
      "of a tier that the network doesn't have",
      () => network.subnets("dmz"),
      'tier: must be one that the network has; received "dmz". Use one of public, private, isolated, or add it to the network.',
    ],
    [
      "of an AZ that the network doesn't have",
      () => network.subnet("private", "eu-central-1d"),
      'availabilityZone: must be one that the network has; received "eu-central-1d". ' +
        "Use one of eu-central-1a, eu-central-1b, eu-central-1c, or add it to the network.",
    ],
    [
      "of a tier by a word that every object in JavaScript knows",
      () => network.subnets("constructor"),
      'tier: must be one that the network has; received "constructor". Use one of public, private, isolated, or add it to the network.',
    ],
    ["of no tier", () => network.subnets(undefined as never), "tier: must be a string; received nothing. It is required."],
    ["of a tier by its number", () => network.subnet(1 as never, "eu-central-1a"), "tier: must be a string; received 1. Put it in quotes."],
    [
      "of an AZ by its number",
      () => network.subnet("private", 1 as never),
      "availabilityZone: must be a string; received 1. Put it in quotes.",
    ],
  ])("%s is an error that says what there is", (_, lookup, line) => {
    expect(messageOf(lookup)).toBe(`trading-test/Network: invalid input\n  - ${line}`);
  });
});
