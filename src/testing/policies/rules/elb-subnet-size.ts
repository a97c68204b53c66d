import { isExpression, isSet } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELB_SUBNET_SIZE: PolicyRule = {
  id: "elb-subnet-size",
  sentence: "A load balancer's subnets are /27 or larger, so that it has the addresses it grows by.",
  severity: "high",
  fix: "Choose subnets of /27 or larger, with 8 free addresses each.",
  source: 'User Guide for Application Load Balancers, "Availability Zone subnets"',
  types: ["aws_lb", "aws_subnet"],
  check: eachOf(["aws_lb"], (balancer, configuration) => {
    if (!isSet(balancer.args.subnets) || isExpression(balancer.args.subnets)) return undefined;
    const small = configuration
      .keys(balancer, balancer.args.subnets)
      .flatMap((key) => configuration.find(key) ?? [])
      .find((subnet) => (configuration.rangeOf(subnet, "cidr_block")?.prefix ?? 0) > 27);
    return small && `${small.name} is a /${configuration.rangeOf(small, "cidr_block")!.prefix}`;
  }),
};
