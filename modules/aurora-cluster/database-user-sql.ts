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

/** One statement, and so one transaction: nobody sees the privileges between what is revoked and what is granted. */
function postgresBlock({ name, access, database, schemas }: DatabaseUser): string {
  const user = quoted(name, '"');
  const lines = [
    `IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ${quoted(name, "'")}) THEN`,
    `  CREATE ROLE ${user};`,
    "END IF;",
    `ALTER ROLE ${user} LOGIN;`,
    `GRANT rds_iam TO ${user};`,
    `GRANT CONNECT ON DATABASE ${quoted(database, '"')} TO ${user};`,
    ...schemas.flatMap((schema) => schemaStatements(user, quoted(schema, '"'), access)),
  ];
  return ["DO $users$", "BEGIN", ...lines.map((line) => `  ${line}`), "END", "$users$"].join("\n");
}

/** The tables that there are, and those that the master user makes later. A user that inserts uses the sequences of the keys. */
function schemaStatements(user: string, schema: string, access: AuroraUserAccess): readonly string[] {
  const later = `ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema}`;
  const given = [
    ["TABLES", TABLES["aurora-postgresql"][access]],
    ["SEQUENCES", access === "read-write" ? "USAGE, SELECT" : undefined],
  ] as const;
  return [
    `GRANT USAGE ON SCHEMA ${schema} TO ${user};`,
    ...given.flatMap(([kind, privileges]) => [
      `REVOKE ALL ON ALL ${kind} IN SCHEMA ${schema} FROM ${user};`,
      `${later} REVOKE ALL ON ${kind} FROM ${user};`,
      ...(privileges
        ? [`GRANT ${privileges} ON ALL ${kind} IN SCHEMA ${schema} TO ${user};`, `${later} GRANT ${privileges} ON ${kind} TO ${user};`]
        : []),
    ]),
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
