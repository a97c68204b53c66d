"""Application Auto Scaling: tags, which moto keeps nowhere."""

from __future__ import annotations

from typing import Any

from moto.applicationautoscaling.models import ApplicationAutoscalingBackend
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

from ._support import Extension, ServiceError, params, result

ext = Extension()
install = ext.install


def tags_of(backend: ApplicationAutoscalingBackend, arn: str) -> dict[str, str]:
    """The tags of a scalable target that exists."""
    targets = [target for dimension in backend.targets.values() for target in dimension.values()]
    if arn not in [target.arn for target in targets]:
        raise ServiceError("ResourceNotFoundException", f"The resource {arn} does not exist.")
    return backend.__dict__.setdefault("_tags", {}).setdefault(arn, {})


@ext.around(ApplicationAutoScalingResponse)
def register_scalable_target(original: Any, self: Any) -> Any:
    answer = original(self)
    given = params(self) if self.automated_parameter_parsing else self._get_params()
    backend = self.applicationautoscaling_backend
    target = backend.targets.get(given["ScalableDimension"], {}).get(given["ResourceId"])
    if target is not None and given.get("Tags"):
        tags_of(backend, target.arn).update(given["Tags"])
    return answer


@ext.extend(ApplicationAutoScalingResponse)
class _Tags:
    def list_tags_for_resource(self: Any) -> Any:
        return result(Tags=tags_of(self.applicationautoscaling_backend, self._get_param("ResourceARN")))

    def tag_resource(self: Any) -> Any:
        tags_of(self.applicationautoscaling_backend, self._get_param("ResourceARN")).update(self._get_param("Tags") or {})
        return result()

    def untag_resource(self: Any) -> Any:
        tags = tags_of(self.applicationautoscaling_backend, self._get_param("ResourceARN"))
        for key in self._get_param("TagKeys") or []:
            tags.pop(key, None)
        return result()
