import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Wafv2IpSet } from "@cdktf/provider-aws/lib/wafv2-ip-set";
import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Annotations, Fn, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { IEncryptionKey, Removal } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { FORMATS } from "../../src/internal/formats";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { accountWideName, fitName, pathText, placedName } from "../../src/internal/names";
import { PropTypes, STRING, like, oneOf, optional } from "../../src/internal/prop-types";
import { PROVIDER, checkKeyRegion, checkPlacement, placedRegion } from "../../src/internal/region";
import { REMOVAL, removalOf } from "../../src/internal/removal";
import { Validator, isGiven } from "../../src/internal/validator";
import { bodyInspection } from "./body-limits";
import { GLOBAL_REGION } from "./global-region";
import { INCLUDED_UNITS, MOST_UNITS, capacityUnits } from "./web-acl-capacity";
import { IpAddressVersion, createIpSets, ipSetArns } from "./web-acl-ip-sets";
import { createWebAclLogging } from "./web-acl-logging";
import { visibility } from "./web-acl-rule";
import { WebAclIpSetArns, webAclRules } from "./web-acl-rules";
import { ResolvedWebAcl, WEB_ACL_SETTINGS, WebAclSettings, checkWebAclSettings, resolveWebAclSettings } from "./web-acl-settings";

/** A web ACL, made here or elsewhere. */
export interface IWebAcl {
  /** The web ACL's ARN. */
  readonly webAclArn: string;
  /** The web ACL's name, which its metrics have. */
  readonly webAclName: string;
}

export const WEB_ACL = like<IWebAcl>("a WebAcl", ["webAclArn", "webAclName"], "WebAcl.fromArn");

/** The choices for a web ACL. */
export interface WebAclProps extends WebAclSettings {
  /** What it inspects: the requests to distributions, in us-east-1, or those to load balancers of its region. */
  readonly scope: "CLOUDFRONT" | "REGIONAL";
  /** The provider of another region; one of us-east-1 for `CLOUDFRONT`. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
  /** The region of `provider`, where the provider takes it from its surroundings. @default - as the provider says */
  readonly region?: string;
  /** A key of the web ACL's region, for its logs. @default - CloudWatch's own keys */
  readonly encryptionKey?: IEncryptionKey;
  /** What happens to the logs when they leave the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
}

const PROPS: PropTypes<WebAclProps> = {
  ...WEB_ACL_SETTINGS,
  scope: { ...oneOf(["CLOUDFRONT", "REGIONAL"] as const), mayBeToken: false, closedSet: false },
  provider: optional(PROVIDER),
  region: optional(STRING),
  encryptionKey: optional(ENCRYPTION_KEY),
  removal: REMOVAL,
};

/** A web ACL of AWS WAF: AWS's managed rule groups with exceptions, rate limits, body limits, lists of addresses and countries, and its logs. */
export class WebAcl extends Construct implements IWebAcl {
  /**
   * A web ACL that exists already.
   *
   * @throws ValidationError for anything but a web ACL's ARN
   */
  public static fromArn(scope: Construct, id: string, webAclArn: string): ImportedWebAcl {
    return new ImportedWebAcl(scope, id, webAclArn);
  }

  /** The web ACL's ARN. */
  public readonly webAclArn: string;
  /** The web ACL's name, which its metrics have. */
  public readonly webAclName: string;
  /** What it inspects. */
  public readonly scope: "CLOUDFRONT" | "REGIONAL";
  /** What it blocks, and how it logs, with every default filled in. */
  public readonly settings: ResolvedWebAcl;
  /** The most web ACL capacity units that its rules take. */
  public readonly capacityUnits: number;
  /** What happens to the logs when they leave the configuration. */
  public readonly removal: Removal;
  /** The web ACL. */
  public readonly resource: Wafv2WebAcl;
  /** The IP sets of `blockedCidrBlocks`; undefined for a version without a range. */
  public readonly blockedIpSets: Readonly<Partial<Record<IpAddressVersion, Wafv2IpSet>>>;
  /** The IP sets of `allowLists`, by the list's name; undefined for a version without a range. */
  public readonly allowedIpSets: Readonly<Record<string, Readonly<Partial<Record<IpAddressVersion, Wafv2IpSet>>>>>;
  /** The log group of the logs. */
  public readonly logGroup: CloudwatchLogGroup;
  /** What sends the logs to the log group. */
  public readonly logging: Wafv2WebAclLoggingConfiguration;

