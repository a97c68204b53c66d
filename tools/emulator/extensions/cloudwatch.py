"""CloudWatch: alarms that can't be. The service looks neither for a metric nor for what an alarm's action notifies.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from moto.cloudwatch.models import CloudWatchBackend
from moto.cloudwatch.responses import CloudWatchResponse

from ._support import Extension, ServiceError, params

ext = Extension()
install = ext.install

DAY, WEEK, HOUR = 86_400, 604_800, 3_600
SHORT_PERIODS = (1, 5, 10, 20, 30)
MOST_ACTIONS = 5
MOST_QUERIES = 20
#: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-data-queries.html
MOST_METRICS = 10
#: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
STATISTICS = r"SampleCount|Average|Sum|Minimum|Maximum"
EXTENDED = (
    r"p(\d{1,2}(\.\d{0,10})?|100)|IQM|(tm|tc|ts|wm)(\d{1,2}(\.\d{0,10})?|100)|"
    r"(TM|TC|TS|WM|PR)\((\d+(\.\d+)?%?)?:(\d+(\.\d+)?%?)?\)"
)
MISSING_DATA = ("breaching", "notBreaching", "ignore", "missing")
BANDS = ("LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold")
ACTIONS = ("AlarmActions", "OKActions", "InsufficientDataActions")


def invalid(message: str) -> ServiceError:
    return ServiceError("ValidationError", message)


def check_actions(region: str, given: dict[str, Any]) -> None:
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html"""
    for member in ACTIONS:
        arns = given.get(member) or []
        if len(arns) > MOST_ACTIONS:
            raise invalid(f"The collection {member} must not have a size greater than {MOST_ACTIONS}.")
        if len(set(arns)) < len(arns):
            raise invalid(f"{member} must not contain duplicates")
        for arn in arns:
            parts = arn.split(":")
            if len(parts) < 6 or parts[0] != "arn" or not parts[5]:
                raise invalid(f"Invalid arn syntax: {arn}")
            if parts[2] != "ssm-contacts" and parts[3] not in ("", region):
                raise invalid(f"Invalid region {parts[3]} specified. Only {region} is supported.")


def check_period(period: int, member: str = "Period") -> None:
    if period not in SHORT_PERIODS and (period < 60 or period % 60):
        raise invalid(f"{member} must be 10, 20, 30 or a multiple of 60")


def check_statistic(statistic: str, words: str, member: str) -> None:
    if not re.fullmatch(words, statistic):
        raise invalid(f"The value {statistic} for parameter {member} is not supported.")


def check_one_metric(given: dict[str, Any]) -> int:
    for member in ("MetricName", "Namespace", "Period"):
        if not given.get(member):
            raise invalid(f"{member} is required for an alarm on one metric")
    if bool(given.get("Statistic")) == bool(given.get("ExtendedStatistic")):
        raise invalid("Exactly one of Statistic and ExtendedStatistic must be specified")
    if given.get("Statistic"):
        check_statistic(given["Statistic"], STATISTICS, "Statistic")
    else:
        check_statistic(given["ExtendedStatistic"], EXTENDED, "ExtendedStatistic")
    check_period(int(given["Period"]))
    return int(given["Period"])


