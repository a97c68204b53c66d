import { ServiceNeed } from "./need";
import { through, withKey } from "./requests";

/** Which argument names the key, and by which service the key is used. */
interface KeyArgument {
  readonly argument: string;
  readonly service: string;
  readonly actions: readonly string[];
}

/** A service that has whoever creates the resource grant it the key. */
const GRANTS = ["kms:CreateGrant", "kms:DescribeKey"];
/** A service that uses the key on behalf of whoever calls. */
const CALLS = ["kms:GenerateDataKey", "kms:Decrypt"];

const KEYS: Readonly<Record<string, readonly KeyArgument[]>> = {
  aws_backup_vault: [{ argument: "kms_key_arn", service: "backup", actions: [...GRANTS, ...CALLS] }],
  aws_db_instance: [
    { argument: "kms_key_id", service: "rds", actions: GRANTS },
    { argument: "performance_insights_kms_key_id", service: "rds", actions: CALLS },
    { argument: "master_user_secret_kms_key_id", service: "secretsmanager", actions: CALLS },
  ],
  aws_elasticache_replication_group: [{ argument: "kms_key_id", service: "elasticache", actions: GRANTS }],
  aws_elasticache_serverless_cache: [{ argument: "kms_key_id", service: "elasticache", actions: GRANTS }],
  aws_rds_cluster: [
    { argument: "kms_key_id", service: "rds", actions: GRANTS },
    { argument: "performance_insights_kms_key_id", service: "rds", actions: CALLS },
    { argument: "master_user_secret_kms_key_id", service: "secretsmanager", actions: CALLS },
  ],
  aws_rds_cluster_activity_stream: [{ argument: "kms_key_id", service: "rds", actions: GRANTS }],
  aws_rds_cluster_instance: [{ argument: "performance_insights_kms_key_id", service: "rds", actions: CALLS }],
  aws_secretsmanager_secret: [{ argument: "kms_key_id", service: "secretsmanager", actions: CALLS }],
};

/**
 * Storage that a service encrypts under a key of the account, by what whoever creates it may do: the account itself stands for a principal whose own policies allow
 * everything.
 */
export const KEYS_AT_REST: ServiceNeed = {
  id: "keys-at-rest",
  page: 'AWS KMS Developer Guide, "Using grants with AWS services"; Amazon RDS User Guide, "AWS KMS key management"; Amazon ElastiCache User Guide, "Using customer managed keys from AWS KMS"; AWS Secrets Manager User Guide, "Secret encryption and decryption"; AWS Backup Developer Guide, "Encryption for backups"',
  types: Object.keys(KEYS),
  requests: (view, resource) =>
    KEYS[resource.type]!.flatMap(({ argument, service, actions }) => {
      const key = view.key(resource, resource.args[argument]);
      const { partition, accountId, region } = view.place(resource);
      const principal = `arn:${partition}:iam::${accountId}:root`;
      const purpose = `whoever creates ${resource.name} lets ${NAMES[service]} use the key`;
      return actions.flatMap((action) => {
        const grant: Readonly<Record<string, string>> = action === "kms:CreateGrant" ? { "kms:GrantIsForAWSResource": "true" } : {};
        return withKey(principal, key, [action], purpose, { ...through(service, { region }), ...grant });
      });
    }),
};

const NAMES: Readonly<Record<string, string>> = {
  backup: "AWS Backup",
  elasticache: "Amazon ElastiCache",
  rds: "Amazon RDS",
  secretsmanager: "AWS Secrets Manager",
};
