import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import {
  AlarmOverrides,
  AwsEnvironment,
  CreatedAlarms,
  DashboardWidget,
  EncryptionKey,
  IAlarmTopic,
  IDashboardSource,
  IEncryptionKey,
  IGrantable,
  ILogBucket,
  Removal,
} from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { LOG_BUCKET } from "../../src/core/log-bucket";
import { createAlarms } from "../../src/internal/create-alarms";
import { NUMBER, PropTypes, STRING, STRINGS, optional, record } from "../../src/internal/prop-types";
import { PROVIDER, checkKeyRegion, checkPlacement, placedRegion } from "../../src/internal/region";
import { REMOVAL, removalLifecycle, removalOf } from "../../src/internal/removal";
import { checkAccessLogs, createAccessLogging } from "../../src/internal/s3/access-logging";
import { checkBucketName } from "../../src/internal/s3/bucket-name";
import { protectBucket } from "../../src/internal/s3/bucket-protection";
import { BucketReplication, ReplicationEnd } from "../../src/internal/s3/bucket-replication";
import { replicationWidgets, storageWidgets } from "../../src/internal/s3/bucket-widgets";
import { MonitoredReplication } from "../../src/internal/s3/replication-metrics";
import { deployAfter } from "../../src/internal/stacks";
import { Validator, validateAtSynthesis } from "../../src/internal/validator";
import { ImportedStateBucket, StateBucketAttributes } from "./imported-state-bucket";
import { checkLockRules, checkNoncurrentVersions, createLifecycle, lifecycleRules } from "./noncurrent-versions";
import { StateBucketAlarm, checkStateBucketAlarms, stateBucketAlarms } from "./state-bucket-alarms";
import { bucketPolicyJson, checkDeletionAllowedTo, createBucketPolicy } from "./state-bucket-policy";
import { checkKeyOfState, stateKeyAliasName } from "./state-key";
import { StatePlanOptions, grantStateDeploy, grantStatePlan } from "./state-policies";
import { StateReaders, allowReadersToDecrypt, checkReaders } from "./state-readers";
import { StateReplica, checkStateReplica, createStateReplication, replicaName } from "./state-replica";

/** A bucket for Terraform state, created here or elsewhere. */
export interface IStateBucket {
  /** The bucket's name. */
  readonly bucketName: string;
  /** The bucket's ARN. */
  readonly bucketArn: string;
  /** The KMS key that the states are encrypted under. */
  readonly encryptionKey: IEncryptionKey;
  /**
   * Lets a role deploy the stack whose state has this object key: read and write the state, lock and unlock it, never delete it.
   *
   * @param key as `stateKey` makes it
   * @throws ValidationError for a key with a slash at either end or a wildcard, or for something that has no role
   */
  grantDeploy(grantee: IGrantable, key: string): void;
  /**
   * Lets a role read the state with this object key, and lock it only with `lock`.
   *
   * @param key as `stateKey` makes it
   * @throws ValidationError for a key with a slash at either end or a wildcard, or for something that has no role
   */
  grantPlan(grantee: IGrantable, key: string, options?: StatePlanOptions): void;
}

