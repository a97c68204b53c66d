import { IpRange, parseIpRange, rangeContains, rangesOverlap } from "../../../src/internal/ip-ranges";
import { Configuration } from "../../../src/testing/configuration";
import { Vpcs } from "../../../src/testing/reachability/vpcs";
import { messageOf } from "../../support/synth";
import { Resources, ask, stackOf } from "./fixture";

const range = (text: string): IpRange => parseIpRange(text)!;
const vpcs = (...sets: Resources[]): Vpcs => new Vpcs(new Configuration([stackOf(...sets)]));
const holds = (ranges: readonly IpRange[], text: string): boolean => ranges.some((own) => rangeContains(own, range(text)));
const touches = (ranges: readonly IpRange[], text: string): boolean => ranges.some((own) => rangesOverlap(own, range(text)));
const DUAL_STACK: Resources = { aws_vpc: { Vpc: { cidr_block: "10.0.0.0/16", assign_generated_ipv6_cidr_block: true } } };

describe("the internet's addresses", () => {
  // RFC 6890, tables 1 to 16, and RFC 5771 for multicast.
  test.each([
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "224.0.0.0/4",
    "240.0.0.0/4",
  ])("are none of %s", (special) => {
    expect(touches(vpcs().internet("ipv4"), special)).toBe(false);
  });

  test.each(["1.0.0.0/8", "8.8.8.8", "100.0.0.0/10", "172.32.0.0/11", "192.167.0.0/16", "223.255.255.255"])("are those of %s", (text) => {
    expect(holds(vpcs().internet("ipv4"), text)).toBe(true);
  });

  // RFC 4291, section 2.4: global unicast addresses that are assigned begin with 2000::/3.
  test("are IPv6's global unicast addresses", () => {
    const internet = vpcs().internet("ipv6");
    expect(holds(internet, "2a00::/16")).toBe(true);
    for (const other of ["fc00::/7", "fe80::/10", "ff00::/8", "::1"]) expect(touches(internet, other)).toBe(false);
  });

  test("are none of a VPC's", () => {
    expect(touches(vpcs({ aws_vpc: { Vpc: { cidr_block: "52.0.0.0/16" } } }).internet("ipv4"), "52.0.0.0/16")).toBe(false);
    expect(holds(vpcs(DUAL_STACK).internet("ipv6"), "2001:db8::/56")).toBe(false);
  });
});

// VPC User Guide, "IP addressing for your VPCs and subnets": Amazon assigns a /56.
test("a VPC whose range AWS assigns has a /56 of its own until then", () => {
  const two: Resources = {
    aws_vpc: { ...DUAL_STACK.aws_vpc, Other: { cidr_block: "10.1.0.0/16", assign_generated_ipv6_cidr_block: true } },
  };
  const of = (text: string): string => messageOf(() => ask([two], { to: text }));
  expect(of("2001:db8:0:ff::1")).toBe("2001:db8:0:ff::1 has addresses of Vpc: name the construct that has them");
  expect(of("2001:db8:0:100::1")).toBe("2001:db8:0:100::1 has addresses of Other: name the construct that has them");
});

test("a VPC has the ranges that are associated with it", () => {
  const associated: Resources = {
    aws_vpc_ipv4_cidr_block_association: { Ipv4: { vpc_id: "${aws_vpc.Vpc.id}", cidr_block: "10.5.0.0/16" } },
    aws_vpc_ipv6_cidr_block_association: { Ipv6: { vpc_id: "${aws_vpc.Vpc.id}", ipv6_cidr_block: "2001:db8:ff::/56" } },
  };
  const [vpc] = vpcs(associated).all;
  expect(["10.0.0.0/16", "10.5.0.0/16", "2001:db8:ff::/56"].every((text) => holds(vpc!.ranges, text))).toBe(true);
});

// RFC 1918 and RFC 4193.
test("a subnet that isn't in the stack has private addresses", () => {
  const { ranges } = vpcs().subnet("subnet-0123");
  expect(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"].every((text) => holds(ranges, text))).toBe(true);
  expect(touches(ranges, "8.8.8.8")).toBe(false);
});
