import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterActivityStream } from "@cdktf/provider-aws/lib/rds-cluster-activity-stream";
import { RdsClusterEndpoint } from "@cdktf/provider-aws/lib/rds-cluster-endpoint";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { SsmAssociation } from "@cdktf/provider-aws/lib/ssm-association";
import { Construct } from "constructs";
import {
  AlarmOverrides,
  Connections,
  CreatedAlarms,
  DashboardWidget,
  DatabaseRemoval,
  IAlarmTopic,
  IDashboardSource,
  IEncryptionKey,
  IBucket,
  IGrantable,
  INetwork,
  Port,
  Role,
  SecurityGroup,
} from "../../src/core";
import { createAlarms } from "../../src/internal/create-alarms";
import { createSecurityGroup } from "../../src/internal/create-security-group";
import { finalSnapshotName } from "../../src/internal/final-snapshot";
import { removalOf } from "../../src/internal/removal";
import { deployAfter } from "../../src/internal/stacks";
import { isGiven } from "../../src/internal/validator";
import { createActivityStream } from "./activity-stream";
import { AuroraAlarm, AuroraSizing, auroraAlarms, auroraWidgets, changesOf } from "./alarms";
import { AuroraClusterProps, checkCluster, warnOfCluster } from "./aurora-cluster-props";
import { resolveBackup } from "./backup";
import { AuroraStorageType, createCluster } from "./cluster";
import { grantExport, grantImport, grantInvocation, listRoles } from "./cluster-roles";
import { createCustomEndpoints } from "./custom-endpoints";
import { AuroraUserProps, AuroraUsers, DatabaseUsers, addDatabaseUser } from "./database-users";
import { AuroraEngine, defaultPort, resolveEngine } from "./engine";
import { AuroraEventSubscriptions, IAuroraEventTopic, createEventSubscriptions } from "./event-notifications";
import { isSecondary, joinGlobalDatabase, secretArnOf, withGlobalEngine } from "./global-membership";
import { grantLogin, grantMasterSecret } from "./iam-login";
import { defaultClusterIdentifier } from "./identifiers";
import { AuroraClusterAttributes, ImportedAuroraCluster } from "./imported-aurora-cluster";
import { createInstances, hasReaders, resolveInstances } from "./instances";
import { IAuroraCluster } from "./interfaces";
import { AuroraLogType, createLogGroups, resolveLogs } from "./log-exports";
import { AuroraDatabaseInsights, createMonitoringRole, resolveMonitoring } from "./monitoring";
import { createClusterParameterGroup, createInstanceParameterGroup, maxConnectionsOf } from "./parameters";
import { AuroraReaderScaling, createReaderScaling } from "./reader-auto-scaling";
import { AuroraReader } from "./readers";
import { createRestoredSettings } from "./restored-settings";
import { AuroraServerlessCapacity } from "./serverless";

/**
 * An Aurora cluster: a writer and readers in the network's data subnets, encrypted at rest and in transit, with IAM authentication.
 * The master user's password is generated, stored and rotated by RDS: it is nowhere in the configuration or the state.
 */
export class AuroraCluster extends Construct implements IAuroraCluster, IDashboardSource {
  /**
   * A cluster that exists already: rules are added to its security group, and the cluster itself is left as it is.
   *
   * @throws ValidationError for an attribute that no cluster of Aurora has
   */
  public static fromAttributes(scope: Construct, id: string, attributes: AuroraClusterAttributes): ImportedAuroraCluster {
    return new ImportedAuroraCluster(scope, id, attributes);
  }

