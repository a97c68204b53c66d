import { sleep } from "../../../tools/support/process";
import { AwsAnswer, jsonApi, queryApi, restApi } from "./aws-api";
import { DeployedResource } from "./workspace";

type Values = DeployedResource["values"];

/** A resource of each kind, by the beginning of its address, and the request that removes it. */
const REMOVALS: Readonly<Record<string, (url: string, values: Values) => Promise<AwsAnswer>>> = {
  "aws_appautoscaling_policy.Database_": (url, { name, service_namespace, resource_id, scalable_dimension }) =>
    jsonApi(url, "application-autoscaling", "AnyScaleFrontendService.DeleteScalingPolicy", {
      PolicyName: name,
      ServiceNamespace: service_namespace,
      ResourceId: resource_id,
      ScalableDimension: scalable_dimension,
    }),
  "aws_autoscaling_lifecycle_hook.TradingApi_": (url, { autoscaling_group_name, name }) =>
    query(url, "autoscaling", "2011-01-01", "DeleteLifecycleHook", {
      AutoScalingGroupName: autoscaling_group_name,
      LifecycleHookName: name,
    }),
  "aws_autoscaling_policy.WebFrontend_ScaleOnCpu_": (url, { autoscaling_group_name, name }) =>
    query(url, "autoscaling", "2011-01-01", "DeletePolicy", { AutoScalingGroupName: autoscaling_group_name, PolicyName: name }),
  "aws_cloudwatch_dashboard.": (url, { dashboard_name }) =>
    query(url, "monitoring", "2010-08-01", "DeleteDashboards", { "DashboardNames.member.1": dashboard_name }),
  "aws_cloudwatch_log_group.Cache_LogGroup-slow-log_": (url, { name }) =>
    jsonApi(url, "logs", "Logs_20140328.DeleteLogGroup", { logGroupName: name }),
  "aws_cloudwatch_metric_alarm.Database_Alarms_writerCpu_": (url, { alarm_name }) =>
    query(url, "monitoring", "2010-08-01", "DeleteAlarms", { "AlarmNames.member.1": alarm_name }),
  "aws_elasticache_user.Cache_": async (url, { user_id }) => {
    const answer = await query(url, "elasticache", "2015-02-02", "DeleteUser", { UserId: user_id });
    // For a while it is being deleted, which Terraform doesn't wait for.
    while ((await query(url, "elasticache", "2015-02-02", "DescribeUsers", { UserId: user_id })).status === 200) await sleep(100);
    return answer;
  },
  "aws_iam_role_policy.TradingApi_": (url, { role, name }) =>
    query(url, "iam", "2010-05-08", "DeleteRolePolicy", { RoleName: role, PolicyName: name }),
  "aws_kms_alias.Key_": (url, { name }) => jsonApi(url, "kms", "TrentService.DeleteAlias", { AliasName: name }),
  "aws_lb_listener_rule.TradingApi_": (url, { arn }) => query(url, "elasticloadbalancing", "2015-12-01", "DeleteRule", { RuleArn: arn }),
  "aws_route.Network_public_eu-central-1a_": (url, { route_table_id, destination_cidr_block }) =>
    query(url, "ec2", "2016-11-15", "DeleteRoute", { RouteTableId: route_table_id, DestinationCidrBlock: destination_cidr_block }),
  "aws_route53_record.Edge_Record-tradingexamplecom-AAAA_": (url, values) =>
    restApi(url, "route53", "POST", `/2013-04-01/hostedzone/${values.zone_id}/rrset/`, recordDeletion(values)),
  "aws_s3_bucket_policy.TradeRecords_": (url, { bucket }) => restApi(url, "s3", "DELETE", `/${bucket}?policy`),
  "aws_s3_bucket_public_access_block.Assets_": (url, { bucket }) => restApi(url, "s3", "DELETE", `/${bucket}?publicAccessBlock`),
  "aws_vpc_security_group_ingress_rule.Database_": (url, { security_group_id, security_group_rule_id }) =>
    query(url, "ec2", "2016-11-15", "RevokeSecurityGroupIngress", {
      GroupId: security_group_id,
      "SecurityGroupRuleId.1": security_group_rule_id,
    }),
};

/**
 * Removes one resource of each of many kinds from the reference stack by requests of the services' own, as somebody in the console would.
 *
 * @returns the addresses of what has been removed
 */
export async function removeBehindTerraform(url: string, deployed: readonly DeployedResource[]): Promise<string[]> {
  const removed: string[] = [];
  for (const [prefix, remove] of Object.entries(REMOVALS)) {
    const found = deployed.filter(({ address }) => address.startsWith(prefix));
    if (found.length !== 1) throw new Error(`expected one ${prefix}…, found ${found.length}`);
    const { status, body } = await remove(url, found[0]!.values);
    if (status >= 300) throw new Error(`${prefix}… wasn't removed: ${status} ${body}`);
    removed.push(found[0]!.address);
  }
  return removed;
}

function query(url: string, service: string, version: string, action: string, parameters: Readonly<Record<string, string>>) {
  return queryApi(url, service, { Action: action, Version: version, ...parameters });
}

function recordDeletion({ fqdn, type, alias: [{ zone_id, name, evaluate_target_health }] }: Values): string {
  const target = `<HostedZoneId>${zone_id}</HostedZoneId><DNSName>${name}</DNSName><EvaluateTargetHealth>${evaluate_target_health}</EvaluateTargetHealth>`;
  const record = `<Name>${fqdn}</Name><Type>${type}</Type><AliasTarget>${target}</AliasTarget>`;
  const change = `<Change><Action>DELETE</Action><ResourceRecordSet>${record}</ResourceRecordSet></Change>`;
  const namespace = "https://route53.amazonaws.com/doc/2013-04-01/";
  return `<ChangeResourceRecordSetsRequest xmlns="${namespace}"><ChangeBatch><Changes>${change}</Changes></ChangeBatch></ChangeResourceRecordSetsRequest>`;
}
