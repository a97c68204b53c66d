import { SsmAssociation } from "@cdktf/provider-aws/lib/ssm-association";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, Role } from "../../src/core";
import { Automation, RunbookStep, createAutomationRole, runbookContent, runbookOf } from "../../src/internal/automation";
import { pascalCase, pathText } from "../../src/internal/names";
import { PropTypes, STRING, STRINGS, oneOf, optional } from "../../src/internal/prop-types";
import { sortedBy } from "../../src/internal/sorted-by";
import { Validator, isGiven } from "../../src/internal/validator";
import { viaService } from "../../src/internal/via-service";
import { AuroraUserAccess, DatabaseUser, userScript, userStatements } from "./database-user-sql";
import { AuroraEngine, ENGINE } from "./engine";
import { MAX_USER_NAME_LENGTH } from "./iam-login";
import { AuroraServerlessCapacity } from "./serverless";

/** The values of `AuroraUserAccess`. */
const ACCESS = ["read-only", "read-write"] as const;

/** The choices for a database user. */
export interface AuroraUserProps {
  /** What the user may do with the tables: read them, or change their rows as well; tables that the master user makes later are covered. */
  readonly access: AuroraUserAccess;
  /** The database that the user connects to. @default - the cluster's first database */
  readonly database?: string;
  /** The schemas whose tables the user may use; each must exist. Of PostgreSQL alone. @default ["public"] */
  readonly schemas?: readonly string[];
}

const PROPS: PropTypes<AuroraUserProps> = { access: oneOf(ACCESS), database: optional(STRING), schemas: optional(STRINGS) };

/** A database user whose statements somebody runs by hand. */
export interface AuroraUserScriptProps extends AuroraUserProps {
  /** The database engine. */
  readonly engine: AuroraEngine;
  /** The user's exact name. */
  readonly databaseUser: string;
  /** The database that the user connects to. */
  readonly database: string;
}

/** What the users of a cluster are made with. */
interface UsersSettings {
  readonly engine: AuroraEngine;
  readonly clusterArn: string;
  /** ARN of the master user's secret. */
  readonly secretArn: string;
  readonly encryptionKey: IEncryptionKey;
  /** The Data API runs statements on the writer. */
  readonly instances: readonly ITerraformDependable[];
  /** Whether the cluster may be paused: it takes a while to resume. */
  readonly mayPause: boolean;
}

/** The construct of a cluster's users below it. */
const USERS = "Users";
/** What the name of a user and the name of a schema or database may be, within each engine's length. */
const NAME = /^[A-Za-z0-9_.-]+$/;
const LONGEST_NAME: Readonly<Record<AuroraEngine, number>> = { "aurora-postgresql": 63, "aurora-mysql": 64 };
/**
 * Users and roles that the engine or RDS has (PostgreSQL documentation, "CREATE ROLE"; Aurora User Guide, "Understanding the rds_superuser role"; MySQL Reference Manual, "Reserved
 * Accounts").
 */
const TAKEN: Readonly<Record<AuroraEngine, RegExp>> = {
  "aurora-postgresql": /^(pg_.*|rds.*|postgres|public|none)$/,
  "aurora-mysql": /^(mysql\..*|rds.*|root)$/,
};
/** Longest runbook, in characters (Systems Manager quotas, "Maximum document size"). */
const LONGEST_RUNBOOK = 65_536;
/** Each statement again where the connection was lost; all of them can be run twice. */
const ATTEMPTS = 3;
/** What a statement may take by the Data API (RDS Data API reference, "ExecuteStatement"). */
const STATEMENT_SECONDS = 45;
/** What a paused cluster takes to resume, as a rule (Aurora User Guide, "Scaling to Zero ACUs with automatic pause and resume"). */
const RESUME_SECONDS = 30;

/** What makes the database users of a cluster. */
export interface AuroraUsers {
  /** The role by which the runbook runs statements. */
  readonly role: Role;
  /** The runbook. */
  readonly document: SsmDocument;
  /** The association that runs the runbook, once for each change. */
  readonly resource: SsmAssociation;
}

/**
 * The database users of a cluster: a runbook that makes them by the Data API, as the master user, and the association that runs it again with each change.
 *
 * One runbook for all: two that grant on one database at the same time disturb each other. A user that is no longer here stays in the database.
 */
