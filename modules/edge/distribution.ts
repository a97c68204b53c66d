import { CloudfrontCachePolicy } from "@cdktf/provider-aws/lib/cloudfront-cache-policy";
import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontOriginAccessControl } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control";
import { CloudfrontResponseHeadersPolicy } from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import { CloudfrontVpcOrigin } from "@cdktf/provider-aws/lib/cloudfront-vpc-origin";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AlarmOverrides, CreatedAlarms, DashboardWidget, IAlarmTopic, ICertificate, IDashboardSource, ILogBucket } from "../../src/core";
import { CERTIFICATE } from "../../src/core/certificate";
import { LOG_BUCKET } from "../../src/core/log-bucket";
import { createAlarms } from "../../src/internal/create-alarms";
import { FORMATS } from "../../src/internal/formats";
import { logPrefix } from "../../src/internal/log-prefix";
import { pathFromStack, pathText } from "../../src/internal/names";
import { PropTypes, STRINGS, optional, record } from "../../src/internal/prop-types";
import { PROVIDER } from "../../src/internal/region";
import { deployAfter } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";
import { AccessLogDelivery, createAccessLogDelivery } from "./access-logs";
import { Behavior } from "./behavior";
import { Behaviors, createBehaviors } from "./behaviors";
import { DistributionAlarm, distributionAlarms, distributionWidgets } from "./distribution-alarms";
import { DISTRIBUTION_OPTIONS, DistributionOptions, PriceClass, checkDistributionOptions } from "./distribution-options";
import { checkDistributionRequests } from "./distribution-requests";
import { checkNoOtherDistributionHas } from "./domain-name-clashes";
import { ErrorPages, customErrorResponses } from "./error-responses";
import { geoRestrictionBlock } from "./geo-restriction";
import { checkGlobalRegion } from "./global-region";
import { changeAfterInstances } from "./load-balancer-origin";
import { Origins, checkOrigins } from "./origin";
import { allowBucketReads, bucketsOf, createOrigins, loadBalancersOf } from "./origins";
import { MinimumTlsVersion, checkMinimumTlsVersion, checkViewerCertificate, viewerCertificateBlock } from "./viewer-certificate";
import { IWebAcl, WEB_ACL, checkDistributionWebAcl } from "./web-acl";

/** The choices for a distribution. */
export interface DistributionProps extends DistributionOptions {
  /** A provider for us-east-1, where CloudFront's log deliveries and metrics are. */
  readonly globalProvider: TerraformProvider;
  /** Where requests go, by names of yours. */
  readonly origins: Origins;
  /** What happens to requests that no pattern of `behaviors` matches. */
  readonly defaultBehavior: Behavior;
  /** What happens to requests by their path patterns, such as `/static/*`; of several that match, CloudFront takes the first. @default - none */
  readonly behaviors?: Behaviors;
  /** The names that viewers use, up to 100, known at synthesis, each on one distribution alone; the records are yours to make. @default - CloudFront's own name alone */
  readonly domainNames?: readonly string[];
  /** A certificate of us-east-1 that holds every name. @default - CloudFront's own */
  readonly certificate?: ICertificate;
  /** A web ACL of scope CLOUDFRONT. @default - none: every request is let through */
  readonly webAcl?: IWebAcl;
  /** The bucket that the access logs are delivered to. @default - none are written */
  readonly accessLogs?: ILogBucket;
}

const PROPS: PropTypes<DistributionProps> = {
  ...DISTRIBUTION_OPTIONS,
  globalProvider: PROVIDER,
  origins: record(),
  defaultBehavior: record(),
  behaviors: optional(record()),
  domainNames: optional(STRINGS),
  certificate: optional(CERTIFICATE),
  webAcl: optional(WEB_ACL),
  accessLogs: optional(LOG_BUCKET),
};

/** A CloudFront distribution: HTTP/2 and HTTP/3, IPv4 and IPv6, security headers on every response, and no error that is cached. */
export class Distribution extends Construct implements IDashboardSource {
  /** The names that viewers use. */
  public readonly domainNames: readonly string[];
  /** Which edge locations serve. */
  public readonly priceClass: PriceClass;
  /** The oldest protocol and the ciphers that viewers can connect with. */
  public readonly minimumTlsVersion: MinimumTlsVersion;
  /** Paths of custom error pages by status code. */
  public readonly errorPages: ErrorPages;

  /** The distribution's id. */
  public readonly distributionId: string;
  /** The distribution's ARN. */
  public readonly distributionArn: string;
  /** CloudFront's own name of the distribution: `d111111abcdef8.cloudfront.net`. */
  public readonly distributionDomainName: string;
  /** The hosted zone of CloudFront's own names, for alias records. */
  public readonly hostedZoneId: string;

  /** What internal load balancers are reached through, by the names of their origins. */
  public readonly vpcOrigins: Readonly<Record<string, CloudfrontVpcOrigin>>;
  /** What signs the requests to buckets; undefined without one. */
  public readonly originAccessControl?: CloudfrontOriginAccessControl;
  /** The cache policies that were made, by the path patterns of their behaviors; `assets` is what all of `staticAssets` share, `defaultBehavior` the default behavior's. */
  public readonly cachePolicies: Readonly<Record<string, CloudfrontCachePolicy>>;
  /** The policies of the responses' headers, by the path patterns of their behaviors; `shared` is that of all others. */
  public readonly responseHeadersPolicies: Readonly<Record<string, CloudfrontResponseHeadersPolicy>>;
  /** The distribution. */
  public readonly resource: CloudfrontDistribution;
  /** The delivery of the access logs; undefined without `accessLogs`. */
  public readonly accessLogDelivery?: AccessLogDelivery;