  /** The database engine. */
  public readonly engine: AuroraEngine;
  /** The engine's version, as configured. */
  public readonly engineVersion: string;
  /** Whether RDS upgrades minor versions in the maintenance window. */
  public readonly autoMinorVersionUpgrade: boolean;
  /** Class of the instances without one of their own. */
  public readonly instanceClass: string;
  /** Capacity of the instances of class `db.serverless`; undefined where every instance is provisioned. */
  public readonly serverless?: AuroraServerlessCapacity;
  /** The readers that are always there, by name. */
  public readonly readers: Readonly<Record<string, AuroraReader>>;
  /** The name of the first database; undefined where restored data or a primary cluster decide. */
  public readonly databaseName?: string;
  /** The name of the master user; undefined where restored data or a primary cluster decide. */
  public readonly masterUsername?: string;
  /** The storage configuration. */
  public readonly storageType: AuroraStorageType;
  /** Days that automated backups are kept. */
  public readonly backupRetentionDays: number;
  /** Daily window in UTC. */
  public readonly backupWindow: string;
  /** Weekly window in UTC. */
  public readonly maintenanceWindow: string;
  /** The logs that are published to CloudWatch Logs. */
  public readonly logExports: readonly AuroraLogType[];
  /** Days that CloudWatch Logs keeps them. */
  public readonly logRetentionDays: number;
  /** The mode of Database Insights. */
  public readonly databaseInsights: AuroraDatabaseInsights;
  /** Whether SQL can be run by the RDS Data API. */
  public readonly dataApi: boolean;
  /** Seconds between samples of enhanced monitoring; 0 where it is off. */
  public readonly monitoringIntervalSeconds: number;
  /** Certificate authority of the server certificates. */
  public readonly caCertificateIdentifier: string;
  /** Whether changes are applied immediately rather than in the maintenance window. */
  public readonly applyImmediately: boolean;
  /** The key that everything is encrypted under. */
  public readonly encryptionKey: IEncryptionKey;
  /** What happens to the database when it leaves the configuration. */
  public readonly removal: DatabaseRemoval;

  /** The cluster's identifier. */
  public readonly clusterIdentifier: string;
  /** What IAM authentication names the cluster by: `cluster-…`. */
  public readonly clusterResourceId: string;
  /** The cluster's ARN. */
  public readonly clusterArn: string;
  /** The writer endpoint. */
  public readonly endpoint: string;
  /** The reader endpoint. */
  public readonly readerEndpoint: string;
  /** The port of all endpoints. */
  public readonly port: number;
  /** ARN of the secret in Secrets Manager that holds the master user's name and password; a cluster of a global database has none. */
  public readonly secretArn: string;
  /** What may connect to the cluster. */
  public readonly connections: Connections;

  /** The cluster. */
  public readonly resource: RdsCluster;
  /** The instances, keyed by the names in `readers`, and `main` for the one of `writer`. Which of them is the writer, Aurora decides. */
  public readonly instancesByName: Readonly<Record<string, RdsClusterInstance>>;
  /** The same, in the order in which they are made, and changed. */
  public readonly instances: readonly RdsClusterInstance[];
  /** The custom endpoints, keyed as in `customEndpoints`; each has its name in `endpoint`. */
  public readonly customEndpointResources: Readonly<Record<string, RdsClusterEndpoint>>;
  /** The security group of all instances. */
  public readonly securityGroup: SecurityGroup;
  /** The DB cluster parameter group. */
  public readonly clusterParameterGroup: RdsClusterParameterGroup;
  /** The DB parameter group of all instances. */
  public readonly instanceParameterGroup: DbParameterGroup;
  /** The log groups, keyed by the log's type. */
  public readonly logGroups: Readonly<Record<string, CloudwatchLogGroup>>;
  /** The role of enhanced monitoring; undefined without it. */
  public readonly monitoringRole?: Role;
  /** What scales the readers; undefined without auto scaling. */
  public readonly readerAutoScalingResources?: AuroraReaderScaling;
  /** What has set, once, what a restore doesn't; undefined where nothing was restored. */
  public readonly restoredSettings?: SsmAssociation;
  /** The database activity stream; undefined without one. */
  public readonly activityStreamResource?: RdsClusterActivityStream;

  /** The layer of the dashboard that the charts are shown in. */
  public readonly dashboardLayer = "database";
  /** The heading of the charts. */
  public readonly dashboardTitle: string;

  private readonly sizing: AuroraSizing;
  private readonly network: INetwork;

