import { reviewPlan } from "../../src/review/build";
import { Values } from "../../src/review/changes/plan-json";
import { Finding } from "../../src/review/review";
import { nested, plan, resource } from "./plan-fixture";

function findings(address: string, actions: string, change: Values = {}, more: Values = {}): readonly Finding[] {
  const json = plan([resource(address, actions, { before: {}, after: {}, ...change }, more)]);
  return reviewPlan({ plan: json, today: "2026-11-26" }).findings.filter(({ rule }) => /stateful|network/.test(rule));
}

const replaced = (address: string, attribute: string, before: unknown, after: unknown, others: Values = {}): Finding | undefined =>
  findings(address, "delete create", {
    before: { ...others, [attribute]: before },
    after: { ...others, [attribute]: after },
    replace_paths: [[attribute]],
  })[0];

const RESTORE = "Keep the old value; or take a snapshot, restore it into a second cluster under another id, and switch to that";
const RESTORE_INSTANCE = RESTORE.replace("cluster", "instance");
const BACKUP_CACHE = "Keep the old value; or make a second cache from a backup of this one, and switch to that";
const copy = (what: string): string =>
  `Keep the old value; or make a second ${what} beside it, copy what is in this one, and switch to that`;

type Reason = readonly [attribute: string, why: string, fix: string];

const VERSION = "A version can be raised in place, and not lowered";
const ONCE = "Keep the name, and make further users in the database";
const SUBNET_GROUP = "A cluster stays in the subnet group that it was created in";
const CLUSTER_KEY = "A cluster's storage keeps the key that it was created with";
/** Aurora User Guide, "Restoring from a DB cluster snapshot", and what other clusters have of it. */
const CLUSTER: readonly Reason[] = [
  [
    "availability_zones",
    "The zones of the cluster's storage are chosen once; AWS adds zones to a shorter list, which the next plan takes for a change",
    "Leave availability_zones out, or name all zones that the cluster has",
  ],
  [
    "cluster_identifier",
    "The provider makes another cluster under another identifier",
    "Keep the identifier; AWS can rename a cluster, outside of Terraform, and the new name is written here then",
  ],
  ["storage_encrypted", "Storage is encrypted when a cluster is created, or never", RESTORE],
  ["engine", "Another engine can't read the storage of this one", RESTORE],
  ["engine_version", VERSION, "Keep the version that runs, or a newer one; or restore a snapshot of before the upgrade"],
  [
    "snapshot_identifier",
    "It says what the cluster was created from",
    "Keep the old value, or leave it out with ignore_changes: a cluster doesn't need its snapshot any more",
  ],
  ["port", "A cluster keeps the port that it was created with", RESTORE],
  ["storage_type", "Only Aurora changes its storage type in place", RESTORE],
];
const WITH_USERS: readonly Reason[] = [
  ...CLUSTER,
  ["db_subnet_group_name", SUBNET_GROUP, RESTORE],
  ["kms_key_id", CLUSTER_KEY, RESTORE],
  ["master_username", "The master user is named once", ONCE],
];
/** ElastiCache User Guide, "Engine versions and upgrading" and "Snapshot and restore". */
const CREATED_FROM = ["It says what the cache was created from", "Keep the old value: a cache doesn't need its backup any more"] as const;
const CACHE: readonly Reason[] = [
  ["engine_version", VERSION, "Keep the version that runs, or a newer one"],
  ["engine", "Redis OSS becomes Valkey in place; no other engine becomes another", BACKUP_CACHE],
  ["port", "A cache keeps its port", BACKUP_CACHE],
  ["subnet_group_name", "A cache stays in the subnet group that it was created in", BACKUP_CACHE],
  ["snapshot_name", ...CREATED_FROM],
  ["snapshot_arns", ...CREATED_FROM],
];
const CACHE_KEY: Reason = ["kms_key_id", "A cache keeps the key that it was created with", BACKUP_CACHE];
const ANOTHER_ID = ["The provider makes another cache under another id", "Keep the id that it has"] as const;
/** OpenSearch Service Developer Guide, "Encryption of data at rest" and "Fine-grained access control". */
const DOMAIN: readonly Reason[] = [
  ["domain_name", "A domain's name is part of its endpoint, and is given once", copy("domain")],
  ["encrypt_at_rest", "Encryption at rest can't be turned off, nor get another key", copy("domain")],
  ["node_to_node_encryption", "Encryption between the nodes can't be turned off", "Leave it on"],
  ["advanced_security_options", "Fine-grained access control can't be turned off", "Leave it on"],
];
const FOR_NEW = "Keep the key for what it has encrypted, and make a second one for what is new";
const IN_ZONE = ["A subnet stays in its zone", "Keep it, and add a subnet in the other zone"] as const;
const SIGN_IN = ["How users sign in is chosen when a pool is created", copy("user pool")] as const;
const KEY_STAYS = [
  "What is encrypted at rest keeps the key that it was created with",
  "Keep the old key; or copy the data into a second one under the new key",
] as const;

