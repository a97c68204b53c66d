/** Rules for ElastiCache: what AWS's pages ask for. A control such as ElastiCache.1 is one of the page "Security Hub CSPM controls for ElastiCache". */
import { PolicyRow, everyRuleHasARow, findings, flipped, proves, rows } from "../../support/policy-rows";

const RBAC = "ElastiCache User Guide, Role-Based Access Control";
const IAM = "ElastiCache User Guide, Authenticating with IAM";
const ENDPOINTS = "ElastiCache User Guide, Finding connection endpoints";

const GROUP = {
  ...{ at_rest_encryption_enabled: true, automatic_failover_enabled: true, engine: "redis", final_snapshot_identifier: "orders-final" },
  ...{ kms_key_id: "${aws_kms_key.K.arn}", multi_az_enabled: true, node_type: "cache.r7g.large", num_node_groups: 2 },
  ...{ replication_group_id: "orders", snapshot_retention_limit: 7, subnet_group_name: "orders", transit_encryption_enabled: true },
  ...{
    replicas_per_node_group: 1,
    user_group_ids: ["${aws_elasticache_user_group.U.user_group_id}"],
    lifecycle: { prevent_destroy: true },
  },
};
const CACHE = { aws_elasticache_replication_group: { C: GROUP } };
const VALKEY = { aws_elasticache_replication_group: { C: { ...GROUP, engine: "valkey", at_rest_encryption_enabled: undefined } } };
const CLUSTER = {
  aws_elasticache_cluster: { C: { cluster_id: "orders", engine: "redis", snapshot_retention_limit: 1, subnet_group_name: "orders" } },
};
const SERVERLESS = {
  aws_elasticache_serverless_cache: { C: { engine: "valkey", kms_key_id: "k", snapshot_retention_limit: 1, user_group_id: "orders" } },
};
const USER = { authentication_mode: { type: "iam" }, engine: "redis", user_id: "orders-api", user_name: "orders-api" };
const USERS = {
  aws_elasticache_user: { A: USER, D: { engine: "redis", user_id: "orders-default", user_name: "default" } },
  aws_elasticache_user_group: { U: { engine: "redis", user_ids: ["${aws_elasticache_user.A.user_id}", "orders-default"] } },
};
const SCALED = {
  ...CACHE,
  aws_appautoscaling_target: {
    T: { resource_id: "replication-group/${aws_elasticache_replication_group.C.replication_group_id}", service_namespace: "elasticache" },
  },
};
const ARNS = ["arn:aws:elasticache:eu-central-1:111122223333:replicationgroup:orders", "${aws_elasticache_user.A.arn}"];
const policy = (...resources: string[]) =>
  JSON.stringify({ Statement: { Effect: "Allow", Action: "elasticache:Connect", Resource: resources } });
const POLICY = { aws_iam_role_policy: { P: { policy: policy(...ARNS) } } };
const reading = (attribute: string) => `redis://\${aws_elasticache_replication_group.C.${attribute}}`;
const READER = { ...CACHE, aws_ssm_parameter: { P: { type: "String", value: reading("configuration_endpoint_address") } } };

