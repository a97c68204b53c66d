import { DatabaseUser } from "../../modules/aurora-cluster/database-user-sql";
import { Arguments, SynthesizedStack } from "../../src/testing";
import { texts } from "../../src/testing/requests/arguments";
import { Failure } from "../support/failure";

/** The PostgreSQL cluster of a stack, as far as a login to it goes. */
export interface StackCluster {
  readonly databaseName: string;
  readonly masterUsername: string;
  /** Whether statements can be run by the Data API. */
  readonly dataApi: boolean;
  /** The users that its own runbook makes at each apply (`addUser`), and nobody else has to. */
  readonly hasRunbook: boolean;
  /** Who logs in, by what roles are granted. */
  readonly users: readonly DatabaseUser[];
}

const ENGINE = "aurora-postgresql";
const POLICIES = ["aws_iam_role_policy", "aws_iam_policy"];
/** Aurora User Guide, "Creating and using an IAM policy for IAM database access". */
const CONNECT = "rds-db:connect";
const DATABASE_USER = /^arn:.*:dbuser:.*\/([^/]+)$/;

/**
 * Reads a cluster and its users from the stack. A policy says who logs in, not what the user may do then: each reads and writes, as `addUser` has it in this stack.
 *
 * @throws Failure for a stack without a PostgreSQL cluster that has a database
 */
export function stackCluster(stack: SynthesizedStack): StackCluster {
  const [cluster] = Object.values(stack.resources("aws_rds_cluster"));
  const { engine, database_name: databaseName, master_username: masterUsername } = cluster ?? {};
  if (engine !== ENGINE || typeof databaseName !== "string" || typeof masterUsername !== "string") {
    throw new Failure("The stack has no Aurora PostgreSQL cluster with a database of its own.");
  }
  const names = POLICIES.flatMap((type) => Object.values(stack.resources(type))).flatMap(({ policy }) => connectedUsers(policy));
  const users = [...new Set(names)].sort().map((name): DatabaseUser => {
    return { name, access: "read-write", database: databaseName, schemas: ["public"] };
  });
  const documents = Object.values(stack.resources("aws_ssm_document"));
  return {
    databaseName,
    masterUsername,
    dataApi: cluster!.enable_http_endpoint === true,
    hasRunbook: documents.some(({ content }) => writtenOut(stack, String(content)).includes("rds-data")),
    users,
  };
}

/** A runbook is a local value of the stack. */
function writtenOut(stack: SynthesizedStack, content: string): string {
  const [, local] = /^\$\{local\.([\w-]+)\}$/.exec(content) ?? [];
  return local === undefined ? content : String(stack.json.locals?.[local]);
}

/** The users that a policy's statements let a role log in as. A policy that isn't written out as JSON says nothing. */
function connectedUsers(policy: unknown): readonly string[] {
  let document: Arguments;
  try {
    document = JSON.parse(String(policy)) as Arguments;
  } catch {
    return [];
  }
  const statements = [document.Statement ?? []].flat() as readonly Arguments[];
  return statements
    .filter(({ Effect, Action }) => Effect === "Allow" && texts(Action).includes(CONNECT))
    .flatMap(({ Resource }) => texts(Resource))
    .flatMap((arn) => DATABASE_USER.exec(arn)?.[1] ?? []);
}
