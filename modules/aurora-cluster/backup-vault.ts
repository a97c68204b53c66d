import { BackupVault as BackupVaultResource } from "@cdktf/provider-aws/lib/backup-vault";
import { BackupVaultLockConfiguration } from "@cdktf/provider-aws/lib/backup-vault-lock-configuration";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { IEncryptionKey, Removal } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { placedName } from "../../src/internal/names";
import { NUMBER, PropTypes, STRING, like, optional } from "../../src/internal/prop-types";
import { PROVIDER, checkKeyRegion, checkPlacement, placedRegion } from "../../src/internal/region";
import { REMOVAL, removalLifecycle, removalOf } from "../../src/internal/removal";
import { deployAfter } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";

/** A backup vault of AWS Backup. */
export interface IBackupVault {
  /** The vault's name. */
  readonly backupVaultName: string;
  /** The vault's ARN. */
  readonly backupVaultArn: string;
  /** The vault's region: snapshots are made in the cluster's. @default - not checked */
  readonly region?: string;
  /** The key that copies into the vault are encrypted under. @default - unknown */
  readonly encryptionKey?: IEncryptionKey;
  /** Fewest days that the vault's lock lets a recovery point be kept. @default - no lock, or unknown */
  readonly minRetentionDays?: number;
}

/** The prop type of vaults. */
export const BACKUP_VAULT = like<IBackupVault>("a BackupVault", ["backupVaultName", "backupVaultArn"]);

/** The choices for a vault. */
export interface BackupVaultProps {
  /** Encrypts what is copied into the vault. Snapshots of Aurora that are made there stay under the cluster's key. A change replaces the vault. */
  readonly encryptionKey: IEncryptionKey;
  /**
   * Fewest days that a recovery point is kept: a vault lock in governance mode, which only who may delete the lock can get around. Rules that keep less are refused.
   *
   * @default - no lock
   */
  readonly minRetentionDays?: number;
  /** What happens to the vault when it leaves the configuration: with recovery points in it, AWS deletes none. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
  /** The provider of another region, for copies. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
  /** The region of `provider`, where the provider takes it from its surroundings. @default - as the provider says */
  readonly region?: string;
}

const PROPS: PropTypes<BackupVaultProps> = {
  encryptionKey: ENCRYPTION_KEY,
  minRetentionDays: optional(NUMBER),
  removal: REMOVAL,
  provider: optional(PROVIDER),
  region: optional(STRING),
};

/** The longest retention (AWS Backup API Reference, "Lifecycle"). */
export const MAX_RETENTION_DAYS = 36_500;

/** A vault for recovery points: who administers databases can't delete what is in it. */
export class BackupVault extends Construct implements IBackupVault {
  /** The vault's name. */
  public readonly backupVaultName: string;
  /** The vault's ARN. */
  public readonly backupVaultArn: string;
  /** The vault's region. */
  public readonly region: string;
  /** The key that copies into the vault are encrypted under. */
  public readonly encryptionKey: IEncryptionKey;
  /** Fewest days that a recovery point is kept; undefined without a lock. */
  public readonly minRetentionDays?: number;
  /** What happens to the vault when it leaves the configuration. */
  public readonly removal: Removal;
  /** The vault. */
  public readonly resource: BackupVaultResource;
  /** The vault's lock; undefined without one. */
  public readonly lock?: BackupVaultLockConfiguration;

  /** @throws ValidationError for a retention that AWS Backup refuses, or a key of another region */
  constructor(scope: Construct, id: string, props: BackupVaultProps) {
    super(scope, id);
    checkVault(this, props);
    deployAfter(this, props.encryptionKey);
    const { provider, encryptionKey } = props;
    this.encryptionKey = encryptionKey;
    this.region = placedRegion(this, props);
    this.minRetentionDays = props.minRetentionDays ?? undefined;
    this.removal = removalOf(this, props.removal);
    this.resource = new BackupVaultResource(this, "Resource", {
      name: placedName(this, { maxLength: 50, punctuation: "-_" }, provider),
      kmsKeyArn: encryptionKey.keyArn,
      forceDestroy: this.removal === "destroy",
      provider,
      lifecycle: removalLifecycle(this.removal),
    });
    this.backupVaultName = this.resource.name;
    this.backupVaultArn = this.resource.arn;
    this.lock =
      this.minRetentionDays === undefined
        ? undefined
        : new BackupVaultLockConfiguration(this, "Lock", {
            backupVaultName: this.resource.name,
            minRetentionDays: this.minRetentionDays,
            provider,
          });
  }
}

function checkVault(scope: Construct, props: BackupVaultProps): void {
  const validator = new Validator(scope).props(props, PROPS);
  validator
    .known("minRetentionDays", props.minRetentionDays)
    .integerBetween("minRetentionDays", props.minRetentionDays, 1, MAX_RETENTION_DAYS, "days");
  checkPlacement(validator, props, "vault");
  checkKeyRegion(validator, props.encryptionKey, placedRegion(scope, props));
  validator.throwIfInvalid();
}
