import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import {
  AlarmOverrides,
  Certificate,
  CreatedAlarms,
  DashboardWidget,
  EncryptionKey,
  HostedZoneAttributes,
  IAlarmTopic,
  IBucket,
  ICertificate,
  IDashboardSource,
  ILoadBalancerOrigin,
  ILogBucket,
  Removal,
} from "../../src/core";
import { CERTIFICATE } from "../../src/core/certificate";
import { BUCKET, HOSTED_ZONE, LOAD_BALANCER_ORIGIN } from "../../src/core/interfaces";
import { LOG_BUCKET } from "../../src/core/log-bucket";
import { createAlarms } from "../../src/internal/create-alarms";
import { NUMBER, PropTypes, STRING, STRINGS, either, oneOf, optional, record } from "../../src/internal/prop-types";
import { PROVIDER } from "../../src/internal/region";
import { REMOVAL, removalOf } from "../../src/internal/removal";
import { Validator, isGiven } from "../../src/internal/validator";
import { AccessLogDelivery } from "./access-logs";
import { Behavior } from "./behavior";
import { Behaviors } from "./behaviors";
import { Distribution } from "./distribution";
import { DISTRIBUTION_OPTIONS, DistributionOptions } from "./distribution-options";
import { checkDomainNames, createRecords } from "./dns-records";
import { EdgeAlarm, EdgeDimensions, edgeAlarms, edgeWidgets } from "./edge-alarms";
import { checkEdgeRequests, checkHealthPathIsOpen, edgeRequests, healthRequest } from "./edge-requests";
import { FailoverTarget, checkFailover, primaryDomainNameOf } from "./failover";
import { GLOBAL_REGION, checkGlobalRegion } from "./global-region";
import { HealthCheckSettings, checkCheckersAreServed, checkHealthCheck, createHealthCheck, resolveHealthCheck } from "./health-check";
import { warnOfUnservedHealthPath } from "./health-path";
import { Origins } from "./origin";
import { IWebAcl, WebAcl, checkDistributionWebAcl, isWebAcl } from "./web-acl";
import { WebAclSettings } from "./web-acl-settings";

/** The choices for an edge. */
export interface EdgeProps extends DistributionOptions {
  /** The name that viewers use, such as `trading.example.com`: a name of `zone`, known at synthesis. */
  readonly domainName: string;
  /** Further names of the zone, known at synthesis; wildcards such as `*.example.com` are allowed. @default - none */
  readonly alternateDomainNames?: readonly string[];
  /** The public zone that gets the records of every name, and of the certificate's validation. */
  readonly zone: HostedZoneAttributes;
  /** A provider for us-east-1: CloudFront's certificate, web ACL, log delivery and alarms are created there. */
  readonly globalProvider: TerraformProvider;
  /**
   * The origin `loadBalancer`: through a VPC origin if it is internal, otherwise publicly by its `originDomainName`. Its certificate holds every name of the
   * viewers (`viewerDomainNames`), since their Host is forwarded.
   *
   * @default - none: the edge serves `assets`, or `origins`
   */
  readonly loadBalancer?: ILoadBalancerOrigin;
  /** The origin `assets`, through origin access control. @default - none */
  readonly assets?: IBucket;
  /** Path patterns that are cached and read from `assets`, each beginning with a slash. @default ["/static/*"], none without `assets` */
  readonly assetPaths?: readonly string[];
  /** Further origins, by names of yours, for `behaviors`. @default - none */
  readonly origins?: Origins;
  /** What happens to requests by their path patterns, before `assetPaths` are looked at. @default - none */
  readonly behaviors?: Behaviors;
  /** What happens to all other requests. @default - passed through to `loadBalancer`; without one, read from `assets` and cached */
  readonly defaultBehavior?: Behavior;
  /** The bucket that the access logs are delivered to. */
  readonly accessLogs: ILogBucket;
  /** A certificate of us-east-1 that holds every name. @default - one is created, validated by records in `zone` */
  readonly certificate?: ICertificate;
  /** What the web ACL blocks, and how it logs, or one that exists, of scope CLOUDFRONT. @default - AWS's managed rule groups and a rate limit */
  readonly webAcl?: WebAclSettings | IWebAcl;
  /** CloudFront's response timeout: how long it waits for the load balancer's response, and between two packets of it, 1 to 60 seconds. @default 30 */
  readonly originResponseTimeoutSeconds?: number;
  /** The region of CloudFront's Origin Shield for the assets, one near their bucket. @default - no Origin Shield */
  readonly originShieldRegion?: string;
  /** How Route 53 checks the health of the site. @default - `/health` is requested, `/` without a load balancer, every 30 seconds and from all regions; `false` for none */
  readonly healthCheck?: HealthCheckSettings | false;
  /** Where the names point while the health check fails. @default - no failover */
  readonly failover?: FailoverTarget;
  /** What happens to the web ACL's logs and their key when they leave the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
}

const PROPS: PropTypes<EdgeProps> = {
  ...DISTRIBUTION_OPTIONS,
  domainName: STRING,
  alternateDomainNames: optional(STRINGS),
  zone: HOSTED_ZONE,
  globalProvider: PROVIDER,
  loadBalancer: optional(LOAD_BALANCER_ORIGIN),
  assets: optional(BUCKET),
  assetPaths: optional(STRINGS),
  origins: optional(record()),
  behaviors: optional(record()),
  defaultBehavior: optional(record()),
  accessLogs: LOG_BUCKET,
  certificate: optional(CERTIFICATE),
  webAcl: optional(record()),
  originResponseTimeoutSeconds: optional(NUMBER),
  originShieldRegion: optional(STRING),
  healthCheck: optional(either<HealthCheckSettings, false>(record(), oneOf([false] as const))),
  failover: optional(record()),
  removal: REMOVAL,
};

/**
 * What viewers reach: DNS records, a certificate, a web ACL, and a CloudFront distribution that serves assets from its cache and passes
 * everything else, WebSocket included, to the load balancer.
 */
export class Edge extends Construct implements IDashboardSource {
  /** The name that viewers use. */
  public readonly domainName: string;
  /** Further names of the zone. */
  public readonly alternateDomainNames: readonly string[];
  /** What happens to the web ACL's logs and their key when they leave the configuration. */
  public readonly removal: Removal;

