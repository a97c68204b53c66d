"""RDS: what is refused of parameter groups and subnet groups."""

from __future__ import annotations

from typing import Any

from moto.rds.models import RDSBackend
from moto.rds.responses import RDSResponse

from . import _rds_parameters as parameters
from ._rds_engines import POSTGRESQL, MYSQL, families
from ._support import Extension, ServiceError, params, plain
from ._vpcs import find_subnets, vpcs_of, zones_of

ext = Extension()
install = ext.install

#: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBClusterParameterGroup.html
MOST_PARAMETERS = 20
LEAST_ZONES = 2


def check_family(family: str) -> None:
    if family.startswith((POSTGRESQL, MYSQL)) and family not in families():
        raise ServiceError("InvalidParameterValue", f"ParameterGroupFamily {family} is not a valid parameter group family")


@ext.around(RDSResponse)
def create_db_parameter_group(original: Any, self: Any) -> Any:
    check_family(params(self)["DBParameterGroupFamily"])
    return original(self)


@ext.around(RDSResponse)
def create_db_cluster_parameter_group(original: Any, self: Any) -> Any:
    check_family(params(self)["DBParameterGroupFamily"])
    return original(self)


def family_of(group: Any) -> str:
    return group.family if hasattr(group, "family") else group.db_parameter_group_family


def registered(groups: Any, name: str, changes: list[dict[str, str]]) -> list[dict[str, str]]:
    """RDS takes no notice of an apply method without another value: it stays as it was, or as a default has it.

    The provider's documentation of aws_db_parameter_group, "apply_method".
    """
    if name not in groups:
        return changes
    stored, defaults = groups[name].parameters, parameters.DEFAULTS.get(family_of(groups[name]), {})

    def method(change: dict[str, str]) -> str | None:
        parameter, value = change["ParameterName"], change.get("ParameterValue")
        if defaults.get(parameter, object()) == value:
            return "pending-reboot"
        before = stored.get(parameter, {})
        return before["ApplyMethod"] if before.get("ParameterValue", object()) == value else change.get("ApplyMethod")

    return [{**plain(change), "ApplyMethod": method(change)} for change in changes]


def check_change(groups: Any, name: str, changes: list[dict[str, str]], of_cluster: bool) -> None:
    if name.startswith("default."):
        raise ServiceError("InvalidDBParameterGroupState", f"The parameter group {name} is a default one, which can't be modified.")
    if name not in groups:
        return
    if not 1 <= len(changes) <= MOST_PARAMETERS:
        raise ServiceError("InvalidParameterValue", f"A maximum of {MOST_PARAMETERS} parameters can be modified in a single request.")
    for change in changes:
        parameters.check(family_of(groups[name]), plain(change), of_cluster)


@ext.around(RDSBackend)
def modify_db_parameter_group(original: Any, self: Any, db_parameter_group_name: str, db_parameter_group_parameters: Any) -> Any:
    changes = list(db_parameter_group_parameters)
    check_change(self.db_parameter_groups, db_parameter_group_name, changes, of_cluster=False)
    return original(self, db_parameter_group_name, registered(self.db_parameter_groups, db_parameter_group_name, changes))


@ext.around(RDSBackend)
def modify_db_cluster_parameter_group(original: Any, self: Any, db_cluster_parameter_group_name: str, db_cluster_parameter_group_parameters: Any) -> Any:
    changes = list(db_cluster_parameter_group_parameters)
    check_change(self.db_cluster_parameter_groups, db_cluster_parameter_group_name, changes, of_cluster=True)
    return original(self, db_cluster_parameter_group_name, registered(self.db_cluster_parameter_groups, db_cluster_parameter_group_name, changes))


# ---- subnet groups: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html -----------


def check_subnets(backend: Any, subnet_ids: list[str]) -> list[Any]:
    subnets, unknown = find_subnets(backend, subnet_ids)
    if unknown:
        raise ServiceError("InvalidParameterValue", f"Some input subnets in :[{', '.join(unknown)}] are invalid.")
    if len(vpcs_of(subnets)) > 1:
        raise ServiceError("InvalidSubnet", "The requested subnets are not all in a common VPC.")
    zones = zones_of(subnets)
    if len(zones) < LEAST_ZONES:
        needed = f"Add subnets to cover at least {LEAST_ZONES} AZs."
        message = f"The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: {', '.join(zones)}. {needed}"
        raise ServiceError("DBSubnetGroupDoesNotCoverEnoughAZs", message)
    return subnets


@ext.around(RDSResponse)
def create_db_subnet_group(original: Any, self: Any) -> Any:
    given = params(self)
    if given["DBSubnetGroupName"].lower() in self.backend.subnet_groups:
        raise ServiceError("DBSubnetGroupAlreadyExists", f"The DB subnet group '{given['DBSubnetGroupName']}' already exists.")
    check_subnets(self.backend, given.get("SubnetIds") or [])
    return original(self)


@ext.around(RDSResponse)
def modify_db_subnet_group(original: Any, self: Any) -> Any:
    given, backend = params(self), self.backend
    group = backend.subnet_groups.get(given["DBSubnetGroupName"])
    if group is not None:
        subnets = check_subnets(backend, given.get("SubnetIds") or [])
        if vpcs_of(subnets) != {group.vpc_id}:
            raise ServiceError("InvalidParameterValue", "The new Subnets are not in the same Vpc as the existing subnet group")
        check_not_in_use(backend, group, {subnet.id for subnet in subnets})
    return original(self)


def check_not_in_use(backend: Any, group: Any, remaining: set[str]) -> None:
    """Instances are in zones: the subnet of one must stay."""
    used = {instance.availability_zone for instance in backend.databases.values() if group.name in users(instance)}
    removed = [subnet for subnet in group.subnets if subnet["SubnetIdentifier"] not in remaining]
    left = {subnet["SubnetAvailabilityZone"]["Name"] for subnet in group.subnets if subnet["SubnetIdentifier"] in remaining}
    taken = [subnet["SubnetIdentifier"] for subnet in removed if subnet["SubnetAvailabilityZone"]["Name"] in used - left]
    if taken:
        raise ServiceError("SubnetAlreadyInUse", f"Some of the subnets to be deleted are currently in use: {', '.join(taken)}")


def users(instance: Any) -> tuple[str, ...]:
    cluster = getattr(instance, "cluster", None)
    names = (instance._db_subnet_group_name, cluster.db_subnet_group_name if cluster else None)
    return tuple(str(name).lower() for name in names if name)
