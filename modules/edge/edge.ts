import { CloudfrontCachePolicy } from "@cdktf/provider-aws/lib/cloudfront-cache-policy";
import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontOriginAccessControl } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control";
import { CloudfrontResponseHeadersPolicy } from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import { CloudfrontVpcOrigin } from "@cdktf/provider-aws/lib/cloudfront-vpc-origin";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Wafv2IpSet } from "@cdktf/provider-aws/lib/wafv2-ip-set";
import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import {
  AlarmOverrides,
  Certificate,
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
  CreatedAlarms,
} from "../../src/core";
import { CERTIFICATE } from "../../src/core/certificate";
import { BUCKET, HOSTED_ZONE, LOAD_BALANCER_ORIGIN } from "../../src/core/interfaces";
import { LOG_BUCKET } from "../../src/core/log-bucket";
import { createAlarms } from "../../src/internal/create-alarms";
import { logPrefix } from "../../src/internal/log-prefix";
import { NUMBER, PropTypes, STRING, STRINGS, oneOf, optional, record } from "../../src/internal/prop-types";
import { PROVIDER } from "../../src/internal/region";
import { REMOVAL, removalOf } from "../../src/internal/removal";
import { deployAfter } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";
import { AccessLogDelivery, createAccessLogDelivery } from "./access-logs";
import { allowDistributionRead } from "./asset-access";
import { assetsOrigin, checkAssetsOrigin, createOriginAccessControl } from "./assets-origin";
import { assetBehavior, checkAssetPaths, createAssetCachePolicy, defaultBehavior } from "./cache-behaviors";
import { DEFAULT_CONTENT_SECURITY_POLICY, checkContentSecurityPolicy } from "./content-security-policy";
import { PRICE_CLASSES, PriceClass, createDistribution } from "./distribution";
import { checkDomainNames, createRecords } from "./dns-records";
import { EdgeAlarm, EdgeDimensions, edgeAlarms, edgeWidgets } from "./edge-alarms";
import { ErrorPages, checkErrorPages, customErrorResponses } from "./error-pages";
import { FailoverTarget, checkFailover } from "./failover";
import { GeoRestriction, checkGeoRestriction, geoRestrictionBlock } from "./geo-restriction";
import { GLOBAL_REGION, checkGlobalRegion } from "./global-region";
import { checkHealthCheck, createHealthCheck, resolveHealthCheck } from "./health-check";
import { changeAfterInstances, checkLoadBalancerOrigin, createVpcOrigin, loadBalancerOrigin } from "./load-balancer-origin";
import { createResponseHeadersPolicy, resolveResponseHeaders } from "./response-headers";
import { WebAcl, checkDistributionWebAcl } from "./web-acl";
import { WebAclSettings } from "./web-acl-settings";

