"""Route 53: changes of records are one batch, in which AWS refuses what can't be resolved; health checks and query logs that can't be."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import Any

from moto.logs.models import logs_backends
from moto.route53.models import RecordSet, Route53Backend
from moto.route53.responses import Route53

from ._aliases import plain_name, problems_of
from ._policies import admits
from ._support import Extension, ServiceError, params, plain

ext = Extension()
install = ext.install

Key = tuple[str, str, str]

#: What tells records of one name and type from another. https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html
POLICIES = ("Weight", "Region", "Failover", "GeoLocation", "MultiValueAnswer", "GeoProximityLocation", "CidrRoutingConfig")


def invalid_input(message: str) -> ServiceError:
    return ServiceError("InvalidInput", message)


def described(change: dict[str, Any]) -> str:
    record = change["ResourceRecordSet"]
    identifier = record.get("SetIdentifier", "null")
    return f"Change with [Action={change['Action']}, Name={record['Name']}, Type={record['Type']}, SetIdentifier={identifier}]"


def policies_of(record: dict[str, Any]) -> list[str]:
    return [policy for policy in POLICIES if record.get(policy) is not None]


# ---- one record -----------------------------------------------------------------------------------------------------


def check_form(change: dict[str, Any]) -> None:
    """https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html"""
    record, at = change["ResourceRecordSet"], described(change)
    kinds = [bool(record.get("AliasTarget")), bool(record.get("ResourceRecords")), bool(record.get("TrafficPolicyInstanceId"))]
    complete = not record.get("ResourceRecords") or record.get("TTL") is not None
    if sum(kinds) != 1 or not complete:
        found = "none" if sum(kinds) < 2 else "more than one"
        wanted = "[AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId]"
        raise invalid_input(f"Invalid request: Expected exactly one of {wanted}, but found {found} in {at}")
    policies = policies_of(record)
    if len(policies) > 1:
        raise invalid_input(f"Invalid request: Expected exactly one of [{', '.join(POLICIES)}], but found more than one in {at}")
    if policies and not record.get("SetIdentifier"):
        raise invalid_input(f"Invalid request: Missing field 'SetIdentifier' in {at}")
    if record.get("SetIdentifier") and not policies:
        raise invalid_input(f"Invalid request: Expected exactly one of [{', '.join(POLICIES)}], but found none in {at}")


def problems_of_values(record: dict[str, Any]) -> Iterable[str]:
    """Addresses of the record's own family. https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html"""
    families = {"A": (ipaddress.IPv4Address, "IPv4"), "AAAA": (ipaddress.IPv6Address, "IPv6")}
    if record["Type"] not in families:
        return
    family, name = families[record["Type"]]
    for value in values_of(record):
        try:
            family(value)
        except ValueError:
            problem = f"{record['Type']}RRDATAIllegal{name}Address (Value is not a valid {name} address)"
            yield f"Invalid Resource Record: 'FATAL problem: {problem} encountered with '{value}''"


def values_of(record: dict[str, Any]) -> list[str]:
    return [item["Value"] if isinstance(item, dict) else item for item in record.get("ResourceRecords") or []]


def state_of(record: Any) -> tuple[Any, ...]:
    """What must be repeated to delete a record."""
    alias = record.get("AliasTarget") or {}
    target = (plain_name(alias.get("DNSName", "")), alias.get("HostedZoneId"), str(alias.get("EvaluateTargetHealth", "")).lower())
    return str(record.get("TTL") or ""), sorted(values_of(record)), target, record.get("HealthCheckId") or ""


def held(record: RecordSet) -> dict[str, Any]:
    return {"TTL": record.ttl, "ResourceRecords": record.records, "AliasTarget": record.alias_target, "HealthCheckId": record.health_check_id}


# ---- a batch --------------------------------------------------------------------------------------------------------


def key_of(record: Any) -> Key:
    return plain_name(record["Name"]), record["Type"], record.get("SetIdentifier") or ""


