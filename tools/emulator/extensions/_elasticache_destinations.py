"""What a replication group writes to and is filled from: topics, log destinations, files of snapshots."""

from __future__ import annotations

import re
from typing import Any

from ._elasticache import bad_value

TOPIC = re.compile(r"arn:aws[a-z-]*:sns:([a-z0-9-]+):(\d{12}):([A-Za-z0-9_-]+(?:\.fifo)?)")
#: "The Amazon S3 object name in the ARN cannot contain any commas."
FILE = re.compile(r"arn:aws[a-z-]*:s3:::([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/([^,]+)")


def check_topic(backend: Any, topic_arn: str | None) -> None:
    """Of the same account and region: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html"""
    from moto.sns.models import sns_backends

    if not topic_arn:
        return
    match = TOPIC.fullmatch(topic_arn)
    if not match or match.group(1) != backend.region_name or match.group(2) != backend.account_id:
        raise bad_value(f"Invalid notification topic ARN: {topic_arn}. It must be a topic of this account and region.")
    if topic_arn not in sns_backends[backend.account_id][backend.region_name].topics:
        raise bad_value(f"The notification topic {topic_arn} does not exist.")


def topic_status(backend: Any, topic_arn: str) -> str:
    """A topic that is encrypted is set to inactive: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html"""
    from moto.sns.models import sns_backends

    topic = sns_backends[backend.account_id][backend.region_name].topics.get(topic_arn)
    return "active" if topic is not None and not topic.kms_master_key_id else "inactive"


def check_files(backend: Any, file_arns: list[str]) -> None:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html"""
    from moto.s3.models import s3_backends

    for file_arn in file_arns:
        match = FILE.fullmatch(file_arn)
        if not match:
            raise bad_value(f"Invalid snapshot ARN: {file_arn}. It must be that of an object in Amazon S3, without commas.")
        bucket = s3_backends[backend.account_id]["aws"].buckets.get(match.group(1))
        if bucket is None or match.group(2) not in bucket.keys:
            raise bad_value(f"Unable to fetch metadata from S3 for bucket: {match.group(1)} and object: {match.group(2)}.")


def log_status(backend: Any, log: dict[str, Any]) -> dict[str, str]:
    """What ElastiCache finds where it delivers to: it says so in the configuration's status (API_LogDeliveryConfiguration.html)."""
    from moto.firehose.models import firehose_backends
    from moto.logs.models import logs_backends

    details = log.get("DestinationDetails") or {}
    group = (details.get("CloudWatchLogsDetails") or {}).get("LogGroup")
    stream = (details.get("KinesisFirehoseDetails") or {}).get("DeliveryStream")
    where = backend.account_id, backend.region_name
    if log.get("DestinationType") == "cloudwatch-logs":
        exists, message = group in logs_backends[where[0]][where[1]].groups, f"The log group {group} does not exist."
    else:
        exists, message = stream in firehose_backends[where[0]][where[1]].delivery_streams, f"The delivery stream {stream} does not exist."
    return {"Status": "active"} if exists else {"Status": "error", "Message": message}
