import { PolicyStatement } from "../../../src";
import { DeployedStack, created, everywhere, global, named, owned, unregional } from "./deployed-stack";

/** CloudFront, its web ACL, certificates and DNS. */
export function edgeStatements(stack: DeployedStack): PolicyStatement[] {
  return [...cloudFrontStatements(stack), webAclStatement(stack), ...certificateStatements(stack), ...dnsStatements(stack)];
}

function cloudFrontStatements(stack: DeployedStack): PolicyStatement[] {
  const cloudFront = (type: string): string => unregional(stack, "cloudfront", `${type}/*`);
  const tagged = [cloudFront("distribution"), cloudFront("vpcorigin")];
  return [
    {
      sid: "CloudFrontCreate",
      actions: ["cloudfront:CreateDistribution", "cloudfront:CreateVpcOrigin"],
      resources: ["*"],
      conditions: created(stack),
    },
    { sid: "CloudFrontTagsAtCreation", actions: ["cloudfront:TagResource"], resources: tagged, conditions: created(stack) },
    {
      sid: "CloudFrontChange",
      actions: [
        "cloudfront:AllowVendedLogDeliveryForResource",
        "cloudfront:DeleteDistribution",
        "cloudfront:DeleteVpcOrigin",
        "cloudfront:TagResource",
        "cloudfront:UntagResource",
        "cloudfront:UpdateDistribution",
        "cloudfront:UpdateVpcOrigin",
      ],
      resources: tagged,
      conditions: owned(stack),
    },
    {
      sid: "CloudFrontPoliciesCreate",
      actions: ["cloudfront:CreateCachePolicy", "cloudfront:CreateOriginAccessControl", "cloudfront:CreateResponseHeadersPolicy"],
      resources: ["*"],
    },
    // Policies and access controls have neither names in their ARNs nor tags. One that a distribution uses can't be deleted.
    {
      sid: "CloudFrontPoliciesChange",
      actions: [
        "cloudfront:DeleteCachePolicy",
        "cloudfront:DeleteOriginAccessControl",
        "cloudfront:DeleteResponseHeadersPolicy",
        "cloudfront:UpdateCachePolicy",
        "cloudfront:UpdateOriginAccessControl",
        "cloudfront:UpdateResponseHeadersPolicy",
      ],
      resources: ["cache-policy", "origin-access-control", "response-headers-policy"].map(cloudFront),
    },
  ];
}

function webAclStatement(stack: DeployedStack): PolicyStatement {
  return {
    sid: "WebAcl",
    actions: [
      "wafv2:CreateWebACL",
      "wafv2:DeleteLoggingConfiguration",
      "wafv2:DeleteWebACL",
      "wafv2:PutLoggingConfiguration",
      "wafv2:TagResource",
      "wafv2:UntagResource",
      "wafv2:UpdateWebACL",
    ],
    resources: named(stack, (id) => global(stack, "wafv2", `global/webacl/${id}-*/*`)),
  };
}

function certificateStatements(stack: DeployedStack): PolicyStatement[] {
  const certificates = everywhere(stack, "acm", "certificate/*");
  return [
    { sid: "CertificatesCreate", actions: ["acm:RequestCertificate"], resources: ["*"], conditions: created(stack) },
    { sid: "CertificatesTagsAtCreation", actions: ["acm:AddTagsToCertificate"], resources: certificates, conditions: created(stack) },
    {
      sid: "CertificatesChange",
      actions: ["acm:AddTagsToCertificate", "acm:DeleteCertificate", "acm:RemoveTagsFromCertificate", "acm:UpdateCertificateOptions"],
      resources: certificates,
      conditions: owned(stack),
    },
  ];
}

/** Route 53 knows no condition on tags: the zone is named where it exists already, health checks never are. */
function dnsStatements({ partition, hostedZoneId }: DeployedStack): PolicyStatement[] {
  const route53 = (resource: string): string => `arn:${partition}:route53:::${resource}`;
  const zone = route53(`hostedzone/${hostedZoneId ?? "*"}`);
  return [
    { sid: "DnsRecords", actions: ["route53:ChangeResourceRecordSets"], resources: [zone] },
    { sid: "DnsHealthChecksCreate", actions: ["route53:CreateHealthCheck"], resources: ["*"] },
    {
      sid: "DnsHealthChecksChange",
      actions: ["route53:ChangeTagsForResource", "route53:DeleteHealthCheck", "route53:UpdateHealthCheck"],
      resources: [route53("healthcheck/*")],
    },
    ...(hostedZoneId === undefined
      ? [
          { sid: "DnsZoneCreate", actions: ["route53:CreateHostedZone"], resources: ["*"] },
          {
            sid: "DnsZoneChange",
            actions: ["route53:ChangeTagsForResource", "route53:DeleteHostedZone", "route53:UpdateHostedZoneComment"],
            resources: [zone],
          },
        ]
      : []),
  ];
}
