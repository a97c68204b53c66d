import { AuroraUserAccess, DatabaseUser, userScript } from "../../modules/aurora-cluster/database-user-sql";
import { AuroraEngine } from "../../modules/aurora-cluster/engine";

const USER: DatabaseUser = { name: "reports", access: "read-only", database: "app", schemas: ["public"] };
const script = (engine: AuroraEngine, user: Partial<DatabaseUser>) => userScript(engine, { ...USER, ...user }).split("\n");

// What PostgreSQL and MySQL make of these texts, an integration suite asks servers.
describe("the SQL of a user of PostgreSQL", () => {
  /** What each user is made by, before privileges on tables. */
  const head = [
    // A block is one statement for the Data API, and one transaction (PostgreSQL documentation, "DO"). No name holds its mark: it has no dollar sign.
    "DO $users$",
    // FOR over rows takes them into a variable (the same, "Looping Through Query Results").
    "DECLARE",
    "  relation text;",
    "BEGIN",
    // CREATE ROLE has no IF NOT EXISTS, and a second run finds the role.
    "  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'reports') THEN",
    '    CREATE ROLE "reports";',
    "  END IF;",
    // A role logs in where it has LOGIN; ALTER ROLE is for who has made the role alone, so it is left out where there is nothing to change.
    "  IF NOT (SELECT rolcanlogin FROM pg_catalog.pg_roles WHERE rolname = 'reports') THEN",
    '    ALTER ROLE "reports" LOGIN;',
    "  END IF;",
    // Aurora User Guide, "Creating a database account using IAM authentication".
    '  GRANT rds_iam TO "reports";',
    // Databases that PUBLIC can't connect to.
    '  GRANT CONNECT ON DATABASE "app" TO "reports";',
  ];

  /** Objects of a schema are seen with USAGE on it; a schema that the master user may not grant on is left alone (PostgreSQL documentation, "Schemas", "GRANT"). */
  const usageOf = (schema: string) => [
    `  IF has_schema_privilege('${schema}', 'USAGE WITH GRANT OPTION') THEN`,
    `    GRANT USAGE ON SCHEMA "${schema}" TO "reports";`,
    "  END IF;",
  ];

  /** What there is of a kind, by the letters of pg_class, as far as the master user may grant on it. */
  const each = (schemas: string, kinds: string) => [
    "  FOR relation IN",
    "    SELECT format('%I.%I', nspname, relname) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace",
    `    WHERE nspname IN (${schemas}) AND relkind IN (${kinds}) AND has_table_privilege(c.oid, 'SELECT WITH GRANT OPTION')`,
    "  LOOP",
  ];
  /** Ordinary and partitioned tables, views, materialized views and foreign tables (PostgreSQL documentation, "pg_class"). */
  const TABLES = "'r', 'p', 'v', 'm', 'f'";
  const SEQUENCES = "'S'";
  const tail = ["END", "$users$;", ""];

  test("that reads has SELECT on tables that there are and that will be, and what it had besides taken away", () => {
    expect(script("aurora-postgresql", {})).toEqual([
      ...head,
      ...usageOf("public"),
      // Tables that the master user makes later: what a user has had that writes goes first (PostgreSQL documentation, "ALTER DEFAULT PRIVILEGES").
      '  ALTER DEFAULT PRIVILEGES IN SCHEMA "public" REVOKE ALL ON TABLES FROM "reports";',
      '  ALTER DEFAULT PRIVILEGES IN SCHEMA "public" GRANT SELECT ON TABLES TO "reports";',
      ...each("'public'", TABLES),
      "    EXECUTE format('REVOKE ALL ON TABLE %s FROM %I', relation, 'reports');",
      "    EXECUTE format('GRANT SELECT ON TABLE %s TO %I', relation, 'reports');",
      "  END LOOP;",
      // Who reads uses no sequence.
      '  ALTER DEFAULT PRIVILEGES IN SCHEMA "public" REVOKE ALL ON SEQUENCES FROM "reports";',
      ...each("'public'", SEQUENCES),
      "    EXECUTE format('REVOKE ALL ON SEQUENCE %s FROM %I', relation, 'reports');",
      "  END LOOP;",
      ...tail,
    ]);
  });

  test("that writes changes rows as well, in each of its schemas, and draws keys from sequences", () => {
    expect(script("aurora-postgresql", { access: "read-write", schemas: ["public", "trades"] })).toEqual([
      ...head,
      ...usageOf("public"),
      ...usageOf("trades"),
      '  ALTER DEFAULT PRIVILEGES IN SCHEMA "public", "trades" REVOKE ALL ON TABLES FROM "reports";',
      '  ALTER DEFAULT PRIVILEGES IN SCHEMA "public", "trades" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "reports";',
      ...each("'public', 'trades'", TABLES),
      "    EXECUTE format('REVOKE ALL ON TABLE %s FROM %I', relation, 'reports');",
      "    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE %s TO %I', relation, 'reports');",
      "  END LOOP;",
      // nextval and currval need USAGE, and reading a sequence's row SELECT (PostgreSQL documentation, "Privileges").
      '  ALTER DEFAULT PRIVILEGES IN SCHEMA "public", "trades" REVOKE ALL ON SEQUENCES FROM "reports";',
      '  ALTER DEFAULT PRIVILEGES IN SCHEMA "public", "trades" GRANT USAGE, SELECT ON SEQUENCES TO "reports";',
      ...each("'public', 'trades'", SEQUENCES),
      "    EXECUTE format('REVOKE ALL ON SEQUENCE %s FROM %I', relation, 'reports');",
      "    EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %s TO %I', relation, 'reports');",
      "  END LOOP;",
      ...tail,
    ]);
  });

  // PostgreSQL documentation, "Lexical Structure": a quotation mark within an identifier or a string is written twice.
  test("has its quotation marks doubled in names", () => {
    const lines = script("aurora-postgresql", { name: "o'b\"rien", database: 'a"b', schemas: ["s'\""] });
    expect(lines.filter((line) => line.includes("rien")).slice(0, 6)).toEqual([
      "  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'o''b\"rien') THEN",
      '    CREATE ROLE "o\'b""rien";',
      "  IF NOT (SELECT rolcanlogin FROM pg_catalog.pg_roles WHERE rolname = 'o''b\"rien') THEN",
      '    ALTER ROLE "o\'b""rien" LOGIN;',
      '  GRANT rds_iam TO "o\'b""rien";',
      '  GRANT CONNECT ON DATABASE "a""b" TO "o\'b""rien";',
    ]);
    expect(lines).toContain("  IF has_schema_privilege('s''\"', 'USAGE WITH GRANT OPTION') THEN");
    expect(lines).toContain('    GRANT USAGE ON SCHEMA "s\'""" TO "o\'b""rien";');
    expect(lines).toContain("    EXECUTE format('REVOKE ALL ON TABLE %s FROM %I', relation, 'o''b\"rien');");
  });
});

