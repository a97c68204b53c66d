import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { EgressOnlyInternetGateway } from "@cdktf/provider-aws/lib/egress-only-internet-gateway";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcBlockPublicAccessExclusion } from "@cdktf/provider-aws/lib/vpc-block-public-access-exclusion";
import { VpcBlockPublicAccessOptions } from "@cdktf/provider-aws/lib/vpc-block-public-access-options";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IConnectable, IEncryptionKey, ILogBucket, INetwork, Peer, Port, Removal, SubnetAttributes, SubnetTier as TierKind } from "../../src/core";
import { DEFAULT_LOG_RETENTION_DAYS } from "../../src/internal/log-retention";
import { pathFromStack } from "../../src/internal/names";
import { PlacedAz, lookedUpAvailabilityZones, placeAvailabilityZones } from "./availability-zones";
import { FlowLogs } from "./flow-logs";
import { ImportedNetwork, NetworkAttributes } from "./imported-network";
import { InterfaceEndpoints, InterfaceEndpointService, expandServices } from "./interface-endpoints";
import { NatGateways, NatPlacement } from "./nat-gateways";
import { NetworkAcls } from "./network-acls";
import { validateNetwork } from "./network-validation";
import { S3Endpoint } from "./s3-endpoint";
import { SubnetGroups, dataStoreSubnets } from "./subnet-groups";
import { TierSize, planSubnets } from "./subnet-plan";
import { findTier, unknownName } from "./tier-lookup";
import { TierSubnets, TierSubnet } from "./tier-subnets";

/** One tier of subnets. */
export interface NetworkTier {
  /** Letters, digits and dashes; part of construct ids, so a new name replaces the tier's subnets. */
  readonly name: string;
  readonly kind: TierKind;
  /** Its share of the VPC: `small` 1/16, `medium` 1/8, `large` 1/4, `xlarge` 1/2. A change replaces the tier's subnets. */
  readonly size: TierSize;
}

export interface NetworkProps {
  /** The VPC's IPv4 range, /16 to /24. A change replaces the VPC. */
  readonly cidrBlock: string;
  /**
   * Two to four AZs by name, such as `eu-central-1a`. Add one at the end: the subnets that exist stay as they are.
   *
   * @default - three of the region, looked up; name them for anything that lives long
   */
  readonly availabilityZones?: readonly string[];
  /**
   * The tiers, in the order in which they take their place in the range. Add one at the end.
   *
   * @default - `public` (small), `private` (large) and `isolated` (medium)
   */
  readonly tiers?: readonly NetworkTier[];
  /**
   * NAT gateways for the private tiers: one in each AZ, one for all, or none. Without one, instances reach AWS through
   * endpoints and nothing else outside.
   *
   * @default "none"
   */
  readonly natGateways?: NatPlacement;
  /** Allocation ids of Elastic IPs that the NAT gateways take, by AZ, where partners know the addresses. @default - new ones */
  readonly natEipAllocationIds?: Readonly<Record<string, string>>;
  /** AWS services that the private tiers reach without leaving the VPC; each costs by the hour and AZ. @default - none */
  readonly interfaceEndpoints?: readonly InterfaceEndpointService[];
  /** Accounts whose principals may use the endpoints. @default - the stack's account */
  readonly trustedAccountIds?: readonly string[];
  /** Buckets of other accounts that may be read through the S3 endpoint. @default - none but Amazon Linux's repository */
  readonly readableBuckets?: readonly string[];
  /** Encrypts the flow logs' log group. */
  readonly encryptionKey: IEncryptionKey;
  /** Takes the flow logs in place of a log group. @default - a log group */
  readonly flowLogBucket?: ILogBucket;
  /** Days that the log group keeps them. @default 365 */
  readonly flowLogRetentionDays?: number;
  /** Which connections are recorded. @default "ALL" */
  readonly flowLogTraffic?: "ALL" | "ACCEPT" | "REJECT";
  /** Seconds that a record covers at most, 60 or 600. @default 600 */
  readonly flowLogIntervalSeconds?: 60 | 600;
  /** Whether the VPC has IPv6 as well; private tiers then go out by an egress-only gateway. @default false */
  readonly ipv6?: boolean;
  /** Whether each tier has a network ACL of its own. @default false */
  readonly networkAcls?: boolean;
  /** Further ranges that the network ACLs trust, such as peered networks. @default - none */
  readonly trustedCidrBlocks?: readonly string[];
  /**
   * Blocks traffic of internet gateways for every VPC of the account in this region, whatever routes and groups say: that of
   * CloudFront's VPC origins, NAT gateways and public load balancers too (VPC User Guide, "VPC BPA basics"). What this VPC may
   * still do is said by `publicAccessExclusion`.
   *
   * @default - the account's setting stays as it is
   */
  readonly blockPublicAccess?: "bidirectional" | "ingress";
  /**
   * Takes this VPC out of the account's block, made here or elsewhere: `bidirectional` for VPC origins or a public load
   * balancer, `egress` for NAT alone.
   *
   * @default - the block holds for this VPC
   */
  readonly publicAccessExclusion?: "bidirectional" | "egress";
  /** What happens to the flow logs. @default "protect" */
  readonly removal?: Removal;
}

