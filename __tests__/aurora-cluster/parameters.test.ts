import { Token } from "cdktf";
import { synthesized } from "./fixture";

const CLUSTER_GROUP = "aws_rds_cluster_parameter_group";
const INSTANCE_GROUP = "aws_db_parameter_group";

describe("the parameter groups by default", () => {
  test("require TLS of every connection on PostgreSQL", () => {
    expect(synthesized().resource(CLUSTER_GROUP).parameter).toEqual([{ name: "rds.force_ssl", value: "1", apply_method: "immediate" }]);
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
  const parameters = { shared_preload_libraries: "pg_stat_statements", log_statement: { value: "ddl", applyMethod: "immediate" } } as const;

  test("of the cluster stand beside the library's, in one order", () => {
    expect(
      synthesized({ parameters })
        .resource(CLUSTER_GROUP)
        .parameter.map(({ name }: { name: string }) => name),
    ).toEqual(["log_statement", "rds.force_ssl", "shared_preload_libraries"]);
  });

  test("take effect at the next reboot, or when the caller says", () => {
    expect(synthesized({ parameters }).resource(CLUSTER_GROUP).parameter).toEqual(
      expect.arrayContaining([
        { name: "shared_preload_libraries", value: "pg_stat_statements", apply_method: "pending-reboot" },
        { name: "log_statement", value: "ddl", apply_method: "immediate" },
      ]),
    );
  });

  test("replace a default that isn't about TLS", () => {
    const made = synthesized({ engine: "aurora-mysql", parameters: { slow_query_log: "0" } });
    expect(made.resource(CLUSTER_GROUP).parameter).toContainEqual({ name: "slow_query_log", value: "0", apply_method: "pending-reboot" });
  });

  test("of the instances are in the instances' group alone", () => {
    const made = synthesized({ instanceParameters: { work_mem: "65536" } });
    expect(made.resource(INSTANCE_GROUP).parameter).toEqual([{ name: "work_mem", value: "65536", apply_method: "pending-reboot" }]);
    expect(made.resource(CLUSTER_GROUP).parameter).toHaveLength(1);
  });

  test("may have a value that Terraform alone knows", () => {
    const made = synthesized({ parameters: { log_statement: Token.asString("${var.log}") } });
    expect(made.resource(CLUSTER_GROUP).parameter[0]).toEqual({
      name: "log_statement",
      value: "${var.log}",
      apply_method: "pending-reboot",
    });
  });
});
