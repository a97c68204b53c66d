import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { DefaultTokenResolver, StringConcat, TerraformResource, TerraformStack, Tokenization } from "cdktf";
import { StateBucket, StateBucketProps, StateReplica } from "../../modules/state-backend";
import { Role } from "../../src/core";
import { Arguments, statements, synth, testStack } from "../support/synth";

export const NAME = "trading-state-111122223333";
export const BUCKET_ARN = `arn:aws:s3:::${NAME}`;
export const KEY_ARN = "arn:aws:kms:eu-central-1:111122223333:key/0123abcd";
export const REPLICA_KEY_ARN = "arn:aws:kms:eu-west-1:111122223333:key/4567cdef";
/** The object key of a stack's state. */
export const STATE = "trading-prod/terraform.tfstate";

export function bucket(props: Partial<StateBucketProps> = {}, stack = testStack()): { stack: TerraformStack; states: StateBucket } {
  return { stack, states: new StateBucket(stack, "States", { bucketName: NAME, ...props }) };
}

export function secondRegion(stack: TerraformStack): StateReplica {
  return { provider: new AwsProvider(stack, "AwsReplica", { region: "eu-west-1", alias: "replica" }), region: "eu-west-1" };
}

export function withReplica(
  replica: Partial<StateReplica> = {},
  props: Partial<StateBucketProps> = {},
): { stack: TerraformStack; states: StateBucket } {
  const stack = testStack();
  return bucket({ ...props, replica: { ...secondRegion(stack), ...replica } }, stack);
}

export function role(stack: TerraformStack): Role {
  return new Role(stack, "Role", { assumedBy: { services: ["codebuild.amazonaws.com"] } });
}

/** The statements of the one role policy of a stack. */
export function granted(stack: TerraformStack): Arguments[] {
  return statements(synth(stack).resource("aws_iam_role_policy").policy);
}

/** What a token stands for in the synthesized JSON. */
export function resolved(stack: TerraformStack, token: string): string {
  const options = { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false };
  return Tokenization.resolve(token, options);
}

export function address(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
