"""IAM: policies that can't be, quotas of roles, and roles that belong to services."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from typing import Any

from moto.iam.models import IAMBackend
from moto.iam.policy_validation import IAMTrustPolicyDocumentValidator
from moto.iam.responses import IamResponse

from ._policies import as_list, is_service, statements, unknown_principal
from ._support import Extension, ServiceError, result

ext = Extension()
install = ext.install

# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html, without white space.
MOST_INLINE_CHARACTERS = 10_240
MOST_TRUST_CHARACTERS = 2_048
MOST_MANAGED_CHARACTERS = 6_144
MOST_ATTACHED_POLICIES = 10

#: Services whose linked roles may have a suffix of one's own.
#: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html and the services' own pages.
SUFFIXED_SERVICES = {"autoscaling", "channels.lexv2", "connect", "lexv2", "profile"}


def size(document: str) -> int:
    return len(re.sub(r"\s", "", document))


def malformed(message: str) -> ServiceError:
    return ServiceError("MalformedPolicyDocument", message)


def check_trust(account_id: str, document: str) -> None:
    """https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html#API_CreateRole_Errors"""
    IAMTrustPolicyDocumentValidator(document).validate()
    if size(document) > MOST_TRUST_CHARACTERS:
        raise ServiceError("LimitExceeded", f"Cannot exceed quota for ACLSizePerRole: {MOST_TRUST_CHARACTERS}")
    policy = json.loads(document)
    if any(not statement.get("Principal") and not statement.get("NotPrincipal") for statement in statements(policy)):
        raise malformed("Missing required field Principal")
    unknown = unknown_principal(policy, account_id)
    if unknown:
        raise malformed(f'Invalid principal in policy: "{unknown[0].upper()}":"{unknown[1]}"')


def check_permissions(document: str) -> None:
    """After moto's own checks of the grammar."""
    if any("Principal" in statement or "NotPrincipal" in statement for statement in statements(json.loads(document))):
        raise malformed("Policy document should not specify a principal.")


# --- Roles -----------------------------------------------------------------------------------------------------------


def check_boundary(backend: IAMBackend, arn: str | None) -> None:
    if arn and arn.startswith("arn:") and arn not in backend.managed_policies:
        raise ServiceError("NoSuchEntity", f"Scope ARN: {arn} does not exist or is not attachable.")


@ext.around(IAMBackend)
def create_role(
    original: Callable[..., Any], self: Any, role_name: str, assume_role_policy_document: str, path: str, *args: Any, **kwargs: Any
) -> Any:
    check_trust(self.account_id, assume_role_policy_document)
    check_boundary(self, args[0] if args else kwargs.get("permissions_boundary"))
    return original(self, role_name, assume_role_policy_document, path, *args, **kwargs)


@ext.around(IAMBackend)
def put_role_permissions_boundary(original: Callable[..., Any], self: Any, role_name: str, permissions_boundary: str) -> None:
    check_boundary(self, permissions_boundary)
    original(self, role_name, permissions_boundary)


def own_role(backend: IAMBackend, name: str) -> Any:
    """A role that isn't a service's: those are changed and deleted by their services alone.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
    """
    role = backend.get_role(name)
    if role.path.startswith("/aws-service-role/"):
        raise ServiceError("UnmodifiableEntity", f"Cannot perform the operation on the protected role '{name}' - this role is only modifiable by AWS")
    return role


@ext.around(IAMBackend)
def update_assume_role_policy(original: Callable[..., Any], self: Any, role_name: str, policy_document: str) -> None:
    own_role(self, role_name)
    check_trust(self.account_id, policy_document)
    original(self, role_name, policy_document)


@ext.around(IAMBackend)
def put_role_policy(original: Callable[..., Any], self: Any, role_name: str, policy_name: str, policy_json: str) -> None:
    role = own_role(self, role_name)
    others = sum(size(document) for name, document in role.policies.items() if name != policy_name)
    if others + size(policy_json) > MOST_INLINE_CHARACTERS:
        raise ServiceError("LimitExceeded", f"Maximum policy size of {MOST_INLINE_CHARACTERS} bytes exceeded for role {role_name}")
    # moto checks the grammar, which what follows relies on.
    before = dict(role.policies)
    original(self, role_name, policy_name, policy_json)
    try:
        check_permissions(policy_json)
    except ServiceError:
        role.policies = before
        raise


@ext.around(IAMBackend)
def attach_role_policy(original: Callable[..., Any], self: Any, policy_arn: str, role_name: str) -> None:
    role = own_role(self, role_name)
    if policy_arn not in role.managed_policies and len(role.managed_policies) >= MOST_ATTACHED_POLICIES:
        raise ServiceError("LimitExceeded", f"Cannot exceed quota for PoliciesPerRole: {MOST_ATTACHED_POLICIES}")
    original(self, policy_arn, role_name)


