"""Associations that run a runbook, and instance refreshes that such a runbook starts.

https://docs.aws.amazon.com/systems-manager/latest/userguide/scheduling-automations-state-manager-associations.html
https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html
"""

from __future__ import annotations

import json
import urllib.request

import pytest

from edge import refused, wait_until
from helpers import trusted_role

ROLE = "AutomationAssumeRole"


@pytest.fixture
def scaling(client):
    return client("autoscaling")


@pytest.fixture
def ssm(client):
    return client("ssm")


@pytest.fixture
def image(ssm):
    name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
    return ssm.get_parameter(Name=name)["Parameter"]["Value"]


@pytest.fixture
def template(client, scaling, vpc, name, image):
    """A group of two instances by the first of a template's three versions; the template's id."""
    ec2 = client("ec2")
    data = {"InstanceType": "c7g.large", "ImageId": image}
    template_id = ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData=data)["LaunchTemplate"]["LaunchTemplateId"]
    for kind in ("c7g.xlarge", "c7g.2xlarge"):
        ec2.create_launch_template_version(LaunchTemplateId=template_id, LaunchTemplateData={**data, "InstanceType": kind})
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=name,
        MinSize=2,
        MaxSize=2,
        VPCZoneIdentifier=vpc["subnets"][0],
        LaunchTemplate={"LaunchTemplateId": template_id, "Version": "1"},
    )
    return template_id


@pytest.fixture
def release(client, ssm, template, name):
    """Makes the association that releases a version; its id."""
    role = trusted_role(client, name, "ssm.amazonaws.com")

    def run(version: str, role: str = role, preferences: dict | None = None) -> str:
        refresh = {"Service": "autoscaling", "Api": "DescribeInstanceRefreshes", "AutoScalingGroupName": name}
        refresh |= {"InstanceRefreshIds": ["{{ Start.InstanceRefreshId }}"], "PropertySelector": "$.InstanceRefreshes[0].Status"}
        ends = ["Successful", "Failed", "Cancelled", "RollbackSuccessful", "RollbackFailed"]
        start = {
            "Service": "autoscaling",
            "Api": "StartInstanceRefresh",
            "AutoScalingGroupName": name,
            "DesiredConfiguration": {"LaunchTemplate": {"LaunchTemplateId": template, "Version": version}},
            "Preferences": preferences or {"AutoRollback": True, "SkipMatching": True},
        }
        output = {"Name": "InstanceRefreshId", "Selector": "$.InstanceRefreshId", "Type": "String"}
        runbook = {
            "schemaVersion": "0.3",
            "assumeRole": "{{ AutomationAssumeRole }}",
            "parameters": {ROLE: {"type": "String"}},
            "mainSteps": [
                {"name": "Start", "action": "aws:executeAwsApi", "inputs": start, "outputs": [output]},
                {"name": "Await", "action": "aws:waitForAwsResourceProperty", "inputs": {**refresh, "DesiredValues": ends}},
                {"name": "Assert", "action": "aws:assertAwsResourceProperty", "inputs": {**refresh, "DesiredValues": ["Successful"]}},
            ],
        }
        document = f"{name}-{version}"
        if document not in {found["Name"] for found in ssm.list_documents()["DocumentIdentifiers"]}:
            ssm.create_document(Name=document, DocumentType="Automation", Content=json.dumps(runbook))
        return ssm.create_association(Name=document, Parameters={ROLE: [role]})["AssociationDescription"]["AssociationId"]

    return run


@pytest.fixture
def spoil(endpoint, template):
    """`spoil("2")`: instances of that version never pass their health check."""

    def send(version: str) -> None:
        body = json.dumps({"launchTemplateId": template, "version": version}).encode()
        urllib.request.urlopen(urllib.request.Request(f"{endpoint}/moto-api/unhealthy-launch-template-version", body))

    return send


