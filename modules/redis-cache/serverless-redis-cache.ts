import { ElasticacheServerlessCache } from "@cdktf/provider-aws/lib/elasticache-serverless-cache";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { Construct } from "constructs";
import {
  AwsEnvironment,
  AlarmOverrides,
  Connections,
  DashboardWidget,
  IAlarmTopic,
  IDashboardSource,
  IEncryptionKey,
  IGrantable,
  INetwork,
  Port,
  Removal,
  SecurityGroup,
  CreatedAlarms,
} from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { NETWORK } from "../../src/core/interfaces";
import { createAlarms } from "../../src/internal/create-alarms";
import { createSecurityGroup } from "../../src/internal/create-security-group";
import { FORMATS } from "../../src/internal/formats";
import { pathFromStack, physicalName } from "../../src/internal/names";
import { NUMBER, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { checkKeyRegion, checkNetworkPlace } from "../../src/internal/region";
import { REMOVAL, removalLifecycle, removalOf } from "../../src/internal/removal";
import { deployAfter } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";
import { CONNECTION_RULES, RedisConnection } from "./connection";
import { DEFAULT_ENGINE, ENGINE, RedisEngine, checkMajorEngineVersion, defaultMajorEngineVersion } from "./engine";
import { IRedisCache } from "./interfaces";
import { IRedisUser, RedisUser } from "./redis-user";
import { ServerlessRedisAlarm, ofLimits, serverlessRedisAlarms, serverlessRedisWidgets } from "./serverless-alarms";
import { UsageLimits, cacheUsageLimits, checkUsageLimits } from "./serverless-limits";
import { checkServerlessSnapshots } from "./snapshots";
import { RedisUserOptions, RedisUsers } from "./users";

/** Writes, and reads that need the newest data, go to the first port; other reads to the second (ElastiCache User Guide, "Best Practices for using Read Replicas"). */
const PORT = 6379;
const READER_PORT = 6380;
/** A serverless cache has two or three subnets, in as many AZs (ElastiCache User Guide, "Create an ElastiCache serverless cache"). */
const MIN_SUBNETS = 2;
const MAX_SUBNETS = 3;

/** The choices for a serverless cache. */
export interface ServerlessRedisCacheProps {
  /** The network whose first three `dataSubnets` the cache is reached in, two at least. Those of a network that grows later aren't added: ElastiCache would need another cache. */
  readonly network: INetwork;
  /** Encrypts data at rest and snapshots. A change replaces the cache. */
  readonly encryptionKey: IEncryptionKey;
  /** The engine. A change replaces the cache, with its data: restore a snapshot into a new one. @default "valkey" */
  readonly engine?: RedisEngine;
  /**
   * The major version: 7, 8 or 9 of Valkey, 7 of Redis OSS; ElastiCache applies minor versions by itself. A change replaces the cache, with its data, with provider 5: restore a
   * snapshot into a new one, or upgrade it by the AWS CLI first.
   *
   * @default "8", or "7" for redis
   */
  readonly majorEngineVersion?: string;
  /** Maximum data, 1 to 5000 GB, which limits the cost. When it is reached, keys with a TTL are evicted, and further writes fail. */
  readonly maxDataGb: number;
  /** Minimum data that is kept ready and paid for, 1 to 5000 GB, at most `maxDataGb`. @default - none */
  readonly minDataGb?: number;
  /**
   * Maximum ElastiCache Processing Units (ECPUs) per second, 1000 to 15,000,000, which limit the cost; a simple read or write of up to 1 kB
   * takes one. Beyond it commands are throttled.
   */
  readonly maxEcpuPerSecond: number;
  /** Minimum ECPUs per second that are kept ready and paid for, as before a known peak: 1000 to `maxEcpuPerSecond`. @default - none */
  readonly minEcpuPerSecond?: number;
  /** A fixed name, 1 to 40 lower-case letters, digits and dashes. A change replaces the cache. @default - made from the construct's path */
  readonly cacheName?: string;
  /** Days that automatic snapshots are kept, 0 (no snapshots) to 35. @default 7 */
  readonly snapshotRetentionDays?: number;
  /** Time of the daily automatic snapshot, in UTC. @default "02:00" */
  readonly snapshotTime?: string;
  /** The ARN of a snapshot that the cache is restored from when it is created; a later change has no effect. @default - it is created empty */
  readonly snapshotArn?: string;
  /** What happens to the cache when it leaves the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
}

const PROPS: PropTypes<ServerlessRedisCacheProps> = {
  network: NETWORK,
  encryptionKey: ENCRYPTION_KEY,
  engine: optional(ENGINE),
  majorEngineVersion: optional(STRING),
  maxDataGb: NUMBER,
  minDataGb: optional(NUMBER),
  maxEcpuPerSecond: NUMBER,
  minEcpuPerSecond: optional(NUMBER),
  cacheName: optional(STRING),
  snapshotRetentionDays: optional(NUMBER),
  snapshotTime: optional(STRING),
  snapshotArn: optional(STRING),
  removal: REMOVAL,
};

/**
 * A serverless ElastiCache cache for Valkey or Redis OSS, which ElastiCache scales between limits, over several AZs. Encrypted at rest and in
 * transit, with IAM authentication alone; clients must support cluster mode.
 */
export class ServerlessRedisCache extends Construct implements IRedisCache, IDashboardSource {
  /** The engine. */
  public readonly engine: RedisEngine;
  /** The major version. */
  public readonly majorEngineVersion: string;
  /** Days that automatic snapshots are kept. */
  public readonly snapshotRetentionDays: number;
  /** Time of the daily automatic snapshot, in UTC. */
  public readonly snapshotTime: string;
  /** What happens to the cache when it leaves the configuration. */
  public readonly removal: Removal;

  /** The cache's name. */
  public readonly cacheName: string;
  /** The cache's ARN. */
  public readonly cacheArn: string;
  /** The name to connect to, over TLS. */
  public readonly endpoint: string;
  /** The port of `endpoint`. */
  public readonly port: number = PORT;
  /** The same name as `endpoint`, at `readerPort`: for eventually consistent reads, with lower latency. */
  public readonly readerEndpoint: string;
  /** The port of `readerEndpoint`. */
  public readonly readerPort: number = READER_PORT;
  /** What may connect to the cache, at both ports. */
  public readonly connections: Connections;

  /** The cache. */
  public readonly resource: ElasticacheServerlessCache;
  /** The user group. */
  public readonly userGroup: ElasticacheUserGroup;
  /** The security group of the cache. */
  public readonly securityGroup: SecurityGroup;

  /** The layer of the dashboard that the charts are shown in. */
  public readonly dashboardLayer = "cache";
  /** The heading of the charts. */
  public readonly dashboardTitle: string;
  private readonly redisUsers: RedisUsers;
  private readonly limits: UsageLimits;

  /** @throws ValidationError for props that ElastiCache refuses */
  constructor(scope: Construct, id: string, props: ServerlessRedisCacheProps) {
    super(scope, id);
    const validator = new Validator(this).props(props, PROPS);
    this.engine = props.engine ?? DEFAULT_ENGINE;
    this.majorEngineVersion = props.majorEngineVersion ?? defaultMajorEngineVersion(this.engine);
    this.snapshotRetentionDays = props.snapshotRetentionDays ?? 7;
    this.snapshotTime = props.snapshotTime ?? "02:00";
    this.removal = removalOf(this, props.removal);
    this.dashboardTitle = `Cache ${id}`;
    const { maxDataGb, minDataGb, maxEcpuPerSecond, minEcpuPerSecond } = props;
    this.limits = { maxDataGb, minDataGb, maxEcpuPerSecond, minEcpuPerSecond };

    checkMajorEngineVersion(validator, this.engine, this.majorEngineVersion);
    checkUsageLimits(validator, this.limits);
    checkServerlessSnapshots(validator, {
      snapshotRetentionDays: this.snapshotRetentionDays,
      snapshotTime: this.snapshotTime,
      snapshotArn: props.snapshotArn,
    });
    const { size } = new Set(props.network.dataSubnets.map(({ availabilityZone }) => availabilityZone));
    validator.check("network", size, size >= MIN_SUBNETS, "must have data subnets in two AZs at least", "Give it a second AZ.");
    checkKeyRegion(validator, props.encryptionKey, AwsEnvironment.of(this).region);
    // Subnets may be shared by another account; it makes no subnet group of them.
    checkNetworkPlace(validator, props.network, ["region"]);
    validator.format("cacheName", props.cacheName, FORMATS.cacheIdentifier).throwIfInvalid();

    deployAfter(this, props.network, props.encryptionKey);
    this.securityGroup = createSecurityGroup(this, "Cache", props.network.vpcId, Port.tcpRange(PORT, READER_PORT));
    this.connections = this.securityGroup.connections;
    this.redisUsers = new RedisUsers(this, "Users", this.engine);
    this.userGroup = this.redisUsers.group;
    this.resource = this.createCache(props);
    this.cacheName = this.resource.name;
    this.cacheArn = this.resource.arn;
    this.endpoint = this.resource.endpoint.get(0).address;
    this.readerEndpoint = this.resource.readerEndpoint.get(0).address;
  }

  /** The users that grants have made, by what they were called. */
  public get users(): Readonly<Record<string, RedisUser>> {
    return this.redisUsers.byName;
  }

  /**
   * What a user logs in with: of a name, the cache's path with the name behind it, since user ids are unique in the account and region.
   *
   * @throws ValidationError for a name that a user can't have
   */
  public userName(user: string | IRedisUser): string {
    return this.redisUsers.nameOf(user);
  }

  /**
   * What a service needs to know to connect as a user; `redisEnvironment` makes environment variables of it.
   *
   * @param user as `grantConnect` is given it, before or after
   * @throws ValidationError for a name that a user can't have
   */
  public connection(user: string | IRedisUser): RedisConnection {
    return {
      host: this.endpoint,
      port: this.port,
      readerHost: this.readerEndpoint,
      readerPort: this.readerPort,
      userName: this.redisUsers.connectAs(user),
      cacheName: this.cacheName,
      serverless: true,
      region: AwsEnvironment.of(this).region,
      engine: this.engine,
      clusterMode: true,
      ...CONNECTION_RULES,
    };
  }

  /**
   * Lets a role connect as a user, with IAM authentication. The user is created by the first grant that names it.
   *
   * @param grantee the role, or something that runs as one
   * @param user what the user is called in this stack: 1 to 40 lower-case letters, digits and dashes; it logs in as `userName(user)`. Or a `RedisUser` that caches share
   * @param options what the user may do
   * @throws ValidationError for a name or an access that ElastiCache refuses, or a user that was granted with another access
   */
  public grantConnect(grantee: IGrantable, user: string | IRedisUser, options: RedisUserOptions = {}): void {
    this.redisUsers.grantConnect(grantee, user, options, this.cacheArn);
  }

  /**
   * Creates the recommended alarms, at 80 % of the limits; a threshold of `data` and `processingUnits` is in percent of its limit.
   *
   * @param topic the topic that they notify
   * @param overrides changes of them by name; `false` leaves one out
   * @throws ValidationError for a name or a setting that the alarms don't have, or if it is called twice
   */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<ServerlessRedisAlarm> = {}): CreatedAlarms<ServerlessRedisAlarm> {
    return createAlarms(this, topic, serverlessRedisAlarms(this.cacheName, this.limits), ofLimits(this, overrides, this.limits));
  }

  /** The charts: data, processing units, throttling, hit rate, evictions and connections. */
  public dashboardWidgets(): readonly DashboardWidget[] {
    return serverlessRedisWidgets(this.cacheName);
  }

  private createCache(props: ServerlessRedisCacheProps): ElasticacheServerlessCache {
    return new ElasticacheServerlessCache(this, "Resource", {
      name: props.cacheName ?? physicalName(this, { maxLength: 40, capitals: false }),
      description: `Cache ${pathFromStack(this).join("/")}`,
      engine: this.engine,
      majorEngineVersion: this.majorEngineVersion,
      cacheUsageLimits: cacheUsageLimits(this.limits),
      kmsKeyId: props.encryptionKey.keyArn,
      subnetIds: props.network.dataSubnets.slice(0, MAX_SUBNETS).map(({ subnetId }) => subnetId),
      securityGroupIds: [this.securityGroup.securityGroupId],
      userGroupId: this.userGroup.userGroupId,
      snapshotRetentionLimit: this.snapshotRetentionDays,
      dailySnapshotTime: this.snapshotTime,
      snapshotArnsToRestore: props.snapshotArn ? [props.snapshotArn] : undefined,
      // Snapshot and subnets are decided when the cache is created: an AZ that the network gets later would replace it.
      lifecycle: { ...removalLifecycle(this.removal), ignoreChanges: ["snapshot_arns_to_restore", "subnet_ids"] },
    });
  }
}
