"""Kinesis Data Streams: tags of a new stream."""

from __future__ import annotations


def test_a_stream_has_the_tags_that_it_was_created_with(client, name):
    kinesis = client("kinesis")
    kinesis.create_stream(StreamName=name, StreamModeDetails={"StreamMode": "ON_DEMAND"}, Tags={"platform": "trading"})
    assert kinesis.list_tags_for_stream(StreamName=name)["Tags"] == [{"Key": "platform", "Value": "trading"}]
