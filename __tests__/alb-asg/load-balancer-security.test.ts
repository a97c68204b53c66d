import { Token } from "cdktf";
import { checkLoadBalancerExposure } from "../../modules/alb-asg/load-balancer-exposure";
import { Validator } from "../../src/internal/validator";
import { synth, testStack } from "../support/synth";
import { PREFIX_LIST, loadBalancer, openLoadBalancer, publicLoadBalancer } from "./fixture";

describe("the security group of a load balancer", () => {
  test("allows CloudFront's addresses on 443 and nothing else", () => {
    const stack = testStack();
    loadBalancer(stack);
    const rules = synth(stack).resources("aws_vpc_security_group_ingress_rule");
    expect(Object.values(rules)).toEqual([
      expect.objectContaining({ prefix_list_id: PREFIX_LIST, from_port: 443, to_port: 443, ip_protocol: "tcp" }),
    ]);
  });

  test("needs no data source where the prefix list's id is given", () => {
    const stack = testStack();
    const origin = loadBalancer(stack);
    expect(synth(stack).json.data).toBeUndefined();
    expect(origin.cloudFrontPrefixListId).toBe(PREFIX_LIST);
  });

  test("has the managed prefix list looked up where it isn't", () => {
    const stack = testStack();
    const origin = loadBalancer(stack, { cloudFrontPrefixListId: undefined });
    const lists = Object.values(synth(stack).data("aws_ec2_managed_prefix_list"));
    expect(lists).toEqual([expect.objectContaining({ name: "com.amazonaws.global.cloudfront.origin-facing" })]);
    expect(origin.cloudFrontPrefixList!.node.id).toBe("CloudFrontPrefixList");
  });

  test("is the only one of an internal load balancer", () => {
    const stack = testStack();
    expect(loadBalancer(stack).redirectSecurityGroup).toBeUndefined();
    expect(synth(stack).resource("aws_lb").security_groups).toHaveLength(1);
  });
});

describe("the security groups of an internet-facing load balancer", () => {
  test("are one for each port, since the prefix list counts as 55 of a group's 60 rules", () => {
    const { stack } = publicLoadBalancer();
    const rules = Object.values(synth(stack).resources("aws_vpc_security_group_ingress_rule"));
    expect(new Set(rules.map((rule) => rule.security_group_id)).size).toBe(2);
  });

  test("allow CloudFront's addresses on 80 and 443 and nothing else", () => {
    const { stack } = publicLoadBalancer();
    const rules = Object.values(synth(stack).resources("aws_vpc_security_group_ingress_rule"));
    expect(rules.map((rule) => [rule.prefix_list_id, rule.from_port]).sort()).toEqual([
      [PREFIX_LIST, 443],
      [PREFIX_LIST, 80],
    ]);
  });

  test("are both of the load balancer", () => {
    const { stack } = publicLoadBalancer();
    expect(synth(stack).resource("aws_lb").security_groups).toHaveLength(2);
  });
});

describe("the security groups of a load balancer that is open to the internet", () => {
  test("allow everybody on 80 and 443, and say why", () => {
    const { stack } = openLoadBalancer();
    const rules = Object.values(synth(stack).resources("aws_vpc_security_group_ingress_rule"));
    expect(rules.map((rule) => [rule.cidr_ipv4, rule.from_port]).sort()).toEqual([
      ["0.0.0.0/0", 443],
      ["0.0.0.0/0", 80],
    ]);
    for (const { description } of rules) expect(description).toContain("partners connect without CloudFront");
  });

  test("are described by who connects", () => {
    const groups = Object.values(synth(openLoadBalancer().stack).resources("aws_security_group"));
    expect(groups.map(({ description }) => description)).toEqual(
      expect.arrayContaining(["Load balancer: HTTPS from everybody", "Load balancer: HTTP from everybody"]),
    );
  });

  test("need no prefix list", () => {
    const stack = testStack();
    const open = { scheme: "internet-facing", openToTheInternet: "partners", cloudFrontPrefixListId: undefined } as const;
    expect(loadBalancer(stack, open).cloudFrontPrefixListId).toBeUndefined();
    expect(synth(stack).json.data).toBeUndefined();
  });
});

test("the reason why everybody may send requests may be a reference, whatever its type", () => {
  const openToTheInternet = Token.asNumber("${var.reason}") as unknown as string;
  const validator = new Validator("load balancer");
  checkLoadBalancerExposure(validator, { scheme: "internet-facing", openToTheInternet });
  expect(() => validator.throwIfInvalid()).not.toThrow();
});
