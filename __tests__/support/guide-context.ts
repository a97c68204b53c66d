import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { TradingEnvironment, environments } from "../../examples/trading-stack/environments";
import {
  AlarmTopic,
  ApplicationLoadBalancer,
  ArchiveBucket,
  AuroraCluster,
  AutoScalingService,
  Bucket,
  Certificate,
  DistributionProps,
  Edge,
  EdgeProps,
  EncryptionKey,
  HostedZone,
  LogBucket,
  Network,
  NotificationQueue,
  NotificationTopic,
  RedisCache,
  SecurityGroup,
  ResponseHeaders,
  StateBucket,
  WebAcl,
  planCapacity,
} from "../../src";
import { service } from "./network";

/** What the blocks of a guide take as given: each made when a block names it, below a construct of its own. */
export class Context {
  /** What a block leaves to the reader: `{ …, removal: "protect" }`. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  public readonly anything: any = {};
  /** Settings of an environment of the several stacks. */
  public readonly env: TradingEnvironment = environments.prod!;
  private readonly made = new Map<string, unknown>();
  private readonly scope: Construct;

  constructor(public readonly stack: TerraformStack) {
    this.scope = new Construct(stack, "Given");
  }

  public get app(): App {
    return Testing.app();
  }
  public get globalProvider(): AwsProvider {
    return this.once("global", () => new AwsProvider(this.scope, "AwsGlobal", { region: "us-east-1", alias: "given" }));
  }
  public get key(): EncryptionKey {
    return this.once("key", () => new EncryptionKey(this.scope, "Key"));
  }
  public get logs(): LogBucket {
    return this.once("logs", () => new LogBucket(this.scope, "Logs"));
  }
  public get network(): Network {
    const availabilityZones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];
    return this.once(
      "network",
      () => new Network(this.scope, "Network", { cidrBlock: "10.0.0.0/16", availabilityZones, encryptionKey: this.key }),
    );
  }
  public get zone(): HostedZone {
    return this.once("zone", () => new HostedZone(this.scope, "Zone", { zoneName: "example.com", zoneId: "Z0123456789ABC" }));
  }
  public get certificate(): Certificate {
    const settings = { domainName: "trading.example.com", zone: this.zone, provider: this.globalProvider };
    return this.once("certificate", () => new Certificate(this.scope, "Certificate", settings));
  }
  public get webAcl(): WebAcl {
    return this.once("webAcl", () => new WebAcl(this.scope, "WebAcl", { scope: "CLOUDFRONT", provider: this.globalProvider }));
  }
  public get assets(): Bucket {
    return this.once("assets", () => new Bucket(this.scope, "Assets", { encryptionKey: this.key }));
  }
  public get files(): Bucket {
    return this.once("files", () => new Bucket(this.scope, "Files", { encryptionKey: this.key }));
  }
  public get trades(): Bucket {
    return this.once("trades", () => new Bucket(this.scope, "Trades", { encryptionKey: this.key }));
  }
  public get reports(): Bucket & ReturnType<typeof service> {
    // A bucket where files are exported to, and a service where users are granted access.
    return this.once("reports", () =>
      Object.assign(new Bucket(this.scope, "Reports", { encryptionKey: this.key }), this.service("Reports")),
    );
  }
  public get releases(): Bucket {
    return this.once("releases", () => new Bucket(this.scope, "Releases", { encryptionKey: this.key }));
  }
  public get nextRelease(): { readonly bucket: Bucket; readonly key: string } {
    return { bucket: this.releases, key: "next/server.py" };
  }
  public get records(): ArchiveBucket {
    return this.once("records", () => new ArchiveBucket(this.scope, "TradeRecords", { encryptionKey: this.key, retentionYears: 7 }));
  }
  public get arrivals(): NotificationQueue {
    return this.once("arrivals", () => new NotificationQueue(this.scope, "Arrivals", { encryptionKey: this.key }));
  }
  public get failed(): NotificationQueue {
    return this.once("failed", () => new NotificationQueue(this.scope, "Failed", { encryptionKey: this.key }));
  }
  public get settlementQueue(): NotificationQueue {
    return this.once("settlementQueue", () => new NotificationQueue(this.scope, "SettlementQueue", { encryptionKey: this.key }));
  }
  public get changes(): NotificationTopic {
    return this.once("changes", () => new NotificationTopic(this.scope, "Changes", { encryptionKey: this.key }));
  }
  public get topic(): AlarmTopic {
    return this.once("topic", () => new AlarmTopic(this.scope, "Alarms", { encryptionKey: this.key }));
  }
  public get database(): AuroraCluster {
    return this.once(
      "database",
      () => new AuroraCluster(this.scope, "Database", { network: this.network, encryptionKey: this.key, readers: { two: {} } }),
    );
  }
  public get cache(): RedisCache {
    return this.once("cache", () => new RedisCache(this.scope, "Cache", { network: this.network, encryptionKey: this.key }));
  }
  public get loadBalancer(): ApplicationLoadBalancer {
    const { network, zone, logs } = this;
    const names = { originDomainName: "origin.example.com", viewerDomainNames: ["trading.example.com"] };
    const settings = { network, zone, accessLogs: logs, ...names, cloudFrontPrefixListId: "pl-a3a144ca" };
    return this.once("loadBalancer", () => new ApplicationLoadBalancer(this.scope, "LoadBalancer", settings));
  }
  public get settings(): ConstructorParameters<typeof AutoScalingService>[2] {
    return {
      network: this.network,
      loadBalancer: this.loadBalancer,
      encryptionKey: this.key,
      route: { priority: 10, paths: ["/api/*"] },
      capacity: planCapacity({ requestsPerSecond: 500, requestsPerSecondPerInstance: 100 }, this.network),
      release: { bucket: this.releases, key: "server.py" },
    };
  }
  public get api(): AutoScalingService {
    return this.once("api", () => new AutoScalingService(this.scope, "TradingApi", this.settings));
  }
  public get edge(): Edge {
    const { zone, globalProvider, loadBalancer, assets, logs } = this;
    const settings = { domainName: "trading.example.com", zone, globalProvider, loadBalancer, assets, accessLogs: logs };
    return this.once("edge", () => new Edge(this.scope, "Edge", settings));
  }
  public get states(): StateBucket {
    return this.once("states", () => new StateBucket(this.scope, "States", { bucketName: "given-state-111122223333" }));
  }
  public get matching(): ReturnType<typeof service> {
    return this.once("matching", () => this.service("Matching"));
  }
  public get screens(): ReturnType<typeof service> {
    return this.once("screens", () => this.service("Screens"));
  }
  public get settlement(): ReturnType<typeof service> {
    return this.once("settlement", () => this.service("Settlement"));
  }
  public get standby(): { readonly dnsName: string; readonly hostedZoneId: string } {
    return { dnsName: "standby.example.com", hostedZoneId: "Z0123456789ABC" };
  }
  public get restored(): { readonly arn: string } {
    return { arn: "arn:aws:lambda:eu-central-1:111122223333:function:restored" };
  }
  public get onChange(): { readonly arn: string } {
    return { arn: "arn:aws:lambda:eu-central-1:111122223333:function:on-change" };
  }
  public get rule(): { readonly arn: string } {
    return { arn: "arn:aws:events:eu-central-1:111122223333:rule/rule" };
  }
  public get trailArn(): string {
    return "arn:aws:cloudtrail:eu-central-1:111122223333:trail/trail";
  }
  public get userPool(): { readonly arn: string } {
    return { arn: "arn:aws:cognito-idp:eu-central-1:111122223333:userpool/eu-central-1_abcdefghi" };
  }
  public get client(): { readonly id: string } {
    return { id: "0123456789abcdefghijklmnop" };
  }
  public get next(): { readonly stringValue: string } {
    return { stringValue: "next-secret-of-32-characters-long-0" };
  }
  public get current(): { readonly stringValue: string } {
    return { stringValue: "this-secret-of-32-characters-long-0" };
  }

  private service(id: string): ReturnType<typeof service> {
    const { role } = service(this.stack, `Given${id}`);
    const { connections } = new SecurityGroup(this.scope, `${id}Group`, { vpcId: this.network.vpcId, description: id });
    return { role, connections };
  }

  private once<T>(name: string, make: () => T): T {
    if (!this.made.has(name)) this.made.set(name, make());
    return this.made.get(name) as T;
  }
}

/** The stack of the testing guide. */
export class OrdersStack extends TerraformStack {}

/** Props without their construct. */
export type EdgeFragment = Partial<EdgeProps> | Partial<DistributionProps> | ResponseHeaders;

/** What the several stacks' guide calls the settings of an environment. */
export type Environment = TradingEnvironment;
