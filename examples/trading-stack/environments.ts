import {
  ApplicationLoadBalancerProps,
  AuroraClusterProps,
  AutoScalingServiceProps,
  EdgeProps,
  HostedZoneProps,
  NetworkProps,
  RedisCacheProps,
  Removal,
  ServiceLoad,
  StateSettings,
  TradingCalendar,
} from "../../src";
import { AwsSettings } from "./aws-providers";

/** Everything that tells one environment from another: values, never code. */
export interface TradingEnvironment {
  readonly aws: AwsSettings;
  /** Where Terraform stores the state. */
  readonly state: StateSettings;
  /** What happens to everything stateful when it leaves the configuration; a part can say otherwise. */
  readonly removal: Removal;
  /** The tags of every resource. */
  readonly tags: Readonly<Record<string, string>>;
  /** The name that people trade at, in `zone`. */
  readonly domainName: string;
  /** The public hosted zone; it is created where no id is given. */
  readonly zone: HostedZoneProps;
  /** Who gets an e-mail for each alarm. */
  readonly alarmEmails: readonly string[];
  readonly network: Omit<NetworkProps, "encryptionKey">;
  readonly database: Omit<AuroraClusterProps, "network" | "encryptionKey">;
  readonly cache: Omit<RedisCacheProps, "network" | "encryptionKey">;
  readonly loadBalancer: Pick<ApplicationLoadBalancerProps, "cloudFrontPrefixListId">;
  readonly tradingApi: ServiceSettings;
  readonly webFrontend: ServiceSettings;
  /** What the web frontend offers to trade, of what the migrations of the trading API have put into the database. */
  readonly instruments: readonly string[];
  readonly edge: Pick<EdgeProps, "priceClass" | "webAcl" | "failover">;
}

/** What tells one service from another. */
export interface ServiceSettings {
  /** What it must serve, from which its size is planned. */
  readonly load: ServiceLoad;
  readonly compute: Pick<AutoScalingServiceProps, "imageId" | "instanceType" | "rollout" | "scheduledScaling" | "tradingSession">;
}

/**
 * Instances may not connect to the internet: they reach AWS through these, and S3 with Amazon Linux's repository through its gateway endpoint. Session Manager, their logs and the end of
 * their lifecycle are what they need: the services sign the tokens for the database and the cache by themselves. Metrics and secrets are for services of yours that have metrics or read
 * secrets. Each endpoint costs by the hour and AZ.
 */
const interfaceEndpoints = ["sessionManager", "logsAndMetrics", "lifecycleHooks", "secrets"] as const;

const instruments = ["BTC-EUR", "ETH-EUR"];

/** Xetra, with its holidays that are no Saturdays or Sundays; https://www.deutsche-boerse-cash-market.com/dbcm-en/newsroom/trading-calendar */
const xetra: TradingCalendar = {
  timeZone: "Europe/Berlin",
  sessions: [{ days: ["MON", "TUE", "WED", "THU", "FRI"], opens: "09:00", closes: "17:30" }],
  holidays: [
    ...["2026-12-24", "2026-12-25", "2026-12-31"],
    ...["2027-01-01", "2027-03-26", "2027-03-29", "2027-12-24", "2027-12-31"],
    ...["2028-04-14", "2028-04-17", "2028-05-01", "2028-12-25", "2028-12-26"],
  ],
  // On the year's last day of trading.
  halfDays: { "2026-12-30": "14:00", "2027-12-30": "14:00", "2028-12-29": "14:00" },
};

/** Frankfurt's CloudFront addresses: `com.amazonaws.global.cloudfront.origin-facing`. */
const frankfurt = { cloudFrontPrefixListId: "pl-a3a144ca" };

/**
 * An order for many instruments is larger than the 8 kB that AWS's common rule set lets through. 16 kB is what CloudFront hands to AWS WAF without a further charge.
 * https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html
 */
const largeOrders = { bodyLimits: { orders: { paths: ["/api/*"], maxKilobytes: 16 } } };

/** On the emulator, destroyed after each use: like prod, but small. */
const local: TradingEnvironment = {
  aws: {
    accountId: "123456789012",
    region: "eu-central-1",
    // An operation that the emulator lacks fails at once rather than after minutes.
    provider: { maxRetries: 2, s3UsePathStyle: true },
  },
  state: { type: "local" },
  removal: "destroy",
  tags: { platform: "trading", environment: "local" },
  domainName: "trading.example.com",
  zone: { zoneName: "example.com" },
  alarmEmails: ["oncall@example.com"],
  network: {
    cidrBlock: "10.30.0.0/16",
    availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
    interfaceEndpoints,
  },
  database: { instanceClass: "db.r7g.large", readers: { a: {} }, readerAutoScaling: { max: 3 } },
  cache: { nodeType: "cache.r7g.large", shards: 2, replicasPerShard: 1 },
  loadBalancer: frankfurt,
  tradingApi: {
    load: { requestsPerSecond: 200, requestsPerSecondPerInstance: 100 },
    compute: { instanceType: "c7g.large" },
  },
  webFrontend: {
    load: { requestsPerSecond: 100, requestsPerSecondPerInstance: 100 },
    compute: { instanceType: "c7g.large" },
  },
  instruments,
  edge: { priceClass: "PriceClass_100", webAcl: largeOrders },
};