  /** @throws ValidationError for a value that Aurora refuses */
  constructor(scope: Construct, id: string, given: AuroraClusterProps) {
    super(scope, id);
    const props = withGlobalEngine(given);
    checkCluster(this, props);
    warnOfCluster(this, props);
    const { network, encryptionKey, restoreFrom, globalDatabase } = props;
    deployAfter(this, network, encryptionKey);
    joinGlobalDatabase(this, globalDatabase);
    const hasOthersData = isGiven(restoreFrom) || isSecondary(globalDatabase);
    this.network = network;
    const engine = resolveEngine(props);
    const instances = resolveInstances(props);
    const backup = resolveBackup(props);
    const logs = resolveLogs(props, engine.engine);
    const monitoring = resolveMonitoring(props);
    this.engine = engine.engine;
    this.engineVersion = engine.engineVersion;
    this.autoMinorVersionUpgrade = engine.autoMinorVersionUpgrade;
    this.instanceClass = instances.instanceClass;
    this.serverless = props.serverless ?? undefined;
    this.readers = instances.readers;
    this.databaseName = props.databaseName ?? (hasOthersData ? undefined : "app");
    this.masterUsername = props.masterUsername ?? (hasOthersData ? undefined : "platform_admin");
    this.storageType = props.storageType ?? "standard";
    this.backupRetentionDays = backup.backupRetentionDays;
    this.backupWindow = backup.backupWindow;
    this.maintenanceWindow = backup.maintenanceWindow;
    this.logExports = logs.logExports;
    this.logRetentionDays = logs.logRetentionDays;
    this.databaseInsights = monitoring.databaseInsights;
    this.dataApi = props.dataApi ?? false;
    this.monitoringIntervalSeconds = monitoring.monitoringIntervalSeconds;
    this.caCertificateIdentifier = instances.caCertificateIdentifier;
    this.applyImmediately = props.applyImmediately ?? true;
    this.encryptionKey = encryptionKey;
    this.removal = removalOf(this, props.removal);
    this.port = props.port ?? defaultPort(this.engine);
    this.dashboardTitle = `Database ${id}`;

    const identifier = props.clusterIdentifier ?? defaultClusterIdentifier(this);
    this.securityGroup = createSecurityGroup(this, "Aurora cluster", network.vpcId, Port.tcp(this.port));
    this.connections = this.securityGroup.connections;
    this.logGroups = createLogGroups(this, { ...logs, clusterIdentifier: identifier, encryptionKey, removal: this.removal });
    this.clusterParameterGroup = createClusterParameterGroup(this, { ...engine, parameters: props.parameters });
    this.instanceParameterGroup = createInstanceParameterGroup(this, { ...engine, instanceParameters: props.instanceParameters });
    this.monitoringRole = this.monitoringIntervalSeconds === 0 ? undefined : createMonitoringRole(this);
    const { applyImmediately, instanceParameterGroup, dataApi } = this;
    const common = { ...engine, ...monitoring, identifier, network, encryptionKey, instanceParameterGroup, applyImmediately, dataApi };
    this.resource = createCluster(this, {
      ...common,
      ...backup,
      port: this.port,
      securityGroup: this.securityGroup,
      clusterParameterGroup: this.clusterParameterGroup,
      databaseName: this.databaseName,
      masterUsername: this.masterUsername,
      unnamed: [
        ...(isGiven(props.databaseName) ? [] : (["database_name"] as const)),
        ...(isGiven(props.masterUsername) ? [] : (["master_username"] as const)),
      ],
      storageType: props.storageType,
      serverless: this.serverless,
      logExports: logs.logExports,
      logGroups: Object.values(this.logGroups),
      restoreFrom,
      globalDatabase,
      finalSnapshotIdentifier: props.finalSnapshotIdentifier ?? finalSnapshotName(identifier, this.securityGroup.securityGroupId),
      removal: this.removal,
    });
    if (this.engine === "aurora-mysql") listRoles(this, this.resource);
    this.clusterIdentifier = this.resource.clusterIdentifier;
    this.clusterResourceId = this.resource.clusterResourceId;
    this.clusterArn = this.resource.arn;
    this.endpoint = this.resource.endpoint;
    this.readerEndpoint = this.resource.readerEndpoint;
    this.secretArn = secretArnOf(this, globalDatabase, this.resource.masterUserSecret.get(0).secretArn);
    this.restoredSettings = createRestoredSettings(this, isGiven(restoreFrom), common);
    this.instancesByName = createInstances(this, {
      ...common,
      ...instances,
      maintenanceWindow: this.maintenanceWindow,
      cluster: this.resource,
      monitoringRole: this.monitoringRole,
      after: this.restoredSettings,
    });
    this.instances = Object.values(this.instancesByName);
    this.customEndpointResources = createCustomEndpoints(this, props.customEndpoints, {
      identifier,
      cluster: this.resource,
      instances: this.instancesByName,
    });
    this.readerAutoScalingResources = createReaderScaling(this, props.readerAutoScaling, {
      cluster: this.resource,
      declaredReaders: Object.keys(this.readers).length,
      instances: this.instances,
    });
    this.sizing = {
      clusterIdentifier: this.clusterIdentifier,
      engine: this.engine,
      members: instances.members,
      serverless: this.serverless,
      maxConnections: maxConnectionsOf(props),
      hasReaders: hasReaders(props),
      isGlobal: isGiven(globalDatabase),
    };
    // Aurora MySQL calls KMS from its subnets (Aurora User Guide, "Network prerequisites for Aurora MySQL database activity streams").
    if (props.activityStream && this.engine === "aurora-mysql") network.allowAwsServicesFrom(this);
    this.activityStreamResource = createActivityStream(this, props.activityStream, {
      cluster: this.resource,
      encryptionKey,
      instances: this.instances,
    });
  }

