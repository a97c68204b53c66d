"""The shards and nodes of a replication group, with the names that ElastiCache gives them."""

from __future__ import annotations

from typing import Any

from moto.ec2.models import ec2_backends

from . import _elasticache_destinations as destinations
from ._elasticache import arn, full_version, store

SLOTS = 16384


def shape_of(given: dict[str, Any], cluster_enabled: bool) -> dict[str, int]:
    if cluster_enabled:
        return {"shards": int(given.get("NumNodeGroups") or 1), "replicas": int(given.get("ReplicasPerNodeGroup") or 0)}
    nodes = given.get("NumCacheClusters") or int(given.get("ReplicasPerNodeGroup") or 0) + 1
    return {"shards": 1, "replicas": int(nodes) - 1}


def lay_out(backend: Any, name: str) -> None:
    """Gives a group as many shards and nodes as it should have, with the names that AWS gives them."""
    group, shape, port = backend.replication_groups[name], store(backend, "shape")[name], store(backend, "member_settings")[name]["Port"]
    clustered = group["ClusterEnabled"]
    domain = f"{name}.emulator.{backend.region_name}.cache.amazonaws.com"
    shards = [f"{number + 1:04}" for number in range(shape["shards"])]
    node_groups, width, zones = [], SLOTS // len(shards), zones_of(backend, name)
    for index, shard in enumerate(shards):
        nodes = [f"{name}-{shard}-{number + 1:03}" if clustered else f"{name}-{number + 1:03}" for number in range(shape["replicas"] + 1)]
        node_group: dict[str, Any] = {
            "NodeGroupId": shard,
            "Status": "available",
            "NodeGroupMembers": [
                {"CacheClusterId": node, "CacheNodeId": "0001", "PreferredAvailabilityZone": zones[(index + number) % len(zones)]}
                for number, node in enumerate(nodes)
            ],
        }
        if clustered:
            last = SLOTS - 1 if shard == shards[-1] else (index + 1) * width - 1
            node_group["Slots"] = f"{index * width}-{last}"
        else:
            node_group["PrimaryEndpoint"] = {"Address": f"master.{domain}", "Port": port}
            node_group["ReaderEndpoint"] = {"Address": f"replica.{domain}", "Port": port}
            for number, member in enumerate(node_group["NodeGroupMembers"]):
                member["CurrentRole"] = "replica" if number else "primary"
        node_groups.append(node_group)
    group["NodeGroups"] = node_groups
    group["MemberClusters"] = [member["CacheClusterId"] for node_group in node_groups for member in node_group["NodeGroupMembers"]]
    if clustered:
        group["ConfigurationEndpoint"] = {"Address": f"clustercfg.{domain}", "Port": port}


def zones_of(backend: Any, name: str) -> list[str]:
    """Where the nodes of a group can be: the zones of its subnets."""
    subnet_group = backend.cache_subnet_groups.get(store(backend, "member_settings")[name]["CacheSubnetGroupName"])
    if subnet_group is None:
        return [f"{backend.region_name}a"]
    subnets = ec2_backends[backend.account_id][backend.region_name].describe_subnets(subnet_ids=subnet_group.subnet_ids)
    return sorted({subnet.availability_zone for subnet in subnets})


def member_cluster(backend: Any, group: dict[str, Any], name: str) -> dict[str, Any]:
    settings = store(backend, "member_settings")[group["ReplicationGroupId"]]
    pending = store(backend, "pending").get(group["ReplicationGroupId"], {})
    cluster = {
        "CacheClusterId": name,
        "ARN": arn(backend, "cluster", name),
        "ReplicationGroupId": group["ReplicationGroupId"],
        "CacheClusterStatus": "available",
        "CacheNodeType": group["CacheNodeType"],
        "Engine": group["Engine"],
        "EngineVersion": full_version(group["Engine"], str(settings["EngineVersion"])),
        "PendingModifiedValues": {member: value for member, value in pending.items() if member in ("CacheNodeType", "EngineVersion")},
        "NumCacheNodes": 1,
        "PreferredMaintenanceWindow": settings["PreferredMaintenanceWindow"],
        "CacheParameterGroup": {"CacheParameterGroupName": settings["CacheParameterGroupName"], "ParameterApplyStatus": "in-sync"},
        "CacheSubnetGroupName": settings["CacheSubnetGroupName"],
        "SecurityGroups": [{"SecurityGroupId": group_id, "Status": "active"} for group_id in settings["SecurityGroupIds"]],
        "CacheSecurityGroups": [],
        "AutoMinorVersionUpgrade": group["AutoMinorVersionUpgrade"],
        "SnapshotRetentionLimit": group["SnapshotRetentionLimit"],
        "SnapshotWindow": group["SnapshotWindow"],
        "TransitEncryptionEnabled": group["TransitEncryptionEnabled"],
        "TransitEncryptionMode": group.get("TransitEncryptionMode"),
        "AtRestEncryptionEnabled": group["AtRestEncryptionEnabled"],
        "AuthTokenEnabled": group["AuthTokenEnabled"],
        "NetworkType": group["NetworkType"],
        "IpDiscovery": group["IpDiscovery"],
        "CacheNodes": [
            {
                "CacheNodeId": "0001",
                "CacheNodeStatus": "available",
                "Endpoint": {"Address": f"{name}.emulator.{backend.region_name}.cache.amazonaws.com", "Port": settings["Port"]},
                "ParameterGroupStatus": "in-sync",
            }
        ],
    }
    if settings.get("NotificationTopicArn"):
        topic = settings["NotificationTopicArn"]
        cluster["NotificationConfiguration"] = {"TopicArn": topic, "TopicStatus": destinations.topic_status(backend, topic)}
    return cluster
