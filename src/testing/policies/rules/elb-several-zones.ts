import { blocks, isSet } from "../blocks";
import { eachOf } from "../each";
import { zonesOf } from "../placement";
import { PolicyRule } from "../rule";

export const ELB_SEVERAL_ZONES: PolicyRule = {
  id: "elb-several-zones",
  sentence: "A load balancer has subnets in two Availability Zones at least.",
  severity: "medium",
  fix: "Name subnets of two Availability Zones or more: an Application Load Balancer is refused otherwise.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Elastic Load Balancing", ELB.13',
  fsbp: ["ELB.13"],
  types: ["aws_lb", "aws_subnet"],
  check: eachOf(["aws_lb"], (balancer, configuration) => {
    const { subnets, subnet_mapping: mapping } = balancer.args;
    const zones = zonesOf(configuration, balancer, isSet(mapping) ? blocks(mapping).map(({ subnet_id: subnet }) => subnet) : subnets);
    return zones === 1 && "its subnets are in one Availability Zone";
  }),
};
