import { Configuration, Resource } from "../configuration";
import { mayBeOfAnything } from "./any-resource";
import { arnAccount } from "./arn";
import { Names } from "./names";
import { RESOURCE_ARNS } from "./resource-arns";
import { checkS3Resource } from "./s3-actions";

/** What a request is about. */
export interface Target {
  /** As sentences have it: `Assets`, `Assets/index.html`. */
  readonly label: string;
  /** The ARN, with what follows the resource's own. */
  readonly arn: string;
  /** The resource's own ARN: that of the bucket, for an object. */
  readonly owner: string;
  /** The resource, if it is in the stacks. */
  readonly resource?: Resource;
  /** The account that it is in; undefined where the ARN doesn't say. */
  readonly account?: string;
}

/** Actions whose log group has no `:*` behind its name (CloudWatch Logs User Guide, "CloudWatch Logs resources and operations"). */
const TAG_ACTION = /^logs:(?:Tag|Untag|ListTagsFor)Resource$/i;
const STREAM_ACTION = /^logs:(?:PutLogEvents|GetLogEvents|DeleteLogStream)$/i;
/** Actions that are asked of an alias itself (Service Authorization Reference, "Actions defined by AWS Key Management Service"). */
const ALIAS_ACTION = /^kms:(?:Create|Delete|Update)Alias$/i;
/** What `rds-db:connect` is asked for (Aurora User Guide, "Creating and using an IAM policy for IAM database access"). */
const DATABASES: Readonly<Record<string, string>> = {
  aws_rds_cluster: "cluster_resource_id",
  aws_db_instance: "resource_id",
  aws_db_proxy: "proxy_id",
};

/** Finds what is meant by the names of requests. */
export class TargetFinder {
  private readonly byArn = new Map<string, Resource>();
  private readonly resources: readonly Resource[];

  constructor(
    private readonly configuration: Configuration,
    private readonly names: Names,
  ) {
    this.resources = Object.keys(RESOURCE_ARNS).flatMap((type) => configuration.all(type));
    for (const resource of this.resources) this.byArn.set(names.arn(resource), resource);
  }

  /** The resource of an ARN, or of what the ARN is below: a bucket, for an object. */
  public ofArn(arn: string): Resource | undefined {
    for (let own = arn; own !== ""; own = own.replace(/(?:^|[/:])[^/:]*$/, "")) {
      const resource = this.byArn.get(own);
      if (resource) return resource;
    }
    return undefined;
  }

  /** The ARN of what is at a path; the text itself where it is none. */
  public arnOf(text: string): string {
    const found = text.includes(":") ? undefined : this.resources.find(({ name }) => name === text);
    return found ? this.names.arn(found) : text;
  }

  /** @throws Error for a name that nothing has, or several things; for `*` where the action knows resources; for an ARN of another service; and for an action on objects that names none */
  public find(name: string, resourcePath: string | undefined, action: string): Target {
    if (name === "*") {
      if (!mayBeOfAnything(action)) {
        throw new Error(`${action} is asked of a resource, not of "*": name ${oneOf(this.namesOfService(action))}`);
      }
      return { label: name, arn: name, owner: name };
    }
    if (isForeignArn(name, action)) {
      throw new Error(`${name} is of another service than ${action}, which can't be asked of it: no policy could allow that`);
    }
    const resource = name.startsWith("arn:") ? this.ofArn(name) : this.byPath(name, action);
    const key = resource?.type === "aws_kms_alias" && !ALIAS_ACTION.test(action) ? this.keyOf(resource) : undefined;
    if (key !== undefined) return this.find(key, resourcePath, action);
    const own = name.startsWith("arn:") ? name : this.ownArn(resource!, action);
    const arn = `${own}${resourcePath ?? this.defaultPath(resource, own, action)}`;
    checkS3Resource(action, arn, resource?.name ?? name);
    const self = resource ? this.names.arn(resource) : own;
    const label = resource ? `${resource.name}${arn.startsWith(self) ? arn.slice(self.length) : (resourcePath ?? "")}` : arn;
    return { label, arn, owner: ownerOf(self), resource, account: resource ? this.names.account(resource) : arnAccount(arn) };
  }

  /** The ARN of an alias's key, which is what KMS asks policies about (AWS KMS Developer Guide, "Aliases in AWS KMS"). */
  private keyOf(alias: Resource): string {
    const target: unknown = alias.args.target_key_id;
    const key = this.configuration.find(this.configuration.key(alias, target));
    if (key && key.key !== alias.key) return this.names.arn(key);
    const id = this.names.text(alias, String(target));
    return id.startsWith("arn:") ? id : this.names.arn(alias).replace(/:alias\/.*$/, `:key/${id}`);
  }

