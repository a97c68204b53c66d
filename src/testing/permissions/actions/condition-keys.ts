/** Condition keys by their prefix, see `known-condition-keys`; `*` stands for what a policy fills in. */
export const CONDITION_KEYS: Readonly<Record<string, string>> = {
  acm: "CertificateAuthority CertificateKeyPairOrigin CertificateTransparencyLogging DomainNames Export KeyAlgorithm ValidationMethod",
  "application-autoscaling": "scalable-dimension service-namespace",
  autoscaling: `CapacityReservationIds CapacityReservationResourceGroupArns ForceDelete ImageId InstanceType InstanceTypes LaunchConfigurationName
LaunchTemplateVersionSpecified LoadBalancerNames MaxSize MetadataHttpEndpoint MetadataHttpPutResponseHopLimit MetadataHttpTokens MinSize
OperatorPrincipal ResourceTag/* SpotPrice TargetCapacityTypes TargetGroupARNs TrafficSourceIdentifiers VPCZoneIdentifiers`,
  aws: `AssumedRoot CalledVia CalledViaAWSMCP CalledViaFirst CalledViaLast ChatbotSourceArn CurrentTime Ec2InstanceSourcePrivateIPv4 Ec2InstanceSourceVpc
EpochTime FederatedProvider IsMcpServiceAction MultiFactorAuthAge MultiFactorAuthPresent PrincipalAccount PrincipalArn PrincipalIsAWSService
PrincipalOrgID PrincipalOrgPaths PrincipalServiceName PrincipalServiceNamesList PrincipalTag/* PrincipalType RequestTag/* RequestedRegion
ResourceAccount ResourceOrgID ResourceOrgPaths ResourceTag/* SecureTransport SignInSessionArn SourceAccount SourceArn SourceIdentity SourceIp
SourceOrgID SourceOrgPaths SourceOwner SourceVpc SourceVpcArn SourceVpce TagKeys TokenIssueTime UserAgent ViaAWSMCPService ViaAWSService VpcSourceIp
VpceAccount VpceOrgID VpceOrgPaths referer userid username`,
  backup: "ChangeableForDays CopyTargetOrgPaths CopyTargets FrameworkArns Index MaxRetentionDays MinRetentionDays MpaApprovalTeamArn",
  cloudfront: "",
  "cloudfront-keyvaluestore": "",
  cloudtrail: "",
  cloudwatch: "AlarmActions HasAccessGrant namespace requestInsightRuleLogGroups requestManagedResourceARNs",
  dynamodb: `Attributes EnclosingOperation FirstPartitionKeyValues FisActionId FisTargetArns FourthPartitionKeyValues FullTableScan LeadingKeys
ReturnConsumedCapacity ReturnValues SecondPartitionKeyValues Select ThirdPartitionKeyValues`,
  ec2: `AccepterVpc Add/group Add/userId AllocationId AssociatePublicIpAddress Attribute Attribute/* AuthenticationType AuthorizedService AuthorizedUser
AutoPlacement AvailabilityZone AvailabilityZoneId BootModeOverride CapacityReservationFleet ClientRootCertificateChainArn CloudwatchLogGroupArn
CloudwatchLogStreamArn CommitmentDuration CpuOptionsAmdSevSnp CreateAction CreateDate DPDTimeoutSeconds DestinationCapacityReservationId DhcpOptionsID
DirectoryArn Domain EbsOptimized ElasticGpuType Encrypted EndDate EndDateType EphemeralStorage FisActionId FisTargetArns GatewayType HostRecovery
IKEVersions ImageID ImageType InsideTunnelCidr InsideTunnelIpv6Cidr InstanceAutoRecovery InstanceBandwidthWeighting InstanceCount InstanceID
InstanceMarketType InstanceMatchCriteria InstanceMetadataTags InstancePlatform InstanceProfile InstanceType InternetGatewayID
InterruptibleCapacityReservationId InterruptionType IpamPrefixListResolverTargetId Ipv4IpamPoolId Ipv6IpamPoolId IsInterruptible
IsLaunchTemplateResource KeyPairName KeyPairType KmsKeyId LaunchTemplate Location ManagedResourceOperator MetadataHttpEndpoint
MetadataHttpPutResponseHopLimit MetadataHttpTokens NetworkAclID NetworkInterfaceID NewInstanceProfile OutpostArn Owner ParentSnapshot ParentVolume
Permission Phase1DHGroup Phase1EncryptionAlgorithms Phase1IntegrityAlgorithms Phase1LifetimeSeconds Phase2DHGroup Phase2EncryptionAlgorithms
Phase2IntegrityAlgorithms Phase2LifetimeSeconds PlacementGroup PlacementGroupName PlacementGroupStrategy ProductCode Public PublicIpAddress Quantity
Region RekeyFuzzPercentage RekeyMarginTimeSeconds Remove/group Remove/userId ReplayWindowSizePackets RequesterVpc ReservedInstancesOfferingType
ResourceTag/* RoleDelivery RootDeviceType RouteTableID RoutingType SamlProviderArn SecurityGroupID ServerCertificateArn SnapshotCoolOffPeriod
SnapshotID SnapshotLockDuration SnapshotTime SourceAvailabilityZone SourceCapacityReservationId SourceInstanceARN SourceInstanceArn SourceOutpostArn
Subnet SubnetID TargetInstanceCount Tenancy VolumeID VolumeInitializationRate VolumeIops VolumeSize VolumeThroughput VolumeType Vpc VpcID
VpcPeeringConnectionID VpceMultiRegion VpcePrivateDnsPreference VpcePrivateDnsSpecifiedDomains VpceServiceName VpceServiceOwner
VpceServicePrivateDnsName VpceServiceRegion VpceSupportedRegion osuser transitGatewayAttachmentId transitGatewayConnectPeerId transitGatewayId
transitGatewayMeteringPolicyId transitGatewayMulticastDomainId transitGatewayPolicyTableId transitGatewayRouteTableAnnouncementId
transitGatewayRouteTableId`,
  ecr: "AccountSetting ResourceTag/*",
  ecs: `CreateAction ResourceTag/* account-setting auto-assign-public-ip capacity-provider cluster compute-compatibility container-instances container-name
daemon daemon-task-definition enable-ebs-volumes enable-ecs-managed-tags enable-execute-command enable-service-connect enable-vpc-lattice
fargate-ephemeral-storage-kms-key gateway instance-metadata-tags-propagation namespace privileged propagate-tags service subnet task task-cpu
task-definition task-memory`,
  elasticache: `AtRestEncryptionEnabled AuthTokenEnabled AutomaticFailoverEnabled CacheNodeType CacheParameterGroupName ClusterModeEnabled DataStorageUnit Durability
EngineType EngineVersion KmsKeyId MaximumDataStorage MaximumECPUPerSecond MinimumDataStorage MinimumECPUPerSecond MultiAZEnabled NumNodeGroups
ReplicasPerNodeGroup SnapshotRetentionLimit TransitEncryptionEnabled UserAuthenticationMode`,
  elasticfilesystem: "AccessPointArn AccessedViaMountTarget CreateAction Encrypted",
  elasticloadbalancing: "CreateAction ListenerProtocol ResourceTag/* Scheme SecurityGroup SecurityPolicy Subnet",
  events: `ContentFilterPresent EventBusArn ManagedBy Metadata/* Metadata/*/Matcher PolicyName SystemMetadata/AwsDetailType SystemMetadata/AwsSource
SystemMetadata/ContentType TargetArn creatorAccount detail-type detail.eventTypeCode detail.service detail.userIdentity.principalId eventBusInvocation
source`,
  "execute-api": "viaDomainArn",
  firehose: "",
  iam: `AWSServiceName AccountPropertyNamespaces AssociatedResourceArn DelegationDuration DelegationRequestOwner FIDO-FIPS-140-2-certification
FIDO-FIPS-140-3-certification FIDO-certification NotificationChannel OrganizationsPolicyId PassedToService PermissionsBoundary PolicyARN
RegisterSecurityKey ResourceTag/* RoleTemplateARN ServiceSpecificCredentialAgeDays ServiceSpecificCredentialServiceName TemplateArn`,
  kinesis: "FisActionId FisInjectPercentage FisTargetArns",
  kms: `BypassPolicyLockoutSafetyCheck CallerAccount CustomerMasterKeySpec CustomerMasterKeyUsage DataKeyPairSpec EncryptionAlgorithm EncryptionContext:*
EncryptionContextKeys ExpirationModel GrantConstraintSourceArn GrantConstraintType GrantIsForAWSResource GrantOperations GranteePrincipal
GranteeServicePrincipal KeyAgreementAlgorithm KeyOrigin KeySpec KeyUsage MacAlgorithm MessageType MultiRegion MultiRegionKeyType PrimaryRegion
ReEncryptOnSameKey RecipientAttestation:ImageSha384 RecipientAttestation:NitroTPMPCR0 RecipientAttestation:NitroTPMPCR1
RecipientAttestation:NitroTPMPCR10 RecipientAttestation:NitroTPMPCR11 RecipientAttestation:NitroTPMPCR12 RecipientAttestation:NitroTPMPCR13
RecipientAttestation:NitroTPMPCR14 RecipientAttestation:NitroTPMPCR15 RecipientAttestation:NitroTPMPCR16 RecipientAttestation:NitroTPMPCR17
RecipientAttestation:NitroTPMPCR18 RecipientAttestation:NitroTPMPCR19 RecipientAttestation:NitroTPMPCR2 RecipientAttestation:NitroTPMPCR20
RecipientAttestation:NitroTPMPCR21 RecipientAttestation:NitroTPMPCR22 RecipientAttestation:NitroTPMPCR23 RecipientAttestation:NitroTPMPCR3
RecipientAttestation:NitroTPMPCR4 RecipientAttestation:NitroTPMPCR5 RecipientAttestation:NitroTPMPCR6 RecipientAttestation:NitroTPMPCR7
RecipientAttestation:NitroTPMPCR8 RecipientAttestation:NitroTPMPCR9 RecipientAttestation:PCR0 RecipientAttestation:PCR1 RecipientAttestation:PCR10
RecipientAttestation:PCR11 RecipientAttestation:PCR12 RecipientAttestation:PCR13 RecipientAttestation:PCR14 RecipientAttestation:PCR15
RecipientAttestation:PCR16 RecipientAttestation:PCR17 RecipientAttestation:PCR18 RecipientAttestation:PCR19 RecipientAttestation:PCR2
RecipientAttestation:PCR20 RecipientAttestation:PCR21 RecipientAttestation:PCR22 RecipientAttestation:PCR23 RecipientAttestation:PCR24
RecipientAttestation:PCR25 RecipientAttestation:PCR26 RecipientAttestation:PCR27 RecipientAttestation:PCR28 RecipientAttestation:PCR29
RecipientAttestation:PCR3 RecipientAttestation:PCR30 RecipientAttestation:PCR31 RecipientAttestation:PCR4 RecipientAttestation:PCR5
RecipientAttestation:PCR6 RecipientAttestation:PCR7 RecipientAttestation:PCR8 RecipientAttestation:PCR9 ReplicaRegion RequestAlias ResourceAliases
RetiringPrincipal RetiringServicePrincipal RotationPeriodInDays ScheduleKeyDeletionPendingWindowInDays SigningAlgorithm TrailingDaysWithoutKeyUsage
ValidTo ViaService WrappingAlgorithm WrappingKeySpec`,
  lambda: `CodeSigningConfigArn EventSourceToken FunctionArn FunctionUrlAuthType InvokedViaFunctionUrl Layer Principal SecurityGroupIds SourceFunctionArn
SubnetIds VpcIds`,
  logs: "DeliveryDestinationResourceArn LogGeneratingResourceArns data_source_name data_source_type",
  rds: `BackupTarget CopyOptionGroup DatabaseClass DatabaseEngine DatabaseName EndpointType ManageMasterUserPassword MultiAz Piops PubliclyAccessible
StorageEncrypted StorageSize TagsFromRequest TenantDatabaseName Vpc cluster-pg-tag/* cluster-snapshot-tag/* cluster-tag/* db-tag/* es-tag/* og-tag/*
pg-tag/* req-tag/* ri-tag/* secgrp-tag/* snapshot-tag/* subgrp-tag/*`,
  "rds-data": "",
  "rds-db": "",
  route53: "ChangeResourceRecordSetsActions ChangeResourceRecordSetsNormalizedRecordNames ChangeResourceRecordSetsRecordTypes VPCs",
  s3: `AccessGrantScope AccessGrantsInstanceArn AccessGrantsLocationScope AccessPointNetworkOrigin AccessPointTag/* BucketTag/* DataAccessPointAccount
DataAccessPointArn ExistingJobOperation ExistingJobPriority ExistingObjectTag/* InventoryAccessibleOptionalFields JobSuspendedCause
ObjectCreationOperation RequestJobOperation RequestJobPriority RequestObjectTag/* RequestObjectTagKeys ResourceAccount TlsVersion annotation-prefix
authType delimiter deliverySourceArn destinationRegion if-match if-none-match isReplicationPauseRequest locationconstraint logType
max-annotation-results max-keys object-lock-event-hold object-lock-event-hold-duration-days object-lock-legal-hold object-lock-mode
object-lock-remaining-retention-days object-lock-retain-until-date prefix resourceArnBeingAuthorized signatureAge signatureversion versionid x-amz-acl
x-amz-bucket-namespace x-amz-content-sha256 x-amz-copy-source x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write
x-amz-grant-write-acp x-amz-metadata-directive x-amz-object-annotation-directive x-amz-object-if-match x-amz-object-ownership
x-amz-server-side-encryption x-amz-server-side-encryption-aws-kms-key-id x-amz-server-side-encryption-customer-algorithm x-amz-storage-class
x-amz-website-redirect-location`,
  saml: `aud cn commonName doc eduorghomepageuri eduorgidentityauthnpolicyuri eduorglegalname eduorgsuperioruri eduorgwhitepagesuri edupersonaffiliation
edupersonassurance edupersonentitlement edupersonnickname edupersonorgdn edupersonorgunitdn edupersonprimaryaffiliation edupersonprimaryorgunitdn
edupersonprincipalname edupersonscopedaffiliation edupersontargetedid givenName iss mail name namequalifier organizationStatus primaryGroupSID sub
sub_type surname uid x500UniqueIdentifier`,
  scheduler: "",
  secretsmanager: `AddReplicaRegions BlockPublicPolicy Description ExternalSecretRotationRoleArn ForceDeleteWithoutRecovery ForceOverwriteReplicaSecret KmsKeyArn
KmsKeyId ModifyRotationRules Name RecoveryWindowInDays ResourceTag/* RotateImmediately RotationLambdaARN SecretId SecretPrimaryRegion Type VersionId
VersionStage resource/AllowRotationLambdaArn resource/Type`,
  sns: "Endpoint Protocol",
  sqs: "",
  ssm: `AccessRequestId AutoApprove DocumentCategories DocumentType DocumentVersion InventoryTypeName NodeAccountId NodeOrgId Overwrite Policies Recursive
SessionDocumentAccessCheck SourceInstanceARN SourceInstanceArn SyncType resourceTag/* resourceTag/aws:ssmmessages:session-id
resourceTag/aws:ssmmessages:target-id`,
  ssmmessages: "",
  states: "HTTPEndpoint HTTPMethod StateMachineQualifier",
  sts: `AWSServiceName DurationSeconds ExternalId IdentityTokenAudience RequestContext/* RequestContextProviders RoleAuthorizedByIdp RoleSessionName
SigningAlgorithm SourceIdentity TaskPolicyArn TransitiveTagKeys`,
  tag: "",
  wafv2: "LogDestinationResource LogScope",
};

/** What condition keys begin with that are of no service by that name. */
export const OTHER_KEY_PREFIXES = new Set(
  `
    aws catalog cognito-identity-auth cognito-identity-unauth identitycenter saml
  `
    .trim()
    .split(/\s+/),
);