  private readonly provider?: TerraformProvider;

  /** @throws ValidationError for a value that AWS WAF refuses, another region than us-east-1 for CloudFront, or more than 5,000 web ACL capacity units */
  constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    checkWebAcl(this, props);
    this.scope = props.scope;
    this.provider = props.provider ?? undefined;
    this.settings = resolveWebAclSettings(props, props.scope);
    this.removal = removalOf(this, props.removal);
    this.capacityUnits = checkedCapacity(this, this.settings);

    this.blockedIpSets = this.createIpSets("Blocked", this.settings.blockedCidrBlocks, "");
    this.allowedIpSets = this.createAllowedIpSets();
    this.resource = this.createResource();
    this.webAclArn = this.resource.arn;
    this.webAclName = this.resource.name;
    const { logGroup, logging } = createWebAclLogging(this, {
      choices: this.settings,
      webAclArn: this.webAclArn,
      // AWS WAF accepts no other names (AWS WAF Developer Guide, "Sending web ACL traffic logs to an Amazon CloudWatch Logs log group").
      name: `aws-waf-logs-${this.physicalName(499)}`,
      encryptionKey: props.encryptionKey ?? undefined,
      provider: this.provider,
      removal: this.removal,
    });
    this.logGroup = logGroup;
    this.logging = logging;
  }

  /** Those of CloudFront are us-east-1's for the stacks of every region. */
  private physicalName(maxLength: number): string {
    const rules = { maxLength, punctuation: "-_" } as const;
    return this.scope === "CLOUDFRONT" ? accountWideName(this, rules) : placedName(this, rules, this.provider);
  }

  private createIpSets(id: string, cidrBlocks: readonly string[], suffix: string): WebAcl["blockedIpSets"] {
    const name = `${this.physicalName(123 - suffix.length)}${suffix}`;
    return createIpSets(this, id, { cidrBlocks, webAclScope: this.scope, provider: this.provider, name });
  }

  private createAllowedIpSets(): WebAcl["allowedIpSets"] {
    const { allowLists } = this.settings;
    const names = Object.keys(allowLists).sort();
    return Object.fromEntries(
      names.map((name) => {
        const suffix = `-${fitName(["allowed", name], { maxLength: 50, punctuation: "-_" })}`;
        return [name, this.createIpSets(`Allowed-${name}`, allowLists[name]!.cidrBlocks, suffix)];
      }),
    );
  }

