import { isIP } from "node:net";

/** The versions of the Internet Protocol, as EC2 calls them. */
export type IpFamily = "ipv4" | "ipv6";

/** The addresses that share their first `prefix` bits. */
export interface IpRange {
  readonly family: IpFamily;
  /** The first address, as a number. */
  readonly first: bigint;
  /** How many bits they share: 0 to 32, or to 128. */
  readonly prefix: number;
}

const BITS: Readonly<Record<IpFamily, number>> = { ipv4: 32, ipv6: 128 };

/** How many addresses share all but so many bits. */
const SIZES: readonly bigint[] = Array.from({ length: BITS.ipv6 + 1 }, (_, bits) => 2n ** BigInt(bits));

/** Every address of a family. */
export const EVERY_ADDRESS: Readonly<Record<IpFamily, IpRange>> = {
  ipv4: { family: "ipv4", first: 0n, prefix: 0 },
  ipv6: { family: "ipv6", first: 0n, prefix: 0 },
};

/**
 * The range that a text such as `10.0.0.0/16`, `2001:db8::/32` or `10.0.0.1` stands for; undefined for any other text. One that begins within
 * itself is taken from its own boundary, as EC2 takes it (VPC User Guide, "Network ACL rules"). Pure.
 */
export function parseIpRange(text: string): IpRange | undefined {
  const [address = "", prefixText, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || address.includes("%") || rest.length > 0 || (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText))) {
    return undefined;
  }
  const family: IpFamily = version === 4 ? "ipv4" : "ipv6";
  const prefix = prefixText === undefined ? BITS[family] : Number(prefixText);
  if (prefix > BITS[family]) return undefined;
  return ipRange(family, addressNumber(family, address), prefix);
}

/** The range of that many shared bits which an address is in; pure. */
export function ipRange(family: IpFamily, address: bigint, prefix: number): IpRange {
  return { family, first: address - (address % sizeOf({ family, prefix })), prefix };
}

/** A range as EC2 writes it; pure. */
export function ipRangeText({ family, first, prefix }: IpRange): string {
  return `${family === "ipv4" ? ipv4Text(first) : ipv6Text(first)}/${prefix}`;
}

/** Whether every address of `inner` is in `outer`; pure. */
export function rangeContains(outer: IpRange, inner: IpRange): boolean {
  if (outer.family !== inner.family || outer.prefix > inner.prefix) return false;
  // Most ranges are told apart by their first address: a sum of big integers is a new one.
  if (outer.first >= inner.first) return outer.first === inner.first;
  return outer.prefix === 0 || inner.first < outer.first + sizeOf(outer);
}

/** Whether two ranges share an address: one is in the other then. Pure. */
export function rangesOverlap(a: IpRange, b: IpRange): boolean {
  return rangeContains(a, b) || rangeContains(b, a);
}

/**
 * The widest ranges of one owner: 10.0.0.0/8, and the blocks that IANA has given to organizations, are as wide (IANA IPv4 Address Space Registry); of IPv6,
 * registries give single organizations no wider ones than a /16.
 */
export const WIDEST_PREFIX: Readonly<Record<IpFamily, number>> = { ipv4: 8, ipv6: 16 };
/** Private IPv6 addresses, of which fd00::/8 is in use (RFC 4193). */
const UNIQUE_LOCAL: IpRange = { family: "ipv6", first: 0xfcn * 2n ** 120n, prefix: 7 };

/** Whether a range is so wide that it stands for the internet, as each half of 0.0.0.0/0 does. What is no range isn't. Pure. */
export function isOpenToEverybody(text: string): boolean {
  const range = parseIpRange(text);
  return range !== undefined && range.prefix < WIDEST_PREFIX[range.family] && !rangeContains(UNIQUE_LOCAL, range);
}

/** The two halves of a range of more than one address; pure. */
export function rangeHalves({ family, first, prefix }: IpRange): readonly [IpRange, IpRange] {
  const longer = { family, prefix: prefix + 1 };
  return [
    { ...longer, first },
    { ...longer, first: first + sizeOf(longer) },
  ];
}

/** What is left of a range without the holes, as few ranges as can be; pure. */
export function rangesWithout(range: IpRange, holes: readonly IpRange[]): IpRange[] {
  if (holes.some((hole) => rangeContains(hole, range))) return [];
  if (!holes.some((hole) => rangesOverlap(hole, range))) return [range];
  return rangeHalves(range).flatMap((half) => rangesWithout(half, holes));
}

/** What is left of a range without one in it, in the order of addresses: at each prefix between theirs, the half that it isn't in. */
function rangesAround({ family, first, prefix }: IpRange, range: IpRange): IpRange[] {
  const below: IpRange[] = [];
  const above: IpRange[] = [];
  for (let longer = range.prefix + 1; longer <= prefix; longer++) {
    const size = sizeOf({ family, prefix: longer });
    const number = first / size;
    if (number % 2n === 1n) below.push({ family, prefix: longer, first: (number - 1n) * size });
    else above.push({ family, prefix: longer, first: (number + 1n) * size });
  }
  return [...below, ...above.reverse()];
}

/** Ranges split by another: the parts that are in it, and the rest. Pure. */
export function splitRanges(
  ranges: readonly IpRange[],
  by: IpRange,
): { readonly inside: readonly IpRange[]; readonly outside: readonly IpRange[] } {
  const inside: IpRange[] = [];
  const outside: IpRange[] = [];
  for (const range of ranges) {
    if (rangeContains(by, range)) {
      inside.push(range);
    } else if (rangeContains(range, by)) {
      inside.push(by);
      outside.push(...rangesAround(by, range));
    } else {
      outside.push(range);
    }
  }
  return { inside, outside };
}

/** What Terraform's `cidrsubnet` gives: the range's part of that number, where `newBits` more bits count the parts. Pure. */
export function rangePart({ family, first, prefix }: IpRange, newBits: number, number: number): IpRange {
  const part = { family, prefix: prefix + newBits };
  return { ...part, first: first + BigInt(number) * sizeOf(part) };
}

function sizeOf({ family, prefix }: Pick<IpRange, "family" | "prefix">): bigint {
  return SIZES[BITS[family] - prefix]!;
}

function addressNumber(family: IpFamily, address: string): bigint {
  if (family === "ipv4") return digits(address.split(".").map(Number), 256n);
  const [head = "", tail] = canonicalIpv6(address).split("::");
  const groups = (text: string): number[] => (text === "" ? [] : text.split(":").map((group) => parseInt(group, 16)));
  if (tail === undefined) return digits(groups(head), 65536n);
  const zeros = new Array<number>(8 - groups(head).length - groups(tail).length).fill(0);
  return digits([...groups(head), ...zeros, ...groups(tail)], 65536n);
}

function digits(values: readonly number[], base: bigint): bigint {
  return values.reduce((sum, value) => sum * base + BigInt(value), 0n);
}

function ipv4Text(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address / 2n ** shift) % 256n).join(".");
}

function ipv6Text(address: bigint): string {
  const groups = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) => ((address / 2n ** shift) % 65536n).toString(16));
  return canonicalIpv6(groups.join(":"));
}

/** An IPv6 address in its one canonical form (RFC 5952), which a URL writes too. */
function canonicalIpv6(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}
