"""Systems Manager: associations that run an Automation runbook, once, when they are created or changed, and runs that somebody starts.

An association that waits for its schedule isn't run: time passes in no test.

https://docs.aws.amazon.com/systems-manager/latest/userguide/scheduling-automations-state-manager-associations.html
"""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Callable
from typing import Any

from moto.ssm.models import SimpleSystemManagerBackend
from moto.ssm.responses import SimpleSystemManagerResponse

from ._automation import Execution
from ._support import Extension, ServiceError, result

ext = Extension()
install = ext.install

#: What State Manager shows of an association that runs a runbook without targets.
NO_TARGETS = [{"Key": "aws:NoOpAutomationTag", "Values": ["AWS-NoOpAutomationTarget-Value"]}]
#: Automation's statuses by those of an association (API_AssociationOverview: Pending, Success or Failed).
STATUSES = {"InProgress": "Pending", "Success": "Success", "Failed": "Failed"}
KEPT = ("Name", "AssociationName", "Parameters", "AutomationTargetParameterName", "MaxErrors", "MaxConcurrency", "ComplianceSeverity", "SyncCompliance", "ScheduleExpression")


def body_of(response: Any) -> dict[str, Any]:
    return json.loads(response.body)


def associations(backend: Any) -> dict[str, dict[str, Any]]:
    return backend.__dict__.setdefault("_associations", {})


def association_of(backend: Any, association_id: str | None) -> dict[str, Any]:
    found = associations(backend).get(association_id or "")
    if found is None:
        raise ServiceError("AssociationDoesNotExist", "The association does not exist.")
    return found


def check(given: dict[str, Any], document: Any) -> None:
    """API_CreateAssociation; hashicorp/terraform#22935 has AWS's words for a target without the parameter that branches out."""
    if document.document_type != "Automation":
        raise ServiceError("InvalidDocument", "Only Automation runbooks are emulated.")
    if bool(given.get("Targets")) != bool(given.get("AutomationTargetParameterName")):
        raise ServiceError("ValidationException", "Must specify both Automation Target Parameter Name and Targets")
    declared, parameters = document.content_json.get("parameters") or {}, given.get("Parameters") or {}
    if not parameters:
        # awsdocs/aws-systems-manager-user-guide#189
        message = "Automation Association Parameters must have length greater than 0 and less than or equal to 200"
        raise ServiceError("ValidationException", message)
    for name in parameters:
        if name not in declared:
            raise ServiceError("InvalidParameters", f'Parameter "{name}" is not defined in the document.')
    for name, parameter in declared.items():
        if name not in parameters and "default" not in parameter:
            raise ServiceError("InvalidParameters", f'Parameter "{name}" requires a value.')


def run(backend: Any, association: dict[str, Any]) -> None:
    document = backend._get_documents(association["Name"]).find(None)
    association["_execution"] = Execution(
        backend.account_id, backend.region_name, document.content_json, association["Parameters"], str(uuid.uuid4())
    )
    association["LastExecutionDate"] = datetime.datetime.now(datetime.timezone.utc)


def run_unless_scheduled(backend: Any, association: dict[str, Any]) -> None:
    if not association["ApplyOnlyAtCronInterval"]:
        run(backend, association)


def shown(association: dict[str, Any]) -> dict[str, Any]:
    execution = association.get("_execution")
    status = STATUSES[execution.advance()] if execution else "Pending"
    overview = {"Status": status, "DetailedStatus": execution.status if execution else "Pending"}
    return {**{name: value for name, value in association.items() if not name.startswith("_")}, "Overview": overview}


