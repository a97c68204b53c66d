import { PolicyStatement } from "../../../src";
import { DeployedStack, everywhere, global, owned, regional, unregional } from "./deployed-stack";

/** What a plan asks AWS for: everything that the stack is made of, and nothing that is stored in it but the release. One managed policy each. */
export function readStatements(stack: DeployedStack): Readonly<Record<string, PolicyStatement[]>> {
  return {
    Describe: [describeStatement()],
    Read: [...keyAndLogStatements(stack), ...edgeStatements(stack), rolesStatement(stack), ...bucketStatements(stack)],
  };
}

/** Operations that name no resource, or list by filters. */
function describeStatement(): PolicyStatement {
  const describe = (service: string, what: readonly string[]): string[] => what.map((name) => `${service}:Describe${name}`);
  return {
    sid: "Describe",
    actions: [
      ...describe("application-autoscaling", ["ScalableTargets", "ScalingPolicies"]),
      "application-autoscaling:ListTagsForResource",
      ...describe("autoscaling", [
        "AutoScalingGroups",
        "InstanceRefreshes",
        "LifecycleHooks",
        "Policies",
        "ScalingActivities",
        "ScheduledActions",
      ]),
      "cloudwatch:DescribeAlarms",
      ...describe("ec2", [
        "AccountAttributes",
        "Addresses",
        "AddressesAttribute",
        "FlowLogs",
        "InternetGateways",
        "LaunchTemplateVersions",
        "LaunchTemplates",
        "NatGateways",
        "NetworkAcls",
        "NetworkInterfaces",
        "PrefixLists",
        "RouteTables",
        "SecurityGroupRules",
        "SecurityGroups",
        "Subnets",
        "VpcAttribute",
        "VpcEndpoints",
        "Vpcs",
      ]),
      ...describe("elasticache", [
        "CacheClusters",
        "CacheParameterGroups",
        "CacheParameters",
        "CacheSubnetGroups",
        "ReplicationGroups",
        "UserGroups",
        "Users",
      ]),
      "elasticache:ListTagsForResource",
      ...describe("elasticloadbalancing", [
        "CapacityReservation",
        "ListenerAttributes",
        "Listeners",
        "LoadBalancerAttributes",
        "LoadBalancers",
        "Rules",
        "Tags",
        "TargetGroupAttributes",
        "TargetGroups",
        "TargetHealth",
      ]),
      "kms:ListAliases",
      ...describe("logs", ["LogGroups", "ResourcePolicies"]),
      ...describe("rds", [
        "DBClusterParameterGroups",
        "DBClusterParameters",
        "DBClusters",
        "DBInstances",
        "DBParameterGroups",
        "DBParameters",
        "DBSubnetGroups",
        "GlobalClusters",
      ]),
      "rds:ListTagsForResource",
    ],
    resources: ["*"],
  };
}

function keyAndLogStatements(stack: DeployedStack): PolicyStatement[] {
  const { name } = stack;
  return [
    {
      sid: "ReadKeys",
      actions: ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"],
      resources: everywhere(stack, "kms", "key/*"),
      conditions: owned(stack),
    },
    {
      sid: "ReadLogs",
      actions: ["logs:GetDelivery", "logs:GetDeliveryDestination", "logs:GetDeliverySource", "logs:ListTagsForResource"],
      resources: [
        regional(stack, "logs", `log-group:/aws/*/${name}-*`),
        global(stack, "logs", `log-group:aws-waf-logs-${name}-*`),
        ...["delivery-destination", "delivery-source"].map((type) => global(stack, "logs", `${type}:${name}-*`)),
        global(stack, "logs", "delivery:*"),
      ],
    },
    {
      sid: "ReadMonitoring",
      actions: [
        "cloudwatch:GetDashboard",
        "cloudwatch:ListTagsForResource",
        "sns:GetSubscriptionAttributes",
        "sns:GetTopicAttributes",
        "sns:ListTagsForResource",
      ],
      resources: [
        ...everywhere(stack, "sns", `${name}-*`),
        ...everywhere(stack, "cloudwatch", `alarm:${name}-*`),
        unregional(stack, "cloudwatch", `dashboard/${name}-*`),
      ],
    },
  ];
}

