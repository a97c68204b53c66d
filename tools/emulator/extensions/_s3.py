"""What the extensions of S3 share."""

from __future__ import annotations

from moto.s3.exceptions import S3ClientError


class Refusal(S3ClientError):
    """An error as S3 answers it: ``Refusal("InvalidArgument", "…")``. moto answers no other errors of S3's than its own."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)


def not_found(code: str, message: str) -> tuple[int, dict[str, str], str]:
    """S3's answer for what a bucket doesn't have. moto takes the status of its own errors from the service's model, which doesn't name these."""
    return 404, {"Content-Type": "application/xml"}, f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