/** The choices for a state bucket. */
export interface StateBucketProps {
  /** A fixed name: backends are configured with it before anything can be looked up. */
  readonly bucketName: string;
  /**
   * The KMS key that the states are encrypted under. Give `useStateBackend` its ARN as `encryptionKeyId`, unless its alias is the one that
   * `stateKeyAliasName` makes.
   *
   * @default - a key of its own, under the alias that `useStateBackend` expects: `alias/<bucketName>`, with dashes for dots
   */
  readonly encryptionKey?: IEncryptionKey;
  /** Days until noncurrent versions of states expire, 1 to 36500, counted from when they became noncurrent. @default 90 */
  readonly expireNoncurrentAfterDays?: number;
  /** Noncurrent versions of each object that are kept however old they are, 1 to 100. @default 30 */
  readonly noncurrentVersionsToKeep?: number;
  /**
   * The object keys of states that no grant on this bucket names, as `stateKey` makes them: versions of their lock files expire after a day, as
   * those of the states that grants name. @default - none
   */
  readonly stateKeys?: readonly string[];
  /**
   * ARNs of the roles that may delete states and versions of them, `*` allowed: for emergencies. The bucket policy denies it to everybody else,
   * administrators included. @default - nobody may
   */
  readonly deletionAllowedTo?: readonly string[];
  /** Who reads states from other accounts, by a name for each. The bucket policy and the key policy allow it. @default - nobody */
  readonly readers?: StateReaders;
  /** The log bucket of server access logs, under a prefix of this bucket's own; in the bucket's region. @default - requests are not logged */
  readonly accessLogs?: ILogBucket;
  /** Replicates every version to a bucket in a second region, within 15 minutes (S3 User Guide, "S3 Replication Time Control"). @default - none */
  readonly replica?: StateReplica;
  /** The provider of another region. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
  /** The region of `provider`, where the provider takes it from its surroundings. @default - as the provider says */
  readonly region?: string;
  /** What happens to the states when the bucket leaves the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
}

const PROPS: PropTypes<StateBucketProps> = {
  bucketName: STRING,
  encryptionKey: optional(ENCRYPTION_KEY),
  expireNoncurrentAfterDays: optional(NUMBER),
  noncurrentVersionsToKeep: optional(NUMBER),
  stateKeys: optional(STRINGS),
  deletionAllowedTo: optional(STRINGS),
  readers: optional(record<StateReaders>()),
  accessLogs: optional(LOG_BUCKET),
  replica: optional(record()),
  provider: optional(PROVIDER),
  region: optional(STRING),
  removal: REMOVAL,
};

/**
 * A bucket for Terraform state: private, versioned, encrypted under a customer-managed KMS key, and protected from deletion. Its policy denies
 * requests below TLS 1.2, states that ask for another encryption than SSE-KMS, and the deletion of states.
 */
export class StateBucket extends Construct implements IStateBucket, IDashboardSource {
  /**
   * A state bucket that exists already: grants work, the bucket stays as it is.
   *
   * @throws ValidationError for a name that S3 refuses
   */
  public static fromAttributes(scope: Construct, id: string, attributes: StateBucketAttributes): ImportedStateBucket {
    return new ImportedStateBucket(scope, id, attributes);
  }

  /** The bucket's name. */
  public readonly bucketName: string;
  /** The bucket's ARN. */
  public readonly bucketArn: string;
  /** The KMS key that the states are encrypted under. */
  public readonly encryptionKey: IEncryptionKey;
  /** Days until noncurrent versions expire. */
  public readonly expireNoncurrentAfterDays: number;
  /** Noncurrent versions of each object that are kept however old they are. */
  public readonly noncurrentVersionsToKeep: number;
  /** ARNs of the roles that may delete states. */
  public readonly deletionAllowedTo: readonly string[];
  /** What happens to the states when the bucket leaves the configuration. */
  public readonly removal: Removal;
  /** The bucket in the second region; undefined without a replica. */
  public readonly replicaBucket?: StateBucket;
  /** What replicates every version to the second region; undefined without a replica. */
  public readonly replication?: BucketReplication;
  /** The bucket. */
  public readonly resource: S3Bucket;
  /** What blocks public access. */
  public readonly publicAccessBlock: S3BucketPublicAccessBlock;
  /** What disables ACLs: the bucket's account owns every object. */
  public readonly ownershipControls: S3BucketOwnershipControls;
  /** The bucket's default encryption. */
  public readonly encryption: S3BucketServerSideEncryptionConfigurationA;
  /** What keeps every version. */
  public readonly versioning: S3BucketVersioningA;
  /** What expires noncurrent versions. */
  public readonly lifecycleConfiguration: S3BucketLifecycleConfiguration;
  /** The bucket policy. */
  public readonly policy: S3BucketPolicy;
  /** What logs requests; undefined without `accessLogs`. */
  public readonly logging?: S3BucketLoggingA;
  /** The layer of the dashboard that the charts are shown in. */
  public readonly dashboardLayer = "state";
  /** The heading of the charts. */
  public readonly dashboardTitle: string;
  private readonly region: string;
  private readonly provider?: TerraformProvider;
  private outgoing?: MonitoredReplication;
  private incoming?: MonitoredReplication;
  private readonly readers: StateReaders;
  private readonly stateKeys = new Set<string>();

