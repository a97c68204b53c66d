import { eachOf } from "../each";
import { hasEndpoint } from "../placement";
import { PolicyRule } from "../rule";

export const EC2_REGISTRY_ENDPOINTS: PolicyRule = {
  id: "ec2-registry-endpoints",
  sentence: "A VPC has interface endpoints of ECR, from which containers without internet get their images.",
  severity: "medium",
  fix: "Add an aws_vpc_endpoint of com.amazonaws.<region>.ecr.api and one of com.amazonaws.<region>.ecr.dkr, if containers run in the VPC.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.55 and EC2.56',
  fsbp: ["EC2.55", "EC2.56"],
  types: ["aws_vpc", "aws_vpc_endpoint"],
  check: eachOf(["aws_vpc"], (vpc, configuration) => {
    const missing = ["ecr.api", "ecr.dkr"].filter((service) => !hasEndpoint(configuration, vpc, service));
    return missing.length > 0 && `it has no interface endpoint of ${missing.join(" and ")}`;
  }),
};
