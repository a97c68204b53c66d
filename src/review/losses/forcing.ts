import { AURORA, CACHE_CLUSTER, CACHE_GROUP, DOCUMENTS, GRAPHS, INSTANCE, SERVERLESS_CACHE } from "./forcing-databases";
import { Row } from "./forcing-row";

/** Why an attribute forces a replacement, and what to do instead. */
export interface Forcing {
  /** In one sentence without its full stop. */
  readonly why: string;
  readonly fix: string;
}

const COPY = (what: string): string =>
  `Keep the old value; or make a second ${what} beside it, copy what is in this one, and switch to that`;

const KEY_STAYS = [
  "What is encrypted at rest keeps the key that it was created with",
  "Keep the old key; or copy the data into a second one under the new key",
] as const;
/** Attributes that many types have. */
const COMMON: Readonly<Record<string, readonly [why: string, fix: string]>> = {
  kms_key_id: KEY_STAYS,
  kms_key_arn: KEY_STAYS,
  name: ["A name is given once", "Keep the name that it has"],
  name_prefix: ["A name is given once", "Keep the prefix that it has"],
  subnet_ids: ["The subnets are chosen once", "Keep the subnets that it has"],
  availability_zone: ["The Availability Zone is chosen once", "Keep the zone that it is in"],
};

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
  aws_rds_cluster: AURORA,
  aws_docdb_cluster: DOCUMENTS,
  aws_neptune_cluster: GRAPHS,
  aws_db_instance: INSTANCE,
  aws_elasticache_replication_group: CACHE_GROUP,
  aws_elasticache_cluster: CACHE_CLUSTER,
  aws_elasticache_serverless_cache: SERVERLESS_CACHE,
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
export function forcingOf(type: string, path: string): Forcing | undefined {
  const [top] = path.split(".", 1);
  const row = FORCING[type]?.find(([attribute]) => attribute === path || attribute === top || path.startsWith(`${attribute}.`));
  if (row) return { why: row[1], fix: row[2] };
  const common = COMMON[top!];
  return common && { why: common[0], fix: common[1] };
}
