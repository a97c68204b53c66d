import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { DefaultNetworkAcl } from "@cdktf/provider-aws/lib/default-network-acl";
import { DefaultRouteTable } from "@cdktf/provider-aws/lib/default-route-table";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { EgressOnlyInternetGateway } from "@cdktf/provider-aws/lib/egress-only-internet-gateway";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcBlockPublicAccessExclusion } from "@cdktf/provider-aws/lib/vpc-block-public-access-exclusion";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcIpv4CidrBlockAssociation } from "@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import {
  AlarmOverrides,
  AwsEnvironment,
  CreatedAlarms,
  DashboardWidget,
  IAlarmTopic,
  IConnectable,
  IDashboardSource,
  ILogBucket,
  INetwork,
  Removal,
  SecurityGroup,
  SubnetAttributes,
  SubnetTier,
} from "../../src/core";
import { DEFAULT_LOG_RETENTION_DAYS } from "../../src/internal/log-retention";
import { removalOf } from "../../src/internal/removal";
import { deployAfter } from "../../src/internal/stacks";
import { placeAvailabilityZones } from "./availability-zones";
import { allowAwsServices } from "./aws-services";
import { DefaultRoute, createDefaultRoutes } from "./default-routes";
import { createDynamoDbEndpoint } from "./dynamodb-endpoint";
import { EndpointSettings } from "./endpoint-settings";
import { FlowLog, FlowLogIntervalSeconds, FlowLogTraffic, createFlowLog } from "./flow-logs";
import { ImportedNetwork, NetworkAttributes } from "./imported-network";
import { InterfaceEndpointService, createInterfaceEndpoints, expandServices, reachedServices } from "./interface-endpoints";
import { NatGatewayAlarm, createNatGatewayAlarms } from "./nat-alarms";
import { NatPlacement, createNatGateways } from "./nat-gateways";
import { createNetworkAcls } from "./network-acls";
import { NetworkProps, checkNetwork } from "./network-props";
import { networkWidgets } from "./network-widgets";
import { checkPublicAccess } from "./public-access-check";
import { VpcPublicAccessExclusion, createPublicAccessExclusion } from "./public-access-exclusion";
import { ResolverQueryLogging, createResolverQueryLogging } from "./resolver-query-logs";
import { NetworkRoute, NetworkRoutes, TierRoute } from "./routes";
import { createS3Endpoint } from "./s3-endpoint";
import { createSecondaryCidrBlocks } from "./secondary-cidr-blocks";
import { SubnetGroups } from "./subnet-groups";
import { findSubnet, findTier } from "./tier-lookup";
import { DEFAULT_TIERS, NetworkTier, TierSubnet, TierSubnets, createTierSubnets } from "./tier-subnets";
import { warnOfUnusedNat } from "./unused-nat";
import { createVpc } from "./vpc";
import { DefaultNetworkAclTraffic, createVpcDefaults } from "./vpc-defaults";

/** A VPC split into tiers over several AZs, with its endpoints, flow logs and subnet groups. */
export class Network extends Construct implements INetwork, IDashboardSource {
  /**
   * A VPC that exists already. Nothing of it is changed; subnet groups that aren't given are created when something asks for them.
   *
   * @throws ValidationError for an id of something else, or a tier without a kind or subnets
   */
  public static fromAttributes(scope: Construct, id: string, attributes: NetworkAttributes): ImportedNetwork {
    return new ImportedNetwork(scope, id, attributes);
  }

