import { arnAccount } from "./arn";
import { Match, NO, YES, depends } from "./match";
import { equals, unknownParts } from "./patterns";
import { Principal } from "./principals";
import { Principals } from "./statement";

/** How a policy of a resource names a principal: its account, its role, or itself. */
export type Naming = "account" | "role" | "itself";

/** How a statement names a principal, and whether it does for sure. */
export interface Named {
  readonly naming: Naming;
  readonly match: Match;
}

const EVERYBODY: Named = { naming: "itself", match: YES };

/** How a statement names a principal; undefined where it doesn't. Pure. */
export function naming(principals: Principals, principal: Principal): Named | undefined {
  if (principals === "*" || principals.AWS?.includes("*") === true) return EVERYBODY;
  const { kind, id } = principal;
  switch (kind) {
    case "service":
      return named(principals.Service, [["itself", id]]);
    case "federated":
      return named(principals.Federated, [["itself", id]]);
    default:
      return named(principals.AWS, waysToName(principal));
  }
}

/** What it depends on whether `NotPrincipal` excepts a role that it names without the session. */
export const UNNAMED_SESSION = "whether AWS asks NotPrincipal for the session";

/**
 * Whether `NotPrincipal` excepts a principal: its account is asked for first, then itself; of a role perhaps its session too; never one with a permissions boundary (IAM User Guide, "AWS JSON
 * policy elements: NotPrincipal"). Pure.
 */
export function excepted(principals: Principals, principal: Principal): Match {
  if (principals === "*") return YES;
  const { kind, id, session, account } = principal;
  if (kind === "service") return (principals.Service ?? []).includes(id) ? YES : NO;
  if (kind === "federated") return (principals.Federated ?? []).includes(id) ? YES : NO;
  if (principal.resource?.args.permissions_boundary !== undefined) return NO;
  const { AWS = [] } = principals;
  const hasAccount = AWS.some((one) => one === account || (one.endsWith(":root") && arnAccount(one) === account));
  const hasSession = session !== undefined && AWS.includes(session);
  if (hasAccount && (kind === "root" || (AWS.includes(id) && (kind !== "role" || hasSession)))) return YES;
  if (hasAccount && (AWS.includes(id) || hasSession)) return depends([UNNAMED_SESSION]);
  const unknown = AWS.flatMap(unknownParts);
  return unknown.length > 0 ? depends(unknown) : NO;
}

/** What stands for a user, a role or a root user in a policy, the closest first. */
function waysToName({ kind, id, session, account }: Principal): readonly (readonly [Naming, string])[] {
  const own: readonly (readonly [Naming, string])[] =
    kind === "root" || kind === "anonymous" ? [] : [[kind === "role" ? "role" : "itself", id]];
  const ofSession: readonly (readonly [Naming, string])[] = session === undefined ? [] : [["itself", session]];
  if (account === undefined) return [...ofSession, ...own];
  const root = `${id.split(":", 2).join(":")}:iam::${account}:root`;
  return [...ofSession, ...own, ["account", account], ["account", root]];
}

/** A name that is there for sure, or may be: one with a part that only Terraform knows. */
function named(names: readonly string[] = [], ways: readonly (readonly [Naming, string])[]): Named | undefined {
  const sure = ways.find(([, way]) => names.includes(way));
  if (sure) return { naming: sure[0], match: YES };
  for (const [possible, way] of ways) {
    const name = names.find((one) => unknownParts(one).length > 0 && equals(one, way) === undefined);
    if (name !== undefined) return { naming: possible, match: depends(unknownParts(name)) };
  }
  return undefined;
}
