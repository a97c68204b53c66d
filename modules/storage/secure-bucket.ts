import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketIntelligentTieringConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-intelligent-tiering-configuration";
import { S3BucketInventory } from "@cdktf/provider-aws/lib/s3-bucket-inventory";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketMetric } from "@cdktf/provider-aws/lib/s3-bucket-metric";
import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import {
  AlarmOverrides,
  AwsEnvironment,
  CreatedAlarms,
  DashboardWidget,
  IAlarmTopic,
  IDashboardSource,
  IEncryptionKey,
  ILogBucket,
  PolicyStatement,
  Removal,
} from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { LOG_BUCKET } from "../../src/core/log-bucket";
import { createAlarms } from "../../src/internal/create-alarms";
import { FORMATS } from "../../src/internal/formats";
import { PolicyDocument } from "../../src/internal/policy-document";
import { checkStatement } from "../../src/internal/policy-statement";
import { BOOLEAN, PropTypes, STRING, optional, record } from "../../src/internal/prop-types";
import { PROVIDER, checkKeyRegion, checkPlacement, placedRegion } from "../../src/internal/region";
import { REMOVAL, removalLifecycle, removalOf } from "../../src/internal/removal";
import { checkAccessLogs, createAccessLogging } from "../../src/internal/s3/access-logging";
import { checkBucketName } from "../../src/internal/s3/bucket-name";
import { protectBucket } from "../../src/internal/s3/bucket-protection";
import { BucketReplication } from "../../src/internal/s3/bucket-replication";
import { MonitoredReplication } from "../../src/internal/s3/replication-metrics";
import { deployAfter } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";
import { BucketAlarm, MonitoredBucket, bucketAlarms, checkBucketAlarms } from "./bucket-alarms";
import { BucketBase } from "./bucket-base";
import { BucketIdentity } from "./bucket-identity";
import { createBucketPolicy } from "./bucket-policy";
import { bucketWidgets, storageClassesOf } from "./bucket-widgets";
import { CrossAccountReplica, allowReplication, destinationEnd } from "./cross-account-replica";
import { IntelligentTieringDays, checkIntelligentTiering, createIntelligentTiering } from "./intelligent-tiering";
import { BucketInventory, checkInventory, createInventory } from "./inventory";
import { Lifecycle, checkLifecycle, createLifecycle } from "./lifecycle";
import { LifecycleRule } from "./lifecycle-rule";
import { uniqueBucketName, warnOfDots } from "./naming";
import { BucketNotifications, BucketNotification } from "./notifications";
import { BucketReplica, checkAnyReplica, createReplication, replicationEnd } from "./replica";
import { createRequestMetrics } from "./request-metrics";
import { Transitions } from "./transitions";

/** The choices for every kind of bucket. */
export interface CommonBucketProps {
  /** A fixed name, 3 to 63 characters. @default - the construct's path, the account and the region */
  readonly bucketName?: string;
  /** The log bucket of server access logs, under a prefix of this bucket's own; in the bucket's region. @default - requests are not logged */
  readonly accessLogs?: ILogBucket;
  /** Whether all events in the bucket are sent to EventBridge, for rules to match. @default false */
  readonly eventBridge?: boolean;
  /** A list of all objects on a schedule. @default - none */
  readonly inventory?: BucketInventory;
  /** Whether CloudWatch gets request metrics each minute, for a price for each metric. @default false */
  readonly requestMetrics?: boolean;
  /** What happens to the bucket and its objects when it leaves the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
  /** The provider of another region. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
  /** The region of `provider`, where the provider takes it from its surroundings. @default - as the provider says */
  readonly region?: string;
}

/** For the tables of the props that extend these. */
export const COMMON_BUCKET_PROPS: PropTypes<CommonBucketProps> = {
  bucketName: optional(STRING),
  accessLogs: optional(LOG_BUCKET),
  eventBridge: optional(BOOLEAN),
  inventory: optional(record<BucketInventory>()),
  requestMetrics: optional(BOOLEAN),
  removal: REMOVAL,
  provider: optional(PROVIDER),
  region: optional(STRING),
};

/** The choices for buckets under a customer-managed key. */
export interface ReplicableBucketProps extends CommonBucketProps {
  /** Encrypts the objects, with an S3 Bucket Key that saves most requests to KMS. */
  readonly encryptionKey: IEncryptionKey;
  /** Moves objects in the class INTELLIGENT_TIERING that nobody reads to its archive tiers. @default - they stay in the tiers that are read at once */
  readonly intelligentTieringAfterDays?: IntelligentTieringDays;
  /** A copy of every object in a second region or in another account, which no deletion in this bucket deletes. @default - none */
  readonly replica?: BucketReplica | CrossAccountReplica;
}

