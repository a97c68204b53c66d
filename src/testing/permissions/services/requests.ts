import { Resource } from "../../configuration";
import { Place } from "../names";
import { ServiceRequest } from "./need";
import { BucketTarget, ServiceView, Target } from "./view";

type Context = Readonly<Record<string, string | readonly string[]>>;

/** A service, as policies name it. */
export function principalOf(name: string): string {
  return `${name}.amazonaws.com`;
}

/** What services say of whom they act for: the account and the resource (IAM User Guide, "The confused deputy problem"). */
export function actingFor({ accountId }: Place, sourceArn: string): Context {
  return { "aws:SourceAccount": accountId, "aws:SourceArn": sourceArn };
}

/** An object that the bucket's owner gets full control of. */
export const OWNER_FULL_CONTROL: Context = { "s3:x-amz-acl": "bucket-owner-full-control" };

/** A service that takes a role. */
export function assumes(role: Target | undefined, service: string, purpose: string, context: Context = {}): ServiceRequest[] {
  return role ? [{ principal: principalOf(service), action: "sts:AssumeRole", resource: role.arn, context, purpose }] : [];
}

/** What a service does with a role that it has taken. */
export function asRole(
  role: Target | undefined,
  actions: readonly string[],
  resource: string,
  purpose: string,
  more: Pick<ServiceRequest, "resourcePath" | "context"> = {},
): ServiceRequest[] {
  return role ? actions.map((action) => ({ principal: role.arn, action, resource, purpose, ...more })) : [];
}

/** What a principal does with a key; AWS's own keys admit the services that they are for, and whoever uses them through these. */
export function withKey(
  principal: string,
  key: Target | undefined,
  actions: readonly string[],
  purpose: string,
  context: Context = {},
): ServiceRequest[] {
  if (key === undefined) return [];
  const [, alias] = /:(alias\/aws\/.+)$/.exec(key.arn) ?? [];
  const refused =
    alias !== undefined && principal.endsWith(".amazonaws.com")
      ? `${alias} is a key of AWS, whose key policy can't be changed to allow ${principal} to use it`
      : undefined;
  if (alias !== undefined && refused === undefined) return [];
  return actions.map((action) => ({ principal, action, resource: key.arn, context, purpose, refused }));
}

/** How requests reach a key through another service. */
export function through(service: string, { region }: Pick<Place, "region">): Context {
  return { "kms:ViaService": `${service}.${region}.amazonaws.com` };
}

/** A service that sends to a topic, a queue or a function, and encrypts what it sends. */
export function sends(
  view: ServiceView,
  service: string,
  from: Resource,
  value: unknown,
  purpose: string,
  context: { readonly target: Context; readonly key: Context },
): ServiceRequest[] {
  const target = view.target(from, value, "aws_sns_topic", "aws_sqs_queue", "aws_lambda_function", "aws_lambda_alias");
  const [, , api] = target?.arn.split(":") ?? [];
  const type = target?.resource?.type ?? (api === "lambda" ? "aws_lambda_function" : `aws_${api}`);
  if (target === undefined) return [];
  const principal = principalOf(service);
  const ask = (action: string): ServiceRequest => ({ principal, action, resource: target.arn, context: context.target, purpose });
  const encrypt = (): ServiceRequest[] =>
    target.resource === undefined
      ? []
      : withKey(
          principal,
          view.key(target.resource, target.resource.args.kms_master_key_id),
          ["kms:GenerateDataKey", "kms:Decrypt"],
          purpose,
          context.key,
        );
  switch (type) {
    case "aws_sns_topic":
    case "aws_sns":
      return [ask("sns:Publish"), ...encrypt()];
    case "aws_sqs_queue":
    case "aws_sqs":
      return [ask("sqs:SendMessage"), ...encrypt()];
    case "aws_lambda_function":
    case "aws_lambda_alias":
      return [ask("lambda:InvokeFunction")];
    default:
      return [];
  }
}

/** What a delivery of logs asks of a bucket. */
export interface BucketDelivery {
  readonly principal: string;
  /** The object's key below the bucket. */
  readonly path: string;
  readonly context: Context;
  readonly purpose: string;
  /** Whether it reads the bucket's ACL first. */
  readonly checksAcl?: boolean;
  /** What it does with the key of a bucket that has one. */
  readonly keyActions?: readonly string[];
  /** @default - as `context` */
  readonly keyContext?: Context;
  /** Of the object that is put. @default - the owner gets full control */
  readonly object?: Context;
}

/** A service that puts objects into a bucket. */
export function delivers(view: ServiceView, bucket: BucketTarget | undefined, delivery: BucketDelivery): ServiceRequest[] {
  if (bucket === undefined) return [];
  const { principal, path, context, purpose, object = OWNER_FULL_CONTROL, keyActions = [], keyContext = context } = delivery;
  const ask = { principal, resource: bucket.arn, purpose };
  const acl: ServiceRequest[] = delivery.checksAcl === true ? [{ ...ask, action: "s3:GetBucketAcl", context }] : [];
  const put = { ...ask, action: "s3:PutObject", resourcePath: `/${path}`, context: { ...context, ...object } };
  return [...acl, put, ...withKey(principal, view.bucketKey(bucket.resource), keyActions, purpose, keyContext)];
}

/** Parts of an object's key, of which some may be empty. */
export function joinedPath(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("/");
}
