import { Token } from "cdktf";
import { checkServiceSecurity } from "../../modules/alb-asg/service-security";
import { Validator } from "../../src/internal/validator";
import { synthService } from "./fixture";

describe("the security group of a service", () => {
  test("is in the network's VPC", () => {
    expect(synthService().stack.resource("aws_security_group", "TradingApi").vpc_id).toBe("vpc-0123456789abcdef0");
  });

  test.each([1, 9000, 65_535])("allows the load balancer to connect to the service's port %i", (port) => {
    const rules = Object.entries(synthService({ port }).stack.resources("aws_vpc_security_group_ingress_rule"));
    expect(rules.filter(([id]) => id.startsWith("TradingApi")).map(([, rule]) => rule)).toEqual([
      expect.objectContaining({
        from_port: port,
        to_port: port,
        referenced_security_group_id: expect.stringMatching(/^\$\{aws_security_group\.LoadBalancer_SecurityGroup/),
      }),
    ]);
  });

  test("allows connections to the network's endpoints and nothing else", () => {
    const rules = Object.entries(synthService().stack.resources("aws_vpc_security_group_egress_rule"));
    expect(rules.filter(([id]) => id.startsWith("TradingApi")).map(([, rule]) => rule)).toEqual([
      expect.objectContaining({ prefix_list_id: "pl-0123456789abcdef0", from_port: 443 }),
    ]);
  });

  test("allows HTTPS to the internet with a reason, which the rule's description says", () => {
    const { stack } = synthService({ internetEgressReason: "prices of the exchange" });
    expect(stack.resource("aws_vpc_security_group_egress_rule", "TradingApi_SecurityGroup_EgressTo-internet")).toMatchObject({
      cidr_ipv4: "0.0.0.0/0",
      from_port: 443,
      to_port: 443,
      description: "TradingApi to the internet (prices of the exchange)",
    });
  });
});

test("the reason of a service's connections to the internet may be a reference, whatever its type", () => {
  const internetEgressReason = Token.asNumber("${var.reason}") as unknown as string;
  const validator = new Validator("service");
  checkServiceSecurity(validator, { internetEgressReason });
  expect(() => validator.throwIfInvalid()).not.toThrow();
});
