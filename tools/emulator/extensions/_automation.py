"""Systems Manager Automation: runbooks, step by step.

A step that waits is tried again each time the execution is looked at. https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

from moto.autoscaling.models import autoscaling_backends
from moto.iam.models import iam_backends

from . import autoscaling_refreshes
from ._policies import decide
from ._support import ServiceError

#: What a runbook may call here: service and operation to a function of account, region and input.
Operation = Callable[[str, str, dict[str, Any]], dict[str, Any]]
OPERATIONS: dict[tuple[str, str], Operation] = {
    ("autoscaling", "StartInstanceRefresh"): lambda account, region, given: autoscaling_refreshes.start(autoscaling_backends[account][region], given),
    ("autoscaling", "DescribeInstanceRefreshes"): lambda account, region, given: autoscaling_refreshes.describe(autoscaling_backends[account][region], given),
}
REFERENCE = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
#: The members of a step's inputs that are no input of the operation.
NO_INPUT = ("Service", "Api", "PropertySelector", "DesiredValues")


class StepFailed(Exception):
    """Ends the execution; the message is its failure message."""


def selected(path: str, value: Any) -> Any:
    """A value by a JSONPath of names and indexes, as in ``$.InstanceRefreshes[0].Status``."""
    for name, index in re.findall(r"\.(\w+)|\[(\d+)\]", path):
        try:
            value = value[name] if name else value[int(index)]
        except (KeyError, IndexError, TypeError):
            raise StepFailed(f"Unable to find the property by the selector {path}.") from None
    return value


def check_role(account: str, region: str, arn: str, execution_id: str) -> None:
    """Automation must be able to assume the role. https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup.html"""
    role = next((role for role in iam_backends[account]["aws"].roles.values() if role.arn == arn), None)
    context = {"aws:SourceAccount": account, "aws:SourceArn": f"arn:aws:ssm:{region}:{account}:automation-execution/{execution_id}"}
    if role is None or decide(role.assume_role_policy_document, "ssm.amazonaws.com", "sts:AssumeRole", arn, context) != "Allow":
        raise StepFailed("The defined assume role is unable to be assumed.")


class Execution:
    """One run of a runbook."""

    def __init__(self, account: str, region: str, runbook: dict[str, Any], parameters: dict[str, Any], execution_id: str) -> None:
        self.account, self.region = account, region
        self.steps = list(runbook["mainSteps"])
        self.values: dict[str, Any] = {name: value[0] if isinstance(value, list) else value for name, value in parameters.items()}
        self.status, self.message = "InProgress", ""
        self.began: datetime.datetime | None = None
        try:
            check_role(account, region, self.filled(runbook.get("assumeRole", "")), execution_id)
        except StepFailed as failure:
            self.status, self.message = "Failed", str(failure)

    def filled(self, value: Any) -> Any:
        """`value` with what its references stand for: parameters and outputs of steps."""
        if isinstance(value, dict):
            return {name: self.filled(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self.filled(item) for item in value]
        if isinstance(value, str):
            return REFERENCE.sub(lambda match: str(self.values[match.group(1)]), value)
        return value

    def advance(self) -> str:
        """Goes on as far as it can; the status afterwards."""
        try:
            while self.status == "InProgress":
                if not self.steps:
                    self.status = "Success"
                elif not self.run(self.steps[0]):
                    break
                else:
                    self.steps, self.began = self.steps[1:], None
        except (StepFailed, ServiceError) as failure:
            self.status, self.message = "Failed", str(failure)
        return self.status

    def run(self, step: dict[str, Any]) -> bool:
        """Whether the step is done. Sleep takes no time here."""
        action, inputs = step["action"], self.filled(step.get("inputs") or {})
        if action == "aws:sleep":
            return True
        operation = OPERATIONS.get((inputs.get("Service"), inputs.get("Api")))
        if operation is None:
            raise StepFailed(f"{action} {inputs.get('Service')}:{inputs.get('Api')} isn't emulated.")
        answer = operation(self.account, self.region, {name: value for name, value in inputs.items() if name not in NO_INPUT})
        if action == "aws:executeAwsApi":
            for output in step.get("outputs") or []:
                self.values[f"{step['name']}.{output['Name']}"] = selected(output["Selector"], answer)
            return True
        holds = str(selected(inputs["PropertySelector"], answer)) in inputs["DesiredValues"]
        if action == "aws:assertAwsResourceProperty" and not holds:
            raise StepFailed(f"{step['name']}: the property isn't one of {', '.join(inputs['DesiredValues'])}.")
        return holds or self.wait(step)

    def wait(self, step: dict[str, Any]) -> bool:
        now = datetime.datetime.now(datetime.timezone.utc)
        self.began = self.began or now
        # https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-waitForAwsResourceProperty.html: an hour unless given.
        if now - self.began > datetime.timedelta(seconds=int(step.get("timeoutSeconds", 3600))):
            raise StepFailed(f"{step['name']} timed out.")
        return False
