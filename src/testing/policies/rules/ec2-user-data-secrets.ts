import { eachOf } from "../each";
import { PolicyRule } from "../rule";

/** Ids of access keys of users and of sessions (IAM User Guide, "IAM identifiers", "Unique identifiers"). */
const ACCESS_KEY = /\b(AKIA|ASIA)[A-Z0-9]{16}\b/;

export const EC2_USER_DATA_SECRETS: PolicyRule = {
  id: "ec2-user-data-secrets",
  sentence: "User data, which everybody who may describe an instance reads, has no access key.",
  severity: "critical",
  fix: "Give the instance a role, and take the key back.",
  source: 'Amazon EC2 User Guide, "Run commands when you launch an EC2 instance with user data input"',
  scanners: ["CKV_AWS_46", "AVD-AWS-0029", "AVD-AWS-0129"],
  types: ["aws_launch_template", "aws_instance", "aws_launch_configuration"],
  check: eachOf(["aws_launch_template", "aws_instance", "aws_launch_configuration"], ({ args }) => {
    const given = [args.user_data, args.user_data_base64].filter((value): value is string => typeof value === "string");
    const plain = given.flatMap((text) => [text, Buffer.from(text, "base64").toString("latin1")]);
    return plain.some((text) => ACCESS_KEY.test(text)) && "user_data has the id of an access key";
  }),
};
