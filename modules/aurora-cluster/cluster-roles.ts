import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { RdsClusterRoleAssociation } from "@cdktf/provider-aws/lib/rds-cluster-role-association";
import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IBucket, IConnectable, INetwork, Role } from "../../src/core";
import { BUCKET } from "../../src/core/interfaces";
import { FORMATS } from "../../src/internal/formats";
import { grantTo } from "../../src/internal/grant";
import { pathFromStack } from "../../src/internal/names";
import { STRING } from "../../src/internal/prop-types";
import { sortedBy } from "../../src/internal/sorted-by";
import { Validator } from "../../src/internal/validator";
import { AuroraEngine } from "./engine";

/** What a cluster does in other AWS services, as a role of its own. */
type ClusterFeature = "import" | "export" | "invoke";

/** How an engine is told of the role for a feature. */
interface FeatureRole {
  /** The role construct's id. */
  readonly id: string;
  /** The feature's name at RDS (RDS API Reference, AddRoleToDBCluster). @default - Aurora MySQL has none: it finds the role by `parameter` */
  readonly featureName?: string;
  /** The cluster parameter that names the role. */
  readonly parameter?: string;
}

/**
 * The roles by engine and feature. PostgreSQL has one role for each (Aurora User Guide, "Importing data from Amazon S3 into an Aurora PostgreSQL DB cluster",
 * "Exporting data from an Aurora PostgreSQL DB cluster to Amazon S3", "Invoking an AWS Lambda function from an Aurora PostgreSQL DB cluster"); MySQL has one for S3
 * ("Associating an IAM role with an Amazon Aurora MySQL DB cluster").
 */
const ROLES: Readonly<Record<AuroraEngine, Readonly<Record<ClusterFeature, FeatureRole>>>> = {
  "aurora-postgresql": {
    import: { id: "S3ImportRole", featureName: "s3Import" },
    export: { id: "S3ExportRole", featureName: "s3Export" },
    invoke: { id: "LambdaRole", featureName: "Lambda" },
  },
  "aurora-mysql": {
    import: { id: "S3Role", parameter: "aws_default_s3_role" },
    export: { id: "S3Role", parameter: "aws_default_s3_role" },
    invoke: { id: "LambdaRole", parameter: "aws_default_lambda_role" },
  },
};

/** The endpoint service that a feature connects to. */
const ENDPOINT_SERVICES: Readonly<Record<ClusterFeature, string>> = { import: "s3", export: "s3", invoke: "lambda" };

/** The role constructs of Aurora MySQL, in the order in which the cluster lists them. */
const MYSQL_ROLES = ["LambdaRole", "S3Role"];

/** What gets a role. */
interface ClusterWithRoles {
  readonly engine: AuroraEngine;
  readonly cluster: RdsCluster;
  readonly clusterParameterGroup: RdsClusterParameterGroup;
  readonly network: INetwork;
}

/**
 * Lets a cluster import from a bucket.
 *
 * @throws ValidationError for something that is no bucket
 */
export function grantImport(scope: Construct & IConnectable, settings: ClusterWithRoles, bucket: IBucket, keyPattern: string): void {
  checkBucket(scope, bucket, keyPattern);
  bucket.grantRead(clusterRole(scope, settings, "import"), keyPattern);
}

/**
 * Lets a cluster export to a bucket. MySQL reads and deletes as well: it takes back the parts of an export that has failed, and overwrites one (Aurora User Guide,
 * "Creating an IAM policy to access Amazon S3 resources").
 *
 * @throws ValidationError for something that is no bucket
 */
export function grantExport(scope: Construct & IConnectable, settings: ClusterWithRoles, bucket: IBucket, keyPattern: string): void {
  checkBucket(scope, bucket, keyPattern);
  const role = clusterRole(scope, settings, "export");
  bucket.grantWrite(role, keyPattern);
  if (settings.engine === "aurora-postgresql") return;
  bucket.grantRead(role, keyPattern);
  grantTo(scope, role, {
    sid: "DeleteExports",
    actions: ["s3:DeleteObject"],
    resources: [`${bucket.bucketArn}/${keyPattern}`],
  });
}

