import { networkAclRules } from "../../modules/network/network-acl-rules";
import fc from "../support/fast-check";

/** The numbers of the rules that allow ranges, by range. */
function numbersOf(ranges: readonly string[]): Record<string, number> {
  const { inbound } = networkAclRules("isolated", {
    cidrBlock: "10.0.0.0/16",
    trustedRanges: ranges.map((cidrBlock) => ({ cidrBlock, key: cidrBlock, family: "ipv4" })),
    endpointRanges: [],
  });
  return Object.fromEntries(inbound.map(({ cidrBlock, ruleNo }) => [cidrBlock, ruleNo]));
}

const octet = fc.integer({ min: 0, max: 255 });
const ranges = fc.uniqueArray(
  fc.tuple(octet, octet).map(([a, b]) => `10.${a}.${b}.0/24`),
  { maxLength: 30 },
);

/** Two ranges that would have the same number if each were alone. */
function rangesThatMeet(): readonly [string, string] {
  const byNumber = new Map<number, string>();
  for (let index = 0; index < 65_536; index += 1) {
    const range = `10.${Math.floor(index / 256)}.${index % 256}.0/24`;
    const number = numbersOf([range])[range]!;
    const other = byNumber.get(number);
    if (other !== undefined) return [other, range];
    byNumber.set(number, range);
  }
  throw new Error("no two ranges have the same number");
}

describe("the rule of a range", () => {
  test("keeps its number whatever other ranges there are", () => {
    const range = "10.9.0.0/16";
    expect(numbersOf(["192.168.0.0/24", range, "172.20.0.0/14"])[range]).toBe(numbersOf([range])[range]);
  });

  test("has the same number in any order of the ranges", () => {
    fc.assert(fc.property(ranges, (some) => expect(numbersOf([...some].reverse())).toEqual(numbersOf(some))));
  });

  // VPC User Guide, "Network ACL basics": each rule has a number from 1 to 32766.
  test("has a number of its own that EC2 accepts", () => {
    fc.assert(
      fc.property(ranges, (some) => {
        const numbers = Object.values(numbersOf(some));
        expect(new Set(numbers).size).toBe(some.length + 1);
        expect(numbers.every((number) => number >= 1 && number <= 32_766)).toBe(true);
      }),
    );
  });

  test("has the next number where another range has its own", () => {
    const [one, other] = rangesThatMeet();
    const numbers = numbersOf([one, other]);
    const [first, second] = [one, other].sort();
    expect(numbers[first!]).toBe(numbersOf([first!])[first!]);
    expect(numbers[second!]).toBe(numbers[first!]! + 1);
  });
});