/** Why AWS can't do it in place. */
const FORCED = Object.entries<readonly Reason[]>({
  aws_rds_cluster: [
    ...WITH_USERS,
    ["database_name", "It names the first database, which is made with the cluster", "Keep the name, and make further databases by SQL"],
    ["engine_mode", "A cluster keeps the mode that it was created in", RESTORE],
  ],
  aws_docdb_cluster: WITH_USERS,
  aws_neptune_cluster: [...CLUSTER, ["neptune_subnet_group_name", SUBNET_GROUP, RESTORE], ["kms_key_arn", CLUSTER_KEY, RESTORE]],
  aws_db_instance: [
    [
      "storage_encrypted",
      "Storage is encrypted when an instance is created, or never",
      `${RESTORE_INSTANCE}: a copy of the snapshot can be encrypted`,
    ],
    [
      "kms_key_id",
      "An instance's storage keeps the key that it was created with",
      `${RESTORE_INSTANCE}: a copy of the snapshot can have another key`,
    ],
    ["engine", "Another engine can't read the storage of this one", RESTORE_INSTANCE],
    ["username", "The master user is named once", ONCE],
    ["db_name", "It names the first database, which is made with the instance", "Keep the name, and make further databases by SQL"],
    [
      "availability_zone",
      "An instance of its own storage stays in its zone",
      "Leave availability_zone out; with multi_az a failover changes the zone",
    ],
    ["snapshot_identifier", "It says what the instance was created from", "Keep the old value, or leave it out with ignore_changes"],
    ["identifier", "The provider makes another instance under another identifier", "Keep the identifier that it has"],
  ],
  aws_elasticache_replication_group: [
    ...CACHE,
    CACHE_KEY,
    ["at_rest_encryption_enabled", "Encryption at rest is chosen when a cache is created", BACKUP_CACHE],
    [
      "transit_encryption_enabled",
      "TLS changes in place from Redis OSS 7 on only, in two applies: transit_encryption_mode preferred, then required",
      "Raise engine_version first, then change it in these two steps",
    ],
    [
      "num_node_groups",
      "The number of shards changes in place only where cluster mode is on",
      "Turn cluster mode on first: cluster_mode compatible, then enabled, each with an apply",
    ],
    [
      "cluster_mode",
      "Cluster mode goes from disabled over compatible to enabled, and not back from enabled",
      "Take one step in each apply; or keep the mode that it has",
    ],
    ["data_tiering_enabled", "Data tiering is chosen when a cache is created", BACKUP_CACHE],
    ["replication_group_id", ...ANOTHER_ID],
    ["global_replication_group_id", "A member of a global datastore joins when it is created", BACKUP_CACHE],
  ],
  aws_elasticache_cluster: [
    ...CACHE,
    ["transit_encryption_enabled", "Such a cache has TLS from its creation on, or never", BACKUP_CACHE],
    ["replication_group_id", "A node joins its replication group when it is created", "Keep the group that it is in"],
    ["cluster_id", ...ANOTHER_ID],
    ["availability_zone", "A node stays in its zone", BACKUP_CACHE],
  ],
  // CloudFormation's schema of AWS::ElastiCache::ServerlessCache, createOnlyProperties.
  aws_elasticache_serverless_cache: [CACHE_KEY, ["snapshot_arns_to_restore", ...CREATED_FROM]],
  aws_opensearch_domain: DOMAIN,
  aws_elasticsearch_domain: DOMAIN,
  aws_kms_key: [
    ["multi_region", "A key is a multi-Region one from its creation on, or never", FOR_NEW],
    ["customer_master_key_spec", "A key's kind is chosen when it is created", FOR_NEW],
    ["key_usage", "What a key is for is chosen when it is created", "Keep the key, and make a second one for the other use"],
  ],
  aws_s3_bucket: [
    ["bucket", "A bucket can't be renamed, and its old name may be somebody else's next", copy("bucket")],
    ["bucket_prefix", "A bucket can't be renamed", "Keep the prefix that it has"],
    [
      "object_lock_enabled",
      "The provider turns Object Lock on when it creates the bucket",
      "Enable it on the bucket that is there, by aws_s3_bucket_object_lock_configuration with versioning on",
    ],
  ],
  aws_dynamodb_table: [
    ["name", "A table can't be renamed", "Keep the name; or restore a backup under the new one, and switch to that"],
    ["hash_key", "A table's primary key is chosen once", copy("table")],
    ["range_key", "A table's primary key is chosen once", copy("table")],
    ["local_secondary_index", "Local secondary indexes are made with their table", "Use a global secondary index, which can be added"],
  ],
  aws_efs_file_system: [
    ["encrypted", "A file system is encrypted when it is created, or never", copy("file system")],
    ["kms_key_id", "A file system keeps the key that it was created with", copy("file system")],
    [
      "performance_mode",
      "The performance mode is chosen once; the throughput mode changes in place",
      "Keep it, and change throughput_mode",
    ],
    ["availability_zone_name", "A file system is in one zone, or in the region, from its creation on", copy("file system")],
  ],
  aws_ebs_volume: [
    ["availability_zone", "A volume stays in its zone", "Take a snapshot, and make a second volume from it in the other zone"],
    [
      "encrypted",
      "A volume is encrypted when it is created, or never",
      "Take a snapshot, and make a second volume from an encrypted copy of it",
    ],
    [
      "kms_key_id",
      "A volume keeps the key that it was created with",
      "Take a snapshot, and make a second volume from a copy of it under the new key",
    ],
  ],
  aws_vpc: [
    ["cidr_block", "The first range of a VPC can't be changed", "Keep it, and add a range with aws_vpc_ipv4_cidr_block_association"],
    [
      "instance_tenancy",
      "A VPC of dedicated tenancy becomes default in place, not the other way round",
      "Keep it, and set the tenancy of the instances",
    ],
  ],
  aws_subnet: [
    ["cidr_block", "A subnet's range can't be changed", "Keep it, and add a subnet of another range beside it"],
    ["availability_zone", ...IN_ZONE],
    ["availability_zone_id", ...IN_ZONE],
    ["vpc_id", "A subnet stays in its VPC", "Keep it, and look at what replaces the VPC"],
  ],
  aws_cognito_user_pool: [
    ["username_attributes", ...SIGN_IN],
    ["alias_attributes", ...SIGN_IN],
    ["username_configuration", "Whether names are case-sensitive is chosen when a pool is created", copy("user pool")],
    ["schema", "An attribute can be added, and neither changed nor taken away", "Keep the attributes that there are"],
  ],
  aws_msk_cluster: [
    ["encryption_info", "Encryption at rest and between brokers is chosen when a cluster is created", copy("cluster")],
    ["broker_node_group_info.client_subnets", "Brokers stay in their subnets", copy("cluster")],
    ["kafka_version", VERSION, "Keep the version that runs, or a newer one"],
    ["cluster_name", "A cluster can't be renamed", "Keep the name that it has"],
  ],
  aws_ecr_repository: [
    ["encryption_configuration", "A repository's encryption is chosen when it is created", copy("repository")],
    ["name", "A repository can't be renamed", copy("repository")],
  ],
  aws_backup_vault: [
    ["kms_key_arn", "A vault keeps the key that it was created with", "Keep it; or copy its recovery points into a second vault"],
  ],
  aws_sqs_queue: [
    [
      "fifo_queue",
      "A queue is FIFO from its creation on, or never",
      "Make a second queue beside it, move producers, then consumers once this one is empty",
    ],
  ],
  aws_sns_topic: [
    ["fifo_topic", "A topic is FIFO from its creation on, or never", "Make a second topic beside it, and subscribe again there"],
  ],
  // By what such an argument is everywhere.
  aws_redshift_cluster: [
    ["kms_key_id", ...KEY_STAYS],
    ["availability_zone", "The Availability Zone is chosen once", "Keep the zone that it is in"],
  ],
  aws_memorydb_cluster: [
    ["kms_key_arn", ...KEY_STAYS],
    ["name", "A name is given once", "Keep the name that it has"],
    ["name_prefix", "A name is given once", "Keep the prefix that it has"],
  ],
  aws_mq_broker: [["subnet_ids", "The subnets are chosen once", "Keep the subnets that it has"]],
}).flatMap(([type, reasons]) => reasons.map((reason) => [type, ...reason] as const));