@ext.extend(SimpleSystemManagerResponse)
class _Associations:
    def create_association(self: Any) -> Any:
        given, backend = body_of(self), self.ssm_backend
        check(given, backend._get_documents(given["Name"]).find(given.get("DocumentVersion")))
        now = datetime.datetime.now(datetime.timezone.utc)
        association = {name: given[name] for name in KEPT if name in given}
        association.update(
            AssociationId=str(uuid.uuid4()),
            AssociationVersion="1",
            DocumentVersion=given.get("DocumentVersion") or "$DEFAULT",
            Targets=given.get("Targets") or NO_TARGETS,
            ApplyOnlyAtCronInterval=bool(given.get("ApplyOnlyAtCronInterval")),
            Date=now,
            LastUpdateAssociationDate=now,
        )
        associations(backend)[association["AssociationId"]] = association
        if given.get("Tags"):
            tags = {tag["Key"]: tag["Value"] for tag in given["Tags"]}
            backend.add_tags_to_resource("Association", association["AssociationId"], tags)
        run_unless_scheduled(backend, association)
        return result(AssociationDescription=shown(association))

    def describe_association(self: Any) -> Any:
        association = association_of(self.ssm_backend, body_of(self).get("AssociationId"))
        return result(AssociationDescription=shown(association))

    def update_association(self: Any) -> Any:
        """What isn't given again is removed, and the association runs. API_UpdateAssociation"""
        given, backend = body_of(self), self.ssm_backend
        association = association_of(backend, given["AssociationId"])
        given.setdefault("Name", association["Name"])
        check(given, backend._get_documents(given["Name"]).find(given.get("DocumentVersion")))
        for name in KEPT:
            association.pop(name, None)
        association.update({name: given[name] for name in KEPT if name in given})
        association["AssociationVersion"] = str(int(association["AssociationVersion"]) + 1)
        association["Targets"] = given.get("Targets") or NO_TARGETS
        association["ApplyOnlyAtCronInterval"] = bool(given.get("ApplyOnlyAtCronInterval"))
        run_unless_scheduled(backend, association)
        return result(AssociationDescription=shown(association))

    def delete_association(self: Any) -> Any:
        backend, association_id = self.ssm_backend, body_of(self).get("AssociationId")
        association_of(backend, association_id)
        del associations(backend)[association_id]
        return result()


@ext.extend(SimpleSystemManagerResponse)
class _Executions:
    def start_automation_execution(self: Any) -> Any:
        given, backend = body_of(self), self.ssm_backend
        document = backend._get_documents(given["DocumentName"]).find(None)
        check({"Parameters": given.get("Parameters")}, document)
        execution_id = str(uuid.uuid4())
        execution = Execution(backend.account_id, backend.region_name, document.content_json, given.get("Parameters") or {}, execution_id)
        backend.__dict__.setdefault("_executions", {})[execution_id] = (given["DocumentName"], execution)
        return result(AutomationExecutionId=execution_id)

    def get_automation_execution(self: Any) -> Any:
        execution_id = body_of(self)["AutomationExecutionId"]
        found = self.ssm_backend.__dict__.get("_executions", {}).get(execution_id)
        if found is None:
            raise ServiceError("AutomationExecutionNotFoundException", "There is no automation execution information for the requested id.")
        name, execution = found
        status, failure = execution.advance(), execution.message
        shown = {"AutomationExecutionId": execution_id, "DocumentName": name, "AutomationExecutionStatus": status}
        return result(AutomationExecution=shown | ({"FailureMessage": failure} if failure else {}))

    def describe_automation_executions(self: Any) -> Any:
        """Those that somebody started, as they were when they were last looked at: looking here makes none go on, for the one that asks may be one of them."""
        wanted = {given["Key"]: given["Values"] for given in body_of(self).get("Filters") or []}
        unknown = set(wanted) - {"DocumentNamePrefix", "ExecutionStatus", "ExecutionId"}
        if unknown:
            raise ServiceError("InvalidFilterKey", f"The filter {min(unknown)} isn't emulated.")
        found = [
            {"AutomationExecutionId": execution_id, "DocumentName": name, "AutomationExecutionStatus": execution.status}
            for execution_id, (name, execution) in self.ssm_backend.__dict__.get("_executions", {}).items()
            if execution_id in wanted.get("ExecutionId", [execution_id])
            and execution.status in wanted.get("ExecutionStatus", [execution.status])
            and name.startswith(tuple(wanted.get("DocumentNamePrefix", [""])))
        ]
        return result(AutomationExecutionMetadataList=found[::-1])


@ext.around(SimpleSystemManagerResponse)
def delete_document(original: Callable[..., Any], self: Any) -> Any:
    """API_DeleteDocument: what is associated is disassociated first."""
    name = body_of(self)["Name"]
    if any(association["Name"] == name for association in associations(self.ssm_backend).values()):
        raise ServiceError("AssociatedInstances", "You must disassociate a document from all managed nodes before you can delete it.")
    return original(self)


@ext.around(SimpleSystemManagerBackend)
def _validate_resource_type_and_id(original: Callable[..., Any], self: Any, resource_type: str, resource_id: str) -> str:
    """An association has tags as well. API_AddTagsToResource"""
    if resource_type != "Association":
        return original(self, resource_type, resource_id)
    association_of(self, resource_id)
    return resource_id
