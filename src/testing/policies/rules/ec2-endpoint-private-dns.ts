import { isFalse, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const EC2_ENDPOINT_PRIVATE_DNS: PolicyRule = {
  id: "ec2-endpoint-private-dns",
  sentence: "An interface endpoint of an AWS service answers to the service's own name.",
  severity: "medium",
  fix: "Set private_dns_enabled.",
  source: 'AWS PrivateLink Guide, "Access an AWS service using an interface VPC endpoint", "Private DNS"',
  types: ["aws_vpc_endpoint"],
  check: eachOf(["aws_vpc_endpoint"], ({ args }) => {
    const isOfAws = /^com\.amazonaws\./.test(String(args.service_name)) && !/\.vpce\.|vpce-svc/.test(String(args.service_name));
    const isInterface = args.vpc_endpoint_type === "Interface" && !/\.(s3|dynamodb)$/.test(String(args.service_name));
    return isInterface && isOfAws && isFalse(args.private_dns_enabled) && says("private_dns_enabled", args.private_dns_enabled);
  }),
};
