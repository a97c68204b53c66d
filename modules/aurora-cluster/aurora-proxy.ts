import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbProxy } from "@cdktf/provider-aws/lib/db-proxy";
import { DbProxyDefaultTargetGroup } from "@cdktf/provider-aws/lib/db-proxy-default-target-group";
import { DbProxyEndpoint } from "@cdktf/provider-aws/lib/db-proxy-endpoint";
import { DbProxyTarget } from "@cdktf/provider-aws/lib/db-proxy-target";
import { Annotations, Fn, Op, TerraformLocal, Token } from "cdktf";
import { Construct } from "constructs";
import {
  AwsEnvironment,
  Connections,
  IConnectable,
  IEncryptionKey,
  IGrantable,
  INetwork,
  Port,
  Removal,
  Role,
  SecurityGroup,
} from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { NETWORK } from "../../src/core/interfaces";
import { createSecurityGroup } from "../../src/internal/create-security-group";
import { createLogGroup } from "../../src/internal/log-group";
import { DEFAULT_LOG_RETENTION_DAYS, checkLogRetention } from "../../src/internal/log-retention";
import { physicalName } from "../../src/internal/names";
import { BOOLEAN, NUMBER, PropTypes, STRINGS, STRING_RECORD, oneOf, optional, secret } from "../../src/internal/prop-types";
import { checkKeyRegion } from "../../src/internal/region";
import { REMOVAL, removalOf } from "../../src/internal/removal";
import { dependenciesIn, deployAfter } from "../../src/internal/stacks";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { AuroraEngine, defaultPort } from "./engine";
import { grantLogin } from "./iam-login";
import { AURORA_CLUSTER, IAuroraCluster } from "./interfaces";
import { ProxyUsers, checkUsers, createUsersRole, userAuthentication } from "./proxy-users";
import { AuroraServerlessCapacity } from "./serverless";

/** RDS' limit for the names of proxies and of their endpoints, in characters. */
const NAME_MAX_LENGTH = 63;
const READER_ENDPOINT_SUFFIX = "-readers";
/** Where the resource id, `prx-…`, is in a proxy's ARN. */
const RESOURCE_ID_POSITION = 6;

const DEFAULT_MAX_CONNECTIONS_PERCENT = 90;

/** The choices for an RDS Proxy. */
export interface AuroraProxyProps {
  /** Where the proxy is placed: in its `dataSubnets`. */
  readonly network: INetwork;
  /** The cluster that connections are pooled for. */
  readonly database: IAuroraCluster;
  /** Encrypts the log, and is the key of the users' secrets, which the proxy decrypts. */
  readonly encryptionKey: IEncryptionKey;
  /**
   * Database users that the proxy logs in as with a password, up to 200, each with the ARN of a secret that holds `username` and `password`.
   * The secret is made and rotated outside of Terraform: its value would be in the state.
   *
   * @default - none: give `iamUsers`
   */
  readonly userSecretArns?: Readonly<Record<string, string>>;
  /**
   * Database users that the proxy logs in as with IAM, such as those of `addUser`: no password is anywhere. Only with `@cdktf/provider-aws` 21, whose AWS provider knows it
   * (6.17 or newer).
   *
   * @default - none: give `userSecretArns`
   */
  readonly iamUsers?: readonly string[];
  /** Most connections to the database, 1 to 100 percent of its `max_connections`. @default 90 */
  readonly maxConnectionsPercent?: number;
  /** Most idle connections to the database, 0 to 100 percent of its `max_connections`. @default - half of `maxConnectionsPercent`, rounded down */
  readonly maxIdleConnectionsPercent?: number;
  /** How long a client waits for a connection of the pool, 1 to 300 seconds. @default 30 */
  readonly connectionBorrowTimeoutSeconds?: number;
  /** How long a client's connection may be idle, 1 to 28800 seconds. @default 1800 */
  readonly idleClientTimeoutSeconds?: number;
  /** Whether the proxy has a read-only endpoint too, which needs a reader in the cluster. @default - true, unless `readers` of the cluster is empty */
  readonly createReaderEndpoint?: boolean;
  /** Days that CloudWatch Logs keeps the proxy's log. @default 365 */
  readonly logRetentionDays?: number;
  /** What happens to the log when it leaves the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
}

const PROPS: PropTypes<AuroraProxyProps> = {
  network: NETWORK,
  database: AURORA_CLUSTER,
  encryptionKey: ENCRYPTION_KEY,
  userSecretArns: optional(secret(STRING_RECORD)),
  iamUsers: optional(STRINGS),
  maxConnectionsPercent: optional(NUMBER),
  maxIdleConnectionsPercent: optional(NUMBER),
  connectionBorrowTimeoutSeconds: optional(NUMBER),
  idleClientTimeoutSeconds: optional(NUMBER),
  createReaderEndpoint: optional(BOOLEAN),
  logRetentionDays: optional(NUMBER),
  removal: REMOVAL,
};

/**
 * An RDS Proxy for a cluster: it pools connections and keeps them through a failover. Clients connect over TLS with an IAM token; the proxy logs
 * into the database with the password in the user's secret.
 */
export class AuroraProxy extends Construct implements IConnectable {
  /** Most connections to the database, in percent of its `max_connections`. */
  public readonly maxConnectionsPercent: number;
  /** Most idle connections to the database, in percent of its `max_connections`. */
  public readonly maxIdleConnectionsPercent: number;
  /** How long a client waits for a connection of the pool, in seconds. */
  public readonly connectionBorrowTimeoutSeconds: number;
  /** How long a client's connection may be idle, in seconds. */
  public readonly idleClientTimeoutSeconds: number;
  /** Days that CloudWatch Logs keeps the proxy's log. */
  public readonly logRetentionDays: number;
  /** What happens to the log when it leaves the configuration. */
  public readonly removal: Removal;

