import { synthesized } from "./fixture";

describe("the VPC", () => {
  test("resolves DNS and gives instances DNS hostnames", () => {
    expect(synthesized().resource("aws_vpc")).toMatchObject({
      cidr_block: "10.0.0.0/16",
      enable_dns_support: true,
      enable_dns_hostnames: true,
    });
  });

  test("has an internet gateway attached", () => {
    expect(synthesized().resource("aws_internet_gateway").vpc_id).toContain("aws_vpc.Network");
  });

  test("has neither IPv6 nor an egress-only internet gateway by default", () => {
    expect(synthesized().resource("aws_vpc").assign_generated_ipv6_cidr_block).toBeUndefined();
    expect(synthesized().resources("aws_egress_only_internet_gateway")).toEqual({});
  });

  test("with IPv6 has a range from Amazon and an egress-only internet gateway", () => {
    const result = synthesized({ ipv6: true });
    expect(result.resource("aws_vpc").assign_generated_ipv6_cidr_block).toBe(true);
    expect(Object.keys(result.resources("aws_egress_only_internet_gateway"))).toHaveLength(1);
  });
});
