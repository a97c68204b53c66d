import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { AuroraBackupPlan, AuroraBackupPlanProps } from "../../modules/aurora-cluster/aurora-backup-plan";
import { BackupVault, BackupVaultProps } from "../../modules/aurora-cluster/backup-vault";
import { EncryptionKey } from "../../src/core";
import { ACCOUNT_ID, SynthesizedStack, messageOf, statements, synth, testStack } from "../support/synth";
import { database } from "./fixture";

const PLAN = "aws_backup_plan";
const VAULT = "aws_backup_vault";

function made(props: Partial<AuroraBackupPlanProps> = {}, vaultProps: Partial<BackupVaultProps> = {}) {
  const { stack, key, cluster } = database();
  const vault = new BackupVault(stack, "Vault", { encryptionKey: key, ...vaultProps });
  const plan = new AuroraBackupPlan(stack, "Backups", { database: cluster, vault, ...props });
  return { stack, key, plan, vault, synthesized: () => synth(stack) };
}

/** A plan with a copy in another region. */
function copied(): SynthesizedStack {
  const { stack, key, cluster } = database();
  const provider = new AwsProvider(stack, "Elsewhere", { region: "eu-west-1", alias: "elsewhere" });
  const elsewhere = new EncryptionKey(stack, "OtherKey", { provider });
  const vault = new BackupVault(stack, "Vault", { encryptionKey: key });
  const copyTo = new BackupVault(stack, "Copies", { encryptionKey: elsewhere, provider });
  new AuroraBackupPlan(stack, "Backups", {
    database: cluster,
    vault,
    rules: { daily: { recurrence: "0 3 * * *", timeZone: "Europe/Berlin", retentionDays: 35, copyTo, copyRetentionDays: 7 } },
  });
  return synth(stack);
}

function roleStatements(synthesized: SynthesizedStack): any[] {
  const policies = Object.entries(synthesized.resources("aws_iam_role_policy")).filter(([key]) => key.startsWith("Backups_"));
  return statements(policies[0]![1].policy);
}

describe("a backup plan", () => {
  test("takes a snapshot a day for 35 days, and one a month for a year", () => {
    const rule = { target_vault_name: expect.stringContaining("aws_backup_vault.Vault"), start_window: 60, completion_window: 480 };
    expect(made().synthesized().resource(PLAN).rule).toEqual([
      {
        ...rule,
        rule_name: "daily",
        schedule: "cron(0 5 * * ? *)",
        schedule_expression_timezone: "Etc/UTC",
        lifecycle: { delete_after: 35 },
      },
      {
        ...rule,
        rule_name: "monthly",
        schedule: "cron(0 6 1 * ? *)",
        schedule_expression_timezone: "Etc/UTC",
        lifecycle: { delete_after: 365 },
      },
    ]);
  });

  // AWS Backup Developer Guide, "Feature availability by resource": Aurora's snapshots have no cold storage; AWS Backup would own the retention of a continuous backup.
  test("has neither continuous backups nor cold storage", () => {
    const text = JSON.stringify(made().synthesized().resource(PLAN));
    expect(text).not.toMatch(/enable_continuous_backup|cold_storage_after/);
  });

  test("is for the cluster alone", () => {
    const selection = made().synthesized().resource("aws_backup_selection");
    expect(selection.resources).toEqual([
      expect.stringMatching(new RegExp(`^arn:aws:rds:eu-central-1:${ACCOUNT_ID}:cluster:\\$\\{aws_rds_cluster\\.Database`)),
    ]);
    expect(selection.depends_on).toEqual([expect.stringMatching(/^aws_iam_role_policy\.Backups_Role/)]);
  });

  test("copies to a vault of another region", () => {
    expect(copied().resource(PLAN).rule).toMatchObject([
      {
        schedule_expression_timezone: "Europe/Berlin",
        copy_action: [{ destination_vault_arn: expect.stringContaining("aws_backup_vault.Copies"), lifecycle: { delete_after: 7 } }],
      },
    ]);
  });
});