export class DatabaseUsers extends Construct implements AuroraUsers {
  /** The users of a cluster, where it has any. */
  public static find(cluster: Construct): DatabaseUsers | undefined {
    return cluster.node.tryFindChild(USERS) as DatabaseUsers | undefined;
  }

  public readonly role: Role;
  public readonly document: SsmDocument;
  public readonly resource: SsmAssociation;
  private readonly automation: Automation;
  private readonly users = new Map<string, DatabaseUser>();

  constructor(
    scope: Construct,
    id: string,
    private readonly settings: UsersSettings,
  ) {
    super(scope, id);
    this.role = createRole(this, settings);
    this.automation = new Automation(this, {
      word: "users",
      role: this.role,
      content: "",
      timeoutSeconds: 0,
      after: settings.instances,
    });
    this.document = this.automation.document;
    this.resource = this.automation.association;
  }

  /** The users' names. */
  public get names(): readonly string[] {
    return [...this.users.keys()];
  }

  /** Has the runbook make a user, in whatever order they are added. */
  public add(user: DatabaseUser): void {
    const validator = new Validator(this.node.scope!).check(
      "databaseUser",
      user.name,
      !this.users.has(user.name),
      "must be added once",
      "Remove the second call of addUser.",
    );
    validator.throwIfInvalid();
    this.users.set(user.name, user);
    const steps = usersSteps([...this.users.values()], this.settings);
    const runbook = runbookOf(
      { description: "Makes the database users of a DB cluster.", role: "The role that runs the statements." },
      steps,
    );
    const content = runbookContent(runbook);
    const { length } = content;
    validator
      .check(
        "databaseUser",
        length,
        length <= LONGEST_RUNBOOK,
        `must leave the runbook of all users within ${LONGEST_RUNBOOK} characters`,
        "Share users between services, or make these by hand: databaseUserScript.",
      )
      .throwIfInvalid();
    this.automation.content = content;
    this.resource.waitForSuccessTimeoutSeconds = steps.length * STATEMENT_SECONDS * ATTEMPTS + 300;
  }
}

/** The steps of the runbook: a statement each, users by name. Pure. */
export function usersSteps(users: readonly DatabaseUser[], settings: UsersSettings): readonly RunbookStep[] {
  const { engine, clusterArn: resourceArn, secretArn, mayPause } = settings;
  const sorted = sortedBy(users, ({ name }) => name);
  const step = (name: string, database: string, sql: string): RunbookStep => ({
    name,
    action: "aws:executeAwsApi",
    maxAttempts: ATTEMPTS,
    inputs: { Service: "rds-data", Api: "ExecuteStatement", resourceArn, secretArn, database, sql },
  });
  const resume: RunbookStep[] = [
    { ...step("Resume", sorted[0]!.database, "SELECT 1"), onFailure: "Continue", isCritical: false },
    { name: "AwaitResumed", action: "aws:sleep", inputs: { Duration: `PT${RESUME_SECONDS}S` } },
  ];
  const statements = sorted.flatMap((user, number) =>
    userStatements(engine, user).map((sql, index) => step(`User${number + 1}${pascalCase(user.name)}_${index + 1}`, user.database, sql)),
  );
  return [...(mayPause ? resume : []), ...statements];
}

/** Aurora User Guide, "Authorizing access to the Amazon RDS Data API". */
function createRole(scope: Construct, { clusterArn, secretArn, encryptionKey }: UsersSettings): Role {
  const role = createAutomationRole(scope, "Role", pathText(scope, 1000, "Database users of "));
  role.addToPolicy({ sid: "RunStatements", actions: ["rds-data:ExecuteStatement"], resources: [clusterArn] });
  role.addToPolicy({ sid: "ReadSecret", actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] });
  role.addToPolicy({
    sid: "DecryptSecret",
    actions: ["kms:Decrypt"],
    resources: [encryptionKey.keyArn],
    conditions: viaService("secretsmanager", AwsEnvironment.of(scope).region),
  });
  return role;
}

