import { SynthesizedStack } from "../../../src/testing";
import { stackCluster } from "../../../tools/serve/database-users";
import { synthesizeEnvironment } from "../../../tools/serve/synthesis";
import { messageOf } from "../../support/synth";

test("the users are those that roles may log in as (rds-db:connect)", () => {
  expect(stackCluster(synthesizeEnvironment("prod"))).toEqual({
    ...{ databaseName: "app", masterUsername: "platform_admin", dataApi: true, hasRunbook: true },
    users: [{ name: "trading_api", access: "read-write", database: "app", schemas: ["public"] }],
  });
});

test("a cluster whose runbook makes users is known", () => {
  const cluster = { engine: "aurora-postgresql", database_name: "app", master_username: "admin", enable_http_endpoint: true };
  const resource = { aws_rds_cluster: { Database: cluster }, aws_ssm_document: { Users: { content: '{"Service":"rds-data"}' } } };
  expect(stackCluster(new SynthesizedStack({ resource }))).toMatchObject({ dataApi: true, hasRunbook: true, users: [] });
});

test("a stack without a PostgreSQL database is refused", () => {
  const resource = { aws_rds_cluster: { Database: { engine: "aurora-mysql", database_name: "app", master_username: "admin" } } };
  expect(messageOf(() => stackCluster(new SynthesizedStack({ resource })))).toBe(
    "The stack has no Aurora PostgreSQL cluster with a database of its own.",
  );
});

test("an environment that doesn't exist is answered with those that do", () => {
  expect(messageOf(() => synthesizeEnvironment("live"))).toBe('There is no environment "live": the environments are local, dev, prod.');
});
