/** Actions of services, their verbs apart, see `known-actions`. */
export const COMPUTE_ACTIONS: Readonly<Record<string, string>> = {
  "application-autoscaling": `
    DeregisterScalableTarget GetPredictiveScalingForecast ListTagsForResource RegisterScalableTarget TagResource UntagResource
    Delete: ScalingPolicy ScheduledAction
    Describe: ScalableTargets ScalingActivities ScalingPolicies ScheduledActions
    Put: ScalingPolicy ScheduledAction
  `,
  autoscaling: `
    CancelInstanceRefresh CompleteLifecycleAction DisableMetricsCollection EnableMetricsCollection EnterStandby ExecutePolicy ExitStandby
      GetPredictiveScalingForecast LaunchInstances RecordLifecycleActionHeartbeat ResumeProcesses RollbackInstanceRefresh StartInstanceRefresh
      SuspendProcesses TerminateInstanceInAutoScalingGroup UpdateAutoScalingGroup
    Attach: Instances LoadBalancerTargetGroups LoadBalancers TrafficSources
    Batch: DeleteScheduledAction PutScheduledUpdateGroupAction
    Create: AutoScalingGroup LaunchConfiguration OrUpdateTags
    Delete: AutoScalingGroup LaunchConfiguration LifecycleHook NotificationConfiguration Policy ScheduledAction Tags WarmPool
    Describe: AccountLimits AccountSettings AdjustmentTypes AutoScalingGroups AutoScalingInstances AutoScalingNotificationTypes InstanceRefreshes
      LaunchConfigurations LifecycleHookTypes LifecycleHooks LoadBalancerTargetGroups LoadBalancers MetricCollectionTypes NotificationConfigurations
      Policies ScalingActivities ScalingProcessTypes ScheduledActions Tags TerminationPolicyTypes TrafficSources WarmPool
    Detach: Instances LoadBalancerTargetGroups LoadBalancers TrafficSources
    Put: AccountSetting LifecycleHook NotificationConfiguration ScalingPolicy ScheduledUpdateGroupAction WarmPool
    Set: DesiredCapacity InstanceHealth InstanceProtection
  `,
  ec2: `
    AdvertiseByoipCidr ApplySecurityGroupsToClientVpnTargetNetwork BatchModifyIpamRoutingPolicyRegistrations BundleInstance ConfirmProductInstance
      LockSnapshot MonitorInstances PauseVolumeIO PutResourcePolicy RebootInstances ReportInstanceStatus StopInstances UnlockSnapshot
      UnmonitorInstances ValidateSecurityGroupQuotasForInterface WithdrawByoipCidr
    Accept: AddressTransfer CapacityReservationBillingOwnership ReservedInstancesExchangeQuote TransitGatewayClientVpnAttachment
      TransitGatewayMulticastDomainAssociations TransitGatewayPeeringAttachment TransitGatewayVpcAttachment VpcEndpointConnections
      VpcPeeringConnection
    Allocate: Address Hosts IpamPoolCidr
    Assign: Ipv6Addresses PrivateIpAddresses PrivateNatGatewayAddress
    Associate: Address ApplicationStatusCheck CapacityReservationBillingOwner ClientVpnTargetNetwork DhcpOptions EnclaveCertificateIamRole
      IamInstanceProfile InstanceEventWindow IpamByoasn IpamResourceDiscovery NatGatewayAddress RouteServer RouteTable SecurityGroupVpc
      SubnetCidrBlock TransitGatewayMulticastDomain TransitGatewayPolicyTable TransitGatewayRouteTable TrunkInterface VerifiedAccessInstanceWebAcl
      VpcCidrBlock
    Attach: ApplianceToNatGateway ClassicLinkVpc ImageWatermark InternetGateway NetworkInterface ResourcesToPlacementGroup VerifiedAccessTrustProvider
      Volume VpnGateway
    Authorize: ClientVpnIngress SecurityGroupEgress SecurityGroupIngress
    Cancel: BundleTask CapacityReservation CapacityReservationFleets ConversionTask DeclarativePoliciesReport ExportTask ImageLaunchPermission
      ImportTask ReservedInstancesListing SpotFleetRequests SpotInstanceRequests
    Copy: FpgaImage Image Snapshot Volumes
    Create: ApplicationStatusCheck CapacityManagerDataExport CapacityReservation CapacityReservationBySplitting CapacityReservationCancellationQuote
      CapacityReservationFleet CarrierGateway ClientVpnEndpoint ClientVpnRoute CoipCidr CoipPool CoipPoolPermission CustomerGateway DefaultSubnet
      DefaultVpc DelegateMacVolumeOwnershipTask DhcpOptions EgressOnlyInternetGateway Fleet FlowLogs FpgaImage Image ImageUsageReport
      InstanceConnectEndpoint InstanceEventWindow InstanceExportTask InternetGateway InterruptibleCapacityReservationAllocation Ipam
      IpamExternalResourceVerificationToken IpamInternetRegistryAssociation IpamPolicy IpamPool IpamPrefixListResolver IpamPrefixListResolverTarget
      IpamResourceDiscovery IpamRoutingPolicyRegistration IpamScope KeyPair LaunchTemplate LaunchTemplateVersion LocalGatewayRoute
      LocalGatewayRouteTable LocalGatewayRouteTablePermission LocalGatewayRouteTableVirtualInterfaceGroupAssociation
      LocalGatewayRouteTableVpcAssociation LocalGatewayVirtualInterface LocalGatewayVirtualInterfaceGroup MacSystemIntegrityProtectionModificationTask
      ManagedPrefixList NatGateway NetworkAcl NetworkAclEntry NetworkInsightsAccessScope NetworkInsightsPath NetworkInterface
      NetworkInterfacePermission OdbNetworkPeering PlacementGroup PublicIpv4Pool ReplaceRootVolumeTask ReservedInstancesListing RestoreImageTask Route
      RouteServer RouteServerEndpoint RouteServerPeer RouteTable SecondaryNetwork SecondarySubnet SecurityGroup Snapshot Snapshots
      SpotDatafeedSubscription StoreImageTask Subnet SubnetCidrReservation Tags TrafficMirrorFilter TrafficMirrorFilterRule TrafficMirrorSession
      TrafficMirrorTarget TransitGateway TransitGatewayConnect TransitGatewayConnectPeer TransitGatewayMeteringPolicy
      TransitGatewayMeteringPolicyEntry TransitGatewayMulticastDomain TransitGatewayPeeringAttachment TransitGatewayPolicyTable
      TransitGatewayPolicyTableEntry TransitGatewayPrefixListReference TransitGatewayRoute TransitGatewayRouteTable
      TransitGatewayRouteTableAnnouncement TransitGatewayVpcAttachment VerifiedAccessEndpoint VerifiedAccessGroup VerifiedAccessInstance
      VerifiedAccessTrustProvider Volume Vpc VpcBlockPublicAccessExclusion VpcEncryptionControl VpcEndpoint VpcEndpointConnectionNotification
      VpcEndpointServiceConfiguration VpcPeeringConnection VpnConcentrator VpnConnection VpnConnectionRoute VpnGateway
    Delete: ApplicationStatusCheck CapacityManagerDataExport CarrierGateway ClientVpnEndpoint ClientVpnRoute CoipCidr CoipPool CoipPoolPermission
      CustomerGateway DhcpOptions EgressOnlyInternetGateway Fleets FlowLogs FpgaImage ImageUsageReport InstanceConnectEndpoint InstanceEventWindow
      InternetGateway Ipam IpamExternalResourceVerificationToken IpamInternetRegistryAssociation IpamPolicy IpamPool IpamPrefixListResolver
      IpamPrefixListResolverTarget IpamResourceDiscovery IpamRoutingPolicyRegistration IpamScope KeyPair LaunchTemplate LaunchTemplateVersions
      LocalGatewayRoute LocalGatewayRouteTable LocalGatewayRouteTablePermission LocalGatewayRouteTableVirtualInterfaceGroupAssociation
      LocalGatewayRouteTableVpcAssociation LocalGatewayVirtualInterface LocalGatewayVirtualInterfaceGroup ManagedPrefixList NatGateway NetworkAcl
      NetworkAclEntry NetworkInsightsAccessScope NetworkInsightsAccessScopeAnalysis NetworkInsightsAnalysis NetworkInsightsPath NetworkInterface
      NetworkInterfacePermission OdbNetworkPeering PlacementGroup PublicIpv4Pool QueuedReservedInstances ResourcePolicy Route RouteServer
      RouteServerEndpoint RouteServerPeer RouteTable SecondaryNetwork SecondarySubnet SecurityGroup Snapshot SpotDatafeedSubscription Subnet
      SubnetCidrReservation Tags TrafficMirrorFilter TrafficMirrorFilterRule TrafficMirrorSession TrafficMirrorTarget TransitGateway
      TransitGatewayClientVpnAttachment TransitGatewayConnect TransitGatewayConnectPeer TransitGatewayMeteringPolicy TransitGatewayMeteringPolicyEntry
      TransitGatewayMulticastDomain TransitGatewayPeeringAttachment TransitGatewayPolicyTable TransitGatewayPolicyTableEntry
      TransitGatewayPrefixListReference TransitGatewayRoute TransitGatewayRouteTable TransitGatewayRouteTableAnnouncement TransitGatewayVpcAttachment
      VerifiedAccessEndpoint VerifiedAccessGroup VerifiedAccessInstance VerifiedAccessTrustProvider Volume Vpc VpcBlockPublicAccessExclusion
      VpcEncryptionControl VpcEndpointConnectionNotifications VpcEndpointServiceConfigurations VpcEndpoints VpcPeeringConnection VpnConcentrator
      VpnConnection VpnConnectionRoute VpnGateway
    Deprovision: ByoipCidr IpamByoasn IpamPoolCidr PublicIpv4PoolCidr
    Deregister: Image InstanceEventNotificationAttributes TransitGatewayMulticastGroupMembers TransitGatewayMulticastGroupSources
    Describe: AccountAttributes AccountVpcEncryptionControl AddressTransfers Addresses AddressesAttribute AggregateIdFormat ApplicationStatus
      ApplicationStatusCheckAssociations ApplicationStatusChecks AvailabilityZones AwsNetworkPerformanceMetricSubscriptions BundleTasks ByoipCidrs
      CapacityBlockExtensionHistory CapacityBlockExtensionOfferings CapacityBlockOfferings CapacityBlockStatus CapacityBlocks
      CapacityManagerDataExports CapacityReservationBillingRequests CapacityReservationCancellationQuotes CapacityReservationFleets
      CapacityReservationTopology CapacityReservations CarrierGateways ClassicLinkInstances ClientVpnAuthorizationRules ClientVpnConnections
      ClientVpnEndpoints ClientVpnRoutes ClientVpnTargetNetworks CoipPools ConversionTasks CustomerGateways DeclarativePoliciesReports DhcpOptions
      EgressOnlyInternetGateways ElasticGpus ExportImageTasks ExportTasks FastLaunchImages FastSnapshotRestores FleetHistory FleetInstances Fleets
      FlowLogs FpgaImageAttribute FpgaImages HostReservationOfferings HostReservations Hosts IamInstanceProfileAssociations IdFormat IdentityIdFormat
      ImageAttribute ImageReferences ImageUsageReportEntries ImageUsageReports Images ImportImageTasks ImportSnapshotTasks InstanceAttribute
      InstanceConnectEndpoints InstanceCreditSpecifications InstanceEventNotificationAttributes InstanceEventWindows InstanceImageMetadata
      InstanceSqlHaHistoryStates InstanceSqlHaStates InstanceStatus InstanceTopology InstanceTypeOfferings InstanceTypes Instances InternetGateways
      IpamByoasn IpamExternalResourceVerificationTokens IpamInternetRegistryAssociations IpamPolicies IpamPoolAllocations IpamPools
      IpamPrefixListResolverTargets IpamPrefixListResolvers IpamResourceDiscoveries IpamResourceDiscoveryAssociations IpamScopes Ipams Ipv6Pools
      KeyPairs LaunchTemplateVersions LaunchTemplates LocalGatewayRouteTablePermissions LocalGatewayRouteTableVirtualInterfaceGroupAssociations
      LocalGatewayRouteTableVpcAssociations LocalGatewayRouteTables LocalGatewayVirtualInterfaceGroups LocalGatewayVirtualInterfaces LocalGateways
      LockedSnapshots MacHosts MacModificationTasks ManagedPrefixLists MovingAddresses NatGateways NetworkAcls NetworkInsightsAccessScopeAnalyses
      NetworkInsightsAccessScopes NetworkInsightsAnalyses NetworkInsightsPaths NetworkInterfaceAttribute NetworkInterfacePermissions NetworkInterfaces
      OutpostLags PlacementGroups PrefixLists PrincipalIdFormat PublicIpv4Pools Regions ReplaceRootVolumeTasks ReservedInstances
      ReservedInstancesListings ReservedInstancesModifications ReservedInstancesOfferings RouteServerEndpoints RouteServerPeers RouteServers
      RouteTables ScheduledInstanceAvailability ScheduledInstances SecondaryInterfaces SecondaryNetworks SecondarySubnets SecurityGroupReferences
      SecurityGroupRules SecurityGroupVpcAssociations SecurityGroups ServiceLinkVirtualInterfaces SnapshotAttribute SnapshotTierStatus Snapshots
      SpotDatafeedSubscription SpotFleetInstances SpotFleetRequestHistory SpotFleetRequests SpotInstanceRequests SpotPriceHistory StaleSecurityGroups
      StoreImageTasks Subnets Tags TrafficMirrorFilterRules TrafficMirrorFilters TrafficMirrorSessions TrafficMirrorTargets TransitGatewayAttachments
      TransitGatewayConnectPeers TransitGatewayConnects TransitGatewayMeteringPolicies TransitGatewayMulticastDomains TransitGatewayPeeringAttachments
      TransitGatewayPolicyTables TransitGatewayRouteTableAnnouncements TransitGatewayRouteTables TransitGatewayVpcAttachments TransitGateways
      TrunkInterfaceAssociations VerifiedAccessEndpoints VerifiedAccessGroups VerifiedAccessInstanceLoggingConfigurations
      VerifiedAccessInstanceWebAclAssociations VerifiedAccessInstances VerifiedAccessTrustProviders VolumeAttribute VolumeStatus Volumes
      VolumesModifications VpcAttribute VpcBlockPublicAccessExclusions VpcBlockPublicAccessOptions VpcClassicLink VpcClassicLinkDnsSupport
      VpcEncryptionControls VpcEndpointAssociations VpcEndpointConnectionNotifications VpcEndpointConnections VpcEndpointServiceConfigurations
      VpcEndpointServicePermissions VpcEndpointServices VpcEndpoints VpcPeeringConnections Vpcs VpnConcentrators VpnConnections VpnGateways
    Detach: ApplianceFromNatGateway ClassicLinkVpc ImageWatermark InternetGateway NetworkInterface ResourcesFromPlacementGroup
      VerifiedAccessTrustProvider Volume VpnGateway
    Disable: AddressTransfer AllowedImagesSettings ApplicationStatusCheckSuppression AwsNetworkPerformanceMetricSubscription CapacityManager
      EbsEncryptionByDefault FastLaunch FastSnapshotRestores Image ImageBlockPublicAccess ImageDeprecation ImageDeregistrationProtection
      InstanceSqlHaStandbyDetections IpamOrganizationAdminAccount IpamPolicy RouteServerPropagation SerialConsoleAccess SnapshotBlockPublicAccess
      TransitGatewayRouteTablePropagation VgwRoutePropagation VpcClassicLink VpcClassicLinkDnsSupport
    Disassociate: Address ApplicationStatusCheck CapacityReservationBillingOwner ClientVpnTargetNetwork EnclaveCertificateIamRole IamInstanceProfile
      InstanceEventWindow IpamByoasn IpamResourceDiscovery NatGatewayAddress RouteServer RouteTable SecurityGroupVpc SubnetCidrBlock
      TransitGatewayMulticastDomain TransitGatewayPolicyTable TransitGatewayRouteTable TrunkInterface VerifiedAccessInstanceWebAcl VpcCidrBlock
    Enable: AddressTransfer AllowedImagesSettings ApplicationStatusCheckSuppression AwsNetworkPerformanceMetricSubscription CapacityManager
      EbsEncryptionByDefault FastLaunch FastSnapshotRestores Image ImageBlockPublicAccess ImageDeprecation ImageDeregistrationProtection
      InstanceSqlHaStandbyDetections IpamInternetRegistryAssociation IpamOrganizationAdminAccount IpamPolicy ReachabilityAnalyzerOrganizationSharing
      RouteServerPropagation SerialConsoleAccess SnapshotBlockPublicAccess TransitGatewayRouteTablePropagation VgwRoutePropagation VolumeIO
      VpcClassicLink VpcClassicLinkDnsSupport
    Export: ClientVpnClientCertificateRevocationList ClientVpnClientConfiguration Image TransitGatewayRoutes VerifiedAccessInstanceClientConfiguration
    Get: ActiveVpnTunnelStatus AllowedImagesSettings AssociatedEnclaveCertificateIamRoles AssociatedIpv6PoolCidrs AwsNetworkPerformanceData
      CapacityManagerAttributes CapacityManagerMetricData CapacityManagerMetricDimensions CapacityManagerMonitoredTagKeys CapacityReservationUsage
      CoipPoolUsage ConsoleOutput ConsoleScreenshot DeclarativePoliciesReportSummary DefaultCreditSpecification EbsDefaultKmsKeyId
      EbsEncryptionByDefault EnabledIpamPolicy FlowLogsIntegrationTemplate GroupsForCapacityReservation HostReservationPurchasePreview ImageAncestry
      ImageBlockPublicAccessState InstanceMetadataDefaults InstanceTpmEkPub InstanceTypesFromInstanceRequirements InstanceUefiData IpamAddressHistory
      IpamDiscoveredAccounts IpamDiscoveredPublicAddresses IpamDiscoveredResourceCidrs IpamDiscoveredRoutes IpamInternetRegistryAssociationAsns
      IpamInternetRegistryAssociationCidrs IpamPolicyAllocationRules IpamPolicyOrganizationTargets IpamPoolAllocations IpamPoolCidrs
      IpamPrefixListResolverRules IpamPrefixListResolverVersionEntries IpamPrefixListResolverVersions IpamResourceCidrs IpamRouteOriginAuthorizations
      IpamRouteProtectionFindings IpamRoutingPolicyRegistrationDeltas IpamRoutingPolicyRegistrations LaunchTemplateData ManagedPrefixListAssociations
      ManagedPrefixListEntries ManagedResourceVisibility NetworkInsightsAccessScopeAnalysisFindings NetworkInsightsAccessScopeContent PasswordData
      ReservedInstancesExchangeQuote ResourcePolicy RouteServerAssociations RouteServerPropagations RouteServerRoutingDatabase SecurityGroupsForVpc
      SerialConsoleAccessStatus SnapshotBlockPublicAccessState SpotPlacementScores SubnetCidrReservations TransitGatewayAttachmentPropagations
      TransitGatewayMeteringPolicyEntries TransitGatewayMulticastDomainAssociations TransitGatewayPolicyTableAssociations
      TransitGatewayPolicyTableEntries TransitGatewayPrefixListReferences TransitGatewayRouteTableAssociations TransitGatewayRouteTablePropagations
      VerifiedAccessEndpointPolicy VerifiedAccessEndpointTargets VerifiedAccessGroupPolicy VerifiedAccessInstanceWebAcl
      VpcResourcesBlockingEncryptionEnforcement VpnConnectionDeviceSampleConfiguration VpnConnectionDeviceTypes VpnTunnelReplacementStatus
    Import: ByoipCidrToIpam ClientVpnClientCertificateRevocationList Image Instance KeyPair Snapshot Volume
    Inject: ApiError VolumeIOLatency
    List: ImagesInRecycleBin SnapshotsInRecycleBin VolumesInRecycleBin
    Modify: AccountVpcEncryptionControl AddressAttribute ApplicationStatusCheck AvailabilityZoneGroup CapacityReservation CapacityReservationFleet
      ClientVpnEndpoint DefaultCreditSpecification EbsDefaultKmsKeyId Fleet FpgaImageAttribute Hosts IdFormat IdentityIdFormat ImageAttribute
      InstanceAttribute InstanceCapacityReservationAttributes InstanceConnectEndpoint InstanceCpuOptions InstanceCreditSpecification
      InstanceEventStartTime InstanceEventWindow InstanceMaintenanceOptions InstanceMetadataDefaults InstanceMetadataOptions
      InstanceNetworkPerformanceOptions InstancePlacement Ipam IpamPolicyAllocationRules IpamPool IpamPoolAllocation IpamPrefixListResolver
      IpamPrefixListResolverTarget IpamResourceCidr IpamResourceDiscovery IpamRoutingPolicyRegistration IpamScope LaunchTemplate LocalGatewayRoute
      ManagedPrefixList ManagedResourceVisibility NetworkInterfaceAttribute OdbNetworkPeering PrivateDnsNameOptions PublicIpDnsNameOptions
      ReservedInstances RouteServer SecurityGroupRules SnapshotAttribute SnapshotTier SpotFleetRequest SubnetAttribute
      TrafficMirrorFilterNetworkServices TrafficMirrorFilterRule TrafficMirrorSession TransitGateway TransitGatewayMeteringPolicy
      TransitGatewayPolicyTableEntry TransitGatewayPrefixListReference TransitGatewayVpcAttachment VerifiedAccessEndpoint VerifiedAccessEndpointPolicy
      VerifiedAccessGroup VerifiedAccessGroupPolicy VerifiedAccessInstance VerifiedAccessInstanceLoggingConfiguration VerifiedAccessTrustProvider
      Volume VolumeAttribute VpcAttribute VpcBlockPublicAccessExclusion VpcBlockPublicAccessOptions VpcEncryptionControl VpcEndpoint
      VpcEndpointConnectionNotification VpcEndpointPayerResponsibility VpcEndpointServiceConfiguration VpcEndpointServicePayerResponsibility
      VpcEndpointServicePermissions VpcPeeringConnectionOptions VpcTenancy VpnConnection VpnConnectionOptions VpnTunnelCertificate VpnTunnelOptions
    Move: AddressToVpc ByoipCidrToIpam CapacityReservationInstances
    Provision: ByoipCidr IpamByoasn IpamPoolCidr PublicIpv4PoolCidr
    Purchase: CapacityBlock CapacityBlockExtension HostReservation ReservedInstancesOffering ScheduledInstances
    Register: Image InstanceEventNotificationAttributes TransitGatewayMulticastGroupMembers TransitGatewayMulticastGroupSources
    Reject: CapacityReservationBillingOwnership TransitGatewayClientVpnAttachment TransitGatewayMulticastDomainAssociations
      TransitGatewayPeeringAttachment TransitGatewayVpcAttachment VpcEndpointConnections VpcPeeringConnection
    Release: Address Hosts IpamPoolAllocation
    Replace: IamInstanceProfileAssociation ImageCriteriaInAllowedImagesSettings ImageInstanceTypeSpecification NetworkAclAssociation NetworkAclEntry
      Route RouteTableAssociation TransitGatewayRoute VpnTunnel
    Request: SpotFleet SpotInstances
    Reset: AddressAttribute EbsDefaultKmsKeyId FpgaImageAttribute ImageAttribute InstanceAttribute NetworkInterfaceAttribute SnapshotAttribute
    Restore: AddressToClassic ImageFromRecycleBin ManagedPrefixListVersion SnapshotFromRecycleBin SnapshotTier VolumeFromRecycleBin
    Revoke: ClientVpnIngress SecurityGroupEgress SecurityGroupIngress
    Run: Instances ScheduledInstances
    Search: LocalGatewayRoutes TransitGatewayMulticastGroups TransitGatewayRoutes
    Send: DiagnosticInterrupt SpotInstanceInterruptions
    Start: DeclarativePoliciesReport Instances NetworkInsightsAccessScopeAnalysis NetworkInsightsAnalysis VpcEndpointServicePrivateDnsVerification
    Terminate: ClientVpnConnections Instances
    Unassign: Ipv6Addresses PrivateIpAddresses PrivateNatGatewayAddress
    Update: CapacityManagerMonitoredTagKeys CapacityManagerOrganizationsAccess InterruptibleCapacityReservationAllocation
      SecurityGroupRuleDescriptionsEgress SecurityGroupRuleDescriptionsIngress
  `,
  ec2messages: `
    AcknowledgeMessage DeleteMessage FailMessage SendReply
    Get: Endpoint Messages
  `,
  ecr: `
    CompleteLayerUpload DeregisterPullTimeUpdateExclusion InitiateLayerUpload RegisterPullTimeUpdateExclusion ReplicateImage SetRepositoryPolicy
      TagResource UntagResource UploadLayerPart ValidatePullThroughCacheRule
    Batch: CheckLayerAvailability DeleteImage GetImage GetRepositoryScanningConfiguration ImportUpstreamImage
    Create: PullThroughCacheRule Repository RepositoryCreationTemplate
    Delete: LifecyclePolicy PullThroughCacheRule RegistryPolicy Repository RepositoryCreationTemplate RepositoryPolicy SigningConfiguration
    Describe: ImageReplicationStatus ImageScanFindings ImageSigningStatus Images PullThroughCacheRules Registry Repositories
      RepositoryCreationTemplates
    Get: AccountSetting AuthorizationToken DownloadUrlForLayer ImageCopyStatus LifecyclePolicy LifecyclePolicyPreview RegistryPolicy
      RegistryScanningConfiguration RepositoryPolicy SigningConfiguration
    List: Images PullTimeUpdateExclusions TagsForResource
    Put: AccountSetting Image ImageScanningConfiguration ImageTagMutability LifecyclePolicy RegistryPolicy RegistryScanningConfiguration
      ReplicationConfiguration SigningConfiguration
    Start: ImageScan LifecyclePolicyPreview
    Update: ImageStorageClass PullThroughCacheRule RepositoryCreationTemplate
  `,
  ecs: `
    AllowVendedLogDeliveryForResource ContinueServiceDeployment DiscoverPollEndpoint ExecuteCommand GetTaskProtection Poll RunTask TagResource
      UntagResource
    Create: CapacityProvider Cluster Daemon ExpressGatewayService Service TaskSet
    Delete: AccountSetting Attributes CapacityProvider Cluster Daemon DaemonTaskDefinition ExpressGatewayService Service TaskDefinitions TaskSet
    Deregister: ContainerInstance TaskDefinition
    Describe: CapacityProviders Clusters ContainerInstances Daemon DaemonDeployments DaemonRevisions DaemonTaskDefinition ExpressGatewayService
      ServiceDeployments ServiceRevisions Services TaskDefinition TaskSets Tasks
    List: AccountSettings Attributes Clusters ContainerInstances DaemonDeployments DaemonTaskDefinitions Daemons ServiceDeployments Services
      ServicesByNamespace TagsForResource TaskDefinitionFamilies TaskDefinitions Tasks
    Put: AccountSetting AccountSettingDefault Attributes ClusterCapacityProviders SystemLogEvents
    Register: ContainerInstance DaemonTaskDefinition TaskDefinition
    Start: Task TelemetrySession
    Stop: ServiceDeployment Task
    Submit: AttachmentStateChanges ContainerStateChange TaskStateChange
    Update: CapacityProvider Cluster ClusterSettings ContainerAgent ContainerInstancesState Daemon ExpressGatewayService Service ServicePrimaryTaskSet
      TaskProtection TaskSet
  `,
  elasticloadbalancing: `
    AllowVendedLogDeliveryForResource ApplySecurityGroupsToLoadBalancer AttachLoadBalancerToSubnets ConfigureHealthCheck DetachLoadBalancerFromSubnets
      DisableAvailabilityZonesForLoadBalancer EnableAvailabilityZonesForLoadBalancer
    Add: ListenerCertificates Tags TrustStoreRevocations
    Create: AppCookieStickinessPolicy LBCookieStickinessPolicy Listener LoadBalancer LoadBalancerListeners LoadBalancerPolicy Rule TargetGroup
      TrustStore WebACLAssociation
    Delete: Listener LoadBalancer LoadBalancerListeners LoadBalancerPolicy Rule SharedTrustStoreAssociation TargetGroup TrustStore WebACLAssociation
    Deregister: InstancesFromLoadBalancer Targets
    Describe: AccountLimits CapacityReservation InstanceHealth ListenerAttributes ListenerCertificates Listeners LoadBalancerAttributes
      LoadBalancerPolicies LoadBalancerPolicyTypes LoadBalancers Rules SSLPolicies Tags TargetGroupAttributes TargetGroups TargetHealth
      TrustStoreAssociations TrustStoreRevocations TrustStores WebACLAssociation
    Get: LoadBalancerWebACL ResourcePolicy TrustStoreCaCertificatesBundle TrustStoreRevocationContent
    Modify: CapacityReservation IpPools Listener ListenerAttributes LoadBalancerAttributes Rule TargetGroup TargetGroupAttributes TrustStore
    Register: InstancesWithLoadBalancer Targets
    Remove: ListenerCertificates Tags TrustStoreRevocations
    Set: IpAddressType LoadBalancerListenerSSLCertificate LoadBalancerPoliciesForBackendServer LoadBalancerPoliciesOfListener RulePriorities
      SecurityGroups Subnets WebAcl
  `,
  lambda: `
    CheckpointDurableExecution ConnectMicrovm DisableReplication EnableReplication ResumeMicrovm RunMicrovm StopDurableExecution SuspendMicrovm
      TagResource TerminateMicrovm UntagResource
    Add: LayerVersionPermission Permission
    Create: Alias CapacityProvider CodeSigningConfig EventSourceMapping Function FunctionUrlConfig MicrovmAuthToken MicrovmImage MicrovmShellAuthToken
      NetworkConnector
    Delete: Alias CapacityProvider CodeSigningConfig EventSourceMapping Function FunctionCodeSigningConfig FunctionConcurrency
      FunctionEventInvokeConfig FunctionUrlConfig LayerVersion MicrovmImage MicrovmImageVersion NetworkConnector ProvisionedConcurrencyConfig
      ResourcePolicy
    Get: AccountSettings Alias CapacityProvider CodeSigningConfig DurableExecution DurableExecutionHistory DurableExecutionState EventSourceMapping
      Function FunctionCodeSigningConfig FunctionConcurrency FunctionConfiguration FunctionEventInvokeConfig FunctionRecursionConfig
      FunctionScalingConfig FunctionUrlConfig LayerVersion LayerVersionPolicy Microvm MicrovmImage MicrovmImageBuild MicrovmImageVersion
      NetworkConnector Policy ProvisionedConcurrencyConfig ResourcePolicy RuntimeManagementConfig
    Invoke: Async Function FunctionUrl
    List: Aliases CapacityProviders CodeSigningConfigs DurableExecutionsByFunction EventSourceMappings FunctionEventInvokeConfigs FunctionUrlConfigs
      FunctionVersionsByCapacityProvider Functions FunctionsByCodeSigningConfig LayerVersions Layers ManagedMicrovmImageVersions ManagedMicrovmImages
      MicrovmImageBuilds MicrovmImageVersions MicrovmImages Microvms NetworkConnectors ProvisionedConcurrencyConfigs Tags VersionsByFunction
    Pass: CapacityProvider NetworkConnector
    Publish: LayerVersion Version
    Put: FunctionCodeSigningConfig FunctionConcurrency FunctionEventInvokeConfig FunctionRecursionConfig FunctionScalingConfig
      ProvisionedConcurrencyConfig ResourcePolicy RuntimeManagementConfig
    Remove: LayerVersionPermission Permission
    Send: DurableExecutionCallbackFailure DurableExecutionCallbackHeartbeat DurableExecutionCallbackSuccess
    Update: Alias CapacityProvider CodeSigningConfig EventSourceMapping FunctionCode FunctionCodeSigningConfig FunctionConfiguration
      FunctionEventInvokeConfig FunctionUrlConfig MicrovmImage MicrovmImageVersion NetworkConnector
  `,
  scheduler: `
    TagResource UntagResource UpdateSchedule
    Create: Schedule ScheduleGroup
    Delete: Schedule ScheduleGroup
    Get: Schedule ScheduleGroup
    List: ScheduleGroups Schedules SchedulesByTarget TagsForResource
  `,
  ssm: `
    AddTagsToResource AssociateOpsItemRelatedItem DisassociateOpsItemRelatedItem ExecuteAPI LabelParameterVersion ModifyDocumentPermission
      RemoveTagsFromResource RequestManagedInstanceRoleToken ResetServiceSetting ResumeSession StopAutomationExecution TerminateSession
      UnlabelParameterVersion ValidateCloudConnector
    Cancel: Command MaintenanceWindowExecution
    Create: Activation Association AssociationBatch CloudConnector Document MaintenanceWindow OpsItem OpsMetadata PatchBaseline ResourceDataSync
    Delete: Activation Association CloudConnector Document Inventory MaintenanceWindow OpsItem OpsMetadata Parameter Parameters PatchBaseline
      ResourceDataSync ResourcePolicy
    Deregister: ManagedInstance PatchBaselineForPatchGroup TargetFromMaintenanceWindow TaskFromMaintenanceWindow
    Describe: Activations Association AssociationExecutionTargets AssociationExecutions AutomationExecutions AutomationStepExecutions AvailablePatches
      Document DocumentParameters DocumentPermission EffectiveInstanceAssociations EffectivePatchesForPatchBaseline InstanceAssociationsStatus
      InstanceInformation InstancePatchStates InstancePatchStatesForPatchGroup InstancePatches InstanceProperties InventoryDeletions
      MaintenanceWindowExecutionTaskInvocations MaintenanceWindowExecutionTasks MaintenanceWindowExecutions MaintenanceWindowSchedule
      MaintenanceWindowTargets MaintenanceWindowTasks MaintenanceWindows MaintenanceWindowsForTarget OpsItems Parameters PatchBaselines
      PatchGroupState PatchGroups PatchProperties Sessions
    Get: AccessToken AutomationExecution Calendar CalendarState CloudConnector CommandInvocation ConnectionStatus DefaultPatchBaseline
      DeployablePatchSnapshotForInstance Document ExecutionPreview Inventory InventorySchema MaintenanceWindow MaintenanceWindowExecution
      MaintenanceWindowExecutionTask MaintenanceWindowExecutionTaskInvocation MaintenanceWindowTask Manifest OpsItem OpsMetadata OpsSummary Parameter
      ParameterHistory Parameters ParametersByPath PatchBaseline PatchBaselineForPatchGroup ResourcePolicies ServiceSetting
    List: AssociationVersions Associations CloudConnectors CommandInvocations Commands ComplianceItems ComplianceSummaries DocumentMetadataHistory
      DocumentVersions Documents InstanceAssociations InventoryEntries Nodes NodesSummary OpsItemEvents OpsItemRelatedItems OpsMetadata
      ResourceComplianceSummaries ResourceDataSync TagsForResource
    Put: Calendar ComplianceItems ConfigurePackageResult Inventory Parameter ResourcePolicy
    Register: DefaultPatchBaseline ManagedInstance PatchBaselineForPatchGroup TargetWithMaintenanceWindow TaskWithMaintenanceWindow
    Send: AutomationSignal Command
    Start: AccessRequest AssociationsOnce AutomationExecution ChangeRequestExecution ExecutionPreview Session
    Update: Association AssociationStatus CloudConnector Document DocumentDefaultVersion DocumentMetadata InstanceAssociationStatus
      InstanceInformation MaintenanceWindow MaintenanceWindowTarget MaintenanceWindowTask ManagedInstancePublicKey ManagedInstanceRole OpsItem
      OpsMetadata PatchBaseline ResourceDataSync ServiceSetting
  `,
  ssmmessages: `
    Create: ControlChannel DataChannel
    Open: ControlChannel DataChannel
  `,
  states: `
    InvokeHTTPEndpoint PublishStateMachineVersion RedriveExecution RevealSecrets StopExecution TagResource TestState UntagResource
      ValidateStateMachineDefinition
    Create: Activity StateMachine StateMachineAlias
    Delete: Activity StateMachine StateMachineAlias StateMachineVersion
    Describe: Activity Execution MapRun StateMachine StateMachineAlias StateMachineForExecution
    Get: ActivityTask ExecutionHistory
    List: Activities Executions MapRuns StateMachineAliases StateMachineVersions StateMachines TagsForResource
    Send: TaskFailure TaskHeartbeat TaskSuccess
    Start: Execution SyncExecution
    Update: MapRun StateMachine StateMachineAlias
  `,
};
