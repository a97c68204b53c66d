"""ElastiCache: users and user groups. Pages: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html, auth-iam.html, and the
API reference of each operation."""

import time

import pytest

from edge import refused
from helpers import make_user, make_user_group, settled

VALUE, COMBINATION, STATE = "InvalidParameterValue", "InvalidParameterCombination", "InvalidUserGroupState"


@pytest.fixture
def cache(client):
    return client("elasticache")


@pytest.fixture
def group(cache, name):
    """Makes Valkey caches of the test's own name; the argument is what differs from that."""

    def create(**more):
        usual = {"ReplicationGroupId": name, "ReplicationGroupDescription": "d", "Engine": "valkey", "EngineVersion": "8.0"}
        shape = {"CacheNodeType": "cache.r7g.large", "NumNodeGroups": 1, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": True}
        return cache.create_replication_group(**{**usual, **shape, "TransitEncryptionEnabled": True, **more})["ReplicationGroup"]

    return create


def show_user(cache, user_id):
    return cache.describe_users(UserId=user_id)["Users"][0]


def gone(cache, user_id):
    """Waits until there is no such user."""
    deadline = time.monotonic() + 5
    while any(user["UserId"] == user_id for user in cache.describe_users()["Users"]):
        assert time.monotonic() < deadline
        time.sleep(0.1)


# ---- access strings


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("on ~* &* +@all -@dangerous +info", "on ~* &* +@all -@dangerous +info"),
        ("on ~* +@read", "on ~* -@all +@read"),
        ("+@read &news ~app:* on", "on ~app:* &news -@all +@read"),
        ("off -@all", "off -@all"),
        ("~objects:* ~items:* ~public:*", "off ~objects:* ~items:* ~public:* -@all"),
        ("on allkeys allchannels allcommands", "on ~* &* +@all"),
        ("on ~* +GET +@Read", "on ~* -@all +get +@read"),
        ("on ~* +@all -cluster +cluster|slots", "on ~* +@all -cluster +cluster|slots"),
        ("on ~a:* +@read (~b:* +set) (+@pubsub &news)", "on ~a:* -@all +@read (~b:* -@all +set) (&news -@all +@pubsub)"),
    ],
)
def test_an_access_string_is_shown_in_its_normal_form(cache, name, given, shown):
    assert make_user(cache, name, access=given)["AccessString"] == shown
    assert cache.modify_user(UserId=name, AccessString=given)["AccessString"] == shown


@pytest.mark.parametrize(
    "access",
    ["on ~* +@all >password", "on ~* +@all #hash", "on ~* +@all nopass", "reset on ~* +@all", "on keys +@all", "on (~* >word)", "on (~*"],
)
def test_an_access_string_has_no_passwords_and_no_other_words(cache, name, access):
    refused(VALUE, make_user, cache, name, access=access)


@pytest.mark.parametrize("word", ["+config", "-debug", "+acl|setuser", "+cluster|failover"])
def test_an_access_string_has_no_restricted_commands(cache, name, word):
    # https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RestrictedCommands.html
    refused(VALUE, make_user, cache, name, access=f"on ~* +@all {word}", message="is a restricted command")


def test_an_access_string_has_categories_that_there_are(cache, name):
    refused(VALUE, make_user, cache, name, access="on ~* +@orders", message="there is no category @orders")


# ---- users


def test_an_iam_user_has_one_name(cache, name):
    # The words: terraform-aws-modules/terraform-aws-elasticache, issue 65.
    refused(COMBINATION, make_user, cache, name, name="other", message="User Id and User name must be same for authentication type: iam")


def test_an_id_is_unique_whatever_the_engine_and_is_kept_in_lower_case(cache, name):
    assert make_user(cache, name.upper(), mode="no-password-required")["UserId"] == name
    refused("UserAlreadyExists", make_user, cache, name, engine="valkey")


def test_a_user_is_modified_in_place_and_for_a_while_nothing_else_is_done_with_it(cache, name):
    # The words: hashicorp/terraform-provider-aws, issue 49726.
    make_user_group(cache, name)
    assert cache.modify_user(UserId=f"{name}-a", AccessString="on ~orders:* +@read")["Status"] == "modifying"
    message = f"User {name}-a has status modifying. Only active users can be modified."
    refused("InvalidUserState", cache.modify_user, UserId=f"{name}-a", AccessString="on ~* +@read", message=message)
    refused("InvalidUserState", cache.delete_user, UserId=f"{name}-a")
    refused(STATE, cache.modify_user_group, UserGroupId=name, UserIdsToRemove=[f"{name}-a"])
    settled(cache, name)
    shown = show_user(cache, f"{name}-a")
    assert (shown["Status"], shown["AccessString"], shown["Authentication"]["Type"]) == ("active", "on ~orders:* -@all +@read", "iam")


