"""CloudWatch: dashboards whose body can't be.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from moto.cloudwatch.responses import CloudWatchResponse

from ._support import Extension, ServiceError

ext = Extension()
install = ext.install

MOST_WIDGETS = 500
MOST_METRICS = 500
MOST_ALARMS = 100
#: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
MOST_SEARCHES = 5
MOST_OF_SEARCH = 1_024
COLUMNS = 24
MOST_ROWS = 1_000
#: Type of a widget → the properties that it must have.
REQUIRED = {
    "metric": ("region",),
    "text": ("markdown",),
    "log": ("region", "query"),
    "alarm": ("alarms",),
    "explorer": ("metrics",),
    "custom": ("endpoint",),
}
#: Place and size of a widget, with least and most.
GRID = {"x": (0, COLUMNS - 1), "y": (0, None), "width": (1, COLUMNS), "height": (1, MOST_ROWS)}


def problems(body: str) -> Iterator[tuple[str, str]]:
    """Path in the body and what is wrong there."""
    try:
        dashboard = json.loads(body)
    except ValueError:
        yield "", "The field DashboardBody must be a valid JSON object"
        return
    if not isinstance(dashboard, dict) or not isinstance(dashboard.get("widgets"), list):
        yield "/", "Should have property 'widgets'"
        return
    widgets = dashboard["widgets"]
    if len(widgets) > MOST_WIDGETS:
        yield "/widgets", f"Should NOT have more than {MOST_WIDGETS} items"
    for index, widget in enumerate(widgets):
        path = f"/widgets/{index}"
        if not isinstance(widget, dict):
            yield path, "Should be an object"
            continue
        yield from widget_problems(path, widget)


def widget_problems(path: str, widget: dict[str, Any]) -> Iterator[tuple[str, str]]:
    kind, properties = widget.get("type"), widget.get("properties")
    if kind not in REQUIRED:
        yield f"{path}/type", "Should match one of the types of widgets"
    if not isinstance(properties, dict):
        yield f"{path}/properties", "Should have property 'properties'"
        return
    for member, (least, most) in GRID.items():
        value = widget.get(member)
        if value is not None and (not isinstance(value, int) or value < least or (most is not None and value > most)):
            yield f"{path}/{member}", f"Should be an integer from {least}{f' to {most}' if most else ''}"
    if isinstance(widget.get("x"), int) and isinstance(widget.get("width"), int) and widget["x"] + widget["width"] > COLUMNS:
        yield path, f"x and width together should not be more than {COLUMNS}"
    for member in REQUIRED.get(str(kind), ()):
        if not properties.get(member):
            yield f"{path}/properties", f"Should have property '{member}'"
    yield from metric_problems(f"{path}/properties", properties) if kind == "metric" else ()
    if kind == "alarm" and isinstance(properties.get("alarms"), list) and len(properties["alarms"]) > MOST_ALARMS:
        yield f"{path}/properties/alarms", f"Should NOT have more than {MOST_ALARMS} items"


def metric_problems(path: str, properties: dict[str, Any]) -> Iterator[tuple[str, str]]:
    metrics, annotations = properties.get("metrics"), properties.get("annotations")
    if not metrics and not (isinstance(annotations, dict) and annotations.get("alarms")):
        yield path, "Should have property 'metrics' or an alarm annotation"
    for index, metric in enumerate(metrics if isinstance(metrics, list) else []):
        if not isinstance(metric, list) or not metric:
            yield f"{path}/metrics/{index}", "Should be an array"
        elif isinstance(metric[0], dict):
            if "expression" not in metric[0]:
                yield f"{path}/metrics/{index}", "Should have property 'expression'"
        else:
            names = metric[:-1] if isinstance(metric[-1], dict) else metric
            if len(names) < 2 or len(names) % 2 or not all(isinstance(name, str) for name in names):
                yield f"{path}/metrics/{index}", "Should have a namespace, a metric name and pairs of dimension name and value"
    expressions = [metric[0].get("expression") for metric in (metrics if isinstance(metrics, list) else []) if isinstance(metric, list) and metric and isinstance(metric[0], dict)]
    searches = [expression for expression in expressions if isinstance(expression, str) and "SEARCH(" in expression]
    if len(searches) > MOST_SEARCHES or any(len(search) > MOST_OF_SEARCH for search in searches):
        yield f"{path}/metrics", f"Should NOT have more than {MOST_SEARCHES} search expressions, nor one of more than {MOST_OF_SEARCH} characters"
    if isinstance(metrics, list) and len(metrics) > MOST_METRICS:
        yield f"{path}/metrics", f"Should NOT have more than {MOST_METRICS} items"
    period = properties.get("period")
    if isinstance(period, int) and period not in (1, 5, 10, 20, 30) and (period < 60 or period % 60):
        yield f"{path}/period", "Should be 1, 5, 10, 20, 30 or a multiple of 60"


@ext.around(CloudWatchResponse)
def put_dashboard(original: Callable[..., Any], self: Any) -> Any:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,255}", self._get_param("DashboardName") or ""):
        raise ServiceError("InvalidParameterInput", "The field DashboardName must have letters, digits, - and _ and no more than 255 of them")
    found = [{"DataPath": path, "Message": message} for path, message in problems(self._get_param("DashboardBody") or "")]
    if found:
        error = ServiceError("InvalidParameterInput", f"The dashboard body is invalid, there are {len(found)} validation errors: {json.dumps(found)}")
        error.dashboardValidationMessages = found  # type: ignore[attr-defined]
        raise error
    return original(self)
