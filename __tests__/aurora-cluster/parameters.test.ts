import { Token } from "cdktf";
import { KNOWN_PARAMETERS } from "../../modules/aurora-cluster/parameter-names";
import { DatabaseProps, synthesized } from "./fixture";

const CLUSTER_GROUP = "aws_rds_cluster_parameter_group";
const INSTANCE_GROUP = "aws_db_parameter_group";

describe("the parameter groups by default", () => {
  test("require TLS of every connection on PostgreSQL", () => {
    expect(synthesized().resource(CLUSTER_GROUP).parameter).toContainEqual({
      name: "rds.force_ssl",
      value: "1",
      apply_method: "immediate",
    });
  });

  // Aurora User Guide, "Security with Amazon Aurora PostgreSQL": 1 is the default from version 17 on, and what equals the default is shown as pending a reboot.
  test.each(["17", "17.5", "18.3"])("ask for TLS on PostgreSQL %s as RDS shows what is the default there", (engineVersion) => {
    expect(synthesized({ engineVersion }).resource(CLUSTER_GROUP).parameter).toContainEqual({
      name: "rds.force_ssl",
      value: "1",
      apply_method: "pending-reboot",
    });
  });

  test("log on PostgreSQL who connects, what changes the schema, and what is slow or waits", () => {
    const parameters = synthesized().resource(CLUSTER_GROUP).parameter;
    expect(parameters.filter(({ name }: { name: string }) => name !== "rds.force_ssl")).toEqual([
      { name: "log_connections", value: "1", apply_method: "immediate" },
      { name: "log_disconnections", value: "1", apply_method: "immediate" },
      { name: "log_lock_waits", value: "1", apply_method: "immediate" },
      { name: "log_min_duration_statement", value: "1000", apply_method: "immediate" },
      { name: "log_statement", value: "ddl", apply_method: "immediate" },
    ]);
  });

  // PostgreSQL 18, "Error Reporting and Logging": `log_connections` is a list there.
  test("leave connections to the engine's default from PostgreSQL 18 on", () => {
    const parameters = synthesized({ engineVersion: "18.3" }).resource(CLUSTER_GROUP).parameter;
    expect(parameters.map(({ name }: { name: string }) => name)).not.toContain("log_connections");
  });

  test("require TLS of every connection on MySQL", () => {
    expect(synthesized({ engine: "aurora-mysql" }).resource(CLUSTER_GROUP).parameter).toContainEqual({
      name: "require_secure_transport",
      value: "ON",
      apply_method: "immediate",
    });
  });

  test("write the logs that are exported on MySQL: logins and changes of rights and schema, and slow queries", () => {
    const parameters = synthesized({ engine: "aurora-mysql" }).resource(CLUSTER_GROUP).parameter;
    expect(parameters.filter(({ name }: { name: string }) => name !== "require_secure_transport")).toEqual([
      { name: "server_audit_events", value: "CONNECT,QUERY_DCL,QUERY_DDL", apply_method: "immediate" },
      { name: "server_audit_logging", value: "1", apply_method: "immediate" },
      { name: "slow_query_log", value: "1", apply_method: "immediate" },
    ]);
  });

  test.each([CLUSTER_GROUP, INSTANCE_GROUP])("are replaced by a new one first: %s", (type) => {
    expect(synthesized().resource(type)).toMatchObject({
      name_prefix: "trading-test-database-",
      lifecycle: { create_before_destroy: true },
    });
  });

  test.each([CLUSTER_GROUP, INSTANCE_GROUP])("are of the engine's family: %s", (type) => {
    expect(synthesized().resource(type).family).toBe("aurora-postgresql16");
    expect(synthesized({ engine: "aurora-mysql" }).resource(type).family).toBe("aurora-mysql8.0");
  });
});

