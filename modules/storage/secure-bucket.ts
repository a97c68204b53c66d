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
import { Annotations, ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AlarmOverrides, AwsEnvironment, IAlarmTopic, IEncryptionKey, ILogBucket, PolicyStatement, Removal } from "../../src/core";
import { createAlarms } from "../../src/internal/create-alarms";
import { fitName, pathFromStack } from "../../src/internal/names";
import { PolicyDocument } from "../../src/internal/policy-document";
import { checkLogBucketRegion, checkRegionOfProvider } from "../../src/internal/region";
import { removalLifecycle } from "../../src/internal/removal";
import { checkBucketName } from "../../src/internal/s3/bucket-name";
import { protectBucket, tlsOnlyStatements } from "../../src/internal/s3/bucket-protection";
import { BucketReplication, ReplicationEnd, checkReplica } from "../../src/internal/s3/bucket-replication";
import { Validator, isKnown } from "../../src/internal/validator";
import { BucketAlarm, ENTIRE_BUCKET, MonitoredReplication, bucketAlarms } from "./bucket-alarms";
import { BucketBase } from "./bucket-base";
import { IntelligentTieringDays, checkIntelligentTiering, createIntelligentTiering } from "./intelligent-tiering";
import { InventoryProps, checkInventory, createInventory } from "./inventory";
import { Lifecycle, checkLifecycle, lifecycleRules } from "./lifecycle";
import { s3AccessLogSource } from "./log-sources";
import { BucketNotifications, NotificationProps } from "./notifications";
import type { ReplicaProps } from "./replica";

/** What every kind of bucket takes. */
export interface CommonBucketProps {
  /** A fixed name. @default - the construct's path, the account and the region */
  readonly bucketName?: string;
  /** Takes the server access logs, under a prefix of this bucket's own; in the bucket's region. @default - requests are not logged */
  readonly accessLogs?: ILogBucket;
  /** Whether EventBridge is told of every event in the bucket, for rules to choose from. @default false */
  readonly eventBridge?: boolean;
  /** A list of all objects on a schedule. @default - none */
  readonly inventory?: InventoryProps;
  /** Whether CloudWatch counts requests, errors and latency each minute, for a price for each metric. @default false */
  readonly requestMetrics?: boolean;
  /** `destroy` lets Terraform delete the bucket with all that is in it. @default "protect" */
  readonly removal?: Removal;
  /** The provider of another region, with `region`. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
  /** The region of `provider`. @default - the stack's region */
  readonly region?: string;
}

export interface SecureBucketSettings extends CommonBucketProps {
  /** @default - S3's own keys */
  readonly encryptionKey?: IEncryptionKey;
  readonly lifecycle: Lifecycle;
  readonly objectLock?: boolean;
  readonly intelligentTieringAfterDays?: IntelligentTieringDays;
  readonly replica?: ReplicaProps;
}

/** What is left for a readable name beside `-<account>-<region>`: the longest region code has 14 characters. */
const READABLE_NAME_LENGTH = 63 - "-111122223333".length - "-ap-southeast-1".length;
/** S3's limit for a bucket policy, in bytes (S3 User Guide, "Bucket policies"). */
const MAX_POLICY_BYTES = 20_480;

/**
 * What holds for every bucket that the library makes: private, owned by the account alone, encrypted, versioned, reached over
 * TLS 1.2 or newer alone, and with one policy resource for all statements.
 */
export abstract class SecureBucket extends BucketBase {
  public readonly bucketName: string;
  public readonly bucketArn: string;
  public readonly bucketRegionalDomainName: string;
  public readonly encryptionKey?: IEncryptionKey;
  /** Undefined where only the provider knows. */
  public readonly region?: string;
  public readonly removal: Removal;
  public readonly lifecycle: Lifecycle;

  public readonly resource: S3Bucket;
  public readonly publicAccessBlock: S3BucketPublicAccessBlock;
  public readonly ownershipControls: S3BucketOwnershipControls;
  public readonly encryption: S3BucketServerSideEncryptionConfigurationA;
  public readonly versioning: S3BucketVersioningA;
  public readonly lifecycleConfiguration: S3BucketLifecycleConfiguration;
  public readonly policy: S3BucketPolicy;
  /** Undefined where requests are not logged. */
  public readonly logging?: S3BucketLoggingA;
  /** Undefined without `inventory`. */
  public readonly inventory?: S3BucketInventory;
  /** Undefined without `intelligentTieringAfterDays`. */
  public readonly intelligentTiering?: S3BucketIntelligentTieringConfiguration;
  /** Undefined without `requestMetrics`. */
  public readonly requestMetrics?: S3BucketMetric;
  protected readonly provider?: TerraformProvider;
  private readonly statements = new PolicyDocument();
  private readonly notifications: BucketNotifications;
  private outgoing?: MonitoredReplication;
  private incoming?: MonitoredReplication;

