"""CloudWatch: alarms and dashboards that AWS refuses (API reference of PutMetricAlarm, PutCompositeAlarm and PutDashboard)."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError
from helpers import ACCOUNT, code_of


@pytest.fixture
def cloudwatch(client):
    return client("cloudwatch")


TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT}:alarms"
ALARM = {
    "Namespace": "AWS/EC2",
    "MetricName": "CPUUtilization",
    "Statistic": "Average",
    "Period": 60,
    "EvaluationPeriods": 5,
    "Threshold": 80.0,
    "ComparisonOperator": "GreaterThanThreshold",
}
ONE = {"Id": "m1", "MetricStat": {"Metric": {"Namespace": "n", "MetricName": "m"}, "Period": 60, "Stat": "Sum"}, "ReturnData": False}
RATE = {"Id": "rate", "Expression": "100 * m1 / FILL(m1, 1)", "ReturnData": True}
#: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html
QUERY = 'SELECT MAX(CPUUtilization) FROM SCHEMA("AWS/ElastiCache", CacheClusterId, CacheNodeId)'
MATH = {"EvaluationPeriods": 5, "Threshold": 1.0, "ComparisonOperator": "GreaterThanThreshold"}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"AlarmActions": [TOPIC], "OKActions": ["arn:aws:automate:us-east-1:ec2:stop"]},
        {"Statistic": None, "ExtendedStatistic": "p99.9"},
        {"Statistic": None, "ExtendedStatistic": "tm90"},
        {"Statistic": None, "ExtendedStatistic": "TM(5%:95%)"},
        {"Period": 10},
        {"Period": 3600, "EvaluationPeriods": 168},
        {"Period": 60, "EvaluationPeriods": 1440, "DatapointsToAlarm": 1},
    ],
)
def test_alarms_that_can_be(cloudwatch, name, more):
    alarm = {key: value for key, value in {**ALARM, **more}.items() if value is not None}
    cloudwatch.put_metric_alarm(AlarmName=name, **alarm)
    (shown,) = cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"]
    assert shown.get("ExtendedStatistic") == more.get("ExtendedStatistic")


@pytest.mark.parametrize(
    "more",
    [
        {"AlarmActions": [TOPIC.replace("us-east-1", "eu-west-1")]},
        {"AlarmActions": ["alarms"]},
        {"AlarmActions": [f"{TOPIC}{index}" for index in range(6)]},
        {"Statistic": None},
        {"ExtendedStatistic": "p99"},
        {"Statistic": "Median"},
        {"Statistic": None, "ExtendedStatistic": "p101"},
        {"Statistic": None, "ExtendedStatistic": "99"},
        {"Period": 45},
        {"Period": 90},
        {"Period": 60, "EvaluationPeriods": 1441},
        {"Period": 3600, "EvaluationPeriods": 169},
        {"DatapointsToAlarm": 6},
        {"TreatMissingData": "good"},
        {"Threshold": None},
        {"ThresholdMetricId": "m1"},
        {"ComparisonOperator": "GreaterThanUpperThreshold"},
        {"EvaluateLowSampleCountPercentile": "ignore"},
    ],
)
def test_alarms_that_cannot_be(cloudwatch, name, more):
    alarm = {key: value for key, value in {**ALARM, **more}.items() if value is not None}
    with pytest.raises(ClientError) as caught:
        cloudwatch.put_metric_alarm(AlarmName=name, **alarm)
    assert code_of(caught) == "ValidationError"


@pytest.mark.parametrize(
    "metrics",
    [
        [ONE, RATE],
        [{**RATE, "Expression": 'SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId)', "Period": 60}],
        [{**ONE, "ReturnData": True}],
        [ONE, {**RATE, "Expression": "IF(m1 > 1e3, m1, 0)"}],
    ],
)
def test_math_that_can_be(cloudwatch, name, metrics):
    cloudwatch.put_metric_alarm(AlarmName=name, Metrics=metrics, **MATH)


TAGGED = f"{QUERY} WHERE tag.ReplicationGroupId = 'order-books'"


@pytest.mark.parametrize(
    "query",
    [
        'SELECT AVG(CPUUtilization) FROM "AWS/EC2"',
        QUERY,
        TAGGED,
        f"{TAGGED} AND CacheNodeId != '0002'",
        f"{TAGGED} GROUP BY CacheClusterId ORDER BY MAX() DESC",
        f"{TAGGED} GROUP BY CacheClusterId, tag.Environment ORDER BY MIN() ASC LIMIT 500",
        f"{QUERY} WHERE AWS.AccountId = CURRENT_ACCOUNT_ID()",
        'select sum("My.Metric") from "My Namespace" where "a-b" = \'c\'',
    ],
)
def test_a_query_is_kept_with_its_period(cloudwatch, name, query):
    cloudwatch.put_metric_alarm(AlarmName=name, Metrics=[{"Id": "watched", "Expression": query, "Period": 300, "ReturnData": True}], **MATH)
    (shown,) = cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"]
    assert shown["Metrics"] == [{"Id": "watched", "Expression": query, "Period": 300, "ReturnData": True}]


@pytest.mark.parametrize(
    "query",
    [
        f"{TAGGED} GROUP BY CacheClusterId",
        f"{TAGGED} GROUP BY CacheClusterId ORDER BY MAX(CPUUtilization) DESC",
        f"{TAGGED} GROUP BY CacheClusterId ORDER BY MAX() DESC LIMIT 501",
        f"{QUERY} WHERE CacheClusterId LIKE 'order-books%'",
        f"{QUERY} WHERE CacheClusterId = order-books",
        f"{QUERY} WHERE CacheClusterId = 'a' OR CacheClusterId = 'b'",
        'SELECT P99(Latency) FROM "AWS/ELB"',
        "SELECT MAX(CPUUtilization) FROM AWS/EC2",
        """SEARCH('{AWS/EC2,InstanceId} MetricName="CPUUtilization"', 'Average', 300)""",
    ],
)
def test_queries_that_cannot_be(cloudwatch, name, query):
    with pytest.raises(ClientError) as caught:
        cloudwatch.put_metric_alarm(AlarmName=name, Metrics=[{"Id": "watched", "Expression": query, "Period": 60, "ReturnData": True}], **MATH)
    assert code_of(caught) == "ValidationError"


@pytest.mark.parametrize(
    ("metrics", "more"),
    [
        ([ONE], {}),
        ([ONE, RATE, {**RATE, "Id": "other"}], {}),
        ([ONE, {**RATE, "Id": "m1"}], {}),
        ([ONE, {**RATE, "Id": "Rate"}], {}),
        ([ONE, {**RATE, "Expression": "m1 / m2"}], {}),
        ([ONE, {**RATE, "Expression": "(m1"}], {}),
        ([{**ONE, "Expression": "1"}, RATE], {}),
        ([*({**ONE, "Id": f"m{index}"} for index in range(1, 12)), RATE], {}),
        ([{**RATE, "Expression": QUERY, "Period": 90}], {}),
        ([{**RATE, "Expression": "SELECT AVG(a) FROM b"}], {}),
        ([ONE, RATE], {"Period": 60}),
        ([ONE, RATE], {"MetricName": "m"}),
        (
            [ONE, {**RATE, "Expression": "ANOMALY_DETECTION_BAND(m1, 2)"}],
            {"Threshold": None, "ThresholdMetricId": "band", "ComparisonOperator": "GreaterThanUpperThreshold"},
        ),
    ],
)
def test_math_that_cannot_be(cloudwatch, name, metrics, more):
    alarm = {key: value for key, value in {**MATH, **more}.items() if value is not None}
    with pytest.raises(ClientError) as caught:
        cloudwatch.put_metric_alarm(AlarmName=name, Metrics=metrics, **alarm)
    assert code_of(caught) == "ValidationError"


def test_an_alarm_on_a_band(cloudwatch, name):
    band = {"Id": "band", "Expression": "ANOMALY_DETECTION_BAND(m1, 2)", "ReturnData": True}
    given = {"EvaluationPeriods": 2, "ThresholdMetricId": "band", "ComparisonOperator": "LessThanLowerOrGreaterThanUpperThreshold"}
    cloudwatch.put_metric_alarm(AlarmName=name, Metrics=[{**ONE, "ReturnData": True}, band], **given)


def test_composite_alarms(cloudwatch, name):
    with pytest.raises(ClientError, match="do not exist") as caught:
        cloudwatch.put_composite_alarm(AlarmName=f"{name}-both", AlarmRule=f'ALARM("{name}")')
    assert code_of(caught) == "ValidationError"
    cloudwatch.put_metric_alarm(AlarmName=name, **ALARM)
    cloudwatch.put_composite_alarm(AlarmName=f"{name}-both", AlarmRule=f'ALARM("{name}") AND NOT OK({name})', AlarmActions=[TOPIC])
    assert cloudwatch.describe_alarms(AlarmNames=[f"{name}-both"], AlarmTypes=["CompositeAlarm"])["CompositeAlarms"][0]["AlarmRule"]
    with pytest.raises(ClientError, match="composite") as caught:
        cloudwatch.delete_alarms(AlarmNames=[name])
    assert code_of(caught) == "ValidationError"
    cloudwatch.delete_alarms(AlarmNames=[f"{name}-both"])
    cloudwatch.delete_alarms(AlarmNames=[name])


# --- Dashboards ------------------------------------------------------------------------------------------------------

METRIC = {
    "type": "metric",
    "x": 0,
    "y": 0,
    "width": 12,
    "height": 6,
    "properties": {"region": "us-east-1", "metrics": [["AWS/EC2", "CPUUtilization", "InstanceId", "i-1"], [{"expression": "m1"}]]},
}


#: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
SEARCH = {"expression": "SEARCH('{AWS/ElastiCache,CacheClusterId,CacheNodeId} MetricName=\"Evictions\" CacheClusterId=books', 'Sum', 60)"}
LONG_SEARCH = {"expression": f"SEARCH('{'x' * 1_024}', 'Sum', 60)"}


@pytest.mark.parametrize(
    "widget",
    [
        METRIC,
        {"type": "text", "properties": {"markdown": "# Title"}},
        {"type": "alarm", "properties": {"alarms": [f"arn:aws:cloudwatch:us-east-1:{ACCOUNT}:alarm:a"]}},
        {"type": "log", "width": 24, "properties": {"region": "us-east-1", "query": "SOURCE 'g' | fields @message"}},
        {**METRIC, "properties": {"region": "us-east-1", "annotations": {"alarms": ["arn"]}}},
        {**METRIC, "properties": {"region": "us-east-1", "metrics": [["n", "m", {"stat": "Sum"}], ["...", "."]]}},
        {**METRIC, "properties": {"region": "us-east-1", "metrics": [[SEARCH]] * 5}},
    ],
)
def test_widgets_that_can_be(cloudwatch, name, widget):
    cloudwatch.put_dashboard(DashboardName=name, DashboardBody=json.dumps({"widgets": [widget]}))


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        "{}",
        json.dumps({"widgets": [{"type": "graph", "properties": {}}]}),
        json.dumps({"widgets": [{**METRIC, "width": 25}]}),
        json.dumps({"widgets": [{**METRIC, "x": 13}]}),
        json.dumps({"widgets": [{**METRIC, "properties": {"region": "us-east-1"}}]}),
        json.dumps({"widgets": [{**METRIC, "properties": {"metrics": METRIC["properties"]["metrics"]}}]}),
        json.dumps({"widgets": [{**METRIC, "properties": {"region": "us-east-1", "metrics": [["AWS/EC2"]]}}]}),
        json.dumps({"widgets": [{"type": "text", "properties": {}}]}),
        json.dumps({"widgets": [METRIC] * 501}),
        json.dumps({"widgets": [{**METRIC, "properties": {"region": "us-east-1", "metrics": [[SEARCH]] * 6}}]}),
        json.dumps({"widgets": [{**METRIC, "properties": {"region": "us-east-1", "metrics": [[LONG_SEARCH]]}}]}),
    ],
)
def test_bodies_that_cannot_be(cloudwatch, name, body):
    with pytest.raises(ClientError) as caught:
        cloudwatch.put_dashboard(DashboardName=name, DashboardBody=body)
    assert code_of(caught) == "InvalidParameterInput"
