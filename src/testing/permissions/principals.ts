import { closestTo } from "../../internal/spelling";
import { Configuration, Resource } from "../configuration";
import { block } from "../requests/arguments";
import { arnAccount, arnFields } from "./arn";
import { Names } from "./names";
import { likelyService } from "./service-principals";

/** Who sends a request. */
export interface Principal {
  readonly kind: "role" | "user" | "root" | "service" | "federated" | "anonymous";
  /** As sentences have it: `role TradingApi/Role`. */
  readonly label: string;
  /** The ARN of the role, the user, the root user or the provider; the service's name. */
  readonly id: string;
  /** The ARN of the session, where the request names one. */
  readonly session?: string;
  readonly account?: string;
  /** The role or the user, if it is in the stacks. */
  readonly resource?: Resource;
}

const ROLE_TYPES = ["aws_iam_role", "aws_iam_service_linked_role", "data.aws_iam_role"];
const USER_TYPES = ["aws_iam_user", "data.aws_iam_user"];
const PROVIDER_TYPES = ["aws_iam_openid_connect_provider", "aws_iam_saml_provider"];
const OWN_TYPES = [...ROLE_TYPES, ...USER_TYPES, ...PROVIDER_TYPES];
/** What holds a role, with the arguments that name it, or an instance profile that has it. */
const HOLDERS: Readonly<Record<string, readonly string[]>> = {
  aws_launch_template: ["iam_instance_profile"],
  aws_instance: ["iam_instance_profile"],
  aws_iam_instance_profile: ["role"],
  aws_lambda_function: ["role"],
  aws_ecs_task_definition: ["task_role_arn"],
  aws_sfn_state_machine: ["role_arn"],
  aws_db_proxy: ["role_arn"],
  aws_flow_log: ["iam_role_arn"],
};
/** Identity providers that are named by their domain (IAM User Guide, "AWS JSON policy elements: Principal", "Web identity session principals"). */
const WEB_IDENTITY_PROVIDERS = ["cognito-identity.amazonaws.com", "www.amazon.com", "graph.facebook.com", "accounts.google.com"];
/** Of roles, users, providers and root users; of sessions of roles and of federated users (IAM User Guide, "IAM identifiers"). */
const PRINCIPAL_ARN =
  /^arn:[^:]+:(?:iam::[^:]+:(?:root$|(?:role|user|oidc-provider|saml-provider)\/.)|sts::[^:]+:(?:assumed-role\/[^/]+\/.|federated-user\/.|self$))/;
const SERVICE = /^[\w.-]+\.amazonaws\.com(\.cn)?$/;

/** Finds who is meant by the names of requests. */
export class PrincipalFinder {
  private readonly found = new Map<string, Principal>();

  constructor(
    private readonly configuration: Configuration,
    private readonly names: Names,
  ) {}

  /** @throws Error for a name that nobody has, or several */
  public find(name: string): Principal {
    const known = this.found.get(name) ?? this.make(name);
    this.found.set(name, known);
    return known;
  }

  private make(name: string): Principal {
    if (name === "anonymous") return { kind: "anonymous", label: "an anonymous user", id: "*" };
    if (WEB_IDENTITY_PROVIDERS.includes(name)) return { kind: "federated", label: name, id: name };
    if (SERVICE.test(name)) {
      const meant = likelyService(name);
      if (meant !== undefined) throw new Error(`principal: "${name}" is no AWS service that is known: did you mean "${meant}"?`);
      return { kind: "service", label: name, id: name };
    }
    if (name.startsWith("arn:")) return this.byArn(name);
    return this.ofResource(this.byPath(name));
  }

