"""Systems Manager Automation: runbooks, step by step.

A step that waits is tried again each time the execution is looked at. https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from moto.iam.models import iam_backends

from ._calls import call
from ._policies import decide
from ._support import ServiceError

REFERENCE = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
#: The members of a step's inputs that are no input of the operation.
NO_INPUT = ("Service", "Api", "PropertySelector", "DesiredValues")


class StepFailed(Exception):
    """Ends the step; the message is its failure message."""


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
        self.steps: dict[str, dict[str, Any]] = {step["name"]: step for step in runbook["mainSteps"]}
        self.current: str | None = next(iter(self.steps))
        self.values: dict[str, Any] = {name: value[0] if isinstance(value, list) else value for name, value in parameters.items()}
        self.status, self.message = "InProgress", ""
        #: Whether a critical step has failed that wasn't the last one.
        self.has_failed = False
        self.began: datetime.datetime | None = None
        self.attempts = 0
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
            return REFERENCE.sub(lambda match: str(self.value_of(match.group(1))), value)
        return value

    def value_of(self, name: str) -> Any:
        if name not in self.values:
            raise StepFailed(f"{name} has no value.")
        return self.values[name]

    def advance(self) -> str:
        """Goes on as far as it can; the status afterwards."""
        while self.status == "InProgress" and self.current is not None:
            step = self.steps[self.current]
            try:
                if not self.run(step):
                    break
                self.go_on(step, step.get("nextStep") or self.following(step))
            except (StepFailed, ServiceError) as failure:
                self.fail(step, str(failure))
        if self.status == "InProgress" and self.current is None:
            self.status = "Failed" if self.has_failed else "Success"
        return self.status

    def following(self, step: dict[str, Any]) -> str | None:
        names = list(self.steps)
        return next(iter(names[names.index(step["name"]) + 1 :]), None)

    def go_on(self, step: dict[str, Any], name: str | None) -> None:
        self.current, self.began, self.attempts = None if step.get("isEnd") else name, None, 0

    def fail(self, step: dict[str, Any], message: str) -> None:
        """https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html#automation-common: Abort, Continue or a step; critical unless it continues."""
        self.attempts += 1
        if self.attempts < int(step.get("maxAttempts", 1)):
            self.began = None
            return
        self.message = self.message or f"{step['name']}: {message}"
        on_failure = step.get("onFailure", "Abort")
        self.has_failed |= step.get("isCritical", on_failure != "Continue")
        if on_failure == "Abort":
            self.current = None
        elif on_failure == "Continue":
            self.go_on(step, step.get("nextStep") or self.following(step))
        else:
            self.go_on(step, on_failure.removeprefix("step:"))

    def run(self, step: dict[str, Any]) -> bool:
        """Whether the step is done. Sleep takes no time here."""
        action, inputs = step["action"], self.filled(step.get("inputs") or {})
        if action == "aws:sleep":
            return True
        given = {name: value for name, value in inputs.items() if name not in NO_INPUT}
        answer = call(self.account, self.region, inputs["Service"], inputs["Api"], given)
        if action == "aws:executeAwsApi":
            for output in step.get("outputs") or []:
                self.values[f"{step['name']}.{output['Name']}"] = selected(output["Selector"], answer)
            return True
        holds = str(selected(inputs["PropertySelector"], answer)) in inputs["DesiredValues"]
        if action == "aws:assertAwsResourceProperty" and not holds:
            raise StepFailed(f"the property isn't one of {', '.join(inputs['DesiredValues'])}.")
        return holds or self.wait(step)

    def wait(self, step: dict[str, Any]) -> bool:
        now = datetime.datetime.now(datetime.timezone.utc)
        self.began = self.began or now
        # https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-waitForAwsResourceProperty.html: an hour unless given.
        if now - self.began > datetime.timedelta(seconds=int(step.get("timeoutSeconds", 3600))):
            raise StepFailed("timed out.")
        return False
