import { PolicyStatement } from "../../../src";
import { DeployedStack, created, named, owned, regional, unregional } from "./deployed-stack";

/** Aurora. */
export function databaseStatements(stack: DeployedStack): PolicyStatement[] {
  return [...auroraStatements(stack), ...scalingStatements(stack)];
}

function auroraStatements(stack: DeployedStack): PolicyStatement[] {
  const rds = (type: string): string[] => named(stack, (id) => regional(stack, "rds", `${type}:${id}-*`));
  const deletesData = stack.removal === "destroy";
  return [
    {
      sid: "Aurora",
      actions: [
        "rds:AddRoleToDBCluster",
        "rds:AddSourceIdentifierToSubscription",
        "rds:AddTagsToResource",
        "rds:CreateDBCluster",
        "rds:CreateDBClusterParameterGroup",
        // The final snapshot of a cluster that was protected before.
        ...(deletesData ? ["rds:CreateDBClusterSnapshot"] : []),
        "rds:CreateDBInstance",
        "rds:CreateDBParameterGroup",
        "rds:CreateDBSubnetGroup",
        "rds:CreateEventSubscription",
        "rds:CreateGlobalCluster",
        ...(deletesData ? ["rds:DeleteDBCluster", "rds:DeleteGlobalCluster"] : []),
        "rds:DeleteDBClusterParameterGroup",
        "rds:DeleteDBInstance",
        "rds:DeleteDBParameterGroup",
        "rds:DeleteDBSubnetGroup",
        "rds:DeleteEventSubscription",
        // The Data API of a cluster that is there.
        "rds:DisableHttpEndpoint",
        "rds:EnableHttpEndpoint",
        "rds:ModifyDBCluster",
        "rds:ModifyDBClusterParameterGroup",
        "rds:ModifyDBInstance",
        "rds:ModifyDBParameterGroup",
        "rds:ModifyDBSubnetGroup",
        "rds:ModifyEventSubscription",
        "rds:ModifyGlobalCluster",
        "rds:RemoveFromGlobalCluster",
        "rds:RemoveRoleFromDBCluster",
        "rds:RemoveSourceIdentifierFromSubscription",
        "rds:RemoveTagsFromResource",
        "rds:ResetDBClusterParameterGroup",
        "rds:ResetDBParameterGroup",
      ],
      resources: [
        ...["cluster", "cluster-pg", "cluster-snapshot", "db", "es", "pg", "subgrp"].flatMap(rds),
        ...named(stack, (id) => unregional(stack, "rds", `global-cluster:${id}-*`)),
      ],
    },
    // Restore drills.
    {
      sid: "AuroraDrills",
      actions: ["scheduler:CreateSchedule", "scheduler:DeleteSchedule", "scheduler:UpdateSchedule"],
      resources: named(stack, (id) => regional(stack, "scheduler", `schedule/default/${id}-*`)),
    },
    // Every cluster has the option group of its engine, which RDS creates.
    { sid: "AuroraOptionGroups", actions: ["rds:CreateDBCluster"], resources: [regional(stack, "rds", "og:default:*")] },
    // Aurora User Guide, "Password management with Amazon Aurora and AWS Secrets Manager". Nobody reads the secret.
    {
      sid: "AuroraPasswords",
      actions: ["secretsmanager:CreateSecret", "secretsmanager:TagResource"],
      resources: [regional(stack, "secretsmanager", "secret:rds!cluster-*")],
    },
  ];
}

/** Readers, replicas and shards. Application Auto Scaling makes up the ids; it has the alarms of target tracking made on behalf of whoever adds the policy. */
function scalingStatements(stack: DeployedStack): PolicyStatement[] {
  const targets = [regional(stack, "application-autoscaling", "scalable-target/*")];
  return [
    {
      sid: "ScalingCreate",
      actions: ["application-autoscaling:RegisterScalableTarget", "application-autoscaling:TagResource"],
      resources: targets,
      conditions: created(stack),
    },
    {
      sid: "ScalingChange",
      actions: [
        "application-autoscaling:DeleteScalingPolicy",
        "application-autoscaling:DeleteScheduledAction",
        "application-autoscaling:DeregisterScalableTarget",
        "application-autoscaling:PutScalingPolicy",
        "application-autoscaling:PutScheduledAction",
        "application-autoscaling:RegisterScalableTarget",
        "application-autoscaling:TagResource",
        "application-autoscaling:UntagResource",
      ],
      resources: targets,
      conditions: owned(stack),
    },
    scalingAlarmsStatement(stack, "Reader", "cluster:"),
  ];
}

