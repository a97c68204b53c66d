import { AlbListener } from "@cdktf/provider-aws/lib/alb-listener";
import { AlbTargetGroup } from "@cdktf/provider-aws/lib/alb-target-group";
import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";

const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const IMAGE = "ami-12c6146b";

/** What a platform has, in plain resources, with a defect of each kind that no plan shows. */
export class DefectiveStack extends TerraformStack {
  private readonly vpc: Vpc;
  private readonly subnets: readonly Subnet[];
  private readonly key: KmsKey;

  constructor(scope: Construct, id: string, accountId: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-central-1", allowedAccountIds: [accountId] });
    this.vpc = new Vpc(this, "Vpc", { cidrBlock: "10.0.0.0/16" });
    this.subnets = ["a", "b"].map(
      (zone, index) =>
        new Subnet(this, `Subnet${zone}`, { vpcId: this.vpc.id, cidrBlock: `10.0.${index}.0/24`, availabilityZone: `eu-central-1${zone}` }),
    );
    this.key = new KmsKey(this, "Key", { enableKeyRotation: true, policy: accountAlone(accountId) });
    this.connectsToALedger();
    this.writesToABucket();
    const loadBalancer = this.servesTraffic();
    this.tellsOfErrors(loadBalancer);
    this.cachesOrders();
  }

  /** The ledger's network ACL lets requests in and no reply out. */
  private connectsToALedger(): void {
    const [client, ledger] = ["Client", "Ledger"].map((name, index) => {
      const group = new SecurityGroup(this, `${name}Group`, { vpcId: this.vpc.id });
      const vpcSecurityGroupIds = [group.id];
      new Instance(this, name, { ami: IMAGE, instanceType: "m6i.large", subnetId: this.subnets[index]!.id, vpcSecurityGroupIds });
      return group;
    }) as [SecurityGroup, SecurityGroup];
    const port = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
    new VpcSecurityGroupEgressRule(this, "ToLedger", { securityGroupId: client.id, referencedSecurityGroupId: ledger.id, ...port });
    new VpcSecurityGroupIngressRule(this, "FromClient", { securityGroupId: ledger.id, referencedSecurityGroupId: client.id, ...port });
    const rule = { ruleNo: 100, action: "allow", protocol: "tcp", cidrBlock: "10.0.0.0/24", fromPort: 5432, toPort: 5432 };
    new NetworkAcl(this, "LedgerAcl", { vpcId: this.vpc.id, subnetIds: [this.subnets[1]!.id], ingress: [rule], egress: [rule] });
  }

  /** The bucket is encrypted under a key that its writer may not use. */
  private writesToABucket(): void {
    const bucket = new S3Bucket(this, "Trades", {});
    const applyServerSideEncryptionByDefault = { sseAlgorithm: "aws:kms", kmsMasterKeyId: this.key.arn };
    const rule = [{ applyServerSideEncryptionByDefault, bucketKeyEnabled: true }];
    new S3BucketServerSideEncryptionConfigurationA(this, "TradesEncryption", { bucket: bucket.id, rule });
    const role = new IamRole(this, "Writer", { assumeRolePolicy: policy("sts:AssumeRole", undefined, { Service: "ec2.amazonaws.com" }) });
    new IamRolePolicy(this, "WriterGrants", { role: role.id, policy: policy("s3:PutObject", `${bucket.arn}/*`) });
  }

  /** The target of the scaling policy is what an instance serves at most. */
  private servesTraffic(): Lb {
    const subnets = this.subnets.map((subnet) => subnet.id);
    const loadBalancer = new Lb(this, "LoadBalancer", { internal: true, subnets });
    const target = new AlbTargetGroup(this, "Target", { port: 8080, protocol: "HTTP", vpcId: this.vpc.id });
    const forward = [{ type: "forward", targetGroupArn: target.arn }];
    const listener = new AlbListener(this, "Listener", {
      loadBalancerArn: loadBalancer.arn,
      port: 80,
      protocol: "HTTP",
      defaultAction: forward,
    });
    const template = new LaunchTemplate(this, "Template", { imageId: IMAGE, instanceType: "m6i.large" });
    const group = new AutoscalingGroup(this, "Service", {
      minSize: 2,
      maxSize: 6,
      vpcZoneIdentifier: subnets,
      launchTemplate: { id: template.id, version: template.latestVersion as unknown as string },
      targetGroupArns: [target.arn],
      waitForCapacityTimeout: "0",
    });
    new AutoscalingPolicy(this, "Scaling", {
      name: "requests",
      autoscalingGroupName: group.name,
      policyType: "TargetTrackingScaling",
      dependsOn: [listener],
      targetTrackingConfiguration: {
        predefinedMetricSpecification: {
          predefinedMetricType: "ALBRequestCountPerTarget",
          resourceLabel: `${loadBalancer.arnSuffix}/${target.arnSuffix}`,
        },
        targetValue: 6000,
      },
    });
    return loadBalancer;
  }

  /** The alarm's dimension is an ARN, which no metric has; the topic's key lets CloudWatch do nothing. */
  private tellsOfErrors(loadBalancer: Lb): void {
    const topic = new SnsTopic(this, "Alarms", { kmsMasterKeyId: this.key.id });
    new CloudwatchMetricAlarm(this, "Errors", {
      alarmName: "errors",
      namespace: "AWS/ApplicationELB",
      metricName: "HTTPCode_ELB_5XX_Count",
      dimensions: { LoadBalancer: loadBalancer.arn },
      statistic: "Sum",
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 10,
      alarmActions: [topic.arn],
    });
  }

  /** Orders are cached by their path alone, and the token that says whose they are isn't passed on. */
  private cachesOrders(): void {
    const customOriginConfig = { httpPort: 80, httpsPort: 443, originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] };
    new CloudfrontDistribution(this, "Site", {
      enabled: true,
      origin: [{ originId: "api", domainName: "origin.example.com", customOriginConfig }],
      defaultCacheBehavior: {
        targetOriginId: "api",
        viewerProtocolPolicy: "https-only",
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
        cachePolicyId: CACHING_OPTIMIZED,
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    });
  }
}

function accountAlone(accountId: string): string {
  return policy("kms:*", "*", { AWS: `arn:aws:iam::${accountId}:root` });
}

function policy(action: string, resource?: string, principal?: object): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: resource, Principal: principal }],
  });
}