/**
 * Releases of prod are turned back by themselves, which needs an image that stays the same: Amazon Linux 2023 for arm64 in Frankfurt, of September 2026. A newer one
 * is a release as well. https://docs.aws.amazon.com/linux/al2023/ug/ec2.html
 */
const turnedBack = { imageId: "ami-0540ba4e636bf2faf", rollout: { automaticRollback: true } } as const;

const oneAz = { availabilityZones: ["eu-central-1a"] };

/** An account of the developers: two AZs, the endpoints that are needed and no more, a database that scales down to half a capacity unit. */
const dev: TradingEnvironment = {
  aws: {
    accountId: "111122223333",
    region: "eu-central-1",
    permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/trading-dev-boundary",
  },
  state: { type: "s3", bucketName: "trading-state-111122223333-eu-central-1", region: "eu-central-1", allowedAccountIds: ["111122223333"] },
  removal: "destroy",
  tags: { platform: "trading", environment: "dev" },
  domainName: "trading.dev.example.com",
  zone: { zoneName: "dev.example.com", zoneId: "Z0123456789DEVEXAMPLE" },
  alarmEmails: [],
  network: {
    cidrBlock: "10.10.0.0/16",
    availabilityZones: ["eu-central-1a", "eu-central-1b"],
    interfaceEndpoints: ["sessionManager", "logs", "lifecycleHooks"],
    // Four endpoints in one AZ cost what a NAT gateway does, and nothing leaves the VPC.
    endpointSettings: { sessionManager: oneAz, logs: oneAz, lifecycleHooks: oneAz },
  },
  database: { serverless: { minCapacityAcu: 0.5, maxCapacityAcu: 4 }, readers: {}, backupRetentionDays: 1 },
  cache: { nodeType: "cache.t4g.small", shards: 1, replicasPerShard: 1, snapshotRetentionDays: 1 },
  loadBalancer: frankfurt,
  tradingApi: {
    load: { requestsPerSecond: 20, requestsPerSecondPerInstance: 50 },
    compute: { instanceType: "t4g.small" },
  },
  webFrontend: {
    load: { requestsPerSecond: 20, requestsPerSecondPerInstance: 50 },
    compute: { instanceType: "t4g.small" },
  },
  instruments,
  edge: { priceClass: "PriceClass_100", webAcl: largeOrders },
};

/** Where the trading is: 500 requests/s, and the loss of an AZ goes unnoticed. */
const prod: TradingEnvironment = {
  aws: {
    accountId: "444455556666",
    region: "eu-central-1",
    permissionsBoundaryArn: "arn:aws:iam::444455556666:policy/trading-prod-boundary",
  },
  state: { type: "s3", bucketName: "trading-state-444455556666-eu-central-1", region: "eu-central-1", allowedAccountIds: ["444455556666"] },
  removal: "protect",
  tags: { platform: "trading", environment: "prod" },
  domainName: "trading.example.com",
  zone: { zoneName: "example.com", zoneId: "Z0123456789PRDEXAMPLE" },
  alarmEmails: ["oncall@example.com"],
  network: {
    cidrBlock: "10.20.0.0/16",
    availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
    interfaceEndpoints,
  },
  database: {
    instanceClass: "db.r7g.xlarge",
    readers: { a: {}, b: {} },
    readerAutoScaling: { max: 6 },
    databaseInsights: "advanced",
    backupRetentionDays: 35,
  },
  cache: { nodeType: "cache.r7g.large", shards: 2, replicasPerShard: 2, snapshotRetentionDays: 14 },
  loadBalancer: frankfurt,
  tradingApi: {
    load: { requestsPerSecond: 400, requestsPerSecondPerInstance: 100 },
    compute: {
      instanceType: "c7g.large",
      ...turnedBack,
      tradingSession: { calendar: xetra },
    },
  },
  webFrontend: {
    load: { requestsPerSecond: 100, requestsPerSecondPerInstance: 100 },
    compute: { instanceType: "c7g.large", ...turnedBack },
  },
  instruments,
  edge: { priceClass: "PriceClass_All", webAcl: largeOrders },
};

export const environments: Readonly<Record<string, TradingEnvironment>> = { local, dev, prod };