const DEFAULT_TIERS: readonly NetworkTier[] = [
  { name: "public", kind: "public", size: "small" },
  { name: "private", kind: "private", size: "large" },
  { name: "isolated", kind: "isolated", size: "medium" },
];
/** /64 networks that each tier has kept for it in the VPC's /56. */
const IPV6_NETS_PER_TIER = 16;

/** A VPC split into tiers over several AZs, with its endpoints, flow logs and subnet groups. */
export class Network extends Construct implements INetwork {
  /** A VPC that exists already. Nothing of it is changed; subnet groups are made where they are asked for and not given. */
  public static fromAttributes(scope: Construct, id: string, attributes: NetworkAttributes): INetwork {
    return new ImportedNetwork(scope, id, attributes);
  }

  public readonly vpcId: string;
  public readonly cidrBlock: string;
  public readonly availabilityZones: readonly string[];
  public readonly tiers: readonly NetworkTier[];
  public readonly natGateways: NatPlacement;
  public readonly interfaceEndpoints: readonly InterfaceEndpointService[];
  public readonly flowLogRetentionDays: number;
  public readonly flowLogTraffic: "ALL" | "ACCEPT" | "REJECT";
  public readonly flowLogIntervalSeconds: 60 | 600;
  public readonly ipv6: boolean;
  public readonly networkAcls: boolean;
  public readonly removal: Removal;

  public readonly vpc: Vpc;
  public readonly internetGateway: InternetGateway;
  /** The account's default group of the VPC, emptied. */
  public readonly defaultSecurityGroup: DefaultSecurityGroup;
  /** Keyed by the tier's name. */
  public readonly subnetTiers: ReadonlyMap<string, TierSubnets>;
  /** Undefined without NAT. */
  public readonly nat?: NatGateways;
  public readonly egressOnlyGateway?: EgressOnlyInternetGateway;
  public readonly s3Endpoint: S3Endpoint;
  /** Undefined without any. */
  public readonly endpoints?: InterfaceEndpoints;
  public readonly acls?: NetworkAcls;
  public readonly flowLogs: FlowLogs;
  /** Undefined where the account's setting stays as it is. */
  public readonly publicAccessBlock?: VpcBlockPublicAccessOptions;
  public readonly publicAccessExclusion?: VpcBlockPublicAccessExclusion;
  private readonly subnetGroups: SubnetGroups;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    this.cidrBlock = props.cidrBlock;
    this.tiers = props.tiers ?? DEFAULT_TIERS;
    this.natGateways = props.natGateways ?? "none";
    this.interfaceEndpoints = props.interfaceEndpoints ?? [];
    this.flowLogRetentionDays = props.flowLogRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS;
    this.flowLogTraffic = props.flowLogTraffic ?? "ALL";
    this.flowLogIntervalSeconds = props.flowLogIntervalSeconds ?? 600;
    this.ipv6 = props.ipv6 ?? false;
    this.networkAcls = props.networkAcls ?? false;
    this.removal = props.removal ?? "protect";
    validateNetwork(this, props, this.tiers);

