import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterActivityStream } from "@cdktf/provider-aws/lib/rds-cluster-activity-stream";
import { RdsClusterEndpoint } from "@cdktf/provider-aws/lib/rds-cluster-endpoint";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { Construct } from "constructs";
import { AlarmOverrides, Connections, DashboardWidget, IAlarmTopic, IDashboardSource, IEncryptionKey, IGrantable, Port, Removal, Role, SecurityGroup } from "../../src/core";
import { createAlarms } from "../../src/internal/create-alarms";
import { createLogGroup } from "../../src/internal/log-group";
import { DEFAULT_LOG_RETENTION_DAYS } from "../../src/internal/log-retention";
import { fitName, namePrefix, pathFromStack, peerName, physicalName } from "../../src/internal/names";
import { removalLifecycle } from "../../src/internal/removal";
import { AuroraAlarm, auroraAlarms, auroraWidgets } from "./aurora-alarms";
import { IAuroraCluster, connectStatement } from "./aurora-cluster-interface";
import { AuroraClusterProps, AuroraReaderProps, AuroraServerlessCapacity } from "./aurora-cluster-props";
import { validateAuroraCluster } from "./aurora-cluster-validation";
import { AURORA_ENGINES, AuroraEngine, AuroraEngineTraits, AuroraLogType, AuroraParameter, parameterGroupFamily } from "./aurora-engine";
import { createMonitoringRole } from "./aurora-monitoring-role";
import { AuroraClusterAttributes, ImportedAuroraCluster } from "./imported-aurora-cluster";
import { ReaderAutoScaling } from "./reader-auto-scaling";

/** Days that the two modes of Database Insights keep load data. */
const INSIGHTS_RETENTION_DAYS = { standard: 7, advanced: 465 } as const;
const STORAGE_TYPES = { standard: "aurora", "io-optimized": "aurora-iopt1" } as const;
/** Room for `-reader-<name>` within the 63 characters of an identifier. */
const CLUSTER_IDENTIFIER_MAX_LENGTH = 45;
const IDENTIFIER_MAX_LENGTH = 63;

/**
 * An Aurora cluster: a writer and readers in the isolated subnets, encrypted, reached over TLS alone, logged into by IAM.
 * The master user's password is made, kept and rotated by RDS: it is nowhere in the configuration or the state.
 */
export class AuroraCluster extends Construct implements IAuroraCluster, IDashboardSource {
  /** A cluster that exists already. */
  public static fromAttributes(scope: Construct, id: string, attributes: AuroraClusterAttributes): IAuroraCluster {
    return new ImportedAuroraCluster(scope, id, attributes);
  }

  public readonly engine: AuroraEngine;
  public readonly engineVersion: string;
  public readonly autoMinorVersionUpgrade: boolean;
  public readonly instanceClass: string;
  public readonly readers: Readonly<Record<string, AuroraReaderProps>>;
  /** The first database; undefined where restored data decides. */
  public readonly databaseName?: string;
  /** The master user; undefined where restored data decides. */
  public readonly masterUsername?: string;
  public readonly storageType: "standard" | "io-optimized";
  public readonly backupRetentionDays: number;
  public readonly backupWindow: string;
  public readonly maintenanceWindow: string;
  public readonly logExports: readonly AuroraLogType[];
  public readonly logRetentionDays: number;
  public readonly databaseInsights: "standard" | "advanced";
  public readonly monitoringIntervalSeconds: number;
  public readonly caCertificateIdentifier: string;
  public readonly applyImmediately: boolean;
  public readonly removal: Removal;

  public readonly clusterIdentifier: string;
  public readonly clusterResourceId: string;
  public readonly clusterArn: string;
  public readonly endpoint: string;
  public readonly readerEndpoint: string;
  public readonly port: number;
  /** The secret in Secrets Manager that holds the master user's name and password. */
  public readonly secretArn: string;
  public readonly connections: Connections;

  /** The cluster. */
  public readonly resource: RdsCluster;
  public readonly writer: RdsClusterInstance;
  /** Keyed by the names in `readers`. */
  public readonly readerInstances: Readonly<Record<string, RdsClusterInstance>>;
  /** Keyed as in the prop; each has its name in `endpoint`. */
  public readonly customEndpoints: Readonly<Record<string, RdsClusterEndpoint>>;
  public readonly securityGroup: SecurityGroup;
  public readonly clusterParameterGroup: RdsClusterParameterGroup;
  public readonly instanceParameterGroup: DbParameterGroup;
  /** Keyed by the log's type. */
  public readonly logGroups: Readonly<Record<string, CloudwatchLogGroup>>;
  /** Undefined without enhanced monitoring. */
  public readonly monitoringRole?: Role;
  /** Undefined without auto scaling. */
  public readonly readerAutoScaling?: ReaderAutoScaling;
  /** Undefined without an activity stream. */
  public readonly activityStream?: RdsClusterActivityStream;

