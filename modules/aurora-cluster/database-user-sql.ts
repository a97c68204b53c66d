import { AuroraEngine } from "./engine";

/** What a database user may do with the tables of its database: read them, or change their rows as well. */
export type AuroraUserAccess = "read-only" | "read-write";

/** A database user that logs in with IAM authentication, with all choices resolved. */
export interface DatabaseUser {
  readonly name: string;
  readonly access: AuroraUserAccess;
  readonly database: string;
  /** Schemas of PostgreSQL; MySQL has none within a database. */
  readonly schemas: readonly string[];
}

/** The privileges on tables, in the engine's words. */
const TABLES: Readonly<Record<AuroraEngine, Readonly<Record<AuroraUserAccess, string>>>> = {
  "aurora-postgresql": { "read-only": "SELECT", "read-write": "SELECT, INSERT, UPDATE, DELETE" },
  "aurora-mysql": { "read-only": "SELECT, SHOW VIEW", "read-write": "SELECT, SHOW VIEW, INSERT, UPDATE, DELETE" },
};

/**
 * The statements that make a user, or give one that exists exactly these privileges: a second run changes nothing. Pure.
 *
 * They are run one by one, as the master user, in the user's database (Aurora User Guide, "Creating a database account using IAM authentication").
 */
export function userStatements(engine: AuroraEngine, user: DatabaseUser): readonly string[] {
  return engine === "aurora-postgresql" ? [postgresBlock(user)] : mysqlStatements(user);
}

/** The same for a client such as psql or mysql. Pure. */
export function userScript(engine: AuroraEngine, user: DatabaseUser): string {
  return userStatements(engine, user)
    .map((statement) => `${statement};\n`)
    .join("");
}

/** Relations by what GRANT calls them (PostgreSQL documentation, "GRANT" and "pg_class"). */
const RELATIONS = { TABLE: "'r', 'p', 'v', 'm', 'f'", SEQUENCE: "'S'" } as const;

/** One statement, and so one transaction: nobody sees the privileges between what is revoked and what is granted. */
function postgresBlock({ name, access, database, schemas }: DatabaseUser): string {
  const [user, literal] = [quoted(name, '"'), quoted(name, "'")];
  const lines = [
    `IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ${literal}) THEN`,
    `  CREATE ROLE ${user};`,
    "END IF;",
    // Who hasn't made a user may not alter it.
    `IF NOT (SELECT rolcanlogin FROM pg_catalog.pg_roles WHERE rolname = ${literal}) THEN`,
    `  ALTER ROLE ${user} LOGIN;`,
    "END IF;",
    `GRANT rds_iam TO ${user};`,
    `GRANT CONNECT ON DATABASE ${quoted(database, '"')} TO ${user};`,
    ...schemas.flatMap((schema) => schemaLines(user, schema)),
    ...relationLines("TABLE", TABLES["aurora-postgresql"][access], name, schemas),
    // A user that inserts uses the sequences of the keys.
    ...relationLines("SEQUENCE", access === "read-write" ? "USAGE, SELECT" : undefined, name, schemas),
  ];
  return ["DO $users$", "DECLARE", "  relation text;", "BEGIN", ...lines.map((line) => `  ${line}`), "END", "$users$"].join("\n");
}

/** A schema that the master user may not grant is left alone, as its tables are. */
function schemaLines(user: string, schema: string): readonly string[] {
  return [
    `IF has_schema_privilege(${quoted(schema, "'")}, 'USAGE WITH GRANT OPTION') THEN`,
    `  GRANT USAGE ON SCHEMA ${quoted(schema, '"')} TO ${user};`,
    "END IF;",
  ];
}

/**
 * The relations that the master user makes later, and those that there are, one by one: a single one that others own and it may not grant would fail a GRANT ON ALL. An owner, and who has
 * an owner's privileges, has the grant option (PostgreSQL documentation, "GRANT").
 */
function relationLines(
  kind: keyof typeof RELATIONS,
  privileges: string | undefined,
  name: string,
  schemas: readonly string[],
): readonly string[] {
  const [user, literal] = [quoted(name, '"'), quoted(name, "'")];
  const list = (mark: '"' | "'") => schemas.map((schema) => quoted(schema, mark)).join(", ");
  const later = `ALTER DEFAULT PRIVILEGES IN SCHEMA ${list('"')}`;
  return [
    `${later} REVOKE ALL ON ${kind}S FROM ${user};`,
    ...(privileges ? [`${later} GRANT ${privileges} ON ${kind}S TO ${user};`] : []),
    "FOR relation IN",
    "  SELECT format('%I.%I', nspname, relname) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace",
    `  WHERE nspname IN (${list("'")}) AND relkind IN (${RELATIONS[kind]}) AND has_table_privilege(c.oid, 'SELECT WITH GRANT OPTION')`,
    "LOOP",
    `  EXECUTE format('REVOKE ALL ON ${kind} %s FROM %I', relation, ${literal});`,
    ...(privileges ? [`  EXECUTE format('GRANT ${privileges} ON ${kind} %s TO %I', relation, ${literal});`] : []),
    "END LOOP;",
  ];
}

/** What is granted is never revoked in between: MySQL commits each statement. */
function mysqlStatements({ name, access, database }: DatabaseUser): readonly string[] {
  const user = `${quoted(name, "'")}@'%'`;
  // The name of a database is a pattern here (MySQL Reference Manual, "GRANT Statement").
  const tables = `${quoted(database.replaceAll(/[\\_%]/g, "\\$&"), "`")}.*`;
  const account = `${user} IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL`;
  const grant = `GRANT ${TABLES["aurora-mysql"][access]} ON ${tables} TO ${user}`;
  const narrow = access === "read-only" ? [`REVOKE INSERT, UPDATE, DELETE ON ${tables} FROM ${user}`] : [];
  return [`CREATE USER IF NOT EXISTS ${account}`, `ALTER USER ${account}`, grant, ...narrow];
}

/** A name within quotation marks, those in the name doubled: both engines read it as it is. */
function quoted(name: string, mark: '"' | "'" | "`"): string {
  return `${mark}${name.replaceAll(mark, mark + mark)}${mark}`;
}
