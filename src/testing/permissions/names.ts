import { partitionOf } from "../../internal/partitions";
import { Configuration, Resource } from "../configuration";
import { block, blocks } from "../requests/arguments";
import { Arguments, SynthesizedStack } from "../synthesized-stack";
import { arnFields } from "./arn";
import { pieces } from "./expressions";
import { unknownPart } from "./patterns";
import { RESOURCE_ARNS, RESOURCE_IDS } from "./resource-arns";

/** A reference to an attribute, or to what is within one. */
const ATTRIBUTE = /^(?:data\.)?\w+\.[\w-]+(?:\[[^\]]*\])?\.([\w.[\]"]+)$/;
/** The secret that RDS makes for a master user (Aurora User Guide, "Password management with Amazon Aurora and AWS Secrets Manager"). */
const MANAGED_SECRET = /^master_user_secret\b.*\bsecret_arn$/;
/** Six random characters follow a secret's name, for which policies have `??????` (Secrets Manager User Guide, "Resources"). */
const SECRET_SUFFIX = "<rand>";
const LAST_FIELD = /\{(\w+)\}[^{]*$/;
const ACCOUNT = /\barn:[\w-]*:[\w-]*:[\w-]*:(\d{12}):/g;

/** Auto Scaling calls its service-linked role so, and what the suffix makes of it (EC2 Auto Scaling User Guide, "Service-linked roles"). */
const SERVICE_LINKED_ROLES: Readonly<Record<string, string>> = {
  "autoscaling.amazonaws.com": "AWSServiceRoleForAutoScaling",
  "elasticache.amazonaws.com": "AWSServiceRoleForElastiCache",
  "rds.amazonaws.com": "AWSServiceRoleForRDS",
  "elasticloadbalancing.amazonaws.com": "AWSServiceRoleForElasticLoadBalancing",
  "backup.amazonaws.com": "AWSServiceRoleForBackup",
};

/** Where a resource is. */
export interface Place {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

/**
 * The names and ARNs that resources will have, and the texts that refer to them. What AWS makes up is a stand-in that is the same wherever it is referred to, such
 * as `<Key.key_id>`; what only Terraform knows is marked, see `patterns`.
 */
export class Names {
  /** What was taken for granted of accounts. */
  public readonly assumptions = new Set<string>();

  private readonly accounts = new Map<string, string>();
  private readonly arns = new Map<string, string>();
  private readonly texts = new Map<SynthesizedStack, Map<string, string>>();

  constructor(private readonly configuration: Configuration) {}

  /** The ARN of a resource. */
  public arn(resource: Resource): string {
    const known = this.arns.get(resource.key);
    if (known !== undefined) return known;
    const given: unknown = resource.args.arn;
    const made = typeof given === "string" && given !== "" ? this.text(resource, given) : this.arnByTemplate(resource);
    this.arns.set(resource.key, made);
    return made;
  }

  /** An attribute of a resource: an argument, its ARN or id, or a stand-in. */
  public attribute(resource: Resource, name: string): string {
    const type = bare(resource.type);
    const given: unknown = resource.args[name];
    if (typeof given === "string" && given !== "") return this.text(resource, given);
    if (typeof given === "number" || typeof given === "boolean") return String(given);
    if (name === "arn" || RESOURCE_IDS[type] === name) return name === "arn" ? this.arn(resource) : standIn(resource, name);
    switch (type) {
      case "aws_caller_identity":
        if (name === "account_id" || name === "id") return this.account(resource);
        break;
      case "aws_region":
        if (name === "name" || name === "region" || name === "id") return this.region(resource);
        break;
      case "aws_partition":
        if (name === "partition" || name === "id") return this.partition(resource);
        if (name === "dns_suffix") return partitionOf(this.region(resource))!.dnsSuffix;
        break;
      case "aws_iam_openid_connect_provider":
        if (name === "host") return this.attribute(resource, "url").replace(/^https:\/\//, "");
        break;
      case "aws_iam_service_linked_role":
        if (name === "name") return this.serviceLinkedRoleName(resource);
        break;
      case "aws_kms_key":
        // AWS KMS Developer Guide, "Multi-Region keys in AWS KMS": ids of others don't begin so.
        if (name === "key_id" && resource.args.multi_region === true) return `mrk-${standIn(resource, name)}`;
        break;
      case "aws_lambda_alias":
        if (name === "function") return this.attribute(resource, "function_name").replace(/^.*:function:/, "");
        break;
      case "aws_secretsmanager_secret":
        if (name === "suffix") return SECRET_SUFFIX;
        break;
      case "aws_ssm_parameter":
        if (name === "path") return this.attribute(resource, "name").replace(/^(?!\/)/, "/");
        break;
    }
    if (MANAGED_SECRET.test(name)) return this.managedSecretArn(resource);
    if (name === "path" && type.startsWith("aws_iam_")) return "/";
    if (name === "id") return this.id(resource, type);
    const prefix: unknown = resource.args[`${name}_prefix`];
    return typeof prefix === "string" ? `${this.text(resource, prefix)}${standIn(resource)}` : standIn(resource, name);
  }

  /** A text of a resource's arguments, with its references followed. */
  public text(resource: Resource, text: string): string {
    return this.textIn(resource.stack, text, resource);
  }

  /** The same for a text of a stack. */
  public textIn(stack: SynthesizedStack, text: string, by?: Resource): string {
    if (!text.includes("${")) return text;
    const known = this.texts.get(stack) ?? new Map<string, string>();
    this.texts.set(stack, known);
    const cached = known.get(text);
    if (cached !== undefined) return cached;
    const made = pieces(text)
      .map((piece) => ("text" in piece ? piece.text : this.expression(stack, piece.expression, by)))
      .join("");
    known.set(text, made);
    return made;
  }

  /** The account that a resource is made in: the one that its provider allows, or that its stack's ARNs name most. */
  public account(resource: Resource): string {
    const provider = providerOf(resource);
    const key = `${resource.key.split(":", 1)[0]}:${String(provider.alias)}`;
    const known = this.accounts.get(key);
    if (known !== undefined) return known;
    const made = this.accountOf(resource, provider);
    this.accounts.set(key, made);
    return made;
  }

  /** The region that a resource is made in. */
  public region(resource: Resource): string {
    const given: unknown = resource.args.region ?? providerOf(resource).region;
    return typeof given === "string" && given !== "" && bare(resource.type) !== "aws_region"
      ? this.textIn(resource.stack, given)
      : this.ownRegion(resource);
  }

  /** The partition that a resource is made in. */
  public partition(resource: Resource): string {
    return partitionOf(this.region(resource))!.partition;
  }

  /** Where a resource is made. */
  public place(resource: Resource): Place {
    return { partition: this.partition(resource), accountId: this.account(resource), region: this.region(resource) };
  }

  /** The ARN of the secret that RDS makes for the master user of a cluster or an instance. */
  public managedSecretArn(resource: Resource): string {
    const { partition, accountId, region } = this.place(resource);
    const kind = bare(resource.type) === "aws_rds_cluster" ? "cluster" : "db";
    return `arn:${partition}:secretsmanager:${region}:${accountId}:secret:rds!${kind}-${standIn(resource)}`;
  }

  private ownRegion(resource: Resource): string {
    const given: unknown = providerOf(resource).region;
    return typeof given === "string" && given !== "" ? this.textIn(resource.stack, given) : "<region>";
  }

  private arnByTemplate(resource: Resource): string {
    const template = RESOURCE_ARNS[bare(resource.type)];
    if (template === undefined) return `arn:${this.partition(resource)}:${unknownPart(`${resource.name}.arn`)}`;
    return `arn:${this.partition(resource)}:${template.replace(/\{(\w+)\}/g, (_, name: string) => this.field(resource, name))}`;
  }

  private field(resource: Resource, name: string): string {
    if (name === "account") return this.account(resource);
    return name === "region" ? this.region(resource) : this.attribute(resource, name);
  }

  private id(resource: Resource, type: string): string {
    const attribute = RESOURCE_IDS[type] ?? LAST_FIELD.exec(RESOURCE_ARNS[type] ?? "")?.[1];
    return attribute === undefined || attribute === "id" ? standIn(resource, "id") : this.attribute(resource, attribute);
  }

  private serviceLinkedRoleName(resource: Resource): string {
    const base = SERVICE_LINKED_ROLES[String(resource.args.aws_service_name)] ?? standIn(resource, "name");
    const suffix: unknown = resource.args.custom_suffix;
    return typeof suffix === "string" ? `${base}_${this.text(resource, suffix)}` : base;
  }

  private expression(stack: SynthesizedStack, expression: string, by: Resource | undefined): string {
    const followed = this.configuration.followed(stack, `\${${expression}}`);
    if (followed.expression === undefined) return followed.text;
    if (followed.expression !== expression) return this.textIn(followed.stack, `\${${followed.expression}}`);
    const [, attribute] = ATTRIBUTE.exec(expression) ?? [];
    const owner = attribute === undefined ? undefined : this.configuration.find(this.configuration.key({ stack }, `\${${expression}}`));
    if (owner !== undefined && owner.key !== by?.key) return this.attribute(owner, attribute!);
    const local: unknown = /^local\.(\w+)$/.test(expression) ? stack.json.locals?.[expression.slice(6)] : undefined;
    return typeof local === "string" ? this.textIn(stack, local) : unknownPart(expression);
  }

  private accountOf({ stack }: Resource, provider: Arguments): string {
    const [allowed] = [provider.allowed_account_ids ?? []].flat() as unknown[];
    if (typeof allowed === "string") return this.textIn(stack, allowed);
    const assumed: unknown = block(provider, "assume_role")?.role_arn;
    const account = typeof assumed === "string" ? arnFields(this.textIn(stack, assumed))[4] : undefined;
    if (account !== undefined && account !== "") return account;
    if (Object.keys(stack.json.data?.aws_caller_identity ?? {}).length > 0) return "<account>";
    const most = mostNamedAccount(stack);
    if (most === undefined) return "<account>";
    this.assumptions.add(`the account is taken to be ${most}, which the stack names most: its provider allows every account`);
    return most;
  }
}

/** The configuration of the provider that makes a resource. */
function providerOf(resource: Resource): Arguments {
  const all = blocks(resource.stack.json.provider, "aws");
  const [, alias] = /^\$?\{?aws\.([\w-]+)\}?$/.exec(String(resource.args.provider ?? "")) ?? [];
  return all.find((one) => one.alias === alias) ?? all[0] ?? {};
}

function mostNamedAccount(stack: SynthesizedStack): string | undefined {
  const counts = new Map<string, number>();
  for (const [, account] of JSON.stringify(stack.json.resource ?? {}).matchAll(ACCOUNT)) {
    counts.set(account!, (counts.get(account!) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || a.localeCompare(b));
  return first?.[0];
}

/** What stands for a value that AWS makes up. */
function standIn({ name }: Resource, attribute?: string): string {
  return `<${name.replace(/:/g, "-")}${attribute === undefined ? "" : `.${attribute}`}>`;
}

function bare(type: string): string {
  return type.replace(/^data\./, "");
}
