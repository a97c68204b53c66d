import { eachOf } from "../each";
import { hasEndpoint } from "../placement";
import { PolicyRule } from "../rule";

export const EC2_INCIDENT_ENDPOINTS: PolicyRule = {
  id: "ec2-incident-endpoints",
  sentence: "A VPC has interface endpoints of Systems Manager Incident Manager.",
  severity: "medium",
  fix: "Add an aws_vpc_endpoint of com.amazonaws.<region>.ssm-incidents and one of com.amazonaws.<region>.ssm-contacts, if anything in the VPC calls them.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.58 and EC2.60',
  fsbp: ["EC2.58", "EC2.60"],
  types: ["aws_vpc", "aws_vpc_endpoint"],
  check: eachOf(["aws_vpc"], (vpc, configuration) => {
    const missing = ["ssm-contacts", "ssm-incidents"].filter((service) => !hasEndpoint(configuration, vpc, service));
    return missing.length > 0 && `it has no interface endpoint of ${missing.join(" and ")}`;
  }),
};
