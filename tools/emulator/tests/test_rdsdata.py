"""https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html"""

from __future__ import annotations

import json
import urllib.request

import pytest

from edge import refused
from test_rds import add_instance, show


@pytest.fixture
def data(client):
    return client("rds-data")


@pytest.fixture
def database(rds, cluster, name):
    """A cluster with the Data API and a writer; what a statement is run with."""
    cluster(EnableHttpEndpoint=True)
    add_instance(rds, name, "writer")
    shown = show(rds, name)
    return {"resourceArn": shown["DBClusterArn"], "secretArn": shown["MasterUserSecret"]["SecretArn"], "database": "app"}


def test_a_statement_is_run(data, database, endpoint):
    assert data.execute_statement(**database, sql="SELECT 1")["records"] == []
    run = json.load(urllib.request.urlopen(f"{endpoint}/moto-api/rds-data/statements"))
    assert {**database, "sql": "SELECT 1"} in run


def test_a_cluster_without_the_data_api_runs_none(data, database, rds):
    rds.disable_http_endpoint(ResourceArn=database["resourceArn"])
    refused("HttpEndpointNotEnabledException", data.execute_statement, **database, sql="SELECT 1")


def test_a_cluster_without_a_writer_runs_none(data, database, rds, name):
    rds.delete_db_instance(DBInstanceIdentifier=f"{name}-writer")
    refused("DatabaseUnavailableException", data.execute_statement, **database, sql="SELECT 1")


def test_a_statement_needs_its_cluster_and_its_secret(data, database):
    refused("DatabaseNotFoundException", data.execute_statement, **{**database, "resourceArn": f"{database['resourceArn']}x"}, sql="SELECT 1")
    refused("SecretsErrorException", data.execute_statement, **{**database, "secretArn": f"{database['secretArn']}x"}, sql="SELECT 1")