/**
 * Lets a cluster invoke a function.
 *
 * @throws ValidationError for anything but a function's ARN
 */
export function grantInvocation(scope: Construct & IConnectable, settings: ClusterWithRoles, functionArn: string): void {
  new Validator(scope)
    .props({ functionArn }, { functionArn: STRING })
    .format("functionArn", functionArn, FORMATS.functionArn)
    .throwIfInvalid();
  clusterRole(scope, settings, "invoke").addToPolicy({
    sid: "InvokeFunctions",
    actions: ["lambda:InvokeFunction"],
    resources: [functionArn],
  });
}

function checkBucket(scope: Construct, bucket: IBucket, keyPattern: string): void {
  new Validator(scope).props({ bucket, keyPattern }, { bucket: BUCKET, keyPattern: STRING }).throwIfInvalid();
}

/** The role for a feature, which is associated with the cluster when it is first asked for. */
function clusterRole(scope: Construct & IConnectable, settings: ClusterWithRoles, feature: ClusterFeature): Role {
  const { engine, cluster, network } = settings;
  const { id, featureName, parameter } = ROLES[engine][feature];
  const existing = scope.node.tryFindChild(id) as Role | undefined;
  if (existing) return existing;
  const role = createRole(scope, id, cluster);
  if (featureName) {
    new RdsClusterRoleAssociation(role, "Association", { dbClusterIdentifier: cluster.id, featureName, roleArn: role.roleArn });
  } else {
    listRoles(scope, cluster);
  }
  if (parameter) setParameter(scope, settings.clusterParameterGroup, parameter, role);
  network.allowAwsServicesFrom(scope);
  warnWithoutEndpoint(scope, network, ENDPOINT_SERVICES[feature]);
  return role;
}

/**
 * The roles of an Aurora MySQL cluster, for which RDS knows no feature's name, as `aws_rds_cluster_role_association` would need one. They are written out also where
 * there is none: otherwise the last one would stay associated.
 */
export function listRoles(scope: Construct, cluster: RdsCluster): void {
  const roles = MYSQL_ROLES.map((id) => scope.node.tryFindChild(id) as Role | undefined).filter((role) => role !== undefined);
  cluster.iamRoles = roles.map((role) => role.roleArn);
}

/** The cluster's ARN is written out: the cluster of MySQL waits for its parameter group, which names the role. */
function createRole(scope: Construct, id: string, cluster: RdsCluster): Role {
  const environment = AwsEnvironment.of(scope);
  return new Role(scope, id, {
    assumedBy: { services: ["rds.amazonaws.com"] },
    assumeConditions: {
      StringEquals: {
        "aws:SourceAccount": environment.accountId,
        "aws:SourceArn": environment.arn("rds", `cluster:${cluster.clusterIdentifierInput}`),
      },
    },
    description: `${id} of ${pathFromStack(scope).join("/")}`,
  });
}

interface Parameter {
  readonly name: string;
  readonly value: string;
}

/** Names the role in the parameter group, in the order of names. */
function setParameter(scope: Construct, group: RdsClusterParameterGroup, name: string, role: Role): void {
  const parameters = group.parameterInput as Parameter[];
  new Validator(scope)
    .check(
      `parameters["${name}"]`,
      parameters.find((parameter) => parameter.name === name)?.value,
      parameters.every((parameter) => parameter.name !== name),
      "must be left to the cluster: it names the role that the cluster is granted permissions by",
      "Leave it out.",
    )
    .throwIfInvalid();
  const all = [...parameters, { name, value: role.roleArn, applyMethod: "immediate" }];
  group.putParameter(sortedBy(all, (parameter) => parameter.name));
}

function warnWithoutEndpoint(scope: Construct, { endpointServices }: INetwork, service: string): void {
  if (endpointServices === undefined || endpointServices.includes(service)) return;
  Annotations.of(scope).addWarning(
    `The cluster has no way to ${service}: the network has no endpoint for it. ` +
      (service === "s3"
        ? "Add the gateway endpoint for S3 to the network (s3PrefixListId of an imported one)."
        : `Add interfaceEndpoints: ["${service}"] to the network (endpointServices of an imported one, once it has it).`),
  );
}
