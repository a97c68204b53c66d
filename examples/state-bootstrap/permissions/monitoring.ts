import { PolicyStatement } from "../../../src";
import { DeployedStack, everywhere, global, named, queryLogGroups, regional, unregional } from "./deployed-stack";

/** Log groups and streams, log deliveries, topics, alarms and the dashboard. */
export function monitoringStatements(stack: DeployedStack): PolicyStatement[] {
  return [...logStatements(stack), ...alarmStatements(stack)];
}

function logStatements(stack: DeployedStack): PolicyStatement[] {
  const { removal } = stack;
  const groups = [
    ...named(stack, (id) => regional(stack, "logs", `log-group:/aws/*/${id}-*`)),
    ...named(stack, (id) => regional(stack, "logs", `log-group:/${id}/*`)),
    ...named(stack, (id) => everywhere(stack, "logs", `log-group:aws-waf-logs-${id}-*`)),
    ...queryLogGroups(stack),
  ];
  const deliveries = ["delivery-destination", "delivery-source"].flatMap((type) =>
    named(stack, (id) => global(stack, "logs", `${type}:${id}-*`)),
  );
  return [
    {
      sid: "LogGroups",
      actions: [
        "logs:AssociateKmsKey",
        "logs:CreateLogGroup",
        ...(removal === "destroy" ? ["logs:DeleteLogGroup"] : []),
        "logs:DisassociateKmsKey",
        "logs:PutRetentionPolicy",
        "logs:TagResource",
        "logs:UntagResource",
      ],
      resources: groups,
    },
    {
      sid: "RealTimeLogStreams",
      actions: [
        "kinesis:AddTagsToStream",
        "kinesis:CreateStream",
        "kinesis:DeleteStream",
        "kinesis:IncreaseStreamRetentionPeriod",
        "kinesis:RemoveTagsFromStream",
        "kinesis:StartStreamEncryption",
      ],
      resources: named(stack, (id) => regional(stack, "kinesis", `stream/${id}-*`)),
    },
    // CloudWatch Logs User Guide, "Logging that requires additional permissions [V2]". A delivery's id is made up.
    {
      sid: "LogDeliveries",
      actions: [
        "logs:CreateDelivery",
        "logs:DeleteDelivery",
        "logs:DeleteDeliveryDestination",
        "logs:DeleteDeliverySource",
        "logs:PutDeliveryDestination",
        "logs:PutDeliverySource",
        "logs:TagResource",
        "logs:UntagResource",
        "logs:UpdateDeliveryConfiguration",
      ],
      resources: [...deliveries, global(stack, "logs", "delivery:*")],
    },
    {
      sid: "LogDeliveriesOfServices",
      actions: [
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DeleteResourcePolicy",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
      ],
      resources: ["*"],
    },
  ];
}

function alarmStatements(stack: DeployedStack): PolicyStatement[] {
  return [
    {
      sid: "Topics",
      actions: [
        "sns:CreateTopic",
        "sns:DeleteTopic",
        "sns:SetSubscriptionAttributes",
        "sns:SetTopicAttributes",
        "sns:Subscribe",
        "sns:TagResource",
        "sns:Unsubscribe",
        "sns:UntagResource",
      ],
      resources: named(stack, (id) => everywhere(stack, "sns", `${id}-*`)),
    },
    {
      sid: "Alarms",
      actions: ["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm", "cloudwatch:TagResource", "cloudwatch:UntagResource"],
      resources: named(stack, (id) => everywhere(stack, "cloudwatch", `alarm:${id}-*`)),
    },
    {
      sid: "Dashboards",
      actions: ["cloudwatch:DeleteDashboards", "cloudwatch:PutDashboard"],
      resources: named(stack, (id) => unregional(stack, "cloudwatch", `dashboard/${id}-*`)),
    },
  ];
}