/** Application Auto Scaling calls an alarm by what it scales: `TargetTracking-replication-group/…`. */
function scalingAlarmsStatement(stack: DeployedStack, of: string, target: string): PolicyStatement {
  return {
    sid: `${of}ScalingAlarms`,
    actions: ["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm"],
    resources: named(stack, (id) => regional(stack, "cloudwatch", `alarm:TargetTracking-${target}${id}-*`)),
  };
}

/** ElastiCache. */
export function cacheStatements(stack: DeployedStack): PolicyStatement[] {
  const cache = (type: string): string[] => named(stack, (id) => regional(stack, "elasticache", `${type}:${id}-*`));
  const users = regional(stack, "elasticache", "user:*");
  const deletesData = stack.removal === "destroy";
  return [
    scalingAlarmsStatement(stack, "Cache", "replication-group/"),
    {
      sid: "Cache",
      actions: [
        "elasticache:AddTagsToResource",
        "elasticache:CreateCacheParameterGroup",
        "elasticache:CreateCacheSubnetGroup",
        "elasticache:CreateGlobalReplicationGroup",
        "elasticache:CreateReplicationGroup",
        ...(deletesData ? ["elasticache:CreateSnapshot"] : []),
        "elasticache:CreateUserGroup",
        "elasticache:DecreaseNodeGroupsInGlobalReplicationGroup",
        "elasticache:DecreaseReplicaCount",
        "elasticache:DeleteCacheParameterGroup",
        "elasticache:DeleteCacheSubnetGroup",
        ...(deletesData ? ["elasticache:DeleteGlobalReplicationGroup", "elasticache:DeleteReplicationGroup"] : []),
        "elasticache:DeleteUserGroup",
        "elasticache:DisassociateGlobalReplicationGroup",
        "elasticache:IncreaseNodeGroupsInGlobalReplicationGroup",
        "elasticache:IncreaseReplicaCount",
        "elasticache:ModifyCacheParameterGroup",
        "elasticache:ModifyCacheSubnetGroup",
        "elasticache:ModifyGlobalReplicationGroup",
        "elasticache:ModifyReplicationGroup",
        "elasticache:ModifyReplicationGroupShardConfiguration",
        "elasticache:ModifyUserGroup",
        "elasticache:RemoveTagsFromResource",
        "elasticache:ResetCacheParameterGroup",
      ],
      resources: [
        ...["parametergroup", "replicationgroup", "snapshot", "subnetgroup", "usergroup"].flatMap(cache),
        // ElastiCache names the parameter groups of a global datastore's caches, and puts five letters before its id that stand for its region.
        ...named(stack, (id) => regional(stack, "elasticache", `parametergroup:global-datastore-${id}-*`)),
        ...named(stack, (id) => unregional(stack, "elasticache", `globalreplicationgroup:?????-${id}-*`)),
      ],
    },
    // A user's id is its name, which the services log in with.
    {
      sid: "CacheUsersCreate",
      actions: ["elasticache:AddTagsToResource", "elasticache:CreateUser"],
      resources: [users],
      conditions: created(stack),
    },
    {
      sid: "CacheUsersChange",
      actions: [
        "elasticache:AddTagsToResource",
        "elasticache:CreateUserGroup",
        "elasticache:DeleteUser",
        "elasticache:ModifyUser",
        "elasticache:ModifyUserGroup",
        "elasticache:RemoveTagsFromResource",
      ],
      resources: [users],
      conditions: owned(stack),
    },
  ];
}
