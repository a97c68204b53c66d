import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const RDS_CERTIFICATE_AUTHORITY: PolicyRule = {
  id: "rds-certificate-authority",
  sentence: "The certificates of a database are of an authority that hasn't expired.",
  severity: "medium",
  fix: "Leave ca_cert_identifier out, or set it to rds-ca-rsa2048-g1 or a later one.",
  source: 'Amazon RDS User Guide, "Certificate authorities"',
  scanners: ["CKV_AWS_211"],
  types: ["aws_rds_cluster_instance", "aws_db_instance"],
  check: eachOf(
    ["aws_rds_cluster_instance", "aws_db_instance"],
    ({ args }) => ["rds-ca-2015", "rds-ca-2019"].includes(args.ca_cert_identifier) && says("ca_cert_identifier", args.ca_cert_identifier),
  ),
};
