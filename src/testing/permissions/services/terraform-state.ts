import { Resource } from "../../configuration";
import { block, isTrue, texts } from "../../requests/arguments";
import { Arguments, SynthesizedStack } from "../../synthesized-stack";
import { ServiceNeed, ServiceRequest } from "./need";
import { statementsIn } from "./policy-text";
import { through, withKey } from "./requests";
import { BucketTarget, ServiceView } from "./view";

/** A stack's state in a bucket of the stacks. */
interface State {
  readonly bucket: BucketTarget;
  readonly key: string;
  readonly usesLockFile: boolean;
  /** What Terraform asks S3 to encrypt by. */
  readonly encryption?: string;
}

/**
 * What Terraform's S3 backend asks for, by the roles that deploy and plan a stack: those that the backend assumes, or that have policies which name the state. A role that may write
 * something of it is one that deploys.
 */
export const TERRAFORM_STATE: ServiceNeed = {
  id: "terraform-state",
  page: 'Terraform, "Backend Type: s3", "S3 Bucket Permissions" and "KMS"; Amazon S3 API Reference, "HeadObject" and "GetObject", "Permissions"',
  types: ["aws_iam_role"],
  requests: (view, role) =>
    view.stacks.flatMap((stack) => {
      const backend = block(block(stack.json.terraform, "backend"), "s3");
      const state = backend && stateOf(view, role, backend);
      if (state === undefined) return [];
      const actions = actionsOn(view, role, state);
      if (actions.length === 0) return [];
      const deploys = actions.some((action) => /^s3:(\*|Put|Delete)/.test(action));
      return requestsOf(view, role, state, stack, deploys);
    }),
};

function stateOf(view: ServiceView, role: Resource, backend: Arguments): State | undefined {
  const bucket = view.bucket(role, backend.bucket);
  if (bucket?.resource === undefined || typeof backend.key !== "string") return undefined;
  const encryption = backend.kms_key_id === undefined ? "AES256" : "aws:kms";
  return {
    bucket,
    key: backend.key,
    usesLockFile: isTrue(backend.use_lockfile),
    encryption: isTrue(backend.encrypt) ? encryption : undefined,
  };
}

/** What the policies of a role say of a state and its lock file. */
function actionsOn(view: ServiceView, role: Resource, { bucket, key }: State): string[] {
  return policiesOf(view, role).flatMap((policy) =>
    statementsIn(policy).flatMap(({ Effect, Action, Resource: resources }) =>
      Effect === "Allow" && texts(resources).some((arn) => arn.startsWith(`${bucket.arn}/${key}`)) ? texts(Action) : [],
    ),
  );
}

function policiesOf(view: ServiceView, role: Resource): string[] {
  const inline = view.referringTo(role, "aws_iam_role_policy", "role").map((policy) => view.text(policy, policy.args.policy));
  const attached = view.referringTo(role, "aws_iam_role_policy_attachment", "role").map((attachment) => {
    const policy = view.target(attachment, attachment.args.policy_arn, "aws_iam_policy")?.resource;
    return policy && view.text(policy, policy.args.policy);
  });
  return [...inline, ...attached].flatMap((text) => text ?? []);
}

function requestsOf(view: ServiceView, role: Resource, state: State, stack: SynthesizedStack, deploys: boolean): ServiceRequest[] {
  const { bucket, key, usesLockFile, encryption } = state;
  const principal = view.arnOf(role);
  const purpose = `Terraform ${deploys ? "deploys" : "plans"} ${stackName(stack)} as ${role.name}`;
  const lock = `${key}.tflock`;
  const list = (prefix: string): ServiceRequest => ({
    principal,
    action: "s3:ListBucket",
    resource: bucket.arn,
    context: { "s3:prefix": prefix },
    purpose,
  });
  const object = (action: string, path: string, context: ServiceRequest["context"] = {}): ServiceRequest => ({
    principal,
    action,
    resource: bucket.arn,
    resourcePath: `/${path}`,
    context,
    purpose,
  });
  const put: Readonly<Record<string, string>> = encryption === undefined ? {} : { "s3:x-amz-server-side-encryption": encryption };
  const keyUse = (actions: readonly string[]): ServiceRequest[] =>
    withKey(principal, view.bucketKey(bucket.resource), actions, purpose, through("s3", view.place(bucket.resource!)));
  const reading = [list("env:/"), list(key), object("s3:GetObject", key), ...keyUse(["kms:Decrypt"])];
  if (!deploys) return reading;
  const locking = [
    object("s3:PutObject", lock, { ...put, "s3:if-none-match": "*" }),
    object("s3:GetObject", lock),
    object("s3:DeleteObject", lock),
  ];
  return [...reading, object("s3:PutObject", key, put), ...(usesLockFile ? locking : []), ...keyUse(["kms:GenerateDataKey"])];
}

function stackName(stack: SynthesizedStack): string {
  const name: unknown = stack.json["//"]?.metadata?.stackName;
  return typeof name === "string" ? name : "a stack";
}
