/** Why an attribute forces a replacement, and what to do instead. */
export interface Forcing {
  /** In one sentence without its full stop. */
  readonly why: string;
  readonly fix: string;
}

/** Where it is said, by the row's last member: the AWS provider's page of the type ("Forces new resource") says that it replaces; these say why, and what works instead. */
const PAGES = {
  auroraClone: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-restore-snapshot.html",
  auroraUpgrade: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.Upgrading.html",
  rdsEncryption: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html",
  rdsModify: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.DBInstance.Modifying.html",
  cacheVersions: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html",
  cacheBackups: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups.html",
  cacheTls: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-enable.html",
  cacheShards: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/scaling-redis-cluster-mode-enabled.html",
  clusterMode: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html",
  bucketNames: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
  objectLock: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-configure.html",
  vpcCidr: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
  subnets: "https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html",
  dynamoKeys: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.CoreComponents.html",
  dynamoRestore: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery.html",
  efs: "https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html",
  efsMode: "https://docs.aws.amazon.com/efs/latest/ug/performance.html",
  ebs: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
  kmsMultiRegion: "https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html",
  kmsSpec: "https://docs.aws.amazon.com/kms/latest/developerguide/create-keys.html",
  cognito: "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-updating.html",
  msk: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html",
  mskVersion: "https://docs.aws.amazon.com/msk/latest/developerguide/version-upgrades.html",
  openSearch: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html",
  ecr: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
  backup: "https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html",
  fifoQueue: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-moving.html",
  fifoTopic: "https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html",
} as const;

type Page = keyof typeof PAGES;

const RESTORE = "Keep the old value; or take a snapshot, restore it into a second cluster under another id, and switch to that";
const RESTORE_INSTANCE = "Keep the old value; or take a snapshot, restore it into a second instance under another id, and switch to that";
const BACKUP_CACHE = "Keep the old value; or make a second cache from a backup of this one, and switch to that";
const COPY = (what: string): string =>
  `Keep the old value; or make a second ${what} beside it, copy what is in this one, and switch to that`;

/** Attributes that many types have. */
const COMMON: Readonly<Record<string, readonly [why: string, fix: string]>> = {
  kms_key_id: [
    "What is encrypted at rest keeps the key that it was created with",
    "Keep the old key; or copy the data into a second one under the new key",
  ],
  kms_key_arn: [
    "What is encrypted at rest keeps the key that it was created with",
    "Keep the old key; or copy the data into a second one under the new key",
  ],
  name: ["A name is given once", "Keep the name that it has"],
  name_prefix: ["A name is given once", "Keep the prefix that it has"],
  subnet_ids: ["The subnets are chosen once", "Keep the subnets that it has"],
  vpc_id: ["The VPC is chosen once", "Keep the VPC that it is in"],
  availability_zone: ["The Availability Zone is chosen once", "Keep the zone that it is in"],
};

type Row = readonly [attribute: string, why: string, fix: string, page: Page];

const CLUSTER = (id: string): readonly Row[] => [
  [
    "availability_zones",
    "The zones of the cluster's storage are chosen once; AWS adds zones to a shorter list, which the next plan takes for a change",
    "Leave availability_zones out, or name all zones that the cluster has",
    "auroraClone",
  ],
  [
    id,
    "The provider makes another cluster under another identifier",
    "Keep the identifier; AWS can rename a cluster, outside of Terraform, and the new name is written here then",
    "auroraClone",
  ],
  ["db_subnet_group_name", "A cluster stays in the subnet group that it was created in", RESTORE, "auroraClone"],
  ["kms_key_id", "A cluster's storage keeps the key that it was created with", RESTORE, "rdsEncryption"],
  ["storage_encrypted", "Storage is encrypted when a cluster is created, or never", RESTORE, "rdsEncryption"],
  ["master_username", "The master user is named once", "Keep the name, and make further users in the database", "rdsModify"],
  [
    "database_name",
    "It names the first database, which is made with the cluster",
    "Keep the name, and make further databases by SQL",
    "rdsModify",
  ],
  ["engine", "Another engine can't read the storage of this one", RESTORE, "auroraClone"],
  ["engine_mode", "A cluster keeps the mode that it was created in", RESTORE, "auroraClone"],
  [
    "engine_version",
    "A version can be raised in place, and not lowered",
    "Keep the version that runs, or a newer one; or restore a snapshot of before the upgrade",
    "auroraUpgrade",
  ],
  [
    "snapshot_identifier",
    "It says what the cluster was created from",
    "Keep the old value, or leave it out with ignore_changes: a cluster doesn't need its snapshot any more",
    "auroraClone",
  ],
  ["port", "A cluster keeps the port that it was created with", RESTORE, "rdsModify"],
  ["storage_type", "Only Aurora changes its storage type in place", RESTORE, "rdsModify"],
];

