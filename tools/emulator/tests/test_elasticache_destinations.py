"""ElastiCache: topics, log destinations and files of snapshots. API_CreateReplicationGroup.html, API_LogDeliveryConfiguration.html,
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html, backups-seeding-redis.html."""

import pytest

from edge import refused

VALUE, COMBINATION = "InvalidParameterValue", "InvalidParameterCombination"


@pytest.fixture
def cache(client):
    return client("elasticache")


@pytest.fixture
def group(cache, name):
    def create(**more):
        usual = {"ReplicationGroupId": name, "ReplicationGroupDescription": "d", "Engine": "valkey", "EngineVersion": "8.0"}
        shape = {"CacheNodeType": "cache.r7g.large", "NumCacheClusters": 1, "TransitEncryptionEnabled": True}
        return cache.create_replication_group(**{**usual, **shape, **more})["ReplicationGroup"]

    return create


def slow_log(group):
    details = {"CloudWatchLogsDetails": {"LogGroup": group}}
    return {"LogType": "slow-log", "LogFormat": "json", "DestinationType": "cloudwatch-logs", "DestinationDetails": details}


def test_a_topic_is_there_and_of_the_account_and_region(cache, client, group, name):
    topic = client("sns").create_topic(Name=name)["TopicArn"]
    elsewhere = client("sns", "eu-west-1").create_topic(Name=name)["TopicArn"]
    for wrong in ("news", elsewhere, topic.replace("123456789012", "210987654321"), f"{topic}-none"):
        refused(VALUE, group, NotificationTopicArn=wrong, message=wrong)
    group(NotificationTopicArn=topic)
    refused(VALUE, cache.modify_replication_group, ReplicationGroupId=name, NotificationTopicArn=elsewhere)


def test_an_encrypted_topic_is_inactive(cache, client, group, key, name):
    # https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html
    topics = [client("sns").create_topic(Name=f"{name}-{index}", Attributes=given)["TopicArn"] for index, given in enumerate([{}, {"KmsMasterKeyId": key}])]
    for topic, status in zip(topics, ("active", "inactive")):
        group(ReplicationGroupId=f"{name}-{status}", NotificationTopicArn=topic)
        (node,) = cache.describe_cache_clusters(CacheClusterId=f"{name}-{status}-001")["CacheClusters"]
        assert node["NotificationConfiguration"] == {"TopicArn": topic, "TopicStatus": status}


def test_a_log_says_whether_its_destination_is_there(client, group, name):
    (log,) = group(LogDeliveryConfigurations=[slow_log(name)])["LogDeliveryConfigurations"]
    assert (log["Status"], name in log["Message"]) == ("error", True)
    client("logs").create_log_group(logGroupName=name)
    (log,) = group(ReplicationGroupId=f"{name}-b", LogDeliveryConfigurations=[slow_log(name)])["LogDeliveryConfigurations"]
    assert (log["Status"], "Message" in log) == ("active", False)


def test_log_delivery_is_modified_immediately(cache, client, group, name):
    client("logs").create_log_group(logGroupName=name)
    group()
    change = {"ReplicationGroupId": name, "LogDeliveryConfigurations": [slow_log(name)]}
    refused(COMBINATION, cache.modify_replication_group, **change, message="ApplyImmediately")
    cache.modify_replication_group(**change, ApplyImmediately=True)


def test_a_file_of_a_snapshot_is_an_object_in_s3(client, group, name):
    s3 = client("s3")
    s3.create_bucket(Bucket=name)
    s3.put_object(Bucket=name, Key="day/1.rdb", Body=b"REDIS")
    for wrong in ("arn:aws:rds:us-east-1:123456789012:snapshot:s", f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/a,b.rdb", f"arn:aws:s3:::{name}/2.rdb"):
        refused(VALUE, group, SnapshotArns=[wrong])
    group(SnapshotArns=[f"arn:aws:s3:::{name}/day/1.rdb"])
