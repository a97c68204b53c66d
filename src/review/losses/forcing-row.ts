/** Where it is said, by the row's last member: the AWS provider's page of the type ("Forces new resource") says that it replaces; these say why, and what works instead. */
export const PAGES = {
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

/** Why an attribute of one type forces a replacement, what to do instead, each without a full stop, and where AWS says so. */
export type Row = readonly [attribute: string, why: string, fix: string, page: Page];