def check_queries(given: dict[str, Any]) -> int:
    """The queries of an alarm on a math expression; answers the longest period."""
    queries = given["Metrics"]
    mixed = [member for member in ("MetricName", "Namespace", "Dimensions", "Period", "Statistic", "ExtendedStatistic", "Unit") if given.get(member)]
    if mixed:
        raise invalid(f"An alarm on Metrics must not have {mixed[0]}")
    if len(queries) > MOST_QUERIES:
        raise invalid(f"An alarm has at most {MOST_QUERIES} metrics and expressions")
    if len([query for query in queries if "MetricStat" in query]) > MOST_METRICS:
        raise invalid(f"A math expression of an alarm has at most {MOST_METRICS} metrics")
    ids = [query["Id"] for query in queries]
    if len(set(ids)) < len(ids):
        raise invalid("The Ids of the metrics and expressions must be unique")
    longest = 0
    for query in queries:
        if not re.fullmatch(r"[a-z][a-zA-Z0-9_]*", query["Id"]):
            raise invalid(f"Invalid Id {query['Id']}: it must begin with a lowercase letter and have letters, digits and underscores")
        if ("MetricStat" in query) == ("Expression" in query):
            raise invalid(f"{query['Id']} must have exactly one of MetricStat and Expression")
        period = int((query.get("MetricStat") or query).get("Period") or 0)
        if "MetricStat" in query:
            check_statistic(query["MetricStat"]["Stat"], f"{STATISTICS}|{EXTENDED}", "Stat")
            check_period(period)
        else:
            check_expression(query, ids)
        longest = max(longest, period)
    returned = [query for query in queries if str(query.get("ReturnData", True)).lower() == "true"]
    watched = [query for query in returned if query["Id"] != given.get("ThresholdMetricId")]
    if len(watched) != 1:
        raise invalid("Exactly one element of the metrics list should return data.")
    return longest or 60


#: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html
FUNCTION = r"(?:AVG|COUNT|MAX|MIN|SUM)"
NAME = r"(?:\"(?:[^\"\\]|\\.)+\"|\w+)"
LABEL = rf"(?:(?:tag|AWS)\.)?{NAME}"
CONDITION = rf"{LABEL}\s*!?=\s*(?:'[^']*'|CURRENT_ACCOUNT_ID\(\)|\d+)"
INSIGHTS = re.compile(
    rf"\s*SELECT\s+{FUNCTION}\(\s*{NAME}\s*\)\s+FROM\s+(?:SCHEMA\(\s*{NAME}(?:\s*,\s*{NAME})*\s*\)|{NAME})"
    rf"(?:\s+WHERE\s+{CONDITION}(?:\s+AND\s+{CONDITION})*)?"
    rf"(?P<groups>\s+GROUP\s+BY\s+{LABEL}(?:\s*,\s*{LABEL})*)?"
    rf"(?P<order>\s+ORDER\s+BY\s+{FUNCTION}\(\)(?:\s+(?:ASC|DESC))?)?"
    rf"(?:\s+LIMIT\s+(?P<limit>\d+))?\s*",
    re.IGNORECASE,
)
MOST_SERIES = 500


def check_insights(query: dict[str, Any]) -> None:
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Metrics_Insights_Alarm.html: several time series have an order."""
    if not query.get("Period"):
        raise invalid("Period must not be null")
    check_period(int(query["Period"]))
    found = INSIGHTS.fullmatch(query["Expression"])
    if not found or (found["limit"] and not 1 <= int(found["limit"]) <= MOST_SERIES):
        raise invalid(f"Error in expression '{query['Id']}': the query is no Metrics Insights query")
    if found["groups"] and not found["order"]:
        raise invalid(f"Error in expression '{query['Id']}': GROUP BY must be followed by ORDER BY in an alarm")


def check_expression(query: dict[str, Any], ids: list[str]) -> None:
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html: what begins with a lowercase letter is an Id."""
    expression = query["Expression"]
    if re.match(r"\s*SELECT\b", expression, re.IGNORECASE):
        check_insights(query)
        return
    if re.search(r"\bSEARCH\s*\(", expression):
        raise invalid(f"Error in expression '{query['Id']}': SEARCH is not supported in alarms")
    bare = re.sub(r"'[^']*'|\"[^\"]*\"", "", expression)
    unknown = set(re.findall(r"(?<![A-Za-z0-9_.])[a-z][A-Za-z0-9_]*", bare)) - set(ids)
    if unknown or bare.count("(") != bare.count(")"):
        raise invalid(f"Error in expression '{query['Id']}': {'Unknown identifier ' + min(unknown) if unknown else 'Unbalanced parentheses'}")