/** The choices for an edge. */
export interface EdgeProps {
  /** The name that viewers use, such as `trading.example.com`: a name of `zone`, known at synthesis. */
  readonly domainName: string;
  /** Further names of the zone, known at synthesis; wildcards such as `*.example.com` are allowed. @default - none */
  readonly alternateDomainNames?: readonly string[];
  /** The public zone that gets the records of every name, and of the certificate's validation. */
  readonly zone: HostedZoneAttributes;
  /** A provider for us-east-1: CloudFront's certificate, web ACL, log delivery and alarms are created there. */
  readonly globalProvider: TerraformProvider;
  /** Serves everything but the assets, uncached: through a VPC origin if it is internal, otherwise publicly by `originDomainName`. */
  readonly loadBalancer: ILoadBalancerOrigin;
  /** Serves `assetPaths`, cached, through origin access control. */
  readonly assets: IBucket;
  /** Path patterns of the assets, 1 to 10, each beginning with a slash. @default ["/static/*"] */
  readonly assetPaths?: readonly string[];
  /** The bucket that the access logs are delivered to. */
  readonly accessLogs: ILogBucket;
  /** A certificate of us-east-1 that holds every name. @default - one is created, validated by records in `zone` */
  readonly certificate?: ICertificate;
  /** What the web ACL blocks, and how it logs. @default - AWS's managed rule groups and a rate limit */
  readonly webAcl?: WebAclSettings;
  /** Which edge locations serve. @default "PriceClass_100" */
  readonly priceClass?: PriceClass;
  /** CloudFront's response timeout: how long it waits for the load balancer's response, and between two packets of it, 1 to 60 seconds. @default 30 */
  readonly originResponseTimeoutSeconds?: number;
  /** The region of CloudFront's Origin Shield for the assets, one near their bucket. @default - no Origin Shield */
  readonly originShieldRegion?: string;
  /** Which countries CloudFront serves. @default - all */
  readonly geoRestriction?: GeoRestriction;
  /** What browsers may load from where, unless the origin's response says it. @default "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'" */
  readonly contentSecurityPolicy?: string;
  /** Paths of custom error pages among the assets, by status code; they are for the whole distribution. @default - none: errors are passed on */
  readonly errorPages?: ErrorPages;
  /** The path that Route 53's health check requests over HTTPS, 1 to 255 characters. @default "/health" */
  readonly healthCheckPath?: string;
  /** Where the names point while the health check fails. @default - no failover */
  readonly failover?: FailoverTarget;
  /** What happens to the web ACL's logs and their key when they leave the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
}

const PROPS: PropTypes<EdgeProps> = {
  domainName: STRING,
  alternateDomainNames: optional(STRINGS),
  zone: HOSTED_ZONE,
  globalProvider: PROVIDER,
  loadBalancer: LOAD_BALANCER_ORIGIN,
  assets: BUCKET,
  assetPaths: optional(STRINGS),
  accessLogs: LOG_BUCKET,
  certificate: optional(CERTIFICATE),
  webAcl: optional(record()),
  priceClass: optional(oneOf(PRICE_CLASSES)),
  originResponseTimeoutSeconds: optional(NUMBER),
  originShieldRegion: optional(STRING),
  geoRestriction: optional(record()),
  contentSecurityPolicy: optional(STRING),
  errorPages: optional(record()),
  healthCheckPath: optional(STRING),
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
  /** Path patterns of the assets. */
  public readonly assetPaths: readonly string[];
  /** The web ACL, with its choices and their defaults in `webAcl.settings`. */
  public readonly webAcl: WebAcl;
  /** Which edge locations serve. */
  public readonly priceClass: PriceClass;
  /** CloudFront's response timeout for the load balancer. */
  public readonly originResponseTimeoutSeconds: number;
  /** What browsers may load from where, unless the origin's response says it. */
  public readonly contentSecurityPolicy: string;
  /** Paths of custom error pages by status code. */
  public readonly errorPages: ErrorPages;
  /** The path that the health check requests. */
  public readonly healthCheckPath: string;
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
  /** The web ACL. */
  public readonly webAclResource: Wafv2WebAcl;
  /** The IP sets of `webAcl.blockedCidrBlocks`; undefined for a version without a range. */
  public readonly webAclIpSets: Readonly<Partial<Record<"IPV4" | "IPV6", Wafv2IpSet>>>;
  /** The log group of the web ACL's logs. */
  public readonly webAclLogGroup: CloudwatchLogGroup;
  /** What sends the web ACL's logs to the log group. */
  public readonly webAclLogging: Wafv2WebAclLoggingConfiguration;
  /** What an internal load balancer is reached through; undefined for a public one. */
  public readonly vpcOrigin?: CloudfrontVpcOrigin;
  /** What signs the requests to the bucket of the assets. */
  public readonly originAccessControl: CloudfrontOriginAccessControl;
  /** How long assets are cached, and by what. */
  public readonly assetCachePolicy: CloudfrontCachePolicy;
  /** The security headers of every response. */
  public readonly responseHeadersPolicy: CloudfrontResponseHeadersPolicy;
  /** The distribution. */
  public readonly resource: CloudfrontDistribution;
  /** The delivery of the distribution's access logs. */
  public readonly accessLogDelivery: AccessLogDelivery;
  /** Route 53's health check of the site. */
  public readonly healthCheck: Route53HealthCheck;
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
    const { loadBalancer, assets, zone, globalProvider } = props;
    deployAfter(this, loadBalancer, assets, props.accessLogs);
    this.domainName = props.domainName;
    this.alternateDomainNames = props.alternateDomainNames ?? [];
    this.assetPaths = props.assetPaths ?? ["/static/*"];
    this.priceClass = props.priceClass ?? "PriceClass_100";
    this.originResponseTimeoutSeconds = props.originResponseTimeoutSeconds ?? 30;
    this.contentSecurityPolicy = props.contentSecurityPolicy ?? DEFAULT_CONTENT_SECURITY_POLICY;
    this.errorPages = props.errorPages ?? {};
    this.healthCheckPath = props.healthCheckPath ?? "/health";
    this.removal = removalOf(this, props.removal);
    this.url = `https://${this.domainName}`;
    this.dashboardTitle = `Edge ${this.domainName}`;
    this.globalProvider = globalProvider;
    const domainNames = [this.domainName, ...this.alternateDomainNames];

    this.encryptionKey = new EncryptionKey(this, "Key", { provider: globalProvider, region: GLOBAL_REGION, removal: this.removal });
    this.certificateResource = props.certificate ? undefined : this.createCertificate(zone);
    this.certificate = props.certificate ?? this.certificateResource!;

