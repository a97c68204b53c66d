import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure";
import { lastLines, run } from "../process";
import { MariadbFiles, databasePackages, mariadbFiles } from "./packages";
import { DatabaseServer } from "./server";

/** What the system tables are made of, after a database for them. */
const BOOTSTRAP = ["create database mysql;", "use mysql;", "set @auth_root_socket=NULL;", "set @skip_auth_anonymous=1;", ""].join("\n");
const SYSTEM_TABLES = ["mysql_system_tables.sql", "mysql_performance_tables.sql", "mysql_system_tables_data.sql"];

/** How a connection is made. */
export interface MariadbLogin {
  readonly user: string;
  readonly password?: string;
  readonly database?: string;
  /** Whether the connection is encrypted. */
  readonly tls?: boolean;
}

interface MariadbConnection {
  query(sql: string): Promise<readonly [readonly Record<string, unknown>[], unknown]>;
  end(): Promise<void>;
}

/** A MariaDB server with TLS and the user `root`, whom nobody asks for a password. */
export async function startMariadb(): Promise<DatabaseServer> {
  const files = await mariadbFiles();
  return DatabaseServer.start(async (folder, port) => {
    const data = join(folder, "data");
    mkdirSync(data);
    const env = { ...process.env, ...(files.libraries.length > 0 && { LD_LIBRARY_PATH: files.libraries.join(":") }) };
    const messages = join(files.base, "share/mysql");
    const common = ["--no-defaults", `--basedir=${files.base}`, `--datadir=${data}`, `--lc-messages-dir=${messages}`];
    const user = process.getuid?.() === 0 ? ["--user=root"] : [];
    await makeSystemTables(files, [...common, ...user, "--bootstrap"], env);
    const { key, certificate } = await selfSigned(folder);
    return {
      program: files.program,
      args: [
        ...common,
        ...user,
        "--bind-address=127.0.0.1",
        `--port=${port}`,
        `--socket=${join(folder, "socket")}`,
        `--ssl-key=${key}`,
        `--ssl-cert=${certificate}`,
      ],
      options: { env },
      ping: async () => void (await queryMariadb(port, { user: "root" }, "SELECT 1")),
    };
  });
}

async function makeSystemTables({ program, base }: MariadbFiles, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(program, [...args], { env, stdio: ["pipe", "ignore", "pipe"] });
  let log = "";
  child.stderr.on("data", (text: Buffer) => (log += text.toString()));
  child.stdin.end(BOOTSTRAP + SYSTEM_TABLES.map((file) => readFileSync(join(base, "share/mysql", file), "utf8")).join("\n"));
  const [status] = (await once(child, "close")) as [number];
  if (status !== 0) throw new Failure(`MariaDB can't make its system tables: ${lastLines(log)}`);
}

async function selfSigned(folder: string): Promise<{ key: string; certificate: string }> {
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"];
  const { status, stderr } = await run({ program: "openssl", args: [...request, "-keyout", key, "-out", certificate] });
  if (status !== 0) throw new Failure(`openssl can't make a certificate for MariaDB: ${stderr.trim()}`);
  return { key, certificate };
}

/** Runs one statement in a connection of its own; its rows. */
export async function queryMariadb(port: number, login: MariadbLogin, sql: string): Promise<readonly Record<string, unknown>[]> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const mysql = require(join(await databasePackages(), "mysql2/promise")) as {
    createConnection(options: object): Promise<MariadbConnection>;
  };
  const { tls, ...options } = login;
  const ssl = tls ? { rejectUnauthorized: false } : undefined;
  const connection = await mysql.createConnection({ host: "127.0.0.1", port, ...options, ssl });
  try {
    return (await connection.query(sql))[0];
  } finally {
    await connection.end();
  }
}
