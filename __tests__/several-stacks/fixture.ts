import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack, Testing } from "cdktf";
import {
  AlarmTopic,
  ApplicationLoadBalancer,
  ArchiveBucket,
  AuroraCluster,
  AutoScalingService,
  AwsEnvironment,
  Bucket,
  Edge,
  EncryptionKey,
  IAlarmTopic,
  IApplicationLoadBalancer,
  IBucket,
  IBucketObject,
  IEncryptionKey,
  ILogBucket,
  INetwork,
  LogBucket,
  Network,
  RedisCache,
  Role,
} from "../../src";
import { Arguments, SynthesizedStack } from "../support/synth";

export const ACCOUNT_ID = "111122223333";
const REGION = "eu-central-1";
const ZONE = { zoneName: "example.com", zoneId: "Z0123456789ABC" };

/**
 * Two stacks of one app, `owner` before `consumer`.
 *
 * @param pinned whether account and region are known at synthesis
 */
export function twoStacks(pinned = true) {
  const app = Testing.app();
  const [owner, consumer] = ["owner", "consumer"].map((id) => {
    const stack = new TerraformStack(app, id);
    new AwsProvider(stack, "Aws", pinned ? { region: REGION } : {});
    if (pinned) new AwsEnvironment(stack, { accountId: ACCOUNT_ID, region: REGION });
    return stack;
  }) as [TerraformStack, TerraformStack];
  return { app, owner, consumer };
}

/** What most things need, each made when it is first asked for: in the one stack, or where it was said to be. */
export class Platform {
  constructor(
    public readonly stack: TerraformStack,
    private readonly given: {
      readonly key?: IEncryptionKey;
      readonly network?: INetwork;
      readonly logs?: ILogBucket;
      readonly loadBalancer?: IApplicationLoadBalancer;
      readonly release?: IBucketObject;
    } = {},
  ) {}

  public get key(): IEncryptionKey {
    return this.given.key ?? this.once("Key", (id) => new EncryptionKey(this.stack, id));
  }

  public get network(): INetwork {
    return this.given.network ?? this.vpc();
  }

  public vpc(logs?: ILogBucket): Network {
    return this.once("Network", (id) => {
      const availabilityZones = ["a", "b"].map((zone) => `${REGION}${zone}`);
      const interfaceEndpoints = ["sessionManager", "logsAndMetrics"] as const;
      return new Network(this.stack, id, {
        cidrBlock: "10.0.0.0/16",
        availabilityZones,
        interfaceEndpoints,
        encryptionKey: this.key,
        flowLogs: logs,
        resolverQueryLogs: logs,
      });
    });
  }

  public get logs(): ILogBucket {
    return this.given.logs ?? this.logBucket();
  }

  public logBucket(): LogBucket {
    return this.once("Logs", (id) => new LogBucket(this.stack, id));
  }

  public bucket(props: { readonly accessLogs?: ILogBucket } = {}, id = "Assets"): Bucket {
    return this.once(id, () => new Bucket(this.stack, id, { encryptionKey: this.key, ...props }));
  }

  public archive(): ArchiveBucket {
    return this.once("TradeRecords", (id) => new ArchiveBucket(this.stack, id, { encryptionKey: this.key, retentionYears: 7 }));
  }

  public database(): AuroraCluster {
    return this.once("Database", (id) => new AuroraCluster(this.stack, id, { network: this.network, encryptionKey: this.key }));
  }

  public cache(): RedisCache {
    return this.once("Cache", (id) => new RedisCache(this.stack, id, { network: this.network, encryptionKey: this.key }));
  }

  public get loadBalancer(): IApplicationLoadBalancer {
    return this.given.loadBalancer ?? this.balancer();
  }

  public balancer(): ApplicationLoadBalancer {
    return this.once("LoadBalancer", (id) => {
      const { network, logs: accessLogs } = this;
      const cloudFrontPrefixListId = "pl-a3a144ca";
      return new ApplicationLoadBalancer(this.stack, id, {
        network,
        accessLogs,
        zone: ZONE,
        originDomainName: "origin.example.com",
        viewerDomainNames: ["trading.example.com"],
        cloudFrontPrefixListId,
      });
    });
  }

  public get release(): IBucketObject {
    const source = join(__dirname, "../support/server.py");
    return this.given.release ?? this.bucket({}, "Releases").addObject("Service", { key: "server.py", source });
  }

  public service(): AutoScalingService {
    return this.once("TradingApi", (id) => {
      const { network, loadBalancer, key: encryptionKey, release } = this;
      return new AutoScalingService(this.stack, id, {
        network,
        loadBalancer,
        encryptionKey,
        release,
        route: { priority: 10, paths: ["/api/*"] },
        capacity: { minCapacity: 2, maxCapacity: 4, targetRequestsPerMinute: 4000 },
        logRetentionDays: 30,
      });
    });
  }

  public edge(assets: IBucket): Edge {
    return this.once("Edge", (id) => {
      const globalProvider = new AwsProvider(this.stack, "AwsGlobal", { region: "us-east-1", alias: "global" });
      const { loadBalancer, logs: accessLogs } = this;
      return new Edge(this.stack, id, { domainName: "trading.example.com", zone: ZONE, globalProvider, loadBalancer, assets, accessLogs });
    });
  }

  public role(): Role {
    return this.once("Role", (id) => new Role(this.stack, id, { assumedBy: { services: ["ec2.amazonaws.com"] } }));
  }

  public alarmTopic(): IAlarmTopic {
    return this.once("Alarms", (id) => new AlarmTopic(this.stack, id, { encryptionKey: this.key }));
  }

  private once<T>(id: string, make: (id: string) => T): T {
    return (this.stack.node.tryFindChild(id) as T | undefined) ?? make(id);
  }
}

/** What `app.synth()` writes for the stacks of an app, by their ids. */
export function written(app: App): Readonly<Record<string, SynthesizedStack>> {
  app.synth();
  const folder = join(app.outdir, "stacks");
  const read = (id: string) => new SynthesizedStack(JSON.parse(readFileSync(join(folder, id, "cdk.tf.json"), "utf8")));
  const ids = app.node.children.filter((child) => TerraformStack.isStack(child)).map(({ node }) => node.id);
  return Object.fromEntries(ids.map((id) => [id, read(id)]));
}

/** What Terraform wouldn't find in a stack: a state of a stack that is deployed later, or an address that only another stack has. */
export function faults(synthesized: SynthesizedStack, earlier: readonly string[]): string[] {
  const states = Object.keys(synthesized.data("terraform_remote_state"));
  const foreign = states.filter((id) => !earlier.some((other) => id === `cross-stack-reference-input-${other}`));
  const missing = addresses(synthesized).filter((address) => !has(synthesized, address));
  return [...foreign.map((id) => `reads ${id}`), ...missing.map((address) => `has no ${address}`)];
}

/** Every resource and data source that the JSON mentions. */
function addresses({ json }: SynthesizedStack): string[] {
  const text = JSON.stringify({ ...json, "//": undefined });
  return [...new Set([...text.matchAll(/\b(?:data\.)?(?:aws_[a-z0-9_]+|terraform_data)\.[A-Za-z0-9_-]+/g)].map(([address]) => address))];
}

function has({ json }: SynthesizedStack, address: string): boolean {
  const isData = address.startsWith("data.");
  const [type, id] = address.split(".").slice(isData ? 1 : 0) as [string, string];
  return ((isData ? json.data : json.resource) as Arguments | undefined)?.[type]?.[id] !== undefined;
}