describe("the SQL of a user of MySQL", () => {
  /** Aurora User Guide, "Creating a database account using IAM authentication"; MySQL Reference Manual, "ALTER USER Statement": one that exists logs in as a new one does. */
  const account = [
    "CREATE USER IF NOT EXISTS 'reports'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL;",
    "ALTER USER 'reports'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL;",
  ];

  // MySQL Reference Manual, "Privileges Provided by MySQL": SHOW VIEW is for EXPLAIN of a view.
  test.each<[AuroraUserAccess, readonly string[]]>([
    ["read-only", ["GRANT SELECT, SHOW VIEW ON `app`.* TO 'reports'@'%';", "REVOKE INSERT, UPDATE, DELETE ON `app`.* FROM 'reports'@'%';"]],
    ["read-write", ["GRANT SELECT, SHOW VIEW, INSERT, UPDATE, DELETE ON `app`.* TO 'reports'@'%';"]],
  ])("that is %s has these privileges on its database, and never fewer in between", (access, privileges) => {
    expect(script("aurora-mysql", { access })).toEqual([...account, ...privileges, ""]);
  });

  // MySQL Reference Manual, "GRANT Statement": _ and % are wildcards in the name of a database.
  test("has nothing of databases whose names are like its own", () => {
    expect(script("aurora-mysql", { database: "app_data%\\" })[2]).toBe(
      "GRANT SELECT, SHOW VIEW ON `app\\_data\\%\\\\`.* TO 'reports'@'%';",
    );
  });

  // MySQL Reference Manual, "Schema Object Names", "String Literals".
  test("has its quotation marks doubled in names", () => {
    const [create, , grant] = script("aurora-mysql", { name: "o'b", database: "a`b" });
    expect(create).toMatch(/^CREATE USER IF NOT EXISTS 'o''b'@'%' /);
    expect(grant).toBe("GRANT SELECT, SHOW VIEW ON `a``b`.* TO 'o''b'@'%';");
  });
});