  /** The VPC's id. */
  public readonly vpcId: string;
  /** The VPC's IPv4 range, the first one. */
  public readonly cidrBlock: string;
  /** The VPC's further IPv4 ranges. */
  public readonly secondaryCidrBlocks: readonly string[];
  /** The AZs by name, or references to the names of those that are looked up or given by id. */
  public readonly availabilityZones: readonly string[];
  /** The AZs by id; undefined where they aren't given by that. */
  public readonly availabilityZoneIds?: readonly string[];
  /** The tiers, in the order in which they are placed in the range. */
  public readonly tiers: readonly NetworkTier[];
  /** Where NAT gateways are placed. */
  public readonly natGateways: NatPlacement;
  /** The AWS services that have an interface endpoint, as they were given. */
  public readonly interfaceEndpoints: readonly InterfaceEndpointService[];
  /** What endpoints have of their own. */
  public readonly endpointSettings: Readonly<Record<string, EndpointSettings>>;
  /** Accounts whose principals may use the endpoints. */
  public readonly trustedAccountIds: readonly string[];
  /** The log bucket that the flow logs are delivered to; undefined for a log group. */
  public readonly flowLogs?: ILogBucket;
  /** Days that the log group keeps flow logs. */
  public readonly flowLogRetentionDays: number;
  /** Which connections are recorded. */
  public readonly flowLogTraffic: FlowLogTraffic;
  /** Seconds that a flow record covers at most. */
  public readonly flowLogIntervalSeconds: FlowLogIntervalSeconds;
  /** Whether the VPC's DNS queries are logged, or the log bucket that they are delivered to. */
  public readonly resolverQueryLogs: boolean | ILogBucket;
  /** Days that the log group keeps Resolver query logs. */
  public readonly resolverQueryLogRetentionDays: number;
  /** Whether the VPC has IPv6 as well. */
  public readonly ipv6: boolean;
  /** Whether each tier has a network ACL of its own. */
  public readonly networkAcls: boolean;
  /** Whether the VPC's default network ACL allows everything, or denies everything. */
  public readonly defaultNetworkAclTraffic: DefaultNetworkAclTraffic;
  /** Ranges of connected networks that the network ACLs allow. */
  public readonly trustedCidrBlocks: readonly string[];
  /** Ranges of S3 and DynamoDB that the network ACLs of isolated tiers allow. */
  public readonly gatewayEndpointCidrBlocks: readonly string[];
  /** What this VPC is allowed in spite of the account's block; undefined where the block holds for it. */
  public readonly publicAccessExclusion?: VpcPublicAccessExclusion;
  /** What happens to the log groups when they leave the configuration. */
  public readonly removal: Removal;

  /** The VPC. */
  public readonly resource: Vpc;
  /** What associates the VPC's further IPv4 ranges, by the range. */
  public readonly secondaryCidrBlockResources: Readonly<Record<string, VpcIpv4CidrBlockAssociation>>;
  /** The VPC's internet gateway. */
  public readonly internetGateway: InternetGateway;
  /** The VPC's default security group, without a rule. */
  public readonly defaultSecurityGroup: DefaultSecurityGroup;
  /** The VPC's main route table, without a route but the local ones: every subnet has its own. */
  public readonly defaultRouteTable: DefaultRouteTable;
  /** The VPC's default network ACL. */
  public readonly defaultNetworkAcl: DefaultNetworkAcl;
  /** The subnets, by the tier's name. */
  public readonly subnetTiers: Readonly<Record<string, TierSubnets>>;
  /** The NAT gateways, by AZ; none without NAT. */
  public readonly natGatewayResources: Readonly<Record<string, NatGateway>>;
  /** The NAT gateways' new Elastic IPs, by AZ. */
  public readonly natEips: Readonly<Record<string, Eip>>;
  /** The private tiers' way to the internet by IPv6; undefined without IPv6. */
  public readonly egressOnlyInternetGateway?: EgressOnlyInternetGateway;
  /** The default routes of the public and private tiers. */
  public readonly defaultRoutes: readonly DefaultRoute[];
  /** S3's gateway endpoint. */
  public readonly s3Endpoint: VpcEndpoint;
  /** DynamoDB's gateway endpoint; undefined without. */
  public readonly dynamoDbEndpoint?: VpcEndpoint;
  /** The interface endpoints, by the service's short name or the partner endpoint's name. */
  public readonly interfaceEndpointResources: Readonly<Record<string, VpcEndpoint>>;
  /** The security group of the interface endpoints; undefined without any. */
  public readonly endpointSecurityGroup?: SecurityGroup;
  /** The network ACLs, by the tier's name; none without `networkAcls`. */
  public readonly networkAclResources: Readonly<Record<string, NetworkAcl>>;
  /** The flow log, with its log group and role. */
  public readonly flowLog: FlowLog;
  /** What logs the VPC's DNS queries, with its log group; undefined without `resolverQueryLogs`. */
  public readonly resolverQueryLogging?: ResolverQueryLogging;
  /** This VPC's exclusion from the account's block; undefined where the block holds for it. */
  public readonly publicAccessExclusionResource?: VpcBlockPublicAccessExclusion;
  /** The layer of the dashboard that the charts are shown in. */
  public readonly dashboardLayer = "network";
  /** The heading of the charts. */
  public readonly dashboardTitle: string;
  private readonly subnetGroups: SubnetGroups;
  private readonly networkRoutes: NetworkRoutes;
  private hasServices = false;