function edgeStatements(stack: DeployedStack): PolicyStatement[] {
  const { partition, hostedZoneId, name } = stack;
  const cloudFront = (type: string): string => unregional(stack, "cloudfront", `${type}/*`);
  return [
    {
      sid: "ReadEdge",
      actions: [
        "cloudfront:GetCachePolicy",
        "cloudfront:GetDistribution",
        "cloudfront:GetOriginAccessControl",
        "cloudfront:GetResponseHeadersPolicy",
        "cloudfront:GetVpcOrigin",
        "cloudfront:ListTagsForResource",
        "wafv2:GetLoggingConfiguration",
        "wafv2:GetWebACL",
        "wafv2:ListTagsForResource",
      ],
      resources: [
        ...["cache-policy", "distribution", "origin-access-control", "response-headers-policy", "vpcorigin"].map(cloudFront),
        global(stack, "wafv2", `global/webacl/${name}-*/*`),
      ],
    },
    {
      sid: "ReadCertificates",
      actions: ["acm:DescribeCertificate", "acm:ListTagsForCertificate"],
      resources: everywhere(stack, "acm", "certificate/*"),
      conditions: owned(stack),
    },
    {
      sid: "ReadDns",
      actions: [
        "route53:GetChange",
        "route53:GetDNSSEC",
        "route53:GetHealthCheck",
        "route53:GetHostedZone",
        "route53:ListResourceRecordSets",
        "route53:ListTagsForResource",
      ],
      resources: ["change/*", "healthcheck/*", `hostedzone/${hostedZoneId ?? "*"}`].map(
        (resource) => `arn:${partition}:route53:::${resource}`,
      ),
    },
  ];
}

function rolesStatement(stack: DeployedStack): PolicyStatement {
  const { name } = stack;
  return {
    sid: "ReadRoles",
    actions: [
      "iam:GetInstanceProfile",
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:GetServiceLinkedRoleDeletionStatus",
      "iam:ListAttachedRolePolicies",
      "iam:ListInstanceProfilesForRole",
      "iam:ListRolePolicies",
    ],
    resources: [
      `role/${name}-*`,
      `instance-profile/${name}-*`,
      `role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling_${name}*`,
    ].map((resource) => unregional(stack, "iam", resource)),
  };
}

function bucketStatements(stack: DeployedStack): PolicyStatement[] {
  const { partition, name, region } = stack;
  const bucket = (suffix: string): string => `arn:${partition}:s3:::${name}-${suffix}`;
  return [
    {
      sid: "ReadBuckets",
      actions: [
        "s3:GetAccelerateConfiguration",
        "s3:GetBucketAcl",
        "s3:GetBucketCORS",
        "s3:GetBucketLogging",
        "s3:GetBucketObjectLockConfiguration",
        "s3:GetBucketOwnershipControls",
        "s3:GetBucketPolicy",
        "s3:GetBucketPublicAccessBlock",
        "s3:GetBucketRequestPayment",
        "s3:GetBucketTagging",
        "s3:GetBucketVersioning",
        "s3:GetBucketWebsite",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:GetReplicationConfiguration",
        "s3:ListBucket",
        "s3:ListBucketVersions",
      ],
      resources: [bucket("*")],
    },
    { sid: "ReadReleases", actions: ["s3:GetObject", "s3:GetObjectTagging"], resources: [bucket("releases-*/*")] },
    // An object's checksum is as secret as the object (S3 API Reference, HeadObject).
    {
      sid: "ReadReleasesDecrypt",
      actions: ["kms:Decrypt"],
      resources: [regional(stack, "kms", "key/*")],
      conditions: { ...owned(stack), StringLike: { "kms:ViaService": `s3.${region}.*` } },
    },
  ];
}