  /** The layer of the dashboard that the charts are shown in. */
  public readonly dashboardLayer = "edge";
  /** The heading of the charts. */
  public readonly dashboardTitle: string;
  private readonly globalProvider: TerraformProvider;
  private readonly certificateArn?: string;

  /**
   * @throws ValidationError for an origin that can't be reached, a behavior that could never answer, or a value that CloudFront refuses; at synthesis, for a name that
   *   another distribution of the app and account has
   */
  constructor(scope: Construct, id: string, props: DistributionProps) {
    super(scope, id);
    checkDistribution(this, props);
    const { origins, certificate, accessLogs } = props;
    deployAfter(this, accessLogs, ...loadBalancersOf(origins), ...bucketsOf(origins));
    this.domainNames = props.domainNames ?? [];
    this.priceClass = props.priceClass ?? "PriceClass_100";
    this.minimumTlsVersion = props.minimumTlsVersion ?? "TLSv1.2_2021";
    this.errorPages = props.errorPages ?? {};
    this.dashboardTitle = `Distribution ${this.domainNames[0] ?? pathFromStack(this).slice(1).join("/")}`;
    this.globalProvider = props.globalProvider;
    this.certificateArn = certificate?.certificateArn;

    const createdOrigins = createOrigins(this, origins);
    this.vpcOrigins = createdOrigins.vpcOrigins;
    this.originAccessControl = createdOrigins.originAccessControl;
    const createdBehaviors = createBehaviors(this, props, origins);
    this.cachePolicies = createdBehaviors.cachePolicies;
    this.responseHeadersPolicies = createdBehaviors.responseHeadersPolicies;

    this.resource = new CloudfrontDistribution(this, "Resource", {
      comment: pathText(this, 128),
      enabled: true,
      aliases: this.domainNames.length > 0 ? [...this.domainNames] : undefined,
      httpVersion: "http2and3",
      isIpv6Enabled: true,
      priceClass: this.priceClass,
      webAclId: props.webAcl?.webAclArn,
      ...createdOrigins.blocks,
      ...createdBehaviors.blocks,
      customErrorResponse: customErrorResponses(this.errorPages),
      restrictions: { geoRestriction: geoRestrictionBlock(props.geoRestriction) },
      viewerCertificate: viewerCertificateBlock(certificate, this.minimumTlsVersion),
    });
    changeAfterInstances(this.resource, loadBalancersOf(origins));
    this.distributionId = this.resource.id;
    this.distributionArn = this.resource.arn;
    this.distributionDomainName = this.resource.domainName;
    this.hostedZoneId = this.resource.hostedZoneId;
    const validator = new Validator(this);
    checkMinimumTlsVersion(validator, this.minimumTlsVersion, this.resource);
    checkNoOtherDistributionHas(validator, this.resource, this.domainNames);
    validator.throwIfInvalid();

    allowBucketReads(this, origins, [props.defaultBehavior, ...Object.values(props.behaviors ?? {})], this.distributionArn);
    this.accessLogDelivery =
      accessLogs &&
      createAccessLogDelivery(this, {
        distributionArn: this.distributionArn,
        accessLogs,
        prefix: logPrefix("cloudfront", this, accessLogs, 100),
        globalProvider: this.globalProvider,
      });
  }

  /**
   * Creates the recommended alarms in us-east-1, where alone their metrics are.
   *
   * @param topic the topic that they notify, in us-east-1: an alarm notifies topics of its own region
   * @param overrides changes of them by name; `false` leaves one out
   * @throws ValidationError for a name or a setting that the alarms don't have, or if it is called twice
   */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<DistributionAlarm> = {}): CreatedAlarms<DistributionAlarm> {
    return createAlarms(this, topic, distributionAlarms(this.distributionId, this.certificateArn), overrides, this.globalProvider);
  }

  /** The charts: requests and errors, from us-east-1. */
  public dashboardWidgets(): readonly DashboardWidget[] {
    return distributionWidgets(this.distributionId);
  }
}

function checkDistribution(scope: Construct, props: DistributionProps): void {
  const validator = new Validator(scope).props(props, PROPS);
  const { origins, certificate } = props;
  const domainNames = props.domainNames ?? [];
  checkGlobalRegion(validator, props);
  checkOrigins(validator, origins);
  domainNames.forEach((name, index) =>
    validator
      .known(`domainNames[${index}]`, name)
      .format(`domainNames[${index}]`, name, FORMATS.domainName)
      .check(`domainNames[${index}]`, name, domainNames.indexOf(name) === index, "must be given once", "Remove the duplicate."),
  );
  checkViewerCertificate(validator, { domainNames, certificate });
  checkDistributionRequests(validator, props, { prop: "domainNames", domainNames });
  checkDistributionWebAcl(validator, "webAcl", props.webAcl);
  checkDistributionOptions(validator, props);
  validator.throwIfInvalid();
}