  private ownArn(resource: Resource, action: string): string {
    const database = DATABASES[resource.type];
    const service = serviceOf(action);
    if (database === undefined) return this.names.arn(resource);
    if (service === "secretsmanager") return this.names.managedSecretArn(resource);
    if (service !== "rds-db") return this.names.arn(resource);
    const { partition, region, accountId } = this.names.place(resource);
    return `arn:${partition}:rds-db:${region}:${accountId}:dbuser:${this.names.attribute(resource, database)}`;
  }

  private defaultPath(resource: Resource | undefined, own: string, action: string): string {
    if (resource?.type !== "aws_cloudwatch_log_group" || own !== this.names.arn(resource) || TAG_ACTION.test(action)) return "";
    return STREAM_ACTION.test(action) ? ":log-stream:<stream>" : ":*";
  }

  /** What is at a path, or the one thing of the action's service below. */
  private byPath(path: string, action: string): Resource {
    const isOfService = ({ type }: Resource): boolean => isOf(type, action);
    const exact = this.resources.filter(({ name }) => name === path);
    const below = this.resources.filter((resource) => resource.name.startsWith(`${path}/`) && isOfService(resource));
    const found = [exact.filter(isOfService), below, exact].find((some) => some.length > 0) ?? [];
    const known = this.namesOfService(action);
    // No policy would allow it, whatever it says.
    if (found.length > 0 && found.every(({ type }) => isForeign(type, action))) {
      const types = listed(found.map(({ type }) => type));
      throw new Error(`resource: "${path}" is ${types}, which ${action} can't be asked of: name ${oneOf(known)}`);
    }
    if (found.length === 1) return found[0]!;
    if (found.length > 1) {
      throw new Error(
        `resource: "${path}" is several resources: name one of ${listed(found.map((one) => `${one.name} (${this.names.arn(one)})`))}`,
      );
    }
    const which =
      known.length > 0 && mayBeOfAnything(action)
        ? `one of ${listed(known)}; an ARN; or "*"`
        : `${oneOf(known)}${mayBeOfAnything(action) ? '; or "*"' : ""}`;
    throw new Error(`resource: "${path}" is no resource that ${action} could be asked of: name ${which}`);
  }

  private namesOfService(action: string): string[] {
    return this.resources.filter(({ type }) => isOf(type, action)).map(({ name }) => name);
  }
}

/** Services whose actions have another prefix than their ARNs. */
const SERVICES: Readonly<Record<string, string>> = { "rds-db": "rds", sts: "iam", ssmmessages: "ssm" };

/** Services with actions on resources of others: instances that commands are sent to, what is backed up. */
const OF_OTHERS = ["backup", "ssm", "ssmmessages"];

/** Whether resources of a type are of an action's service. */
function isOf(type: string, action: string): boolean {
  const service = serviceOf(action);
  return RESOURCE_ARNS[type]!.startsWith(`${SERVICES[service] ?? service}:`);
}

/** Whether an action is of a service whose resources are known, and this type isn't among them. */
function isForeign(type: string, action: string): boolean {
  const isKnown = Object.keys(RESOURCE_ARNS).some((each) => isOf(each, action));
  const hasSecret = type in DATABASES && serviceOf(action) === "secretsmanager";
  return isKnown && !isOf(type, action) && !hasSecret && !OF_OTHERS.includes(serviceOf(action));
}

/** Whether a text is an ARN of a service whose resources are known, and the action's of another one. */
function isForeignArn(text: string, action: string): boolean {
  const [, service] = /^arn:[^:]*:([^:]+):/.exec(text) ?? [];
  const own = serviceOf(action);
  if (service === undefined || OF_OTHERS.includes(own)) return false;
  const known = new Set(Object.values(RESOURCE_ARNS).map((arn) => arn.split(":", 1)[0]!));
  const expected = SERVICES[own] ?? own;
  return known.has(expected) && known.has(service) && service !== expected;
}

function serviceOf(action: string): string {
  return action.split(":", 1)[0]!.toLowerCase();
}

/** The ARN of the bucket, for an object's; that of the function, for a version's or an alias's. */
function ownerOf(arn: string): string {
  return /^arn:[^:]*:s3:::[^/]*/.exec(arn)?.[0] ?? /^arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]*/.exec(arn)?.[0] ?? arn;
}

/** What may be named: an ARN alone, where the stacks have nothing. */
function oneOf(names: readonly string[]): string {
  return names.length === 0 ? "an ARN, as the stacks have none" : `one of ${listed(names)}; or an ARN`;
}

function listed(names: readonly string[]): string {
  return [...new Set(names)].sort().join(", ") || "none";
}
