"""A call of one AWS service by another: any operation that the emulator has, within the request that is being served.

The request is written and the answer read by botocore; no byte leaves the process.
"""

from __future__ import annotations

from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore import xform_name
from moto.core.botocore_stubber import BotocoreStubber

from ._support import ServiceError

#: What is signed with. Nothing is checked of it.
CREDENTIALS = {"aws_access_key_id": "emulator", "aws_secret_access_key": "emulator"}


def client_of(service: str, account: str, region: str) -> Any:
    # The name of the host says the region: the address by which the caller has reached the emulator is left out of it.
    config = Config(retries={"total_max_attempts": 1}, ignore_configured_endpoint_urls=True)
    client = boto3.Session(**CREDENTIALS, region_name=region).client(service, config=config)
    stubber = BotocoreStubber()
    stubber.enabled = True
    client.meta.events.register("before-send", stubber)
    client.meta.events.register("before-sign", lambda request, **_: request.headers.add_header("x-moto-account-id", account))
    return client


def call(account: str, region: str, service: str, operation: str, given: dict[str, Any]) -> dict[str, Any]:
    """The answer of an operation by its names in the service's model."""
    try:
        client = client_of(service, account, region)
        method = getattr(client, xform_name(operation), None)
        if method is None:
            raise ServiceError("ValidationException", f"{service} has no operation {operation}.")
        return method(**given)
    except ClientError as error:
        raise ServiceError(error.response["Error"]["Code"], error.response["Error"]["Message"]) from None
    except BotoCoreError as error:
        raise ServiceError("ValidationException", str(error)) from None