def status(ssm, association_id: str) -> str:
    return ssm.describe_association(AssociationId=association_id)["AssociationDescription"]["Overview"]["Status"]


def version_of(scaling, name: str) -> str:
    return scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]["LaunchTemplate"]["Version"]


def newest(scaling, name: str) -> dict:
    return scaling.describe_instance_refreshes(AutoScalingGroupName=name)["InstanceRefreshes"][0]


def test_a_group_has_the_desired_configuration_once_the_refresh_has_succeeded(ssm, scaling, release, name):
    association = release("2")
    assert (status(ssm, association), version_of(scaling, name)) == ("Pending", "1")
    wait_until(lambda: status(ssm, association) == "Success")
    assert version_of(scaling, name) == "2"
    assert newest(scaling, name)["Status"] == "Successful"


def test_a_refresh_that_fails_is_turned_back_and_fails_its_association(ssm, scaling, release, spoil, name):
    spoil("2")
    association = release("2")
    wait_until(lambda: status(ssm, association) == "Failed")
    assert version_of(scaling, name) == "1"
    assert newest(scaling, name)["Status"] == "RollbackSuccessful"
    assert "RollbackReason" in newest(scaling, name)["RollbackDetails"]


def test_a_refresh_without_automatic_rollback_fails_as_it_is(ssm, scaling, release, spoil, name):
    spoil("2")
    association = release("2", preferences={"SkipMatching": True})
    wait_until(lambda: status(ssm, association) == "Failed")
    assert newest(scaling, name)["Status"] == "Failed"


def test_a_refresh_to_what_the_instances_are_succeeds_immediately(ssm, scaling, release, name):
    # https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-instance-refresh-skip-matching.html
    assert status(ssm, release("1")) == "Success"
    assert newest(scaling, name)["Status"] == "Successful"


def test_a_second_refresh_is_refused_while_one_is_in_progress(ssm, release):
    first = release("2")
    assert status(ssm, release("3")) == "Failed"
    wait_until(lambda: status(ssm, first) == "Success")


def test_a_role_that_systems_manager_cannot_assume_fails_the_association(client, ssm, release, name):
    role = trusted_role(client, f"{name}-other", "ec2.amazonaws.com")
    assert status(ssm, release("2", role=role)) == "Failed"


def test_an_association_without_targets_shows_that_it_has_none(ssm, release):
    shown = ssm.describe_association(AssociationId=release("1"))["AssociationDescription"]
    assert shown["Targets"] == [{"Key": "aws:NoOpAutomationTag", "Values": ["AWS-NoOpAutomationTarget-Value"]}]


def test_targets_need_the_parameter_that_branches_out(ssm, release, name):
    association = release("1")
    targets = [{"Key": "ParameterValues", "Values": ["x"]}]
    refused("ValidationException", ssm.update_association, AssociationId=association, Targets=targets, message="Automation Target Parameter Name")


def test_a_runbook_needs_the_parameters_that_it_declares(ssm, release, name):
    release("1")
    refused("InvalidParameters", ssm.create_association, Name=f"{name}-1", Parameters={"Other": ["x"]}, message="Other")
    refused("ValidationException", ssm.create_association, Name=f"{name}-1", message="length greater than 0")


def test_an_association_has_tags(ssm, release):
    association = release("1")
    ssm.add_tags_to_resource(ResourceType="Association", ResourceId=association, Tags=[{"Key": "a", "Value": "b"}])
    assert ssm.list_tags_for_resource(ResourceType="Association", ResourceId=association)["TagList"] == [{"Key": "a", "Value": "b"}]


def test_a_runbook_is_deleted_after_its_association(ssm, release, name):
    association = release("1")
    refused("AssociatedInstances", ssm.delete_document, Name=f"{name}-1")
    ssm.delete_association(AssociationId=association)
    ssm.delete_document(Name=f"{name}-1")
    refused("AssociationDoesNotExist", ssm.describe_association, AssociationId=association)
