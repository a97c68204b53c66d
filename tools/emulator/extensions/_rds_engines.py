"""Aurora's engines: versions, instance classes, families of parameters, logs, and what Serverless v2 can be set to.

Versions as DescribeDBEngineVersions lists them, without those that are deprecated (no cluster is created with these):
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/aurorapostgresql-release-calendar.html
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraMySQLReleaseNotes/AuroraMySQL.release-calendars.html
"""

from __future__ import annotations

import re

from ._support import ServiceError

POSTGRESQL, MYSQL = "aurora-postgresql", "aurora-mysql"

#: Oldest first. By major version, which a request may name alone.
VERSIONS: dict[str, dict[str, tuple[str, ...]]] = {
    POSTGRESQL: {
        "13": ("13.9", "13.23"),
        "14": ("14.6", "14.17", "14.18", "14.19", "14.20", "14.22", "14.23", "14.24"),
        "15": ("15.10", "15.12", "15.13", "15.14", "15.15", "15.17", "15.18", "15.19"),
        "16": ("16.8", "16.9", "16.10", "16.11", "16.13", "16.14", "16.15"),
        "17": ("17.4", "17.5", "17.6", "17.7", "17.9", "17.10", "17.11"),
        "18": ("18.3", "18.4", "18.6"),
    },
    MYSQL: {
        "5.7": tuple(f"5.7.mysql_aurora.2.{minor}" for minor in ("11.4", "11.5", "11.6", "12.0", "12.1", "12.2", "12.3", "12.4", "12.5", "12.6")),
        "8.0": tuple(
            f"8.0.mysql_aurora.3.{minor}"
            for minor in (
                *("04.0", "04.1", "04.2", "04.3", "04.4", "04.6", "08.0", "08.1", "08.2", "09.0"),
                *("10.0", "10.1", "10.2", "10.3", "10.4", "10.5", "10.6", "11.1", "12.0", "13.0"),
            )
        ),
        "8.4": ("8.4.mysql_aurora.8.4.7", "8.4.mysql_aurora.8.4.8"),
    },
}
#: How many minor versions RDS keeps back from those who name a major version alone: newer ones exist before they are its default.
KEPT_BACK = 2
DEFAULT_MAJOR = {POSTGRESQL: "17", MYSQL: "8.0"}

#: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html (EnableCloudwatchLogsExports)
LOG_TYPES = {
    POSTGRESQL: ("instance", "postgresql", "iam-db-auth-error"),
    MYSQL: ("audit", "error", "general", "instance", "slowquery", "iam-db-auth-error"),
}
#: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html
CERTIFICATES = ("rds-ca-default", "rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1")

UP_TO_16 = ("large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge")
UP_TO_24 = (*UP_TO_16, "24xlarge")
UP_TO_48 = (*UP_TO_24, "48xlarge")
#: Sizes of the classes' families, and the first minor version of each major one that runs on them (all, where none is named).
#: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.SupportAurora.html
CLASSES: dict[str, dict[str, tuple[str, ...]]] = {
    POSTGRESQL: {
        "t3": ("medium", "large"),
        "t4g": ("medium", "large"),
        "r5": UP_TO_24,
        "r6g": UP_TO_16,
        "r6gd": UP_TO_16[1:],
        "r6i": (*UP_TO_24, "32xlarge"),
        "r6id": ("24xlarge", "32xlarge"),
        "r7g": UP_TO_16,
        "r7i": UP_TO_48,
        "r8a": UP_TO_48,
        "r8g": UP_TO_48,
        "r8gd": UP_TO_48[1:],
        "x2g": UP_TO_16,
    },
    MYSQL: {
        "t3": ("medium", "large"),
        "t4g": ("medium", "large"),
        "r5": UP_TO_24,
        "r6g": UP_TO_16,
        "r6i": (*UP_TO_24, "32xlarge"),
        "r7g": UP_TO_16,
        "r7i": UP_TO_48,
        "r8a": UP_TO_48,
        "r8g": UP_TO_48,
        "x2g": UP_TO_16,
    },
}
#: What the long-term support versions of before a family don't run on.
OLDER_CLASSES = {"t3", "t4g", "r5", "r6g", "r6i", "x2g"}
WITHOUT_NEWER_CLASSES = ("13.9", "14.6")
#: Aurora MySQL 2 has no Serverless v2 and no newer class than these.
MYSQL_2_CLASSES = {"t3", "t4g", "r5", "r6g", "r6i", "r7g", "x2g"}

