import {
  EVERY_ADDRESS,
  IpRange,
  ipRangeText,
  parseIpRange,
  rangeContains,
  rangeHalves,
  rangePart,
  rangesOverlap,
  rangesWithout,
  splitRanges,
} from "../../src/internal/ip-ranges";
import fc from "../support/fast-check";

const range = (text: string): IpRange => parseIpRange(text)!;
const texts = (ranges: readonly IpRange[]): string[] => ranges.map(ipRangeText);

describe("a range is read", () => {
  // RFC 4291 section 2.2 has the forms of IPv6 addresses, RFC 5952 the one that is written.
  test.each([
    ["10.0.0.0/16", "10.0.0.0/16"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["255.255.255.255", "255.255.255.255/32"],
    ["2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a/128"],
    ["::/0", "::/0"],
    ["::1", "::1/128"],
    ["fd00::/8", "fd00::/8"],
    ["::ffff:192.0.2.1", "::ffff:c000:201/128"],
  ])("from %s", (text, written) => {
    expect(ipRangeText(range(text))).toBe(written);
  });

  // VPC User Guide, "Network ACL rules": 100.68.0.18/18 becomes 100.68.0.0/18.
  test("from its own boundary", () => {
    expect(ipRangeText(range("100.68.0.18/18"))).toBe("100.68.0.0/18");
    expect(ipRangeText(range("2001:db8::1/32"))).toBe("2001:db8::/32");
  });

  test.each([
    "",
    "10.0.0.0/33",
    "10.0.0/16",
    "2001:db8::/129",
    "10.0.0.0/16/8",
    "10.0.0.0/",
    "10.0.0.0/-1",
    "pl-0123",
    "10.0.0.0/1e1",
    "fe80::1%eth0",
  ])("but not from %p", (text) => {
    expect(parseIpRange(text)).toBeUndefined();
  });

  test("and every IPv4 range is written as it was read", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        const text = ipRangeText(range(`${address}/${prefix}`));
        expect(ipRangeText(range(text))).toBe(text);
      }),
    );
  });
});

describe("ranges", () => {
  test("contain what shares their first bits", () => {
    expect(rangeContains(range("10.0.0.0/16"), range("10.0.255.0/24"))).toBe(true);
    expect(rangeContains(range("10.0.0.0/16"), range("10.1.0.0/24"))).toBe(false);
    expect(rangeContains(range("10.0.0.0/16"), range("10.0.0.0/15"))).toBe(false);
    expect(rangeContains(EVERY_ADDRESS.ipv6, range("10.0.0.0/16"))).toBe(false);
  });

  test("overlap where one is in the other", () => {
    expect(rangesOverlap(range("10.0.0.0/16"), range("10.0.3.0/24"))).toBe(true);
    expect(rangesOverlap(range("10.0.3.0/24"), range("10.0.0.0/16"))).toBe(true);
    expect(rangesOverlap(range("10.0.2.0/24"), range("10.0.3.0/24"))).toBe(false);
  });

  test("have two halves", () => {
    expect(texts(rangeHalves(range("10.0.0.0/16")))).toEqual(["10.0.0.0/17", "10.0.128.0/17"]);
    expect(texts(rangeHalves(EVERY_ADDRESS.ipv6))).toEqual(["::/1", "8000::/1"]);
  });

  test("without a hole are the rest, in as few ranges as can be", () => {
    expect(texts(rangesWithout(range("10.0.0.0/14"), [range("10.2.0.0/16")]))).toEqual(["10.0.0.0/15", "10.3.0.0/16"]);
    expect(rangesWithout(range("10.2.0.0/16"), [range("10.0.0.0/8")])).toEqual([]);
    expect(texts(rangesWithout(range("10.2.0.0/16"), [range("11.0.0.0/8")]))).toEqual(["10.2.0.0/16"]);
  });

  test("split by another are what is in it and what isn't", () => {
    const { inside, outside } = splitRanges(
      [range("10.0.0.0/24"), range("10.0.0.0/15"), range("10.2.0.0/16"), range("::/0")],
      range("10.0.0.0/16"),
    );
    expect(texts(inside)).toEqual(["10.0.0.0/24", "10.0.0.0/16"]);
    expect(texts(outside)).toEqual(["10.1.0.0/16", "10.2.0.0/16", "::/0"]);
  });

  // Terraform's documentation of cidrsubnet has these.
  test.each([
    ["172.16.0.0/12", 4, 2, "172.18.0.0/16"],
    ["10.1.2.0/24", 4, 15, "10.1.2.240/28"],
    ["fd00:fd12:3456:7890::/56", 16, 162, "fd00:fd12:3456:7800:a200::/72"],
  ])("have the parts that cidrsubnet(%s, %d, %d) gives", (text, newBits, number, expected) => {
    expect(ipRangeText(rangePart(range(text), newBits, number))).toBe(expected);
  });
});
