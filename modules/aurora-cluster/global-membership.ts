import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { BOOLEAN, NUMBER, PropTypes, STRING, oneOf, optional } from "../../src/internal/prop-types";
import { deployAfter } from "../../src/internal/stacks";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { AuroraEngineProps, resolveEngine } from "./engine";
import { GLOBAL_DATABASE, IAuroraGlobalDatabase } from "./global-database";
import { AuroraReaderAutoScaling } from "./reader-auto-scaling";

const ROLES = ["primary", "secondary"] as const;

/** A cluster's part in a global database. */
export interface AuroraGlobalMembership {
  /** The global database. A cluster can't join one later. */
  readonly database: IAuroraGlobalDatabase;
  /** What the cluster is created as: `primary` takes writes, `secondary` follows it in another region. A switchover changes the roles and not this prop. */
  readonly role: "primary" | "secondary";
  /**
   * The master user's password, of the primary cluster alone: the value of an ephemeral variable. It is sent and then forgotten: RDS manages no password of a global database in Secrets Manager
   * (Aurora User Guide, "Limitations for Secrets Manager integration with Amazon Aurora").
   */
  readonly masterPassword?: string;
  /** A higher number sends `masterPassword` again, when it has changed. @default 1 */
  readonly masterPasswordVersion?: number;
  /** Whether a secondary cluster forwards writes to the primary one. @default false */
  readonly writeForwarding?: boolean;
}

const MEMBERSHIP: PropTypes<AuroraGlobalMembership> = {
  database: GLOBAL_DATABASE,
  role: oneOf(ROLES),
  masterPassword: optional(STRING),
  masterPasswordVersion: optional(NUMBER),
  writeForwarding: optional(BOOLEAN),
};

/** What counts for a member of a global database among a cluster's choices. */
interface MemberProps extends AuroraEngineProps {
  readonly globalDatabase?: AuroraGlobalMembership;
  readonly databaseName?: string;
  readonly masterUsername?: string;
  readonly readerAutoScaling?: AuroraReaderAutoScaling;
  readonly restoreFrom?: unknown;
}

/** The primary cluster of each global database that is made in this app. */
const PRIMARIES = new WeakMap<IAuroraGlobalDatabase, Construct>();

/** The choices of a cluster with the engine and the version of its global database, where it says nothing of them. Pure. */
export function withGlobalEngine<Props extends MemberProps>(props: Props): Props {
  const database = props?.globalDatabase?.database;
  if (!isGiven(database)) return props;
  return { ...props, engine: props.engine ?? database.engine, engineVersion: props.engineVersion ?? database.engineVersion };
}

/** Whether a cluster is created as a secondary one. Pure. */
export function isSecondary(membership: AuroraGlobalMembership | undefined): boolean {
  return membership?.role === "secondary";
}

/** Records what a member of a global database can't have, or must (Aurora User Guide, "Limitations of Amazon Aurora global databases"). */
export function checkGlobalMembership(validator: Validator, props: MemberProps, instanceClasses: readonly string[]): void {
  const { globalDatabase: membership, engine, allowMajorVersionUpgrade } = props;
  if (!isGiven(membership)) return;
  validator.props(membership, MEMBERSHIP, "globalDatabase");
  const burstable = instanceClasses.filter((instanceClass) => instanceClass.startsWith("db.t"));
  validator
    .check(
      "engine",
      engine,
      engine === membership.database.engine,
      `must be that of the global database, ${membership.database.engine}`,
      "Leave it out.",
    )
    .check(
      "engineVersion",
      props.engineVersion,
      !resolveEngine(props).autoMinorVersionUpgrade,
      "must be a full version without autoMinorVersionUpgrade: RDS upgrades no cluster of a global database by itself",
      "Leave both out: the cluster then has the global database's version.",
    )
    .check(
      "allowMajorVersionUpgrade",
      allowMajorVersionUpgrade,
      allowMajorVersionUpgrade !== true,
      "must be left out: a global database is upgraded as a whole",
      "Upgrade it by `aws rds modify-global-cluster`, then give all clusters the new version.",
    )
    .check(
      "instanceClass",
      burstable,
      burstable.length === 0,
      "must not be a burstable class: global databases have none",
      'Use "db.r7g.large" or larger for all instances.',
    )
    .check(
      "restoreFrom",
      props.restoreFrom,
      !isGiven(props.restoreFrom),
      "must be left out: a restored cluster is in no global database",
      "Restore into a cluster of its own, and create the global database from it.",
    );
  if (membership.role === "primary") checkPrimary(validator, membership);
  if (membership.role === "secondary") checkSecondary(validator, membership, props);
}