  protected constructor(scope: Construct, id: string, settings: SecureBucketSettings, check: (validator: Validator) => void = () => {}) {
    super(scope, id);
    const environment = AwsEnvironment.of(this);
    this.provider = settings.provider;
    this.encryptionKey = settings.encryptionKey;
    this.region = settings.region ?? environment.knownRegion;
    this.removal = settings.removal ?? "protect";
    this.lifecycle = settings.lifecycle;
    const name = settings.bucketName ?? this.uniqueName(settings.region ?? environment.region);
    // Written out rather than referred to: policies of keys and roles then wait for no bucket, and a plan shows them.
    this.bucketArn = `arn:${environment.partition}:s3:::${name}`;
    this.validate(settings, check);

    this.resource = new S3Bucket(this, "Resource", {
      bucket: name,
      forceDestroy: this.removal === "destroy",
      objectLockEnabled: settings.objectLock,
      provider: this.provider,
      lifecycle: removalLifecycle(this.removal),
    });
    this.bucketName = this.resource.bucket;
    this.bucketRegionalDomainName = this.resource.bucketRegionalDomainName;
    const protection = protectBucket(this, {
      bucketName: this.bucketName,
      kmsKeyArn: this.encryptionKey?.arn,
      provider: this.provider,
    });
    this.publicAccessBlock = protection.publicAccessBlock;
    this.ownershipControls = protection.ownershipControls;
    this.encryption = protection.encryption;
    this.versioning = protection.versioning;
    this.lifecycleConfiguration = new S3BucketLifecycleConfiguration(this, "Lifecycle", {
      bucket: this.bucketName,
      rule: lifecycleRules(this.lifecycle),
      provider: this.provider,
      // Rules for noncurrent versions need versioning first.
      dependsOn: [this.versioning],
    });
    this.policy = this.createPolicy();
    this.logging = this.logAccess(settings.accessLogs);
    this.inventory =
      settings.inventory && createInventory(this, settings.inventory, { ...this.identity(), prefix: this.logPrefix("inventory") });
    this.intelligentTiering =
      settings.intelligentTieringAfterDays && createIntelligentTiering(this, settings.intelligentTieringAfterDays, this.identity());
    this.requestMetrics = settings.requestMetrics
      ? new S3BucketMetric(this, "RequestMetrics", { bucket: this.bucketName, name: ENTIRE_BUCKET, provider: this.provider })
      : undefined;
    this.notifications = new BucketNotifications(this, this.identity(), settings.eventBridge ?? false);
  }

  /** Adds a statement to the bucket's one policy. */
  public addToPolicy(statement: PolicyStatement): void {
    this.statements.add(statement);
  }

  /**
   * Tells a queue or a topic of events in the bucket.
   *
   * @param id names the notification, unique in the bucket
   * @throws ValidationError if another notification tells of the same event for the same keys, or S3 can't send to the target
   */
  public addNotification(id: string, props: NotificationProps): void {
    this.notifications.add(id, props);
  }

  /** What tells others of events; undefined while nobody is told. */
  public get notification(): S3BucketNotification | undefined {
    return this.notifications.resource;
  }

  /**
   * Makes the recommended alarms of what is measured: requests with `requestMetrics`, failures of the replication, and on the
   * replica, with a topic of its region, how far the copy is behind.
   *
   * @throws ValidationError if nothing is measured
   */
  public addAlarms(topic: IAlarmTopic, overrides?: AlarmOverrides<BucketAlarm>): void {
    const definitions = bucketAlarms({
      bucketName: this.bucketName,
      requestMetrics: this.requestMetrics !== undefined,
      outgoing: this.outgoing,
      incoming: this.incoming,
    });
    new Validator(this)
      .check(
        "requestMetrics",
        this.requestMetrics !== undefined,
        Object.keys(definitions).length > 0,
        "must be true for alarms on a bucket that is not replicated: S3 measures nothing else that could ring",
        "Set requestMetrics, or leave the alarms out.",
      )
      .throwIfInvalid();
    createAlarms(this, topic, definitions as Required<typeof definitions>, overrides, this.provider);
  }

