import { ElasticacheServerlessCache } from "@cdktf/provider-aws/lib/elasticache-serverless-cache";
import { Construct } from "constructs";
import { AlarmOverrides, Connections, DashboardWidget, IAlarmTopic, IDashboardSource, IEncryptionKey, IGrantable, INetwork, Port, Removal, SecurityGroup } from "../../src/core";
import { createAlarms } from "../../src/internal/create-alarms";
import { pascalCase, pathFromStack, peerName, physicalName } from "../../src/internal/names";
import { removalLifecycle } from "../../src/internal/removal";
import { Validator } from "../../src/internal/validator";
import { IRedisCache, RedisUserOptions } from "./redis-cache-interface";
import { REDIS_ENGINES, RedisEngine } from "./redis-engine";
import { RedisUsers } from "./redis-users";
import { ServerlessRedisAlarm, serverlessRedisAlarms, serverlessRedisWidgets } from "./serverless-redis-alarms";

/** Writes and reads that need the newest data come to the first port, reads that needn't to the second (ElastiCache guide, "Serverless"). */
const PORT = 6379;
const READER_PORT = 6380;
const MAJOR_VERSIONS: Readonly<Record<RedisEngine, readonly string[]>> = { valkey: ["7", "8"], redis: ["7"] };
const MAX_DATA_GB = 5000;
const MIN_PROCESSING_UNITS = 1000;
const MAX_PROCESSING_UNITS = 15_000_000;

export interface ServerlessRedisCacheProps {
  readonly network: INetwork;
  /** Encrypts data at rest and snapshots. A change replaces the cache. */
  readonly encryptionKey: IEncryptionKey;
  /** @default "valkey" */
  readonly engine?: RedisEngine;
  /** @default "8", "7" for redis */
  readonly majorEngineVersion?: string;
  /** Most data, 1 to 5000 GB: what ends the bill. When it is reached, keys with a TTL are evicted and other writes fail. */
  readonly maxDataGb: number;
  /** Least data that is paid for and kept ready, 1 to 5000 GB. @default - none */
  readonly minDataGb?: number;
  /** Most processing units each second, 1000 to 15,000,000; a simple read or write of up to 1 kB takes one. Beyond it commands are throttled. */
  readonly maxProcessingUnitsPerSecond: number;
  /** Least processing units each second that are paid for and kept ready, 1000 to 15,000,000: before a known peak. @default - none */
  readonly minProcessingUnitsPerSecond?: number;
  /** A fixed name, up to 40 characters. A change replaces the cache. @default - the construct's path */
  readonly cacheName?: string;
  /** Days that daily snapshots are kept, 0 (none) to 35. @default 7 */
  readonly snapshotRetentionDays?: number;
  /** Time of the daily snapshot in UTC. @default "02:00" */
  readonly snapshotTime?: string;
  /** ARN of a snapshot to begin with; a later change does nothing. @default - it begins empty */
  readonly snapshotArn?: string;
  /** @default "protect" */
  readonly removal?: Removal;
}

/**
 * A cache without nodes: ElastiCache scales it by itself, over three AZs, between limits. Encrypted at rest and on the way, logged into by IAM alone;
 * its clients must speak cluster mode.
 */
export class ServerlessRedisCache extends Construct implements IRedisCache, IDashboardSource {
  public readonly engine: RedisEngine;
  public readonly majorEngineVersion: string;
  public readonly snapshotRetentionDays: number;
  public readonly snapshotTime: string;
  public readonly removal: Removal;

  public readonly cacheName: string;
  public readonly cacheArn: string;
  public readonly endpoint: string;
  public readonly port = PORT;
  /** The same name as `endpoint`, at `readerPort`: reads that may be a little behind, with less latency. */
  public readonly readerEndpoint: string;
  public readonly readerPort = READER_PORT;
  public readonly connections: Connections;

  /** The cache. */
  public readonly resource: ElasticacheServerlessCache;
  public readonly users: RedisUsers;
  public readonly securityGroup: SecurityGroup;

  public readonly dashboardLayer = "cache";
  public readonly dashboardTitle: string;
  private readonly limits: Pick<ServerlessRedisCacheProps, "maxDataGb" | "maxProcessingUnitsPerSecond">;