describe("parameters of the caller", () => {
  const valuesOf = (props: DatabaseProps, type = CLUSTER_GROUP) =>
    Object.fromEntries(
      (synthesized(props).resource(type).parameter ?? []).map((parameter: { name: string; value: string; apply_method: string }) => [
        parameter.name,
        [parameter.value, parameter.apply_method],
      ]),
    ) as Record<string, [string, string]>;

  test("of the cluster stand beside the library's, in one order", () => {
    const parameters = { work_mem: "65536", shared_preload_libraries: "pg_stat_statements" };
    expect(Object.keys(valuesOf({ parameters }))).toEqual([
      ...["log_connections", "log_disconnections", "log_lock_waits", "log_min_duration_statement", "log_statement"],
      ...["rds.force_ssl", "shared_preload_libraries", "work_mem"],
    ]);
  });

  // "ApplyType" of DescribeDBClusterParameters.
  test("take effect at once where they are dynamic, at the next reboot where they are static", () => {
    const parameters = { shared_preload_libraries: "pg_stat_statements", max_connections: "500", statement_timeout: "30000" };
    expect(valuesOf({ parameters })).toMatchObject({
      shared_preload_libraries: ["pg_stat_statements", "pending-reboot"],
      max_connections: ["500", "pending-reboot"],
      statement_timeout: ["30000", "immediate"],
    });
  });

  test("take effect on MySQL as MySQL has them", () => {
    const parameters = { binlog_format: "ROW", max_connections: "500", time_zone: "UTC" };
    expect(valuesOf({ engine: "aurora-mysql", parameters })).toMatchObject({
      binlog_format: ["ROW", "pending-reboot"],
      max_connections: ["500", "immediate"],
      time_zone: ["UTC", "immediate"],
    });
  });

  // RDS API Reference, "ModifyDBClusterParameterGroup": a static parameter takes pending-reboot alone.
  test("that are static may be said to wait for the reboot", () => {
    const parameters = { max_connections: { value: "500", applyMethod: "pending-reboot" } } as const;
    expect(valuesOf({ parameters })).toMatchObject({ max_connections: ["500", "pending-reboot"] });
  });

  test("that are dynamic may be said to take effect at once", () => {
    const parameters = { work_mem: { value: "65536", applyMethod: "immediate" } } as const;
    expect(valuesOf({ parameters })).toMatchObject({ work_mem: ["65536", "immediate"] });
  });

  test("take effect at the next reboot where nothing is known of them", () => {
    expect(valuesOf({ parameters: { "trading.mode": "on" } })).toMatchObject({ "trading.mode": ["on", "pending-reboot"] });
  });

  test("take effect when the caller says", () => {
    const parameters = { log_statement: { value: "all", applyMethod: "pending-reboot" }, work_mem: { value: 65_536 } } as const;
    expect(valuesOf({ parameters })).toMatchObject({ log_statement: ["all", "pending-reboot"], work_mem: ["65536", "immediate"] });
  });

  test("may be numbers, which are written as text", () => {
    expect(valuesOf({ parameters: { work_mem: 65_536, random_page_cost: 1.1 } })).toMatchObject({
      work_mem: ["65536", "immediate"],
      random_page_cost: ["1.1", "immediate"],
    });
  });

  test("are lists without spaces, as RDS has them", () => {
    expect(
      valuesOf({ parameters: { shared_preload_libraries: "pg_stat_statements, pgaudit", "pgaudit.log": "ddl , role" } }),
    ).toMatchObject({
      shared_preload_libraries: ["pg_stat_statements,pgaudit", "pending-reboot"],
      "pgaudit.log": ["ddl,role", "immediate"],
    });
  });

  test("that are no lists keep their spaces", () => {
    expect(valuesOf({ parameters: { search_path: '"$user", public' } })).toMatchObject({ search_path: ['"$user", public', "immediate"] });
  });

  test("may be computed from the instance", () => {
    const max_connections = "LEAST({DBInstanceClassMemory/9531392},5000)";
    expect(valuesOf({ parameters: { max_connections } })).toMatchObject({ max_connections: [max_connections, "pending-reboot"] });
  });

  test("replace a default that isn't about TLS", () => {
    expect(valuesOf({ engine: "aurora-mysql", parameters: { slow_query_log: "0" } })).toMatchObject({ slow_query_log: ["0", "immediate"] });
    expect(valuesOf({ parameters: { log_min_duration_statement: -1 } })).toMatchObject({ log_min_duration_statement: ["-1", "immediate"] });
  });

  test("of the instances are in the instances' group alone", () => {
    const instanceParameters = { work_mem: "65536" };
    expect(valuesOf({ instanceParameters }, INSTANCE_GROUP)).toEqual({ work_mem: ["65536", "immediate"] });
    expect(valuesOf({ instanceParameters })).not.toHaveProperty("work_mem");
  });

  test("may have values that Terraform alone knows", () => {
    const parameters = { log_statement: Token.asString("${var.log}"), work_mem: Token.asNumber("${var.memory}") };
    expect(valuesOf({ parameters })).toMatchObject({
      log_statement: ["${var.log}", "immediate"],
      work_mem: ["${var.memory}", "immediate"],
    });
  });
});

