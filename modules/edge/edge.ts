import { CloudfrontCachePolicy } from "@cdktf/provider-aws/lib/cloudfront-cache-policy";
import {
  CloudfrontDistribution,
  CloudfrontDistributionOrderedCacheBehavior,
  CloudfrontDistributionOrigin,
} from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontOriginAccessControl } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control";
import { CloudfrontResponseHeadersPolicy } from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import { CloudfrontVpcOrigin } from "@cdktf/provider-aws/lib/cloudfront-vpc-origin";
import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Fn, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AlarmOverrides, AwsEnvironment, Certificate, DashboardWidget, EncryptionKey, IAlarmTopic, IDashboardSource, ILoadBalancerOrigin, Removal } from "../../src/core";
import { createAlarms } from "../../src/internal/create-alarms";
import { pathFromStack, physicalName } from "../../src/internal/names";
import { allowDistributionRead } from "./asset-access";
import { AccessLogDelivery } from "./access-log-delivery";
import {
  ALL_VIEWER_POLICY_ID,
  CACHING_DISABLED_POLICY_ID,
  createAssetCachePolicy,
  createSecurityHeadersPolicy,
} from "./distribution-policies";
import { EdgeAlarm, EdgeDimensions, GLOBAL_REGION, edgeAlarms, edgeWidgets } from "./edge-alarms";
import { EdgeProps, PriceClass } from "./edge-props";
import { validateEdge } from "./edge-validation";
import { WebAcl } from "./web-acl";

const LOAD_BALANCER_ORIGIN = "load-balancer";
const ASSETS_ORIGIN = "assets";
const ALL_METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
const READ_METHODS = ["GET", "HEAD", "OPTIONS"];
/** The newest minimum that the provider's oldest supported release knows. */
const MINIMUM_TLS = "TLSv1.2_2021";
const ORIGIN_TLS = ["TLSv1.2"];
const KEEPALIVE_SECONDS = 60;
const DEFAULT_CSP = "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'";

/**
 * The platform as the world sees it: DNS, certificate, web ACL and a distribution that serves assets from the edge and
 * passes everything else, WebSocket included, to the load balancer.
 */
export class Edge extends Construct implements IDashboardSource {
  public readonly domainName: string;
  public readonly priceClass: PriceClass;
  public readonly assetPaths: readonly string[];
  public readonly originReadTimeoutSeconds: number;
  public readonly contentSecurityPolicy: string;
  public readonly healthCheckPath: string;
  public readonly removal: Removal;

  /** `https://` and the domain name. */
  public readonly url: string;
  public readonly distributionId: string;
  public readonly distributionArn: string;
  /** CloudFront's own name of the distribution. */
  public readonly distributionDomainName: string;

  /** A key of us-east-1, for the web ACL's logs and for topics there: a regional key can't serve another region. */
  public readonly encryptionKey: EncryptionKey;
  /** Undefined where a certificate was given. */
  public readonly certificate?: Certificate;
  public readonly webAcl: WebAcl;
  /** Undefined for a public load balancer. */
  public readonly vpcOrigin?: CloudfrontVpcOrigin;
  public readonly originAccessControl: CloudfrontOriginAccessControl;
  public readonly assetCachePolicy: CloudfrontCachePolicy;
  public readonly responseHeadersPolicy: CloudfrontResponseHeadersPolicy;
  /** The distribution. */
  public readonly resource: CloudfrontDistribution;
  public readonly accessLogDelivery: AccessLogDelivery;
  public readonly healthCheck: Route53HealthCheck;

  public readonly dashboardLayer = "edge";
  public readonly dashboardTitle: string;
  private readonly globalProvider: TerraformProvider;

