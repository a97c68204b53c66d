import { Violation } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";

/** The values of `TierSize`. */
export const TIER_SIZES = ["small", "medium", "large", "xlarge"] as const;
/** The part of the VPC's range that a tier gets, all its AZs together: `small` 1/16, `medium` 1/8, `large` 1/4, `xlarge` 1/2. */
export type TierSize = "small" | "medium" | "large" | "xlarge";

/** What the plan needs to know of a tier. */
export interface PlannedTier {
  readonly name: string;
  readonly size: TierSize;
  /** Which of the VPC's ranges it is placed in. @default - the first */
  readonly cidrBlock?: string;
}

/** One tier's share of the VPC. */
interface TierPlan {
  readonly name: string;
  /** The range of the whole tier, with the room kept for AZs to come. */
  readonly cidrBlock: string;
  /** The subnets by AZ slot, 0 to 3, whether used or kept. */
  readonly subnetCidrBlocks: readonly string[];
}

/** AZs that every tier has room for: 2 or 3 in use, and the third and fourth kept for growth. */
export const AZ_SLOTS = 4;
/** EC2 accepts a /16 to a /28 (VPC User Guide, "VPC CIDR blocks"); in one longer than a /24, only tiers of half the VPC would fit. */
const MIN_VPC_PREFIX = 16;
const MAX_VPC_PREFIX = 24;
/** The smallest subnet that EC2 makes, 16 addresses of which AWS keeps five (VPC User Guide, "Subnet sizing"). */
const MAX_SUBNET_PREFIX = 28;
const AZ_SLOT_BITS = Math.log2(AZ_SLOTS);

/** Sixteenths of the VPC that a tier takes. */
const SIXTEENTHS: Readonly<Record<TierSize, number>> = { small: 1, medium: 2, large: 4, xlarge: 8 };
const WHOLE = 16;

/** Ranges that EC2 refuses for a VPC (VPC User Guide, "VPC CIDR blocks"). */
const REFUSED_RANGES = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4"];

/**
 * What is wrong with a plan's input, in the caller's terms; empty when `planSubnets` can plan it. Every tier has one of the sizes. Pure.
 *
 * @param cidr the VPC's first range
 * @param secondary its further ranges
 */
export function subnetPlanViolations(cidr: string, tiers: readonly PlannedTier[], secondary: readonly string[] = []): Violation[] {
  const ranges = [
    { cidr, prop: "cidrBlock", maxPrefix: MAX_VPC_PREFIX },
    ...secondary.map((further, index) => ({ cidr: further, prop: `secondaryCidrBlocks[${index}]`, maxPrefix: MAX_SUBNET_PREFIX })),
  ];
  const violations = ranges.flatMap(cidrViolations);
  tiers.forEach(({ cidrBlock = cidr }, index) => {
    if (ranges.some((known) => known.cidr === cidrBlock)) return;
    const fix = `Use one of ${ranges.map((known) => known.cidr).join(", ")}, or add it to secondaryCidrBlocks.`;
    violations.push({ prop: `tiers[${index}].cidrBlock`, rule: "must be one of the VPC's ranges", received: cidrBlock, fix });
  });
  const duplicates = tiers.map(({ name }) => name).filter((name, index, names) => names.indexOf(name) !== index);
  for (const name of new Set(duplicates)) {
    violations.push({ prop: "tiers", rule: "must have unique names", received: name, fix: "Rename one of the tiers of that name." });
  }
  if (violations.length > 0) return violations;
  const whole = secondary.length === 0 ? "the VPC" : undefined;
  return ranges.flatMap(({ cidr: range, prop }) =>
    fitViolations(
      range,
      prop,
      tiers.filter(({ cidrBlock = cidr }) => cidrBlock === range),
      whole ?? range,
    ),
  );
}

function fitViolations(cidr: string, prop: string, tiers: readonly PlannedTier[], whole: string): Violation[] {
  const violations: Violation[] = [];
  const sixteenths = tiers.reduce((sum, { size }) => sum + SIXTEENTHS[size], 0);
  if (sixteenths > WHOLE) {
    violations.push({
      prop: "tiers",
      rule: `must fit into ${whole} together (small 1/16, medium 1/8, large 1/4, xlarge 1/2)`,
      received: `${sixteenths}/16 of it`,
      fix: "Make a tier smaller, or leave one out.",
    });
  }
  const smallest = smallestVpcPrefix(tiers);
  if (prefixOf(cidr) > smallest) {
    violations.push({
      prop,
      rule: `must have room for subnets of 16 addresses in ${AZ_SLOTS} AZs of every tier`,
      received: cidr,
      fix: `The smallest that fits these tiers is ${cidrText(alignDown(addressOf(cidr), smallest), smallest)}; or make the small tiers larger.`,
    });
  }
  return violations;
}

