/** Which argument names the key that a service encrypts storage under, and what whoever creates the resource needs for it, by the pages of the need. */
import { Arguments } from "../../../support/synth";
import { ACCOUNT, REGION, accesses, asked, key } from "./fixture";

const GRANT = ["kms:CreateGrant", "kms:DescribeKey"];
const CALL = ["kms:GenerateDataKey", "kms:Decrypt"];
const KEY = "${aws_kms_key.key.arn}";

test.each<readonly [type: string, argument: string, service: string, name: string, actions: readonly string[]]>([
  ["aws_backup_vault", "kms_key_arn", "backup", "AWS Backup", [...GRANT, ...CALL]],
  ["aws_db_instance", "kms_key_id", "rds", "Amazon RDS", GRANT],
  ["aws_db_instance", "performance_insights_kms_key_id", "rds", "Amazon RDS", CALL],
  ["aws_db_instance", "master_user_secret_kms_key_id", "secretsmanager", "AWS Secrets Manager", CALL],
  ["aws_elasticache_replication_group", "kms_key_id", "elasticache", "Amazon ElastiCache", GRANT],
  ["aws_elasticache_serverless_cache", "kms_key_id", "elasticache", "Amazon ElastiCache", GRANT],
  ["aws_rds_cluster", "kms_key_id", "rds", "Amazon RDS", GRANT],
  ["aws_rds_cluster", "performance_insights_kms_key_id", "rds", "Amazon RDS", CALL],
  ["aws_rds_cluster", "master_user_secret_kms_key_id", "secretsmanager", "AWS Secrets Manager", CALL],
  ["aws_rds_cluster_activity_stream", "kms_key_id", "rds", "Amazon RDS", GRANT],
  ["aws_rds_cluster_instance", "performance_insights_kms_key_id", "rds", "Amazon RDS", CALL],
  ["aws_secretsmanager_secret", "kms_key_id", "secretsmanager", "AWS Secrets Manager", CALL],
])("%s is encrypted under its %s through %s", (type, argument, service, name, actions) => {
  const all = accesses("keys-at-rest", { [type]: { storage: { [argument]: KEY } as Arguments }, aws_kms_key: key() });
  expect(all.map(asked)).toEqual(actions.map((action) => `root ${action}`));
  for (const { action, context, purpose } of all) {
    expect(context).toEqual({
      "kms:ViaService": `${service}.${REGION}.amazonaws.com`,
      ...(action === "kms:CreateGrant" && { "kms:GrantIsForAWSResource": "true" }),
    });
    expect(purpose).toBe(`whoever creates storage lets ${name} use the key`);
  }
});

// The provider's arguments for keys take an id or an ARN alike, of a key of each of its resources.
test.each(["aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key", "aws_kms_replica_external_key"])(
  "an %s is the same key by its id and by its ARN",
  (type) => {
    const used = (attribute: string): string[] =>
      accesses("keys-at-rest", {
        aws_secretsmanager_secret: { storage: { kms_key_id: `\${${type}.key.${attribute}}` } },
        [type]: key() as Arguments,
      }).map(({ action, resource }) => `${action} on ${resource}`);
    expect(used("arn")).toEqual(
      CALL.map((action) => expect.stringMatching(`^${action} on arn:aws:kms:${REGION}:${ACCOUNT}:key/<key\\.\\w+>$`)),
    );
    expect(used("id")).toEqual(used("arn"));
  },
);