  /** @throws ValidationError for a name that S3 refuses, a value out of its range, a region without its provider, or a replica in the bucket's own region */
  constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);
    checkStateBucket(this, props);
    deployAfter(this, props.encryptionKey, props.accessLogs);
    const { provider } = props;
    this.expireNoncurrentAfterDays = props.expireNoncurrentAfterDays ?? 90;
    this.noncurrentVersionsToKeep = props.noncurrentVersionsToKeep ?? 30;
    this.deletionAllowedTo = props.deletionAllowedTo ?? [];
    this.readers = props.readers ?? {};
    this.removal = removalOf(this, props.removal);
    this.dashboardTitle = `State bucket ${id}`;
    const region = placedRegion(this, props);
    this.region = region;
    this.provider = provider;
    // Written out rather than referred to, so that a plan shows the policies.
    this.bucketArn = `arn:${AwsEnvironment.of(this).partition}:s3:::${props.bucketName}`;

    this.encryptionKey = props.encryptionKey ?? this.createKey(props);
    this.resource = new S3Bucket(this, "Resource", {
      bucket: props.bucketName,
      forceDestroy: this.removal === "destroy",
      provider,
      lifecycle: removalLifecycle(this.removal),
    });
    this.bucketName = this.resource.bucket;
    const protection = protectBucket(this, { bucketName: this.bucketName, kmsKeyArn: this.encryptionKey.keyArn, provider });
    this.publicAccessBlock = protection.publicAccessBlock;
    this.ownershipControls = protection.ownershipControls;
    this.encryption = protection.encryption;
    this.versioning = protection.versioning;
    this.lifecycleConfiguration = createLifecycle(this, {
      bucketName: this.bucketName,
      rules: lifecycleRules(this, []),
      versioning: this.versioning,
      provider,
    });
    this.policy = createBucketPolicy(this, {
      bucketName: this.bucketName,
      policy: this.policyJson(),
      publicAccessBlock: this.publicAccessBlock,
      provider,
    });
    allowReadersToDecrypt(this.encryptionKey, this.readers, this.bucketArn, region);
    if (props.accessLogs) {
      const { bucketName, bucketArn } = this;
      this.logging = createAccessLogging(this, props.accessLogs, { bucketName, bucketArn, region, provider });
    }
    if (props.replica) {
      this.replicaBucket = this.createReplicaBucket(props.bucketName, props.replica);
      this.replication = createStateReplication(this, {
        source: replicationEnd(this, region),
        destination: replicationEnd(this.replicaBucket, this.replicaBucket.region),
        provider,
      });
      this.outgoing = {
        replication: this.replication,
        sourceBucketName: this.bucketName,
        destinationBucketName: this.replicaBucket.bucketName,
        destinationRegion: this.replicaBucket.region,
      };
      this.replicaBucket.incoming = this.outgoing;
    }
    this.addStates([...(props.stateKeys ?? []), ...Object.values(this.readers).flatMap(({ stateKeys }) => stateKeys)]);
    validateAtSynthesis(this, (validator) => checkLockRules(validator, this.stateKeys.size));
  }

  /**
   * Lets a role deploy the stack whose state has this object key: read and write the state, lock and unlock it, never delete it.
   *
   * @param key as `stateKey` makes it
   * @throws ValidationError for a key with a slash at either end or a wildcard, or for something that has no role
   */
  public grantDeploy(grantee: IGrantable, key: string): void {
    const { bucketArn, encryptionKey } = this;
    grantStateDeploy(this, grantee, { bucketArn, key, encryptionKeyArn: encryptionKey.keyArn }, encryptionKey.region);
    this.addStates([key]);
  }

  /**
   * Lets a role read the state with this object key, and lock it only with `lock`.
   *
   * @param key as `stateKey` makes it
   * @throws ValidationError for a key with a slash at either end or a wildcard, or for something that has no role
   */
  public grantPlan(grantee: IGrantable, key: string, options: StatePlanOptions = {}): void {
    const { bucketArn, encryptionKey } = this;
    grantStatePlan(this, grantee, { bucketArn, key, encryptionKeyArn: encryptionKey.keyArn }, encryptionKey.region, options);
    this.addStates([key]);
  }

  /**
   * Creates the recommended alarms of a bucket with a replica: failures of the replication, and on the replica, with a topic of its region, the
   * replication's latency.
   *
   * @param topic the topic that they notify
   * @param overrides changes of them by name; `false` leaves one out
   * @throws ValidationError for a name or a setting that the alarms don't have, if it is called twice, or for a bucket without a replica
   */
  public addAlarms(topic: IAlarmTopic, overrides?: AlarmOverrides<StateBucketAlarm>): CreatedAlarms<StateBucketAlarm> {
    const { outgoing, incoming } = this;
    const validator = new Validator(this);
    checkStateBucketAlarms(validator, { outgoing, incoming });
    validator.throwIfInvalid();
    const definitions = stateBucketAlarms({ outgoing, incoming });
    return createAlarms(this, topic, definitions as Required<typeof definitions>, overrides, this.provider);
  }

  /** The charts: what is stored, and the replication with a replica. */
  public dashboardWidgets(): readonly DashboardWidget[] {
    const { bucketName, region, outgoing } = this;
    return [...storageWidgets(bucketName, region, ["STANDARD"]), ...(outgoing ? replicationWidgets(outgoing, region) : [])];
  }

  /** Expires the versions of these states' lock files, and keeps the states from being deleted; here and in the replica. */
  private addStates(keys: readonly string[]): void {
    keys.forEach((key) => this.stateKeys.add(key));
    this.lifecycleConfiguration.putRule(lifecycleRules(this, [...this.stateKeys].sort()));
    this.policy.policy = this.policyJson();
    this.replicaBucket?.addStates(keys);
  }

  private policyJson(): string {
    const { bucketArn, readers, deletionAllowedTo } = this;
    return bucketPolicyJson({ bucketArn, readers, deletionAllowedTo, stateKeys: [...this.stateKeys].sort() });
  }

  private createKey({ bucketName, provider, region }: StateBucketProps): EncryptionKey {
    return new EncryptionKey(this, "Key", {
      description: `Encrypts the Terraform states in ${bucketName}`,
      aliasName: stateKeyAliasName(bucketName),
      removal: this.removal,
      provider,
      region,
    });
  }

  private createReplicaBucket(bucketName: string, replica: StateReplica): StateBucket {
    return new StateBucket(this, "Replica", {
      bucketName: replicaName(bucketName, replica),
      encryptionKey: replica.encryptionKey,
      expireNoncurrentAfterDays: this.expireNoncurrentAfterDays,
      noncurrentVersionsToKeep: this.noncurrentVersionsToKeep,
      deletionAllowedTo: this.deletionAllowedTo,
      readers: this.readers,
      accessLogs: replica.accessLogs,
      provider: replica.provider,
      region: replica.region,
      removal: this.removal,
    });
  }
}