/** A cluster that users are added to. */
interface ClusterWithUsers extends UserCluster, Omit<UsersSettings, "mayPause"> {
  /** Whether it has the Data API. */
  readonly dataApi: boolean;
  readonly serverless?: AuroraServerlessCapacity;
}

/**
 * Has a user made in a cluster.
 *
 * @throws ValidationError for a cluster without the Data API, or a name that the engine would take for something else
 */
export function addDatabaseUser(cluster: Construct & ClusterWithUsers, databaseUser: string, props: AuroraUserProps): void {
  new Validator(cluster)
    .check(
      "dataApi",
      cluster.dataApi,
      cluster.dataApi,
      "must be true for addUser, which makes users by the Data API",
      "Set it, or make the user by hand: databaseUserScript.",
    )
    .throwIfInvalid();
  const user = resolveUser(cluster, databaseUser, props, cluster);
  const { engine, clusterArn, secretArn, encryptionKey, instances, serverless } = cluster;
  const settings = { engine, clusterArn, secretArn, encryptionKey, instances, mayPause: serverless?.minCapacityAcu === 0 };
  const users = DatabaseUsers.find(cluster) ?? new DatabaseUsers(cluster, USERS, settings);
  users.add(user);
}

/** What is known of a user's cluster. */
interface UserCluster {
  readonly engine: AuroraEngine;
  /** Undefined where restored data decides. */
  readonly databaseName?: string;
  /** Undefined where restored data decides. */
  readonly masterUsername?: string;
}

/**
 * A user with its defaults resolved.
 *
 * @throws ValidationError for a name that the engine would take for something else, or that it has already
 */
export function resolveUser(subject: Construct | string, databaseUser: string, props: AuroraUserProps, cluster: UserCluster): DatabaseUser {
  const { engine, databaseName, masterUsername } = cluster;
  const validator = new Validator(subject).props({ databaseUser }, { databaseUser: STRING }).props(props, PROPS);
  const database = props.database ?? databaseName;
  const schemas = props.schemas ?? ["public"];
  checkName(validator, "databaseUser", databaseUser, MAX_USER_NAME_LENGTH[engine]);
  validator
    .check(
      "databaseUser",
      databaseUser,
      databaseUser !== masterUsername && !TAKEN[engine].test(databaseUser),
      "must be none of the users that the cluster has: the master user, those of RDS and of the engine",
      'Write it as "trading_api".',
    )
    .check("database", database, isGiven(database), "must be given: restored data decides what databases there are", "Give database.")
    .check(
      "schemas",
      props.schemas,
      engine === "aurora-postgresql" || !isGiven(props.schemas),
      "must be left out: MySQL has no schemas within a database",
      "Remove it.",
    )
    .check("schemas", schemas, schemas.length > 0, "must name a schema", 'Write it as ["public"].');
  if (isGiven(props.database)) checkName(validator, "database", props.database, LONGEST_NAME[engine]);
  schemas.forEach((schema, index) => checkName(validator, `schemas[${index}]`, schema, LONGEST_NAME[engine]));
  validator.throwIfInvalid();
  return { name: databaseUser, access: props.access, database: database!, schemas: [...schemas].sort() };
}

/** Names are a part of the statements: only what is known, and plain, gets there. */
function checkName(validator: Validator, prop: string, name: string, longest: number): void {
  validator
    .known(prop, name)
    .check(
      prop,
      name,
      NAME.test(name) && name.length <= longest,
      `must be 1 to ${longest} letters, digits and _.-`,
      'Write it as "trading_api".',
    );
}

const SCRIPT_PROPS: PropTypes<AuroraUserScriptProps> = { ...PROPS, engine: ENGINE, databaseUser: STRING, database: STRING };

/**
 * The SQL that `addUser` has run, for a cluster without the Data API: to be run in the user's database, as the master user, by psql or mysql. A second run changes nothing.
 *
 * @throws ValidationError for a name that the engine would take for something else
 */
export function databaseUserScript(props: AuroraUserScriptProps): string {
  new Validator("databaseUserScript").props(props, SCRIPT_PROPS).throwIfInvalid();
  const { engine, databaseUser, ...choices } = props;
  return userScript(engine, resolveUser("databaseUserScript", databaseUser, choices, { engine }));
}
