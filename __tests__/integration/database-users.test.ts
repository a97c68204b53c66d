/** The statements of database users, run by real servers: PostgreSQL, and MariaDB for MySQL. */
import { createHash } from "node:crypto";
import { AuroraUserAccess, userStatements } from "../../modules/aurora-cluster/database-user-sql";
import { queryMariadb, startMariadb } from "../../tools/support/databases/mariadb";
import { queryPostgres, startPostgres } from "../../tools/support/databases/postgres";
import { DatabaseServer } from "../../tools/support/databases/server";

const MASTER = "platform_admin";

describe("a user of PostgreSQL", () => {
  let server: DatabaseServer;
  const query = (user: string, sql: string, database = "app") => queryPostgres(server.port, user, database, sql);
  const asMaster = (sql: string) => query(MASTER, sql);

  /** Makes a user as the runbook does: twice, for good measure. */
  async function make(name: string, access: AuroraUserAccess, schemas = ["public"]): Promise<void> {
    const statements = userStatements("aurora-postgresql", { name, access, database: "app", schemas });
    for (const statement of [...statements, ...statements]) await asMaster(statement);
  }

  beforeAll(async () => {
    server = await startPostgres();
    const asRds = (sql: string) => query("rdsadmin", sql, "postgres");
    // Aurora User Guide, "Understanding the rds_superuser role": the master user makes roles and grants rds_iam, and is no superuser.
    await asRds(`CREATE ROLE ${MASTER} LOGIN CREATEROLE CREATEDB`);
    await asRds("CREATE ROLE rds_iam");
    await asRds(`GRANT rds_iam TO ${MASTER} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`);
    await query(MASTER, "CREATE DATABASE app", "postgres");
    await asMaster("CREATE TABLE orders (id serial PRIMARY KEY, symbol text)");
    await asMaster("INSERT INTO orders (symbol) VALUES ('ACME')");
    await asMaster("CREATE SCHEMA ledger");
    await asMaster("CREATE TABLE ledger.entries (id serial PRIMARY KEY)");
    await make("trading_api", "read-write");
    await make("reports", "read-only");
    await asMaster("CREATE TABLE trades (id serial PRIMARY KEY, symbol text)");
  });
  afterAll(() => server?.stop());

  test.each(["trading_api", "reports"])("logs in with IAM authentication: %s is a member of rds_iam", async (user) => {
    expect(await query(user, "SELECT pg_has_role(current_user, 'rds_iam', 'USAGE') AS member")).toEqual([{ member: true }]);
  });

  test.each(["orders", "trades"])("that may write adds, changes, reads and deletes rows of %s", async (table) => {
    await query("trading_api", `INSERT INTO ${table} (symbol) VALUES ('NEW')`);
    await query("trading_api", `UPDATE ${table} SET symbol = 'OTHER' WHERE symbol = 'NEW'`);
    expect(await query("trading_api", `SELECT symbol FROM ${table} WHERE symbol = 'OTHER'`)).toHaveLength(1);
    await query("trading_api", `DELETE FROM ${table} WHERE symbol = 'OTHER'`);
  });

  test.each(["orders", "trades"])("that may read reads %s", async (table) => {
    await expect(query("reports", `SELECT symbol FROM ${table}`)).resolves.toBeDefined();
  });

  test.each([
    ["reports", "INSERT INTO orders (symbol) VALUES ('X')"],
    ["reports", "INSERT INTO trades (symbol) VALUES ('X')"],
    ["reports", "UPDATE orders SET symbol = 'X'"],
    ["reports", "DELETE FROM orders"],
    ["reports", "SELECT nextval('orders_id_seq')"],
    ["trading_api", "TRUNCATE orders"],
    ["trading_api", "DROP TABLE orders"],
    ["trading_api", "CREATE TABLE mine (id int)"],
    ["trading_api", "CREATE ROLE another"],
    ["trading_api", "SELECT * FROM ledger.entries"],
  ])("called %s may not %s", async (user, sql) => {
    await expect(query(user, sql)).rejects.toThrow(/permission denied|must be owner/);
  });

  test("that is given less loses what it had, of tables old and new", async () => {
    await make("shrinking", "read-write");
    await make("shrinking", "read-only");
    await asMaster("CREATE TABLE after_shrinking (id serial)");
    for (const table of ["orders", "after_shrinking"]) {
      await expect(query("shrinking", `SELECT * FROM ${table}`)).resolves.toBeDefined();
      await expect(query("shrinking", `DELETE FROM ${table}`)).rejects.toThrow("permission denied");
    }
  });

  test("that is given more has it", async () => {
    await make("growing", "read-only");
    await make("growing", "read-write");
    await query("growing", "INSERT INTO orders (symbol) VALUES ('GROWN')");
    await query("growing", "DELETE FROM orders WHERE symbol = 'GROWN'");
  });

  test("uses the schemas that it is given", async () => {
    await make("ledger_reader", "read-only", ["ledger", "public"]);
    await expect(query("ledger_reader", "SELECT * FROM ledger.entries")).resolves.toEqual([]);
    await expect(query("ledger_reader", "SELECT * FROM orders")).resolves.toBeDefined();
  });

  describe("beside what others own", () => {
    const asMigrator = (sql: string) => query("migrator", sql);

    beforeAll(async () => {
      // A CREATEROLE user has ADMIN OPTION on what it makes, without INHERIT and SET (PostgreSQL documentation, "createrole_self_grant").
      await asMaster("CREATE ROLE migrator LOGIN");
      await asMaster("GRANT CREATE ON SCHEMA public TO migrator");
      await asMaster("GRANT CREATE ON DATABASE app TO migrator");
      await asMigrator('CREATE TABLE "Its own" (id serial PRIMARY KEY)');
      await asMigrator("CREATE TABLE shared (id serial PRIMARY KEY, symbol text)");
      await asMigrator(`GRANT SELECT, INSERT ON shared TO ${MASTER} WITH GRANT OPTION`);
      await asMigrator("CREATE SCHEMA hidden");
      await asMaster('CREATE TABLE "Order, 2" (id serial PRIMARY KEY)');
      await make("neighbor", "read-write", ["hidden", "public"]);
    });
    afterAll(async () => {
      await asMigrator('DROP TABLE "Its own", shared');
      await asMigrator("DROP SCHEMA hidden");
    });

    // PostgreSQL documentation, "GRANT": it fails outright if the user has no privileges whatsoever on the object.
    test("is made, and uses what the master user owns", async () => {
      await query("neighbor", "INSERT INTO orders (symbol) VALUES ('NEXT')");
      await query("neighbor", "DELETE FROM orders WHERE symbol = 'NEXT'");
      await query("neighbor", 'INSERT INTO "Order, 2" DEFAULT VALUES');
    });

    test.each(['SELECT * FROM "Its own"', "SELECT nextval('shared_id_seq')", "SELECT * FROM hidden.nothing"])(
      "has nothing of what the master user may not grant: %s",
      async (sql) => {
        await expect(query("neighbor", sql)).rejects.toThrow("permission denied");
      },
    );

    // The same page: it will grant only those privileges for which the user has grant options.
    test("has what the master user was granted with the grant option, and no more", async () => {
      await query("neighbor", "SELECT * FROM shared");
      await query("neighbor", "INSERT INTO shared VALUES (1, 'ACME')");
      await expect(query("neighbor", "DELETE FROM shared")).rejects.toThrow("permission denied");
    });

    test("keeps what the owner granted", async () => {
      await asMigrator('GRANT SELECT ON "Its own" TO neighbor');
      await make("neighbor", "read-only");
      await expect(query("neighbor", 'SELECT * FROM "Its own"')).resolves.toEqual([]);
    });

    // docs/guides/aurora-cluster.md, "Database users".
    test("is told what it lacks", async () => {
      await make("left_out", "read-only");
      const lacks = await asMaster(
        `SELECT relname, pg_get_userbyid(relowner) AS owner FROM pg_class WHERE relnamespace = 'public'::regnamespace
         AND relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT has_table_privilege('left_out', oid, 'SELECT')`,
      );
      expect(lacks).toEqual([{ relname: "Its own", owner: "migrator" }]);
    });
  });

  // PostgreSQL documentation, "ALTER ROLE": CREATEROLE, and ADMIN OPTION on that role.
  test("that somebody else has made may stay as it is", async () => {
    await query("rdsadmin", "CREATE ROLE made_before LOGIN", "postgres");
    await make("made_before", "read-only");
    await expect(query("made_before", "SELECT * FROM orders")).resolves.toBeDefined();
  });

  test("that couldn't log in can", async () => {
    await asMaster("CREATE ROLE dormant NOLOGIN");
    await make("dormant", "read-only");
    await expect(query("dormant", "SELECT * FROM orders")).resolves.toBeDefined();
  });

  // PostgreSQL documentation, "DO".
  test("of a schema that there isn't isn't made", async () => {
    await expect(make("nowhere", "read-only", ["missing"])).rejects.toThrow('schema "missing" does not exist');
    await expect(query("nowhere", "SELECT 1")).rejects.toThrow("does not exist");
  });

  test("has a name that no quotation mark gets out of", async () => {
    const name = `o'b"rien'; DROP TABLE orders; -- %I %s`;
    await make(name, "read-only");
    expect(await query(name, "SELECT current_user AS name")).toEqual([{ name }]);
    await expect(asMaster("SELECT FROM orders")).resolves.toBeDefined();
  });

  // docs/guides/aurora-cluster.md, "Database users".
  test("is dropped once what it has is taken back", async () => {
    await make("leaver", "read-write");
    for (const kind of ["TABLES", "SEQUENCES"]) {
      await asMaster(`REVOKE ALL ON ALL ${kind} IN SCHEMA public FROM leaver`);
      await asMaster(`ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON ${kind} FROM leaver`);
    }
    await asMaster("REVOKE ALL ON SCHEMA public FROM leaver");
    await asMaster("REVOKE ALL ON DATABASE app FROM leaver");
    await asMaster("DROP ROLE leaver");
    await expect(query("leaver", "SELECT 1")).rejects.toThrow("does not exist");
  });

  test("leaves the master user its password: rds_iam isn't what the master user inherits", async () => {
    expect(await asMaster("SELECT pg_has_role(current_user, 'trading_api', 'USAGE') AS inherits")).toEqual([{ inherits: false }]);
  });
});

