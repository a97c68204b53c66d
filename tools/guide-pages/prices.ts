/** What AWS charges, in USD without tax: On-Demand, Linux, the first tier. */
export interface Price {
  readonly item: string;
  /** What is counted; `hour` is counted 730 times a month. */
  readonly unit: "hour" | "month" | "GB" | "GB-month" | "million" | "LCU-hour" | "ACU-hour";
  readonly usEast1?: Figure;
  /** @default - not found in any copy of AWS's Price List */
  readonly euCentral1?: Figure;
  /** AWS's pricing page, below https://aws.amazon.com/. */
  readonly page: string;
}

/** A price, and the year and month that the copy of AWS's Price List that it was read from is of, or the year alone. */
type Figure = readonly [usd: number, asOf: string];

export const HOURS_A_MONTH = 730;

/**
 * AWS's pricing pages load their figures by script. These were read from published copies of AWS's Price List and from bills, and compared where there was
 * more than one; what no copy had is left out.
 */
export const PRICES = {
  natGateway: nat("NAT gateway", "hour"),
  natGatewayGb: nat("NAT gateway, data processed", "GB"),
  publicIpv4: both("public IPv4 address", "hour", [0.005, "2026-10"], "vpc/pricing/"),
  endpoint: price("interface endpoint, in each AZ", "hour", [0.01, "2026-05"], [0.012, "2026-08"], "privatelink/pricing/"),
  endpointGb: both("interface endpoint, data processed", "GB", [0.01, "2026-09"], "privatelink/pricing/"),
  crossAzGb: both("data to another AZ, in and out each", "GB", [0.01, "2026-05"], "ec2/pricing/on-demand/"),
  loadBalancer: price("Application Load Balancer", "hour", [0.0225, "2025"], [0.027, "2025"], "elasticloadbalancing/pricing/"),
  lcu: price("load balancer capacity unit", "LCU-hour", [0.008, "2025"], undefined, "elasticloadbalancing/pricing/"),
  "c7g.large": price("instance `c7g.large`", "hour", [0.0725, "2026-10"], [0.0825, "2025"], "ec2/pricing/on-demand/"),
  "t4g.small": price("instance `t4g.small`", "hour", [0.0168, "2026"], [0.0192, "2026"], "ec2/pricing/on-demand/"),
  gp3: price("EBS volume `gp3`", "GB-month", [0.08, "2026-10"], [0.0952, "2026-10"], "ebs/pricing/"),
  "db.r7g.large": price("Aurora instance `db.r7g.large`", "hour", [0.276, "2025"], undefined, "rds/aurora/pricing/"),
  "db.r7g.xlarge": price("Aurora instance `db.r7g.xlarge`", "hour", [0.553, "2025"], undefined, "rds/aurora/pricing/"),
  acu: price("Aurora capacity unit", "ACU-hour", [0.12, "2026-06"], [0.14, "2026-09"], "rds/aurora/pricing/"),
  auroraStorage: price("Aurora storage", "GB-month", [0.1, "2026-06"], [0.119, "2026-09"], "rds/aurora/pricing/"),
  auroraIo: price("Aurora I/O requests", "million", [0.2, "2026-06"], [0.22, "2026-09"], "rds/aurora/pricing/"),
  secret: both("secret of the master user", "month", [0.4, "2026-09"], "secrets-manager/pricing/"),
  "cache.r7g.large": price("Valkey node `cache.r7g.large`", "hour", [0.1752, "2026-10"], undefined, "elasticache/pricing/"),
  "cache.t4g.small": price("Valkey node `cache.t4g.small`", "hour", [0.0256, "2026-10"], undefined, "elasticache/pricing/"),
  s3: price("S3 Standard", "GB-month", [0.023, "2026-10"], [0.0245, "2026-08"], "s3/pricing/"),
  s3GlacierIr: price("S3 Glacier Instant Retrieval", "GB-month", [0.004, "2026-10"], undefined, "s3/pricing/"),
  s3DeepArchive: price("S3 Glacier Deep Archive", "GB-month", [0.00099, "2026-10"], undefined, "s3/pricing/"),
  logs: price("CloudWatch Logs, ingested", "GB", [0.5, "2025"], [0.63, "2026-08"], "cloudwatch/pricing/"),
  logStorage: price("CloudWatch Logs, stored", "GB-month", [0.03, "2025"], [0.0324, "2026-08"], "cloudwatch/pricing/"),
  alarm: both("alarm, for each metric", "month", [0.1, "2025"], "cloudwatch/pricing/"),
  key: both("KMS key", "month", [1, "2026-06"], "kms/pricing/"),
  hostedZone: both("hosted zone", "month", [0.5, "2026-09"], "route53/pricing/"),
  webAcl: both("web ACL", "month", [5, "2026"], "waf/pricing/"),
  webAclRule: both("rule of a web ACL", "month", [1, "2026"], "waf/pricing/"),
  webAclRequests: both("requests that AWS WAF inspects", "million", [0.6, "2026"], "waf/pricing/"),
  cloudFrontGb: both("CloudFront to viewers in Europe and North America, after the first TB", "GB", [0.085, "2025"], "cloudfront/pricing/"),
} as const satisfies Record<string, Price>;

export type PriceId = keyof typeof PRICES;

function price(item: string, unit: Price["unit"], usEast1: Figure, euCentral1: Figure | undefined, page: string): Price {
  return { item, unit, usEast1, ...(euCentral1 && { euCentral1 }), page };
}

/** A price that is the same in both regions. */
function both(item: string, unit: Price["unit"], figure: Figure, page: string): Price {
  return price(item, unit, figure, figure, page);
}

function nat(item: string, unit: Price["unit"]): Price {
  return price(item, unit, [0.045, "2026-05"], [0.052, "2026-09"], "vpc/pricing/");
}

/** How often a unit is counted in a month. */
export function timesAMonth({ unit }: Price): number {
  return /hour$/i.test(unit) ? HOURS_A_MONTH : 1;
}