  /** `https://` and the domain name. */
  public readonly url: string;
  /** The distribution's id. */
  public readonly distributionId: string;
  /** The distribution's ARN. */
  public readonly distributionArn: string;
  /** CloudFront's own name of the distribution: `d111111abcdef8.cloudfront.net`. */
  public readonly distributionDomainName: string;

  /** A key of us-east-1, for the web ACL's logs and for topics there: a key of another region can't serve them. */
  public readonly encryptionKey: EncryptionKey;
  /** The certificate that viewers get: the one given, or the one created. */
  public readonly certificate: ICertificate;
  /** The certificate that is created; undefined where one was given. */
  public readonly certificateResource?: Certificate;
  /** The web ACL: the one given, or the one created. */
  public readonly webAcl: IWebAcl;
  /** The web ACL that is created, with its choices and their defaults in `settings`; undefined where one was given. */
  public readonly webAclResource?: WebAcl;
  /** The distribution, with its origins and policies. */
  public readonly distribution: Distribution;
  /** The distribution's resource. */
  public readonly resource: CloudfrontDistribution;
  /** The delivery of the distribution's access logs. */
  public readonly accessLogDelivery: AccessLogDelivery;
  /** Route 53's health check of the site; undefined without one. */
  public readonly healthCheck?: Route53HealthCheck;
  /** The alias records of the distribution, keyed by type and name: `A trading.example.com`. */
  public readonly records: Readonly<Record<string, Route53Record>>;
  /** The secondary records, keyed alike; none without `failover`. */
  public readonly failoverRecords: Readonly<Record<string, Route53Record>>;

  /** The layer of the dashboard that the charts are shown in. */
  public readonly dashboardLayer = "edge";
  /** The heading of the charts. */
  public readonly dashboardTitle: string;
  private readonly globalProvider: TerraformProvider;

  /** @throws ValidationError for a name outside of the zone, or a value that CloudFront, AWS WAF or Route 53 refuses */
  constructor(scope: Construct, id: string, props: EdgeProps) {
    super(scope, id);
    checkEdge(this, props);
    const { zone, globalProvider } = props;
    this.domainName = props.domainName;
    this.alternateDomainNames = props.alternateDomainNames ?? [];
    this.removal = removalOf(this, props.removal);
    this.url = `https://${this.domainName}`;
    this.dashboardTitle = `Edge ${this.domainName}`;
    this.globalProvider = globalProvider;
    const domainNames = [this.domainName, ...this.alternateDomainNames];
    const primaryDomainName = primaryDomainNameOf(props);
    const heldNames = heldNamesOf(props);

    this.encryptionKey = new EncryptionKey(this, "Key", { provider: globalProvider, region: GLOBAL_REGION, removal: this.removal });
    this.certificateResource = props.certificate ? undefined : this.createCertificate(zone, heldNames);
    this.certificate = props.certificate ?? this.certificateResource!;

    this.webAclResource = isWebAcl(props.webAcl) ? undefined : this.createWebAcl(props.webAcl ?? {});
    this.webAcl = this.webAclResource ?? (props.webAcl as IWebAcl);

    this.distribution = new Distribution(this, "Distribution", {
      ...edgeRequests(props),
      domainNames: heldNames,
      certificate: this.certificate,
      webAcl: this.webAcl,
      accessLogs: props.accessLogs,
      globalProvider,
      priceClass: props.priceClass,
      minimumTlsVersion: props.minimumTlsVersion,
      geoRestriction: props.geoRestriction,
      responseHeaders: props.responseHeaders,
      errorPages: props.errorPages,
    });
    this.resource = this.distribution.resource;
    this.distributionId = this.distribution.distributionId;
    this.distributionArn = this.distribution.distributionArn;
    this.distributionDomainName = this.distribution.distributionDomainName;
    this.accessLogDelivery = this.distribution.accessLogDelivery!;

    this.healthCheck = this.createHealthCheck(props, primaryDomainName ?? this.domainName);
    const { records, failoverRecords } = createRecords(this, {
      domainNames,
      zoneId: zone.zoneId,
      distribution: { dnsName: this.distributionDomainName, hostedZoneId: this.distribution.hostedZoneId },
      failover: props.failover,
      primaryDomainName,
      healthCheckId: this.healthCheck?.id,
    });
    this.records = records;
    this.failoverRecords = failoverRecords;
  }