const ROWS: readonly PolicyRow[] = [
  ...rows(CACHE, "aws_elasticache_replication_group.C", [
    ["elasticache-backups", "ElastiCache.1", "snapshot_retention_limit", 0, "snapshot_retention_limit is 0"],
    ["elasticache-minor-version-upgrades", "ElastiCache.2", "auto_minor_version_upgrade", "false", 'auto_minor_version_upgrade is "false"'],
    ["elasticache-automatic-failover", "ElastiCache.3", "automatic_failover_enabled", false, "automatic_failover_enabled is false"],
    [
      "elasticache-several-zones",
      "ElastiCache User Guide, Minimizing downtime by using multi-AZ",
      "multi_az_enabled",
      undefined,
      "multi_az_enabled is not set",
    ],
    ["elasticache-encryption-at-rest", "ElastiCache.4", "at_rest_encryption_enabled", undefined, "at_rest_encryption_enabled is not set"],
    [
      "elasticache-encryption-in-transit",
      "ElastiCache.5",
      "transit_encryption_enabled",
      undefined,
      "transit_encryption_enabled is not set",
    ],
    [
      "elasticache-encryption-in-transit",
      "ElastiCache User Guide, ElastiCache in-transit encryption (TLS)",
      "transit_encryption_mode",
      "preferred",
      'transit_encryption_mode is "preferred"',
    ],
    ["elasticache-authentication", "ElastiCache.6", "user_group_ids", [], "user_group_ids is []"],
    ["elasticache-subnet-group", "ElastiCache.7", "subnet_group_name", "default", 'subnet_group_name is "default"'],
    ["elasticache-customer-managed-key", "ElastiCache User Guide, At-Rest Encryption", "kms_key_id", undefined, "kms_key_id is not set"],
    [
      "elasticache-final-snapshot",
      "ElastiCache User Guide, Creating a final backup",
      "final_snapshot_identifier",
      undefined,
      "final_snapshot_identifier is not set",
    ],
  ]),
  ...rows(CLUSTER, "aws_elasticache_cluster.C", [
    ["elasticache-backups", "ElastiCache.1", "snapshot_retention_limit", undefined, "snapshot_retention_limit is not set"],
    ["elasticache-subnet-group", "ElastiCache.7", "subnet_group_name", undefined, "subnet_group_name is not set"],
  ]),
  ...rows(SERVERLESS, "aws_elasticache_serverless_cache.C", [
    ["elasticache-backups", "ElastiCache.1", "snapshot_retention_limit", 0, "snapshot_retention_limit is 0"],
    ["elasticache-authentication", RBAC, "user_group_id", undefined, "user_group_id is not set"],
  ]),
  ...rows(VALKEY, "aws_elasticache_replication_group.C", [
    ["elasticache-encryption-at-rest", "ElastiCache.4", "at_rest_encryption_enabled", "false", 'at_rest_encryption_enabled is "false"'],
  ]),
  ...rows(USERS, "aws_elasticache_user.A", [
    ["elasticache-iam-user-name", IAM, "user_name", "api", 'user_name is "api" and user_id is "orders-api"'],
  ]),
  ...rows(USERS, "aws_elasticache_user_group.U", [["elasticache-default-user", RBAC, "user_ids", ["orders-api"], 'it has "orders-api"']]),
  ...rows(USERS, "aws_elasticache_user.D", [["elasticache-default-user", RBAC, "user_name", "nobody", 'it has "orders-api" and "nobody"']]),
  ...rows(SCALED, "aws_elasticache_replication_group.C", [
    [
      "elasticache-auto-scaling",
      "ElastiCache User Guide, Auto Scaling Valkey and Redis OSS clusters",
      "node_type",
      "cache.t4g.medium",
      'C has nodes of "cache.t4g.medium"',
    ],
  ]),
  ...rows(POLICY, "aws_iam_role_policy.P", [
    ["elasticache-connect-resources", IAM, "policy", policy(ARNS[0]!), `elasticache:Connect is allowed on "${ARNS[0]}" alone`],
    ["elasticache-connect-resources", IAM, "policy", policy(ARNS[1]!), `elasticache:Connect is allowed on "${ARNS[1]}" alone`],
  ]),
  ...rows(READER, "aws_ssm_parameter.P", [
    [
      "elasticache-endpoints",
      ENDPOINTS,
      "value",
      reading("reader_endpoint_address"),
      "reader_endpoint_address is read, which it doesn't have",
    ],
  ]),
  ...rows(READER, "aws_elasticache_replication_group.C", [
    ["elasticache-endpoints", ENDPOINTS, "num_node_groups", 1, "configuration_endpoint_address is read, which it doesn't have"],
  ]),
];
proves(ROWS);
everyRuleHasARow("elasticache", ROWS);

test.each([
  ["Valkey is encrypted at rest unless it is said otherwise", VALKEY, "aws_elasticache_replication_group.C.engine_version", "8.0"],
  ["Memcached has no backups", CLUSTER, "aws_elasticache_cluster.C", { engine: "memcached", subnet_group_name: "orders" }],
  [
    "a user group of Valkey needs no user named default",
    USERS,
    "aws_elasticache_user_group.U",
    { engine: "valkey", user_ids: ["orders-api"] },
  ],
  ["a user that isn't in the stacks may be the default one", USERS, "aws_elasticache_user_group.U.user_ids", ["elsewhere"]],
  ["a member of a global datastore has the primary's settings", CACHE, "aws_elasticache_replication_group.C", globalMember()],
])("%s", (_, passes, path, value) => {
  expect(
    findings(flipped(passes, [path, value])).filter((found) => /^elasticache-(encryption|backups|default|authentication)/.test(found)),
  ).toEqual([]);
});

function globalMember() {
  const { at_rest_encryption_enabled: _rest, transit_encryption_enabled: _transit, user_group_ids: _users, ...others } = GROUP;
  return { ...others, global_replication_group_id: "ldgnf-orders" };
}
