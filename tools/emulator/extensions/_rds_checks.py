"""What RDS refuses of clusters and instances alike: keys, roles, insights, monitoring, windows."""

from __future__ import annotations

from typing import Any

from . import _rds_engines as engines
from ._keys import find_key, refusal
from ._support import ServiceError
from ._vpcs import role_trusts

#: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Monitoring.OS.Enabling.html
MONITORING_INTERVALS = (0, 1, 5, 10, 15, 30, 60)
MONITORING_SERVICE = "monitoring.rds.amazonaws.com"
#: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html (PerformanceInsightsRetentionPeriod)
INSIGHTS_DAYS = (7, *(31 * months for months in range(1, 24)), 731)
#: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DatabaseInsights.html
ADVANCED_DAYS = 465
KEY_MEMBERS = ("KmsKeyId", "MasterUserSecretKmsKeyId", "PerformanceInsightsKMSKeyId")


def bad_value(message: str) -> ServiceError:
    return ServiceError("InvalidParameterValue", message)


def bad_combination(message: str) -> ServiceError:
    return ServiceError("InvalidParameterCombination", message)


def check_range(given: dict[str, Any], member: str, least: int, most: int, what: str) -> None:
    value = given.get(member)
    if value is not None and not least <= int(value) <= most:
        raise bad_value(f"Invalid {what}: {value}. Must be between {least} and {most}.")


def check_keys(backend: Any, response: Any, given: dict[str, Any]) -> None:
    """A key must be there, be enabled and be of the region; RDS uses it by a grant of the caller's. RDS shows its ARN, however it is named.

    https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.Keys.html
    """
    for member in KEY_MEMBERS:
        name = given.get(member)
        if not name:
            continue
        key = None if refusal(backend.region_name, backend.account_id, name) else find_key(backend.region_name, backend.account_id, name)
        if key is None or key.key_spec != "SYMMETRIC_DEFAULT":
            message = f"The specified KMS key [{name}] does not exist, is not enabled or you do not have permissions to access it."
            raise ServiceError("KMSKeyNotAccessibleFault", message)
        if member != "MasterUserSecretKmsKeyId":
            response.params[member] = key.arn


def check_monitoring(backend: Any, given: dict[str, Any], role: str | None) -> None:
    """`role` is the one that is there already. Enhanced Monitoring writes under a role that it can assume."""
    interval = given.get("MonitoringInterval")
    if interval is not None and int(interval) not in MONITORING_INTERVALS:
        raise bad_value(f"Invalid monitoring interval: {interval}. Valid values are: {', '.join(map(str, MONITORING_INTERVALS))}.")
    role = given.get("MonitoringRoleArn") or role
    if interval and not role:
        raise bad_combination("A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.")
    if given.get("MonitoringRoleArn") and interval == 0:
        raise bad_combination("You must specify a MonitoringInterval value other than 0 when you specify a MonitoringRoleARN value.")
    if given.get("MonitoringRoleArn") and not role_trusts(backend, given["MonitoringRoleArn"], MONITORING_SERVICE):
        raise bad_value("IAM role ARN value is invalid or does not include the required permissions for: ENHANCED_MONITORING")


def check_insights(given: dict[str, Any], now: Any = None) -> None:
    """`now` is the cluster or instance as it is."""
    days = given.get("PerformanceInsightsRetentionPeriod")
    if days is not None and int(days) not in INSIGHTS_DAYS:
        valid = ", ".join(map(str, INSIGHTS_DAYS))
        raise bad_value(f"Invalid Performance Insights retention period: {days}. Valid values are: [{valid}]")
    enabled = given.get("EnablePerformanceInsights", getattr(now, "performance_insights_enabled", None))
    if given.get("DatabaseInsightsMode", getattr(now, "database_insights_mode", None)) != "advanced":
        return
    kept = days if days is not None else getattr(now, "performance_insights_retention_period", None)
    if not enabled or int(kept or 0) < ADVANCED_DAYS:
        how = f"enable Performance Insights and set the retention period for Performance Insights to {ADVANCED_DAYS} days or more"
        raise bad_combination(f"To enable the Advanced mode of Database Insights, {how}.")


def check_family(backend: Any, groups: Any, name: str | None, family: str) -> None:
    """The parameter group must be of the version's family. Default groups carry it in their name."""
    group = groups.get(name) if name else None
    found = getattr(group, "family", None) or getattr(group, "db_parameter_group_family", None)
    if group is None and name and name.startswith("default."):
        found = name.removeprefix("default.")
    if found and found != family:
        wanted = f"Please use a Parameter Group with DBParameterGroupFamily {family}"
        raise bad_combination(f"The Parameter Group {name} with DBParameterGroupFamily {found} can't be used for this instance. {wanted}")


def check_logs(engine: str, version: str, types: list[str] | None) -> None:
    unknown = [each for each in types or () if each not in engines.LOG_TYPES[engine]]
    if unknown:
        listed = ", ".join(f"'{each}'" for each in unknown)
        raise bad_combination(f"You cannot use the log types {listed} with engine version {engine} {version}. For supported log types, see the documentation.")