  /** @throws ValidationError for a range that can't be split, or parts that contradict each other */
  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    checkNetwork(this, props);
    deployAfter(this, props.encryptionKey, props.flowLogs, props.resolverQueryLogs);
    this.cidrBlock = props.cidrBlock;
    this.secondaryCidrBlocks = props.secondaryCidrBlocks ?? [];
    this.availabilityZoneIds = props.availabilityZoneIds;
    this.tiers = props.tiers ?? DEFAULT_TIERS;
    this.natGateways = props.natGateways ?? "none";
    this.interfaceEndpoints = props.interfaceEndpoints ?? [];
    this.endpointSettings = props.endpointSettings ?? {};
    this.trustedAccountIds = props.trustedAccountIds ?? [AwsEnvironment.of(this).accountId];
    this.flowLogs = props.flowLogs;
    this.flowLogRetentionDays = props.flowLogRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS;
    this.flowLogTraffic = props.flowLogTraffic ?? "ALL";
    this.flowLogIntervalSeconds = props.flowLogIntervalSeconds ?? 600;
    this.resolverQueryLogs = props.resolverQueryLogs ?? false;
    this.resolverQueryLogRetentionDays = props.resolverQueryLogRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS;
    this.ipv6 = props.ipv6 ?? false;
    this.networkAcls = props.networkAcls ?? false;
    this.defaultNetworkAclTraffic = props.defaultNetworkAclTraffic ?? "allowed";
    this.trustedCidrBlocks = props.trustedCidrBlocks ?? [];
    this.gatewayEndpointCidrBlocks = props.gatewayEndpointCidrBlocks ?? [];
    this.publicAccessExclusion = props.publicAccessExclusion;
    this.removal = removalOf(this, props.removal);
    this.dashboardTitle = `Network ${id}`;

