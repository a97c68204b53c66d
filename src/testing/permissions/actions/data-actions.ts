/** Actions of services, their verbs apart, see `known-actions`. */
export const DATA_ACTIONS: Readonly<Record<string, string>> = {
  backup: `
    AssociateBackupVaultMpaApprovalTeam CancelLegalHold ExportBackupPlanTemplate RevokeRestoreAccessBackupVault SearchRecoveryPoint StopBackupJob
      TagResource UntagResource
    Copy: FromBackupVault IntoBackupVault
    Create: BackupAccessPoint BackupPlan BackupSelection BackupVault Framework LegalHold LogicallyAirGappedBackupVault ReportPlan
      RestoreAccessBackupVault RestoreTestingPlan RestoreTestingSelection TieringConfiguration
    Delete: BackupAccessPoint BackupPlan BackupSelection BackupVault BackupVaultAccessPolicy BackupVaultLockConfiguration BackupVaultNotifications
      BackupVaultSharingPolicy Framework RecoveryPoint ReportPlan RestoreTestingPlan RestoreTestingSelection TieringConfiguration
    Describe: BackupAccessPoint BackupJob BackupVault CopyJob Framework GlobalSettings ProtectedResource RecoveryPoint RegionSettings ReportJob
      ReportPlan RestoreJob ScanJob
    Disassociate: BackupVaultMpaApprovalTeam RecoveryPoint RecoveryPointFromParent
    Get: BackupPlan BackupPlanFromJSON BackupPlanFromTemplate BackupSelection BackupVaultAccessPolicy BackupVaultNotifications
      BackupVaultSharingPolicy LegalHold PITRMalwareScanResults RecoveryPointIndexDetails RecoveryPointRestoreMetadata RestoreJobMetadata
      RestoreTestingInferredMetadata RestoreTestingPlan RestoreTestingSelection SupportedResourceTypes TieringConfiguration
    List: BackupAccessPoints BackupAccessPointsByRecoveryPoint BackupAccessPointsByResource BackupJobSummaries BackupJobs BackupPlanTemplates
      BackupPlanVersions BackupPlans BackupSelections BackupVaults CopyJobSummaries CopyJobs Frameworks IndexedRecoveryPoints
      IndexedRecoveryPointsForSearch LegalHolds ProtectedResources ProtectedResourcesByBackupVault RecoveryPointsByBackupVault
      RecoveryPointsByLegalHold RecoveryPointsByResource ReportJobs ReportPlans RestoreAccessBackupVaults RestoreJobSummaries RestoreJobs
      RestoreJobsByProtectedResource RestoreTestingPlans RestoreTestingSelections ScanJobSummaries ScanJobs Tags TieringConfigurations
    Put: BackupVaultAccessPolicy BackupVaultLockConfiguration BackupVaultNotifications BackupVaultSharingPolicy RestoreValidationResult
    Start: BackupJob CopyJob ReportJob RestoreJob ScanJob
    Update: BackupPlan Framework GlobalSettings RecoveryPointIndexSettings RecoveryPointLifecycle RegionSettings ReportPlan RestoreTestingPlan
      RestoreTestingSelection TieringConfiguration
  `,
  dynamodb: `
    AssociateTableReplica ConditionCheckItem DisableKinesisStreamingDestination EnableKinesisStreamingDestination ExportTableToPointInTime ImportTable
      InjectError PurchaseReservedCapacityOfferings Query ReadDataForReplication ReplicateSettings Scan SearchVectors StartAwsBackupJob TagResource
      UntagResource WriteDataForReplication
    Batch: GetItem WriteItem
    Create: Backup GlobalTable GlobalTableWitness Table TableReplica
    Delete: Backup GlobalTableWitness Item ResourcePolicy Table TableReplica
    Describe: Backup ContinuousBackups ContributorInsights Endpoints Export GlobalTable GlobalTableSettings Import KinesisStreamingDestination Limits
      ReservedCapacity ReservedCapacityOfferings Stream Table TableReplicaAutoScaling TimeToLive
    Get: AbacStatus Item Records ResourcePolicy ShardIterator
    List: Backups ContributorInsights Exports GlobalTables Imports Streams Tables TagsOfResource
    Parti: QLDelete QLInsert QLSelect QLUpdate
    Put: Item ResourcePolicy
    Restore: TableFromAwsBackup TableFromBackup TableToPointInTime
    Update: AbacStatus ContinuousBackups ContributorInsights GlobalTable GlobalTableSettings GlobalTableVersion Item KinesisStreamingDestination Table
      TableReplicaAutoScaling TimeToLive
  `,
  elasticache: `
    AddTagsToResource AuthorizeCacheSecurityGroupIngress CompleteMigration Connect DisassociateGlobalReplicationGroup ExportServerlessCacheSnapshot
      FailoverGlobalReplicationGroup InterruptClusterAzPower PurchaseReservedCacheNodesOffering RebalanceSlotsInGlobalReplicationGroup
      RebootCacheCluster RemoveTagsFromResource ResetCacheParameterGroup RevokeCacheSecurityGroupIngress StartMigration
    Batch: ApplyUpdateAction StopUpdateAction
    Copy: ServerlessCacheSnapshot Snapshot
    Create: CacheCluster CacheParameterGroup CacheSecurityGroup CacheSubnetGroup GlobalReplicationGroup ReplicationGroup ServerlessCache
      ServerlessCacheSnapshot Snapshot User UserGroup
    Decrease: NodeGroupsInGlobalReplicationGroup ReplicaCount
    Delete: CacheCluster CacheParameterGroup CacheSecurityGroup CacheSubnetGroup GlobalReplicationGroup ReplicationGroup ServerlessCache
      ServerlessCacheSnapshot Snapshot User UserGroup
    Describe: CacheClusters CacheEngineVersions CacheParameterGroups CacheParameters CacheSecurityGroups CacheSubnetGroups EngineDefaultParameters
      Events GlobalReplicationGroups ReplicationGroups ReservedCacheNodes ReservedCacheNodesOfferings ServerlessCacheSnapshots ServerlessCaches
      ServiceUpdates Snapshots UpdateActions UserGroups Users
    Increase: NodeGroupsInGlobalReplicationGroup ReplicaCount
    List: AllowedNodeTypeModifications TagsForResource
    Modify: CacheCluster CacheParameterGroup CacheSubnetGroup GlobalReplicationGroup ReplicationGroup ReplicationGroupShardConfiguration
      ServerlessCache User UserGroup
    Test: Failover Migration
  `,
  elasticfilesystem: `
    Backup ListTagsForResource ModifyMountTargetSecurityGroups Restore TagResource UntagResource
    Client: Mount RootAccess Write
    Create: AccessPoint FileSystem MountTarget ReplicationConfiguration Tags
    Delete: AccessPoint FileSystem FileSystemPolicy MountTarget ReplicationConfiguration Tags
    Describe: AccessPoints AccountPreferences BackupPolicy FileSystemPolicy FileSystems LifecycleConfiguration MountTargetSecurityGroups MountTargets
      ReplicationConfigurations Tags
    Put: AccountPreferences BackupPolicy FileSystemPolicy LifecycleConfiguration
    Replication: Read Write
    Update: FileSystem FileSystemProtection
  `,
  es: `
    AttachDataSource AuthorizeVpcEndpointAccess DeregisterCapability DetachDataSource InsightFeedback PutDefaultApplicationSetting RegisterCapability
      RemoveTags RevokeVpcEndpointAccess
    Accept: InboundConnection InboundCrossClusterSearchConnection
    Add: DataSource DirectQueryDataSource Tags
    Associate: Package Packages
    Cancel: DomainConfigChange ElasticsearchServiceSoftwareUpdate ServiceSoftwareUpdate
    Create: Application Domain ElasticsearchDomain ElasticsearchServiceRole Index OutboundConnection OutboundCrossClusterSearchConnection Package
      ServiceRole VpcEndpoint
    Delete: Application DataSource DirectQueryDataSource Domain ElasticsearchDomain ElasticsearchServiceRole InboundConnection
      InboundCrossClusterSearchConnection Index OutboundConnection OutboundCrossClusterSearchConnection Package VpcEndpoint
    Describe: DataSourceAttachment Domain DomainAutoTunes DomainChangeProgress DomainConfig DomainHealth DomainNodes Domains DryRunProgress
      ElasticsearchDomain ElasticsearchDomainConfig ElasticsearchDomains ElasticsearchInstanceTypeLimits InboundConnections
      InboundCrossClusterSearchConnections InsightDetails InstanceTypeLimits OutboundConnections OutboundCrossClusterSearchConnections Packages
      ReservedElasticsearchInstanceOfferings ReservedElasticsearchInstances ReservedInstanceOfferings ReservedInstances VpcEndpoints
    Dissociate: Package Packages
    E: SCrossClusterGet SHttpDelete SHttpGet SHttpHead SHttpPatch SHttpPost SHttpPut
    Get: Application Capability CompatibleElasticsearchVersions CompatibleVersions DataSource DefaultApplicationSetting DirectQueryDataSource
      DomainMaintenanceStatus Index Migration PackageVersionHistory UpgradeHistory UpgradeStatus
    List: Applications DataSourceAttachments DataSources DirectQueryDataSources DomainMaintenances DomainNames DomainsForPackage
      ElasticsearchInstanceTypeDetails ElasticsearchInstanceTypes ElasticsearchVersions Insights InstanceTypeDetails Migrations PackagesForDomain
      ScheduledActions Tags Versions VpcEndpointAccess VpcEndpoints VpcEndpointsForDomain
    Purchase: ReservedElasticsearchInstanceOffering ReservedInstanceOffering
    Reject: InboundConnection InboundCrossClusterSearchConnection
    Rollback: ElasticsearchServiceSoftwareUpdate ServiceSoftwareUpdate
    Start: DomainMaintenance ElasticsearchServiceSoftwareUpdate Migration ServiceSoftwareUpdate
    Update: Application DataSource DirectQueryDataSource DomainConfig ElasticsearchDomainConfig Index Package PackageScope ScheduledAction VpcEndpoint
    Upgrade: Domain ElasticsearchDomain
  `,
  firehose: `
    CreateDeliveryStream DeleteDeliveryStream DescribeDeliveryStream StartDeliveryStreamEncryption StopDeliveryStreamEncryption TagDeliveryStream
      UntagDeliveryStream UpdateDestination
    List: DeliveryStreams TagsForDeliveryStream
    Put: Record RecordBatch
  `,
  kinesis: `
    AddTagsToStream AssociateStreamsWithChannel DecreaseStreamRetentionPeriod DeregisterStreamConsumer DisableEnhancedMonitoring
      EnableEnhancedMonitoring IncreaseStreamRetentionPeriod InjectApiError MergeShards RegisterStreamConsumer RemoveTagsFromStream SplitShard
      StartStreamEncryption StopStreamEncryption SubscribeToShard TagResource UntagResource
    Create: Channel Stream
    Delete: Channel ResourcePolicy Stream
    Describe: AccountSettings Channel Limits Stream StreamConsumer StreamSummary
    Get: Records ResourcePolicy ShardIterator
    List: Channels Shards StreamConsumers Streams TagsForResource TagsForStream
    Put: Record Records ResourcePolicy
    Update: AccountSettings Channel MaxRecordSize ShardCount StreamMode StreamRecordDistributionStrategy StreamWarmThroughput
  `,
  rds: `
    ApplyPendingMaintenanceAction AuthorizeDBSecurityGroupIngress BacktrackDBCluster CancelExportTask CrossRegionCommunication
      DeregisterDBProxyTargets DisableHttpEndpoint EnableHttpEndpoint ListTagsForResource PurchaseReservedDBInstancesOffering RegisterDBProxyTargets
      RevokeDBSecurityGroupIngress
    Add: RoleToDBCluster RoleToDBInstance SourceIdentifierToSubscription TagsToResource
    Copy: CustomDBEngineVersion DBClusterParameterGroup DBClusterSnapshot DBParameterGroup DBSnapshot OptionGroup
    Create: BlueGreenDeployment CustomDBEngineVersion DBCluster DBClusterEndpoint DBClusterParameterGroup DBClusterSnapshot DBInstance
      DBInstanceReadReplica DBParameterGroup DBProxy DBProxyEndpoint DBSecurityGroup DBShardGroup DBSnapshot DBSubnetGroup EventSubscription
      GlobalCluster Integration OptionGroup TenantDatabase
    Delete: BlueGreenDeployment CustomDBEngineVersion DBCluster DBClusterAutomatedBackup DBClusterEndpoint DBClusterParameterGroup DBClusterSnapshot
      DBInstance DBInstanceAutomatedBackup DBParameterGroup DBProxy DBProxyEndpoint DBSecurityGroup DBShardGroup DBSnapshot DBSubnetGroup
      EventSubscription GlobalCluster Integration OptionGroup TenantDatabase
    Describe: AccountAttributes BlueGreenDeployments Certificates DBClusterAutomatedBackups DBClusterBacktracks DBClusterEndpoints
      DBClusterParameterGroups DBClusterParameters DBClusterSnapshotAttributes DBClusterSnapshots DBClusters DBEngineVersions
      DBInstanceAutomatedBackups DBInstances DBLogFiles DBMajorEngineVersions DBParameterGroups DBParameters DBProxies DBProxyEndpoints
      DBProxyTargetGroups DBProxyTargets DBRecommendations DBSecurityGroups DBShardGroups DBSnapshotAttributes DBSnapshotTenantDatabases DBSnapshots
      DBSubnetGroups EngineDefaultClusterParameters EngineDefaultParameters EventCategories EventSubscriptions Events ExportTasks GlobalClusters
      Integrations OptionGroupOptions OptionGroups OrderableDBInstanceOptions PendingMaintenanceActions RecommendationGroups Recommendations
      ReservedDBInstances ReservedDBInstancesOfferings SourceRegions TenantDatabases ValidDBInstanceModifications
    Download: CompleteDBLogFile DBLogFilePortion
    Failover: DBCluster GlobalCluster
    Modify: ActivityStream Certificates CurrentDBClusterCapacity CustomDBEngineVersion DBCluster DBClusterEndpoint DBClusterParameterGroup
      DBClusterSnapshotAttribute DBInstance DBParameterGroup DBProxy DBProxyEndpoint DBProxyTargetGroup DBRecommendation DBShardGroup DBSnapshot
      DBSnapshotAttribute DBSubnetGroup EventSubscription GlobalCluster Integration OptionGroup Recommendation TenantDatabase
    Promote: ReadReplica ReadReplicaDBCluster
    Reboot: DBCluster DBInstance DBShardGroup
    Remove: FromGlobalCluster RoleFromDBCluster RoleFromDBInstance SourceIdentifierFromSubscription TagsFromResource
    Reset: DBClusterParameterGroup DBParameterGroup
    Restore: DBClusterFromS3 DBClusterFromSnapshot DBClusterToPointInTime DBInstanceFromDBSnapshot DBInstanceFromS3 DBInstanceToPointInTime
    Start: ActivityStream DBCluster DBInstance DBInstanceAutomatedBackupsReplication ExportTask
    Stop: ActivityStream DBCluster DBInstance DBInstanceAutomatedBackupsReplication
    Switchover: BlueGreenDeployment GlobalCluster ReadReplica
  `,
  "rds-data": `
    BatchExecuteStatement BeginTransaction CommitTransaction RollbackTransaction
    Execute: Sql Statement
  `,
  "rds-db": "connect",
  s3: `
    AbortMultipartUpload AllowVendedLogDeliveryForResource AssociateAccessGrantsIdentityCenter BypassGovernanceRetention
      DissociateAccessGrantsIdentityCenter InitiateReplication ObjectOwnerOverrideToBucketOwner PauseReplication RestoreObject
      SubmitMultiRegionAccessPointRoutes TagResource UntagResource
    Create: AccessGrant AccessGrantsInstance AccessGrantsLocation AccessPoint AccessPointForObjectLambda Bucket BucketMetadataTableConfiguration Job
      MultiRegionAccessPoint StorageLensGroup
    Delete: AccessGrant AccessGrantsInstance AccessGrantsInstanceResourcePolicy AccessGrantsLocation AccessPoint AccessPointForObjectLambda
      AccessPointPolicy AccessPointPolicyForObjectLambda Bucket BucketMetadataTableConfiguration BucketPolicy BucketWebsite JobTagging
      MultiRegionAccessPoint Object ObjectAnnotation ObjectTagging ObjectVersion ObjectVersionAnnotation ObjectVersionTagging StorageLensConfiguration
      StorageLensConfigurationTagging StorageLensGroup
    Describe: Job MultiRegionAccessPointOperation
    Get: AccelerateConfiguration AccessGrant AccessGrantsInstance AccessGrantsInstanceForPrefix AccessGrantsInstanceResourcePolicy
      AccessGrantsLocation AccessPoint AccessPointConfigurationForObjectLambda AccessPointForObjectLambda AccessPointPolicy
      AccessPointPolicyForObjectLambda AccessPointPolicyStatus AccessPointPolicyStatusForObjectLambda AccountPublicAccessBlock AnalyticsConfiguration
      BucketAbac BucketAcl BucketCORS BucketLocation BucketLogging BucketMetadataTableConfiguration BucketNotification BucketObjectLockConfiguration
      BucketOwnershipControls BucketPolicy BucketPolicyStatus BucketPublicAccessBlock BucketRequestPayment BucketTagging BucketVersioning
      BucketWebsite DataAccess EncryptionConfiguration IntelligentTieringConfiguration InventoryConfiguration JobTagging LifecycleConfiguration
      MetricsConfiguration MultiRegionAccessPoint MultiRegionAccessPointPolicy MultiRegionAccessPointPolicyStatus MultiRegionAccessPointRoutes Object
      ObjectAcl ObjectAnnotation ObjectAttributes ObjectLegalHold ObjectRetention ObjectTagging ObjectTorrent ObjectVersion ObjectVersionAcl
      ObjectVersionAnnotation ObjectVersionAnnotationForReplication ObjectVersionAttributes ObjectVersionForReplication ObjectVersionTagging
      ObjectVersionTorrent ReplicationConfiguration StorageLensConfiguration StorageLensConfigurationTagging StorageLensDashboard StorageLensGroup
    List: AccessGrants AccessGrantsInstances AccessGrantsLocations AccessPoints AccessPointsForObjectLambda AllMyBuckets Bucket BucketMultipartUploads
      BucketVersions CallerAccessGrants Jobs MultiRegionAccessPoints MultipartUploadParts ObjectAnnotations ObjectVersionAnnotations
      StorageLensConfigurations StorageLensGroups TagsForResource
    Put: AccelerateConfiguration AccessGrantsInstanceResourcePolicy AccessPointConfigurationForObjectLambda AccessPointPolicy
      AccessPointPolicyForObjectLambda AccessPointPublicAccessBlock AccountPublicAccessBlock AnalyticsConfiguration BucketAbac BucketAcl BucketCORS
      BucketLogging BucketNotification BucketObjectLockConfiguration BucketOwnershipControls BucketPolicy BucketPublicAccessBlock BucketRequestPayment
      BucketTagging BucketVersioning BucketWebsite EncryptionConfiguration IntelligentTieringConfiguration InventoryConfiguration JobTagging
      LifecycleConfiguration MetricsConfiguration MultiRegionAccessPointPolicy Object ObjectAcl ObjectAnnotation ObjectLegalHold ObjectRetention
      ObjectTagging ObjectVersionAcl ObjectVersionAnnotation ObjectVersionTagging ReplicationConfiguration StorageLensConfiguration
      StorageLensConfigurationTagging
    Replicate: Delete Object ObjectAnnotation Tags
    Update: AccessGrantsLocation BucketMetadataAnnotationTableConfiguration BucketMetadataInventoryTableConfiguration
      BucketMetadataJournalTableConfiguration JobPriority JobStatus ObjectEncryption StorageLensGroup
  `,
  secretsmanager: `
    BatchGetSecretValue CancelRotateSecret CreateSecret DescribeSecret RemoveRegionsFromReplication ReplicateSecretToRegions RestoreSecret
      RotateSecret StopReplicationToReplica TagResource UntagResource ValidateResourcePolicy
    Delete: ResourcePolicy Secret
    Get: RandomPassword ResourcePolicy SecretValue
    List: SecretVersionIds Secrets
    Put: ResourcePolicy SecretValue
    Update: Secret SecretVersionStage
  `,
  sns: `
    AddPermission CheckIfPhoneNumberIsOptedOut ConfirmSubscription OptInPhoneNumber Publish PutDataProtectionPolicy RemovePermission Subscribe
      TagResource Unsubscribe UntagResource VerifySMSSandboxPhoneNumber
    Create: PlatformApplication PlatformEndpoint SMSSandboxPhoneNumber Topic
    Delete: Endpoint PlatformApplication SMSSandboxPhoneNumber Topic
    Get: DataProtectionPolicy EndpointAttributes PlatformApplicationAttributes SMSAttributes SMSSandboxAccountStatus SubscriptionAttributes
      TopicAttributes
    List: EndpointsByPlatformApplication OriginationNumbers PhoneNumbersOptedOut PlatformApplications SMSSandboxPhoneNumbers Subscriptions
      SubscriptionsByTopic TagsForResource Topics
    Set: EndpointAttributes PlatformApplicationAttributes SMSAttributes SubscriptionAttributes TopicAttributes
  `,
  sqs: `
    AddPermission CancelMessageMoveTask ChangeMessageVisibility CreateQueue PurgeQueue ReceiveMessage RemovePermission SendMessage SetQueueAttributes
      StartMessageMoveTask TagQueue UntagQueue
    Delete: Message Queue
    Get: QueueAttributes QueueUrl
    List: DeadLetterSourceQueues MessageMoveTasks QueueTags Queues
  `,
};