// AWS Managed Policy Reference, "AWSBackupServiceRolePolicyForBackup".
describe("the role of a backup plan", () => {
  const actionsOn = (all: readonly any[]) =>
    all.flatMap(({ Action, Resource }) => [Action].flat().map((action: string) => [action, [Resource].flat()] as const));

  test("is AWS Backup's to assume", () => {
    const roles = Object.entries(made().synthesized().resources("aws_iam_role")).filter(([key]) => key.startsWith("Backups_"));
    expect(statements(roles[0]![1].assume_role_policy)).toEqual([
      expect.objectContaining({ Principal: { Service: "backup.amazonaws.com" }, Action: "sts:AssumeRole" }),
    ]);
  });

  test("takes snapshots of the cluster and deletes those that AWS Backup has taken", () => {
    const actions = Object.fromEntries(actionsOn(roleStatements(made().synthesized())));
    const taken = `arn:aws:rds:*:${ACCOUNT_ID}:cluster-snapshot:awsbackup:*`;
    expect(actions["rds:CreateDBClusterSnapshot"]).toEqual([expect.stringContaining(":cluster:"), taken]);
    expect(actions["rds:AddTagsToResource"]).toContain(taken);
    expect(actions["rds:DeleteDBClusterSnapshot"]).toEqual([taken]);
    expect(actions["backup:TagResource"]).toEqual(expect.arrayContaining([taken, `arn:aws:backup:*:${ACCOUNT_ID}:recovery-point:*`]));
    for (const read of ["rds:DescribeDBClusters", "rds:DescribeDBClusterSnapshots", "rds:ListTagsForResource", "kms:DescribeKey"]) {
      expect(actions[read]).toEqual(["*"]);
    }
    expect(actions["kms:CreateGrant"]).toEqual([expect.stringContaining("aws_kms_key.Key")]);
  });

  // The same policy has the condition for kms:CreateGrant.
  test("gives its keys to AWS' own resources alone", () => {
    const grants = roleStatements(made().synthesized()).filter(({ Action }) => [Action].flat().includes("kms:CreateGrant"));
    expect(grants).toEqual([expect.objectContaining({ Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } })]);
  });

  test("changes no cluster, and copies nothing without a vault to copy to", () => {
    const actions = actionsOn(roleStatements(made().synthesized())).map(([action]) => action);
    for (const action of ["rds:ModifyDBCluster", "backup:CopyIntoBackupVault", "backup:CopyFromBackupVault"]) {
      expect(actions).not.toContain(action);
    }
  });

  test("copies from its vault into the other one, under both keys", () => {
    const actions = Object.fromEntries(actionsOn(roleStatements(copied())));
    const vaults = ["Copies", "Vault"].map((id) => expect.stringContaining(`aws_backup_vault.${id}`));
    expect(actions["backup:CopyIntoBackupVault"]).toEqual(expect.arrayContaining(vaults));
    expect(actions["backup:CopyFromBackupVault"]).toEqual(["*"]);
    expect(actions["kms:CreateGrant"]).toEqual(
      expect.arrayContaining([expect.stringContaining("aws_kms_key.Key"), expect.stringContaining("aws_kms_key.OtherKey")]),
    );
  });

  // Service Authorization Reference, "AWS Backup": both actions on a vault, CopyFromBackupVault on a recovery point.
  test("says what copies are allowed by", () => {
    const vault = (id: string) => expect.stringMatching(new RegExp(`^\\$\\{aws_backup_vault\\.${id}_\\w+\\.arn\\}$`));
    expect(roleStatements(copied()).filter(({ Sid }) => String(Sid).startsWith("Copy"))).toEqual([
      { Sid: "CopyFrom", Effect: "Allow", Action: "backup:CopyFromBackupVault", Resource: "*" },
      {
        Sid: "CopyInto",
        Effect: "Allow",
        Action: ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"],
        Resource: [vault("Vault"), vault("Copies")],
      },
    ]);
  });

  test("may use any key for a cluster whose key isn't known", () => {
    const actions = Object.fromEntries(actionsOn(roleStatements(made({ database: { clusterIdentifier: "orders" } }).synthesized())));
    expect(actions["kms:CreateGrant"]).toEqual(["*"]);
    expect(actions["rds:CreateDBClusterSnapshot"]).toContain(`arn:aws:rds:eu-central-1:${ACCOUNT_ID}:cluster:orders`);
  });
});

