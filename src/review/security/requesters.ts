import { Resource } from "../../testing/configuration";
import { arnAccount } from "../../testing/permissions/arn";
import { readable } from "../../testing/permissions/patterns";
import { Statement } from "../../testing/permissions/statement";
import { identitiesOf } from "./policy-sets";
import { Side } from "./side";
import { isEverybody } from "./statement-cover";

/** Somebody whom a statement of a resource's policy may be about. */
export interface Requester {
  readonly kind: "identity" | "service" | "outside" | "federated";
  /** As sentences have it. */
  readonly who: string;
  /** As requests name it. */
  readonly id: string;
  /** The role or the user, if it is in the stack. */
  readonly resource?: Resource;
}

/** The most roles that stand for those of the account. */
const MOST_IDENTITIES = 12;

/** Whom a statement names, or may be about: of the whole account the stack's own roles. */
export function requestersOf(statement: Statement, holder: Resource, side: Side): Requester[] {
  const { principals, notPrincipals } = statement;
  const own = (): Requester[] =>
    identitiesOf(side)
      .slice(0, MOST_IDENTITIES)
      .map((identity) => identityRequester(side, identity));
  if (notPrincipals !== undefined || principals === undefined || isEverybody(principals)) return own();
  return Object.entries(principals).flatMap(([kind, names]) =>
    names.flatMap((name): Requester[] => {
      if (kind === "Service") return [{ kind: "service", who: name, id: name }];
      if (kind === "Federated") {
        return [
          {
            kind: "federated",
            who: `whoever has a token of ${readable(name.replace(/^.*oidc-provider\/|^.*saml-provider\//, ""))}`,
            id: name,
          },
        ];
      }
      const account = /^\d{12}$/.test(name) ? name : arnAccount(name);
      const isRoot = /^\d{12}$/.test(name) || name.endsWith(":root");
      const isOwn = account === undefined || account === side.names.account(holder);
      if (isRoot && isOwn) return own();
      const identity = identitiesOf(side).find((one) => side.names.arn(one) === name);
      if (identity !== undefined) return [identityRequester(side, identity)];
      const id = /^\d{12}$/.test(name) ? `arn:${side.names.partition(holder)}:iam::${name}:root` : name;
      return [{ kind: isOwn ? "identity" : "outside", who: isRoot ? `account ${account!}` : readable(name), id }];
    }),
  );
}

export function identityRequester({ names }: Side, resource: Resource): Requester {
  return {
    kind: "identity",
    who: `${resource.type === "aws_iam_user" ? "user" : "role"} ${resource.name}`,
    id: names.arn(resource),
    resource,
  };
}