  private createResource(): Wafv2WebAcl {
    const name = this.physicalName(128);
    const allowed = Object.fromEntries(Object.entries(this.allowedIpSets).map(([list, ipSets]) => [list, ipSetArns(ipSets)]));
    return new Wafv2WebAcl(this, "Resource", {
      name,
      // The characters that AWS WAF accepts (AWS WAF API Reference, CreateWebACL).
      description: pathText(this, 256).replace(/[^\w+=:#@/,.-]/g, "-"),
      scope: this.scope,
      defaultAction: { allow: {} },
      rule: webAclRules(this.settings, { blocked: ipSetArns(this.blockedIpSets), allowed }),
      associationConfig: bodyInspection(this.settings.bodyInspectionKilobytes, this.scope),
      visibilityConfig: visibility(name),
      lifecycle: CREATE_BEFORE_DESTROY,
      provider: this.provider,
    });
  }
}

/** A web ACL that exists: `WebAcl.fromArn`. */
export class ImportedWebAcl extends Construct implements IWebAcl {
  /** The web ACL's ARN. */
  public readonly webAclArn: string;
  /** The web ACL's name, which its metrics have. */
  public readonly webAclName: string;

  /** @throws ValidationError for anything but a web ACL's ARN */
  constructor(scope: Construct, id: string, webAclArn: string) {
    super(scope, id);
    new Validator(this).props({ webAclArn }, { webAclArn: STRING }).format("webAclArn", webAclArn, FORMATS.webAclArn).throwIfInvalid();
    this.webAclArn = webAclArn;
    this.webAclName = FORMATS.webAclArn.holds(webAclArn) ? webAclArn.split("/")[2]! : Fn.element(Fn.split("/", webAclArn), 2);
  }
}

/** Records a distribution's web ACL that can't be one: settings that AWS WAF refuses, or a web ACL of load balancers. */
export function checkDistributionWebAcl(validator: Validator, prop: string, webAcl: WebAclSettings | IWebAcl | undefined): void {
  if (!isGiven(webAcl)) return;
  if (isWebAcl(webAcl)) return checkGlobalWebAcl(validator, prop, webAcl);
  validator.known(prop, webAcl).props(webAcl, WEB_ACL_SETTINGS, prop);
  checkWebAclSettings(validator, webAcl, "CLOUDFRONT", `${prop}.`);
}

/** Whether a web ACL was given, and no settings to make one of. */
export function isWebAcl(webAcl: WebAclSettings | IWebAcl | undefined): webAcl is IWebAcl {
  return WEB_ACL.accepts(webAcl);
}

function checkGlobalWebAcl(validator: Validator, prop: string, webAcl: IWebAcl): void {
  validator.onceKnown([webAcl.webAclArn], (collected, arn) => collected.format(`${prop}.webAclArn`, arn, FORMATS.globalWebAclArn));
  const { scope } = webAcl as Partial<WebAcl>;
  validator.check(
    prop,
    scope,
    scope !== "REGIONAL",
    "must be a web ACL for CloudFront: a regional one inspects no distribution's requests",
    'Make one of scope "CLOUDFRONT".',
  );
}

function checkWebAcl(webAcl: WebAcl, props: WebAclProps): void {
  const validator = new Validator(webAcl).props(props, PROPS);
  checkPlacement(validator, props, "web ACL");
  const region = placedRegion(webAcl, props);
  if (props.scope === "CLOUDFRONT") checkGlobal(validator, region);
  checkKeyRegion(validator, props.encryptionKey, region);
  checkWebAclSettings(validator, props, props.scope);
  validator.throwIfInvalid();
}

function checkGlobal(validator: Validator, region: string): void {
  validator.onceKnown([region], (collected, own) =>
    collected.check(
      "provider",
      own,
      own === GLOBAL_REGION,
      `must be a provider of ${GLOBAL_REGION} for a web ACL for CloudFront`,
      `Write it as new AwsProvider(stack, "AwsGlobal", { region: "${GLOBAL_REGION}", alias: "global" }).`,
    ),
  );
}

/** What the rules take, whatever the ARNs of the IP sets are: a price above what is included, and nothing above what there is. */
function checkedCapacity(scope: Construct, settings: ResolvedWebAcl): number {
  const units = capacityUnits(webAclRules(settings, anyArns(settings)));
  new Validator(scope)
    .check(
      "rules",
      `${units} web ACL capacity units`,
      units <= MOST_UNITS,
      `must take at most ${MOST_UNITS} web ACL capacity units`,
      "Leave out paths or rate limits, or turn a managed rule group off.",
    )
    .throwIfInvalid();
  if (units > INCLUDED_UNITS) {
    Annotations.of(scope).addWarning(
      `The rules take up to ${units} web ACL capacity units: AWS WAF charges for what is above ${INCLUDED_UNITS} with every request. Each path of a rule takes 22.`,
    );
  }
  return units;
}

function anyArns({ blockedCidrBlocks, allowLists }: ResolvedWebAcl): WebAclIpSetArns {
  const arns = (cidrBlocks: readonly string[]) => ({
    ...(cidrBlocks.some((cidr) => !cidr.includes(":")) && { IPV4: "" }),
    ...(cidrBlocks.some((cidr) => cidr.includes(":")) && { IPV6: "" }),
  });
  return {
    blocked: arns(blockedCidrBlocks),
    allowed: Object.fromEntries(Object.entries(allowLists).map(([name, list]) => [name, arns(list.cidrBlocks)])),
  };
}
