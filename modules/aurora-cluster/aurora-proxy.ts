import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbProxy } from "@cdktf/provider-aws/lib/db-proxy";
import { DbProxyDefaultTargetGroup } from "@cdktf/provider-aws/lib/db-proxy-default-target-group";
import { DbProxyEndpoint } from "@cdktf/provider-aws/lib/db-proxy-endpoint";
import { DbProxyTarget } from "@cdktf/provider-aws/lib/db-proxy-target";
import { Fn, TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, Connections, IConnectable, IEncryptionKey, IGrantable, INetwork, Port, Removal, Role, SecurityGroup } from "../../src/core";
import { createLogGroup } from "../../src/internal/log-group";
import { DEFAULT_LOG_RETENTION_DAYS, checkLogRetention } from "../../src/internal/log-retention";
import { pathFromStack, peerName, physicalName } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";
import type { AuroraCluster } from "./aurora-cluster";
import { connectStatement } from "./aurora-cluster-interface";
import { AURORA_ENGINES } from "./aurora-engine";

/** RDS' limits for the identifier of a proxy and of its endpoints, in characters. */
const PROXY_NAME_MAX_LENGTH = 63;
/** Secrets of one proxy (Aurora User Guide, "Quotas and limitations for RDS Proxy"). */
const MAX_USERS = 200;
/** Where the resource id, `prx-…`, stands in a proxy's ARN. */
const RESOURCE_ID_POSITION = 6;

export interface AuroraProxyProps {
  readonly network: INetwork;
  /** The cluster that connections are pooled for. */
  readonly database: AuroraCluster;
  /** Encrypts the log and is the key of the users' secrets, which the proxy decrypts. */
  readonly encryptionKey: IEncryptionKey;
  /**
   * Database users that come through the proxy, each with the ARN of a secret that holds `username` and `password`.
   * The secret is made and rotated outside of Terraform: its value would be in the state.
   */
  readonly userSecretArns: Readonly<Record<string, string>>;
  /** Most connections to the database, 1 to 100 percent of what it accepts. @default 90 */
  readonly maxConnectionsPercent?: number;
  /** Most idle connections to the database, 0 to 100 percent of what it accepts. @default - half of `maxConnectionsPercent`, rounded down */
  readonly maxIdleConnectionsPercent?: number;
  /** How long a client waits for a pooled connection, 1 to 3600 seconds. @default 30 */
  readonly connectionBorrowTimeoutSeconds?: number;
  /** How long a client's connection may be idle, 1 to 28800 seconds. @default 1800 */
  readonly idleClientTimeoutSeconds?: number;
  /** Whether there is an endpoint for readers too. A cluster without a reader has none to offer. @default true */
  readonly readerEndpoint?: boolean;
  /** Days that CloudWatch keeps the proxy's log. @default 365 */
  readonly logRetentionDays?: number;
  /** What happens to the log. @default "protect" */
  readonly removal?: Removal;
}

/**
 * An RDS Proxy before a cluster: it pools connections and keeps them through a failover. Clients come over TLS with an IAM token; the proxy logs
 * into the database with the password in the user's secret.
 */
export class AuroraProxy extends Construct implements IConnectable {
  public readonly maxConnectionsPercent: number;
  public readonly maxIdleConnectionsPercent: number;
  public readonly connectionBorrowTimeoutSeconds: number;
  public readonly idleClientTimeoutSeconds: number;
  public readonly logRetentionDays: number;
  public readonly removal: Removal;

  /** What IAM authentication names the proxy by: `prx-…`. */
  public readonly proxyResourceId: string;
  /** The name to connect to for writes, in place of the cluster's. */
  public readonly endpoint: string;
  /** The name to connect to for reads; undefined without an endpoint for readers. */
  public readonly readerEndpoint?: string;
  public readonly port: number;
  public readonly connections: Connections;

  /** The proxy. */
  public readonly resource: DbProxy;
  public readonly targetGroup: DbProxyDefaultTargetGroup;
  public readonly target: DbProxyTarget;
  public readonly readerEndpointResource?: DbProxyEndpoint;
  public readonly securityGroup: SecurityGroup;
  public readonly secretsRole: Role;
  public readonly logGroup: CloudwatchLogGroup;

  private readonly proxyName: string;
  private readonly userNames: readonly string[];
  private readonly maxUserNameLength: number;

  constructor(scope: Construct, id: string, props: AuroraProxyProps) {
    super(scope, id);
    this.maxConnectionsPercent = props.maxConnectionsPercent ?? 90;
    this.maxIdleConnectionsPercent = props.maxIdleConnectionsPercent ?? Math.floor(this.maxConnectionsPercent / 2);
    this.connectionBorrowTimeoutSeconds = props.connectionBorrowTimeoutSeconds ?? 30;
    this.idleClientTimeoutSeconds = props.idleClientTimeoutSeconds ?? 1800;
    this.logRetentionDays = props.logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS;
    this.removal = props.removal ?? "protect";
    this.userNames = Object.keys(props.userSecretArns).sort();
    this.port = props.database.port;
    this.maxUserNameLength = AURORA_ENGINES[props.database.engine].maxUserNameLength;
    this.validate(props);
    this.proxyName = physicalName(this, { maxLength: PROXY_NAME_MAX_LENGTH - "-readers".length, capitals: false });

    this.securityGroup = new SecurityGroup(this, "SecurityGroup", {
      vpcId: props.network.vpcId,
      description: `RDS proxy ${peerName(this)}`,
      defaultPort: Port.tcp(this.port),
      peerName: peerName(this),
    });
    this.connections = this.securityGroup.connections;
    props.database.connections.allowDefaultPortFrom(this, "pooled connections");
    this.logGroup = this.createLogGroup(props.encryptionKey);
    this.secretsRole = this.createSecretsRole(props);
    this.resource = this.createProxy(props);
    this.targetGroup = this.createTargetGroup();
    this.target = this.createTarget(props.database);
    this.readerEndpointResource = (props.readerEndpoint ?? true) ? this.createReaderEndpoint(props) : undefined;
    // A local, since the quotes of a function would stand amid a policy's JSON.
    this.proxyResourceId = new TerraformLocal(
      this,
      "ResourceId",
      Fn.element(Fn.split(":", this.resource.arn), RESOURCE_ID_POSITION),
    ).asString;
    this.endpoint = this.resource.endpoint;
    this.readerEndpoint = this.readerEndpointResource?.endpoint;
  }

