/** Actions of services, their verbs apart, see `known-actions`. */
export const ACCOUNT_ACTIONS: Readonly<Record<string, string>> = {
  acm: `
    AddTagsToCertificate ExportCertificate ImportCertificate PutAccountConfiguration RemoveTagsFromCertificate RenewCertificate RequestCertificate
      ResendValidationEmail SearchCertificates TagResource UntagResource
    Create: AcmeDomainValidation AcmeEndpoint AcmeExternalAccountBinding
    Delete: AcmeDomainValidation AcmeEndpoint AcmeExternalAccountBinding Certificate
    Describe: AcmeAccount AcmeDomainValidation AcmeEndpoint AcmeExternalAccountBinding Certificate
    Get: AccountConfiguration AcmeExternalAccountBindingCredentials Certificate
    List: AcmeAccounts AcmeDomainValidations AcmeEndpoints AcmeExternalAccountBindings CertificateDomainValidations Certificates TagsForCertificate
      TagsForResource
    Revoke: AcmeAccount AcmeExternalAccountBinding Certificate
    Update: AcmeDomainValidation AcmeEndpoint Certificate CertificateOptions
  `,
  budgets: `
    CreateBudgetAction DeleteBudgetAction ExecuteBudgetAction ListTagsForResource ModifyBudget TagResource UntagResource UpdateBudgetAction ViewBudget
    Describe: BudgetAction BudgetActionHistories BudgetActionsForAccount BudgetActionsForBudget
  `,
  cloudfront: `
    AllowVendedLogDeliveryForResource CopyDistribution PutResourcePolicy TagResource UntagResource VerifyDnsConfiguration
    Associate: Alias DistributionTenantWebACL DistributionWebACL
    Create: AnycastIpList CachePolicy CloudFrontOriginAccessIdentity ConnectionFunction ConnectionGroup ContinuousDeploymentPolicy Distribution
      DistributionTenant FieldLevelEncryptionConfig FieldLevelEncryptionProfile Function Invalidation InvalidationForDistributionTenant KeyGroup
      KeyValueStore MonitoringSubscription OriginAccessControl OriginRequestPolicy PublicKey RealtimeLogConfig ResponseHeadersPolicy SavingsPlan
      StreamingDistribution StreamingDistributionWithTags TrustStore VpcOrigin
    Delete: AnycastIpList CachePolicy CloudFrontOriginAccessIdentity ConnectionFunction ConnectionGroup ContinuousDeploymentPolicy Distribution
      DistributionTenant FieldLevelEncryptionConfig FieldLevelEncryptionProfile Function KeyGroup KeyValueStore MonitoringSubscription
      OriginAccessControl OriginRequestPolicy PublicKey RealtimeLogConfig ResourcePolicy ResponseHeadersPolicy StreamingDistribution TrustStore
      VpcOrigin
    Describe: ConnectionFunction Function KeyValueStore
    Disassociate: DistributionTenantWebACL DistributionWebACL
    Get: AnycastIpList CachePolicy CachePolicyConfig CloudFrontOriginAccessIdentity CloudFrontOriginAccessIdentityConfig ConnectionFunction
      ConnectionGroup ConnectionGroupByRoutingEndpoint ContinuousDeploymentPolicy ContinuousDeploymentPolicyConfig Distribution DistributionConfig
      DistributionTenant DistributionTenantByDomain FieldLevelEncryption FieldLevelEncryptionConfig FieldLevelEncryptionProfile
      FieldLevelEncryptionProfileConfig Function Invalidation InvalidationForDistributionTenant KeyGroup KeyGroupConfig ManagedCertificateDetails
      MonitoringSubscription OriginAccessControl OriginAccessControlConfig OriginRequestPolicy OriginRequestPolicyConfig PublicKey PublicKeyConfig
      RealtimeLogConfig ResourcePolicy ResponseHeadersPolicy ResponseHeadersPolicyConfig SavingsPlan StreamingDistribution StreamingDistributionConfig
      TrustStore VpcOrigin
    List: AnycastIpLists CachePolicies CloudFrontOriginAccessIdentities ConflictingAliases ConnectionFunctions ConnectionGroups
      ContinuousDeploymentPolicies DistributionTenants DistributionTenantsByCustomization Distributions DistributionsByAnycastIpListId
      DistributionsByCachePolicyId DistributionsByConnectionFunction DistributionsByConnectionMode DistributionsByKeyGroup
      DistributionsByLambdaFunction DistributionsByOriginRequestPolicyId DistributionsByRealtimeLogConfig DistributionsByResponseHeadersPolicyId
      DistributionsByTrustStore DistributionsByVpcOriginId DistributionsByWebACLId DomainConflicts FieldLevelEncryptionConfigs
      FieldLevelEncryptionProfiles Functions Invalidations InvalidationsForDistributionTenant KeyGroups KeyValueStores OriginAccessControls
      OriginRequestPolicies PublicKeys RateCards RealtimeLogConfigs ResponseHeadersPolicies SavingsPlans StreamingDistributions TagsForResource
      TrustStores Usages VpcOrigins
    Publish: ConnectionFunction Function
    Test: ConnectionFunction Function
    Update: AnycastIpList CachePolicy CloudFrontOriginAccessIdentity ConnectionFunction ConnectionGroup ContinuousDeploymentPolicy Distribution
      DistributionTenant DistributionWithStagingConfig DomainAssociation FieldLevelEncryptionConfig FieldLevelEncryptionProfile Function KeyGroup
      KeyValueStore OriginAccessControl OriginRequestPolicy PublicKey RealtimeLogConfig ResponseHeadersPolicy SavingsPlan StreamingDistribution
      TrustStore VpcOrigin
  `,
  "cloudfront-keyvaluestore": "DeleteKey DescribeKeyValueStore GetKey ListKeys PutKey UpdateKeys",
  cloudtrail: `
    AddTags CancelQuery DeregisterOrganizationDelegatedAdmin DisableFederation EnableFederation LookupEvents RegisterOrganizationDelegatedAdmin
      RemoveTags RestoreEventDataStore SearchSampleQueries
    Create: Channel Dashboard EventDataStore ServiceLinkedChannel Trail
    Delete: Channel Dashboard EventDataStore ResourcePolicy ServiceLinkedChannel Trail
    Describe: Query Trails
    Generate: Query QueryResultsSummary
    Get: Channel Dashboard EventConfiguration EventDataStore EventDataStoreData EventSelectors Import InsightSelectors QueryResults ResourcePolicy
      ServiceLinkedChannel Trail TrailStatus
    List: Channels Dashboards EventDataStores ImportFailures Imports InsightsData PublicKeys Queries ServiceLinkedChannels Tags Trails
    Put: EventConfiguration EventSelectors InsightSelectors ResourcePolicy
    Start: DashboardRefresh EventDataStoreIngestion Import Logging Query
    Stop: EventDataStoreIngestion Import Logging
    Update: Channel Dashboard EventDataStore ServiceLinkedChannel Trail
  `,
  cloudwatch: `
    AssumeAccessProfile CallWithBearerToken InvokeIntegration Link QueryTraces SearchPrincipals SetAlarmState SubmitFeedback TagResource UntagResource
    Batch: GetServiceLevelIndicatorReport GetServiceLevelObjectiveBudgetReport
    Create: AccessGrant AccessProfile Alert Domain DomainAccessGrantForOrganization DomainForOrganization IngestionEndpoint Integration OmniDashboard
      OmniThread OneTimeDeepLinkCode ServiceLevelObjective Space View
    Delete: AccessGrant AccessProfile AlarmMuteRule Alarms Alert AnomalyDetector Dashboards Domain DomainAccessGrantForOrganization
      DomainForOrganization IngestionEndpoint InsightRules Integration MetricStream OmniDashboard OmniThread PipelineRule ServiceLevelObjective Space
      View
    Describe: AlarmHistory Alarms AlarmsForMetric AnomalyDetectors InsightRules
    Disable: AlarmActions InsightRules
    Enable: AlarmActions InsightRules TopologyDiscovery
    Generate: Query QueryResultsSummary
    Get: AccessGrant AccessProfile AgentGraph AlarmMuteRule Alert ContextGraph Dashboard Dataset Domain DomainAccessGrantForOrganization
      DomainForOrganization IngestionEndpoint InsightRuleReport Integration IntelligenceConfiguration MetricData MetricStatistics MetricStream
      MetricWidgetImage OTelEnrichment OmniDashboard OmniThread Preferences Records Service ServiceData ServiceLevelObjective Space SpaceCredentials
      SpaceCredentialsForOrganization TelemetryQueryResults TopologyDiscoveryStatus TopologyMap View
    List: AccessGrants AccessProfiles AlarmMuteRules AlertContributors Alerts Dashboards DomainAccessGrantsForOrganization Domains EntitiesForMetric
      IngestionEndpoints Integrations ManagedInsightRules MetricStreams Metrics OmniDashboards OmniThreads ServiceLevelObjectives Services SpaceAccess
      Spaces SpacesForOrganization TagsForResource TelemetryFields TelemetryQuerySessions Views
    Put: AlarmMuteRule AnomalyDetector CompositeAlarm Dashboard InsightRule IntelligenceConfiguration LogAlarm ManagedInsightRules MetricAlarm
      MetricData MetricStream PipelineRule
    Start: MetricStreams OTelEnrichment OmniThreadSession TelemetryQuery TelemetryQuerySession
    Stop: MetricStreams OTelEnrichment TelemetryQuery TelemetryQuerySession
    Update: AccessProfile Alert Domain DomainForOrganization IngestionEndpoint Integration OmniDashboard OmniThread Preferences ServiceLevelObjective
      Space View
  `,
  events: `
    ActivateEventSource AllowVendedLogDeliveryForResource CancelReplay DeactivateEventSource DeauthorizeConnection DisableRule EnableRule
      GetResourcePolicy InvokeApiDestination RetrieveConnectionCredentials RevokeResource StartReplay TagResource TestEventPattern UntagResource
    Create: ApiDestination Archive Connection Endpoint EventBus EventSource PartnerEventSource Subscriber
    Delete: ApiDestination Archive Connection Endpoint EventBus EventSource PartnerEventSource ResourcePolicy Rule Subscriber
    Describe: ApiDestination Archive Connection Endpoint EventBus EventSource PartnerEventSource Replay Rule Subscriber
    List: ApiDestinations Archives Connections Endpoints EventBuses EventSources PartnerEventSourceAccounts PartnerEventSources Replays
      ResourcePolicies RuleNamesByTarget Rules Subscribers TagsForResource TargetsByRule
    Put: Events PartnerEvents Permission RawEvents ResourcePolicy Rule Targets
    Remove: Permission Targets
    Update: ApiDestination Archive Connection Endpoint EventBus EventSource Subscriber
  `,
  "execute-api": "InvalidateCache Invoke ManageConnections",
  iam: `
    AcceptDelegationRequest AssociateDelegationRequest ChangePassword DeactivateMFADevice PassRole RejectDelegationRequest
      ResetServiceSpecificCredential ResyncMFADevice SendDelegationToken
    Add: ClientIDToOpenIDConnectProvider RoleToInstanceProfile UserToGroup
    Attach: GroupPolicy RolePolicy UserPolicy
    Create: AccessKey AccountAlias DelegationRequest Group InstanceProfile LoginProfile OpenIDConnectProvider Policy PolicyVersion Role SAMLProvider
      ServiceLinkedRole ServiceSpecificCredential User VirtualMFADevice
    Delete: AccessKey AccountAlias AccountPasswordPolicy CloudFrontPublicKey Group GroupPolicy InstanceProfile LoginProfile OpenIDConnectProvider
      Policy PolicyVersion Role RolePermissionsBoundary RolePolicy SAMLProvider SSHPublicKey ServerCertificate ServiceLinkedRole
      ServiceSpecificCredential SigningCertificate User UserPermissionsBoundary UserPolicy VirtualMFADevice
    Detach: GroupPolicy RolePolicy UserPolicy
    Disable: OrganizationsRootCredentialsManagement OrganizationsRootSessions OutboundWebIdentityFederation
    Enable: MFADevice OrganizationsRootCredentialsManagement OrganizationsRootSessions OutboundWebIdentityFederation
    Generate: CredentialReport OrganizationsAccessReport ServiceLastAccessedDetails
    Get: AccessKeyLastUsed AccountAuthorizationDetails AccountEmailAddress AccountName AccountPasswordPolicy AccountProperties AccountSummary
      CloudFrontPublicKey ContextKeysForCustomPolicy ContextKeysForPrincipalPolicy CredentialReport DelegationRequest Group GroupPolicy
      HumanReadableSummary InstanceProfile LoginProfile MFADevice OpenIDConnectProvider OrganizationsAccessReport OutboundWebIdentityFederationInfo
      Policy PolicyVersion Role RolePolicy RoleTemplateVersion SAMLProvider SSHPublicKey ServerCertificate ServiceLastAccessedDetails
      ServiceLastAccessedDetailsWithEntities ServiceLinkedRoleDeletionStatus User UserPolicy
    List: AccessKeys AccountAliases AttachedGroupPolicies AttachedRolePolicies AttachedUserPolicies CloudFrontPublicKeys DelegationRequests
      EntitiesForPolicy GroupPolicies Groups GroupsForUser InstanceProfileTags InstanceProfiles InstanceProfilesForRole MFADeviceTags MFADevices
      OpenIDConnectProviderTags OpenIDConnectProviders OrganizationsFeatures Policies PoliciesGrantingServiceAccess PolicyTags PolicyVersions
      RolePolicies RoleTags Roles SAMLProviderTags SAMLProviders SSHPublicKeys STSRegionalEndpointsStatus ServerCertificateTags ServerCertificates
      ServiceSpecificCredentials SigningCertificates UserPolicies UserTags Users VirtualMFADevices
    Put: AccountProperties GroupPolicy RolePermissionsBoundary RolePolicy UserPermissionsBoundary UserPolicy
    Remove: ClientIDFromOpenIDConnectProvider RoleFromInstanceProfile UserFromGroup
    Set: DefaultPolicyVersion STSRegionalEndpointStatus SecurityTokenServicePreferences
    Simulate: CustomPolicy PrincipalPolicy
    Tag: InstanceProfile MFADevice OpenIDConnectProvider Policy Role SAMLProvider ServerCertificate User
    Untag: InstanceProfile MFADevice OpenIDConnectProvider Policy Role SAMLProvider ServerCertificate User
    Update: AccessKey AccountEmailAddress AccountName AccountPasswordPolicy AssumeRolePolicy CloudFrontPublicKey Group LoginProfile
      OpenIDConnectProviderThumbprint Role RoleDescription SAMLProvider SSHPublicKey ServerCertificate ServiceSpecificCredential SigningCertificate
      User
    Upload: CloudFrontPublicKey SSHPublicKey ServerCertificate SigningCertificate
  `,
  kms: `
    CancelKeyDeletion ConnectCustomKeyStore Decrypt DeriveSharedSecret DisconnectCustomKeyStore Encrypt ImportKeyMaterial PutKeyPolicy ReplicateKey
      RetireGrant RevokeGrant RotateKeyOnDemand ScheduleKeyDeletion Sign SynchronizeMultiRegionKey TagResource UntagResource Verify
    Create: Alias CustomKeyStore Grant Key
    Delete: Alias CustomKeyStore ImportedKeyMaterial
    Describe: CustomKeyStores Key
    Disable: Key KeyRotation
    Enable: Key KeyRotation
    Generate: DataKey DataKeyPair DataKeyPairWithoutPlaintext DataKeyWithoutPlaintext Mac Random
    Get: KeyLastUsage KeyPolicy KeyRotationStatus ParametersForImport PublicKey
    List: Aliases Grants KeyPolicies KeyRotations Keys ResourceTags RetirableGrants
    Re: EncryptFrom EncryptTo
    Update: Alias CustomKeyStore KeyDescription PrimaryRegion
    Verify: Mac
  `,
  logs: `
    CallWithBearerToken FilterLogEvents Link ProcessWithPipeline Unmask
    Associate: KmsKey SourceToS3TableIntegration
    Cancel: ExportTask ImportTask
    Create: Delivery ExportTask ImportTask LogAnomalyDetector LogDelivery LogGroup LogStream LookupTable ScheduledQuery
    Delete: AccountPolicy DataProtectionPolicy Delivery DeliveryDestination DeliveryDestinationPolicy DeliverySource Destination IndexPolicy
      Integration LogAnomalyDetector LogDelivery LogGroup LogStream LookupTable MetricFilter PipelineRule QueryDefinition ResourcePolicy
      RetentionPolicy ScheduledQuery SubscriptionFilter SyslogConfiguration Transformer
    Describe: AccountPolicies ConfigurationTemplates Deliveries DeliveryDestinations DeliverySources Destinations ExportTasks FieldIndexes
      ImportTaskBatches ImportTasks IndexPolicies LogGroups LogStreams LookupTables MetricFilters Queries QueryDefinitions ResourcePolicies
      SubscriptionFilters
    Disassociate: KmsKey SourceFromS3TableIntegration
    Get: DataProtectionPolicy Delivery DeliveryDestination DeliveryDestinationPolicy DeliverySource Integration LogAnomalyDetector LogDelivery
      LogEvents LogFields LogGroupFields LogRecord LookupTable QueryResults ScheduledQuery ScheduledQueryHistory StorageTierPolicy Transformer
    Integrate: WithDataset WithS3Table
    List: AggregateLogGroupSummaries Anomalies EntitiesForLogGroup Integrations LogAnomalyDetectors LogDeliveries LogGroups LogGroupsForEntity
      LogGroupsForQuery ScheduledQueries SourcesForS3TableIntegration SyslogConfigurations TagsForResource TagsLogGroup
    Put: AccountPolicy BearerTokenAuthentication DataProtectionPolicy DeliveryDestination DeliveryDestinationPolicy DeliverySource Destination
      DestinationPolicy IndexPolicy Integration LogEvents LogGroupDeletionProtection MetricFilter PipelineRule QueryDefinition ResourcePolicy
      RetentionPolicy StorageTierPolicy SubscriptionFilter SyslogConfiguration Transformer
    Start: LiveTail Query
    Stop: LiveTail Query
    Tag: LogGroup Resource
    Test: MetricFilter Transformer
    Untag: LogGroup Resource
    Update: Anomaly DeliveryConfiguration LogAnomalyDetector LogDelivery LookupTable ScheduledQuery
  `,
  route53: `
    ActivateKeySigningKey AssociateVPCWithHostedZone DeactivateKeySigningKey DisableHostedZoneDNSSEC DisassociateVPCFromHostedZone
      EnableHostedZoneDNSSEC TestDNSAnswer
    Change: CidrCollection ResourceRecordSets TagsForResource
    Create: CidrCollection HealthCheck HostedZone KeySigningKey QueryLoggingConfig ReusableDelegationSet TrafficPolicy TrafficPolicyInstance
      TrafficPolicyVersion VPCAssociationAuthorization
    Delete: CidrCollection HealthCheck HostedZone KeySigningKey QueryLoggingConfig ReusableDelegationSet TrafficPolicy TrafficPolicyInstance
      VPCAssociationAuthorization
    Get: AccountLimit Change CheckerIpRanges DNSSEC GeoLocation HealthCheck HealthCheckCount HealthCheckLastFailureReason HealthCheckStatus HostedZone
      HostedZoneCount HostedZoneLimit QueryLoggingConfig ReusableDelegationSet ReusableDelegationSetLimit TrafficPolicy TrafficPolicyInstance
      TrafficPolicyInstanceCount
    List: CidrBlocks CidrCollections CidrLocations GeoLocations HealthChecks HostedZones HostedZonesByName HostedZonesByVPC QueryLoggingConfigs
      ResourceRecordSets ReusableDelegationSets TagsForResource TagsForResources TrafficPolicies TrafficPolicyInstances
      TrafficPolicyInstancesByHostedZone TrafficPolicyInstancesByPolicy TrafficPolicyVersions VPCAssociationAuthorizations
    Update: HealthCheck HostedZoneComment HostedZoneFeatures TrafficPolicyComment TrafficPolicyInstance
  `,
  route53resolver: `
    ImportFirewallDomains TagResource UntagResource
    Associate: FirewallRuleGroup ResolverEndpointIpAddress ResolverQueryLogConfig ResolverRule
    Create: FirewallDomainList FirewallRule FirewallRuleGroup OutpostResolver ResolverEndpoint ResolverQueryLogConfig ResolverRule
    Delete: FirewallDomainList FirewallRule FirewallRuleGroup OutpostResolver ResolverEndpoint ResolverQueryLogConfig ResolverRule
    Disassociate: FirewallRuleGroup ResolverEndpointIpAddress ResolverQueryLogConfig ResolverRule
    Get: FirewallConfig FirewallDomainList FirewallRuleGroup FirewallRuleGroupAssociation FirewallRuleGroupPolicy OutpostResolver ResolverConfig
      ResolverDnssecConfig ResolverEndpoint ResolverQueryLogConfig ResolverQueryLogConfigAssociation ResolverQueryLogConfigPolicy ResolverRule
      ResolverRuleAssociation ResolverRulePolicy
    List: FirewallConfigs FirewallDomainLists FirewallDomains FirewallRuleGroupAssociations FirewallRuleGroups FirewallRuleTypes FirewallRules
      OutpostResolvers ResolverConfigs ResolverDnssecConfigs ResolverEndpointIpAddresses ResolverEndpoints ResolverQueryLogConfigAssociations
      ResolverQueryLogConfigs ResolverRuleAssociations ResolverRules TagsForResource
    Put: FirewallRuleGroupPolicy ResolverQueryLogConfigPolicy ResolverRulePolicy
    Update: FirewallConfig FirewallDomains FirewallRule FirewallRuleGroupAssociation OutpostResolver ResolverConfig ResolverDnssecConfig
      ResolverEndpoint ResolverRule
  `,
  sts: `
    DecodeAuthorizationMessage
    Assume: Role RoleWithSAML RoleWithWebIdentity Root
    Get: AccessKeyInfo CallerIdentity DelegatedAccessToken FederationToken ServiceBearerToken SessionToken WebIdentityToken
    Set: Context SourceIdentity
    Tag: GetWebIdentityToken Session
  `,
  tag: `
    DescribeReportCreation ListRequiredTags StartReportCreation TagResources UntagResources
    Get: ComplianceSummary Resources TagKeys TagValues
  `,
  wafv2: `
    AssociateWebACL CheckCapacity GenerateMobileSdkReleaseUrl TagResource UntagResource
    Create: APIKey IPSet RegexPatternSet RuleGroup WebACL
    Delete: APIKey FirewallManagerRuleGroups IPSet LoggingConfiguration PermissionPolicy RegexPatternSet RuleGroup WebACL
    Describe: AllManagedProducts ManagedProductsByVendor ManagedRuleGroup
    Disassociate: FirewallManager WebACL
    Get: DecryptedAPIKey IPSet LoggingConfiguration ManagedRuleSet MobileSdkRelease PermissionPolicy RateBasedStatementManagedKeys RegexPatternSet
      RevenueStatistics RevenueStatisticsSummary RevenueStatisticsTimeSeries RuleGroup SampledRequests TopPathStatisticsByTraffic WebACL
      WebACLForResource
    List: APIKeys AvailableManagedRuleGroupVersions AvailableManagedRuleGroups IPSets LoggingConfigurations ManagedRuleSets MobileSdkReleases
      RegexPatternSets ResourcesForWebACL RuleGroups SettlementRecords TagsForResource WebACLs
    Put: FirewallManagerRuleGroups LoggingConfiguration ManagedRuleSetVersions PermissionPolicy
    Update: IPSet ManagedRuleSetVersionExpiryDate RegexPatternSet RuleGroup WebACL
    Validate: NetworkSecurityManagerRuleConfiguration NetworkSecurityManagerWebACLConfiguration
  `,
  xray: `
    CancelTraceRetrieval Link StartTraceRetrieval TagResource UntagResource
    Batch: GetTraceSummaryById GetTraces
    Create: Group SamplingRule
    Delete: Group ResourcePolicy SamplingRule
    Get: DistinctTraceGraphs EncryptionConfig Group Groups IndexingRules Insight InsightEvents InsightImpactGraph InsightSummaries
      RetrievedTracesGraph SamplingRules SamplingStatisticSummaries SamplingTargets ServiceGraph TimeSeriesServiceStatistics TraceGraph
      TraceSegmentDestination TraceSummaries
    List: ResourcePolicies RetrievedTraces TagsForResource
    Put: EncryptionConfig ResourcePolicy Spans SpansForIndexing TelemetryRecords TraceSegments
    Update: Group IndexingRule SamplingRule TraceSegmentDestination
  `,
};