  /** What IAM authentication names the proxy by: `prx-…`. */
  public readonly proxyResourceId: string;
  /** The name to connect to for writes, in place of the cluster's. */
  public readonly endpoint: string;
  /** The name to connect to for reads; undefined without a reader endpoint. */
  public readonly readerEndpoint?: string;
  /** The port of both endpoints: the engine's own, 5432 or 3306, whatever the cluster's is. */
  public readonly port: number;
  /** What may connect to the proxy. */
  public readonly connections: Connections;

  /** The proxy. */
  public readonly resource: DbProxy;
  /** The proxy's target group, with the connection pool's settings. */
  public readonly targetGroup: DbProxyDefaultTargetGroup;
  /** The cluster as the proxy's target. */
  public readonly target: DbProxyTarget;
  /** The reader endpoint; undefined without one. */
  public readonly readerEndpointResource?: DbProxyEndpoint;
  /** The security group of the proxy. */
  public readonly securityGroup: SecurityGroup;
  /** The role that the proxy reads the users' secrets, and logs in with IAM, as. */
  public readonly usersRole: Role;
  /** The log group of the proxy. RDS would create it by itself, unencrypted and kept forever. */
  public readonly logGroup: CloudwatchLogGroup;

  private readonly engine: AuroraEngine;
  private readonly users: readonly string[];

  /** @throws ValidationError for a value that RDS Proxy refuses */
  constructor(scope: Construct, id: string, props: AuroraProxyProps) {
    super(scope, id);
    checkProxy(this, props);
    const { network, database, encryptionKey } = props;
    const users = { userSecretArns: props.userSecretArns ?? {}, iamUsers: [...(props.iamUsers ?? [])].sort() };
    deployAfter(this, network, database, encryptionKey);
    warnOfPause(this, database);
    this.maxConnectionsPercent = props.maxConnectionsPercent ?? DEFAULT_MAX_CONNECTIONS_PERCENT;
    this.maxIdleConnectionsPercent = props.maxIdleConnectionsPercent ?? half(this.maxConnectionsPercent);
    this.connectionBorrowTimeoutSeconds = props.connectionBorrowTimeoutSeconds ?? 30;
    this.idleClientTimeoutSeconds = props.idleClientTimeoutSeconds ?? 1800;
    this.logRetentionDays = props.logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS;
    this.removal = removalOf(this, props.removal);
    // Whatever the port of the cluster (Aurora User Guide, "Quotas and limitations for RDS Proxy").
    this.port = defaultPort(database.engine);
    this.engine = database.engine;
    this.users = [...Object.keys(users.userSecretArns), ...users.iamUsers].sort();
    const name = physicalName(this, { maxLength: NAME_MAX_LENGTH - READER_ENDPOINT_SUFFIX.length, capitals: false });

    this.securityGroup = createSecurityGroup(this, "RDS proxy", network.vpcId, Port.tcp(this.port));
    this.connections = this.securityGroup.connections;
    database.connections.allowDefaultPortFrom(this, "pooled connections");
    this.logGroup = createLogGroup(this, "LogGroup", {
      name: `/aws/rds/proxy/${name}`,
      retentionDays: this.logRetentionDays,
      encryptionKey,
      removal: this.removal,
    });
    this.usersRole = createUsersRole(this, users, database, encryptionKey);
    this.resource = this.createProxy(name, props, users);
    this.targetGroup = this.createTargetGroup();
    this.target = this.createTarget(database);
    this.readerEndpointResource =
      (props.createReaderEndpoint ?? mayHaveReader(database)) ? this.createReaderEndpoint(name, network) : undefined;
    // A local, since the quotes inside a function would break the JSON of a policy.
    this.proxyResourceId = new TerraformLocal(
      this,
      "ResourceId",
      Fn.element(Fn.split(":", this.resource.arn), RESOURCE_ID_POSITION),
    ).asString;
    this.endpoint = this.resource.endpoint;
    this.readerEndpoint = this.readerEndpointResource?.endpoint;
  }

  /**
   * Lets a role connect through the proxy as one of its users, with a token instead of a password.
   *
   * @param databaseUser a user of `userSecretArns` or `iamUsers`
   * @throws ValidationError for another user
   */
  public grantConnect(grantee: IGrantable, databaseUser: string): void {
    new Validator(this).props({ databaseUser }, { databaseUser: oneOf(this.users) }).throwIfInvalid();
    grantLogin(this, grantee, { resourceId: this.proxyResourceId, engine: this.engine, databaseUser });
  }