  /** Copies new versions to a bucket in a second region. Deletions are not copied: what is deleted here stays there. */
  protected replicateTo(
    replica: SecureBucket,
    { replicationTimeControl }: ReplicaProps,
    objectLock: readonly ITerraformDependable[] = [],
  ): BucketReplication {
    const replication = new BucketReplication(this, "Replication", {
      source: this.replicationEnd([...objectLock]),
      destination: replica.replicationEnd(),
      ruleId: "all-objects",
      replicateDeleteMarkers: false,
      replicationTimeControl: replicationTimeControl ?? true,
      objectLock: objectLock.length > 0,
      provider: this.provider,
    });
    const monitored = { replication, sourceBucketName: this.bucketName, destinationBucketName: replica.bucketName };
    this.outgoing = monitored;
    replica.incoming = monitored;
    return replication;
  }

  private replicationEnd(dependencies: ITerraformDependable[] = []): ReplicationEnd {
    return {
      bucketName: this.bucketName,
      bucketArn: this.bucketArn,
      kmsKeyArn: this.encryptionKey!.arn,
      region: this.region ?? AwsEnvironment.of(this).region,
      dependencies: [this.versioning, ...dependencies],
    };
  }

  private identity() {
    return { bucketName: this.bucketName, bucketArn: this.bucketArn, region: this.region, provider: this.provider };
  }

  private uniqueName(region: string): string {
    const readable = fitName(pathFromStack(this), { maxLength: READABLE_NAME_LENGTH, capitals: false });
    return `${readable}-${AwsEnvironment.of(this).accountId}-${region}`;
  }

  private validate(settings: SecureBucketSettings, check: (validator: Validator) => void): void {
    const { accessLogs, inventory, intelligentTieringAfterDays, replica } = settings;
    const validator = new Validator(this);
    checkBucketName(validator, "bucketName", settings.bucketName);
    checkLifecycle(validator, settings.lifecycle);
    checkRegionOfProvider(validator, settings, "bucket");
    validator.check(
      "accessLogs",
      accessLogs?.bucketArn,
      accessLogs?.bucketArn !== this.bucketArn,
      "must be another bucket: each log written would be a request to log",
      "Give another log bucket, or leave it out.",
    );
    checkLogBucketRegion(validator, "accessLogs", accessLogs, this.region);
    checkLogBucketRegion(validator, "inventory.destination", inventory?.destination, this.region);
    if (inventory) checkInventory(validator, inventory);
    if (intelligentTieringAfterDays) checkIntelligentTiering(validator, intelligentTieringAfterDays);
    if (replica) {
      checkBucketName(validator, "replica.bucketName", replica.bucketName);
      checkReplica(validator, { region: this.region, bucketName: settings.bucketName }, replica);
    }
    check(validator);
    validator.throwIfInvalid();
    if (settings.bucketName?.includes(".") && isKnown(settings.bucketName)) {
      // S3 User Guide, "General purpose bucket naming rules".
      Annotations.of(this).addWarning(
        `The bucket name ${settings.bucketName} has dots, which S3's certificates don't cover: CloudFront and requests by the bucket's own host name fail over TLS. Use dashes.`,
      );
    }
  }

  private createPolicy(): S3BucketPolicy {
    tlsOnlyStatements(this.bucketArn).forEach((statement) => this.addToPolicy(statement));
    this.node.addValidation({ validate: () => this.checkPolicySize() });
    return new S3BucketPolicy(this, "Policy", {
      bucket: this.bucketName,
      policy: this.statements.toLazyJson(),
      provider: this.provider,
      // S3 refuses two changes of a bucket's access at once.
      dependsOn: [this.publicAccessBlock],
    });
  }

  private checkPolicySize(): string[] {
    const bytes = Buffer.byteLength(this.statements.toJson());
    if (bytes <= MAX_POLICY_BYTES) return [];
    return [
      `${this.node.path}: a bucket policy must fit into ${MAX_POLICY_BYTES} bytes; received ${bytes}. ` +
        "Spread what reads and delivers over several buckets.",
    ];
  }

  /** A prefix of this bucket's own in a log bucket. */
  private logPrefix(kind: string): string {
    return `${kind}/${fitName(pathFromStack(this).slice(1), { maxLength: 200, punctuation: "-_" })}`;
  }

  private logAccess(accessLogs?: ILogBucket): S3BucketLoggingA | undefined {
    if (!accessLogs) return undefined;
    const delivery = accessLogs.addLogSource(this.logPrefix("s3"), s3AccessLogSource(AwsEnvironment.of(this), this.bucketArn));
    return new S3BucketLoggingA(this, "Logging", {
      bucket: this.bucketName,
      targetBucket: delivery.bucketName,
      targetPrefix: `${delivery.prefix}/`,
      provider: this.provider,
      dependsOn: [...delivery.dependencies],
    });
  }
}
