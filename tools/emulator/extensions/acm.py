"""ACM: a certificate is issued when its names are validated, and stays while a service presents it."""

from __future__ import annotations

import hashlib
from typing import Any

from moto.acm.models import AWSCertificateManagerBackend, CertBundle
from moto.route53.models import route53_backends

from ._certificates import users_of
from ._support import Extension, ServiceError

ext = Extension()
install = ext.install

PENDING = "PENDING_VALIDATION"


def account_of(certificate: Any) -> str:
    return certificate.arn.split(":")[4]


def record_of(account_id: str, name: str) -> dict[str, str]:
    """The CNAME record that validates a name: one for each account and name, whatever the region, and the wildcard's is its domain's.

    moto has one pair of tokens for every name. https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
    """
    domain = name.lower().removeprefix("*.")
    token, target, zone = (hashlib.sha256(f"{account_id} {domain} {part}".encode()).hexdigest() for part in ("name", "value", "zone"))
    return {"Name": f"_{token[:32]}.{domain}.", "Type": "CNAME", "Value": f"_{target[:32]}.{zone[:10]}.acm-validations.aws."}


def record_exists(account_id: str, name: str, value: str) -> bool:
    """Whether a public hosted zone holds the CNAME record. Whose name servers the domain is delegated to is not looked at."""
    wanted = (name.lower().rstrip("."), value.lower().rstrip("."))
    return any(
        (record.name.lower().rstrip("."), str(held).lower().rstrip(".")) == wanted
        for zone in route53_backends[account_id]["aws"].zones.values()
        if not zone.private_zone
        for record in zone.rrsets
        if record.type == "CNAME"
        for held in record.records
    )


def validated(certificate: Any, option: dict[str, Any]) -> bool:
    record = option["ResourceRecord"]
    return record_exists(account_of(certificate), record["Name"], record["Value"])


@ext.around(CertBundle)
def check(original: Any, self: Any) -> None:
    """moto issues whatever is asked for. AWS waits until the CNAME record of every name resolves.

    https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
    """
    if self.type != "AMAZON_ISSUED" or self.status != PENDING:
        original(self)
        return
    options = self.describe()["Certificate"]["DomainValidationOptions"]
    if all(validated(self, option) for option in options):
        self.status = "ISSUED"


@ext.around(CertBundle)
def describe(original: Any, self: Any) -> Any:
    answer = original(self)
    certificate = answer["Certificate"]
    for option in certificate.get("DomainValidationOptions", []):
        option["ResourceRecord"] = record_of(account_of(self), option["DomainName"])
    if self.status == PENDING:
        # Known of an issued certificate alone. https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html
        for member in ("IssuedAt", "NotBefore", "NotAfter", "Serial"):
            certificate.pop(member, None)
        for option in certificate.get("DomainValidationOptions", []):
            option["ValidationStatus"] = "SUCCESS" if validated(self, option) else PENDING
    return answer


@ext.extend(CertBundle)
class _InUse:
    @property
    def in_use_by(self: Any) -> list[str]:
        return list(users_of(self.arn, account_of(self)))

    @in_use_by.setter
    def in_use_by(self: Any, value: Any) -> None:
        """moto keeps a list of its own, which only grows."""


@ext.around(AWSCertificateManagerBackend)
def delete_certificate(original: Any, self: Any, arn: str) -> None:
    """https://docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html"""
    if arn in self._certificates and self._certificates[arn].in_use_by:
        raise ServiceError("ResourceInUseException", f"Certificate {arn} in use.")
    original(self, arn)
