import { IConstruct } from "constructs";
import { DATABASE_REMOVALS, DatabaseRemoval, REMOVALS, Removal } from "../core/removal";
import { oneOf, optional } from "./prop-types";
import { Validator } from "./validator";

/** The prop `removal` of every construct that has one. */
export const REMOVAL = optional(oneOf(REMOVALS));
/** The prop `removal` of databases and caches. */
export const DATABASE_REMOVAL = optional(oneOf(DATABASE_REMOVALS));

/** Shared by every copy of the library that an app may load. */
const DEFAULT = Symbol.for("cdktf-trading-platform/removal");
const READER = Symbol.for("cdktf-trading-platform/removal-reader");

interface Scope {
  [DEFAULT]?: Removal;
  /** The first construct below the scope that took its removal from the scopes above it. */
  [READER]?: string;
}

/**
 * What is said for a construct: by its own prop, else by the nearest scope that says something, else `protect`.
 *
 * @throws ValidationError for a reference, whose value comes too late to protect anything
 */
export function removalOf<Value extends DatabaseRemoval>(construct: IConstruct, removal: Value | undefined): Value | Removal {
  new Validator(construct).known("removal", removal).throwIfInvalid();
  if (removal !== undefined && removal !== null) return removal;
  const scopes = construct.node.scopes as (IConstruct & Scope)[];
  for (const scope of scopes) scope[READER] ??= construct.node.path;
  return scopes.reduce<Removal>((outer, scope) => scope[DEFAULT] ?? outer, "protect");
}

export function setDefaultRemoval(scope: IConstruct & Scope, removal: Removal): void {
  scope[DEFAULT] = removal;
}

/** What is set for a scope itself; undefined while there is nothing. */
export function defaultRemoval(scope: IConstruct & Scope): Removal | undefined {
  return scope[DEFAULT];
}

/** The first construct below a scope that has been made without a removal of its own; undefined while there is none. */
export function removalReader(scope: IConstruct & Scope): string | undefined {
  return scope[READER];
}

/** The Terraform `lifecycle` block that a removal stands for. */
export function removalLifecycle(removal: DatabaseRemoval): { readonly preventDestroy: true } | undefined {
  return removal === "protect" ? { preventDestroy: true } : undefined;
}