describe("a replacement", () => {
  test("of a database says what is lost, what forces it, and what to do instead", () => {
    expect(replaced("aws_rds_cluster.Database_0A1B2C3D", "availability_zones", ["a", "b"], ["a", "b", "c"])).toMatchObject({
      rule: "stateful-replacement",
      severity: "danger",
      gate: "stateful-replacement",
      path: "Database",
      address: "aws_rds_cluster.Database_0A1B2C3D",
      sentence: "Database (aws_rds_cluster) would be replaced: its data would be lost",
      reasons: [
        'availability_zones ["a","b"] → ["a","b","c"] forces it',
        "The zones of the cluster's storage are chosen once; AWS adds zones to a shorter list, which the next plan takes for a change",
      ],
      fix: "Leave availability_zones out, or name all zones that the cluster has",
    });
  });

  test.each(FORCED)("of %s by %s says why, and what to do instead", (type, attribute, why, fix) => {
    const change = { before: nested(attribute, "a"), after: nested(attribute, "b"), replace_paths: [[attribute.split(".")[0]!]] };
    const [finding] = findings(`${type}.it`, "delete create", change);
    expect(finding).toMatchObject({ reasons: expect.arrayContaining([expect.stringMatching(/ a → b forces it$/), why]), fix });
  });

  const NO_PLACE = "or make a second one beside it, move what is in this one, and delete it in a later change";

  test("by an attribute that nothing is known of says what always helps", () => {
    expect(replaced("aws_qldb_ledger.it", "odd_one", 1, 2)?.fix).toBe(`Keep the old value of odd_one; ${NO_PLACE}`);
  });

  test("by several attributes that nothing is known of names each once", () => {
    const change = {
      before: { odd: [{ a: 1, b: 1 }], even: 1 },
      after: { odd: [{ a: 2, b: 2 }], even: 2 },
      replace_paths: [["odd"], ["even"]],
    };
    const [finding] = findings("aws_qldb_ledger.it", "delete create", change);
    expect(finding!.fix).toBe(`Keep the old value of even and odd; ${NO_PLACE}`);
  });

  test("by two attributes with the same remedy says it once, and others one after the other", () => {
    const forced = (...names: string[]): string | undefined =>
      findings("aws_dynamodb_table.it", "delete create", {
        before: Object.fromEntries(names.map((name) => [name, "a"])),
        after: Object.fromEntries(names.map((name) => [name, "b"])),
        replace_paths: names.map((name) => [name]),
      })[0]!.fix;
    expect(forced("hash_key", "range_key")).toBe(copy("table"));
    expect(forced("hash_key", "name")).toBe(`${copy("table")}. Keep the name; or restore a backup under the new one, and switch to that`);
  });

  test("of which only one of the changes is the reason gives that reason alone", () => {
    const finding = findings("aws_dynamodb_table.it", "delete create", {
      before: { hash_key: "a", billing_mode: "PROVISIONED" },
      after: { hash_key: "b", billing_mode: "PAY_PER_REQUEST" },
      replace_paths: [["hash_key"]],
    })[0]!;
    expect(finding.reasons).toEqual(["hash_key a → b forces it", "A table's primary key is chosen once"]);
  });

  test("because the creation failed says so", () => {
    const [finding] = findings("aws_rds_cluster.it", "delete create", {}, { action_reason: "replace_because_tainted" });
    expect(finding).toMatchObject({
      reasons: ["Its creation didn't end, or somebody has marked it as tainted"],
      fix: `Leave it as it is; ${NO_PLACE}`,
    });
  });

  test("that creates the new one first says that it is empty", () => {
    const empty = "The new one is there before the old one goes, and empty: nothing copies what is in it";
    expect(findings("aws_efs_file_system.it", "create delete")[0]!.reasons).toEqual([empty]);
    expect(findings("aws_efs_file_system.it", "delete create")[0]!.reasons).toEqual([]);
  });

  test("that leaves the old one in AWS fails the gate as well: the new one is empty", () => {
    const change = { before: { hash_key: "a" }, after: { hash_key: "b" }, replace_paths: [["hash_key"]] };
    expect(findings("aws_dynamodb_table.it", "create forget", change)).toEqual([
      {
        rule: "stateful-replacement",
        severity: "danger",
        gate: "stateful-replacement",
        path: "aws_dynamodb_table.it",
        address: "aws_dynamodb_table.it",
        sentence:
          "aws_dynamodb_table.it would be replaced by an empty one: the old one stays in AWS with what is in it, and Terraform no longer manages it",
        reasons: ["hash_key a → b forces it", "A table's primary key is chosen once"],
        fix: copy("table"),
      },
    ]);
  });

  test("of a VPC or a subnet is a warning: nothing in it can stay", () => {
    expect(replaced("aws_subnet.it", "cidr_block", "10.0.0.0/24", "10.0.1.0/24")).toMatchObject({
      rule: "network-replacement",
      severity: "warning",
      fix: "Keep it, and add a subnet of another range beside it",
    });
  });

  test("of what has no state is no finding", () => {
    expect(replaced("aws_launch_template.it", "name", "a", "b")).toBeUndefined();
  });
});

