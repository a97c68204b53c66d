"""EventBridge Scheduler.

https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
"""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from helpers import ACCOUNT, code_of, policy_of

SCHEDULER = f"arn:aws:scheduler:us-east-1:{ACCOUNT}"


@pytest.fixture
def schedule(client, name):
    """The arguments of a schedule whose role Scheduler may assume for `source`."""

    def given(source: str, service: str = "scheduler.amazonaws.com") -> dict:
        condition = {"StringEquals": {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": source}}
        trust = policy_of({"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole", "Condition": condition})
        role = client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]["Arn"]
        target = {"Arn": "arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution", "RoleArn": role}
        return {"Name": name, "FlexibleTimeWindow": {"Mode": "OFF"}, "ScheduleExpression": "rate(1 day)", "Target": target}

    return given


def test_a_role_may_be_for_the_schedule_group(client, schedule, name):
    given = schedule(f"{SCHEDULER}:schedule-group/default")
    client("scheduler").create_schedule(**given)
    client("scheduler").update_schedule(**{**given, "ScheduleExpression": "rate(2 days)"})
    assert client("scheduler").get_schedule(Name=name)["ScheduleExpression"] == "rate(2 days)"


@pytest.mark.parametrize("source", ["schedule/default/{name}", "schedule/default/*", "schedule-group/another"])
def test_a_role_for_a_schedule_or_another_group_is_refused(client, schedule, name, source):
    with pytest.raises(ClientError, match="must allow AWS EventBridge Scheduler to assume the role") as caught:
        client("scheduler").create_schedule(**schedule(f"{SCHEDULER}:{source.format(name=name)}"))
    assert code_of(caught) == "ValidationException"


def test_a_role_of_another_service_is_refused(client, schedule):
    with pytest.raises(ClientError, match="must allow AWS EventBridge Scheduler to assume the role"):
        client("scheduler").create_schedule(**schedule(f"{SCHEDULER}:schedule-group/default", "events.amazonaws.com"))


def test_a_role_that_there_is_not_is_refused(client, schedule):
    given = schedule(f"{SCHEDULER}:schedule-group/default")
    given["Target"]["RoleArn"] += "-of-nobody"
    with pytest.raises(ClientError, match="must allow AWS EventBridge Scheduler to assume the role"):
        client("scheduler").create_schedule(**given)