    this.webAcl = new WebAcl(this, "WebAcl", {
      ...props.webAcl,
      scope: "CLOUDFRONT",
      provider: globalProvider,
      region: GLOBAL_REGION,
      encryptionKey: this.encryptionKey,
      removal: this.removal,
    });
    this.webAclResource = this.webAcl.resource;
    this.webAclIpSets = this.webAcl.blockedIpSets;
    this.webAclLogGroup = this.webAcl.logGroup;
    this.webAclLogging = this.webAcl.logging;

    this.vpcOrigin = loadBalancer.internal ? createVpcOrigin(this, loadBalancer) : undefined;
    this.originAccessControl = createOriginAccessControl(this);
    this.assetCachePolicy = createAssetCachePolicy(this);
    const responseHeaders = resolveResponseHeaders({ contentSecurityPolicy: this.contentSecurityPolicy });
    this.responseHeadersPolicy = createResponseHeadersPolicy(this, "ResponseHeadersPolicy", responseHeaders);
    this.resource = this.createDistribution(props, domainNames);
    changeAfterInstances(this.resource, loadBalancer);
    this.distributionId = this.resource.id;
    this.distributionArn = this.resource.arn;
    this.distributionDomainName = this.resource.domainName;

    allowDistributionRead(this, assets, this.distributionArn);
    this.accessLogDelivery = createAccessLogDelivery(this, {
      distributionArn: this.distributionArn,
      accessLogs: props.accessLogs,
      prefix: logPrefix("cloudfront", this, props.accessLogs, 100),
      globalProvider,
    });

    this.healthCheck = createHealthCheck(this, this.domainName, resolveHealthCheck({ path: this.healthCheckPath }));
    const { records, failoverRecords } = createRecords(this, {
      domainNames,
      zoneId: zone.zoneId,
      distribution: { dnsName: this.distributionDomainName, hostedZoneId: this.resource.hostedZoneId },
      failover: props.failover,
      healthCheckId: this.healthCheck.id,
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
    return { distributionId: this.distributionId, webAclName: this.webAclResource.name, healthCheckId: this.healthCheck.id };
  }

  private createCertificate(zone: HostedZoneAttributes): Certificate {
    return new Certificate(this, "Certificate", {
      domainName: this.domainName,
      subjectAlternativeNames: this.alternateDomainNames,
      zone,
      provider: this.globalProvider,
    });
  }

  private createDistribution({ loadBalancer, assets, ...props }: EdgeProps, domainNames: readonly string[]): CloudfrontDistribution {
    const responseHeadersPolicyId = this.responseHeadersPolicy.id;
    const assetPolicies = { cachePolicyId: this.assetCachePolicy.id, responseHeadersPolicyId };
    return createDistribution(this, {
      aliases: domainNames,
      priceClass: this.priceClass,
      certificateArn: this.certificate.certificateArn,
      webAclArn: this.webAclResource.arn,
      origins: [
        loadBalancerOrigin({
          loadBalancer,
          vpcOriginId: this.vpcOrigin?.id,
          originResponseTimeoutSeconds: this.originResponseTimeoutSeconds,
        }),
        assetsOrigin({
          bucketRegionalDomainName: assets.bucketRegionalDomainName,
          originAccessControlId: this.originAccessControl.id,
          originShieldRegion: props.originShieldRegion,
        }),
      ],
      defaultBehavior: defaultBehavior(responseHeadersPolicyId),
      orderedBehaviors: this.assetPaths.map((path) => assetBehavior(path, assetPolicies)),
      customErrorResponses: customErrorResponses(this.errorPages),
      geoRestriction: geoRestrictionBlock(props.geoRestriction),
    });
  }
}

function checkEdge(scope: Construct, props: EdgeProps): void {
  const validator = new Validator(scope).props(props, PROPS);
  checkGlobalRegion(validator, props);
  checkDomainNames(validator, props);
  checkLoadBalancerOrigin(validator, props);
  checkAssetPaths(validator, props.assetPaths);
  checkAssetsOrigin(validator, props);
  checkDistributionWebAcl(validator, "webAcl", props.webAcl);
  checkGeoRestriction(validator, props.geoRestriction);
  checkContentSecurityPolicy(validator, "contentSecurityPolicy", props.contentSecurityPolicy);
  checkErrorPages(validator, props.errorPages);
  checkHealthCheck(validator, props.healthCheckPath === undefined ? undefined : { path: props.healthCheckPath });
  checkFailover(validator, props);
  validator.throwIfInvalid();
}