  constructor(scope: Construct, id: string, props: ServerlessRedisCacheProps) {
    super(scope, id);
    this.engine = props.engine ?? "valkey";
    this.majorEngineVersion = props.majorEngineVersion ?? REDIS_ENGINES[this.engine]?.defaultVersion.split(".")[0] ?? "";
    this.snapshotRetentionDays = props.snapshotRetentionDays ?? 7;
    this.snapshotTime = props.snapshotTime ?? "02:00";
    this.removal = props.removal ?? "protect";
    this.dashboardTitle = `Cache ${id}`;
    this.limits = props;
    this.validate(props);

    this.securityGroup = new SecurityGroup(this, "SecurityGroup", {
      vpcId: props.network.vpcId,
      description: `Cache ${peerName(this)}`,
      defaultPort: Port.tcpRange(PORT, READER_PORT),
      peerName: peerName(this),
    });
    this.connections = this.securityGroup.connections;
    this.users = new RedisUsers(this, "Users", this.engine);
    this.resource = this.createCache(props);
    this.cacheName = this.resource.name;
    this.cacheArn = this.resource.arn;
    this.endpoint = this.resource.endpoint.get(0).address;
    this.readerEndpoint = this.resource.readerEndpoint.get(0).address;
  }

  public grantConnect(grantee: IGrantable, user: string, options: RedisUserOptions = {}): void {
    const { arn } = this.users.user(user, options.accessString);
    grantee.role.grant({
      sid: `${this.node.id}ConnectAs${pascalCase(user)}`,
      actions: ["elasticache:Connect"],
      resources: [this.cacheArn, arn],
    });
  }

  /** Recommended alarms, at shares of the limits. */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<ServerlessRedisAlarm> = {}): void {
    createAlarms(this, topic, serverlessRedisAlarms(this.cacheName, this.limits), overrides);
  }

  public dashboardWidgets(): readonly DashboardWidget[] {
    return serverlessRedisWidgets(this.cacheName);
  }

  private createCache(props: ServerlessRedisCacheProps): ElasticacheServerlessCache {
    return new ElasticacheServerlessCache(this, "Resource", {
      name: props.cacheName ?? physicalName(this, { maxLength: 40, capitals: false }),
      description: `Cache ${pathFromStack(this).join("/")}`,
      engine: this.engine,
      majorEngineVersion: this.majorEngineVersion,
      cacheUsageLimits: [
        {
          dataStorage: [{ minimum: props.minDataGb, maximum: props.maxDataGb, unit: "GB" }],
          ecpuPerSecond: [{ minimum: props.minProcessingUnitsPerSecond, maximum: props.maxProcessingUnitsPerSecond }],
        },
      ],
      kmsKeyId: props.encryptionKey.arn,
      subnetIds: props.network.dataSubnets.map((subnet) => subnet.subnetId),
      securityGroupIds: [this.securityGroup.securityGroupId],
      userGroupId: this.users.group.userGroupId,
      snapshotRetentionLimit: this.snapshotRetentionDays,
      dailySnapshotTime: this.snapshotTime,
      snapshotArnsToRestore: props.snapshotArn === undefined ? undefined : [props.snapshotArn],
      // A snapshot is history once the cache stands.
      lifecycle: { ...removalLifecycle(this.removal), ignoreChanges: ["snapshot_arns_to_restore"] },
    });
  }

  private validate(props: ServerlessRedisCacheProps): void {
    const validator = new Validator(this).oneOf("engine", this.engine, Object.keys(REDIS_ENGINES) as RedisEngine[]);
    if (MAJOR_VERSIONS[this.engine]) validator.oneOf("majorEngineVersion", this.majorEngineVersion, MAJOR_VERSIONS[this.engine]);
    checkUsageLimit(validator, props, "minDataGb", "maxDataGb", [1, MAX_DATA_GB], "GB");
    const units = [MIN_PROCESSING_UNITS, MAX_PROCESSING_UNITS] as const;
    checkUsageLimit(validator, props, "minProcessingUnitsPerSecond", "maxProcessingUnitsPerSecond", units, "units each second");
    validator
      .matches(
        "cacheName",
        props.cacheName,
        /^(?!.*--)[a-z][a-z0-9-]{0,39}(?<!-)$/,
        "must be 1 to 40 lower-case letters, digits and single dashes, beginning with a letter",
        'Write it as "trading-prod".',
      )
      .integerBetween("snapshotRetentionDays", this.snapshotRetentionDays, 0, 35, "days")
      .matches("snapshotTime", this.snapshotTime, /^([01]\d|2[0-3]):[0-5]\d$/, "must be a time in UTC", 'Write it as "02:00".')
      .throwIfInvalid();
  }
}

/** Records a limit that ElastiCache doesn't take, and a least use above the most. */
function checkUsageLimit(
  validator: Validator,
  props: ServerlessRedisCacheProps,
  least: "minDataGb" | "minProcessingUnitsPerSecond",
  most: "maxDataGb" | "maxProcessingUnitsPerSecond",
  [from, to]: readonly [number, number],
  unit: string,
): void {
  validator
    .integerBetween(most, props[most], from, to, unit)
    .integerBetween(least, props[least], from, to, unit)
    .check(least, props[least], (props[least] ?? 0) <= props[most], `must be no more than ${most} (${props[most]})`, "Lower it.");
}