  /**
   * Creates the recommended alarms in us-east-1, where alone their metrics are.
   *
   * @param topic the topic that they notify, in us-east-1: an alarm notifies topics of its own region
   * @param overrides changes of them by name; `false` leaves one out
   * @throws ValidationError for a name or a setting that the alarms don't have, or if it is called twice
   */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<EdgeAlarm> = {}): CreatedAlarms<EdgeAlarm> {
    return createAlarms(this, topic, edgeAlarms(this.dimensions), overrides, this.globalProvider);
  }

  /** The charts: requests, errors and health, from us-east-1. */
  public dashboardWidgets(): readonly DashboardWidget[] {
    return edgeWidgets(this.dimensions);
  }

  private get dimensions(): EdgeDimensions {
    return {
      distributionId: this.distributionId,
      certificateArn: this.certificate.certificateArn,
      webAclName: this.webAcl.webAclName,
      healthCheckId: this.healthCheck?.id,
    };
  }

  private createWebAcl(settings: WebAclSettings): WebAcl {
    return new WebAcl(this, "WebAcl", {
      ...settings,
      scope: "CLOUDFRONT",
      provider: this.globalProvider,
      region: GLOBAL_REGION,
      encryptionKey: this.encryptionKey,
      removal: this.removal,
    });
  }

  private createHealthCheck(props: EdgeProps, domainName: string): Route53HealthCheck | undefined {
    const { healthCheck, geoRestriction } = props;
    if (healthCheck === false) return undefined;
    const path = healthPathOf(props);
    const request = healthRequest(props, domainName, path);
    if (request) warnOfUnservedHealthPath(this, request);
    return createHealthCheck(this, domainName, resolveHealthCheck({ ...healthCheck, path }, geoRestriction ?? undefined));
  }

  private createCertificate(zone: HostedZoneAttributes, [domainName, ...subjectAlternativeNames]: readonly string[]): Certificate {
    return new Certificate(this, "Certificate", {
      domainName: domainName!,
      subjectAlternativeNames,
      zone,
      provider: this.globalProvider,
    });
  }
}

/** The names that the distribution answers to: the one that the health check requests is among them, unless a wildcard is it already. */
function heldNamesOf(props: EdgeProps): readonly string[] {
  return [...new Set([props.domainName, ...(props.alternateDomainNames ?? []), primaryDomainNameOf(props) ?? props.domainName])];
}

function healthPathOf({ healthCheck, loadBalancer }: EdgeProps): string {
  return (healthCheck || undefined)?.path ?? (loadBalancer ? "/health" : "/");
}

function checkEdge(scope: Construct, props: EdgeProps): void {
  const validator = new Validator(scope).props(props, PROPS);
  checkGlobalRegion(validator, props);
  checkDomainNames(validator, props);
  checkDistributionWebAcl(validator, "webAcl", props.webAcl);
  if (props.healthCheck !== false) {
    checkHealthCheck(validator, props.healthCheck);
    checkCheckersAreServed(validator, props.healthCheck, props.geoRestriction);
  }
  validator.check(
    "failover",
    props.failover,
    !isGiven(props.failover) || props.healthCheck !== false,
    "must be left out without a health check, which decides where the names point",
    "Leave healthCheck: false out.",
  );
  checkFailover(validator, props);
  checkEdgeRequests(validator, props, heldNamesOf(props));
  if (props.healthCheck !== false) checkHealthPathIsOpen(validator, props, healthPathOf(props));
  validator.throwIfInvalid();
}
