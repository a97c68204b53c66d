/** Where AWS says what a change interrupts. */
interface Pages {
  readonly aurora: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Modifying.html";
  readonly rds: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.Settings.html";
  readonly documentDb: "https://docs.aws.amazon.com/documentdb/latest/developerguide/db-instance-modify.html";
  readonly neptune: "https://docs.aws.amazon.com/neptune/latest/userguide/manage-console-instances-modify.html";
  readonly cacheNodes: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/redis-cluster-vertical-scaling.html";
  readonly cacheVersions: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html";
  readonly cacheShards: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/best-practices-online-resharding.html";
  readonly memoryDbNodes: "https://docs.aws.amazon.com/memorydb/latest/devguide/cluster-vertical-scaling.html";
  readonly msk: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-broker-type.html";
  readonly ec2: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/change-instance-type-of-ebs-backed-instance.html";
}

/** An attribute whose change in place interrupts, what happens then, in words that follow a name, and where AWS says so. */
export type Restart = readonly [attribute: string, happens: string, page: keyof Pages];

const OUTAGE = "restarts with another class, during which it serves nobody; where it is the writer, another instance takes over";
const ALL = "restarts all its instances";
const SHARDS = "moves slots between its shards, for minutes to hours of more load on each";
const FAILOVERS = "fails over in each shard, to nodes of another type: connections to the old ones end";

/** What is changed in place, and restarts or fails over for that. What is replaced is told by its loss. */
export const RESTARTS: Readonly<Record<string, readonly Restart[]>> = {
  aws_db_instance: [
    ["instance_class", "restarts with another class, during which it serves nobody unless a standby takes over", "rds"],
    ["engine_version", "is down while its engine is upgraded", "rds"],
    ["port", "restarts, and answers at another port", "rds"],
  ],
  aws_docdb_cluster: [["engine_version", ALL, "documentDb"]],
  aws_docdb_cluster_instance: [["instance_class", OUTAGE, "documentDb"]],
  aws_elasticache_replication_group: [
    ["node_type", FAILOVERS, "cacheNodes"],
    ["engine", "fails over in each shard, to nodes of another engine: connections to the old ones end", "cacheVersions"],
    ["engine_version", "fails over in each shard, to nodes of another version: connections to the old ones end", "cacheVersions"],
    ["num_node_groups", SHARDS, "cacheShards"],
  ],
  aws_instance: [["instance_type", "is stopped, changed and started again", "ec2"]],
  aws_memorydb_cluster: [
    ["node_type", FAILOVERS, "memoryDbNodes"],
    ["num_shards", SHARDS, "memoryDbNodes"],
  ],
  aws_msk_cluster: [["broker_node_group_info.instance_type", "restarts one broker after the other", "msk"]],
  aws_neptune_cluster: [["engine_version", ALL, "neptune"]],
  aws_neptune_cluster_instance: [["instance_class", OUTAGE, "neptune"]],
  aws_rds_cluster: [
    ["engine_version", ALL, "aurora"],
    ["port", `${ALL}, which then answer at another port`, "aurora"],
    ["db_cluster_instance_class", `${ALL} with another class`, "aurora"],
  ],
  aws_rds_cluster_instance: [["instance_class", OUTAGE, "aurora"]],
};

/** Members of a cluster: where one goes, connections to it end, and what it was is another's to take over. */
export const MEMBERS: ReadonlySet<string> = new Set([
  "aws_rds_cluster_instance",
  "aws_docdb_cluster_instance",
  "aws_neptune_cluster_instance",
]);

/** Changes of these wait for the maintenance window unless `apply_immediately` is on; but for a port, which never waits (Aurora User Guide, "Modifying an Amazon Aurora DB cluster"). */
export const MAY_WAIT: ReadonlySet<string> = new Set([
  "aws_db_instance",
  "aws_docdb_cluster",
  "aws_docdb_cluster_instance",
  "aws_elasticache_replication_group",
  "aws_neptune_cluster",
  "aws_neptune_cluster_instance",
  "aws_rds_cluster",
  "aws_rds_cluster_instance",
]);
