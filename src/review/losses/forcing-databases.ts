import { Row } from "./forcing-row";

const RESTORE = "Keep the old value; or take a snapshot, restore it into a second cluster under another id, and switch to that";
const RESTORE_INSTANCE = "Keep the old value; or take a snapshot, restore it into a second instance under another id, and switch to that";
const BACKUP_CACHE = "Keep the old value; or make a second cache from a backup of this one, and switch to that";

/** Of clusters of Aurora and what is built like it. */
const CLUSTER: readonly Row[] = [
  [
    "availability_zones",
    "The zones of the cluster's storage are chosen once; AWS adds zones to a shorter list, which the next plan takes for a change",
    "Leave availability_zones out, or name all zones that the cluster has",
    "auroraClone",
  ],
  [
    "cluster_identifier",
    "The provider makes another cluster under another identifier",
    "Keep the identifier; AWS can rename a cluster, outside of Terraform, and the new name is written here then",
    "auroraClone",
  ],
  ["storage_encrypted", "Storage is encrypted when a cluster is created, or never", RESTORE, "rdsEncryption"],
  ["engine", "Another engine can't read the storage of this one", RESTORE, "auroraClone"],
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
const SUBNET_GROUP = "A cluster stays in the subnet group that it was created in";
const CLUSTER_KEY = "A cluster's storage keeps the key that it was created with";
const WITH_USERS: readonly Row[] = [
  ["db_subnet_group_name", SUBNET_GROUP, RESTORE, "auroraClone"],
  ["kms_key_id", CLUSTER_KEY, RESTORE, "rdsEncryption"],
  ["master_username", "The master user is named once", "Keep the name, and make further users in the database", "rdsModify"],
];

export const AURORA: readonly Row[] = [
  ...CLUSTER,
  ...WITH_USERS,
  [
    "database_name",
    "It names the first database, which is made with the cluster",
    "Keep the name, and make further databases by SQL",
    "rdsModify",
  ],
  ["engine_mode", "A cluster keeps the mode that it was created in", RESTORE, "auroraClone"],
];
export const DOCUMENTS: readonly Row[] = [...CLUSTER, ...WITH_USERS];
export const GRAPHS: readonly Row[] = [
  ...CLUSTER,
  ["neptune_subnet_group_name", SUBNET_GROUP, RESTORE, "auroraClone"],
  ["kms_key_arn", CLUSTER_KEY, RESTORE, "rdsEncryption"],
];

export const INSTANCE: readonly Row[] = [
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

const madeFrom = (attribute: string): Row => [
  attribute,
  "It says what the cache was created from",
  "Keep the old value: a cache doesn't need its backup any more",
  "cacheBackups",
];
const CACHE: readonly Row[] = [
  ["engine_version", "A version can be raised in place, and not lowered", "Keep the version that runs, or a newer one", "cacheVersions"],
  ["engine", "Redis OSS becomes Valkey in place; no other engine becomes another", BACKUP_CACHE, "cacheVersions"],
  ["port", "A cache keeps its port", BACKUP_CACHE, "cacheBackups"],
  ["subnet_group_name", "A cache stays in the subnet group that it was created in", BACKUP_CACHE, "cacheBackups"],
  madeFrom("snapshot_name"),
  madeFrom("snapshot_arns"),
];
const CACHE_KEY: Row = ["kms_key_id", "A cache keeps the key that it was created with", BACKUP_CACHE, "cacheBackups"];

export const CACHE_GROUP: readonly Row[] = [
  ...CACHE,
  CACHE_KEY,
  ["at_rest_encryption_enabled", "Encryption at rest is chosen when a cache is created", BACKUP_CACHE, "cacheBackups"],
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
  ["data_tiering_enabled", "Data tiering is chosen when a cache is created", BACKUP_CACHE, "cacheBackups"],
  ["replication_group_id", "The provider makes another cache under another id", "Keep the id that it has", "cacheBackups"],
  ["global_replication_group_id", "A member of a global datastore joins when it is created", BACKUP_CACHE, "cacheBackups"],
];
export const CACHE_CLUSTER: readonly Row[] = [
  ...CACHE,
  ["transit_encryption_enabled", "Such a cache has TLS from its creation on, or never", BACKUP_CACHE, "cacheTls"],
  ["replication_group_id", "A node joins its replication group when it is created", "Keep the group that it is in", "cacheBackups"],
  ["cluster_id", "The provider makes another cache under another id", "Keep the id that it has", "cacheBackups"],
  ["availability_zone", "A node stays in its zone", BACKUP_CACHE, "cacheBackups"],
];
export const SERVERLESS_CACHE: readonly Row[] = [CACHE_KEY, madeFrom("snapshot_arns_to_restore")];
