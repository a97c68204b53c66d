"""CloudWatch Logs: deliveries (CloudFront's standard logging v2 among them) from what exists to what exists and lets them in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.logs.models import LogsBackend

from ._log_delivery import admit
from ._support import Extension, ServiceError

ext = Extension()
install = ext.install

#: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDeliverySource.html#CWL-PutDeliverySource-request-logType
CLOUDFRONT_LOGS = {"ACCESS_LOGS", "CONNECTION_LOGS"}
GLOBAL_REGION = "us-east-1"
#: Where objects are written that have no prefix of their own. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
CLOUDFRONT_PATH = "AWSLogs/{account_id}/CloudFront"


def invalid(message: str) -> ServiceError:
    return ServiceError("ValidationException", message)


def missing(message: str) -> ServiceError:
    return ServiceError("ResourceNotFoundException", message)


def check_distribution(backend: Any, arn: str, log_type: str) -> None:
    """Sources of CloudFront are made in us-east-1, of a distribution that exists.

    https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html#enable-access-logging-api
    """
    from moto.cloudfront.models import cloudfront_backends

    if log_type not in CLOUDFRONT_LOGS:
        raise invalid("This service is not allowed for this LogSource.")
    if backend.region_name != GLOBAL_REGION:
        raise invalid(f"PutDeliverySource action is not supported for this LogType in region {backend.region_name}")
    if arn.rsplit("/", 1)[-1] not in cloudfront_backends[backend.account_id]["aws"].distributions:
        raise missing(f"The resource {arn} does not exist.")


@ext.around(LogsBackend)
def put_delivery_source(original: Callable[..., Any], self: Any, name: str, resource_arn: str, log_type: str, tags: Any) -> Any:
    if resource_arn.split(":")[2] == "cloudfront":
        check_distribution(self, resource_arn, log_type)
    return original(self, name, resource_arn, log_type, tags)


@ext.around(LogsBackend)
def put_delivery_destination(
    original: Callable[..., Any], self: Any, name: str, output_format: str | None, delivery_destination_configuration: dict[str, str], tags: Any
) -> Any:
    """https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDeliveryDestination.html"""
    arn = delivery_destination_configuration["destinationResourceArn"].split(":")
    if len(arn) < 6 or arn[2] not in ("s3", "logs", "firehose"):
        raise invalid("The destination must be a bucket, a log group or a delivery stream.")
    kept = self.delivery_destinations.get(name)
    if kept is not None and kept.delivery_destination_configuration["destinationResourceArn"] != ":".join(arn):
        kept.delivery_destination_configuration = delivery_destination_configuration
    return original(self, name, output_format, delivery_destination_configuration, tags)


def check_destination(backend: Any, source: Any, destination: Any, suffix: str) -> None:
    arn = destination.delivery_destination_configuration["destinationResourceArn"]
    _, _, service, region, account_id, resource = arn.split(":", 5)
    if service == "logs":
        from moto.logs.models import logs_backends

        group = resource.removeprefix("log-group:").removesuffix(":*")
        if account_id == backend.account_id and group not in logs_backends[account_id][region].groups:
            raise missing("The specified log group does not exist.")
    elif service == "s3":
        # The destination's policy may be for another account's bucket: nothing is known of those.
        name, _, prefix = resource.partition("/")
        place = CLOUDFRONT_PATH.format(account_id=backend.account_id) if source.service == "cloudfront" else f"AWSLogs/{backend.account_id}"
        path = "/".join(part for part in (prefix or place, suffix.strip("/")) if part)
        source_arn = f"arn:aws:logs:{backend.region_name}:{backend.account_id}:delivery-source:{source.name}"
        reason = admit(backend.account_id, name, path, source_arn, source_arn, reads_acl=False)
        if reason == "missing":
            raise missing(f"The bucket {name} does not exist.")
        if reason == "denied":
            raise ServiceError("AccessDeniedException", f"Access Denied for LogDestination: {name}. Please check LogDestination permissions.")


@ext.around(LogsBackend)
def create_delivery(original: Callable[..., Any], self: Any, **given: Any) -> Any:
    source = self.delivery_sources.get(given["delivery_source_name"])
    destination = next((kept for kept in self.delivery_destinations.values() if kept.arn == given["delivery_destination_arn"]), None)
    if source is not None and destination is not None:
        check_destination(self, source, destination, (given.get("s3_delivery_configuration") or {}).get("suffixPath", ""))
    return original(self, **given)


@ext.around(LogsBackend)
def delete_delivery_source(original: Callable[..., Any], self: Any, name: str) -> None:
    """https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteDeliverySource.html"""
    if any(delivery.delivery_source_name == name for delivery in self.deliveries.values()):
        raise ServiceError("ConflictException", "Cannot delete: the delivery source is in use by a delivery.")
    original(self, name)


@ext.around(LogsBackend)
def delete_delivery_destination(original: Callable[..., Any], self: Any, name: str) -> None:
    """https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteDeliveryDestination.html"""
    destination = self.delivery_destinations.get(name)
    if destination is not None and any(delivery.delivery_destination_arn == destination.arn for delivery in self.deliveries.values()):
        raise ServiceError("ConflictException", "Cannot delete: the delivery destination is in use by a delivery.")
    original(self, name)
