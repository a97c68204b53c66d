/** Where it is said, by the row's last member: the AWS provider's page of the type ("Forces new resource") says that it replaces; these say why, and what works instead. */
interface Pages {
  readonly auroraClone: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-restore-snapshot.html";
  readonly auroraUpgrade: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.Upgrading.html";
  readonly rdsEncryption: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html";
  readonly rdsModify: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.DBInstance.Modifying.html";
  readonly cacheVersions: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html";
  readonly cacheBackups: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups.html";
  readonly cacheTls: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-enable.html";
  readonly cacheShards: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/scaling-redis-cluster-mode-enabled.html";
  readonly clusterMode: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html";
  readonly bucketNames: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";
  readonly objectLock: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-configure.html";
  readonly vpcCidr: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html";
  readonly subnets: "https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html";
  readonly dynamoKeys: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.CoreComponents.html";
  readonly dynamoRestore: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery.html";
  readonly efs: "https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html";
  readonly efsMode: "https://docs.aws.amazon.com/efs/latest/ug/performance.html";
  readonly ebs: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html";
  readonly kmsMultiRegion: "https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html";
  readonly kmsSpec: "https://docs.aws.amazon.com/kms/latest/developerguide/create-keys.html";
  readonly cognito: "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-updating.html";
  readonly msk: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html";
  readonly mskVersion: "https://docs.aws.amazon.com/msk/latest/developerguide/version-upgrades.html";
  readonly openSearch: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html";
  readonly ecr: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html";
  readonly backup: "https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html";
  readonly fifoQueue: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-moving.html";
  readonly fifoTopic: "https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html";
}

/** Why an attribute of one type forces a replacement, what to do instead, each without a full stop, and where AWS says so. */
export type Row = readonly [attribute: string, why: string, fix: string, page: keyof Pages];
