import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { Bucket, BucketProps } from "../../modules/storage";
import { EncryptionKey, IEncryptionKey, Role } from "../../src/core";
import { synth, testStack } from "../support/synth";

/** A key of its ARN alone. */
export const KEY: IEncryptionKey = {
  keyArn: "arn:aws:kms:eu-central-1:111122223333:key/0d3c",
  region: "eu-central-1",
  addToPolicy: () => undefined,
  grantDecrypt: () => undefined,
  grantEncryptDecrypt: () => undefined,
};

/** The name and the ARN that the bucket `Assets` of the test stack has. */
export const ASSETS = "trading-test-assets-111122223333-eu-central-1";
export const ASSETS_ARN = `arn:aws:s3:::${ASSETS}`;

/** A stack with a key and the bucket `Assets` under it. */
export function makeBucket(props: Partial<BucketProps> = {}) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const bucket = new Bucket(stack, "Assets", { encryptionKey, ...props });
  return { stack, encryptionKey, bucket, synthesized: () => synth(stack) };
}

/** A second region, as a replica or a log bucket takes it. */
export function secondRegion(stack: TerraformStack) {
  return { provider: new AwsProvider(stack, "Second", { alias: "second", region: "eu-west-1" }), region: "eu-west-1" };
}

/** A role to grant to. */
export function makeRole(stack: TerraformStack): Role {
  return new Role(stack, "Role", { assumedBy: { services: ["ec2.amazonaws.com"] } });
}

/** The message of a validation error. */
export function invalid(path: string, ...lines: string[]): string {
  const count = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
  return [`trading-test/${path}: ${count}`, ...lines.map((line) => `  - ${line}`)].join("\n");
}
