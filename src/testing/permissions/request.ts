import { PropType, PropTypes, STRING, STRINGS, optional, record } from "../../internal/prop-types";
import { isConstruct } from "../../internal/secrets";
import { Validator } from "../../internal/validator";
import { askedAgain } from "../answers";
import { Mistake, actionMistake } from "./actions/known-actions";
import { conditionKeyMistake } from "./actions/known-condition-keys";
import { LISTED_IN } from "./actions/listed-in";
import { matches } from "./patterns";

/** A request to AWS, as IAM sees it. */
export interface AccessRequest {
  /**
   * Who sends it: a role or a user by its construct's path below the stack, or by its ARN; what holds a role (a service, a function, an instance) by its construct's
   * path; a session by its ARN; an AWS service by its name, such as `delivery.logs.amazonaws.com`; an identity provider by its path or ARN; `anonymous`.
   */
  readonly principal: string;
  /** As the Service Authorization Reference spells it: `s3:PutObject`. */
  readonly action: string;
  /** A construct's path below the stack, an ARN, or `*` for actions that know no resources, such as `s3:ListAllMyBuckets`; it is refused for those that do. */
  readonly resource: string;
  /**
   * What follows the resource's ARN: `/trades/2026.json`, an object of a bucket.
   *
   * @default - nothing
   */
  readonly resourcePath?: string;
  /**
   * Condition keys of the request, such as `s3:x-amz-acl`; several values of a key as a list, an empty list for a key that the request doesn't have. A key that isn't
   * named is unknown. `aws:SourceVpce` and `aws:SourceArn` may be paths of constructs: the endpoint's policy is asked as well.
   *
   * @default - those that every request of its principal for its resource has: `aws:SecureTransport`, `s3:TlsVersion`, `aws:PrincipalArn`, `aws:PrincipalAccount`,
   *   tags of the principal and of the resource, `aws:ResourceAccount`
   */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** A name, in whose place a construct may have been given. */
const NAME: PropType<string> = { ...STRING, fixOf: (value) => (isConstruct(value) ? "Write its path below the stack." : undefined) };

const ACCESS_REQUEST: PropTypes<AccessRequest> = {
  principal: NAME,
  action: STRING,
  resource: NAME,
  resourcePath: optional(STRING),
  context: optional(record()),
};

/** How permissions are asked about. */
export interface PermissionsOptions {
  /**
   * Actions that AWS has added since this version was made, as policies name them: `s3:GetObjectLineage`, `newservice:*`. Others that AWS's reference doesn't list are
   * refused: each would be denied, whatever the policies say.
   *
   * @default - none
   */
  readonly newerActions?: readonly string[];
  /**
   * Condition keys that AWS has added since this version was made, as policies name them: `aws:SourceOrgTag/*`, `newservice:*`. Others that AWS's reference doesn't
   * list are refused in the context of a request: no policy asks for them, or in vain.
   *
   * @default - none
   */
  readonly newerConditionKeys?: readonly string[];
}

/** @throws ValidationError for options that are none, and for newer actions and condition keys that are no patterns of such */
export function checkOptions(options: PermissionsOptions): void {
  const types = { newerActions: optional(STRINGS), newerConditionKeys: optional(STRINGS) };
  const validator = new Validator("permissions").props(options, types);
  for (const [index, action] of (options.newerActions ?? []).entries()) {
    const fix = 'Write it as "s3:GetObjectLineage" or "newservice:*".';
    validator.matches(
      `newerActions[${index}]`,
      action,
      /^(?:\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/,
      "must be an action, as policies have it",
      fix,
    );
  }
  for (const [index, key] of (options.newerConditionKeys ?? []).entries()) {
    const fix = 'Write it as "aws:SourceOrgTag/*" or "newservice:*".';
    validator.matches(
      `newerConditionKeys[${index}]`,
      key,
      /^(?:\*|[^:]+:[^:].*)$/,
      "must be a condition key with its prefix, as policies have it",
      fix,
    );
  }
  validator.throwIfInvalid();
}

/**
 * A question that IAM is never asked would be denied, and a test that expects so would hold whatever the policies say.
 *
 * @param options the patterns of actions and condition keys that needn't be known
 */
export function checkRequest(request: AccessRequest, { newerActions = [], newerConditionKeys = [] }: PermissionsOptions): void {
  const validator = new Validator("permissions").props(askedAgain(request), ACCESS_REQUEST);
  validator.throwIfInvalid();
  const { action, resource, resourcePath = "", context = {} } = request;
  const isAction = /^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action);
  validator.check("action", action, isAction, "must be one action with its service", 'Write it as "s3:PutObject".');
  if (isAction && !isOneOf(newerActions, action)) checkIsKnown(validator, "action", action, actionMistake(action), "newerActions");
  const follows = resource.startsWith("arn:") || /^(?:$|[-/:$])/.test(resourcePath);
  validator.check(
    "resourcePath",
    resourcePath,
    follows,
    "must begin as what follows the ARN does",
    'Write it as "/trades/2026.json" or ":log-stream:name".',
  );
  for (const [key, values] of Object.entries(context)) {
    const areTexts = [values].flat().every((value) => typeof value === "string");
    const hasPrefix = /^[^:]+:[^:]/.test(key);
    // One without its prefix is no key that a policy has: the request would seem to lack it.
    validator.check(
      "context",
      key,
      hasPrefix,
      "must have condition keys with their prefix",
      `Write it as "aws:${key}", or with its service's prefix.`,
    );
    if (hasPrefix && !isOneOf(newerConditionKeys, key)) {
      checkIsKnown(validator, "context", key, conditionKeyMistake(key), "newerConditionKeys");
    }
    validator.check(
      `context["${key}"]`,
      values,
      areTexts,
      "must be a string or a list of strings",
      "Put it in quotes; a key that the request doesn't have is [].",
    );
  }
  validator.throwIfInvalid();
}

function isOneOf(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => matches(pattern, name, false));
}

/** A misspelt action would be denied, and pass a test that expects so; a misspelt condition key would be lacking. */
function checkIsKnown(validator: Validator, prop: string, name: string, mistake: Mistake | undefined, newer: string): void {
  if (mistake === undefined) return;
  const { rule, meant } = mistake;
  const instead = meant === undefined ? "Look its name up there." : `Write ${meant}.`;
  const escape = `For one that is newer than ${LISTED_IN}: permissions(stack, { ${newer}: ["${name}"] }).`;
  validator.check(prop, name, false, rule, `${instead} ${escape}`);
}

/** `depends`: on a condition key that the request doesn't say, or on a policy that the stacks don't have. */
export type AccessVerdict = "allowed" | "denied" | "depends";

/** One policy that was asked, in the order in which IAM asks. */
export interface AccessStep {
  /** The construct's path of the policy's resource. */
  readonly resource: string;
  readonly verdict: AccessVerdict;
  /** What the policy says of the request, with the statement that decides. */
  readonly sentence: string;
}

/** Whether a request is allowed, and why. */
export interface Access extends AccessRequest {
  readonly verdict: AccessVerdict;
  /** One or two sentences: what allows it, or the first thing that doesn't. */
  readonly explanation: string;
  readonly steps: readonly AccessStep[];
  /** What isn't in the stacks and was taken for granted. */
  readonly assumptions: readonly string[];
}