@pytest.mark.parametrize("passwords", [["short"], ["x" * 129], ["a-password-of-its-own", "another-password-of", "a-third-password-of"]])
def test_a_user_has_two_passwords_of_16_to_128_characters_at_most(cache, name, passwords):
    given = {"UserId": name, "UserName": name, "Engine": "redis", "AccessString": "on ~* +@all"}
    refused(VALUE, cache.create_user, **given, Passwords=passwords)


def test_a_valkey_user_logs_in(cache, name):
    refused(COMBINATION, make_user, cache, name, engine="valkey", mode="no-password-required")
    make_user(cache, name, mode="no-password-required")
    refused(COMBINATION, cache.modify_user, UserId=name, Engine="valkey")


def test_the_default_user_is_elasticaches_own(cache):
    refused(VALUE, cache.modify_user, UserId="default", AccessString="off -@all")
    refused(VALUE, cache.delete_user, UserId="default")


def test_a_deleted_user_is_removed_from_its_user_groups(cache, name):
    make_user_group(cache, name)
    assert cache.delete_user(UserId=f"{name}-a")["Status"] == "deleting"
    shown = cache.describe_user_groups(UserGroupId=name)["UserGroups"][0]
    assert (shown["Status"], shown["PendingChanges"]["UserIdsToRemove"]) == ("modifying", [f"{name}-a"])
    gone(cache, f"{name}-a")
    assert settled(cache, name)["UserIds"] == [f"{name}-d"]


def test_the_default_user_of_a_redis_group_stays(cache, name):
    make_user_group(cache, name)
    refused("DefaultUserRequired", cache.modify_user_group, UserGroupId=name, UserIdsToRemove=[f"{name}-d"])
    refused("DefaultUserAssociatedToUserGroup", cache.delete_user, UserId=f"{name}-d")


def test_the_default_user_of_a_redis_group_is_replaced_by_another(cache, name):
    make_user_group(cache, name)
    make_user(cache, f"{name}-e", mode="no-password-required", access="off -@all", name="default")
    cache.modify_user_group(UserGroupId=name, UserIdsToAdd=[f"{name}-e"], UserIdsToRemove=[f"{name}-d"])
    assert settled(cache, name)["UserIds"] == [f"{name}-a", f"{name}-e"]


# ---- user groups


def test_a_redis_user_group_needs_a_default_user_and_a_valkey_one_does_not(cache, name):
    for engine in ("redis", "valkey"):
        make_user(cache, f"{name}-{engine}", engine=engine)
    # The words: hashicorp/terraform-provider-aws, issue 25593.
    given = {"UserGroupId": f"{name}-r", "Engine": "redis", "UserIds": [f"{name}-redis"]}
    refused("DefaultUserRequired", cache.create_user_group, **given, message="User group needs to contain a user with the user name default.")
    made = cache.create_user_group(UserGroupId=f"{name}-V", Engine="valkey", UserIds=[f"{name}-valkey", f"{name}-redis"])
    assert (made["UserGroupId"], made["Status"], made["MinimumEngineVersion"]) == (f"{name}-v", "creating", "7.2")


def test_a_user_group_takes_users_of_its_engine_who_log_in(cache, name):
    make_user(cache, f"{name}-v", engine="valkey")
    make_user(cache, f"{name}-d", mode="no-password-required", access="off -@all", name="default")
    make = cache.create_user_group
    refused(VALUE, make, UserGroupId=name, Engine="redis", UserIds=[f"{name}-d", f"{name}-v"], message=f"{name}-v")
    refused(VALUE, make, UserGroupId=name, Engine="valkey", UserIds=[f"{name}-v", f"{name}-d"], message=f"{name}-d")
    refused(VALUE, make, UserGroupId=name, Engine="memcached", UserIds=[f"{name}-v"])


def test_members_come_and_go_in_a_while(cache, name):
    make_user_group(cache, name)
    make_user(cache, f"{name}-b")
    changed = cache.modify_user_group(UserGroupId=name, UserIdsToAdd=[f"{name}-b"], UserIdsToRemove=[f"{name}-a"])
    assert (changed["Status"], changed["UserIds"]) == ("modifying", [f"{name}-d", f"{name}-a"])
    assert changed["PendingChanges"] == {"UserIdsToAdd": [f"{name}-b"], "UserIdsToRemove": [f"{name}-a"]}
    # The words: hashicorp/terraform-provider-aws, issue 37911.
    message = f"User group {name} has status modifying. Only active user groups can be modified."
    refused(STATE, cache.modify_user_group, UserGroupId=name, UserIdsToAdd=[f"{name}-a"], message=message)
    shown = settled(cache, name)
    assert (shown["UserIds"], shown.get("PendingChanges")) == ([f"{name}-d", f"{name}-b"], None)
    assert (show_user(cache, f"{name}-a")["UserGroupIds"], show_user(cache, f"{name}-b")["UserGroupIds"]) == ([], [name])