const INSTANCE: readonly Row[] = [
  [
    "storage_encrypted",
    "Storage is encrypted when an instance is created, or never",
    `${RESTORE_INSTANCE}: a copy of the snapshot can be encrypted`,
    "rdsEncryption",
  ],
  [
    "kms_key_id",
    "An instance's storage keeps the key that it was created with",
    `${RESTORE_INSTANCE}: a copy of the snapshot can have another key`,
    "rdsEncryption",
  ],
  ["engine", "Another engine can't read the storage of this one", RESTORE_INSTANCE, "rdsModify"],
  ["username", "The master user is named once", "Keep the name, and make further users in the database", "rdsModify"],
  [
    "db_name",
    "It names the first database, which is made with the instance",
    "Keep the name, and make further databases by SQL",
    "rdsModify",
  ],
  [
    "availability_zone",
    "An instance of its own storage stays in its zone",
    "Leave availability_zone out; with multi_az a failover changes the zone",
    "rdsModify",
  ],
  [
    "snapshot_identifier",
    "It says what the instance was created from",
    "Keep the old value, or leave it out with ignore_changes",
    "rdsModify",
  ],
  ["identifier", "The provider makes another instance under another identifier", "Keep the identifier that it has", "rdsModify"],
];

const CACHE: readonly Row[] = [
  ["engine_version", "A version can be raised in place, and not lowered", "Keep the version that runs, or a newer one", "cacheVersions"],
  ["engine", "Redis OSS becomes Valkey in place; no other engine becomes another", BACKUP_CACHE, "cacheVersions"],
  ["at_rest_encryption_enabled", "Encryption at rest is chosen when a cache is created", BACKUP_CACHE, "cacheBackups"],
  ["kms_key_id", "A cache keeps the key that it was created with", BACKUP_CACHE, "cacheBackups"],
  [
    "transit_encryption_enabled",
    "TLS changes in place from Redis OSS 7 on only, in two applies: transit_encryption_mode preferred, then required",
    "Raise engine_version first, then change it in these two steps",
    "cacheTls",
  ],
  [
    "num_node_groups",
    "The number of shards changes in place only where cluster mode is on",
    "Turn cluster mode on first: cluster_mode compatible, then enabled, each with an apply",
    "cacheShards",
  ],
  [
    "cluster_mode",
    "Cluster mode goes from disabled over compatible to enabled, and not back from enabled",
    "Take one step in each apply; or keep the mode that it has",
    "clusterMode",
  ],
  ["port", "A cache keeps its port", BACKUP_CACHE, "cacheBackups"],
  ["subnet_group_name", "A cache stays in the subnet group that it was created in", BACKUP_CACHE, "cacheBackups"],
  ["data_tiering_enabled", "Data tiering is chosen when a cache is created", BACKUP_CACHE, "cacheBackups"],
  ["replication_group_id", "The provider makes another cache under another id", "Keep the id that it has", "cacheBackups"],
  ["cluster_id", "The provider makes another cache under another id", "Keep the id that it has", "cacheBackups"],
  [
    "snapshot_name",
    "It says what the cache was created from",
    "Keep the old value: a cache doesn't need its backup any more",
    "cacheBackups",
  ],
  [
    "snapshot_arns",
    "It says what the cache was created from",
    "Keep the old value: a cache doesn't need its backup any more",
    "cacheBackups",
  ],
  ["global_replication_group_id", "A member of a global datastore joins when it is created", BACKUP_CACHE, "cacheBackups"],
  ["availability_zone", "A node stays in its zone", BACKUP_CACHE, "cacheBackups"],
];

