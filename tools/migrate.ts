/** Makes the database users of an environment, and brings the schema of its services up to date. */
import { userScript } from "../modules/aurora-cluster/database-user-sql";
import { StackCluster, stackCluster } from "./serve/database-users";
import { makeUsersAt, migrateAt } from "./serve/databases";
import { synthesizeEnvironment } from "./serve/synthesis";
import { parseDatabaseUrl } from "./serve/urls";
import { readArguments } from "./support/arguments";
import { Failure, runTool } from "./support/failure";

const USAGE = `Usage: npm run migrate -- <environment> [--database-url URL]

Makes the PostgreSQL users that the roles of an environment log in as, and brings the schema of the services up to date; again and again without harm. <environment> is one of
examples/trading-stack/environments.ts.

Without options it reaches nothing, and prints the SQL of the users for psql, with what is left to do.

  --database-url URL  run all of it there, as the master user: postgres://user:password@host:5432/app?sslmode=verify-full. Aurora takes no connection without TLS, and its certificate
                      is verified by the URL's host, the cluster's endpoint; with &hostaddr=127.0.0.1 by way of a port of this machine that Session Manager forwards there
  --help              this text`;

function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments(USAGE, { "database-url": { type: "string" } });
  if (positionals.length !== 1) {
    throw new Failure(`npm run migrate takes one environment, got ${positionals.join(" ") || "none"}.\n\n${USAGE}`, 2);
  }
  const url = values["database-url"] as string | undefined;
  const owner = url === undefined ? undefined : parseDatabaseUrl(url);
  const [environment] = positionals as [string];
  const cluster = stackCluster(synthesizeEnvironment(environment));
  if (!owner) return show(environment, cluster);
  if (owner.name !== cluster.databaseName) {
    throw new Failure(`The database of ${environment} is ${cluster.databaseName}, and --database-url names ${owner.name}.`, 2);
  }
  await makeUsersAt(owner, cluster.users);
  note(`Users: ${cluster.users.map(({ name }) => name).join(", ") || "none"}.`);
  const applied = await migrateAt(owner);
  note(applied.length === 0 ? "The schema is up to date." : `Applied: ${applied.join(", ")}.`);
}

/** The script is what a pipe gets; what is to be known about it is said beside. */
function show(environment: string, cluster: StackCluster): void {
  const { databaseName, masterUsername, users } = cluster;
  note(
    `-- ${environment}: to be run in the database ${databaseName}, as ${masterUsername}, whose password is in the secret of the output database_secret_arn.`,
  );
  note(`-- ${byDataApi(cluster)}`);
  process.stdout.write(users.map((user) => userScript("aurora-postgresql", user)).join("\n"));
  note("-- The schema isn't SQL to be pasted: each migration is recorded with its checksum, under a lock. Run it as the same user:");
  note(
    `--   npm run migrate -- ${environment} --database-url 'postgres://${masterUsername}:…@<database_endpoint>:5432/${databaseName}?sslmode=verify-full&hostaddr=127.0.0.1'`,
  );
}

function byDataApi({ dataApi, hasRunbook }: StackCluster): string {
  if (hasRunbook) return "The cluster's runbook makes the users that addUser names at each apply; this is for the others.";
  if (dataApi) {
    return "The cluster has the Data API: database.addUser in the stack has a runbook make the users at each apply, in place of this.";
  }
  return "The cluster hasn't the Data API: with dataApi: true and database.addUser in the stack a runbook makes the users at each apply, in place of this.";
}

void runTool(main);