function checkPrimary(
  validator: Validator,
  { database, masterPassword, masterPasswordVersion, writeForwarding }: AuroraGlobalMembership,
): void {
  validator
    .check(
      "globalDatabase.role",
      "primary",
      !PRIMARIES.has(database),
      "must be primary for one cluster alone",
      'Make the others "secondary", each in another region.',
    )
    .check(
      "globalDatabase.masterPassword",
      "a value that isn't shown",
      isGiven(masterPassword) && !isKnown(masterPassword),
      "must be an ephemeral value of Terraform's, which is in no file",
      "Give the stringValue of a TerraformVariable with the overrides ephemeral and sensitive.",
    )
    .integerBetween("globalDatabase.masterPasswordVersion", masterPasswordVersion, 1, 1_000_000)
    .check(
      "globalDatabase.writeForwarding",
      writeForwarding,
      writeForwarding !== true,
      "must be left out for the primary cluster, which takes the writes",
      "Give it to the secondary clusters.",
    );
}

function checkSecondary(validator: Validator, membership: AuroraGlobalMembership, props: MemberProps): void {
  const { databaseName, masterUsername, readerAutoScaling } = props;
  const { masterPassword, masterPasswordVersion } = membership;
  for (const [prop, value] of Object.entries({
    databaseName,
    masterUsername,
    "globalDatabase.masterPassword": masterPassword,
    "globalDatabase.masterPasswordVersion": masterPasswordVersion,
  })) {
    const shown = prop === "globalDatabase.masterPassword" ? "a value that isn't shown" : value;
    validator.check(prop, shown, !isGiven(value), "must be left out for a secondary cluster, which has the primary's", "Leave it out.");
  }
  validator
    .check(
      "readerAutoScaling",
      readerAutoScaling,
      !isGiven(readerAutoScaling),
      "must be left out for a secondary cluster, whose readers aren't scaled",
      "Name its readers.",
    )
    .check(
      "globalDatabase.role",
      "secondary",
      !Construct.isConstruct(membership.database) || PRIMARIES.has(membership.database),
      "must not be secondary before there is a primary cluster",
      "Make the primary cluster first.",
    )
    .check(
      "globalDatabase.writeForwarding",
      membership.writeForwarding,
      membership.writeForwarding !== true || forwardsWrites(props),
      "must be false for this version, which forwards no writes",
      "Upgrade to 14.9, 15.4 or later.",
    );
}

/** The first minor versions of PostgreSQL that forward writes; those of later major versions all do, as does Aurora MySQL 3 (Aurora User Guide, "Using write forwarding in an Aurora PostgreSQL global database"). */
const FORWARDS_FROM: Readonly<Record<string, number>> = { "13": Infinity, "14": 9, "15": 4 };

function forwardsWrites(props: AuroraEngineProps): boolean {
  const { engine, fullVersion, majorVersion } = resolveEngine(props);
  return engine === "aurora-mysql" || Number(fullVersion.split(".")[1]) >= (FORWARDS_FROM[majorVersion] ?? 0);
}

/** Has a secondary cluster deployed after the primary one, whose instance it needs. */
export function joinGlobalDatabase(cluster: Construct, membership: AuroraGlobalMembership | undefined): void {
  if (!isGiven(membership)) return;
  const { database, role } = membership;
  if (role === "primary") PRIMARIES.set(database, cluster);
  deployAfter(cluster, PRIMARIES.get(database));
}

/** What the cluster's master user is given: a password of RDS' own, one that is sent and forgotten, or that of the primary cluster. Pure. */
export function passwordArguments(membership: AuroraGlobalMembership | undefined, kmsKeyId: string) {
  if (!isGiven(membership)) return { manageMasterUserPassword: true, masterUserSecretKmsKeyId: kmsKeyId };
  if (membership.role === "secondary") return {};
  return { masterPasswordWo: membership.masterPassword, masterPasswordWoVersion: membership.masterPasswordVersion ?? 1 };
}

/** The membership in the provider's terms. Pure. */
export function membershipArguments(membership: AuroraGlobalMembership | undefined) {
  if (!isGiven(membership)) return { ignored: [] };
  return {
    globalClusterIdentifier: membership.database.globalClusterIdentifier,
    enableGlobalWriteForwarding: isSecondary(membership) ? (membership.writeForwarding ?? false) : undefined,
    // Whom a cluster follows, a switchover changes (provider's documentation of aws_rds_cluster, "replication_source_identifier"). One that is detached, for a failover by hand, can't join again.
    ignored: ["replication_source_identifier", "global_cluster_identifier"],
  };
}

/** The ARN of the secret of a cluster that RDS manages one for; for another, whoever asks for it is told so when the stack is synthesized. */
export function secretArnOf(scope: Construct, membership: AuroraGlobalMembership | undefined, secretArn: string): string {
  if (!isGiven(membership)) return secretArn;
  return Lazy.stringValue({
    produce: () => {
      new Validator(scope)
        .check(
          "globalDatabase",
          membership.role,
          false,
          "must be left out for a secret of the master user: RDS manages no password of a global database",
          "Keep the password in a secret of your own, and use that one's ARN.",
        )
        .throwIfInvalid();
      return "";
    },
  });
}