    const { cidrBlock, secondaryCidrBlocks, ipv6, natGateways, interfaceEndpoints, trustedAccountIds, publicAccessExclusion } = this;
    const settings = this.endpointSettings;
    const { vpc, internetGateway, egressOnlyInternetGateway } = createVpc(this, { cidrBlock, ipv6 });
    const vpcId = vpc.id;
    const ipv6CidrBlock = ipv6 ? vpc.ipv6CidrBlock : undefined;
    const zones = placeAvailabilityZones(this, props);
    this.secondaryCidrBlockResources = createSecondaryCidrBlocks(this, { vpcId, secondaryCidrBlocks });
    const subnetTiers = createTierSubnets(this, {
      vpcId,
      cidrBlock,
      secondaryCidrBlocks: this.secondaryCidrBlockResources,
      ipv6CidrBlock,
      tiers: this.tiers,
      zones,
    });
    const tiers = Object.values(subnetTiers);
    this.availabilityZones = tiers[0]!.subnets.map(({ availabilityZone }) => availabilityZone);
    const natEipAllocationIds = props.natEipAllocationIds ?? {};
    const nat = createNatGateways(this, { natGateways, natEipAllocationIds, tiers, internetGateway, removal: this.removal });
    this.defaultRoutes = createDefaultRoutes(tiers, {
      internetGatewayId: internetGateway.id,
      natGatewayIds: nat.idsByAz,
      egressOnlyInternetGatewayId: egressOnlyInternetGateway?.id,
      ipv6,
    });
    this.networkRoutes = new NetworkRoutes(this, {
      tiers: subnetTiers,
      cidrBlocks: [cidrBlock, ...secondaryCidrBlocks],
      ipv6,
      hasNatGateways: natGateways !== "none",
      networkAcls: this.networkAcls,
      trustedCidrBlocks: this.trustedCidrBlocks,
    });
    const containerImages = expandServices(interfaceEndpoints).includes("ecr.dkr");
    const readableBuckets = props.readableBuckets ?? [];
    this.s3Endpoint = createS3Endpoint(this, {
      vpcId,
      tiers,
      trustedAccountIds,
      readableBuckets,
      containerImages,
      policy: settings.s3?.policy,
    });
    this.dynamoDbEndpoint = props.dynamoDbEndpoint
      ? createDynamoDbEndpoint(this, { vpcId, tiers, trustedAccountIds, policy: settings.dynamodb?.policy })
      : undefined;
    const endpoints = createInterfaceEndpoints(this, {
      vpcId,
      tiers,
      services: interfaceEndpoints,
      trustedAccountIds,
      settings,
      s3Endpoint: this.s3Endpoint,
    });
    this.networkAclResources = createNetworkAcls(this, {
      networkAcls: this.networkAcls,
      vpcId,
      tiers,
      cidrBlock,
      secondaryCidrBlocks,
      ipv6CidrBlock,
      trustedCidrBlocks: this.trustedCidrBlocks,
      gatewayEndpointCidrBlocks: this.gatewayEndpointCidrBlocks,
    });
    const { defaultNetworkAclTraffic, networkAclResources } = this;
    const defaults = createVpcDefaults(this, { vpc, defaultNetworkAclTraffic, networkAcls: networkAclResources });
    this.flowLog = createFlowLog(this, {
      vpcId,
      flowLogs: this.flowLogs,
      retentionDays: this.flowLogRetentionDays,
      encryptionKey: props.encryptionKey,
      traffic: this.flowLogTraffic,
      intervalSeconds: this.flowLogIntervalSeconds,
      removal: this.removal,
    });
    this.resolverQueryLogging = createResolverQueryLogging(this, {
      vpcId,
      resolverQueryLogs: this.resolverQueryLogs,
      retentionDays: this.resolverQueryLogRetentionDays,
      encryptionKey: props.encryptionKey,
      removal: this.removal,
    });
    this.subnetGroups = new SubnetGroups(this, tiers);
    this.subnetGroups.createAll();

