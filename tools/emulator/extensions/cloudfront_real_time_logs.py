"""CloudFront: real-time log configurations, which moto lacks."""

from __future__ import annotations

from typing import Any

from moto.cloudfront import urls
from moto.cloudfront.responses import CloudFrontResponse
from moto.iam.models import iam_backends
from moto.kinesis.models import kinesis_backends

from ._cloudfront import argument, behaviors_of, store
from ._support import Extension, ServiceError, params, result

ext = Extension()
install = ext.install

PREFIX = "{0}/2020-05-31"
for _path in ("realtime-log-config", "get-realtime-log-config", "delete-realtime-log-config"):
    ext.url(urls, f"{PREFIX}/{_path}/?$", CloudFrontResponse.dispatch)

#: Of fields, of a record. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/real-time-logs.html
MOST_FIELDS = 40


def configs(backend: Any) -> dict[str, Any]:
    """The configurations by ARN."""
    return store(backend, "real_time_logs")


def config_of(backend: Any, given: dict[str, Any]) -> dict[str, Any]:
    found = [entry for entry in configs(backend).values() if entry["ARN"] == given.get("ARN") or entry["Name"] == given.get("Name")]
    if not found:
        raise ServiceError("NoSuchRealtimeLogConfig", "The real-time log configuration does not exist.")
    return found[0]


def check(backend: Any, config: dict[str, Any]) -> None:
    """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateRealtimeLogConfig.html"""
    if not 1 <= int(config["SamplingRate"]) <= 100:
        raise argument("The parameter SamplingRate must be between 1 and 100.")
    if not 1 <= len(config["Fields"]) <= MOST_FIELDS or len(set(config["Fields"])) < len(config["Fields"]):
        raise argument("The parameter Fields is empty, too long or has a field twice.")
    if len(config["EndPoints"]) != 1 or config["EndPoints"][0]["StreamType"] != "Kinesis":
        raise argument("The parameter EndPoints must have one endpoint of the type Kinesis.")
    kinesis = config["EndPoints"][0]["KinesisStreamConfig"]
    region, name = kinesis["StreamARN"].split(":")[3], kinesis["StreamARN"].rpartition("/")[2]
    if name not in kinesis_backends[backend.account_id][region].streams:
        raise argument("The parameter StreamARN does not name a Kinesis data stream.")
    roles = iam_backends[backend.account_id][backend.partition].roles.values()
    if kinesis["RoleARN"] not in {role.arn for role in roles}:
        raise argument("The parameter RoleARN does not name an IAM role.")


@ext.extend(CloudFrontResponse)
class _RealTimeLogs:
    def create_realtime_log_config(self: Any) -> Any:
        given = params(self)
        if any(entry["Name"] == given["Name"] for entry in configs(self.backend).values()):
            raise ServiceError("RealtimeLogConfigAlreadyExists", "A real-time log configuration with this name already exists.")
        check(self.backend, given)
        arn = f"arn:aws:cloudfront::{self.backend.account_id}:realtime-log-config/{given['Name']}"
        configs(self.backend)[arn] = {**given, "ARN": arn}
        return result(RealtimeLogConfig=configs(self.backend)[arn])

    def get_realtime_log_config(self: Any) -> Any:
        return result(RealtimeLogConfig=config_of(self.backend, params(self)))

    def update_realtime_log_config(self: Any) -> Any:
        """What is left out stays as it is."""
        given = params(self)
        entry = config_of(self.backend, given)
        check(self.backend, {**entry, **given})
        entry.update({member: given[member] for member in ("EndPoints", "Fields", "SamplingRate") if member in given})
        return result(RealtimeLogConfig=entry)

    def delete_realtime_log_config(self: Any) -> Any:
        entry = config_of(self.backend, params(self))
        for distribution in self.backend.distributions.values():
            if any(behavior.get("RealtimeLogConfigArn") == entry["ARN"] for behavior in behaviors_of(distribution.raw_config)):
                raise ServiceError("RealtimeLogConfigInUse", "Cannot delete the real-time log configuration because it is attached to one or more cache behaviors.")
        del configs(self.backend)[entry["ARN"]]
        return result()
