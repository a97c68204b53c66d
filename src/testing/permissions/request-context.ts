import { Resource } from "../configuration";
import { blocks } from "../requests/arguments";
import { arnFields } from "./arn";
import { Context } from "./context";
import { Names } from "./names";
import { unknownPart } from "./patterns";
import { Principal } from "./principals";
import { AccessRequest } from "./request";
import { Target } from "./resources";

const TAG = /^(?:([\w-]+):)(principaltag|resourcetag)\/(.+)$/;

/** What no request of a role's or a user's own has: services send it, for whom they act for (IAM User Guide, "AWS global condition context keys"). */
const OF_SERVICES = [
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourceowner",
  "aws:principalservicename",
  "aws:principalservicenameslist",
];
/** What no request of a service's own has. */
const OF_OTHERS = [
  "aws:principalarn",
  "aws:principalaccount",
  "aws:principalorgid",
  "aws:username",
  "aws:userid",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:vpcsourceip",
];

/** What no request without a signature has. */
const OF_SIGNED = ["aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:username", "kms:calleraccount"];

/** The condition keys of a request: those that it names, and those that every request of its principal for its resource has. */
export class RequestContext {
  private readonly given = new Map<string, readonly string[]>();

  constructor(
    private readonly names: Names,
    request: AccessRequest,
    private readonly principal: Principal,
    private readonly target: Target,
    endpoint?: Resource,
  ) {
    // Endpoints of AWS speak TLS 1.2 or newer, and its SDKs speak TLS 1.3 with those that do.
    this.give("aws:SecureTransport", "true");
    this.give("s3:TlsVersion", "1.3");
    this.givePrincipal();
    const region = arnFields(target.arn)[3] ?? "";
    if (region !== "" && region !== "*") this.give("aws:RequestedRegion", region);
    if (target.account !== undefined) this.give("aws:ResourceAccount", target.account);
    if (target.account !== undefined && target.arn.includes(":s3:::")) this.give("s3:ResourceAccount", target.account);
    if (endpoint) {
      this.give("aws:SourceIp");
      this.give("aws:SourceVpc", names.text(endpoint, String(endpoint.args.vpc_id ?? "")));
    }
    for (const [key, values] of Object.entries(request.context ?? {})) this.give(key, ...[values].flat());
    if (endpoint) this.give("aws:SourceVpce", names.attribute(endpoint, "id"));
    this.giveEncryptionContextKeys(request.context);
  }

  public values(key: string): readonly string[] | undefined {
    const lower = key.toLowerCase();
    return this.given.get(lower) ?? this.tag(lower);
  }

  /** The same request for a policy with policy variables, or without. */
  public withVariables(hasVariables: boolean): Context {
    return { hasVariables, values: (key) => this.values(key) };
  }

  private give(key: string, ...values: string[]): void {
    this.given.set(key.toLowerCase(), values);
  }

  /** The encryption context has the pairs that the request names, and perhaps others. */
  private giveEncryptionContextKeys(context: AccessRequest["context"] = {}): void {
    const pairs = Object.entries(context).filter(([, values]) => values.length > 0);
    const keys = pairs.flatMap(([key]) => /^kms:EncryptionContext:(.+)$/i.exec(key)?.[1] ?? []);
    const all = "kms:EncryptionContextKeys";
    if (keys.length > 0 && !this.given.has(all.toLowerCase())) this.give(all, ...keys, unknownPart(all));
  }

  private givePrincipal(): void {
    const { kind, id, account } = this.principal;
    const isService = kind === "service";
    this.give("aws:PrincipalIsAWSService", String(isService));
    for (const key of isService ? OF_OTHERS : OF_SERVICES) this.given.set(key, []);
    // The default policy of a topic names its owner's account by this key, and is for the account's own requests too: whether they have it isn't documented.
    if (!isService && this.target.arn.includes(":sns:") && account === this.target.account) this.given.delete("aws:sourceowner");
    if (isService) {
      this.give("aws:PrincipalServiceName", id);
      return;
    }
    if (kind === "anonymous") {
      for (const key of OF_SIGNED) this.given.set(key, []);
      this.give("aws:PrincipalAccount", "anonymous");
    }
    if (account !== undefined && kind !== "federated") {
      this.give("aws:PrincipalAccount", account);
      this.give("kms:CallerAccount", account);
      this.give("aws:PrincipalArn", id);
    }
    if (kind === "role") {
      this.give("aws:PrincipalType", "AssumedRole");
      this.given.set("aws:username", []);
    } else if (kind === "user") {
      this.give("aws:PrincipalType", "User");
      this.give("aws:username", id.slice(id.lastIndexOf("/") + 1));
    } else if (kind === "root") {
      this.give("aws:PrincipalType", "Account");
      this.given.set("aws:username", []);
    } else {
      this.give("aws:PrincipalType", kind === "anonymous" ? "Anonymous" : "FederatedUser");
    }
  }

  /** `aws:PrincipalTag/…` and `aws:ResourceTag/…`, or a service's own key for it: those of resources that the stacks tag. */
  private tag(key: string): readonly string[] | undefined {
    const [, service, kind, name] = TAG.exec(key) ?? [];
    const resource = kind === "principaltag" ? this.principal.resource : this.target.resource;
    // The tags of a bucket count where its ABAC is enabled, which it isn't by default (Amazon S3 User Guide, "Enabling ABAC in general purpose buckets").
    const isOfBucket = kind === "resourcetag" && this.target.arn.includes(":s3:::");
    if (name === undefined || resource === undefined || service === "s3" || isOfBucket) return undefined;
    const tags = this.tagsOf(resource);
    return tags && [...tags].filter(([own]) => own.toLowerCase() === name).map(([, value]) => value);
  }

  private tagsOf(resource: Resource): ReadonlyMap<string, string> | undefined {
    const { tags = {} } = resource.args;
    if (typeof tags !== "object" || tags === null) return undefined;
    const provided = blocks(resource.stack.json.provider, "aws").flatMap((provider) =>
      blocks(provider, "default_tags").map((one) => one.tags ?? {}),
    );
    const own = [...provided, tags].flatMap((all) => Object.entries<unknown>(all));
    const blocked = blocks(resource.args, "tag").map(({ key, value }): [string, unknown] => [String(key), value]);
    return new Map([...own, ...blocked].map(([name, value]) => [name, this.names.text(resource, String(value))]));
  }
}
