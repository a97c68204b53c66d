"""Runbooks, step by step.

https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html#automation-common
"""

from __future__ import annotations

import json

import pytest

from helpers import trusted_role

ROLE = "AutomationAssumeRole"


@pytest.fixture
def ssm(client):
    return client("ssm")


@pytest.fixture
def run(client, ssm, name):
    """Runs steps; the status of the association."""
    role = trusted_role(client, name, "ssm.amazonaws.com")

    def start(*steps: dict) -> str:
        runbook = {"schemaVersion": "0.3", "assumeRole": "{{ AutomationAssumeRole }}", "parameters": {ROLE: {"type": "String"}}, "mainSteps": steps}
        ssm.create_document(Name=name, DocumentType="Automation", Content=json.dumps(runbook))
        association = ssm.create_association(Name=name, Parameters={ROLE: [role]})["AssociationDescription"]["AssociationId"]
        return ssm.describe_association(AssociationId=association)["AssociationDescription"]["Overview"]["Status"]

    return start


@pytest.fixture
def put(name):
    """A step that leaves a trace."""

    def step(trace: str, **properties: object) -> dict:
        inputs = {"Service": "ssm", "Api": "PutParameter", "Name": f"/{name}/{trace}", "Value": "x", "Type": "String"}
        return {"name": trace, "action": "aws:executeAwsApi", "inputs": inputs, **properties}

    return step


@pytest.fixture
def traces(ssm, name):
    return lambda: sorted(found["Name"].rsplit("/", 1)[-1] for found in ssm.get_parameters_by_path(Path=f"/{name}")["Parameters"])


def failing(step: str, **properties: object) -> dict:
    return {"name": step, "action": "aws:executeAwsApi", "inputs": {"Service": "ssm", "Api": "GetParameter", "Name": "nothing"}, **properties}


def test_a_step_that_fails_ends_the_run(run, put, traces):
    assert run(put("a"), failing("b"), put("c")) == "Failed"
    assert traces() == ["a"]


def test_a_step_that_may_fail_is_passed_over(run, put, traces):
    assert run(failing("a", onFailure="Continue"), put("b")) == "Success"
    assert traces() == ["b"]


def test_a_step_that_fails_can_lead_to_another_one_and_the_run_fails_all_the_same(run, put, traces):
    assert run(failing("a", onFailure="step:c"), put("b"), put("c")) == "Failed"
    assert traces() == ["c"]


def test_a_step_that_is_not_critical_does_not_fail_the_run(run, put, traces):
    assert run(failing("a", onFailure="step:c", isCritical=False), put("b"), put("c")) == "Success"
    assert traces() == ["c"]


def test_a_critical_step_that_is_passed_over_fails_the_run(run, put, traces):
    assert run(failing("a", onFailure="Continue", isCritical=True), put("b")) == "Failed"
    assert traces() == ["b"]


def test_a_run_ends_with_the_step_that_is_its_end(run, put, traces):
    assert run(put("a", nextStep="c"), put("b"), put("c", isEnd=True), put("d")) == "Success"
    assert traces() == ["a", "c"]


def test_a_step_has_the_outputs_of_those_before_it(run, put, ssm, name):
    ssm.put_parameter(Name=name, Value="found", Type="String")
    get = {"Service": "ssm", "Api": "GetParameter", "Name": name}
    read = {"name": "Read", "action": "aws:executeAwsApi", "inputs": get, "outputs": [{"Name": "Value", "Selector": "$.Parameter.Value", "Type": "String"}]}
    write = put("written")
    write["inputs"]["Value"] = "{{ Read.Value }}"
    assert run(read, write) == "Success"
    assert ssm.get_parameter(Name=f"/{name}/written")["Parameter"]["Value"] == "found"


def test_an_operation_that_the_service_does_not_have_fails(run):
    assert run({"name": "a", "action": "aws:executeAwsApi", "inputs": {"Service": "ssm", "Api": "DoWonders"}}) == "Failed"


def test_a_boolean_is_compared_with_a_capital_letter(run, client, name, vpc):
    # https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-assertAwsResourceProperty.html
    inputs = {"Service": "ec2", "Api": "DescribeVpcs", "VpcIds": [vpc["id"]], "PropertySelector": "$.Vpcs[0].IsDefault", "DesiredValues": ["False"]}
    assert run({"name": "a", "action": "aws:assertAwsResourceProperty", "inputs": inputs}) == "Success"


def test_a_run_that_somebody_starts_can_be_looked_at(client, ssm, name, put, traces):
    role = trusted_role(client, name, "ssm.amazonaws.com")
    runbook = {"schemaVersion": "0.3", "assumeRole": "{{ AutomationAssumeRole }}", "parameters": {ROLE: {"type": "String"}}}
    ssm.create_document(Name=name, DocumentType="Automation", Content=json.dumps({**runbook, "mainSteps": [put("a"), failing("b")]}))
    execution = ssm.start_automation_execution(DocumentName=name, Parameters={ROLE: [role]})["AutomationExecutionId"]
    shown = ssm.get_automation_execution(AutomationExecutionId=execution)["AutomationExecution"]
    assert (shown["AutomationExecutionStatus"], traces()) == ("Failed", ["a"])
    assert shown["FailureMessage"].startswith("b: ")


def test_runs_that_somebody_starts_are_found_by_their_document_and_status(client, ssm, name, put):
    # https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AutomationExecutionFilter.html
    role = trusted_role(client, name, "ssm.amazonaws.com")
    runbook = {"schemaVersion": "0.3", "assumeRole": "{{ AutomationAssumeRole }}", "parameters": {ROLE: {"type": "String"}}, "mainSteps": [put("a")]}
    ssm.create_document(Name=f"{name}-one", DocumentType="Automation", Content=json.dumps(runbook))
    first, second = (ssm.start_automation_execution(DocumentName=f"{name}-one", Parameters={ROLE: [role]})["AutomationExecutionId"] for _ in range(2))

    def found(prefix: str, status: str) -> list[str]:
        filters = [{"Key": "DocumentNamePrefix", "Values": [prefix]}, {"Key": "ExecutionStatus", "Values": [status]}]
        shown = ssm.describe_automation_executions(Filters=filters)["AutomationExecutionMetadataList"]
        return [execution["AutomationExecutionId"] for execution in shown]

    assert found(f"{name}-", "InProgress") == [second, first]
    ssm.get_automation_execution(AutomationExecutionId=first)
    assert (found(f"{name}-", "InProgress"), found(f"{name}-", "Success"), found(f"{name}-two", "Success")) == ([second], [first], [])


def test_an_association_that_waits_for_its_schedule_is_not_run(client, ssm, name, put, traces):
    # https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateAssociation.html#systemsmanager-CreateAssociation-request-ApplyOnlyAtCronInterval
    role = trusted_role(client, name, "ssm.amazonaws.com")
    runbook = {"schemaVersion": "0.3", "assumeRole": "{{ AutomationAssumeRole }}", "parameters": {ROLE: {"type": "String"}}, "mainSteps": [put("a")]}
    ssm.create_document(Name=name, DocumentType="Automation", Content=json.dumps(runbook))
    created = ssm.create_association(Name=name, Parameters={ROLE: [role]}, ScheduleExpression="cron(0 3 ? * SUN *)", ApplyOnlyAtCronInterval=True)
    shown = ssm.describe_association(AssociationId=created["AssociationDescription"]["AssociationId"])["AssociationDescription"]
    assert (shown["Overview"]["Status"], shown["ScheduleExpression"], traces()) == ("Pending", "cron(0 3 ? * SUN *)", [])