  /**
   * Lets a role connect through the proxy as one of its users, with a token in place of a password.
   *
   * @throws ValidationError for a user without a secret in `userSecretArns`
   */
  public grantConnect(grantee: IGrantable, databaseUser: string): void {
    new Validator(this).oneOf("databaseUser", databaseUser, this.userNames).throwIfInvalid();
    grantee.role.grant(connectStatement(this, this.proxyResourceId, databaseUser, this.maxUserNameLength));
  }

  private validate(props: AuroraProxyProps): void {
    const validator = new Validator(this)
      .check("userSecretArns", this.userNames, this.userNames.length > 0, "must name a user", 'Write it as { trading_api: "arn:…" }.')
      .check("userSecretArns", this.userNames.length, this.userNames.length <= MAX_USERS, `must be at most ${MAX_USERS}`, "Share users.")
      .integerBetween("maxConnectionsPercent", props.maxConnectionsPercent, 1, 100, "percent")
      .integerBetween("maxIdleConnectionsPercent", props.maxIdleConnectionsPercent, 0, 100, "percent")
      .check(
        "maxIdleConnectionsPercent",
        props.maxIdleConnectionsPercent,
        this.maxIdleConnectionsPercent <= this.maxConnectionsPercent,
        `must be no more than maxConnectionsPercent (${this.maxConnectionsPercent})`,
        "Lower it.",
      )
      .integerBetween("connectionBorrowTimeoutSeconds", props.connectionBorrowTimeoutSeconds, 1, 3600, "seconds")
      .integerBetween("idleClientTimeoutSeconds", props.idleClientTimeoutSeconds, 1, 28_800, "seconds");
    for (const [user, arn] of Object.entries(props.userSecretArns)) {
      validator.matches(
        `userSecretArns["${user}"]`,
        arn,
        /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:\S+$/,
        "must be a secret's ARN",
        "Copy it from Secrets Manager.",
      );
    }
    checkLogRetention(validator, "logRetentionDays", props.logRetentionDays);
    validator.throwIfInvalid();
  }

  /** RDS would make it by itself, unencrypted and kept forever. */
  private createLogGroup(encryptionKey: IEncryptionKey): CloudwatchLogGroup {
    const name = `/aws/rds/proxy/${this.proxyName}`;
    return createLogGroup(this, "LogGroup", { name, retentionDays: this.logRetentionDays, encryptionKey, removal: this.removal });
  }

  private createSecretsRole({ userSecretArns, encryptionKey }: AuroraProxyProps): Role {
    const role = new Role(this, "SecretsRole", {
      assumedBy: { services: ["rds.amazonaws.com"] },
      description: `Reads the users' secrets for the proxy ${pathFromStack(this).join("/")}`,
    });
    role.grant({
      sid: "ReadUserSecrets",
      actions: ["secretsmanager:GetSecretValue"],
      resources: this.userNames.map((user) => userSecretArns[user]!),
    });
    role.grant({
      sid: "DecryptUserSecrets",
      actions: ["kms:Decrypt"],
      resources: [encryptionKey.arn],
      conditions: { StringEquals: { "kms:ViaService": `secretsmanager.${AwsEnvironment.of(this).region}.amazonaws.com` } },
    });
    return role;
  }

  private createProxy({ network, database, userSecretArns }: AuroraProxyProps): DbProxy {
    return new DbProxy(this, "Resource", {
      name: this.proxyName,
      engineFamily: database.engine === "aurora-postgresql" ? "POSTGRESQL" : "MYSQL",
      roleArn: this.secretsRole.roleArn,
      auth: this.userNames.map((user) => ({
        authScheme: "SECRETS",
        iamAuth: "REQUIRED",
        secretArn: userSecretArns[user]!,
        description: user,
      })),
      requireTls: true,
      idleClientTimeout: this.idleClientTimeoutSeconds,
      vpcSubnetIds: network.dataSubnets.map((subnet) => subnet.subnetId),
      vpcSecurityGroupIds: [this.securityGroup.securityGroupId],
      dependsOn: [this.logGroup, this.secretsRole.policy!],
    });
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

  private createTarget(database: AuroraCluster): DbProxyTarget {
    return new DbProxyTarget(this, "Target", {
      dbProxyName: this.resource.name,
      targetGroupName: this.targetGroup.name,
      dbClusterIdentifier: database.clusterIdentifier,
      // A cluster without an instance is no target.
      dependsOn: [database.writer, ...Object.values(database.readerInstances)],
    });
  }

  private createReaderEndpoint({ network }: AuroraProxyProps): DbProxyEndpoint {
    return new DbProxyEndpoint(this, "ReaderEndpoint", {
      dbProxyName: this.resource.name,
      dbProxyEndpointName: `${this.proxyName}-readers`,
      targetRole: "READ_ONLY",
      vpcSubnetIds: network.dataSubnets.map((subnet) => subnet.subnetId),
      vpcSecurityGroupIds: [this.securityGroup.securityGroupId],
      dependsOn: [this.target],
    });
  }
}