def guard(operation: str, name_of: Callable[..., str]) -> None:
    @ext.around(IAMBackend, operation)
    def guarded(original: Callable[..., Any], self: Any, *args: Any, **kwargs: Any) -> Any:
        own_role(self, name_of(*args, **kwargs))
        return original(self, *args, **kwargs)


guard("detach_role_policy", lambda policy_arn, role_name: role_name)
guard("delete_role_policy", lambda role_name, policy_name: role_name)


# --- Managed policies ------------------------------------------------------------------------------------------------


def check_managed(document: str) -> None:
    if size(document) > MOST_MANAGED_CHARACTERS:
        raise ServiceError("LimitExceeded", f"Cannot exceed quota for PolicySize: {MOST_MANAGED_CHARACTERS}")


@ext.around(IAMBackend)
def create_policy(original: Callable[..., Any], self: Any, description: str, path: str, policy_document: str, policy_name: str, tags: Any) -> Any:
    check_managed(policy_document)
    made = original(self, description, path, policy_document, policy_name, tags)
    try:
        check_permissions(policy_document)
    except ServiceError:
        del self.managed_policies[made.arn]
        raise
    return made


@ext.around(IAMBackend)
def create_policy_version(original: Callable[..., Any], self: Any, policy_arn: str, policy_document: str, set_as_default: Any) -> Any:
    check_managed(policy_document)
    made = original(self, policy_arn, policy_document, set_as_default)
    try:
        check_permissions(policy_document)
    except ServiceError:
        self.managed_policies[policy_arn].versions.remove(made)
        raise
    return made


@ext.around(IamResponse)
def delete_policy(original: Callable[..., Any], self: Any) -> Any:
    """https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html"""
    policy = self.backend.managed_policies.get(self._get_param("PolicyArn"))
    if policy is not None and policy.attachment_count:
        raise ServiceError("DeleteConflict", "Cannot delete a policy attached to entities.")
    if policy is not None and len(policy.versions) > 1:
        raise ServiceError(
            "DeleteConflict",
            "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. "
            "The default version is deleted with the policy.",
        )
    return original(self)


# --- Service-linked roles --------------------------------------------------------------------------------------------


@ext.around(IAMBackend)
def create_service_linked_role(original: Callable[..., Any], self: Any, service_name: str, description: str, suffix: str) -> Any:
    """https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html: InvalidInput."""
    if not is_service(service_name):
        raise ServiceError("InvalidInput", f"Service name {service_name} is invalid.")
    if suffix and service_name.removesuffix(".amazonaws.com") not in SUFFIXED_SERVICES:
        raise ServiceError("InvalidInput", f"Custom suffix is not allowed for {service_name}")
    try:
        return original(self, service_name, description, suffix)
    except Exception as error:
        if getattr(error, "code", None) != "EntityAlreadyExists":
            raise
        name = str(error).removeprefix("Role with name ").split(" ")[0]
        raise ServiceError("InvalidInput", f"Service role name {name} has been taken in this account, please try a different suffix.") from None


def users_of(backend: IAMBackend, role: Any) -> list[dict[str, Any]]:
    """What uses a service-linked role, by region. Only Auto Scaling groups name theirs."""
    from moto.autoscaling.models import autoscaling_backends

    found = []
    for region, other in autoscaling_backends[backend.account_id].items():
        arns = [group.arn for group in other.autoscaling_groups.values() if group.service_linked_role_arn == role.arn]
        if arns:
            found.append({"Region": region, "Resources": arns})
    return found


@ext.around(IAMBackend)
def delete_service_linked_role(original: Callable[..., Any], self: Any, role_name: str) -> str:
    role = self.get_role(role_name)
    users = users_of(self, role)
    if not users:
        return original(self, role_name)
    task = f"task{role.path}{role_name}/{uuid.uuid4()}"
    self.__dict__.setdefault("_failed_deletions", {})[task] = users
    return task


@ext.around(IamResponse)
def get_service_linked_role_deletion_status(original: Callable[..., Any], self: Any) -> Any:
    """https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLinkedRoleDeletionStatus.html"""
    users = self.backend.__dict__.get("_failed_deletions", {}).get(self._get_param("DeletionTaskId"))
    if users is None:
        return original(self)
    return result(Status="FAILED", Reason={"Reason": "The role is in use.", "RoleUsageList": as_list(users)})


@ext.around(IamResponse)
def delete_role(original: Callable[..., Any], self: Any) -> Any:
    own_role(self.backend, self._get_param("RoleName"))
    return original(self)
