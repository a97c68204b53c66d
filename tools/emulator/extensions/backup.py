"""AWS Backup: what a plan backs up, and plans that change, which moto lacks."""

from __future__ import annotations

import json
import uuid
from copy import deepcopy
from typing import Any

from moto.backup import urls
from moto.backup.models import BackupBackend, Plan
from moto.backup.responses import BackupResponse
from moto.core.utils import unix_time

from ._support import Extension, ServiceError

ext = Extension()
install = ext.install

ext.url(urls, "{0}/backup-vaults/(?P<name>[^/]+)/recovery-points/$", BackupResponse.dispatch)


@ext.around(BackupBackend, "__init__")
def create_backend(original: Any, self: Any, *args: Any, **kwargs: Any) -> None:
    original(self, *args, **kwargs)
    #: By plan, then by id.
    self.selections: dict[str, dict[str, dict[str, Any]]] = {}


def invalid(message: str) -> ServiceError:
    return ServiceError("InvalidParameterValueException", message)


def plan_of(response: Any, plan_id: str) -> Any:
    plan = response.backup_backend.plans.get(plan_id)
    if plan is None or plan.deletion_date is not None:
        raise ServiceError("ResourceNotFoundException", f"Backup plan {plan_id} doesn't exist")
    return plan


def check_rules(backend: Any, rules: list[dict[str, Any]]) -> None:
    """https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html"""
    for rule in rules:
        if rule["TargetBackupVaultName"] not in backend.vaults:
            raise invalid(f"The backup vault {rule['TargetBackupVaultName']} doesn't exist")
        start, completion = rule.get("StartWindowMinutes", 480), rule.get("CompletionWindowMinutes", 10080)
        if start < 60 or completion < start + 60:
            raise invalid("A backup starts within 60 minutes or more, and is completed 60 minutes later or more")


@ext.around(BackupBackend)
def create_backup_plan(original: Any, self: Any, backup_plan: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
    check_rules(self, backup_plan["Rules"])
    # moto takes a plan that is deleted for one that is there.
    deleted = {plan_id: plan for plan_id, plan in self.plans.items() if plan.deletion_date is not None}
    self.plans = {plan_id: plan for plan_id, plan in self.plans.items() if plan_id not in deleted}
    try:
        return original(self, backup_plan, *args, **kwargs)
    finally:
        self.plans.update(deleted)


@ext.around(BackupBackend)
def delete_backup_plan(original: Any, self: Any, backup_plan_id: str) -> Any:
    if self.selections.get(backup_plan_id):
        raise ServiceError("InvalidRequestException", "Related backup plan selections must be deleted prior to backup plan deletion")
    return original(self, backup_plan_id)


def parts(response: Any) -> list[str]:
    """``[plan, selection]`` of ``/backup/plans/<plan>/selections/<selection>``."""
    return [part for part in response.path.split("/") if part and part not in ("backup", "plans", "selections")]


@ext.extend(BackupResponse)
class _Vaults:
    def list_recovery_points_by_backup_vault(self: Any) -> str:
        """Nothing is backed up here: no schedule runs."""
        name = self.path.split("/")[2]
        if name not in self.backup_backend.vaults:
            raise ServiceError("ResourceNotFoundException", f"Backup vault {name} doesn't exist")
        return json.dumps({"RecoveryPoints": []})


@ext.extend(BackupResponse)
class _Plans:
    def update_backup_plan(self: Any) -> str:
        plan = plan_of(self, parts(self)[0])
        given = json.loads(self.body)["BackupPlan"]
        check_rules(self.backup_backend, given["Rules"])
        changed = Plan(deepcopy(given), plan.creator_request_id, self.backup_backend)
        plan.backup_plan, plan.version_id = changed.backup_plan, changed.version_id
        plan.advanced_backup_settings = changed.advanced_backup_settings
        return json.dumps({"BackupPlanId": plan.backup_plan_id, "BackupPlanArn": plan.backup_plan_arn, "VersionId": plan.version_id})

    def create_backup_selection(self: Any) -> str:
        plan = plan_of(self, parts(self)[0])
        selection = json.loads(self.body)["BackupSelection"]
        if not (selection.get("Resources") or selection.get("ListOfTags") or selection.get("Conditions")):
            raise invalid("A backup selection needs resources, tags or conditions")
        selections = self.backup_backend.selections.setdefault(plan.backup_plan_id, {})
        if any(other["BackupSelection"]["SelectionName"] == selection["SelectionName"] for other in selections.values()):
            raise ServiceError("AlreadyExistsException", f"Backup selection {selection['SelectionName']} already exists")
        selection_id = str(uuid.uuid4())
        selections[selection_id] = {
            "BackupSelection": selection,
            "SelectionId": selection_id,
            "BackupPlanId": plan.backup_plan_id,
            "CreationDate": unix_time(),
        }
        return json.dumps({member: selections[selection_id][member] for member in ("SelectionId", "BackupPlanId", "CreationDate")})

    def get_backup_selection(self: Any) -> str:
        return json.dumps(selection_of(self))

    def delete_backup_selection(self: Any) -> str:
        selection = selection_of(self)
        del self.backup_backend.selections[selection["BackupPlanId"]][selection["SelectionId"]]
        return "{}"


def selection_of(response: Any) -> dict[str, Any]:
    plan_id, selection_id = parts(response)[:2]
    plan_of(response, plan_id)
    selection = response.backup_backend.selections.get(plan_id, {}).get(selection_id)
    if selection is None:
        # The provider knows a selection that is gone by this sentence.
        raise invalid("Cannot find Backup plan selection")
    return selection