/** For the tables of the props that extend these. */
export const REPLICABLE_BUCKET_PROPS: PropTypes<ReplicableBucketProps> = {
  ...COMMON_BUCKET_PROPS,
  encryptionKey: ENCRYPTION_KEY,
  intelligentTieringAfterDays: optional(record<IntelligentTieringDays>()),
  replica: optional(record<BucketReplica | CrossAccountReplica>()),
};

/** What tells one kind of bucket from another, with its defaults resolved. */
export interface SecureBucketSettings extends CommonBucketProps, Lifecycle {
  /** @default - S3's own keys */
  readonly encryptionKey?: IEncryptionKey;
  readonly objectLock?: boolean;
  readonly intelligentTieringAfterDays?: IntelligentTieringDays;
  readonly replica?: BucketReplica | CrossAccountReplica;
}

/**
 * What holds for every bucket that is made here: private, owned by the account alone, encrypted, versioned, accessed over
 * TLS 1.2 or newer alone, and with one policy for all statements.
 */
export abstract class SecureBucket extends BucketBase implements IDashboardSource {
  /** The bucket's name. */
  public readonly bucketName: string;
  /** The bucket's ARN. */
  public readonly bucketArn: string;
  /** `<bucket>.s3.<region>.amazonaws.com`; other partitions have other endings. */
  public readonly bucketRegionalDomainName: string;
  /** The key that objects are encrypted under; undefined for S3's own keys. */
  public readonly encryptionKey?: IEncryptionKey;
  /** The bucket's region. */
  public readonly region: string;
  /** What happens to the bucket and its objects when it leaves the configuration. */
  public readonly removal: Removal;
  /** Storage class → age in days at which objects transition to it. */
  public readonly transitionAfterDays: Transitions;
  /** Age in days at which objects are deleted; undefined for never. */
  public readonly expireAfterDays?: number;
  /** Storage class → days since a version became noncurrent at which it transitions to it. */
  public readonly transitionNoncurrentAfterDays: Transitions;
  /** Days after which noncurrent versions are deleted; undefined for never. */
  public readonly expireNoncurrentAfterDays?: number;
  /** Noncurrent versions of each object that are kept however old they are; undefined for none. */
  public readonly noncurrentVersionsToKeep?: number;
  /** Days after which the parts of incomplete multipart uploads are deleted. */
  public readonly abortMultipartAfterDays: number;
  /** Further lifecycle rules for some of the objects, by their ids. */
  public readonly lifecycleRules: Readonly<Record<string, LifecycleRule>>;
  /** Whether all events in the bucket are sent to EventBridge. */
  public readonly eventBridge: boolean;
  /** Whether CloudWatch gets request metrics. */
  public readonly requestMetrics: boolean;

  /** The bucket. */
  public readonly resource: S3Bucket;
  /** What blocks all public access. */
  public readonly publicAccessBlock: S3BucketPublicAccessBlock;
  /** What disables ACLs: `BucketOwnerEnforced`. */
  public readonly ownershipControls: S3BucketOwnershipControls;
  /** What encrypts objects by default. */
  public readonly encryption: S3BucketServerSideEncryptionConfigurationA;
  /** What keeps the versions of objects. */
  public readonly versioning: S3BucketVersioningA;
  /** What moves and deletes objects as they age. */
  public readonly lifecycleConfiguration: S3BucketLifecycleConfiguration;
  /** The bucket's one policy. */
  public readonly policy: S3BucketPolicy;
  /** What logs requests; undefined without `accessLogs`. */
  public readonly logging?: S3BucketLoggingA;
  /** What lists all objects; undefined without `inventory`. */
  public readonly inventoryResource?: S3BucketInventory;
  /** What moves objects to archive tiers; undefined without `intelligentTieringAfterDays`. */
  public readonly intelligentTieringConfiguration?: S3BucketIntelligentTieringConfiguration;
  /** What measures requests; undefined without `requestMetrics`. */
  public readonly requestMetricsResource?: S3BucketMetric;
  /** The layer of the dashboard that the charts are shown in. */
  public readonly dashboardLayer = "storage";
  /** The heading of the charts. */
  public readonly dashboardTitle: string;
  /** The provider of another region; undefined for the stack's default provider. @internal */
  protected readonly provider?: TerraformProvider;
  private readonly statements = new PolicyDocument();
  private readonly notifications: BucketNotifications;
  private outgoing?: MonitoredReplication;
  private incoming?: MonitoredReplication;