/** What the services' guides say that is gone with each. */
const LOST: Readonly<Record<string, string>> = {
  "its key, and with it what is to renew or revoke the certificates that it has issued,": "aws_acmpca_certificate_authority",
  "its recovery points": "aws_backup_vault",
  "its keys": "aws_cloudfront_key_value_store",
  "its logs": "aws_cloudwatch_log_group",
  "its commits": "aws_codecommit_repository",
  "its identities": "aws_cognito_identity_pool",
  "its users": "aws_cognito_user_pool",
  "the snapshot": "aws_db_cluster_snapshot aws_db_snapshot aws_ebs_snapshot",
  "its data":
    "aws_db_instance aws_docdb_cluster aws_docdbelastic_cluster aws_dsql_cluster aws_ebs_volume aws_elasticache_cluster aws_elasticache_replication_group aws_elasticache_serverless_cache aws_memorydb_cluster aws_neptune_cluster aws_neptunegraph_graph aws_rds_cluster aws_redshift_cluster aws_redshiftserverless_namespace aws_s3tables_table aws_timestreaminfluxdb_db_instance aws_timestreamwrite_table",
  "its users and computers": "aws_directory_service_directory",
  "what joins its clusters": "aws_docdb_global_cluster aws_neptune_global_cluster aws_rds_global_cluster",
  "its items": "aws_dynamodb_table",
  "its images": "aws_ecr_repository aws_ecrpublic_repository",
  "its files":
    "aws_efs_file_system aws_fsx_lustre_file_system aws_fsx_ontap_file_system aws_fsx_ontap_volume aws_fsx_openzfs_file_system aws_fsx_openzfs_volume aws_fsx_windows_file_system",
  "its address, which others may allow,": "aws_eip",
  "what joins its caches": "aws_elasticache_global_replication_group",
  "its indexes": "aws_elasticsearch_domain aws_opensearch_domain aws_opensearchserverless_collection",
  "its archives": "aws_glacier_vault",
  "its rows": "aws_keyspaces_table",
  "its records": "aws_kinesis_stream",
  "its video": "aws_kinesis_video_stream",
  "everything that is encrypted under it": "aws_kms_external_key aws_kms_key",
  "everything that is encrypted under it in its region": "aws_kms_replica_external_key aws_kms_replica_key",
  "its messages": "aws_mq_broker aws_msk_cluster aws_msk_serverless_cluster aws_sqs_queue",
  "its journal": "aws_qldb_ledger",
  "its name servers, to which the domain is delegated,": "aws_route53_zone",
  "its objects": "aws_s3_bucket aws_s3_directory_bucket",
  "its value": "aws_secretsmanager_secret",
  "the subscriptions that somebody has confirmed": "aws_sns_topic",
};