  public readonly dashboardLayer = "database";
  public readonly dashboardTitle: string;
  private readonly traits: AuroraEngineTraits;
  private readonly identifier: string;
  private readonly serverless?: AuroraServerlessCapacity;
  private readonly encryptionKey: IEncryptionKey;

  constructor(scope: Construct, id: string, props: AuroraClusterProps) {
    super(scope, id);
    this.engine = props.engine ?? "aurora-postgresql";
    this.traits = AURORA_ENGINES[this.engine] ?? AURORA_ENGINES["aurora-postgresql"];
    this.engineVersion = props.engineVersion ?? this.traits.defaultVersion;
    this.autoMinorVersionUpgrade = props.autoMinorVersionUpgrade ?? !this.traits.fullVersionPattern.test(this.engineVersion);
    this.instanceClass = props.instanceClass ?? (props.serverless ? "db.serverless" : "db.r7g.large");
    this.serverless = props.serverless;
    this.encryptionKey = props.encryptionKey;
    this.readers = props.readers ?? { a: {} };
    this.databaseName = props.databaseName ?? (props.restoreFrom ? undefined : "app");
    this.masterUsername = props.masterUsername ?? (props.restoreFrom ? undefined : "platform_admin");
    this.storageType = props.storageType ?? "standard";
    this.backupRetentionDays = props.backupRetentionDays ?? 14;
    this.backupWindow = props.backupWindow ?? "02:00-03:00";
    this.maintenanceWindow = props.maintenanceWindow ?? "sun:03:30-sun:04:30";
    this.logExports = props.logExports ?? this.traits.defaultLogTypes;
    this.logRetentionDays = props.logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS;
    this.databaseInsights = props.databaseInsights ?? "standard";
    this.monitoringIntervalSeconds = props.monitoringIntervalSeconds ?? 60;
    this.caCertificateIdentifier = props.caCertificateIdentifier ?? "rds-ca-rsa2048-g1";
    this.applyImmediately = props.applyImmediately ?? true;
    this.removal = props.removal ?? "protect";
    this.port = this.traits.port;
    this.dashboardTitle = `Database ${id}`;
    validateAuroraCluster(this, props, this);
    // Known before the cluster is: its log groups are named after it, and must be there first.
    this.identifier = props.clusterIdentifier ?? physicalName(this, { maxLength: CLUSTER_IDENTIFIER_MAX_LENGTH, capitals: false });

    this.securityGroup = this.createSecurityGroup(props);
    this.connections = this.securityGroup.connections;
    this.logGroups = this.createLogGroups(props.encryptionKey);
    this.clusterParameterGroup = this.createClusterParameterGroup(props);
    this.instanceParameterGroup = this.createInstanceParameterGroup(props);
    this.monitoringRole = this.monitoringIntervalSeconds === 0 ? undefined : createMonitoringRole(this);
    this.resource = this.createCluster(props);
    this.clusterIdentifier = this.resource.clusterIdentifier;
    this.clusterResourceId = this.resource.clusterResourceId;
    this.clusterArn = this.resource.arn;
    this.endpoint = this.resource.endpoint;
    this.readerEndpoint = this.resource.readerEndpoint;
    this.secretArn = this.resource.masterUserSecret.get(0).secretArn;
    this.writer = this.createInstance(this, "Writer", { suffix: "writer", promotionTier: 0 }, props);
    this.readerInstances = this.createReaders(props);
    this.customEndpoints = this.createEndpoints(props);
    if (props.readerAutoScaling) {
      this.readerAutoScaling = new ReaderAutoScaling(this, "ReaderAutoScaling", {
        ...props.readerAutoScaling,
        clusterIdentifier: this.clusterIdentifier,
        declaredReaders: Object.keys(this.readers).length,
        instances: this.instances,
      });
    }
    if (props.activityStream) this.activityStream = this.createActivityStream(props.activityStream);
  }

  public grantConnect(grantee: IGrantable, databaseUser: string): void {
    grantee.role.grant(connectStatement(this, this.clusterResourceId, databaseUser, this.traits.maxUserNameLength));
  }

  /** Lets a role read and decrypt the master user's secret, for migrations and administration. */
  public grantReadSecret(grantee: IGrantable): void {
    grantee.role.grant({
      sid: `${this.node.id}ReadSecret`,
      actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      resources: [this.secretArn],
    });
    this.encryptionKey.grantDecrypt(grantee);
  }