function replicationEnd({ bucketName, bucketArn, encryptionKey, versioning }: StateBucket, region: string): ReplicationEnd {
  return { bucketName, bucketArn, kmsKeyArn: encryptionKey.keyArn, region, dependencies: [versioning] };
}

function checkStateBucket(bucket: StateBucket, props: StateBucketProps): void {
  const validator = new Validator(bucket).props(props, PROPS);
  checkBucketName(validator, "bucketName", props.bucketName);
  checkNoncurrentVersions(validator, props);
  checkPlacement(validator, props, "bucket");
  checkDeletionAllowedTo(validator, props.deletionAllowedTo);
  checkReaders(validator, props.readers ?? {});
  validator.known("stateKeys", props.stateKeys);
  props.stateKeys?.forEach((key, index) => checkKeyOfState(validator, `stateKeys[${index}]`, key));
  const region = placedRegion(bucket, props);
  checkKeyRegion(validator, props.encryptionKey, region);
  checkAccessLogs(validator, props.accessLogs, {
    bucketArn: `arn:${AwsEnvironment.of(bucket).partition}:s3:::${props.bucketName}`,
    region,
  });
  if (props.replica) {
    checkStateReplica(validator, { bucketName: props.bucketName, region }, props.replica);
  }
  validator.throwIfInvalid();
}
