import { Resource } from "../../testing/configuration";
import { mayBeOfAnything } from "../../testing/permissions/any-resource";
import { isResource } from "../../testing/permissions/arn";
import { readable } from "../../testing/permissions/patterns";
import { RESOURCE_ARNS } from "../../testing/permissions/resource-arns";
import { Statement } from "../../testing/permissions/statement";
import { Side } from "./side";
import { actionsBut, actionsOf } from "./telling-actions";

/** One question about what a statement names. */
export interface Probe {
  readonly action: string;
  /** The action as the statement has it. */
  readonly pattern: string;
  /** What it is about, as sentences have it. */
  readonly target: string;
  /** The resource, if it is in the stack. */
  readonly resource?: Resource;
  /** The ARN, or `*`. */
  readonly arn: string;
  /** What follows the resource's own ARN. */
  readonly suffix: string;
  /** Whether it stands for what a pattern is about beyond the stack: it says something where nothing else does. */
  readonly isElsewhere?: boolean;
}

/** Actions on objects, which a bucket's own ARN isn't asked for. */
const OBJECT_ACTION = /^s3:(?!\w*Bucket)\w*(?:Object|MultipartUpload)\w*$/i;
const SOME_OBJECT = "/object";
/** A service's ARNs may begin with another name than its actions do. */
const SERVICES: Readonly<Record<string, string>> = { "rds-db": "rds" };

/** The most resources that stand for a pattern that is about more. */
const MOST_RESOURCES = 6;

/** The questions that tell whether a statement changes anything: each action on each resource that it names. Pure. */
export function probesOf(statement: Statement, side: Side, own?: Resource): Probe[] {
  const asked = statement.actions
    ? statement.actions.map((pattern) => [pattern, actionsOf(pattern)] as const)
    : [["*", actionsBut(statement.notActions ?? [])] as const];
  const resources = statement.resources ?? (own === undefined ? ["*"] : [side.names.arn(own)]);
  return asked.flatMap(([pattern, actions]) =>
    actions.flatMap((action) =>
      resources.flatMap((resource) => targetsOf(resource, action, side, own).map((target) => ({ ...target, action, pattern }))),
    ),
  );
}

type Target = Omit<Probe, "action" | "pattern">;

function targetsOf(pattern: string, action: string, side: Side, own: Resource | undefined): Target[] {
  const isOwn = own !== undefined && pattern === "*";
  const candidates = isOwn ? [own] : resourcesOf(side, action);
  const found = candidates.flatMap((resource) => targetAt(resource, pattern, action, side) ?? []);
  const isWider = !isOwn && pattern.includes("*") && found.every(({ arn }) => !pattern.startsWith(arn));
  const beyond = isWider ? [{ ...elsewhere(pattern, action, side), isElsewhere: true }] : [];
  if (found.length > MOST_RESOURCES) {
    return [...found.slice(0, MOST_RESOURCES).map((target) => ({ ...target, target: nameOf(pattern) })), ...beyond];
  }
  return found.length > 0 ? [...found, ...beyond] : [elsewhere(pattern, action, side)];
}

/** Something that a pattern is about and that isn't in the stack. */
function elsewhere(pattern: string, action: string, side: Side): Target {
  if (pattern === "*") return { target: "every resource", arn: mayBeOfAnything(action) ? "*" : anyArn(action, side), suffix: "" };
  return { target: readable(pattern), arn: sample(pattern), suffix: "" };
}

/** How a resource is asked about, if a pattern is about it. */
function targetAt(resource: Resource, pattern: string, action: string, { names }: Side): Target | undefined {
  const arn = names.arn(resource);
  if (!mayMatch(pattern, arn)) return undefined;
  const of = (suffix: string): Target => ({ target: resource.name, resource, arn, suffix });
  const isObject = OBJECT_ACTION.test(action);
  if (!isObject && isResource(pattern, arn) === true) return of("");
  if (isObject && resource.type === "aws_s3_bucket" && isResource(pattern, `${arn}${SOME_OBJECT}`) === true) return of(SOME_OBJECT);
  const rest = pattern.startsWith(arn) ? pattern.slice(arn.length) : "";
  return /^[/:]/.test(rest) && (isObject || resource.type !== "aws_s3_bucket") ? of(sample(rest)) : undefined;
}

/** Whether a pattern begins as an ARN does, or the other way round: what is cheap to tell of a thousand resources. */
function mayMatch(pattern: string, arn: string): boolean {
  const [known = ""] = pattern.split(/[*?⟪\uE000-\uE002]/);
  return arn.startsWith(known) || known.startsWith(arn);
}

/** The stack's resources of an action's service. */
function resourcesOf({ configuration }: Side, action: string): Resource[] {
  const [service = ""] = action.toLowerCase().split(":");
  const prefix = `${SERVICES[service] ?? service}:`;
  const isMeant = (type: string): boolean =>
    service === "sts" || action.toLowerCase() === "iam:passrole" ? type === "aws_iam_role" : RESOURCE_ARNS[type]!.startsWith(prefix);
  return Object.keys(RESOURCE_ARNS)
    .filter(isMeant)
    .flatMap((type) => configuration.all(type));
}

function nameOf(pattern: string): string {
  return pattern === "*" ? "every resource" : readable(pattern);
}

/** A text that a pattern matches. */
function sample(pattern: string): string {
  return pattern.replace(/[*?]/g, "x");
}

/** The ARN of something that isn't in the stack: where its resources are, of which one has the policy. */
function anyArn(action: string, { names, configuration, stack }: Side): string {
  const [first] = stack.types.flatMap((type) => configuration.all(type));
  const { partition, region, accountId } = names.place(first!);
  const [service = ""] = action.toLowerCase().split(":");
  switch (service) {
    case "s3":
      return `arn:${partition}:s3:::some-bucket${OBJECT_ACTION.test(action) ? SOME_OBJECT : ""}`;
    case "iam":
    case "sts":
      return `arn:${partition}:iam::${accountId}:role/some-role`;
    default:
      return `arn:${partition}:${SERVICES[service] ?? service}:${region}:${accountId}:some/thing`;
  }
}
