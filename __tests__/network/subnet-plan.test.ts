import { PlannedTier, TIER_SIZES, assignAzSlots, planSubnets, subnetPlanViolations } from "../../modules/network/subnet-plan";
import fc from "../support/fast-check";

const TIERS: PlannedTier[] = [
  { name: "public", size: "small" },
  { name: "private", size: "large" },
  { name: "isolated", size: "medium" },
];

function range(cidr: string): [number, number] {
  const [address, prefix] = cidr.split("/") as [string, string];
  const first = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return [first, first + 2 ** (32 - Number(prefix)) - 1];
}

/** AWS keeps the first four addresses of a subnet and the last (VPC User Guide, "Subnet CIDR blocks"). */
const usableAddresses = (cidr: string): number => range(cidr)[1] - range(cidr)[0] + 1 - 5;

const overlap = (a: string, b: string): boolean => range(a)[0] <= range(b)[1] && range(b)[0] <= range(a)[1];

/** A VPC and tiers that fit it. */
const plannable = fc
  .record({
    prefix: fc.integer({ min: 16, max: 24 }),
    sizes: fc.array(fc.constantFrom(...TIER_SIZES), { minLength: 1, maxLength: 6 }),
  })
  .map(({ prefix, sizes }) => ({ cidr: `10.0.0.0/${prefix}`, tiers: sizes.map((size, index) => ({ name: `tier${index}`, size })) }))
  .filter(({ cidr, tiers }) => subnetPlanViolations(cidr, tiers).length === 0);

describe("the subnet plan", () => {
  test("gives each tier its share of the VPC, and each of four AZs a quarter of that", () => {
    expect(planSubnets("10.0.0.0/16", TIERS)).toEqual([
      { name: "public", cidrBlock: "10.0.0.0/20", subnetCidrBlocks: ["10.0.0.0/22", "10.0.4.0/22", "10.0.8.0/22", "10.0.12.0/22"] },
      { name: "private", cidrBlock: "10.0.64.0/18", subnetCidrBlocks: ["10.0.64.0/20", "10.0.80.0/20", "10.0.96.0/20", "10.0.112.0/20"] },
      { name: "isolated", cidrBlock: "10.0.32.0/19", subnetCidrBlocks: ["10.0.32.0/21", "10.0.40.0/21", "10.0.48.0/21", "10.0.56.0/21"] },
    ]);
  });

  test("may fill the VPC", () => {
    const halves: PlannedTier[] = ["a", "b"].map((name) => ({ name, size: "xlarge" }));
    expect(subnetPlanViolations("10.0.0.0/16", halves)).toEqual([]);
    expect(planSubnets("10.0.0.0/16", halves).map(({ cidrBlock }) => cidrBlock)).toEqual(["10.0.0.0/17", "10.0.128.0/17"]);
  });

  test("holds subnets that are disjoint and inside the VPC", () => {
    fc.assert(
      fc.property(plannable, ({ cidr, tiers }) => {
        const subnets = planSubnets(cidr, tiers).flatMap(({ subnetCidrBlocks }) => subnetCidrBlocks);
        const [first, last] = range(cidr);
        subnets.forEach((subnet, index) => {
          expect(range(subnet)[0]).toBeGreaterThanOrEqual(first);
          expect(range(subnet)[1]).toBeLessThanOrEqual(last);
          expect(subnets.slice(index + 1).filter((other) => overlap(subnet, other))).toEqual([]);
        });
      }),
    );
  });

  test("is balanced: all AZs of a tier have as many addresses", () => {
    fc.assert(
      fc.property(plannable, ({ cidr, tiers }) => {
        for (const { subnetCidrBlocks } of planSubnets(cidr, tiers)) expect(new Set(subnetCidrBlocks.map(usableAddresses)).size).toBe(1);
      }),
    );
  });

  test("is stable when a tier is added at the end", () => {
    fc.assert(
      fc.property(plannable, ({ cidr, tiers }) => {
        const before = planSubnets(cidr, tiers.slice(0, -1));
        expect(planSubnets(cidr, tiers).slice(0, -1)).toEqual(before);
      }),
    );
  });

  test("leaves every subnet the eight free addresses that a load balancer needs", () => {
    fc.assert(
      fc.property(plannable, ({ cidr, tiers }) => {
        for (const { subnetCidrBlocks } of planSubnets(cidr, tiers)) {
          expect(usableAddresses(subnetCidrBlocks[0]!)).toBeGreaterThanOrEqual(8);
        }
      }),
    );
  });
});

