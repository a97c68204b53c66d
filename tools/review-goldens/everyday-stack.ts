import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { App, TerraformStack } from "cdktf";

export const ACCOUNT = "111122223333";
const READER = `arn:aws:iam::${ACCOUNT}:role/reader`;

/** What most platforms have, in plain resources with written names: of each kind that a gate looks at, one. */
export class EverydayStack extends TerraformStack {
  constructor(app: App, id: string) {
    super(app, id);
    new AwsProvider(this, "Aws", { region: "eu-central-1", allowedAccountIds: [ACCOUNT] });
    const subnets = this.network();
    this.data(subnets);
    this.objects();
    this.permissions();
  }

  private network(): readonly string[] {
    const vpc = new Vpc(this, "Vpc", { cidrBlock: "10.0.0.0/16" });
    const gateway = new InternetGateway(this, "Gateway", { vpcId: vpc.id });
    const table = new RouteTable(this, "Public", { vpcId: vpc.id });
    new Route(this, "ToInternet", { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id });
    const [open, inside, other] = ["a", "b", "c"].map(
      (zone, index) =>
        new Subnet(this, `Subnet-${zone}`, { vpcId: vpc.id, cidrBlock: `10.0.${index}.0/24`, availabilityZone: `eu-central-1${zone}` }),
    ) as [Subnet, Subnet, Subnet];
    new RouteTableAssociation(this, "OpenSubnet", { subnetId: open.id, routeTableId: table.id });
    const web = new SecurityGroup(this, "WebGroup", { name: "web", vpcId: vpc.id });
    const ports = (port: number) => ({ ipProtocol: "tcp", fromPort: port, toPort: port });
    new VpcSecurityGroupIngressRule(this, "Https", { securityGroupId: web.id, cidrIpv4: "0.0.0.0/0", ...ports(443) });
    new VpcSecurityGroupIngressRule(this, "Ssh", { securityGroupId: web.id, cidrIpv4: "10.0.0.0/16", ...ports(22) });
    const host = { ami: "ami-12345678", instanceType: "t3.micro", subnetId: open.id, vpcSecurityGroupIds: [web.id] };
    new Instance(this, "Server", { ...host, associatePublicIpAddress: true });
    const balancer = { name: "front", internal: true, subnets: [inside.id, other.id], securityGroups: [web.id] };
    new Lb(this, "Front", { ...balancer, enableDeletionProtection: true });
    return [inside.id, other.id];
  }

  private data(subnetIds: readonly string[]): void {
    const group = new DbSubnetGroup(this, "DatabaseSubnets", { name: "orders", subnetIds: [...subnetIds] });
    const cluster = new RdsCluster(this, "Database", {
      clusterIdentifier: "orders",
      engine: "aurora-postgresql",
      engineVersion: "16.8",
      masterUsername: "master",
      manageMasterUserPassword: true,
      dbSubnetGroupName: group.name,
      storageEncrypted: true,
      backupRetentionPeriod: 14,
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "orders-final",
    });
    const member = { clusterIdentifier: cluster.id, engine: "aurora-postgresql", instanceClass: "db.r7g.large" };
    new RdsClusterInstance(this, "Writer", { ...member, identifier: "orders-1", publiclyAccessible: false });
    new DynamodbTable(this, "Table", {
      name: "orders",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attribute: [{ name: "id", type: "S" }],
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: true,
    });
    new ElasticacheReplicationGroup(this, "Cache", {
      replicationGroupId: "books",
      description: "order books",
      engine: "valkey",
      engineVersion: "8.0",
      nodeType: "cache.r7g.large",
      numCacheClusters: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      snapshotRetentionLimit: 7,
      atRestEncryptionEnabled: "true",
      transitEncryptionEnabled: true,
    });
    new CloudwatchLogGroup(this, "Log", { name: "/orders", retentionInDays: 365, skipDestroy: true });
    new SecretsmanagerSecret(this, "Secret", { name: "orders", recoveryWindowInDays: 30 });
  }

  private objects(): void {
    const bucket = new S3Bucket(this, "Records", { bucket: "orders-records" });
    const on = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
    new S3BucketPublicAccessBlock(this, "RecordsBlock", { bucket: bucket.bucket, ...on });
    new S3BucketVersioningA(this, "RecordsVersioning", { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } });
    const read = {
      Sid: "Read",
      Effect: "Allow",
      Principal: { AWS: READER },
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::orders-records/*",
    };
    new S3BucketPolicy(this, "RecordsPolicy", { bucket: bucket.bucket, policy: policy(read) });
    const queue = new SqsQueue(this, "Jobs", { name: "orders-jobs" });
    const queueArn = `arn:aws:sqs:eu-central-1:${ACCOUNT}:orders-jobs`;
    const send = { Sid: "Send", Effect: "Allow", Principal: { AWS: READER }, Action: "sqs:SendMessage", Resource: queueArn };
    new SqsQueuePolicy(this, "JobsPolicy", { queueUrl: queue.url, policy: policy(send) });
    const topic = new SnsTopic(this, "News", { name: "orders-news" });
    const topicArn = `arn:aws:sns:eu-central-1:${ACCOUNT}:orders-news`;
    const publish = { Sid: "Publish", Effect: "Allow", Principal: { AWS: READER }, Action: "sns:Publish", Resource: topicArn };
    new SnsTopicPolicy(this, "NewsPolicy", { arn: topic.arn, policy: policy(publish) });
  }

  private permissions(): void {
    const admin = { Sid: "Admin", Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" };
    new KmsKey(this, "Key", { policy: policy(admin), enableKeyRotation: true, deletionWindowInDays: 30 });
    const trust = policy({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" });
    const role = new IamRole(this, "Reader", { name: "reader", assumeRolePolicy: trust });
    const read = {
      Sid: "Read",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:ListBucket"],
      Resource: ["arn:aws:s3:::orders-records", "arn:aws:s3:::orders-records/*"],
    };
    const keep = { Sid: "Keep", Effect: "Deny", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders-records/secret/*" };
    new IamRolePolicy(this, "ReaderGrants", { name: "grants", role: role.name, policy: policy(read, keep) });
  }
}

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
