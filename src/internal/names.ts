import { createHash } from "node:crypto";
import { TerraformProvider, TerraformStack } from "cdktf";
import { IConstruct } from "constructs";
import { StackEnvironment } from "./stack-environment";

/** What a service allows in a physical name. */
interface NameRules {
  /** Longest name the service accepts, in characters. */
  readonly maxLength: number;
  /** Whether the service accepts capital letters. @default true */
  readonly capitals?: boolean;
  /** Characters allowed besides letters and digits. @default "-" */
  readonly punctuation?: "-" | "_" | "-_";
}

const HASH_LENGTH = 8;
/** Characters that Terraform appends to a `name_prefix`: a timestamp and a counter. */
const TERRAFORM_UNIQUE_SUFFIX_LENGTH = 26;

/**
 * A readable physical name for a construct: its path from the stack on, such as `trading-prod-Database`.
 *
 * Deterministic, unique per stack, and never longer than `maxLength`: what doesn't fit is cut and ends in a hash of
 * the whole path.
 */
export function physicalName(scope: IConstruct, rules: NameRules): string {
  return fitName(pathFromStack(scope), rules);
}

/** The longest code of a region, `us-isof-south-1` (the AWS SDKs' partitions.json). */
const REGION_LENGTH = 15;

/**
 * A physical name with the stack's region behind it, for what must be unique in the account over all regions (CloudFront, IAM, dashboards).
 */
export function accountWideName(scope: IConstruct, rules: NameRules): string {
  return accountWideNameOf(pathFromStack(scope), scope, rules);
}

/**
 * The physical name of something that is made by the stack's default provider, or by that of another region: there, the same stack deployed to a second
 * region would meet it.
 */
export function placedName(scope: IConstruct, rules: NameRules, provider: TerraformProvider | undefined): string {
  return placedNameOf(pathFromStack(scope), scope, rules, provider);
}

/** The same of other parts than the construct's path. */
export function placedNameOf(
  parts: readonly string[],
  scope: IConstruct,
  rules: NameRules,
  provider: TerraformProvider | undefined,
): string {
  return provider ? accountWideNameOf(parts, scope, rules) : fitName(parts, rules);
}

/** The same of other parts than the construct's path. */
export function accountWideNameOf(parts: readonly string[], scope: IConstruct, rules: NameRules): string {
  const { region } = StackEnvironment.of(TerraformStack.of(scope));
  return `${fitName(parts, { ...rules, maxLength: rules.maxLength - REGION_LENGTH - 1 })}-${region}`;
}

/** Prefix for a `name_prefix` argument: leaves room for the 26 characters that Terraform appends. */
export function namePrefix(scope: IConstruct, rules: NameRules): string {
  const maxLength = rules.maxLength - TERRAFORM_UNIQUE_SUFFIX_LENGTH - 1;
  const separator = rules.punctuation === "_" ? "_" : "-";
  return `${physicalName(scope, { ...rules, maxLength })}${separator}`;
}

/** The construct's ids from its stack's id on, without the `Resource` that every main child is called. */
export function pathFromStack(scope: IConstruct): string[] {
  const stack = TerraformStack.of(scope);
  const ids = scope.node.scopes.slice(scope.node.scopes.indexOf(stack)).map((construct) => construct.node.id);
  return ids.filter((id) => id !== "Resource");
}

/** The path of a construct as a description, with words before it: cut where the service allows no more characters. */
export function pathText(scope: IConstruct, maxLength: number, before = ""): string {
  return `${before}${pathFromStack(scope).join("/")}`.slice(0, maxLength);
}

/** What security-group rules call a construct: its ids below the stack, as in `TradingApi`. */
export function peerName(scope: IConstruct): string {
  return pathFromStack(scope).slice(1).join("-");
}

/** Joins parts into a name by a service's rules; pure. */
export function fitName(parts: readonly string[], rules: NameRules): string {
  const punctuation = rules.punctuation ?? "-";
  const separator = punctuation === "_" ? "_" : "-";
  const forbidden = punctuation === "-" ? /[^A-Za-z0-9-]+/g : punctuation === "_" ? /[^A-Za-z0-9_]+/g : /[^A-Za-z0-9_-]+/g;
  const joined = parts.join(separator).replace(forbidden, separator);
  const readable = (rules.capitals === false ? kebab(joined, separator) : joined)
    .replace(/[-_]{2,}/g, separator)
    .replace(/^[-_]+|[-_]+$/g, "");
  const named = /^[A-Za-z]/.test(readable) ? readable : `n${separator}${readable}`;
  if (named.length <= rules.maxLength) return named;
  const hash = shortHash(parts.join("/"));
  const head = named.slice(0, Math.max(1, rules.maxLength - HASH_LENGTH - 1)).replace(/[-_]+$/, "");
  return `${head}${separator}${hash}`;
}

/** Words joined with a capital each, as a policy's sids are written: `trading-api` becomes `TradingApi`; pure. */
export function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}

/** Eight hexadecimal characters that identify a text; for names, not for security. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, HASH_LENGTH);
}

function kebab(text: string, separator: string): string {
  return text.replace(/([a-z0-9])([A-Z])/g, `$1${separator}$2`).toLowerCase();
}
