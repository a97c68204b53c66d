import { chownSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure";
import { run } from "../process";
import { databasePackages, postgresFolder } from "./packages";
import { DatabaseServer, ServerLife } from "./server";

/** Who the server runs as where this process is root, which PostgreSQL refuses: nobody. */
const NOBODY = 65_534;

/** A connection to PostgreSQL. */
export interface PostgresClient {
  connect(): Promise<void>;
  query(sql: string): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
  end(): Promise<void>;
}

/** A PostgreSQL server with the superuser `rdsadmin`, whom nobody asks for a password. */
export async function startPostgres(life?: ServerLife): Promise<DatabaseServer> {
  const source = await postgresFolder();
  return DatabaseServer.start(async (folder, port) => {
    const isRoot = process.getuid?.() === 0;
    const home = isRoot ? join(folder, "postgres") : source;
    // Of the project's folder nobody may be allowed nothing.
    if (isRoot) cpSync(source, home, { recursive: true, verbatimSymlinks: true });
    const data = join(folder, "data");
    mkdirSync(data, { mode: 0o700 });
    if (isRoot) for (const owned of [folder, data]) chownSync(owned, NOBODY, NOBODY);
    const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
    const env = { ...process.env, LD_LIBRARY_PATH: join(home, "lib"), LC_ALL: "C" };
    await initialize(join(home, "bin/initdb"), data, { ...user, env });
    writeFileSync(join(data, "pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");
    return {
      program: join(home, "bin/postgres"),
      args: ["-D", data, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"],
      options: { ...user, env },
      ping: async () => void (await queryPostgres(port, "rdsadmin", "postgres", "SELECT 1")),
    };
  }, life);
}

async function initialize(initdb: string, data: string, options: { uid?: number; env: NodeJS.ProcessEnv }): Promise<void> {
  const { uid, env } = options;
  const args = ["-D", data, "-U", "rdsadmin", "-A", "trust", "-E", "UTF8", "--no-sync"];
  // `run` has no user of its own; as nobody, `initdb` is started by this very Node.
  const asNobody = `process.setgid(${uid});process.setuid(${uid});require("node:child_process").execFileSync(process.argv[1],process.argv.slice(2),{stdio:"inherit"})`;
  const command = uid === undefined ? { program: initdb, args } : { program: process.execPath, args: ["-e", asNobody, initdb, ...args] };
  const { status, stderr } = await run({ ...command, env, cwd: data });
  if (status !== 0) throw new Failure(`PostgreSQL can't make its data folder: ${stderr.trim()}`);
}

/** Runs one statement in a connection of its own; its rows. */
export async function queryPostgres(
  port: number,
  user: string,
  database: string,
  sql: string,
): Promise<readonly Record<string, unknown>[]> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Client } = require(join(await databasePackages(), "pg")) as { Client: new (options: object) => PostgresClient };
  const client = new Client({ host: "127.0.0.1", port, user, database });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