    this.availabilityZones = props.availabilityZones ?? lookedUpAvailabilityZones(this);
    const zones = placeAvailabilityZones(this.availabilityZones);
    this.vpc = this.createVpc();
    this.vpcId = this.vpc.id;
    this.internetGateway = new InternetGateway(this, "InternetGateway", { vpcId: this.vpcId, tags: { Name: this.label } });
    this.defaultSecurityGroup = this.createDefaultSecurityGroup();
    this.subnetTiers = this.createTiers(zones);
    this.nat = this.createNat(zones, props);
    this.egressOnlyGateway = this.ipv6
      ? new EgressOnlyInternetGateway(this, "EgressOnlyInternetGateway", { vpcId: this.vpcId, tags: { Name: this.label } })
      : undefined;
    this.createDefaultRoutes();
    const trustedAccountIds = props.trustedAccountIds ?? [AwsEnvironment.of(this).accountId];
    this.s3Endpoint = this.createS3Endpoint(trustedAccountIds, props.readableBuckets ?? []);
    this.endpoints = this.createInterfaceEndpoints(trustedAccountIds);
    this.acls = this.createNetworkAcls(props.trustedCidrBlocks ?? []);
    this.flowLogs = this.createFlowLogs(props);
    this.subnetGroups = new SubnetGroups(this, dataStoreSubnets(this.subnetTiers.values()));
    this.subnetGroups.createAll();
    this.publicAccessExclusion = this.excludeFromBlock(props);
    this.publicAccessBlock = this.blockPublicAccess(props);
  }

  public get internetConnectivity(): ITerraformDependable {
    return this.internetGateway;
  }

  public get dataSubnets(): readonly SubnetAttributes[] {
    return this.subnetGroups.dataSubnets;
  }

  public get databaseSubnetGroupName(): string {
    return this.subnetGroups.databaseSubnetGroupName;
  }

  public get cacheSubnetGroupName(): string {
    return this.subnetGroups.cacheSubnetGroupName;
  }

  public subnets(tier: TierKind | string): readonly SubnetAttributes[] {
    return this.tier(tier).subnets;
  }

  /** The subnet of a tier in an AZ. */
  public subnet(tier: TierKind | string, availabilityZone: string): TierSubnet {
    const { subnets } = this.tier(tier);
    const found = subnets.find((subnet) => subnet.availabilityZone === availabilityZone);
    if (found) return found;
    const known = subnets.map((subnet) => subnet.availabilityZone);
    throw unknownName(this, "availabilityZone", availabilityZone, known);
  }

  public allowAwsServicesFrom(client: IConnectable): void {
    if (this.endpoints) client.connections.allowTo(this.endpoints.securityGroup, Port.tcp(443), "AWS APIs");
    client.connections.allowTo(Peer.prefixList(this.s3Endpoint.prefixListId, "S3"), Port.tcp(443), "objects and packages");
  }

  private get label(): string {
    return pathFromStack(this).join("/");
  }

  private tier(tier: TierKind | string): TierSubnets {
    return findTier(this, this.subnetTiers, tier);
  }

  private createVpc(): Vpc {
    return new Vpc(this, "Resource", {
      cidrBlock: this.cidrBlock,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      assignGeneratedIpv6CidrBlock: this.ipv6 || undefined,
      tags: { Name: this.label },
    });
  }

  /** Whoever forgets to name a security group gets one that lets nothing through. */
  private createDefaultSecurityGroup(): DefaultSecurityGroup {
    const group = new DefaultSecurityGroup(this, "DefaultSecurityGroup", { vpcId: this.vpcId, tags: { Name: `${this.label}/unused` } });
    // Written out, so that a rule added by hand shows in the next plan; the bindings leave empty lists out.
    group.addOverride("ingress", []);
    group.addOverride("egress", []);
    return group;
  }

  private createTiers(zones: readonly PlacedAz[]): ReadonlyMap<string, TierSubnets> {
    const plans = planSubnets(this.cidrBlock, this.tiers);
    return new Map(
      this.tiers.map(({ name, kind }, index) => {
        const ipv6 = this.ipv6 ? { vpcCidrBlock: this.vpc.ipv6CidrBlock, firstNet: index * IPV6_NETS_PER_TIER } : undefined;
        return [name, new TierSubnets(this, name, { vpcId: this.vpcId, kind, plan: plans[index]!, availabilityZones: zones, ipv6 })];
      }),
    );
  }

  private createNat(zones: readonly PlacedAz[], props: NetworkProps): NatGateways | undefined {
    if (this.natGateways === "none") return undefined;
    return new NatGateways(this, "Nat", {
      placement: this.natGateways,
      publicSubnets: new Map(this.tier("public").subnets.map((subnet, index) => [zones[index]!.key, subnet])),
      eipAllocationIds: props.natEipAllocationIds ?? {},
      internetGateway: this.internetGateway,
    });
  }

  private createDefaultRoutes(): void {
    for (const tier of this.subnetTiers.values()) {
      if (tier.kind === "public") {
        tier.addDefaultRoute("Ipv4", () => ({ gatewayId: this.internetGateway.id }));
        if (this.ipv6) tier.addDefaultRoute("Ipv6", () => ({ gatewayId: this.internetGateway.id }));
      } else if (tier.kind === "private") {
        const { nat, egressOnlyGateway } = this;
        if (nat) tier.addDefaultRoute("Ipv4", (az) => ({ natGatewayId: nat.gatewayIdFor(az) }));
        if (egressOnlyGateway) tier.addDefaultRoute("Ipv6", () => ({ egressOnlyGatewayId: egressOnlyGateway.id }));
      }
    }
  }

  private createS3Endpoint(trustedAccountIds: readonly string[], readableBuckets: readonly string[]): S3Endpoint {
    const tiers = [...this.subnetTiers.values()].filter(({ kind }) => kind !== "public");
    return new S3Endpoint(this, "S3Endpoint", {
      vpcId: this.vpcId,
      routeTableIds: tiers.flatMap(({ subnets }) => subnets.map(({ routeTableId }) => routeTableId)),
      trustedAccountIds,
      readableBuckets,
      containerImages: expandServices(this.interfaceEndpoints).includes("ecr.dkr"),
    });
  }

  private createInterfaceEndpoints(trustedAccountIds: readonly string[]): InterfaceEndpoints | undefined {
    if (this.interfaceEndpoints.length === 0) return undefined;
    const privateTiers = [...this.subnetTiers.values()].filter(({ kind }) => kind === "private");
    return new InterfaceEndpoints(this, "InterfaceEndpoints", {
      vpcId: this.vpcId,
      services: this.interfaceEndpoints,
      subnetIds: this.subnets("private").map(({ subnetId }) => subnetId),
      clientCidrBlocks: privateTiers.map(({ cidrBlock }) => cidrBlock),
      trustedAccountIds,
    });
  }

  private createNetworkAcls(trustedCidrBlocks: readonly string[]): NetworkAcls | undefined {
    if (!this.networkAcls) return undefined;
    return new NetworkAcls(this, "NetworkAcls", {
      vpcId: this.vpcId,
      trustedCidrBlocks: [this.cidrBlock, ...trustedCidrBlocks],
      ipv6: this.ipv6,
      ipv6CidrBlock: this.ipv6 ? this.vpc.ipv6CidrBlock : undefined,
      natGateways: this.natGateways !== "none",
      tiers: [...this.subnetTiers.values()],
    });
  }

  private createFlowLogs(props: NetworkProps): FlowLogs {
    return new FlowLogs(this, "FlowLogs", {
      vpcId: this.vpcId,
      destination: props.flowLogBucket
        ? { logBucket: props.flowLogBucket }
        : { retentionDays: this.flowLogRetentionDays, encryptionKey: props.encryptionKey },
      traffic: this.flowLogTraffic,
      intervalSeconds: this.flowLogIntervalSeconds,
      removal: this.removal,
    });
  }

  private blockPublicAccess({ blockPublicAccess }: NetworkProps): VpcBlockPublicAccessOptions | undefined {
    if (!blockPublicAccess) return undefined;
    return new VpcBlockPublicAccessOptions(this, "BlockPublicAccess", {
      internetGatewayBlockMode: `block-${blockPublicAccess}`,
      // First the exclusion, so that there is no moment without traffic.
      dependsOn: this.publicAccessExclusion && [this.publicAccessExclusion],
    });
  }

  private excludeFromBlock({ publicAccessExclusion }: NetworkProps): VpcBlockPublicAccessExclusion | undefined {
    if (!publicAccessExclusion) return undefined;
    return new VpcBlockPublicAccessExclusion(this, "PublicAccessExclusion", {
      vpcId: this.vpcId,
      internetGatewayExclusionMode: `allow-${publicAccessExclusion}`,
      tags: { Name: this.label },
    });
  }
}
