import { PolicyStatement } from "../../../src";
import { DeployedStack, anywhere, everywhere, global, named, owned, queryLogGroups, regional, unregional } from "./deployed-stack";
import { autoScalingRoleArns } from "./identity";

/**
 * What a plan asks AWS for: everything that the stack is made of, and nothing that is stored in it but the release and what pages load. One managed policy each, of which
 * neither has all that names the stacks one by one: four of them with long ids have room.
 */
export function readStatements(stack: DeployedStack): Readonly<Record<string, PolicyStatement[]>> {
  return {
    Describe: [describeStatement(), ...edgeStatements(stack), ...bucketStatements(stack), ...releaseStatements(stack)],
    Read: [...keyAndLogStatements(stack), rolesStatement(stack), objectsDecryptStatement(stack)],
  };
}

/** Operations that name no resource, or list by filters. */
function describeStatement(): PolicyStatement {
  const describe = (service: string, what: readonly string[]): string[] => what.map((name) => `${service}:Describe${name}`);
  return {
    sid: "Describe",
    actions: [
      ...describe("application-autoscaling", ["ScalableTargets", "ScalingPolicies", "ScheduledActions"]),
      "application-autoscaling:ListTagsForResource",
      ...describe("autoscaling", [
        "AutoScalingGroups",
        "InstanceRefreshes",
        "LifecycleHooks",
        "Policies",
        "ScalingActivities",
        "ScheduledActions",
      ]),
      "cloudfront:GetKeyGroup",
      "cloudfront:GetPublicKey",
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
        "GlobalReplicationGroups",
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
      "elasticloadbalancing:GetLoadBalancerWebACL",
      "kinesis:DescribeLimits",
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
        "EventSubscriptions",
        "GlobalClusters",
      ]),
      "rds:ListTagsForResource",
      "scheduler:GetSchedule",
      "wafv2:GetWebACLForResource",
    ],
    resources: ["*"],
  };
}

function keyAndLogStatements(stack: DeployedStack): PolicyStatement[] {
  const ofSeveral = stack.stackIds.length > 1;
  return [
    {
      sid: "ReadKeys",
      actions: [
        "kms:DescribeKey",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        ...(ofSeveral ? ["kms:ListGrants"] : []),
        "kms:ListResourceTags",
      ],
      resources: everywhere(stack, "kms", "key/*"),
      conditions: owned(stack),
    },
    {
      sid: "ReadLogs",
      actions: ["logs:GetDelivery", "logs:GetDeliveryDestination", "logs:GetDeliverySource", "logs:ListTagsForResource"],
      resources: [
        ...named(stack, (id) => regional(stack, "logs", `log-group:/aws/*/${id}-*`)),
        ...named(stack, (id) => regional(stack, "logs", `log-group:/${id}/*`)),
        ...named(stack, (id) => anywhere(stack, "logs", `log-group:aws-waf-logs-${id}-*`)),
        ...named(stack, (id) => global(stack, "logs", `delivery-*:${id}-*`)),
        ...queryLogGroups(stack),
        global(stack, "logs", "delivery:*"),
      ],
    },
    {
      sid: "ReadMonitoring",
      actions: [
        "cloudwatch:GetDashboard",
        "cloudwatch:ListTagsForResource",
        "kinesis:DescribeStreamSummary",
        "kinesis:ListTagsForStream",
        "sns:GetSubscriptionAttributes",
        "sns:GetTopicAttributes",
        "sns:ListTagsForResource",
      ],
      resources: named(stack, (id) => [
        ...everywhere(stack, "sns", `${id}-*`),
        ...everywhere(stack, "cloudwatch", `alarm:${id}-*`),
        unregional(stack, "cloudwatch", `dashboard/${id}-*`),
        regional(stack, "kinesis", `stream/${id}-*`),
      ]),
    },
  ];
}

function edgeStatements(stack: DeployedStack): PolicyStatement[] {
  const { partition, hostedZoneId } = stack;
  return [
    {
      sid: "ReadEdge",
      actions: [
        "cloudfront-keyvaluestore:DescribeKeyValueStore",
        "cloudfront-keyvaluestore:ListKeys",
        "cloudfront:DescribeFunction",
        "cloudfront:DescribeKeyValueStore",
        "cloudfront:GetCachePolicy",
        "cloudfront:GetDistribution",
        "cloudfront:GetFunction",
        "cloudfront:GetOriginAccessControl",
        "cloudfront:GetRealtimeLogConfig",
        "cloudfront:GetResponseHeadersPolicy",
        "cloudfront:GetVpcOrigin",
        "cloudfront:ListTagsForResource",
        "wafv2:GetIPSet",
        "wafv2:GetLoggingConfiguration",
        "wafv2:GetWebACL",
        "wafv2:ListTagsForResource",
      ],
      // Of CloudFront, where few ARNs hold a name, and web ACLs of both scopes.
      resources: [unregional(stack, "cloudfront", "*"), ...named(stack, (id) => anywhere(stack, "wafv2", `*/${id}-*/*`))],
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
        "route53:GetQueryLoggingConfig",
        "route53:ListResourceRecordSets",
        "route53:ListTagsForResource",
      ],
      resources: ["change/*", "healthcheck/*", `hostedzone/${hostedZoneId ?? "*"}`, "queryloggingconfig/*"].map(
        (resource) => `arn:${partition}:route53:::${resource}`,
      ),
    },
  ];
}

function rolesStatement(stack: DeployedStack): PolicyStatement {
  const ofTheirOwn = named(stack, (id) =>
    [`role/${id}-*`, `instance-profile/${id}-*`].map((resource) => unregional(stack, "iam", resource)),
  );
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
    resources: [...ofTheirOwn, ...autoScalingRoleArns(stack)],
  };
}

function bucketStatements(stack: DeployedStack): PolicyStatement[] {
  const { partition } = stack;
  const bucket = (suffix: string): string[] => named(stack, (id) => `arn:${partition}:s3:::${id}-${suffix}`);
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
      resources: bucket("*"),
    },
    {
      sid: "ReadReleases",
      actions: ["s3:GetObject", "s3:GetObjectTagging"],
      resources: [...bucket("releases-*/*"), ...bucket("assets-*/static/*")],
    },
  ];
}

/** An object's checksum is as secret as the object (S3 API Reference, HeadObject). */
function objectsDecryptStatement(stack: DeployedStack): PolicyStatement {
  return {
    sid: "ReadReleasesDecrypt",
    actions: ["kms:Decrypt"],
    resources: [regional(stack, "kms", "key/*")],
    conditions: { ...owned(stack), StringLike: { "kms:ViaService": `s3.${stack.region}.*` } },
  };
}

function releaseStatements(stack: DeployedStack): PolicyStatement[] {
  return [
    {
      sid: "ReadRunbooks",
      actions: ["ssm:DescribeDocument", "ssm:DescribeDocumentPermission", "ssm:GetDocument", "ssm:ListTagsForResource"],
      resources: named(stack, (id) => regional(stack, "ssm", `document/${id}-*`)),
    },
    {
      sid: "ReadReleasesInProgress",
      actions: ["ssm:DescribeAssociation", "ssm:ListTagsForResource"],
      resources: [regional(stack, "ssm", "association/*")],
      conditions: owned(stack),
    },
  ];
}