  /**
   * @param resolve checks the props of a kind of bucket and resolves their defaults
   * @internal
   */
  protected constructor(scope: Construct, id: string, resolve: (validator: Validator) => SecureBucketSettings) {
    super(scope, id);
    const validator = new Validator(this);
    const settings = resolve(validator);
    const environment = AwsEnvironment.of(this);
    this.region = placedRegion(this, settings);
    const name = settings.bucketName ?? uniqueBucketName(this, environment.accountId, this.region);
    this.provider = settings.provider;
    this.encryptionKey = settings.encryptionKey;
    this.transitionAfterDays = settings.transitionAfterDays;
    this.expireAfterDays = settings.expireAfterDays;
    this.transitionNoncurrentAfterDays = settings.transitionNoncurrentAfterDays ?? {};
    this.expireNoncurrentAfterDays = settings.expireNoncurrentAfterDays;
    this.noncurrentVersionsToKeep = settings.noncurrentVersionsToKeep;
    this.abortMultipartAfterDays = settings.abortMultipartAfterDays;
    this.lifecycleRules = settings.lifecycleRules ?? {};
    this.eventBridge = settings.eventBridge ?? false;
    this.requestMetrics = settings.requestMetrics ?? false;
    this.dashboardTitle = `Bucket ${id}`;
    // Written out rather than referred to: policies of keys and roles then wait for no bucket, and a plan shows them.
    this.bucketArn = `arn:${environment.partition}:s3:::${name}`;
    checkSettings(validator, settings, { bucketArn: this.bucketArn, region: this.region }, this);
    deployAfter(this, settings.encryptionKey, settings.accessLogs);
    warnOfDots(this, name);
    this.removal = removalOf(this, settings.removal);

    this.resource = new S3Bucket(this, "Resource", {
      bucket: name,
      forceDestroy: this.removal === "destroy",
      objectLockEnabled: settings.objectLock,
      provider: this.provider,
      lifecycle: removalLifecycle(this.removal),
    });
    this.bucketName = this.resource.bucket;
    this.bucketRegionalDomainName = this.resource.bucketRegionalDomainName;
    const bucket: BucketIdentity = { bucketName: this.bucketName, bucketArn: this.bucketArn, region: this.region, provider: this.provider };
    const protection = protectBucket(this, { ...bucket, kmsKeyArn: this.encryptionKey?.keyArn });
    this.publicAccessBlock = protection.publicAccessBlock;
    this.ownershipControls = protection.ownershipControls;
    this.encryption = protection.encryption;
    this.versioning = protection.versioning;
    this.lifecycleConfiguration = createLifecycle(this, settings, { ...bucket, versioning: this.versioning });
    this.policy = createBucketPolicy(this, this.statements, { ...bucket, publicAccessBlock: this.publicAccessBlock });
    this.logging = settings.accessLogs && createAccessLogging(this, settings.accessLogs, bucket);
    this.inventoryResource = settings.inventory && createInventory(this, settings.inventory, bucket);
    this.intelligentTieringConfiguration =
      settings.intelligentTieringAfterDays && createIntelligentTiering(this, settings.intelligentTieringAfterDays, bucket);
    this.requestMetricsResource = this.requestMetrics ? createRequestMetrics(this, bucket) : undefined;
    this.notifications = new BucketNotifications(this, bucket, this.eventBridge);
  }

  /** What sends event notifications; undefined while there are none. */
  public get notificationConfiguration(): S3BucketNotification | undefined {
    return this.notifications.resource;
  }

  /** Adds a statement to the bucket's one policy. @throws ValidationError at synthesis for a policy of more than 20,480 bytes, S3's limit */
  public addToPolicy(statement: PolicyStatement): void {
    checkStatement(this, statement);
    this.statements.add(statement);
  }

  /**
   * Sends event notifications to a queue or a topic. S3 sends each at least once, and not always in order.
   *
   * @param id names the notification, unique in the bucket
   * @throws ValidationError if another notification has one of the event types for the same keys, or S3 can't send to the target
   */
  public addNotification(id: string, props: BucketNotification): void {
    this.notifications.add(id, props);
  }