class Batch:
    """The records of a zone as the changes leave them, and what is wrong with that."""

    def __init__(self, backend: Route53Backend, zone: Any) -> None:
        self.backend, self.zone, self.apex = backend, zone, plain_name(zone.name)
        self.records: dict[Key, tuple[RecordSet, str | None]] = {
            (plain_name(record.name), record.type, record.set_identifier or ""): (record, getattr(record, "policy", None)) for record in zone.rrsets
        }
        self.problems: list[str] = []
        self.touched: list[tuple[Key, dict[str, Any]]] = []

    def apply(self, change: dict[str, Any]) -> None:
        action, record = change["Action"], change["ResourceRecordSet"]
        key, where = key_of(record), f"[name='{plain_name(record['Name'])}.', type='{record['Type']}'"
        where += f", set-identifier='{record['SetIdentifier']}']" if record.get("SetIdentifier") else "]"
        if key[0] != self.apex and not key[0].endswith(f".{self.apex}"):
            self.problems.append(f"RRSet with DNS name {key[0]}. is not permitted in zone {self.apex}.")
        elif action == "DELETE":
            self.delete(key, record, where)
        elif action == "CREATE" and key in self.records:
            self.problems.append(f"Tried to create resource record set {where} but it already exists")
        else:
            self.put(key, record)

    def delete(self, key: Key, record: dict[str, Any], where: str) -> None:
        if key not in self.records:
            self.problems.append(f"Tried to delete resource record set {where} but it was not found")
        elif state_of(held(self.records[key][0])) != state_of(record):
            self.problems.append(f"Tried to delete resource record set {where} but the values provided do not match the current values")
        elif key[0] == self.apex and key[1] in ("NS", "SOA"):
            needed = "at least one NS record" if key[1] == "NS" else "exactly one SOA record"
            self.problems.append(f"A HostedZone must contain {needed} for the zone itself.")
        else:
            del self.records[key]

    def put(self, key: Key, record: dict[str, Any]) -> None:
        if key[1] == "CNAME" and key[0] == self.apex:
            self.problems.append(f"RRSet of type CNAME with DNS name {key[0]}. is not permitted at apex in zone {self.apex}.")
        self.problems += problems_of_values(record)
        name = record["Name"] if record["Name"].endswith(".") else record["Name"] + "."
        made = RecordSet({**record, "Name": name, "ResourceRecords": values_of(record)})
        policy = next(iter(policies_of(record)), None)
        made.policy = policy  # type: ignore[attr-defined]
        self.records[key] = (made, policy)
        self.touched.append((key, record))

    def check_together(self) -> None:
        """ResourceRecordTypes.html#CNAMEFormat and resource-record-sets-values-shared.html of the Developer Guide."""
        names = {(name, kind) for name, kind, _ in self.records}
        for key, record in self.touched:
            if key not in self.records:
                continue
            name, kind, _ = key
            if any(other == name and (kind == "CNAME") != (other_kind == "CNAME") for other, other_kind in names):
                reason = f"it conflicts with other records with the same DNS name in zone {self.apex}."
                self.problems.append(f"RRSet of type {kind} with DNS name {name}. is not permitted as {reason}")
            same = [(other, policy) for other, (_, policy) in self.records.items() if other[:2] == (name, kind)]
            if len({policy for _, policy in same}) > 1:
                identifier = record.get("SetIdentifier", "null")
                self.problems.append(
                    f"RRSet with DNS name {name}., type {kind}, SetIdentifier {identifier} cannot be created as other RRSets exist "
                    "with the same name and type."
                )
            roles = [self.records[other][0].failover for other, _ in same]
            if record.get("Failover") and roles.count(record["Failover"]) > 1:
                self.problems.append(f"Failover record sets of one name and type can have one {record['Failover']} record only: {name}., type {kind}")
            if record.get("AliasTarget"):
                self.problems += problems_of(self.backend.account_id, self.backend.zones, record["AliasTarget"], kind, names)


@ext.extend(Route53Backend)
class _Changes:
    def change_resource_record_sets(self: Any, zoneid: str, change_list: list[dict[str, Any]]) -> None:
        """All of a batch, or nothing. https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html"""
        zone = self.get_hosted_zone(zoneid)
        changes = [plain(change) for change in change_list]
        batch = Batch(self, zone)
        for change in changes:
            record = change["ResourceRecordSet"]
            if change["Action"] != "DELETE":
                check_form(change)
            if change["Action"] != "DELETE" and record.get("HealthCheckId") and record["HealthCheckId"] not in self.health_checks:
                raise ServiceError("NoSuchHealthCheck", f"A health check with id {record['HealthCheckId']} does not exist.")
            batch.apply(change)
        batch.check_together()
        if batch.problems:
            raise ServiceError("InvalidChangeBatch", f"[{', '.join(dict.fromkeys(batch.problems))}]")
        zone.rrsets = [record for record, _ in batch.records.values()]


# ---- hosted zones, health checks and query logs ---------------------------------------------------------------------


