import { BackupPlan, BackupPlanRule } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, PolicyStatement, Role } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { pathFromStack, physicalName } from "../../src/internal/names";
import { NUMBER, PropTypes, STRING, like, optional, record } from "../../src/internal/prop-types";
import { checkSixFieldCron, sixFieldCron } from "../../src/internal/recurrence";
import { sortedEntries } from "../../src/internal/sorted-by";
import { dependenciesIn, deployAfter } from "../../src/internal/stacks";
import { Validator, isKnown } from "../../src/internal/validator";
import { BACKUP_VAULT, IBackupVault, MAX_RETENTION_DAYS } from "./backup-vault";

/** A cluster that can be backed up: an `AuroraCluster`, or one that exists already. */
export interface IBackedUpCluster {
  /** The cluster's identifier. */
  readonly clusterIdentifier: string;
  /** The key that the cluster is encrypted under. @default - unknown */
  readonly encryptionKey?: IEncryptionKey;
}

/** When a snapshot is taken, and how long it is kept. */
export interface AuroraBackupRule {
  /** When, as the five fields of a cron expression: `0 5 * * *`, well after the cluster's own windows. A day of the month or a day of the week, not both. */
  readonly recurrence: string;
  /** An IANA time zone such as `Europe/Berlin`. @default "UTC" */
  readonly timeZone?: string;
  /** Days that the snapshot is kept, 1 to 36500. */
  readonly retentionDays: number;
  /** A vault that the snapshot is copied to, such as one in another region. @default - none */
  readonly copyTo?: IBackupVault;
  /** Days that the copy is kept, 1 to 36500. @default - `retentionDays` */
  readonly copyRetentionDays?: number;
}

/** The choices for a backup plan. */
export interface AuroraBackupPlanProps {
  /** What is backed up. */
  readonly database: IBackedUpCluster;
  /** Where the recovery points are. */
  readonly vault: IBackupVault;
  /** When snapshots are taken, by a name of yours. @default - `daily` at 05:00 UTC, kept for 35 days, and `monthly`, kept for a year */
  readonly rules?: Readonly<Record<string, AuroraBackupRule>>;
}

const PROPS: PropTypes<AuroraBackupPlanProps> = {
  database: like<IBackedUpCluster>("an AuroraCluster", ["clusterIdentifier"], "AuroraCluster.fromAttributes"),
  vault: BACKUP_VAULT,
  rules: optional(record()),
};

const RULE: PropTypes<AuroraBackupRule> = {
  recurrence: STRING,
  timeZone: optional(STRING),
  retentionDays: NUMBER,
  copyTo: optional(BACKUP_VAULT),
  copyRetentionDays: optional(NUMBER),
};

/** After the default windows of Aurora's own backups and of maintenance. AWS Backup's own default is 05:00 as well. */
const DEFAULT_RULES: Readonly<Record<string, AuroraBackupRule>> = {
  daily: { recurrence: "0 5 * * *", retentionDays: 35 },
  monthly: { recurrence: "0 6 1 * *", retentionDays: 365 },
};

/** How long AWS Backup waits for a start, and how long a snapshot may take, in minutes. */
const WINDOWS = { startWindow: 60, completionWindow: 480 };

/**
 * Snapshots of a cluster by AWS Backup: beside Aurora's own backups, which allow a restore to any second of the last days, these are kept for years, in a vault that who
 * administers the database can't empty, and copied to other regions.
 *
 * Continuous backups are left to Aurora: AWS Backup would take the cluster's backup retention over. Aurora's snapshots don't move to cold storage (AWS Backup Developer
 * Guide, "Feature availability by resource").
 */
export class AuroraBackupPlan extends Construct {
  /** When snapshots are taken. */
  public readonly rules: Readonly<Record<string, AuroraBackupRule>>;
  /** The backup plan. */
  public readonly resource: BackupPlan;
  /** What the plan backs up. */
  public readonly selection: BackupSelection;
  /** The role that AWS Backup takes snapshots as. */
  public readonly role: Role;

  /** @throws ValidationError for a rule that AWS Backup refuses */
  constructor(scope: Construct, id: string, props: AuroraBackupPlanProps) {
    super(scope, id);
    checkPlan(this, props);
    const { database, vault } = props;
    this.rules = props.rules ?? DEFAULT_RULES;
    const copies = Object.values(this.rules).flatMap(({ copyTo }) => copyTo ?? []);
    deployAfter(this, database, vault, ...copies);
    const clusterArn = AwsEnvironment.of(this).arn("rds", `cluster:${database.clusterIdentifier}`);
    const name = physicalName(this, { maxLength: 50, punctuation: "-_" });
    this.role = createRole(
      this,
      clusterArn,
      [database.encryptionKey, ...[vault, ...copies].map((each) => each.encryptionKey)],
      vault,
      copies,
    );
    this.resource = new BackupPlan(this, "Resource", {
      name,
      rule: sortedEntries(this.rules).map(([ruleName, rule]) => planRule(ruleName, rule, vault)),
    });
    this.selection = new BackupSelection(this, "Selection", {
      name,
      planId: this.resource.id,
      iamRoleArn: this.role.roleArn,
      resources: [clusterArn],
      dependsOn: dependenciesIn(this, [this.role.policy]),
    });
  }
}

function planRule(ruleName: string, rule: AuroraBackupRule, vault: IBackupVault): BackupPlanRule {
  const { recurrence, timeZone, retentionDays, copyTo, copyRetentionDays } = rule;
  return {
    ruleName,
    targetVaultName: vault.backupVaultName,
    schedule: `cron(${sixFieldCron(recurrence)})`,
    scheduleExpressionTimezone: timeZone ?? "Etc/UTC",
    ...WINDOWS,
    lifecycle: { deleteAfter: retentionDays },
    copyAction: copyTo && [{ destinationVaultArn: copyTo.backupVaultArn, lifecycle: { deleteAfter: copyRetentionDays ?? retentionDays } }],
  };
}

