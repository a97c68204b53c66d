import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Fn, ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { SubnetAttributes, SubnetTier } from "../../src/core";
import { SUBNET_TIERS } from "../../src/core/interfaces";
import { pathFromStack } from "../../src/internal/names";
import { PropTypes, STRING, oneOf, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { PlacedAz } from "./availability-zones";
import { checkSecondaryCidrBlocks } from "./secondary-cidr-blocks";
import { TIER_SIZES, TierSize, planSubnets, subnetPlanViolations } from "./subnet-plan";

/** One tier of subnets. */
export interface NetworkTier {
  /** 1 to 32 letters, digits and dashes, beginning with a letter; part of construct ids, so a new name replaces the tier's subnets. */
  readonly name: string;
  /** How far its subnets reach. */
  readonly kind: SubnetTier;
  /** Its share of the VPC's range: `small` 1/16, `medium` 1/8, `large` 1/4, `xlarge` 1/2. A change replaces the tier's subnets. */
  readonly size: TierSize;
  /** Which of the VPC's ranges it is placed in: the first, or one of `secondaryCidrBlocks`. A change replaces the tier's subnets. @default - the network's `cidrBlock` */
  readonly cidrBlock?: string;
}

const NETWORK_TIER: PropTypes<NetworkTier> = {
  name: STRING,
  kind: oneOf(SUBNET_TIERS),
  size: oneOf(TIER_SIZES),
  cidrBlock: optional(STRING),
};

/** The tiers of a network that says nothing else. */
export const DEFAULT_TIERS: readonly NetworkTier[] = [
  { name: "public", kind: "public", size: "small" },
  { name: "private", kind: "private", size: "large" },
  { name: "isolated", kind: "isolated", size: "medium" },
];

/** Ids of the network's other children, which a tier can't have. */
export const RESERVED_TIER_NAMES: readonly string[] = [
  "AvailabilityZones",
  "CacheSubnetGroup",
  "DatabaseSubnetGroup",
  "DefaultNetworkAcl",
  "DefaultRouteTable",
  "DefaultSecurityGroup",
  "DynamoDbEndpoint",
  "EgressOnlyInternetGateway",
  "FlowLogs",
  "InterfaceEndpoints",
  "InternetGateway",
  "Nat",
  "NetworkAcls",
  "PublicAccessExclusion",
  "ResolverQueryLogs",
  "Resource",
  "S3Endpoint",
  "SecondaryCidrBlocks",
];

/** /64 networks that each tier has kept for it in the VPC's /56. */
const IPV6_NETS_PER_TIER = 16;

/** A subnet with the route table that belongs to it alone. */
export interface TierSubnet extends SubnetAttributes {
  /** The id of the AZ that it is in, which is the same place for every account. */
  readonly availabilityZoneId: string;
  /** Its IPv4 range. */
  readonly cidrBlock: string;
  /** The id of its route table. */
  readonly routeTableId: string;
  /** The subnet. */
  readonly resource: Subnet;
  /** Its route table. */
  readonly routeTable: RouteTable;
  /** What gives the subnet its route table. */
  readonly routeTableAssociation: RouteTableAssociation;
}

/** One tier's subnets, each with a route table of its own, so that a change of NAT is a change of routes alone. */
export interface TierSubnets {
  /** The tier's name. */
  readonly name: string;
  /** How far its subnets reach. */
  readonly kind: SubnetTier;
  /** The IPv4 range of the tier, with the room kept for AZs to come. */
  readonly cidrBlock: string;
  /** One for each AZ, in the network's order. */
  readonly subnets: readonly TierSubnet[];
}

/** A subnet as the network's other parts need to know it. */
interface PlacedSubnet extends TierSubnet {
  /** What resources of its AZ are called by. */
  readonly azKey: string;
  /** Its AZ as the network's props name it, or a reference to one that is looked up. */
  readonly azGiven: string;
  /** The construct that it and its routes are below. */
  readonly scope: Construct;
}

/** A tier as the network's other parts need to know it. */
export interface PlacedTier extends TierSubnets {
  readonly subnets: readonly PlacedSubnet[];
}

/** Records what is wrong with the tiers of a network and with the ranges that they are split from. */
export function checkTiers(
  validator: Validator,
  { cidrBlock, secondaryCidrBlocks }: { readonly cidrBlock: string; readonly secondaryCidrBlocks?: readonly string[] },
  tiers: readonly NetworkTier[],
): void {
  const secondary = Token.isUnresolved(secondaryCidrBlocks) ? [] : (secondaryCidrBlocks ?? []);
  secondary.forEach((block, index) => validator.known(`secondaryCidrBlocks[${index}]`, block));
  validator
    .known("cidrBlock", cidrBlock)
    .known("secondaryCidrBlocks", secondaryCidrBlocks)
    .check("tiers", tiers, tiers.length > 0, "must hold at least one tier", "Leave the prop out for public, private and isolated.");
  tiers.forEach((tier, index) => checkTier(validator, `tiers[${index}]`, tier));
  if (!isKnown([cidrBlock, ...secondary]) || tiers.some((tier) => !TIER_SIZES.includes(tier.size) || !isKnown(tier.cidrBlock))) return;
  const planned = tiers.map((tier) => ({ ...tier, cidrBlock: tier.cidrBlock ?? undefined }));
  const violations = subnetPlanViolations(cidrBlock, planned, secondary);
  for (const { prop, received, rule, fix } of violations) validator.check(prop, received, false, rule, fix);
  if (!violations.some(({ prop }) => /cidr/i.test(prop))) checkSecondaryCidrBlocks(validator, cidrBlock, secondary);
}

function checkTier(validator: Validator, prop: string, tier: NetworkTier): void {
  validator.known(prop, tier);
  if (!isKnown(tier)) return;
  validator
    .props(tier, NETWORK_TIER, prop)
    .known(`${prop}.name`, tier.name)
    .known(`${prop}.kind`, tier.kind)
    .known(`${prop}.size`, tier.size)
    .known(`${prop}.cidrBlock`, tier.cidrBlock)
    .matches(
      `${prop}.name`,
      tier.name,
      /^[A-Za-z][A-Za-z0-9-]{0,31}$/,
      "must be 1 to 32 letters, digits and dashes, beginning with a letter",
      'Write it as "private".',
    )
    .check(
      `${prop}.name`,
      tier.name,
      !RESERVED_TIER_NAMES.includes(tier.name),
      "must not be the id of another part of the network",
      "Choose another name.",
    );
}

/**
 * The tiers' subnets, by the tiers' names.
 *
 * Constructs are keyed by tier and AZ: one more AZ adds constructs and changes none that exist.
 */
export function createTierSubnets(
  scope: Construct,
  values: {
    readonly vpcId: string;
    readonly cidrBlock: string;
    /** What associates the VPC's further ranges, by the range. */
    readonly secondaryCidrBlocks: Readonly<Record<string, ITerraformDependable>>;
    /** The VPC's IPv6 range. @default - IPv4 only */
    readonly ipv6CidrBlock?: string;
    readonly tiers: readonly NetworkTier[];
    readonly zones: readonly PlacedAz[];
  },
): Readonly<Record<string, PlacedTier>> {
  const { vpcId, ipv6CidrBlock, secondaryCidrBlocks, zones } = values;
  const tiers = values.tiers.map((tier) => ({ ...tier, cidrBlock: tier.cidrBlock ?? values.cidrBlock }));
  const plans = planSubnets(values.cidrBlock, tiers);
  // An AZ that is given by its id has one name, which the first tier's subnet reads: a reference for each tier would look like several AZs.
  const azNames = new Map(zones.flatMap(({ key, name }) => (name === undefined ? [] : [[key, name]])));
  return Object.fromEntries(
    tiers.map(({ name, kind, cidrBlock: range }, index) => {
      const association = secondaryCidrBlocks[range];
      const tierScope = new Construct(scope, name);
      const { cidrBlock, subnetCidrBlocks } = plans[index]!;
      const subnets = zones.map((az) =>
        createSubnet(tierScope, az, {
          azNames,
          dependsOn: association && [association],
          vpcId,
          tierName: name,
          cidrBlock: subnetCidrBlocks[az.slot]!,
          ipv6CidrBlock: ipv6CidrBlock && Fn.cidrsubnet(ipv6CidrBlock, 8, index * IPV6_NETS_PER_TIER + az.slot),
        }),
      );
      return [name, { name, kind, cidrBlock, subnets }];
    }),
  );
}

function createSubnet(
  tierScope: Construct,
  az: PlacedAz,
  values: {
    /** The names of AZs by key, to which those are added that are read from a subnet. */
    readonly azNames: Map<string, string>;
    /** What gives the VPC the range that the subnet is in. @default - the VPC is created with it */
    readonly dependsOn?: ITerraformDependable[];
    readonly vpcId: string;
    readonly tierName: string;
    readonly cidrBlock: string;
    readonly ipv6CidrBlock?: string;
  },
): PlacedSubnet {
  const { azNames, dependsOn, vpcId, cidrBlock, ipv6CidrBlock } = values;
  const scope = new Construct(tierScope, az.key);
  const tags = { Name: pathFromStack(scope).join("/"), Tier: values.tierName };
  const resource = new Subnet(scope, "Resource", {
    vpcId,
    availabilityZone: az.name,
    availabilityZoneId: az.id,
    cidrBlock,
    mapPublicIpOnLaunch: false,
    ...(ipv6CidrBlock && { ipv6CidrBlock, assignIpv6AddressOnCreation: true }),
    tags,
    dependsOn,
  });
  const routeTable = new RouteTable(scope, "RouteTable", { vpcId, tags });
  const routeTableAssociation = new RouteTableAssociation(scope, "RouteTableAssociation", {
    subnetId: resource.id,
    routeTableId: routeTable.id,
  });
  const availabilityZone = azNames.get(az.key) ?? resource.availabilityZone;
  azNames.set(az.key, availabilityZone);
  return {
    subnetId: resource.id,
    availabilityZone,
    availabilityZoneId: az.id ?? resource.availabilityZoneId,
    cidrBlock,
    routeTableId: routeTable.id,
    resource,
    routeTable,
    routeTableAssociation,
    azKey: az.key,
    azGiven: az.id ?? availabilityZone,
    scope,
  };
}