    this.resource = vpc;
    this.vpcId = vpcId;
    this.internetGateway = internetGateway;
    this.egressOnlyInternetGateway = egressOnlyInternetGateway;
    this.defaultSecurityGroup = defaults.defaultSecurityGroup;
    this.defaultRouteTable = defaults.defaultRouteTable;
    this.defaultNetworkAcl = defaults.defaultNetworkAcl;
    this.subnetTiers = subnetTiers;
    this.natGatewayResources = nat.gateways;
    this.natEips = nat.eips;
    this.interfaceEndpointResources = endpoints.endpoints;
    this.endpointSecurityGroup = endpoints.securityGroup;
    this.publicAccessExclusionResource = createPublicAccessExclusion(this, { vpcId, publicAccessExclusion });
    const subnetIds = tiers.flatMap(({ subnets }) => subnets.map(({ subnetId }) => subnetId));
    checkPublicAccess(this, { publicAccessExclusion, natGateways, subnetIds });
    if (natGateways !== "none") warnOfUnusedNat(this, () => this.hasServices);
  }

  /** What must be created before a load balancer or a VPC origin: the internet gateway's attachment. */
  public get internetConnectivity(): ITerraformDependable {
    return this.internetGateway;
  }

  /** The AWS services that are reached by an endpoint, each by the last part of the endpoint service's name: by a gateway, or by private DNS. */
  public get endpointServices(): readonly string[] {
    return ["s3", ...(this.dynamoDbEndpoint ? ["dynamodb"] : []), ...reachedServices(this.interfaceEndpoints, this.endpointSettings)];
  }

  /** Whether private subnets have a route to the internet: by NAT, or by a route for 0.0.0.0/0 or a range wider than a /8. */
  public get hasInternetRoute(): boolean {
    return this.natGateways !== "none" || this.networkRoutes.haveInternetRoute;
  }

  /** The routes to other networks that were added, by name. */
  public get routes(): Readonly<Record<string, readonly TierRoute[]>> {
    return this.networkRoutes.byName;
  }

  /** The subnets of the first isolated tier, or the first private one without it. @throws ValidationError if the network has neither */
  public get dataSubnets(): readonly SubnetAttributes[] {
    return this.subnetGroups.dataSubnets;
  }

  /** The DB subnet group for Aurora, over `dataSubnets`. @throws ValidationError if the network has no tier for data stores */
  public get databaseSubnetGroupName(): string {
    return this.subnetGroups.databaseSubnetGroupName;
  }

  /** The cache subnet group for ElastiCache, over `dataSubnets`. @throws ValidationError if the network has no tier for data stores */
  public get cacheSubnetGroupName(): string {
    return this.subnetGroups.cacheSubnetGroupName;
  }

  /** The subnet group for databases; undefined where the network has no tier for data stores. */
  public get databaseSubnetGroup(): DbSubnetGroup | undefined {
    return this.subnetGroups.database;
  }

  /** The subnet group for caches; undefined where the network has no tier for data stores. */
  public get cacheSubnetGroup(): ElasticacheSubnetGroup | undefined {
    return this.subnetGroups.cache;
  }

  /**
   * The subnets of a tier, one for each AZ.
   *
   * @param tier a tier's name, or its kind: then the first tier of that kind
   * @throws ValidationError if the network has no such tier
   */
  public subnets(tier: SubnetTier | string): readonly TierSubnet[] {
    return findTier(this, this.subnetTiers, tier).subnets;
  }

  /**
   * The subnet of a tier in an AZ.
   *
   * @param tier a tier's name, or its kind: then the first tier of that kind
   * @param availabilityZone the AZ's name, or its id where that is given
   * @throws ValidationError if the network has no such tier, or no subnet in that AZ
   */
  public subnet(tier: SubnetTier | string, availabilityZone: string): TierSubnet {
    return findSubnet(this, this.subnets(tier), availabilityZone);
  }

  /**
   * Adds a route to another network to each subnet of tiers: by transit gateway, VPC peering, virtual private gateway or an appliance.
   *
   * @param name what `routes` has them by; another name changes nothing, their construct ids have the destination
   * @returns the route of each subnet
   * @throws ValidationError for a route that EC2 or the tiers' network ACLs refuse, or a name that another has
   */
  public addRoute(name: string, route: NetworkRoute): readonly TierRoute[] {
    return this.networkRoutes.add(name, route);
  }

  /** Lets a service reach AWS: the interface endpoints on 443, where there are any, and S3 through the gateway endpoint's prefix list. */
  public allowAwsServicesFrom(client: IConnectable): void {
    this.hasServices = true;
    const [s3PrefixListId, dynamoDbPrefixListId] = [this.s3Endpoint.prefixListId, this.dynamoDbEndpoint?.prefixListId];
    allowAwsServices(this, client, { endpoints: this.endpointSecurityGroup, s3PrefixListId, dynamoDbPrefixListId });
  }

  /**
   * Creates the recommended alarms of each NAT gateway.
   *
   * @param topic the topic that they notify
   * @param overrides changes of them by name; `false` leaves one out
   * @returns the alarms by the AZ of the gateway
   * @throws ValidationError for a name or a setting that the alarms don't have, if it is called twice, or for a network without NAT gateways
   */
  public addAlarms(
    topic: IAlarmTopic,
    overrides?: AlarmOverrides<NatGatewayAlarm>,
  ): Readonly<Record<string, CreatedAlarms<NatGatewayAlarm>>> {
    return createNatGatewayAlarms(this, this.natGatewayResources, topic, overrides);
  }

  /** The charts: NAT gateways and interface endpoints, where there are any. */
  public dashboardWidgets(): readonly DashboardWidget[] {
    const { vpcId, natGatewayResources: natGateways, interfaceEndpointResources: interfaceEndpoints } = this;
    return networkWidgets({ vpcId, natGateways, interfaceEndpoints });
  }
}