SERVERLESS = "db.serverless"


def is_aurora(engine: str) -> bool:
    return engine in VERSIONS


def major_of(engine: str, version: str) -> str:
    """``16`` of 16.8, ``8.0`` of 8.0.mysql_aurora.3.10.3."""
    return ".".join(version.split(".")[: 1 if engine == POSTGRESQL else 2])


def numbers(version: str) -> tuple[int, ...]:
    """What versions of an engine are compared by."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


def family_of(engine: str, version: str) -> str:
    """https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_WorkingWithParamGroups.html"""
    return f"{engine}{major_of(engine, version)}"


def families() -> set[str]:
    return {f"{engine}{major}" for engine, majors in VERSIONS.items() for major in majors} | {f"{POSTGRESQL}{major}" for major in ("9.6", "10", "11", "12")}


def versions_of(engine: str, major: str) -> tuple[str, ...]:
    return VERSIONS[engine].get(major, ())


def default_version(engine: str, major: str | None = None) -> str:
    versions = versions_of(engine, major or DEFAULT_MAJOR[engine])
    return versions[max(0, len(versions) - 1 - KEPT_BACK)]


def resolve(engine: str, version: str | None) -> str:
    """The full version that a request for `version` gets.

    https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.VersionPolicy.Versioning.html
    """
    if version is None or version in VERSIONS[engine]:
        return default_version(engine, version)
    if version not in versions_of(engine, major_of(engine, version)):
        raise ServiceError("InvalidParameterCombination", f"Cannot find version {version} for {engine}")
    return version


def newer_minor(engine: str, version: str, wanted: str | None = None) -> str:
    """The minor version that RDS moves a cluster to in its maintenance window."""
    newer = [each for each in versions_of(engine, major_of(engine, version)) if numbers(each) > numbers(version)]
    if not newer or (wanted and wanted not in newer):
        raise ValueError(f"{engine} {version} has no newer minor version {wanted or ''}".rstrip())
    return wanted or newer[-1]


def runs_on(engine: str, version: str, instance_class: str) -> bool:
    if instance_class == SERVERLESS:
        # https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.ServerlessV2.html
        return major_of(engine, version) != "5.7"
    match = re.fullmatch(r"db\.([a-z0-9]+)\.([a-z0-9]+)", instance_class)
    if not match or match.group(2) not in CLASSES[engine].get(match.group(1), ()):
        return False
    if version in WITHOUT_NEWER_CLASSES:
        return match.group(1) in OLDER_CLASSES
    return match.group(1) in MYSQL_2_CLASSES if major_of(engine, version) == "5.7" else True


#: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-administration.html: the first versions that can
#: pause (a minimum of 0) and that reach 256 ACUs; later major versions can both.
PAUSES_FROM = {POSTGRESQL: {"13": "13.15", "14": "14.12", "15": "15.7", "16": "16.3"}, MYSQL: {"8.0": "8.0.mysql_aurora.3.08.0"}}
LARGE_FROM = {POSTGRESQL: {"13": "13.13", "14": "14.10", "15": "15.5", "16": "16.1"}, MYSQL: {"8.0": "8.0.mysql_aurora.3.06.0"}}


def reaches(table: dict[str, dict[str, str]], engine: str, version: str) -> bool:
    first = table[engine].get(major_of(engine, version))
    return first is None or numbers(version) >= numbers(first)


def acu_bounds(engine: str, version: str) -> tuple[float, float]:
    """The least and the greatest capacity of a version."""
    return (0 if reaches(PAUSES_FROM, engine, version) else 0.5), (256 if reaches(LARGE_FROM, engine, version) else 128)