// PostgreSQL's own word on what needs a restart: `pg_settings.context` is `postmaster`.
describe("what is known of parameters", () => {
  test.each(["aurora-postgresql", "aurora-mysql"] as const)("is known once: %s", (engine) => {
    const { dynamic, static: statics } = KNOWN_PARAMETERS[engine];
    expect([...dynamic].filter((name) => statics.has(name))).toEqual([]);
  });

  // Aurora User Guide, "Parameter reference for Aurora PostgreSQL query plan management".
  test("counts what query plan management can't change without a restart as static", () => {
    const { static: statics } = KNOWN_PARAMETERS["aurora-postgresql"];
    expect(["apg_plan_mgmt.max_databases", "apg_plan_mgmt.max_plans"].filter((name) => !statics.has(name))).toEqual([]);
  });

  // `pg_settings.context` is `user` or `superuser`, or `sighup`.
  test("counts what PostgreSQL changes in a session or by a reload as dynamic", () => {
    const changeable = [
      ...["array_nulls", "backslash_quote", "cpu_tuple_cost", "cursor_tuple_fraction", "default_statistics_target", "effective_cache_size"],
      ...["enable_hashagg", "enable_nestloop", "enable_seqscan", "from_collapse_limit", "geqo", "idle_in_transaction_session_timeout"],
      ...["join_collapse_limit", "maintenance_work_mem", "random_page_cost", "search_path", "seq_page_cost", "statement_timeout"],
      ...["temp_buffers", "transform_null_equals", "vacuum_cost_delay", "work_mem", "xmlbinary", "xmloption", "deadlock_timeout"],
      ...["log_min_duration_statement", "log_statement", "log_temp_files", "session_replication_role", "track_functions"],
      ...["authentication_timeout", "autovacuum", "autovacuum_naptime", "autovacuum_vacuum_scale_factor", "log_autovacuum_min_duration"],
    ];
    const { dynamic } = KNOWN_PARAMETERS["aurora-postgresql"];
    expect(changeable.filter((name) => !dynamic.has(name))).toEqual([]);
  });

  test("counts what PostgreSQL can't change without a restart as static", () => {
    const postmaster = [
      ...["autovacuum_freeze_max_age", "autovacuum_max_workers", "autovacuum_multixact_freeze_max_age", "max_connections"],
      ...["max_files_per_process", "max_locks_per_transaction", "max_logical_replication_workers", "max_pred_locks_per_transaction"],
      ...["max_prepared_transactions", "max_replication_slots", "max_wal_senders", "max_worker_processes", "min_dynamic_shared_memory"],
      ...["old_snapshot_threshold", "shared_buffers", "shared_preload_libraries", "track_activity_query_size", "track_commit_timestamp"],
      ...["wal_buffers"],
    ];
    const { dynamic, static: statics } = KNOWN_PARAMETERS["aurora-postgresql"];
    expect(postmaster.filter((name) => dynamic.has(name) || !statics.has(name))).toEqual([]);
  });
});
