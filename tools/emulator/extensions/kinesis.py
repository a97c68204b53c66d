"""Kinesis Data Streams: the tags that a stream is created with, which moto drops."""

from __future__ import annotations

from typing import Any

from moto.kinesis.responses import KinesisResponse

from ._support import Extension

ext = Extension()
install = ext.install


@ext.around(KinesisResponse)
def create_stream(original: Any, self: Any) -> Any:
    """https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html"""
    answer = original(self)
    if tags := self._get_param("Tags"):
        self.kinesis_backend.add_tags_to_stream(stream_arn=None, stream_name=self._get_param("StreamName"), tags=tags)
    return answer