  /**
   * Makes a database user that logs in with IAM authentication, as `grantConnect` lets a role do: by the Data API, in every apply that changes it. A user that is taken away from the
   * code stays in the database, with its privileges: drop it there.
   *
   * @param databaseUser the user's exact name
   * @throws ValidationError for a cluster without `dataApi`, or a name that the engine would take for something else
   */
  public addUser(databaseUser: string, props: AuroraUserProps): void {
    addDatabaseUser(this, databaseUser, props);
  }

  /** What makes the database users; undefined without any. */
  public get users(): AuroraUsers | undefined {
    return DatabaseUsers.find(this);
  }

  /**
   * Lets a role connect as a database user with a token instead of a password.
   *
   * @param databaseUser the user's exact name, without wildcards
   * @throws ValidationError for a name that holds a wildcard or is longer than the engine allows
   */
  public grantConnect(grantee: IGrantable, databaseUser: string): void {
    const { clusterResourceId: resourceId, engine, masterUsername } = this;
    grantLogin(this, grantee, { resourceId, engine, databaseUser, masterUsername });
  }

  /** Lets a role read and decrypt the master user's secret, for migrations and administration. */
  public grantReadSecret(grantee: IGrantable): void {
    grantMasterSecret(this, grantee, this.secretArn, this.encryptionKey);
  }

  /**
   * Lets the cluster import from a bucket and decrypt its objects: `aws_s3.table_import_from_s3`, or `LOAD DATA FROM S3` on MySQL.
   *
   * @param keyPattern which objects, `*` allowed
   * @throws ValidationError for something that is no bucket
   */
  public grantImportFrom(bucket: IBucket, keyPattern = "*"): void {
    grantImport(this, this.withRoles(), bucket, keyPattern);
  }

  /**
   * Lets the cluster export to a bucket and encrypt its objects: `aws_s3.query_export_to_s3`, or `SELECT INTO OUTFILE S3` on MySQL.
   *
   * @param keyPattern which objects, `*` allowed
   * @throws ValidationError for something that is no bucket
   */
  public grantExportTo(bucket: IBucket, keyPattern = "*"): void {
    grantExport(this, this.withRoles(), bucket, keyPattern);
  }

  /**
   * Lets the cluster invoke a function: `aws_lambda.invoke`, or `lambda_sync` and `lambda_async` on MySQL.
   *
   * @throws ValidationError for anything but a function's ARN
   */
  public grantInvoke(functionArn: string): void {
    grantInvocation(this, this.withRoles(), functionArn);
  }

  /**
   * Notifies a topic of what RDS does and what fails: failovers, failures, maintenance and configuration changes of the cluster, its instances and its groups.
   *
   * @throws ValidationError for something that is no topic of the cluster's region, or if it is called twice
   */
  public addEventNotifications(topic: IAuroraEventTopic): AuroraEventSubscriptions {
    return createEventSubscriptions(this, topic, {
      clusterIdentifier: this.clusterIdentifier,
      instanceIdentifiers: this.instances.map(({ identifier }) => identifier),
      isScaled: this.readerAutoScalingResources !== undefined,
      parameterGroupName: this.instanceParameterGroup.name,
    });
  }

  /**
   * Creates the recommended alarms; thresholds for memory and connections follow the smallest instance that may have a role.
   *
   * @param topic the topic that they notify
   * @param overrides changes of them by name; `false` leaves one out
   * @throws ValidationError for a name or a setting that the alarms don't have, or if it is called twice
   */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<AuroraAlarm> = {}): CreatedAlarms<AuroraAlarm> {
    return createAlarms(this, topic, auroraAlarms(this.sizing), changesOf(overrides, this.sizing.hasReaders));
  }

  /** The charts: CPU, connections, memory, replica lag, deadlocks and commit latency. */
  public dashboardWidgets(): readonly DashboardWidget[] {
    return auroraWidgets(this.clusterIdentifier);
  }

  private withRoles() {
    const { engine, resource, clusterParameterGroup, network } = this;
    return { engine, cluster: resource, clusterParameterGroup, network };
  }
}