  /**
   * Creates the recommended alarms of what is measured: failed requests with `requestMetrics`, failures of the replication, and on the
   * replica, with a topic of its region, the replication's latency.
   *
   * @param topic the topic that they notify
   * @param overrides changes of them by name; `false` leaves one out
   * @throws ValidationError for a name or a setting that the alarms don't have, or if it is called twice, or where nothing is measured
   */
  public addAlarms(topic: IAlarmTopic, overrides?: AlarmOverrides<BucketAlarm>): CreatedAlarms<BucketAlarm> {
    const { bucketName, requestMetrics, outgoing, incoming } = this;
    const monitored: MonitoredBucket = { bucketName, requestMetrics, outgoing, incoming };
    const validator = new Validator(this);
    checkBucketAlarms(validator, monitored);
    validator.throwIfInvalid();
    const definitions = bucketAlarms(monitored);
    return createAlarms(this, topic, definitions as Required<typeof definitions>, overrides, this.provider);
  }

  /** The charts: what is stored, by storage class; requests with `requestMetrics`, the replication with a replica. */
  public dashboardWidgets(): readonly DashboardWidget[] {
    const { bucketName, region, requestMetrics, outgoing } = this;
    return bucketWidgets({ bucketName, region, storageClasses: storageClassesOf(this), requestMetrics, outgoing });
  }

  /**
   * Replicates new versions to a bucket in a second region.
   *
   * @param objectLock what locks objects in either bucket
   * @internal
   */
  protected replicateTo(replica: SecureBucket, props: BucketReplica, objectLock: readonly ITerraformDependable[] = []): BucketReplication {
    const replication = createReplication(this, props, {
      source: replicationEnd(this, this.encryptionKey!, this.region, objectLock),
      destination: replicationEnd(replica, replica.encryptionKey!, replica.region),
      objectLock: objectLock.length > 0,
      provider: this.provider,
    });
    const destination = { destinationBucketName: replica.bucketName, destinationRegion: replica.region };
    this.outgoing = { replication, sourceBucketName: this.bucketName, ...destination };
    replica.incoming = this.outgoing;
    return replication;
  }

  /**
   * Replicates new versions to a bucket of another account.
   *
   * @param objectLock what locks objects in this bucket
   * @internal
   */
  protected replicateToAccount(replica: CrossAccountReplica, objectLock: readonly ITerraformDependable[] = []): BucketReplication {
    const replication = createReplication(this, replica, {
      source: replicationEnd(this, this.encryptionKey!, this.region, objectLock),
      destination: destinationEnd(replica),
      destinationAccountId: replica.accountId,
      roleName: replica.roleName,
      objectLock: objectLock.length > 0,
      provider: this.provider,
    });
    allowReplication(replica.bucket, replication.roleArn, objectLock.length > 0);
    const destination = { destinationBucketName: replica.bucket.bucketName, destinationRegion: replica.bucket.region };
    this.outgoing = { replication, sourceBucketName: this.bucketName, ...destination };
    return replication;
  }

  /** Allows the replication role of another account. @internal */
  protected allowReplicas(roleArn: string, objectLock: boolean): void {
    new Validator(this)
      .props({ roleArn }, { roleArn: STRING })
      .format("roleArn", roleArn, FORMATS.roleArn)
      .check("roleArn", roleArn, !/[*?]/.test(roleArn), "must be one role's ARN, without a wildcard", "Call it once for each role.")
      .throwIfInvalid();
    allowReplication(this, roleArn, objectLock);
  }
}

/** @throws ValidationError if any rule was broken */
function checkSettings(
  validator: Validator,
  settings: SecureBucketSettings,
  bucket: Pick<BucketIdentity, "bucketArn" | "region">,
  scope: Construct,
): void {
  const { bucketName, inventory, intelligentTieringAfterDays, replica } = settings;
  checkBucketName(validator, "bucketName", bucketName);
  validator.known("eventBridge", settings.eventBridge).known("requestMetrics", settings.requestMetrics).known("removal", settings.removal);
  checkPlacement(validator, settings, "bucket");
  checkKeyRegion(validator, settings.encryptionKey, bucket.region);
  checkLifecycle(validator, settings);
  checkAccessLogs(validator, settings.accessLogs, bucket);
  if (inventory) checkInventory(validator, inventory, bucket);
  if (intelligentTieringAfterDays) checkIntelligentTiering(validator, intelligentTieringAfterDays);
  if (replica) checkAnyReplica(validator, scope, replica, { ...bucket, bucketName });
  validator.throwIfInvalid();
}
