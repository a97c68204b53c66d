import { PolicyStatement } from "../../../src";
import { DeployedStack, created, everywhere, global, named, owned, regional, unregional } from "./deployed-stack";

/** CloudFront, web ACLs and certificates, with all that the constructs of the edge are made of. */
export function edgeStatements(stack: DeployedStack): PolicyStatement[] {
  return [...cloudFrontStatements(stack), ...edgeCodeStatements(stack), ...webAclStatements(stack), ...certificateStatements(stack)];
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

/** What behaviors name besides: functions and what they read, who signs, real-time logs. */
function edgeCodeStatements(stack: DeployedStack): PolicyStatement[] {
  return [
    {
      sid: "CloudFrontFunctions",
      actions: [
        "cloudfront:CreateFunction",
        "cloudfront:CreateRealtimeLogConfig",
        "cloudfront:DeleteFunction",
        "cloudfront:DeleteRealtimeLogConfig",
        "cloudfront:PublishFunction",
        "cloudfront:UpdateFunction",
        "cloudfront:UpdateRealtimeLogConfig",
      ],
      resources: named(stack, (id) =>
        ["function", "realtime-log-config"].map((type) => unregional(stack, "cloudfront", `${type}/${id}-*`)),
      ),
    },
    // A store's ARN holds an id. One that a function uses can't be deleted, nor can a key of a group, or a group of a behavior.
    {
      sid: "CloudFrontStores",
      actions: ["cloudfront-keyvaluestore:UpdateKeys", "cloudfront:CreateKeyValueStore", "cloudfront:DeleteKeyValueStore"],
      resources: [unregional(stack, "cloudfront", "key-value-store/*")],
    },
    {
      sid: "CloudFrontSigners",
      actions: [
        "cloudfront:CreateKeyGroup",
        "cloudfront:CreatePublicKey",
        "cloudfront:DeleteKeyGroup",
        "cloudfront:DeletePublicKey",
        "cloudfront:UpdateKeyGroup",
      ],
      resources: ["*"],
    },
  ];
}

/** Web ACLs of CloudFront and of the region, their IP sets, and load balancers that have one. */
function webAclStatements(stack: DeployedStack): PolicyStatement[] {
  const webAcl = (resource: string): string[] => [
    global(stack, "wafv2", `global/${resource}`),
    regional(stack, "wafv2", `regional/${resource}`),
  ];
  const loadBalancers = regional(stack, "elasticloadbalancing", "loadbalancer/app/*");
  return [
    {
      sid: "WebAcl",
      actions: [
        "wafv2:AssociateWebACL",
        "wafv2:CreateIPSet",
        "wafv2:CreateWebACL",
        "wafv2:DeleteIPSet",
        "wafv2:DeleteLoggingConfiguration",
        "wafv2:DeleteWebACL",
        "wafv2:PutLoggingConfiguration",
        "wafv2:TagResource",
        "wafv2:UntagResource",
        "wafv2:UpdateIPSet",
        "wafv2:UpdateWebACL",
      ],
      resources: named(stack, (id) => webAcl(`*/${id}-*/*`)),
    },
    // Managed rule groups are asked for as if they were the account's (Service Authorization Reference, CreateWebACL).
    { sid: "WebAclManagedRules", actions: ["wafv2:CreateWebACL", "wafv2:UpdateWebACL"], resources: webAcl("managedruleset/*") },
    // AWS WAF knows no tags of load balancers. Elastic Load Balancing is asked as well, and allows it for the stack's own.
    { sid: "WebAclAssociate", actions: ["wafv2:AssociateWebACL"], resources: [loadBalancers] },
    { sid: "WebAclDisassociate", actions: ["wafv2:DisassociateWebACL"], resources: ["*"] },
    {
      sid: "WebAclOfLoadBalancer",
      actions: [
        "elasticloadbalancing:CreateWebACLAssociation",
        "elasticloadbalancing:DeleteWebACLAssociation",
        "elasticloadbalancing:SetWebAcl",
      ],
      resources: [loadBalancers],
      conditions: owned(stack),
    },
  ];
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