@ext.around(Route53Backend)
def create_hosted_zone(original: Any, self: Any, name: str, private_zone: bool, caller_reference: str | None = None, **more: Any) -> Any:
    if caller_reference and any(zone.caller_reference == caller_reference for zone in self.zones.values()):
        message = f"A hosted zone has already been created with the specified caller reference: {caller_reference}."
        raise ServiceError("HostedZoneAlreadyExists", message)
    return original(self, name, private_zone, caller_reference, **more)


@ext.around(Route53)
def create_health_check(original: Any, self: Any) -> Any:
    """https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html"""
    given = params(self)
    config, existing = given["HealthCheckConfig"], self.backend.health_checks
    if any(check.caller_reference == given["CallerReference"] for check in existing.values()):
        raise ServiceError("HealthCheckAlreadyExists", f"A health check with the caller reference {given['CallerReference']} already exists.")
    kind, children = config["Type"], config.get("ChildHealthChecks") or []
    if kind == "CALCULATED":
        if any(child not in existing for child in children) or int(config.get("HealthThreshold") or 0) > len(children):
            raise invalid_input("Invalid parameter : A calculated health check names existing health checks, as many as its threshold at least.")
    elif kind not in ("CLOUDWATCH_METRIC", "RECOVERY_CONTROL"):
        check_endpoint(config)
    return original(self)


def check_endpoint(config: dict[str, Any]) -> None:
    address, kind = config.get("IPAddress"), config["Type"]
    if not address and not config.get("FullyQualifiedDomainName"):
        raise invalid_input("Invalid parameter : You must specify either IPAddress or FullyQualifiedDomainName.")
    if address and not ipaddress.ip_address(address).is_global:
        raise invalid_input(f"Invalid parameter : The IP address {address} is local, private, nonroutable or multicast.")
    if kind.endswith("STR_MATCH") != bool(config.get("SearchString")):
        raise invalid_input("Invalid parameter : SearchString is for health checks of type HTTP_STR_MATCH and HTTPS_STR_MATCH, which need it.")
    if int(config.get("RequestInterval") or 30) not in (10, 30):
        raise invalid_input("Invalid parameter : RequestInterval must be 10 or 30.")
    if kind == "TCP" and config.get("Port") is None:
        raise invalid_input("Invalid parameter : Port is required for health checks of type TCP.")


@ext.around(Route53Backend)
def update_health_check(original: Any, self: Any, health_check_id: str, health_check_args: dict[str, Any]) -> Any:
    """What isn't named stays as it is: API_UpdateHealthCheck."""
    named = {name: value for name, value in health_check_args.items() if value != []}
    return original(self, health_check_id, named)


@ext.around(Route53Backend)
def delete_health_check(original: Any, self: Any, health_check_id: str) -> None:
    """Records and parents that name it don't keep it: API_DeleteHealthCheck."""
    if health_check_id not in self.health_checks:
        raise ServiceError("NoSuchHealthCheck", f"A health check with id {health_check_id} does not exist.")
    original(self, health_check_id)


QUERY_LOG_ACTIONS = ("logs:CreateLogStream", "logs:PutLogEvents")


@ext.around(Route53Backend)
def create_query_logging_config(original: Any, self: Any, hosted_zone_id: str, log_group_arn: str) -> Any:
    """A group of us-east-1 that a resource policy of CloudWatch Logs opens to Route 53: API_CreateQueryLoggingConfig."""
    arn = log_group_arn if log_group_arn.endswith(":*") else f"{log_group_arn}:*"
    documents = [policy.policy_document for policy in logs_backends[self.account_id]["us-east-1"].resource_policies.values()]
    zone = self.zones.get(hosted_zone_id)
    context = {"aws:SourceAccount": self.account_id, "aws:SourceArn": f"arn:aws:route53:::hostedzone/{hosted_zone_id}"}
    for action in QUERY_LOG_ACTIONS if zone else ():
        if not any(admits(document, "route53.amazonaws.com", action, arn, context) for document in documents):
            raise ServiceError(
                "InsufficientCloudWatchLogsResourcePolicy",
                "The resource policy that you're using for Route 53 query logging doesn't grant Route 53 sufficient permission "
                "to create a log stream in the specified log group.",
            )
    # moto knows log groups with `:*` behind them alone; AWS answers with the ARN that it was given.
    made = original(self, hosted_zone_id, arn)
    made.cloud_watch_logs_log_group_arn = log_group_arn
    return made