describe("a backup vault", () => {
  test("is encrypted by the key, and protected", () => {
    expect(made().synthesized().resource(VAULT)).toMatchObject({
      name: "trading-test-Vault",
      kms_key_arn: expect.stringContaining("aws_kms_key.Key"),
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("goes with its recovery points where the stack is made to be destroyed", () => {
    const vault = made({}, { removal: "destroy" }).synthesized().resource(VAULT);
    expect(vault.force_destroy).toBe(true);
    expect(vault).not.toHaveProperty("lifecycle");
  });

  test("has a lock in governance mode where a least retention is asked for", () => {
    const lock = made({}, { minRetentionDays: 30 }).synthesized().resource("aws_backup_vault_lock_configuration");
    expect(lock).toMatchObject({ min_retention_days: 30 });
    expect(lock).not.toHaveProperty("changeable_for_days");
    expect([made(), made({}, { minRetentionDays: null as never })].map(({ vault }) => [vault.minRetentionDays, vault.lock])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  // AWS Backup API Reference, "PutBackupVaultLockConfiguration": the vault is named, and found in the region that is asked.
  test("is locked in its own region", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Elsewhere", { region: "eu-west-1", alias: "elsewhere" });
    const encryptionKey = new EncryptionKey(stack, "Key", { provider });
    new BackupVault(stack, "Vault", { encryptionKey, provider, minRetentionDays: 30 });
    const providers = [VAULT, "aws_backup_vault_lock_configuration"].map((type) => synth(stack).resource(type).provider);
    expect(providers).toEqual(["aws.elsewhere", "aws.elsewhere"]);
  });
});

describe("a backup plan refuses", () => {
  const refused = (rules: AuroraBackupPlanProps["rules"], vaultProps: Partial<BackupVaultProps> = {}) =>
    messageOf(() => made({ rules }, vaultProps))
      .split("\n  - ")
      .slice(1);

  test.each<[string, AuroraBackupPlanProps["rules"], string[]]>([
    ["no rule", {}, ["rules: must have a rule; received {}. Leave it out for a daily and a monthly one."]],
    [
      "a name, a time and retentions that AWS Backup doesn't take",
      { "every day": { recurrence: "0 3 1 * MON", timeZone: "CET", retentionDays: 0, copyRetentionDays: 40_000 } },
      [
        'rules["every day"]: must be named in 1 to 50 letters, digits and _.-; received "every day". Name it as "daily".',
        'rules["every day"].recurrence: must give a day of the month or a day of the week, not both; received "0 3 1 * MON". Put "*" for one of them.',
        'rules["every day"].timeZone: must be the canonical name of an IANA time zone; received "CET". Write it as "Europe/Berlin".',
        'rules["every day"].retentionDays: must be a whole number from 1 to 36500 days; received 0. Give a value from 1 to 36500.',
        'rules["every day"].copyRetentionDays: must be a whole number from 1 to 36500 days; received 40000. Give a value from 1 to 36500.',
        'rules["every day"].copyRetentionDays: must come with a vault to copy to; received 40000. Add copyTo, or leave it out.',
      ],
    ],
  ])("%s", (_, rules, lines) => expect(refused(rules)).toEqual(lines));

  // AWS Backup Developer Guide, "Backup plan options and configuration": as frequently as hourly.
  test("snapshots that aren't an hour apart", () => {
    expect(refused({ often: { recurrence: "*/5 * * * *", retentionDays: 1 } })).toEqual([
      'rules["often"].recurrence: must leave an hour between snapshots: AWS Backup takes none more often; received "*/5 * * * *". ' +
        'Give one minute, as in "0 * * * *".',
    ]);
    expect(() => made({ rules: { hourly: { recurrence: "30 * * * *", retentionDays: 1 } } })).not.toThrow();
  });

  test("a copy into the vault itself", () => {
    const { stack, vault } = made();
    const rules = { daily: { recurrence: "0 5 * * *", retentionDays: 7, copyTo: vault } };
    expect(messageOf(() => new AuroraBackupPlan(stack, "Copied", { database: { clusterIdentifier: "orders" }, vault, rules }))).toBe(
      'trading-test/Copied: invalid input\n  - rules["daily"].copyTo: must be another vault; received the BackupVault trading-test/Vault. ' +
        "Leave it out, or make another one.",
    );
  });

  test("a vault of another region than the cluster's", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Elsewhere", { region: "eu-west-1", alias: "elsewhere" });
    const vault = new BackupVault(stack, "Vault", { encryptionKey: new EncryptionKey(stack, "Key", { provider }), provider });
    expect(messageOf(() => new AuroraBackupPlan(stack, "Backups", { database: { clusterIdentifier: "orders" }, vault }))).toBe(
      'trading-test/Backups: invalid input\n  - vault: must be a vault in eu-central-1, where the cluster is; received "eu-west-1". ' +
        "Make one there; snapshots get into another region by copyTo.",
    );
  });

  test("to keep less than the vault's lock asks for", () => {
    expect(refused({ daily: { recurrence: "0 3 * * *", retentionDays: 7 } }, { minRetentionDays: 30 })).toEqual([
      'rules["daily"].retentionDays: must be no less than the 30 days that the vault\'s lock asks for; received 7. Raise it.',
    ]);
  });

  // AWS Backup API Reference, "PutBackupVaultLockConfiguration": a retention period equal to or longer than MinRetentionDays.
  test("nothing that is kept for as long as the lock asks for", () => {
    expect(() => made({ rules: { daily: { recurrence: "0 3 * * *", retentionDays: 30 } } }, { minRetentionDays: 30 })).not.toThrow();
  });

  test("a copy that is kept as long as the original where that is less than the lock of its vault asks for", () => {
    const { stack, key, vault } = made();
    const copyTo = new BackupVault(stack, "Copies", { encryptionKey: key, minRetentionDays: 30 });
    const rules = { daily: { recurrence: "0 3 * * *", retentionDays: 7, copyTo } };
    expect(messageOf(() => new AuroraBackupPlan(stack, "Copied", { database: { clusterIdentifier: "orders" }, vault, rules }))).toBe(
      "trading-test/Copied: invalid input\n" +
        '  - rules["daily"].copyRetentionDays: must be no less than the 30 days that the vault\'s lock asks for; received 7. Raise it.',
    );
  });

  test("a vault's retention out of range, and something that is no vault", () => {
    expect(messageOf(() => made({}, { minRetentionDays: 0 }))).toBe(
      [
        "trading-test/Vault: invalid input",
        "  - minRetentionDays: must be a whole number from 1 to 36500 days; received 0. Give a value from 1 to 36500.",
      ].join("\n"),
    );
    expect(messageOf(() => made({ vault: "vault" as never }))).toBe(
      'trading-test/Backups: invalid input\n  - vault: must be a BackupVault; received "vault". Give a BackupVault.',
    );
  });

  test("a key of another region for its vault", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Elsewhere", { region: "eu-west-1", alias: "elsewhere" });
    expect(messageOf(() => new BackupVault(stack, "Vault", { encryptionKey: new EncryptionKey(stack, "Key"), provider }))).toBe(
      'trading-test/Vault: invalid input\n  - encryptionKey: must be a key in eu-west-1: a key serves no other region; received "eu-central-1". ' +
        "Make an EncryptionKey with a provider of eu-west-1.",
    );
  });
});