describe("AZ slots", () => {
  test("are an AZ's own, whatever other AZs are in use", () => {
    expect(assignAzSlots(["eu-central-1a", "eu-central-1b", "eu-central-1c"])).toEqual([0, 1, 2]);
    expect(assignAzSlots(["eu-central-1a", "eu-central-1c"])).toEqual([0, 2]);
  });

  // us-east-1 has six AZs, of which a network takes four.
  test("of letters behind the fourth are the last that are free, so that the first letters keep theirs", () => {
    expect(assignAzSlots(["us-east-1e", "us-east-1a", "us-east-1b"])).toEqual([3, 0, 1]);
    expect(assignAzSlots(["us-east-1e", "us-east-1f", "us-east-1a", "us-east-1b"])).toEqual([3, 2, 0, 1]);
  });

  test("of AZs in use stay when one is added at the end", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(["a", "b", "c", "d", "e", "f"], { minLength: 2, maxLength: 4 }), (letters) => {
        const names = letters.map((letter) => `us-east-1${letter}`);
        expect(assignAzSlots(names).slice(0, -1)).toEqual(assignAzSlots(names.slice(0, -1)));
        expect(new Set(assignAzSlots(names)).size).toBe(names.length);
      }),
    );
  });
});

describe("a plan that can't be made", () => {
  const violation = (prop: string, received: string, rule: string, fix: string) => [{ prop, received, rule, fix }];

  test.each([
    ["10.0.0.0/15", "must be a /16 to a /24", "Use a /16 inside it."],
    ["10.0.0.0/25", "must be a /16 to a /24", "Use the /24 around it, or a wider one."],
    ["10.0.1.0/16", "must begin on its own boundary", 'Write it as "10.0.0.0/16".'],
    ["10.0.0.300/16", "must be an IPv4 range", 'Write it as "10.0.0.0/16".'],
    ["10.0.0.0", "must be an IPv4 range", 'Write it as "10.0.0.0/16".'],
  ])("%s: %s", (cidr, rule, fix) => {
    expect(subnetPlanViolations(cidr, TIERS)).toEqual(violation("cidrBlock", cidr, rule, fix));
  });

  // RFC 6890: what is no address of a host in a network, from its first to its last.
  test.each([
    ["0.0.0.0/8", "0.0.0.0/16", "0.255.0.0/16"],
    ["127.0.0.0/8", "127.0.0.0/16", "127.255.0.0/16"],
    ["169.254.0.0/16", "169.254.0.0/16", "169.254.255.0/24"],
    ["224.0.0.0/4", "224.0.0.0/16", "239.255.0.0/16"],
    ["240.0.0.0/4", "240.0.0.0/16", "255.255.0.0/16"],
  ])("is of addresses in %s", (refused, ...cidrs) => {
    for (const cidr of cidrs) {
      expect(subnetPlanViolations(cidr, [{ name: "half", size: "xlarge" }])).toEqual(
        violation(
          "cidrBlock",
          cidr,
          `must be outside ${refused}, which EC2 refuses`,
          "Use a private range: 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.",
        ),
      );
    }
  });

  test.each(["1.0.0.0/16", "126.255.0.0/16", "128.0.0.0/16", "169.253.0.0/16", "169.255.0.0/16", "223.255.0.0/16"])(
    "isn't of the addresses beside them: %s",
    (cidr) => {
      expect(subnetPlanViolations(cidr, TIERS)).toEqual([]);
    },
  );

  test("names the smallest range that would fit", () => {
    expect(subnetPlanViolations("10.0.1.0/24", TIERS)).toEqual(
      violation(
        "cidrBlock",
        "10.0.1.0/24",
        "must have room for subnets of 16 addresses in 4 AZs of every tier",
        "The smallest that fits these tiers is 10.0.0.0/22; or make the small tiers larger.",
      ),
    );
  });

  test("can be made of the range that is named", () => {
    expect(subnetPlanViolations("10.0.0.0/22", TIERS)).toEqual([]);
  });

  test("names tiers of one name", () => {
    expect(subnetPlanViolations("10.0.0.0/16", [TIERS[0]!, TIERS[0]!])).toEqual(
      violation("tiers", "public", "must have unique names", "Rename one of the tiers of that name."),
    );
  });

  test("says how much tiers take that don't fit together", () => {
    const three: PlannedTier[] = ["a", "b", "c"].map((name) => ({ name, size: "xlarge" }));
    expect(subnetPlanViolations("10.0.0.0/16", three)).toEqual(
      violation(
        "tiers",
        "24/16 of it",
        "must fit into the VPC together (small 1/16, medium 1/8, large 1/4, xlarge 1/2)",
        "Make a tier smaller, or leave one out.",
      ),
    );
  });
});
