import { Resource } from "../../testing/configuration";
import { IdentityPolicies } from "../../testing/permissions/identity-policies";
import { Policy } from "../../testing/permissions/policy";
import { Statement } from "../../testing/permissions/statement";
import { Side } from "./side";
import { covers } from "./statement-cover";

/** Everything that the policies of an identity, or of a resource, say. */
export interface PolicySet {
  readonly allows: readonly Statement[];
  readonly denies: readonly Statement[];
  /** What limits it; undefined where nothing does. */
  readonly boundary?: string;
  /** The boundary, where nobody has read it. */
  readonly unreadBoundary?: string;
  /** Policies that nobody has read, as sentences have them. */
  readonly unread: readonly string[];
}

export const NO_POLICIES: PolicySet = { allows: [], denies: [], unread: [] };

/** Identities that have policies of their own. */
const IDENTITIES = ["aws_iam_role", "aws_iam_user"];

export function identitiesOf({ configuration }: Side): readonly Resource[] {
  return IDENTITIES.flatMap((type) => configuration.all(type));
}

const knownPolicies = new WeakMap<Side, IdentityPolicies>();

/** What the policies of a role or a user say, with those of its groups. */
export function identityPolicies(side: Side, identity: Resource): PolicySet {
  const policies = knownPolicies.get(side) ?? new IdentityPolicies(side.configuration, side.names, side.documents);
  knownPolicies.set(side, policies);
  const own = policies.of(identity);
  const boundary = policies.boundaryOf(identity);
  return { ...policySet(own.flatMap(statementsIn)), unread: unreadOf(own), ...(boundary && boundaryOf(boundary)) };
}

export function policySet(statements: readonly Statement[]): PolicySet {
  return {
    allows: statements.filter(({ effect }) => effect === "Allow"),
    denies: statements.filter(({ effect }) => effect === "Deny"),
    unread: [],
  };
}

function statementsIn({ document }: Policy): readonly Statement[] {
  return document?.statements ?? [];
}

function unreadOf(policies: readonly Policy[]): string[] {
  return policies.filter(({ document }) => document === undefined).map(({ label }) => label);
}

function boundaryOf({ label, document }: Policy): Pick<PolicySet, "boundary" | "unreadBoundary"> {
  return { boundary: JSON.stringify([label, document]), ...(document === undefined && { unreadBoundary: label }) };
}

/** What may give more than before: statements that are asked about. */
export interface Suspects {
  /** Allow what no statement allowed by itself. */
  readonly allows: readonly Statement[];
  /** Denied what no statement denies now, or limited what nothing limits. */
  readonly others: readonly Statement[];
}

/** By which statements a set of policies may allow what another didn't. Pure. */
export function suspects(old: PolicySet, next: PolicySet): Suspects {
  const allows = next.allows.filter((statement) => !old.allows.some((one) => covers(one, statement)));
  const denies = old.denies.filter((statement) => !next.denies.some((one) => covers(one, statement)));
  const limited =
    old.boundary !== undefined && old.boundary !== next.boundary ? next.allows.filter((statement) => !allows.includes(statement)) : [];
  return { allows, others: [...denies, ...limited] };
}