def test_a_change_that_removes_who_is_no_member_is_refused_wholly(cache, name):
    # hashicorp/terraform-provider-aws, issues 43281 and 49945
    make_user_group(cache, name)
    make_user(cache, f"{name}-b")
    cache.delete_user(UserId=f"{name}-a")
    settled(cache, name)
    change = {"UserGroupId": name, "UserIdsToAdd": [f"{name}-b"], "UserIdsToRemove": [f"{name}-a"]}
    refused(VALUE, cache.modify_user_group, **change, message="is not a member of user group")
    shown = settled(cache, name)
    assert shown["UserIds"] == [f"{name}-d"]


def test_a_group_in_use_is_not_deleted_and_a_deleted_one_leaves_its_users(cache, group, name):
    make_user_group(cache, name)
    group(UserGroupIds=[name])
    refused(STATE, cache.delete_user_group, UserGroupId=name)
    cache.modify_replication_group(ReplicationGroupId=name, UserGroupIdsToRemove=[name], ApplyImmediately=True)
    assert cache.delete_user_group(UserGroupId=name)["Status"] == "deleting"
    deadline = time.monotonic() + 5
    while show_user(cache, f"{name}-a")["UserGroupIds"] and time.monotonic() < deadline:
        time.sleep(0.1)
    assert show_user(cache, f"{name}-a")["UserGroupIds"] == []
    refused("UserGroupNotFound", cache.describe_user_groups, UserGroupId=name)


def test_a_user_group_has_tags(cache, name):
    arn = make_user_group(cache, name)["ARN"]
    cache.add_tags_to_resource(ResourceName=arn, Tags=[{"Key": "a", "Value": "1"}])
    assert cache.list_tags_for_resource(ResourceName=arn)["TagList"] == [{"Key": "a", "Value": "1"}]


# ---- user groups of caches


def test_a_redis_cache_takes_redis_users_alone_and_valkey_takes_both(cache, group, name):
    make_user(cache, f"{name}-x", engine="valkey")
    cache.create_user_group(UserGroupId=f"{name}-v", Engine="valkey", UserIds=[f"{name}-x"])
    make_user_group(cache, name)
    settled(cache, f"{name}-v")
    redis = {"Engine": "redis", "EngineVersion": "7.1"}
    refused(COMBINATION, group, **redis, UserGroupIds=[f"{name}-v"], message=f"{name}-v")
    serverless = {"ServerlessCacheName": name, "Engine": "redis", "UserGroupId": f"{name}-v"}
    refused(COMBINATION, cache.create_serverless_cache, **serverless, message=f"{name}-v")
    refused(COMBINATION, group, UserGroupIds=[name], TransitEncryptionMode="preferred", message="preferred")
    group(UserGroupIds=[name])
    change = {"ReplicationGroupId": name, "ApplyImmediately": True}
    cache.modify_replication_group(**change, UserGroupIdsToRemove=[name], UserGroupIdsToAdd=[f"{name}-v"])


def test_a_cache_has_one_user_group_and_none_that_is_being_made(cache, group, name):
    make_user(cache, f"{name}-x", engine="valkey")
    cache.create_user_group(UserGroupId=name, Engine="valkey", UserIds=[f"{name}-x"])
    refused(STATE, group, UserGroupIds=[name])
    settled(cache, name)
    refused(VALUE, group, UserGroupIds=[name, name])


def test_a_user_group_becomes_valkeys_where_no_redis_cache_uses_it(cache, group, name):
    make_user(cache, f"{name}-default", access="off -@all", name="default", mode="no-password-required")
    make_user(cache, f"{name}-a")
    cache.create_user_group(UserGroupId=name, Engine="redis", UserIds=[f"{name}-default", f"{name}-a"])
    settled(cache, name)
    group(Engine="redis", EngineVersion="7.1", UserGroupIds=[name])
    change = {"UserGroupId": name, "Engine": "valkey", "UserIdsToRemove": [f"{name}-default"]}
    refused(COMBINATION, cache.modify_user_group, **change, message=name)
    cache.modify_replication_group(ReplicationGroupId=name, Engine="valkey", EngineVersion="8.0", ApplyImmediately=True)
    cache.modify_user_group(**change)
    shown = settled(cache, name)
    assert (shown["Engine"], shown["UserIds"]) == ("valkey", [f"{name}-a"])


def test_iam_needs_redis_7(cache, group, name):
    make_user_group(cache, name)
    refused(COMBINATION, group, Engine="redis", EngineVersion="6.2", UserGroupIds=[name], message="7.0")
