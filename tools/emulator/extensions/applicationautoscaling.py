"""Application Auto Scaling: tags, ElastiCache's dimensions, and policies that live and end with their target."""

from __future__ import annotations

import enum
import json
from typing import Any

from moto.applicationautoscaling import models, responses
from moto.applicationautoscaling.models import ApplicationAutoscalingBackend, FakeApplicationAutoscalingPolicy
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

from ._support import Extension, ServiceError, result

ext = Extension()
install = ext.install


@ext.step
def know_elasticache() -> None:
    """moto refuses what isn't in its enumerations."""
    added = {
        "ServiceNamespaceValueSet": {"ELASTICACHE": "elasticache"},
        "ScalableDimensionValueSet": {
            "ELASTICACHE_NODE_GROUPS": "elasticache:replication-group:NodeGroups",
            "ELASTICACHE_REPLICAS": "elasticache:replication-group:Replicas",
        },
    }
    for name, values in added.items():
        known = {member.name: member.value for member in getattr(models, name)}
        longer = enum.Enum(name, {**known, **values})
        setattr(models, name, longer)
        setattr(responses, name, longer)


def given_to(response: Any) -> dict[str, Any]:
    return json.loads(response.body)


def target_of(backend: Any, given: dict[str, Any]) -> Any:
    return backend.targets.get(given["ScalableDimension"], {}).get(given["ResourceId"])


# ---- tags -----------------------------------------------------------------------------------------------------------


def tags_of(backend: ApplicationAutoscalingBackend, arn: str) -> dict[str, str]:
    """The tags of a scalable target that exists."""
    targets = [target for dimension in backend.targets.values() for target in dimension.values()]
    for target in targets:
        if target.arn == arn:
            return target.__dict__.setdefault("tags", {})
    raise ServiceError("ResourceNotFoundException", f"The resource {arn} does not exist.")


@ext.around(ApplicationAutoScalingResponse)
def register_scalable_target(original: Any, self: Any) -> Any:
    answer = original(self)
    given = given_to(self)
    tags_of(self.applicationautoscaling_backend, json.loads(answer)["ScalableTargetARN"]).update(given.get("Tags") or {})
    return answer


@ext.extend(ApplicationAutoScalingResponse)
class _Tags:
    def list_tags_for_resource(self: Any) -> Any:
        return result(Tags=dict(tags_of(self.applicationautoscaling_backend, given_to(self)["ResourceARN"])))

    def tag_resource(self: Any) -> Any:
        given = given_to(self)
        tags_of(self.applicationautoscaling_backend, given["ResourceARN"]).update(given["Tags"])
        return result()

    def untag_resource(self: Any) -> Any:
        given = given_to(self)
        tags = tags_of(self.applicationautoscaling_backend, given["ResourceARN"])
        for key in given["TagKeys"]:
            tags.pop(key, None)
        return result()


# ---- policies and actions -------------------------------------------------------------------------------------------


def check_target(backend: Any, given: dict[str, Any]) -> None:
    if target_of(backend, given) is None:
        raise ServiceError(
            "ObjectNotFoundException",
            f"No scalable target registered for service namespace: {given['ServiceNamespace']}, resource ID: {given['ResourceId']}, "
            f"scalable dimension: {given['ScalableDimension']}",
        )


@ext.around(ApplicationAutoScalingResponse)
def put_scaling_policy(original: Any, self: Any) -> Any:
    """A policy that is put again stays itself: moto gives it another ARN."""
    given, backend = given_to(self), self.applicationautoscaling_backend
    check_target(backend, given)
    key = FakeApplicationAutoscalingPolicy.formulate_key(
        given["ServiceNamespace"], given["ResourceId"], given["ScalableDimension"], given["PolicyName"]
    )
    before = backend.policies.get(key)
    answer = json.loads(original(self))
    if before is not None:
        policy = backend.policies[key]
        policy.policy_arn, policy.creation_time = before.policy_arn, before.creation_time
        answer["PolicyARN"] = policy.policy_arn
    return json.dumps(answer)


@ext.around(ApplicationAutoScalingResponse)
def put_scheduled_action(original: Any, self: Any) -> Any:
    check_target(self.applicationautoscaling_backend, given_to(self))
    return original(self)


@ext.around(ApplicationAutoscalingBackend)
def deregister_scalable_target(original: Any, self: Any, namespace: str, r_id: str, dimension: str) -> None:
    """Takes the target's policies and scheduled actions along, as AWS does."""
    original(self, namespace, r_id, dimension)

    def belongs(item: Any) -> bool:
        return (item.service_namespace, item.resource_id, item.scalable_dimension) == (namespace, r_id, dimension)

    self.policies = {key: policy for key, policy in self.policies.items() if not belongs(policy)}
    self.scheduled_actions = [action for action in self.scheduled_actions if not belongs(action)]
