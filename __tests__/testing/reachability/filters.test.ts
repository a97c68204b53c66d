import { IpRange, ipRange, ipRangeText, parseIpRange, rangeContains } from "../../../src/internal/ip-ranges";
import {
  few,
  filter,
  filterProtocol,
  FilterRule,
  icmpMessages,
  leftOut,
  Ports,
  portsText,
} from "../../../src/testing/reachability/filters";
import fc from "../../support/fast-check";

const range = (text: string): IpRange => parseIpRange(text)!;
const rule = (name: string, text: string, ports: Ports, allows = true): FilterRule => ({
  name,
  allows,
  protocol: "tcp",
  ports,
  range: range(text),
});
const EVERYBODY = "0.0.0.0/0";

function decided(rules: readonly FilterRule[], text: string, ports: Ports): string[] {
  return filter(rules, { protocol: "tcp", ports, ranges: [range(text)] })
    .map((part) => `${part.ranges.map(ipRangeText).join()} ${portsText(part.ports)} ${part.rule?.name ?? "none"}`)
    .sort();
}

describe("rules", () => {
  test("decide on what they match, the first of them", () => {
    const rules = [rule("deny", "10.0.0.0/8", { first: 0, last: 65_535 }, false), rule("allow", EVERYBODY, { first: 0, last: 65_535 })];
    expect(decided(rules, "10.0.0.0/24", { first: 80, last: 80 })).toEqual(["10.0.0.0/24 80 deny"]);
    expect(decided([...rules].reverse(), "10.0.0.0/24", { first: 80, last: 80 })).toEqual(["10.0.0.0/24 80 allow"]);
  });

  test("decide on nothing that they don't match", () => {
    expect(decided([rule("allow", "10.0.0.0/8", { first: 80, last: 80 })], "192.168.0.0/24", { first: 80, last: 80 })).toEqual([
      "192.168.0.0/24 80 none",
    ]);
    expect(
      filter([rule("allow", EVERYBODY, { first: 0, last: 65_535 })], {
        protocol: "udp",
        ports: { first: 80, last: 80 },
        ranges: [range(EVERYBODY)],
      }),
    ).toEqual([{ ports: { first: 80, last: 80 }, ranges: [range(EVERYBODY)] }]);
  });

  test("split addresses that they match in part", () => {
    expect(decided([rule("allow", "10.0.1.0/24", { first: 80, last: 80 })], "10.0.0.0/23", { first: 80, last: 80 })).toEqual([
      "10.0.0.0/24 80 none",
      "10.0.1.0/24 80 allow",
    ]);
  });

  test("split ports that they match in part", () => {
    expect(decided([rule("allow", EVERYBODY, { first: 100, last: 200 })], "10.0.0.0/24", { first: 50, last: 250 })).toEqual([
      "10.0.0.0/24 100-200 allow",
      "10.0.0.0/24 201-250 none",
      "10.0.0.0/24 50-99 none",
    ]);
  });

  const anyRange = fc
    .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 28, max: 32 }))
    .map(([host, prefix]) => ipRange("ipv4", BigInt(host), prefix));
  const anyPorts = fc
    .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 5 }))
    .map(([first, more]) => ({ first, last: first + more }));
  const anyRule = fc.record({
    name: fc.string(),
    allows: fc.boolean(),
    protocol: fc.constantFrom("tcp", "udp", undefined),
    ports: anyPorts,
    range: anyRange,
  });

  // The rule for one packet is the first that matches it: parts of whole ranges must say the same of each packet in them.
  test("say of each packet in a range what they say of it alone", () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 6 }), anyRange, anyPorts, (rules, whole, ports) => {
        const parts = filter(rules, { protocol: "tcp", ports, ranges: [whole] });
        const size = 2 ** (32 - whole.prefix);
        for (let offset = 0; offset < size; offset += 1) {
          const address = ipRange("ipv4", whole.first + BigInt(offset), 32);
          for (let port = ports.first; port <= ports.last; port += 1) {
            const holding = parts.filter(
              (part) => part.ranges.some((own) => rangeContains(own, address)) && part.ports.first <= port && port <= part.ports.last,
            );
            const first = rules.find(
              (one) => one.protocol !== "udp" && rangeContains(one.range, address) && one.ports.first <= port && port <= one.ports.last,
            );
            expect(holding.map((part) => part.rule)).toEqual([first]);
          }
        }
      }),
    );
  });
});

// IANA's protocol numbers; -1 is all of them (EC2 API Reference, NetworkAclEntry and IpPermission).
test.each([
  ["6", "tcp"],
  ["TCP", "tcp"],
  [17, "udp"],
  ["1", "icmp"],
  ["58", "icmp"],
  ["icmpv6", "icmp"],
  ["ipv6-icmp", "icmp"],
  ["-1", undefined],
  ["all", undefined],
  ["esp", "esp"],
])("protocol %p is %p", (written, expected) => {
  expect(filterProtocol(written)).toBe(expected);
});

test("ICMP's messages are told apart by type and code, and -1 is all of them", () => {
  expect(icmpMessages(3, 4)).toEqual({ first: 772, last: 772 });
  expect(icmpMessages(0, 0)).toEqual({ first: 0, last: 0 });
  expect(icmpMessages(3, -1)).toEqual({ first: 768, last: 1023 });
  expect(icmpMessages(-1, -1)).toEqual({ first: 0, last: 65_535 });
});

test.each([
  [["a"], "a"],
  [["a", "b"], "a, b"],
  [["a", "b", "c"], "a, b, c"],
  [["a", "b", "c", "d"], "a, b, c and others"],
])("a sentence names of %j: %s", (names, text) => {
  expect(few(names)).toBe(text);
});

describe("what is left out is named", () => {
  const left = (rules: readonly FilterRule[], text: string, ports: Ports): string =>
    leftOut(filter(rules, { protocol: "tcp", ports, ranges: [range(text)] }));

  test("by ports where all addresses have the same", () => {
    expect(left([rule("allow", EVERYBODY, { first: 100, last: 200 })], "10.0.0.0/24", { first: 100, last: 250 })).toBe("201-250");
  });

  test("by addresses where others have the ports", () => {
    expect(left([rule("allow", "10.0.1.0/24", { first: 80, last: 80 })], "10.0.0.0/23", { first: 80, last: 80 })).toBe("10.0.0.0/24 on 80");
  });

  test("with three of many", () => {
    expect(left([rule("allow", "10.0.0.0/32", { first: 80, last: 80 })], "10.0.0.0/24", { first: 80, last: 80 })).toBe(
      "10.0.0.1/32, 10.0.0.2/31, 10.0.0.4/30 and others on 80",
    );
  });
});
