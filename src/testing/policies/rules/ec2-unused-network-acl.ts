import { isSet } from "../blocks";
import { eachOf, mayHave } from "../each";
import { PolicyRule } from "../rule";

export const EC2_UNUSED_NETWORK_ACL: PolicyRule = {
  id: "ec2-unused-network-acl",
  sentence: "A network ACL is one of subnets.",
  severity: "low",
  fix: "Name subnets in subnet_ids, or take the network ACL away.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.16',
  fsbp: ["EC2.16"],
  scanners: ["CKV2_AWS_1"],
  types: ["aws_network_acl", "aws_network_acl_association"],
  check: eachOf(
    ["aws_network_acl"],
    (acl, configuration) =>
      !isSet(acl.args.subnet_ids) && !mayHave(configuration, "aws_network_acl_association", "network_acl_id", acl) && "it has no subnet",
  ),
};
