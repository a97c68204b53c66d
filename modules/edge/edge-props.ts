import { TerraformProvider } from "cdktf";
import { HostedZoneAttributes, IBucket, ICertificate, ILoadBalancerOrigin, ILogBucket, Removal } from "../../src/core";
import { WebAclProps } from "./web-acl";

/** Fewest edge locations first: North America and Europe; also Asia, Africa and the Middle East; all. */
export type PriceClass = "PriceClass_100" | "PriceClass_200" | "PriceClass_All";

/** Where DNS points to while the distribution is out. */
export interface FailoverTarget {
  /** A name that isn't this distribution: a second region's load balancer, a static site. */
  readonly dnsName: string;
  /** The hosted zone of that name, as AWS lists it for the service. */
  readonly hostedZoneId: string;
}

export interface GeoRestriction {
  readonly type: "allow" | "deny";
  /** ISO 3166 two-letter codes. */
  readonly countries: readonly string[];
}

export interface EdgeProps {
  /** The name that viewers use, in `zone`. */
  readonly domainName: string;
  /** Further names of the zone. @default - none */
  readonly alternativeNames?: readonly string[];
  readonly zone: HostedZoneAttributes;
  /** A provider for us-east-1: certificate, web ACL, log deliveries and alarms of CloudFront live there. */
  readonly globalProvider: TerraformProvider;
  /** Serves everything but the assets, uncached: through a VPC origin if it is internal, else by its name. */
  readonly loadBalancer: ILoadBalancerOrigin;
  /** Serves `assetPaths`, cached, through origin access control. */
  readonly assets: IBucket;
  /** Path patterns of the assets, 1 to 10. @default - `/static/*` */
  readonly assetPaths?: readonly string[];
  /** Takes the access logs. */
  readonly accessLogs: ILogBucket;
  /** A certificate of us-east-1 for every name. @default - one is made and proved in `zone` */
  readonly certificate?: ICertificate;
  /** @default - every managed rule group, and a rate limit */
  readonly webAcl?: WebAclProps;
  /** Which edge locations answer. @default "PriceClass_100" */
  readonly priceClass?: PriceClass;
  /** Seconds that CloudFront waits for an answer, 1 to 60; AWS raises the maximum on request. @default 30 */
  readonly originReadTimeoutSeconds?: number;
  /** A region near the origins in which requests for assets are gathered. @default - none */
  readonly originShieldRegion?: string;
  /** Countries that are served, or not. @default - all are */
  readonly geoRestriction?: GeoRestriction;
  /** What browsers may load from where. @default "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'" */
  readonly contentSecurityPolicy?: string;
  /** Pages of the assets that stand in for errors: status code → path. @default - errors are passed on */
  readonly errorPages?: Readonly<Record<number, string>>;
  /** The path that Route 53 asks for, over HTTPS, to tell whether the site is up. @default "/health" */
  readonly healthCheckPath?: string;
  /** Where DNS points to while the health check fails. @default - nowhere else */
  readonly failover?: FailoverTarget;
  /** What happens to logs and the key. @default "protect" */
  readonly removal?: Removal;
}
