/** ARNs of each partition (AWS General Reference, "Amazon Resource Names"; AWS European Sovereign Cloud User Guide, "Partition"). */
import { SynthesizedStack, permissions } from "../../../src/testing";
import { matchers } from "../../../src/testing/matchers/jest";

expect.extend(matchers);

function stackIn(region: string, partition: string): SynthesizedStack {
  const policy = (statement: object): string => JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
  return new SynthesizedStack({
    provider: { aws: [{ region, allowed_account_ids: ["111122223333"] }] },
    resource: {
      aws_s3_bucket: { Orders: { bucket: "orders" } },
      aws_iam_role: {
        Reader: { name: "reader", assume_role_policy: policy({ Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }) },
      },
      aws_iam_role_policy: {
        Reads: {
          role: "${aws_iam_role.Reader.id}",
          policy: policy({ Action: "s3:GetObject", Resource: `arn:${partition}:s3:::orders/*` }),
        },
      },
    },
  });
}

test.each([
  ["eu-central-1", "aws"],
  ["cn-north-1", "aws-cn"],
  ["us-gov-west-1", "aws-us-gov"],
  ["eusc-de-east-1", "aws-eusc"],
])("a bucket in %s has an ARN of the partition %s", (region, partition) => {
  const read = { principal: "Reader", action: "s3:GetObject", resource: "Orders", resourcePath: "/1.json" };
  expect(permissions(stackIn(region, partition))).toAllowAction(read);
  expect(permissions(stackIn(region, partition === "aws" ? "aws-cn" : "aws"))).not.toAllowAction(read);
});
