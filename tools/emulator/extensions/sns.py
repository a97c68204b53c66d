"""SNS: attributes of topics that moto keeps and doesn't show."""

from __future__ import annotations

from typing import Any

from moto.sns.responses import SNSResponse

from ._support import Extension

ext = Extension()
install = ext.install

#: Attribute of a topic → where moto keeps it.
SHOWN = {"SignatureVersion": "signature_version", "TracingConfig": "tracing_config", "ArchivePolicy": "archive_policy"}


@ext.around(SNSResponse)
def get_topic_attributes(original: Any, self: Any) -> Any:
    answer = original(self)
    topic = self.backend.get_topic(self._get_param("TopicArn"))
    for name, attribute in SHOWN.items():
        if getattr(topic, attribute, None):
            answer.result["Attributes"][name] = getattr(topic, attribute)
    return answer