describe("a user of MySQL", () => {
  let server: DatabaseServer;
  const PASSWORD = "token";
  const hashed = (text: string | Buffer) => createHash("sha1").update(text).digest();
  // The plugin is AWS's alone: here a user has a password, which the statement holds as a hash (MariaDB documentation, "mysql_native_password").
  const plugin = `mysql_native_password AS '*${hashed(hashed(PASSWORD)).toString("hex").toUpperCase()}'`;
  const asMaster = (sql: string) => queryMariadb(server.port, { user: MASTER, password: PASSWORD }, sql);
  const query = (user: string, sql: string, database = "app_data") =>
    queryMariadb(server.port, { user, password: PASSWORD, database, tls: true }, sql);

  async function make(name: string, access: AuroraUserAccess): Promise<void> {
    const statements = userStatements("aurora-mysql", { name, access, database: "app_data", schemas: [] });
    for (const statement of [...statements, ...statements]) await asMaster(statement.replace("AWSAuthenticationPlugin AS 'RDS'", plugin));
  }

  beforeAll(async () => {
    server = await startMariadb();
    const asRoot = (sql: string) => queryMariadb(server.port, { user: "root" }, sql);
    await asRoot(`CREATE USER ${MASTER}@'%' IDENTIFIED BY '${PASSWORD}'`);
    // Aurora User Guide, "Master user account privileges".
    await asRoot(
      `GRANT CREATE, DROP, SELECT, INSERT, UPDATE, DELETE, SHOW VIEW, CREATE USER, RELOAD ON *.* TO ${MASTER}@'%' WITH GRANT OPTION`,
    );
    for (const database of ["app_data", "appXdata"]) {
      await asMaster(`CREATE DATABASE ${database}`);
      await asMaster(`CREATE TABLE ${database}.orders (id int AUTO_INCREMENT PRIMARY KEY, symbol varchar(8))`);
    }
    await make("trading_api", "read-write");
    await make("reports", "read-only");
    await asMaster("CREATE TABLE app_data.trades (id int AUTO_INCREMENT PRIMARY KEY, symbol varchar(8))");
  });
  afterAll(() => server?.stop());

  test.each(["orders", "trades"])("that may write adds, changes, reads and deletes rows of %s", async (table) => {
    await query("trading_api", `INSERT INTO ${table} (symbol) VALUES ('NEW')`);
    await query("trading_api", `UPDATE ${table} SET symbol = 'OTHER' WHERE symbol = 'NEW'`);
    expect(await query("trading_api", `SELECT symbol FROM ${table}`)).toEqual([{ symbol: "OTHER" }]);
    await query("trading_api", `DELETE FROM ${table}`);
  });

  test.each(["orders", "trades"])("that may read reads %s", async (table) => {
    expect(await query("reports", `SELECT symbol FROM ${table}`)).toEqual([]);
  });

  test.each([
    ["reports", "INSERT INTO orders (symbol) VALUES ('X')"],
    ["reports", "UPDATE trades SET symbol = 'X'"],
    ["reports", "DELETE FROM orders"],
    ["trading_api", "TRUNCATE orders"],
    ["trading_api", "DROP TABLE orders"],
    ["trading_api", "CREATE TABLE mine (id int)"],
    ["trading_api", "CREATE USER another"],
  ])("called %s may not %s", async (user, sql) => {
    await expect(query(user, sql)).rejects.toThrow(/denied/);
  });

  test("has nothing of a database whose name its own is a pattern of", async () => {
    await expect(query("trading_api", "SELECT * FROM orders", "appXdata")).rejects.toThrow(/Access denied/);
  });

  // Aurora User Guide, "Creating a database account using IAM authentication": the token would be sent in the clear.
  test("connects by TLS alone", async () => {
    const clear = queryMariadb(server.port, { user: "reports", password: PASSWORD, database: "app_data" }, "SELECT 1");
    await expect(clear).rejects.toThrow(/Access denied/);
  });

  test("that is given less loses what it had, and more again", async () => {
    await make("shrinking", "read-write");
    await make("shrinking", "read-only");
    await expect(query("shrinking", "DELETE FROM orders")).rejects.toThrow(/denied/);
    await make("shrinking", "read-write");
    await query("shrinking", "DELETE FROM orders");
  });

  test("that had another way to log in logs in as these do", async () => {
    await asMaster("CREATE USER older@'%' IDENTIFIED BY 'another'");
    await make("older", "read-only");
    expect(await query("older", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test("has a name that no quotation mark gets out of", async () => {
    const name = "o'b`\"rien";
    await make(name, "read-only");
    expect(await query(name, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
});