const DOMAIN: readonly Row[] = [
  ["domain_name", "A domain's name is part of its endpoint, and is given once", COPY("domain"), "openSearch"],
  ["encrypt_at_rest", "Encryption at rest can't be turned off, nor get another key", COPY("domain"), "openSearch"],
  ["node_to_node_encryption", "Encryption between the nodes can't be turned off", "Leave it on", "openSearch"],
  ["advanced_security_options", "Fine-grained access control can't be turned off", "Leave it on", "openSearch"],
];

const KEY: readonly Row[] = [
  [
    "multi_region",
    "A key is a multi-Region one from its creation on, or never",
    "Keep the key for what it has encrypted, and make a second one for what is new",
    "kmsMultiRegion",
  ],
  [
    "customer_master_key_spec",
    "A key's kind is chosen when it is created",
    "Keep the key for what it has encrypted, and make a second one for what is new",
    "kmsSpec",
  ],
  ["key_usage", "What a key is for is chosen when it is created", "Keep the key, and make a second one for the other use", "kmsSpec"],
];

export const FORCING: Readonly<Record<string, readonly Row[]>> = {
  aws_rds_cluster: CLUSTER("cluster_identifier"),
  aws_docdb_cluster: CLUSTER("cluster_identifier"),
  aws_neptune_cluster: CLUSTER("cluster_identifier"),
  aws_db_instance: INSTANCE,
  aws_elasticache_replication_group: CACHE,
  aws_elasticache_cluster: CACHE,
  aws_elasticache_serverless_cache: CACHE,
  aws_opensearch_domain: DOMAIN,
  aws_elasticsearch_domain: DOMAIN,
  aws_kms_key: KEY,
  aws_s3_bucket: [
    ["bucket", "A bucket can't be renamed, and its old name may be somebody else's next", COPY("bucket"), "bucketNames"],
    ["bucket_prefix", "A bucket can't be renamed", "Keep the prefix that it has", "bucketNames"],
    [
      "object_lock_enabled",
      "The provider turns Object Lock on when it creates the bucket",
      "Enable it on the bucket that is there, by aws_s3_bucket_object_lock_configuration with versioning on",
      "objectLock",
    ],
  ],
  aws_dynamodb_table: [
    ["name", "A table can't be renamed", "Keep the name; or restore a backup under the new one, and switch to that", "dynamoRestore"],
    ["hash_key", "A table's primary key is chosen once", COPY("table"), "dynamoKeys"],
    ["range_key", "A table's primary key is chosen once", COPY("table"), "dynamoKeys"],
    [
      "local_secondary_index",
      "Local secondary indexes are made with their table",
      "Use a global secondary index, which can be added",
      "dynamoKeys",
    ],
  ],
  aws_efs_file_system: [
    ["encrypted", "A file system is encrypted when it is created, or never", COPY("file system"), "efs"],
    ["kms_key_id", "A file system keeps the key that it was created with", COPY("file system"), "efs"],
    [
      "performance_mode",
      "The performance mode is chosen once; the throughput mode changes in place",
      "Keep it, and change throughput_mode",
      "efsMode",
    ],
    ["availability_zone_name", "A file system is in one zone, or in the region, from its creation on", COPY("file system"), "efsMode"],
  ],
  aws_ebs_volume: [
    ["availability_zone", "A volume stays in its zone", "Take a snapshot, and make a second volume from it in the other zone", "ebs"],
    [
      "encrypted",
      "A volume is encrypted when it is created, or never",
      "Take a snapshot, and make a second volume from an encrypted copy of it",
      "ebs",
    ],
    [
      "kms_key_id",
      "A volume keeps the key that it was created with",
      "Take a snapshot, and make a second volume from a copy of it under the new key",
      "ebs",
    ],
  ],
  aws_vpc: [
    [
      "cidr_block",
      "The first range of a VPC can't be changed",
      "Keep it, and add a range with aws_vpc_ipv4_cidr_block_association",
      "vpcCidr",
    ],
    [
      "instance_tenancy",
      "A VPC of dedicated tenancy becomes default in place, not the other way round",
      "Keep it, and set the tenancy of the instances",
      "vpcCidr",
    ],
  ],
  aws_subnet: [
    ["cidr_block", "A subnet's range can't be changed", "Keep it, and add a subnet of another range beside it", "subnets"],
    ["availability_zone", "A subnet stays in its zone", "Keep it, and add a subnet in the other zone", "subnets"],
    ["availability_zone_id", "A subnet stays in its zone", "Keep it, and add a subnet in the other zone", "subnets"],
    ["vpc_id", "A subnet stays in its VPC", "Keep it, and look at what replaces the VPC", "subnets"],
  ],
  aws_cognito_user_pool: [
    ["username_attributes", "How users sign in is chosen when a pool is created", COPY("user pool"), "cognito"],
    ["alias_attributes", "How users sign in is chosen when a pool is created", COPY("user pool"), "cognito"],
    ["username_configuration", "Whether names are case-sensitive is chosen when a pool is created", COPY("user pool"), "cognito"],
    ["schema", "An attribute can be added, and neither changed nor taken away", "Keep the attributes that there are", "cognito"],
  ],
  aws_msk_cluster: [
    ["encryption_info", "Encryption at rest and between brokers is chosen when a cluster is created", COPY("cluster"), "msk"],
    ["broker_node_group_info.client_subnets", "Brokers stay in their subnets", COPY("cluster"), "msk"],
    ["kafka_version", "A version can be raised in place, and not lowered", "Keep the version that runs, or a newer one", "mskVersion"],
    ["cluster_name", "A cluster can't be renamed", "Keep the name that it has", "msk"],
  ],
  aws_ecr_repository: [
    ["encryption_configuration", "A repository's encryption is chosen when it is created", COPY("repository"), "ecr"],
    ["name", "A repository can't be renamed", COPY("repository"), "ecr"],
  ],
  aws_backup_vault: [
    ["kms_key_arn", "A vault keeps the key that it was created with", "Keep it; or copy its recovery points into a second vault", "backup"],
  ],
  aws_sqs_queue: [
    [
      "fifo_queue",
      "A queue is FIFO from its creation on, or never",
      "Make a second queue beside it, move producers, then consumers once this one is empty",
      "fifoQueue",
    ],
  ],
  aws_sns_topic: [
    [
      "fifo_topic",
      "A topic is FIFO from its creation on, or never",
      "Make a second topic beside it, and subscribe again there",
      "fifoTopic",
    ],
  ],
};

/**
 * Why an attribute forces a replacement, and what to do instead; undefined where nothing more than that is known.
 *
 * @param path the attribute's path without indexes, such as `broker_node_group_info.client_subnets`
 */
export function forcingOf(type: string, path: string): (Forcing & { readonly source?: string }) | undefined {
  const [top] = path.split(".", 1);
  const row = FORCING[type]?.find(([attribute]) => attribute === path || attribute === top || path.startsWith(`${attribute}.`));
  if (row) return { why: row[1], fix: row[2], source: PAGES[row[3]] };
  const common = COMMON[top!];
  return common && { why: common[0], fix: common[1] };
}
