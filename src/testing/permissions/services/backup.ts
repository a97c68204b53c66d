import { Resource } from "../../configuration";
import { blocks, texts } from "../../requests/arguments";
import { ServiceNeed, ServiceRequest } from "./need";
import { asRole, assumes, withKey } from "./requests";
import { ServiceView, Target } from "./view";

/** What AWS Backup does for a resource, by its type: with the resource itself and with what it makes. */
const SNAPSHOTS: Readonly<Record<string, { readonly of: readonly string[]; readonly made: readonly string[]; readonly kind: string }>> = {
  aws_rds_cluster: {
    of: ["rds:DescribeDBClusters", "rds:ListTagsForResource", "rds:CreateDBClusterSnapshot"],
    made: ["rds:CreateDBClusterSnapshot", "rds:AddTagsToResource", "rds:DescribeDBClusterSnapshots", "rds:DeleteDBClusterSnapshot"],
    kind: "cluster-snapshot",
  },
  aws_db_instance: {
    of: ["rds:DescribeDBInstances", "rds:ListTagsForResource", "rds:CreateDBSnapshot"],
    made: ["rds:CreateDBSnapshot", "rds:AddTagsToResource", "rds:DescribeDBSnapshots", "rds:DeleteDBSnapshot"],
    kind: "snapshot",
  },
};

/** Backup plans, by the role of what they back up. */
export const BACKUP: ServiceNeed = {
  id: "backup",
  page: 'AWS Backup Developer Guide, "IAM service roles", "Encryption for backups in AWS Backup"; managed policy AWSBackupServiceRolePolicyForBackup',
  types: ["aws_backup_selection"],
  requests: (view, selection) => {
    const role = view.role(selection, selection.args.iam_role_arn);
    const purpose = `AWS Backup backs up ${selection.name}`;
    if (role === undefined) return [];
    return [
      ...assumes(role, "backup", purpose, { "aws:SourceAccount": view.place(selection).accountId }),
      ...texts(selection.args.resources).flatMap((arn) => {
        const resource = view.target(selection, arn, ...Object.keys(SNAPSHOTS))?.resource;
        return resource ? snapshot(view, resource, role, purpose) : [];
      }),
      ...copies(view, selection, role, purpose),
    ];
  },
};

function snapshot(view: ServiceView, resource: Resource, role: Target, purpose: string): ServiceRequest[] {
  const { of, made, kind } = SNAPSHOTS[resource.type]!;
  const { partition, region, accountId } = view.place(resource);
  const arn = `arn:${partition}:rds:${region}:${accountId}:${kind}:awsbackup:job-1`;
  const key = view.key(resource, resource.args.kms_key_id);
  return [
    ...asRole(role, of, view.arnOf(resource), purpose),
    ...asRole(role, made, arn, purpose),
    ...withKey(role.arn, key, ["kms:DescribeKey"], purpose),
    ...withKey(role.arn, key, ["kms:CreateGrant"], purpose, { "kms:GrantIsForAWSResource": "true" }),
  ];
}

/** The vaults that the plan copies into. */
function copies(view: ServiceView, selection: Resource, role: Target, purpose: string): ServiceRequest[] {
  const plan = view.configuration.find(view.configuration.key(selection, selection.args.plan_id));
  if (plan === undefined) return [];
  return blocks(plan.args, "rule").flatMap((rule) =>
    blocks(rule, "copy_action").flatMap((copy) => {
      const vault = view.target(plan, copy.destination_vault_arn, "aws_backup_vault");
      if (vault === undefined) return [];
      const key = vault.resource && view.key(vault.resource, vault.resource.args.kms_key_arn);
      return [
        ...asRole(role, ["backup:CopyIntoBackupVault"], vault.arn, `${purpose}, with a copy`),
        ...withKey(role.arn, key, ["kms:DescribeKey"], `${purpose}, with a copy`),
        ...withKey(role.arn, key, ["kms:CreateGrant"], `${purpose}, with a copy`, { "kms:GrantIsForAWSResource": "true" }),
      ];
    }),
  );
}