describe("with each of these, what a new one of the same configuration doesn't bring back is lost:", () => {
  test.each(Object.entries(LOST).flatMap(([lost, types]) => types.split(" ").map((type) => [type, lost])))("%s, %s", (type, lost) => {
    for (const [actions, done] of [
      ["delete", "deleted"],
      ["delete create", "replaced"],
    ] as const) {
      const [finding] = findings(`${type}.it`, actions);
      expect(finding!.sentence).toBe(`${type}.it would be ${done}: ${lost} would be lost`);
    }
  });
});

describe("with each of these, what is in it has to move:", () => {
  test.each([
    ["aws_db_subnet_group", "the databases in it"],
    ["aws_elasticache_subnet_group", "the caches in it"],
    ["aws_subnet", "the instances, the network interfaces and the databases in it"],
    ["aws_vpc", "everything in it"],
  ])("%s, %s", (type, moved) => {
    const [finding] = findings(`${type}.it`, "delete create");
    expect(finding).toMatchObject({
      rule: "network-replacement",
      severity: "warning",
      sentence: `${type}.it would be replaced, and ${moved} with it: AWS refuses to delete what is in use`,
    });
    expect(finding).not.toHaveProperty("gate");
  });
});

describe("a deletion", () => {
  const reasons = (address: string, before: Values): readonly string[] => findings(address, "delete", { before, after: null })[0]!.reasons;

  test("of a database fails the gate, and says what moves it, keeps it in AWS or lets it go", () => {
    expect(findings("aws_rds_cluster.Database_0A1B2C3D", "delete")).toEqual([
      {
        rule: "stateful-deletion",
        severity: "danger",
        gate: "stateful-replacement",
        path: "Database",
        address: "aws_rds_cluster.Database_0A1B2C3D",
        sentence: "Database (aws_rds_cluster) would be deleted: its data would be lost",
        reasons: [],
        fix: "A construct that only moved keeps its resource: call moveFromId with its old id, or write a moved block. One that is to stay in AWS without Terraform: a removed block with destroy = false. Otherwise write down why it may go, as an exception",
      },
    ]);
  });

  const PROTECTED = "Deletion protection is on, so that AWS would refuse to delete it";
  const NAMED = "A final snapshot is taken: last";
  const KEY = (days: number): string =>
    `AWS deletes the key ${days} days later; until then the deletion can be cancelled, and nothing can be decrypted`;

  test.each<[string, Values, string[]]>([
    ["aws_rds_cluster", { deletion_protection: true }, [PROTECTED]],
    ["aws_rds_cluster", { deletion_protection: false }, []],
    ["aws_dynamodb_table", { deletion_protection_enabled: true }, [PROTECTED]],
    ["aws_dynamodb_table", { deletion_protection_enabled: false }, []],
    ["aws_cognito_user_pool", { deletion_protection: "ACTIVE" }, [PROTECTED]],
    ["aws_cognito_user_pool", { deletion_protection: "INACTIVE" }, []],
    ["aws_rds_cluster", { skip_final_snapshot: false, final_snapshot_identifier: "last" }, [NAMED]],
    ["aws_rds_cluster", { skip_final_snapshot: true }, ["No final snapshot is taken: skip_final_snapshot is on"]],
    // AWS provider, aws_rds_cluster, final_snapshot_identifier: it must be provided where skip_final_snapshot is false.
    ["aws_db_instance", { skip_final_snapshot: false }, ["A final snapshot is asked for, and has no name: the apply fails"]],
    ["aws_elasticache_replication_group", {}, ["No final snapshot is taken"]],
    ["aws_elasticache_replication_group", { final_snapshot_identifier: "" }, ["No final snapshot is taken"]],
    ["aws_elasticache_replication_group", { final_snapshot_identifier: "last" }, [NAMED]],
    ["aws_elasticache_cluster", { final_snapshot_identifier: "last" }, [NAMED]],
    ["aws_memorydb_cluster", { final_snapshot_name: "last" }, [NAMED]],
    ["aws_memorydb_cluster", {}, ["No final snapshot is taken"]],
    ["aws_s3_bucket", { force_destroy: true }, ["force_destroy is on, so that its objects are deleted with it"]],
    ["aws_s3_bucket", { force_destroy: false }, ["AWS refuses to delete a bucket that isn't empty"]],
    ["aws_ecr_repository", { force_delete: true }, ["force_delete is on, so that its images are deleted with it"]],
    ["aws_ecr_repository", { force_delete: false }, ["AWS refuses to delete a repository that isn't empty"]],
    ["aws_kms_key", { deletion_window_in_days: 7 }, [KEY(7)]],
    // KMS API Reference, ScheduleKeyDeletion: 30 days where nobody says how many.
    ["aws_kms_key", {}, [KEY(30)]],
    ["aws_kms_external_key", { deletion_window_in_days: 8 }, [KEY(8)]],
    ["aws_kms_replica_key", { deletion_window_in_days: 9 }, [KEY(9)]],
    ["aws_kms_replica_external_key", { deletion_window_in_days: 10 }, [KEY(10)]],
    ["aws_secretsmanager_secret", { recovery_window_in_days: 0 }, ["It is deleted at once, without a recovery window"]],
    ["aws_secretsmanager_secret", { recovery_window_in_days: 7 }, ["Within its recovery window it can be restored"]],
    ["aws_sqs_queue", {}, []],
  ])("of %s with %j says what is left of it, or keeps it", (type, before, left) => {
    expect(reasons(`${type}.it`, before)).toEqual(left);
  });

  test("of what an earlier replacement has left over says that", () => {
    const [finding] = findings("aws_rds_cluster.it", "delete", {}, { deposed: "0a1b2c3d" });
    expect(finding).toMatchObject({
      sentence: "what an earlier replacement has left over of it, aws_rds_cluster.it would be deleted: its data would be lost",
      reasons: ["Another has taken its place already, and an earlier apply couldn't delete it"],
    });
  });

  test("of a log group that is told to outlive its resource is a note", () => {
    expect(findings("aws_cloudwatch_log_group.it", "delete", { before: { skip_destroy: true } })).toEqual([
      {
        rule: "stateful-forgotten",
        severity: "note",
        path: "aws_cloudwatch_log_group.it",
        address: "aws_cloudwatch_log_group.it",
        sentence: "aws_cloudwatch_log_group.it leaves Terraform's state and stays in AWS, with its logs",
        reasons: ["skip_destroy is on"],
      },
    ]);
  });

  test.each([
    ["whose replacement deletes it all the same", "aws_cloudwatch_log_group.it", "delete create", true],
    ["that isn't told to", "aws_cloudwatch_log_group.it", "delete", false],
    ["that is none", "aws_dynamodb_table.it", "delete", true],
  ])("of a log group %s is a loss", (_, address, actions, skips) => {
    expect(findings(address, actions, { before: { skip_destroy: skips } })).toMatchObject([{ severity: "danger" }]);
  });

  test("of a subnet, of an alarm or of a data source is no finding", () => {
    for (const address of ["aws_subnet.it", "aws_cloudwatch_metric_alarm.it", "data.aws_kms_key.it"]) {
      expect(findings(address, "delete")).toEqual([]);
    }
  });
});

describe("what Terraform forgets", () => {
  test("is a note: it stays in AWS", () => {
    expect(findings("aws_s3_bucket.it", "forget")).toEqual([
      {
        rule: "stateful-forgotten",
        severity: "note",
        path: "aws_s3_bucket.it",
        address: "aws_s3_bucket.it",
        sentence: "aws_s3_bucket.it stays in AWS, and Terraform no longer manages it",
        reasons: [],
      },
    ]);
  });

  test("and holds nothing is no finding", () => {
    expect(findings("aws_subnet.it", "forget")).toEqual([]);
  });
});

test("a change in place of what has state loses nothing", () => {
  expect(findings("aws_rds_cluster.it", "update", { before: { port: 1 }, after: { port: 2 } })).toEqual([]);
});