  /** Recommended alarms; thresholds for memory and connections follow the writer's size. */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<AuroraAlarm> = {}): void {
    createAlarms(this, topic, auroraAlarms(this.sizing), overrides);
  }

  public dashboardWidgets(): readonly DashboardWidget[] {
    return auroraWidgets(this.clusterIdentifier);
  }

  private get instances(): RdsClusterInstance[] {
    return [this.writer, ...Object.values(this.readerInstances)];
  }

  private get sizing() {
    const { clusterIdentifier, engine, instanceClass, serverless } = this;
    return { clusterIdentifier, engine, instanceClass, serverless };
  }

  private createSecurityGroup(props: AuroraClusterProps): SecurityGroup {
    return new SecurityGroup(this, "SecurityGroup", {
      vpcId: props.network.vpcId,
      description: `Aurora cluster ${peerName(this)}`,
      defaultPort: Port.tcp(this.port),
      peerName: peerName(this),
    });
  }

  private createLogGroups(encryptionKey: IEncryptionKey): Record<string, CloudwatchLogGroup> {
    const groups = this.logExports.map((type): [string, CloudwatchLogGroup] => [
      type,
      createLogGroup(this, `LogGroup-${type}`, {
        name: `/aws/rds/cluster/${this.identifier}/${type}`,
        retentionDays: this.logRetentionDays,
        encryptionKey,
        removal: this.removal,
      }),
    ]);
    return Object.fromEntries(groups);
  }

  private createClusterParameterGroup(props: AuroraClusterProps): RdsClusterParameterGroup {
    return new RdsClusterParameterGroup(this, "ClusterParameterGroup", {
      namePrefix: namePrefix(this, { maxLength: 255, capitals: false }),
      family: parameterGroupFamily(this.engine, this.engineVersion),
      description: `Cluster of ${pathFromStack(this).join("/")}`,
      parameter: parameterBlocks({ ...this.traits.clusterParameters, ...props.parameters }),
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private createInstanceParameterGroup(props: AuroraClusterProps): DbParameterGroup {
    return new DbParameterGroup(this, "InstanceParameterGroup", {
      namePrefix: namePrefix(this, { maxLength: 255, capitals: false }),
      family: parameterGroupFamily(this.engine, this.engineVersion),
      description: `Instances of ${pathFromStack(this).join("/")}`,
      parameter: parameterBlocks(props.instanceParameters ?? {}),
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private createCluster(props: AuroraClusterProps): RdsCluster {
    const protect = this.removal === "protect";
    return new RdsCluster(this, "Resource", {
      clusterIdentifier: this.identifier,
      engine: this.engine,
      engineVersion: this.engineVersion,
      engineMode: "provisioned",
      allowMajorVersionUpgrade: props.allowMajorVersionUpgrade ?? false,
      databaseName: this.databaseName,
      masterUsername: this.masterUsername,
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: props.encryptionKey.arn,
      iamDatabaseAuthenticationEnabled: true,
      port: this.port,
      dbSubnetGroupName: props.network.databaseSubnetGroupName,
      vpcSecurityGroupIds: [this.securityGroup.securityGroupId],
      storageEncrypted: true,
      // Left out, the provider keeps what the cluster has: only the word itself brings it back to standard.
      storageType: props.storageType && STORAGE_TYPES[props.storageType],
      kmsKeyId: props.encryptionKey.arn,
      dbClusterParameterGroupName: this.clusterParameterGroup.name,
      dbInstanceParameterGroupName: props.allowMajorVersionUpgrade ? this.instanceParameterGroup.name : undefined,
      enabledCloudwatchLogsExports: [...this.logExports],
      databaseInsightsMode: this.databaseInsights,
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: props.encryptionKey.arn,
      performanceInsightsRetentionPeriod: INSIGHTS_RETENTION_DAYS[this.databaseInsights],
      backupRetentionPeriod: this.backupRetentionDays,
      preferredBackupWindow: this.backupWindow,
      preferredMaintenanceWindow: this.maintenanceWindow,
      copyTagsToSnapshot: true,
      applyImmediately: this.applyImmediately,
      deletionProtection: protect,
      deleteAutomatedBackups: !protect,
      skipFinalSnapshot: !protect,
      finalSnapshotIdentifier: protect ? (props.finalSnapshotIdentifier ?? `${this.identifier}-final`) : undefined,
      serverlessv2ScalingConfiguration: props.serverless && {
        minCapacity: props.serverless.minCapacityAcu,
        maxCapacity: props.serverless.maxCapacityAcu,
        secondsUntilAutoPause: props.serverless.secondsUntilAutoPause,
      },
      ...restoreArguments(props),
      dependsOn: Object.values(this.logGroups),
      // Where the data came from is history once the cluster stands.
      lifecycle: { ...removalLifecycle(this.removal), ignoreChanges: ["snapshot_identifier", "restore_to_point_in_time"] },
    });
  }

  private createReaders(props: AuroraClusterProps): Record<string, RdsClusterInstance> {
    const parent = new Construct(this, "Readers");
    const readers = Object.entries(this.readers).map(([name, reader]): [string, RdsClusterInstance] => [
      name,
      // RDS makes the first instance of a cluster its writer.
      this.createInstance(parent, name, { suffix: `reader-${name}`, ...reader, after: this.writer }, props),
    ]);
    return Object.fromEntries(readers);
  }

  private createInstance(
    parent: Construct,
    id: string,
    member: AuroraReaderProps & { readonly suffix: string; readonly after?: RdsClusterInstance },
    props: AuroraClusterProps,
  ): RdsClusterInstance {
    const monitoring = this.monitoringRole?.policy;
    return new RdsClusterInstance(parent, id, {
      identifier: fitName([this.identifier, member.suffix], { maxLength: IDENTIFIER_MAX_LENGTH, capitals: false }),
      clusterIdentifier: this.clusterIdentifier,
      engine: this.resource.engine,
      // The cluster's very version: of "16" RDS would make the default minor version, and refuse an instance that isn't the cluster's.
      engineVersion: this.resource.engineVersionActual,
      instanceClass: member.instanceClass ?? this.instanceClass,
      promotionTier: member.promotionTier ?? 1,
      dbSubnetGroupName: props.network.databaseSubnetGroupName,
      dbParameterGroupName: this.instanceParameterGroup.name,
      publiclyAccessible: false,
      autoMinorVersionUpgrade: this.autoMinorVersionUpgrade,
      caCertIdentifier: this.caCertificateIdentifier,
      copyTagsToSnapshot: true,
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: props.encryptionKey.arn,
      performanceInsightsRetentionPeriod: INSIGHTS_RETENTION_DAYS[this.databaseInsights],
      monitoringInterval: this.monitoringIntervalSeconds,
      monitoringRoleArn: this.monitoringRole?.roleArn,
      applyImmediately: this.applyImmediately,
      dependsOn: [...(monitoring ? [monitoring] : []), ...(member.after ? [member.after] : [])],
      // From then on the cluster upgrades its instances.
      lifecycle: { ignoreChanges: ["engine_version"] },
    });
  }

  private createActivityStream(mode: "async" | "sync"): RdsClusterActivityStream {
    return new RdsClusterActivityStream(this, "ActivityStream", {
      resourceArn: this.clusterArn,
      mode,
      kmsKeyId: this.encryptionKey.arn,
      engineNativeAuditFieldsIncluded: false,
      // RDS starts none for a cluster without an instance.
      dependsOn: this.instances,
    });
  }

  private createEndpoints(props: AuroraClusterProps): Record<string, RdsClusterEndpoint> {
    const parent = new Construct(this, "Endpoints");
    const members: Record<string, RdsClusterInstance> = { writer: this.writer, ...this.readerInstances };
    const endpoints = Object.entries(props.customEndpoints ?? {}).map(([name, endpoint]): [string, RdsClusterEndpoint] => [
      name,
      new RdsClusterEndpoint(parent, name, {
        clusterIdentifier: this.clusterIdentifier,
        clusterEndpointIdentifier: fitName([this.identifier, name], { maxLength: IDENTIFIER_MAX_LENGTH, capitals: false }),
        customEndpointType: endpoint.type ?? "READER",
        staticMembers: endpoint.members.map((member) => members[member]!.id),
      }),
    ]);
    return Object.fromEntries(endpoints);
  }
}

function parameterBlocks(parameters: Readonly<Record<string, AuroraParameter>>) {
  return Object.entries(parameters)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, parameter]) =>
      typeof parameter === "string"
        ? { name, value: parameter, applyMethod: "pending-reboot" }
        : { name, value: parameter.value, applyMethod: parameter.applyMethod },
    );
}

function restoreArguments({ restoreFrom }: AuroraClusterProps) {
  if (restoreFrom === undefined) return {};
  if ("snapshotIdentifier" in restoreFrom) return { snapshotIdentifier: restoreFrom.snapshotIdentifier };
  const { sourceClusterIdentifier, restoreToTime, restoreType } = restoreFrom;
  return {
    restoreToPointInTime: {
      sourceClusterIdentifier,
      restoreType: restoreType ?? "full-copy",
      ...(restoreToTime === undefined ? { useLatestRestorableTime: true } : { restoreToTime }),
    },
  };
}