  private byArn(arn: string): Principal {
    // No policy could name it, so that everything would be denied.
    if (!PRINCIPAL_ARN.test(arn)) {
      throw new Error(
        `principal: "${arn}" is no principal's ARN: write it as arn:aws:iam::111122223333:role/name, or give a construct's path`,
      );
    }
    const fields = arnFields(arn);
    const [account, last = ""] = [arnAccount(arn), fields[5]];
    if (last === "root") return { kind: "root", label: `the root user of account ${account}`, id: arn, account };
    if (/^(oidc|saml)-provider\//.test(last)) return { kind: "federated", label: last, id: arn, account };
    const [, roleName, session] = /^assumed-role\/([^/]+)\/(.+)$/.exec(last) ?? [];
    const inStacks = this.configured(ROLE_TYPES).find((role) =>
      roleName === undefined
        ? this.names.arn(role) === arn
        : this.names.attribute(role, "name") === roleName && this.names.account(role) === account,
    );
    if (roleName !== undefined) {
      const made = inStacks ? this.ofResource(inStacks) : undefined;
      const role = `${fields.slice(0, 2).join(":")}:iam::${account}:role/${roleName}`;
      return {
        kind: "role",
        id: role,
        account,
        ...made,
        label: `session ${session} of ${made?.label ?? `role ${roleName}`}`,
        session: arn,
      };
    }
    const user = this.configured(USER_TYPES).find((one) => this.names.arn(one) === arn);
    const resource = inStacks ?? user;
    if (resource) return this.ofResource(resource);
    return { kind: last.startsWith("user/") ? "user" : "role", label: arn, id: arn, account };
  }

  private ofResource(resource: Resource): Principal {
    const id = this.names.arn(resource);
    if (PROVIDER_TYPES.includes(resource.type)) {
      return { kind: "federated", label: `identity provider ${resource.name}`, id, account: this.names.account(resource) };
    }
    const kind = USER_TYPES.includes(resource.type) ? "user" : "role";
    return { kind, label: `${kind} ${resource.name}`, id, account: this.names.account(resource), resource };
  }

  /** A role, a user or an identity provider at a path; or the role of what is there, or below. */
  private byPath(path: string): Resource {
    const found = this.at(path);
    if (found.length === 1) return found[0]!;
    if (found.length > 1) throw new Error(`principal: "${path}" has several roles: name one of ${listed(found)}`);
    throw new Error(`principal: "${path}" has no role in the stacks: ${this.instead(path)}`);
  }

  private at(path: string): Resource[] {
    const isBelow = ({ name }: Resource): boolean => name === path || name.startsWith(`${path}/`);
    const own = this.configured(OWN_TYPES);
    const exact = own.filter(({ name }) => name === path);
    const held = this.configured(Object.keys(HOLDERS))
      .filter(isBelow)
      .flatMap((holder) => this.roleOf(holder) ?? []);
    return [exact, unique(held), own.filter(isBelow)].find((some) => some.length > 0) ?? [];
  }

  /** What to write for a path that nobody has. */
  private instead(path: string): string {
    const stack = this.configuration.stacks.find(({ id }) => id !== undefined && path.startsWith(`${id}/`));
    const below = stack && path.slice(stack.id!.length + 1);
    if (below !== undefined && this.at(below).length > 0) return `leave out the stack's id, as in "${below}"`;
    const holders = this.configured(Object.keys(HOLDERS)).filter((holder) => this.roleOf(holder) !== undefined);
    const known = [...this.configured(OWN_TYPES), ...holders];
    const nearest = closestTo(
      path,
      known.map(({ name }) => name),
    );
    const meant = nearest === undefined ? "" : `write ${nearest}, or `;
    return `${meant}name one of ${listed(known)}; an ARN; an AWS service such as "delivery.logs.amazonaws.com"; or "anonymous"`;
  }

  private roleOf(holder: Resource): Resource | undefined {
    for (const argument of HOLDERS[holder.type] ?? []) {
      const nested = block(holder.args, argument);
      const value: unknown = typeof nested === "object" ? (nested.arn ?? nested.name) : nested;
      const named = this.configuration.find(this.configuration.key(holder, value)) ?? this.byName(holder, value);
      if (named === undefined) continue;
      return named.type === "aws_iam_instance_profile" ? this.roleOf(named) : named;
    }
    return undefined;
  }

  private byName(holder: Resource, value: unknown): Resource | undefined {
    if (typeof value !== "string") return undefined;
    const text = this.names.text(holder, value);
    return this.configured(["aws_iam_instance_profile", ...ROLE_TYPES]).find(
      (one) => this.names.arn(one) === text || this.names.attribute(one, "name") === text,
    );
  }

  private configured(types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.configuration.all(type));
  }
}

function unique(resources: readonly Resource[]): Resource[] {
  return [...new Set(resources)];
}

function listed(resources: readonly Resource[]): string {
  return [...new Set(resources.map(({ name }) => name))].sort().join(", ") || "none";
}