/**
 * Splits a VPC's ranges into tiers, and each tier into a subnet for each of four AZs.
 *
 * Every tier lies at the lowest free place of its range that fits it, in the order of the list; so a tier added at the end, like an AZ
 * added to the network, leaves every other subnet where it was. Pure; the input has no violations.
 */
export function planSubnets(cidr: string, tiers: readonly PlannedTier[]): TierPlan[] {
  const takenIn = new Map<string, boolean[]>();
  return tiers.map(({ name, size, cidrBlock: range = cidr }) => {
    const base = addressOf(range);
    const prefix = prefixOf(range);
    const sixteenth = 2 ** (32 - prefix) / WHOLE;
    const taken = takenIn.get(range) ?? new Array<boolean>(WHOLE).fill(false);
    takenIn.set(range, taken);
    const width = SIXTEENTHS[size];
    const place = lowestFree(taken, width);
    taken.fill(true, place, place + width);
    const tierBase = base + place * sixteenth;
    const tierPrefix = prefix + Math.log2(WHOLE / width);
    const subnetPrefix = tierPrefix + AZ_SLOT_BITS;
    const subnetCidrBlocks = Array.from({ length: AZ_SLOTS }, (_, slot) =>
      cidrText(tierBase + slot * 2 ** (32 - subnetPrefix), subnetPrefix),
    );
    return { name, cidrBlock: cidrText(tierBase, tierPrefix), subnetCidrBlocks };
  });
}

/**
 * The slot of each AZ: `…a` to `…d`, and the ids `…-az1` to `…-az4`, have one of their own, so that leaving one out moves no other; later ones, and
 * those that only the provider knows, take a slot that is free. AZs added at the end of the list move nothing. Pure.
 */
export function assignAzSlots(availabilityZones: readonly string[]): number[] {
  const slots: number[] = [];
  availabilityZones.forEach((zone, index) => {
    const letter = /\d([a-z])$/.exec(zone)?.[1];
    const number = /-az(\d+)$/.exec(zone)?.[1];
    const home = letter === undefined ? Number(number ?? index + 1) - 1 : letter.charCodeAt(0) - "a".charCodeAt(0);
    const free = Array.from({ length: AZ_SLOTS }, (_, slot) => slot).filter((slot) => !slots.includes(slot));
    slots.push(free.includes(home) ? home : free[free.length - 1]!);
  });
  return slots;
}

function cidrViolations({
  cidr,
  prop,
  maxPrefix,
}: {
  readonly cidr: string;
  readonly prop: string;
  readonly maxPrefix: number;
}): Violation[] {
  const violation = (rule: string, fix: string): Violation[] => [{ prop, rule, received: cidr, fix }];
  if (!FORMATS.ipv4Cidr.holds(cidr)) return violation(FORMATS.ipv4Cidr.rule, FORMATS.ipv4Cidr.fix);
  const prefix = prefixOf(cidr);
  if (prefix < MIN_VPC_PREFIX || prefix > maxPrefix) {
    return violation(
      `must be a /${MIN_VPC_PREFIX} to a /${maxPrefix}`,
      prefix < MIN_VPC_PREFIX ? `Use a /${MIN_VPC_PREFIX} inside it.` : `Use the /${maxPrefix} around it, or a wider one.`,
    );
  }
  const address = addressOf(cidr);
  const aligned = alignDown(address, prefix);
  if (aligned !== address) return violation("must begin on its own boundary", `Write it as "${cidrText(aligned, prefix)}".`);
  const refused = REFUSED_RANGES.find((range) => alignDown(address, prefixOf(range)) === addressOf(range));
  if (refused) {
    return violation(`must be outside ${refused}, which EC2 refuses`, "Use a private range: 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.");
  }
  return [];
}

/** The longest VPC prefix whose smallest tier still splits into subnets that EC2 makes. */
function smallestVpcPrefix(tiers: readonly PlannedTier[]): number {
  const narrowest = Math.min(...tiers.map(({ size }) => SIXTEENTHS[size]));
  return MAX_SUBNET_PREFIX - AZ_SLOT_BITS - Math.log2(WHOLE / narrowest);
}

/** Blocks are powers of two at multiples of their width, and never freed: lowest first leaves no gap that a fitting tier can't use. */
function lowestFree(taken: readonly boolean[], width: number): number {
  const places = Array.from({ length: WHOLE / width }, (_, index) => index * width);
  return places.find((place) => taken.slice(place, place + width).every((used) => !used))!;
}

function prefixOf(cidr: string): number {
  return Number(cidr.split("/")[1]);
}

function addressOf(cidr: string): number {
  return cidr
    .split("/")[0]!
    .split(".")
    .reduce((address, octet) => address * 256 + Number(octet), 0);
}

function alignDown(address: number, prefix: number): number {
  const size = 2 ** (32 - prefix);
  return Math.floor(address / size) * size;
}

function cidrText(address: number, prefix: number): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
  return `${octets.join(".")}/${prefix}`;
}