/** Of AWSBackupServiceRolePolicyForBackup, what snapshots of this cluster and their copies need. */
function createRole(
  scope: Construct,
  clusterArn: string,
  keys: readonly (IEncryptionKey | undefined)[],
  vault: IBackupVault,
  copies: readonly IBackupVault[],
): Role {
  const { partition, accountId } = AwsEnvironment.of(scope);
  const role = new Role(scope, "Role", {
    assumedBy: { services: ["backup.amazonaws.com"] },
    description: `AWS Backup of ${pathFromStack(scope).join("/")}`,
  });
  const snapshots = `arn:${partition}:rds:*:${accountId}:cluster-snapshot:awsbackup:*`;
  const keyArns = keys.map((key) => key?.keyArn ?? "*");
  const statements: PolicyStatement[] = [
    {
      sid: "Find",
      actions: ["rds:DescribeDBClusterSnapshots", "rds:DescribeDBClusters", "rds:ListTagsForResource", "kms:DescribeKey"],
      resources: ["*"],
    },
    { sid: "Snapshot", actions: ["rds:AddTagsToResource", "rds:CreateDBClusterSnapshot"], resources: [clusterArn, snapshots] },
    {
      sid: "Snapshots",
      actions: ["rds:CopyDBClusterSnapshot", "rds:DeleteDBClusterSnapshot", "rds:ModifyDBClusterSnapshotAttribute"],
      resources: [snapshots],
    },
    {
      sid: "RecoveryPoints",
      actions: ["backup:TagResource"],
      resources: [`arn:${partition}:backup:*:${accountId}:recovery-point:*`, snapshots],
    },
    {
      sid: "Keys",
      actions: ["kms:CreateGrant"],
      resources: keyArns.includes("*") ? ["*"] : [...new Set(keyArns)],
      conditions: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
  const vaults = [vault, ...copies].map(({ backupVaultArn }) => backupVaultArn);
  if (copies.length > 0) {
    statements.push(
      { sid: "CopyInto", actions: ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"], resources: [...new Set(vaults)] },
      { sid: "CopyFrom", actions: ["backup:CopyFromBackupVault"], resources: ["*"] },
    );
  }
  statements.forEach((statement) => role.addToPolicy(statement));
  return role;
}

function checkPlan(scope: Construct, props: AuroraBackupPlanProps): void {
  const validator = new Validator(scope).props(props, PROPS).known("rules", props.rules);
  const rules = Object.entries(props.rules ?? DEFAULT_RULES);
  validator.check("rules", props.rules, rules.length > 0, "must have a rule", "Leave it out for a daily and a monthly one.");
  validator.onceKnown([props.vault.region, AwsEnvironment.of(scope).region], (collected, vaultRegion, region) =>
    collected.check(
      "vault",
      vaultRegion,
      vaultRegion === region,
      `must be a vault in ${region}, where the cluster is`,
      "Make one there; snapshots get into another region by copyTo.",
    ),
  );
  for (const [name, rule] of rules) checkRule(validator, `rules["${name}"]`, name, rule, props.vault);
  validator.throwIfInvalid();
}

function checkRule(validator: Validator, path: string, name: string, rule: AuroraBackupRule, vault: IBackupVault): void {
  validator.props(rule, RULE, path);
  const { recurrence, timeZone, retentionDays, copyTo, copyRetentionDays } = rule;
  validator.matches(path, name, /^[A-Za-z0-9_.-]{1,50}$/, "must be named in 1 to 50 letters, digits and _.-", 'Name it as "daily".');
  checkSixFieldCron(validator, `${path}.recurrence`, recurrence);
  validator
    .check(
      `${path}.recurrence`,
      recurrence,
      !FORMATS.cron.holds(recurrence) || isHourlyAtMost(recurrence),
      "must leave an hour between snapshots: AWS Backup takes none more often",
      'Give one minute, as in "0 * * * *".',
    )
    .check(
      `${path}.copyTo`,
      copyTo,
      copyTo === undefined || copyTo !== vault,
      "must be another vault",
      "Leave it out, or make another one.",
    )
    .format(`${path}.timeZone`, timeZone, FORMATS.timeZone)
    .integerBetween(`${path}.retentionDays`, retentionDays, 1, MAX_RETENTION_DAYS, "days")
    .integerBetween(`${path}.copyRetentionDays`, copyRetentionDays, 1, MAX_RETENTION_DAYS, "days")
    .check(
      `${path}.copyRetentionDays`,
      copyRetentionDays,
      copyRetentionDays === undefined || copyTo !== undefined,
      "must come with a vault to copy to",
      "Add copyTo, or leave it out.",
    );
  checkLock(validator, `${path}.retentionDays`, retentionDays, vault);
  if (copyTo) checkLock(validator, `${path}.copyRetentionDays`, copyRetentionDays ?? retentionDays, copyTo);
}

/** Whether there is one minute of the hour: the most frequent plan is an hourly one (AWS Backup Developer Guide, "Backup plan options and configuration"). */
function isHourlyAtMost(recurrence: string): boolean {
  return /^\d{1,2} /.test(recurrence);
}

/** A recovery point that is kept for less than a vault's lock says is refused when it is made, in a night that nobody watches. */
function checkLock(validator: Validator, prop: string, days: number, { minRetentionDays }: IBackupVault): void {
  if (minRetentionDays === undefined || !isKnown(days)) return;
  validator.check(
    prop,
    days,
    days >= minRetentionDays,
    `must be no less than the ${minRetentionDays} days that the vault's lock asks for`,
    "Raise it.",
  );
}