  private createProxy(name: string, { network, database }: AuroraProxyProps, users: ProxyUsers): DbProxy {
    const proxy = new DbProxy(this, "Resource", {
      name,
      engineFamily: database.engine === "aurora-postgresql" ? "POSTGRESQL" : "MYSQL",
      roleArn: this.usersRole.roleArn,
      auth: userAuthentication(users.userSecretArns),
      requireTls: true,
      idleClientTimeout: this.idleClientTimeoutSeconds,
      vpcSubnetIds: network.dataSubnets.map((subnet) => subnet.subnetId),
      vpcSecurityGroupIds: [this.securityGroup.securityGroupId],
      dependsOn: [this.logGroup, this.usersRole.policy!],
    });
    // Users without a secret: the bindings of AWS provider 5 have no member for it.
    if (users.iamUsers.length > 0) proxy.addOverride("default_auth_scheme", "IAM_AUTH");
    return proxy;
  }

  private createTargetGroup(): DbProxyDefaultTargetGroup {
    return new DbProxyDefaultTargetGroup(this, "TargetGroup", {
      dbProxyName: this.resource.name,
      connectionPoolConfig: {
        maxConnectionsPercent: this.maxConnectionsPercent,
        maxIdleConnectionsPercent: this.maxIdleConnectionsPercent,
        connectionBorrowTimeout: this.connectionBorrowTimeoutSeconds,
      },
    });
  }

  private createTarget(database: IAuroraCluster): DbProxyTarget {
    return new DbProxyTarget(this, "Target", {
      dbProxyName: this.resource.name,
      targetGroupName: this.targetGroup.name,
      dbClusterIdentifier: database.clusterIdentifier,
      // A cluster without an instance is no target.
      dependsOn: dependenciesIn(this, database.instances),
    });
  }

  private createReaderEndpoint(name: string, network: INetwork): DbProxyEndpoint {
    return new DbProxyEndpoint(this, "ReaderEndpoint", {
      dbProxyName: this.resource.name,
      dbProxyEndpointName: `${name}${READER_ENDPOINT_SUFFIX}`,
      targetRole: "READ_ONLY",
      vpcSubnetIds: network.dataSubnets.map((subnet) => subnet.subnetId),
      vpcSecurityGroupIds: [this.securityGroup.securityGroupId],
      dependsOn: [this.target],
    });
  }
}

/** Whether a cluster has a reader, as far as is known: RDS refuses a read-only endpoint without one. */
function mayHaveReader(database: IAuroraCluster): boolean {
  const { readers } = database as { readonly readers?: object };
  return readers === undefined || Object.keys(readers).length > 0;
}

/** Aurora User Guide, "Scaling to Zero ACUs with automatic pause and resume for Aurora Serverless v2". */
function warnOfPause(scope: Construct, database: IAuroraCluster): void {
  const { serverless } = database as { readonly serverless?: AuroraServerlessCapacity };
  if (serverless?.minCapacityAcu !== 0) return;
  Annotations.of(scope).addWarning(
    "The cluster never pauses: the proxy keeps a connection to each instance open. Give minCapacityAcu 0.5 or more, or leave out the proxy.",
  );
}

function half(percent: number): number {
  return isKnown(percent) ? Math.floor(percent / 2) : Token.asNumber(Fn.floor(Token.asNumber(Op.div(percent, 2))));
}

function checkProxy(scope: Construct, props: AuroraProxyProps): void {
  const validator = new Validator(scope).props(props, PROPS);
  for (const prop of ["userSecretArns", "iamUsers", "createReaderEndpoint", "removal"] as const) validator.known(prop, props[prop]);
  validator.throwIfInvalid();
  const maxConnectionsPercent = props.maxConnectionsPercent ?? DEFAULT_MAX_CONNECTIONS_PERCENT;
  const { maxIdleConnectionsPercent } = props;
  checkUsers(scope, validator, props, props.database);
  checkKeyRegion(validator, props.encryptionKey, AwsEnvironment.of(scope).region);
  validator
    .integerBetween("maxConnectionsPercent", maxConnectionsPercent, 1, 100, "percent")
    .integerBetween("maxIdleConnectionsPercent", maxIdleConnectionsPercent, 0, 100, "percent")
    .check(
      "maxIdleConnectionsPercent",
      maxIdleConnectionsPercent,
      !isGiven(maxIdleConnectionsPercent) || !isKnown(maxConnectionsPercent) || maxIdleConnectionsPercent <= maxConnectionsPercent,
      `must be no more than maxConnectionsPercent (${maxConnectionsPercent})`,
      "Lower it.",
    )
    .integerBetween("connectionBorrowTimeoutSeconds", props.connectionBorrowTimeoutSeconds, 1, 300, "seconds")
    .integerBetween("idleClientTimeoutSeconds", props.idleClientTimeoutSeconds, 1, 28_800, "seconds");
  checkLogRetention(validator, "logRetentionDays", props.logRetentionDays);
  validator.throwIfInvalid();
}
