"""AWS Backup: plans, what they back up, and vaults."""

import pytest
from botocore.exceptions import ClientError

from helpers import code_of

CLUSTER = "arn:aws:rds:eu-central-1:123456789012:cluster:orders"
ROLE = "arn:aws:iam::123456789012:role/backup"


@pytest.fixture
def backup(client):
    return client("backup")


@pytest.fixture
def vault(backup, name):
    backup.create_backup_vault(BackupVaultName=name)
    return name


def plan(name, vault, **rule):
    return {"BackupPlanName": name, "Rules": [{"RuleName": "daily", "TargetBackupVaultName": vault, **rule}]}


def refusal(call):
    with pytest.raises(ClientError) as caught:
        call()
    return code_of(caught)


def test_a_plan_is_changed_in_place(backup, name, vault):
    created = backup.create_backup_plan(BackupPlan=plan(name, vault, Lifecycle={"DeleteAfterDays": 35}))
    backup.update_backup_plan(BackupPlanId=created["BackupPlanId"], BackupPlan=plan(name, vault, Lifecycle={"DeleteAfterDays": 7}))
    shown = backup.get_backup_plan(BackupPlanId=created["BackupPlanId"])
    assert shown["BackupPlan"]["Rules"][0]["Lifecycle"] == {"DeleteAfterDays": 7}
    assert shown["VersionId"] != created["VersionId"]


def test_a_selection_says_what_is_backed_up(backup, name, vault):
    plan_id = backup.create_backup_plan(BackupPlan=plan(name, vault))["BackupPlanId"]
    selection = {"SelectionName": "database", "IamRoleArn": ROLE, "Resources": [CLUSTER]}
    created = backup.create_backup_selection(BackupPlanId=plan_id, BackupSelection=selection)
    shown = backup.get_backup_selection(BackupPlanId=plan_id, SelectionId=created["SelectionId"])
    assert shown["BackupSelection"] == selection
    assert refusal(lambda: backup.create_backup_selection(BackupPlanId=plan_id, BackupSelection=selection)) == "AlreadyExistsException"
    assert refusal(lambda: backup.delete_backup_plan(BackupPlanId=plan_id)) == "InvalidRequestException"
    backup.delete_backup_selection(BackupPlanId=plan_id, SelectionId=created["SelectionId"])
    gone = {"BackupPlanId": plan_id, "SelectionId": created["SelectionId"]}
    assert refusal(lambda: backup.get_backup_selection(**gone)) == "InvalidParameterValueException"
    backup.delete_backup_plan(BackupPlanId=plan_id)


def test_a_plan_can_be_made_again_once_it_is_deleted(backup, name, vault):
    for _ in range(2):
        created = backup.create_backup_plan(BackupPlan=plan(name, vault))
        assert refusal(lambda: backup.create_backup_plan(BackupPlan=plan(name, vault))) == "AlreadyExistsException"
        backup.delete_backup_plan(BackupPlanId=created["BackupPlanId"])


def test_a_vault_exists_before_a_plan(backup, name):
    assert refusal(lambda: backup.create_backup_plan(BackupPlan=plan(name, name))) == "InvalidParameterValueException"


def test_a_backup_has_an_hour_to_start_and_one_to_end(backup, name, vault):
    for windows in ({"StartWindowMinutes": 30}, {"StartWindowMinutes": 60, "CompletionWindowMinutes": 100}):
        assert refusal(lambda: backup.create_backup_plan(BackupPlan=plan(name, vault, **windows))) == "InvalidParameterValueException"


def test_a_vault_has_no_recovery_point_before_a_schedule_runs(backup, name, vault):
    assert backup.list_recovery_points_by_backup_vault(BackupVaultName=vault)["RecoveryPoints"] == []
    other = f"{name}-other"
    assert refusal(lambda: backup.list_recovery_points_by_backup_vault(BackupVaultName=other)) == "ResourceNotFoundException"