def check_thresholds(given: dict[str, Any]) -> None:
    band = given.get("ThresholdMetricId")
    if (given.get("ComparisonOperator") in BANDS) != bool(band):
        raise invalid("ThresholdMetricId goes with the comparison operators of anomaly detection alone")
    if bool(band) == (given.get("Threshold") is not None):
        raise invalid("Exactly one of Threshold and ThresholdMetricId must be specified")
    if band and band not in [query["Id"] for query in given.get("Metrics") or []]:
        raise invalid(f"ThresholdMetricId {band} is not an Id of the metrics list")


def check_alarm(region: str, given: dict[str, Any]) -> None:
    check_actions(region, given)
    if given.get("TreatMissingData") and given["TreatMissingData"] not in MISSING_DATA:
        raise invalid(
            f"Option {given['TreatMissingData']} is not supported. Supported options for parameter TreatMissingData are {', '.join(MISSING_DATA)}."
        )
    if given.get("EvaluateLowSampleCountPercentile") and not str(given.get("ExtendedStatistic", "")).startswith("p"):
        raise invalid("EvaluateLowSampleCountPercentile is for alarms on percentiles")
    period = check_queries(given) if given.get("Metrics") else check_one_metric(given)
    check_thresholds(given)
    evaluations = int(given.get("EvaluationPeriods") or 0)
    if int(given.get("DatapointsToAlarm") or 1) > evaluations:
        raise invalid("DatapointsToAlarm must be less than or equal to EvaluationPeriods")
    most = WEEK if period >= HOUR else DAY
    if evaluations * period > most:
        raise invalid(
            f"Metrics cannot be checked across more than {'a week' if most == WEEK else 'a day'} (EvaluationPeriods * Period must be <= {most})."
        )


@ext.around(CloudWatchResponse)
def put_metric_alarm(original: Callable[..., Any], self: Any) -> Any:
    if not self._get_param("AlarmRule"):
        check_alarm(self.region, params(self))
    return original(self)


@ext.around(CloudWatchBackend, "put_metric_alarm")
def keep_statistic(original: Callable[..., Any], self: Any, *args: Any, **kwargs: Any) -> Any:
    """moto knows percentiles alone."""
    extended = kwargs.get("extended_statistic")
    if not extended or extended.startswith("p"):
        return original(self, *args, **kwargs)
    alarm = original(self, *args, **{**kwargs, "extended_statistic": None})
    alarm.extended_statistic = extended
    return alarm


# --- Composite alarms ------------------------------------------------------------------------------------------------


def named_in(rule: str) -> set[str]:
    """The alarms of a rule, by name or ARN: ``ALARM("a") OR OK(b)``."""
    found = re.findall(r"\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^)\s]+))\s*\)", rule)
    return {next(part for part in parts if part).split(":alarm:")[-1] for parts in found if any(parts)}


@ext.extend(CloudWatchResponse)
class _CompositeAlarms:
    def put_composite_alarm(self: Any) -> Any:
        """moto keeps composite alarms and lacks the operation that makes them."""
        given = params(self)
        check_actions(self.region, given)
        named = named_in(given["AlarmRule"])
        if not named and not re.search(r"\b(TRUE|FALSE)\b", given["AlarmRule"]):
            raise invalid("AlarmRule must name at least one alarm")
        missing = named - set(self.cloudwatch_backend.alarms)
        if missing:
            raise invalid(f"Could not save the composite alarm as alarms [{', '.join(sorted(missing))}] in the alarm rule do not exist")
        if given["AlarmName"] in named:
            raise invalid("A composite alarm can't depend on itself")
        return self.put_metric_alarm()


@ext.around(CloudWatchBackend)
def delete_alarms(original: Callable[..., Any], self: Any, alarm_names: list[str]) -> None:
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html"""
    for name in alarm_names:
        users = [alarm.name for alarm in self.alarms.values() if alarm.rule and name in named_in(alarm.rule) and alarm.name not in alarm_names]
        if users:
            raise invalid(f"Cannot delete {name} as there are composite alarm(s) depending on it: [{', '.join(users)}]")
    original(self, alarm_names)