  constructor(scope: Construct, id: string, props: EdgeProps) {
    super(scope, id);
    this.domainName = props.domainName;
    this.priceClass = props.priceClass ?? "PriceClass_100";
    this.assetPaths = props.assetPaths ?? ["/static/*"];
    this.originReadTimeoutSeconds = props.originReadTimeoutSeconds ?? 30;
    this.contentSecurityPolicy = props.contentSecurityPolicy ?? DEFAULT_CSP;
    this.healthCheckPath = props.healthCheckPath ?? "/health";
    this.removal = props.removal ?? "protect";
    this.url = `https://${props.domainName}`;
    this.dashboardTitle = `Edge ${props.domainName}`;
    this.globalProvider = props.globalProvider;
    validateEdge(this, props);

    this.encryptionKey = new EncryptionKey(this, "Key", { provider: props.globalProvider, region: GLOBAL_REGION, removal: this.removal });
    if (!props.certificate) this.certificate = this.createCertificate(props);
    this.webAcl = this.createWebAcl(props);
    this.vpcOrigin = this.createVpcOrigin(props.loadBalancer);
    this.originAccessControl = this.createOriginAccessControl();
    this.assetCachePolicy = createAssetCachePolicy(this, "AssetCachePolicy");
    this.responseHeadersPolicy = createSecurityHeadersPolicy(this, "ResponseHeadersPolicy", this.contentSecurityPolicy);
    this.resource = this.createDistribution(props);
    this.distributionId = this.resource.id;
    this.distributionArn = this.resource.arn;
    this.distributionDomainName = this.resource.domainName;
    allowDistributionRead(props.assets, this.distributionArn, AwsEnvironment.of(this));
    this.accessLogDelivery = new AccessLogDelivery(this, "AccessLogs", {
      distributionArn: this.distributionArn,
      logBucket: props.accessLogs,
      globalProvider: props.globalProvider,
    });
    this.healthCheck = this.createHealthCheck();
    this.createRecords(props);
  }

