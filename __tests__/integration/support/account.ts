import { jsonApi, queryApi, restApi } from "./aws-api";

/** Operations that list what AWS names by itself, or what is named by a prefix: applied twice, it is there twice. */
const LISTS: readonly { readonly service: string; readonly action: string; readonly version: string; readonly element: string }[] = [
  { service: "ec2", action: "DescribeVpcs", version: "2016-11-15", element: "vpcId" },
  { service: "ec2", action: "DescribeSubnets", version: "2016-11-15", element: "subnetId" },
  { service: "ec2", action: "DescribeRouteTables", version: "2016-11-15", element: "routeTableId" },
  { service: "ec2", action: "DescribeInternetGateways", version: "2016-11-15", element: "internetGatewayId" },
  { service: "ec2", action: "DescribeVpcEndpoints", version: "2016-11-15", element: "vpcEndpointId" },
  { service: "ec2", action: "DescribeFlowLogs", version: "2016-11-15", element: "flowLogId" },
  { service: "ec2", action: "DescribeSecurityGroups", version: "2016-11-15", element: "groupId" },
  { service: "ec2", action: "DescribeSecurityGroupRules", version: "2016-11-15", element: "securityGroupRuleId" },
  { service: "ec2", action: "DescribeLaunchTemplates", version: "2016-11-15", element: "launchTemplateId" },
  { service: "iam", action: "ListRoles", version: "2010-05-08", element: "RoleName" },
  { service: "iam", action: "ListInstanceProfiles", version: "2010-05-08", element: "InstanceProfileName" },
  { service: "autoscaling", action: "DescribeAutoScalingGroups", version: "2011-01-01", element: "AutoScalingGroupName" },
  { service: "elasticloadbalancing", action: "DescribeLoadBalancers", version: "2015-12-01", element: "LoadBalancerArn" },
  { service: "elasticloadbalancing", action: "DescribeTargetGroups", version: "2015-12-01", element: "TargetGroupArn" },
  { service: "rds", action: "DescribeDBClusters", version: "2014-10-31", element: "DBClusterIdentifier" },
  { service: "rds", action: "DescribeDBInstances", version: "2014-10-31", element: "DBInstanceIdentifier" },
  { service: "rds", action: "DescribeDBParameterGroups", version: "2014-10-31", element: "DBParameterGroupName" },
  { service: "rds", action: "DescribeDBClusterParameterGroups", version: "2014-10-31", element: "DBClusterParameterGroupName" },
];

/** The names of what is in the account, as far as AWS or a prefix names it. */
export async function namesInAccount(url: string): Promise<Set<string>> {
  const answers = await Promise.all([
    ...LISTS.map(async ({ service, action, version, element }) =>
      elements((await queryApi(url, service, { Action: action, Version: version })).body, element),
    ),
    jsonApi(url, "kms", "TrentService.ListKeys").then(({ body }) => members(body, "Keys", "KeyId")),
    jsonApi(url, "acm", "CertificateManager.ListCertificates").then(({ body }) =>
      members(body, "CertificateSummaryList", "CertificateArn"),
    ),
    restApi(url, "route53", "GET", "/2013-04-01/hostedzone").then(({ body }) =>
      elements(body, "Id").map((id) => id.replace("/hostedzone/", "")),
    ),
    restApi(url, "route53", "GET", "/2013-04-01/healthcheck").then(({ body }) => elements(body, "Id")),
    restApi(url, "cloudfront", "GET", "/2020-05-31/distribution").then(({ body }) => elements(body, "DomainName")),
  ]);
  return new Set(answers.flat());
}

function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]+)</${name}>`, "g"))].map(([, text]) => text!);
}

function members(json: string, list: string, member: string): string[] {
  return (JSON.parse(json) as Record<string, Record<string, string>[]>)[list]!.map((entry) => entry[member]!);
}
