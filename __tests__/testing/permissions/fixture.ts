import { Access, AccessRequest, Arguments, SynthesizedStack, permissions } from "../../../src/testing";

export const ACCOUNT = "111122223333";
export const REGION = "eu-central-1";

/** Resources by type and logical id. */
export type Resources = Record<string, Record<string, Arguments>>;

/** A stack of one account, with these resources. */
export function stackOf(resource: Resources, more: Arguments = {}, account = ACCOUNT): SynthesizedStack {
  return new SynthesizedStack({ provider: { aws: [{ region: REGION, allowed_account_ids: [account] }] }, resource, ...more });
}

/** What a stack with these resources says to a request. */
export function evaluate(resource: Resources, request: AccessRequest, more: Arguments = {}): Access {
  return permissions(stackOf(resource, more)).evaluate(request);
}

/** A policy in JSON, of the version with policy variables. */
export function policy(...statements: Arguments[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A text with policy variables, as Terraform's strings have it. */
export function escaped(text: string): string {
  return text.replace(/\$\{(?=aws:|\*|\?|\$)/g, "$${");
}

/** A user with one policy. */
export function userWith(name: string, ...statements: Arguments[]): Resources {
  return {
    aws_iam_user: { [name]: { name } },
    aws_iam_user_policy: { [`${name}-policy`]: { user: name, policy: escaped(policy(...statements)) } },
  };
}

/** A role with one policy, and what else it has. */
export function roleWith(name: string, statements: readonly Arguments[], more: Arguments = {}): Resources {
  return {
    aws_iam_role: { [name]: { name, assume_role_policy: policy(), ...more } },
    aws_iam_role_policy: statements.length > 0 ? { [`${name}-policy`]: { role: name, policy: escaped(policy(...statements)) } } : {},
  };
}

/** Resources of several parts. */
export function merged(...parts: readonly Resources[]): Resources {
  const all: Resources = {};
  for (const part of parts) for (const [type, byId] of Object.entries(part)) all[type] = { ...all[type], ...byId };
  return all;
}

export const ALLOW = (Action: string | string[], Resource: string | string[] = "*", more = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
export const DENY = (Action: string | string[], Resource: string | string[] = "*", more = {}) => ({
  Effect: "Deny",
  Action,
  Resource,
  ...more,
});
export const BUCKET = (name: string, ...statements: object[]): Resources => ({
  aws_s3_bucket: { [name]: { bucket: name } },
  aws_s3_bucket_policy:
    statements.length > 0 ? { [`${name}-policy`]: { bucket: `\${aws_s3_bucket.${name}.id}`, policy: policy(...statements) } } : {},
});
export const put = (principal: string, bucket: string): AccessRequest => ({
  principal,
  action: "s3:PutObject",
  resource: bucket,
  resourcePath: "/file",
});