  /**
   * Recommended alarms, made in us-east-1, where alone the metrics are.
   *
   * @param topic a topic of us-east-1: an alarm notifies its own region
   */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<EdgeAlarm> = {}): void {
    createAlarms(this, topic, edgeAlarms(this.dimensions), overrides, this.globalProvider);
  }

  public dashboardWidgets(): readonly DashboardWidget[] {
    return edgeWidgets(this.dimensions);
  }

  private get dimensions(): EdgeDimensions {
    return { distributionId: this.distributionId, webAclName: this.webAcl.webAclName, healthCheckId: this.healthCheck.id };
  }

  private createCertificate(props: EdgeProps): Certificate {
    return new Certificate(this, "Certificate", {
      domainName: props.domainName,
      subjectAlternativeNames: props.alternativeNames,
      zone: props.zone,
      provider: props.globalProvider,
    });
  }

  private createWebAcl(props: EdgeProps): WebAcl {
    return new WebAcl(this, "WebAcl", {
      ...props.webAcl,
      encryptionKey: this.encryptionKey,
      globalProvider: props.globalProvider,
      removal: this.removal,
    });
  }

  /** An origin in use can't be changed: a new load balancer gets a new one, under a name of its own, before the old one goes. */
  private createVpcOrigin(loadBalancer: ILoadBalancerOrigin): CloudfrontVpcOrigin | undefined {
    if (!loadBalancer.internal) return undefined;
    const { resource } = loadBalancer;
    const suffix = Fn.substr(Fn.sha256(loadBalancer.loadBalancerArn), 0, 8);
    return new CloudfrontVpcOrigin(this, "VpcOrigin", {
      vpcOriginEndpointConfig: [
        {
          name: `${physicalName(this, { maxLength: 50, punctuation: "-_" })}-${suffix}`,
          arn: loadBalancer.loadBalancerArn,
          httpPort: 80,
          httpsPort: 443,
          originProtocolPolicy: "https-only",
          originSslProtocols: [{ items: ORIGIN_TLS, quantity: ORIGIN_TLS.length }],
        },
      ],
      lifecycle: {
        createBeforeDestroy: true,
        ...(resource && { replaceTriggeredBy: [`${resource.terraformResourceType}.${resource.friendlyUniqueId}.arn`] }),
      },
      dependsOn: [...loadBalancer.originDependencies],
    });
  }

  private createOriginAccessControl(): CloudfrontOriginAccessControl {
    return new CloudfrontOriginAccessControl(this, "OriginAccessControl", {
      name: physicalName(this, { maxLength: 64, punctuation: "-_" }),
      description: `Assets of ${pathFromStack(this).join("/")}`,
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
  }

  private createDistribution(props: EdgeProps): CloudfrontDistribution {
    return new CloudfrontDistribution(this, "Resource", {
      comment: pathFromStack(this).join("/"),
      enabled: true,
      aliases: [props.domainName, ...(props.alternativeNames ?? [])],
      httpVersion: "http2and3",
      isIpv6Enabled: true,
      priceClass: this.priceClass,
      webAclId: this.webAcl.webAclArn,
      origin: [this.loadBalancerOrigin(props.loadBalancer), this.assetsOrigin(props)],
      defaultCacheBehavior: {
        targetOriginId: LOAD_BALANCER_ORIGIN,
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ALL_METHODS,
        cachedMethods: ["GET", "HEAD"],
        cachePolicyId: CACHING_DISABLED_POLICY_ID,
        originRequestPolicyId: ALL_VIEWER_POLICY_ID,
        responseHeadersPolicyId: this.responseHeadersPolicy.id,
        compress: true,
      },
      orderedCacheBehavior: this.assetPaths.map((path) => this.assetBehavior(path)),
      customErrorResponse: Object.entries(props.errorPages ?? {}).map(([status, path]) => ({
        errorCode: Number(status),
        responseCode: Number(status),
        responsePagePath: path,
        errorCachingMinTtl: 10,
      })),
      restrictions: {
        geoRestriction: props.geoRestriction
          ? {
              restrictionType: props.geoRestriction.type === "allow" ? "whitelist" : "blacklist",
              locations: [...props.geoRestriction.countries],
            }
          : { restrictionType: "none" },
      },
      viewerCertificate: {
        acmCertificateArn: (props.certificate ?? this.certificate!).certificateArn,
        sslSupportMethod: "sni-only",
        minimumProtocolVersion: MINIMUM_TLS,
      },
    });
  }

  private loadBalancerOrigin(loadBalancer: ILoadBalancerOrigin): CloudfrontDistributionOrigin {
    const header = loadBalancer.originHeader;
    const timeouts = { originKeepaliveTimeout: KEEPALIVE_SECONDS, originReadTimeout: this.originReadTimeoutSeconds };
    return {
      originId: LOAD_BALANCER_ORIGIN,
      domainName: loadBalancer.originDomainName!,
      customHeader: header && [header],
      ...(this.vpcOrigin
        ? { vpcOriginConfig: { vpcOriginId: this.vpcOrigin.id, ...timeouts } }
        : {
            customOriginConfig: {
              httpPort: 80,
              httpsPort: 443,
              originProtocolPolicy: "https-only",
              originSslProtocols: ORIGIN_TLS,
              ...timeouts,
            },
          }),
    };
  }

  private assetsOrigin(props: EdgeProps): CloudfrontDistributionOrigin {
    return {
      originId: ASSETS_ORIGIN,
      domainName: props.assets.bucketRegionalDomainName,
      originAccessControlId: this.originAccessControl.id,
      originShield: props.originShieldRegion ? { enabled: true, originShieldRegion: props.originShieldRegion } : undefined,
    };
  }

  private assetBehavior(pathPattern: string): CloudfrontDistributionOrderedCacheBehavior {
    return {
      pathPattern,
      targetOriginId: ASSETS_ORIGIN,
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: READ_METHODS,
      cachedMethods: READ_METHODS,
      cachePolicyId: this.assetCachePolicy.id,
      responseHeadersPolicyId: this.responseHeadersPolicy.id,
      compress: true,
    };
  }

  private createHealthCheck(): Route53HealthCheck {
    return new Route53HealthCheck(this, "HealthCheck", {
      type: "HTTPS",
      // Asked by CloudFront's own name it would miss a broken certificate or alias.
      fqdn: this.domainName,
      port: 443,
      resourcePath: this.healthCheckPath,
      enableSni: true,
      requestInterval: 30,
      failureThreshold: 3,
      measureLatency: true,
      tags: { Name: pathFromStack(this).join("/") },
    });
  }

  private createRecords(props: EdgeProps): void {
    for (const name of [props.domainName, ...(props.alternativeNames ?? [])]) {
      for (const type of ["A", "AAAA"]) {
        const record = { zoneId: props.zone.zoneId, name, type };
        new Route53Record(this, `Record-${name}-${type}`, {
          ...record,
          // A distribution's health can't be evaluated by Route 53: the health check stands in for it.
          alias: { name: this.distributionDomainName, zoneId: this.resource.hostedZoneId, evaluateTargetHealth: false },
          ...(props.failover && {
            setIdentifier: "primary",
            healthCheckId: this.healthCheck.id,
            failoverRoutingPolicy: { type: "PRIMARY" },
          }),
        });
        if (!props.failover) continue;
        new Route53Record(this, `FailoverRecord-${name}-${type}`, {
          ...record,
          alias: { name: props.failover.dnsName, zoneId: props.failover.hostedZoneId, evaluateTargetHealth: false },
          setIdentifier: "secondary",
          failoverRoutingPolicy: { type: "SECONDARY" },
        });
      }
    }
  }
}
