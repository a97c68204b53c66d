import { block, referringTo } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDFRONT_VPC_ORIGIN_GATEWAY: PolicyRule = {
  id: "cloudfront-vpc-origin-gateway",
  sentence: "The VPC of a VPC origin has an internet gateway.",
  severity: "high",
  fix: "Attach an aws_internet_gateway to the VPC: no route to it is needed.",
  source: 'Amazon CloudFront Developer Guide, "Restrict access with VPC origins", prerequisites',
  types: ["aws_cloudfront_vpc_origin", "aws_internet_gateway", "aws_lb", "aws_subnet", "aws_vpc"],
  check: eachOf(["aws_cloudfront_vpc_origin"], (origin, configuration) => {
    const loadBalancer = configuration.find(configuration.key(origin, block(origin.args.vpc_origin_endpoint_config)?.arn));
    const [subnet] = configuration.keys(loadBalancer ?? origin, loadBalancer?.args.subnets).flatMap((key) => configuration.find(key) ?? []);
    const vpc = subnet && configuration.find(configuration.key(subnet, subnet.args.vpc_id));
    if (!vpc) return undefined;
    const isAttached = ["aws_internet_gateway", "aws_internet_gateway_attachment"].some(
      (type) => referringTo(configuration, type, "vpc_id", vpc).length > 0,
    );
    return isAttached ? undefined : `${vpc.name} has no internet gateway`;
  }),
};
