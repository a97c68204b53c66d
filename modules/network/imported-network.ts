import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { Construct } from "constructs";
import { IConnectable, INetwork, ImportedSecurityGroup, Port, SecurityGroup, SubnetAttributes, SubnetTier } from "../../src/core";
import { SUBNET_TIERS } from "../../src/core/interfaces";
import { checkCidr } from "../../src/internal/cidr";
import { FORMATS } from "../../src/internal/formats";
import { BOOLEAN, PropTypes, STRING, STRINGS, STRING_RECORD, oneOf, optional, record } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { allowAwsServices } from "./aws-services";
import { SubnetGroups } from "./subnet-groups";
import { findTier } from "./tier-lookup";

/** A tier of a VPC that exists. */
export interface ImportedTier {
  /** How far its subnets reach. */
  readonly kind: SubnetTier;
  /** The ids of its subnets, by AZ name. */
  readonly subnetIds: Readonly<Record<string, string>>;
}

const IMPORTED_TIER: PropTypes<ImportedTier> = { kind: oneOf(SUBNET_TIERS), subnetIds: STRING_RECORD };

/** What identifies a VPC that exists already, and what is in it. */
export interface NetworkAttributes {
  /** The VPC's id: `vpc-…`. */
  readonly vpcId: string;
  /** The VPC's first IPv4 range. */
  readonly cidrBlock: string;
  /** Tiers by name; the name may be the kind. */
  readonly tiers: Readonly<Record<string, ImportedTier>>;
  /** @default - made over the isolated tier, or the private one, when something asks for it */
  readonly databaseSubnetGroupName?: string;
  /** @default - made over the isolated tier, or the private one, when something asks for it */
  readonly cacheSubnetGroupName?: string;
  /**
   * The prefix list of the VPC's S3 gateway endpoint: `pl-…`. AWS has the list in every region: give it only where the VPC has the endpoint, and the private
   * subnets' route tables are the endpoint's. Then services are taken to reach S3.
   *
   * @default - no rule lets services reach S3
   */
  readonly s3PrefixListId?: string;
  /** The prefix list of the VPC's DynamoDB gateway endpoint: `pl-…`, only where there is one, as with S3's. @default - no rule lets services reach DynamoDB */
  readonly dynamoDbPrefixListId?: string;
  /** The security group of the VPC's interface endpoints: `sg-…`. @default - no rule lets services reach them */
  readonly endpointSecurityGroupId?: string;
  /**
   * The AWS services that have an interface endpoint with private DNS in the VPC, each by the last part of the endpoint service's name: `ssm`, `logs`.
   *
   * @default - unknown: nothing says at synthesis that a service doesn't reach what it needs
   */
  readonly endpointServices?: readonly string[];
  /** Whether the private subnets have a route to the internet, such as by NAT. @default - unknown: what may connect to the internet is taken to reach it */
  readonly hasInternetRoute?: boolean;
}

const ATTRIBUTES: PropTypes<NetworkAttributes> = {
  vpcId: STRING,
  cidrBlock: STRING,
  tiers: record(),
  databaseSubnetGroupName: optional(STRING),
  cacheSubnetGroupName: optional(STRING),
  s3PrefixListId: optional(STRING),
  dynamoDbPrefixListId: optional(STRING),
  endpointSecurityGroupId: optional(STRING),
  endpointServices: optional(STRINGS),
  hasInternetRoute: optional(BOOLEAN),
};

/** A VPC that exists: `Network.fromAttributes`. */
export class ImportedNetwork extends Construct implements INetwork {
  /** The VPC's id. */
  public readonly vpcId: string;
  /** The VPC's first IPv4 range. */
  public readonly cidrBlock: string;
  /** The AZs that the tiers have subnets in, by name. */
  public readonly availabilityZones: readonly string[];
  /** The prefix list of the VPC's S3 gateway endpoint; undefined where none was given. */
  public readonly s3PrefixListId?: string;
  /** The prefix list of the VPC's DynamoDB gateway endpoint; undefined where none was given. */
  public readonly dynamoDbPrefixListId?: string;
  /** The security group of the VPC's interface endpoints; undefined where none was given. */
  public readonly endpointSecurityGroup?: ImportedSecurityGroup;
  /** The AWS services that have an endpoint, S3 and DynamoDB among them where their prefix lists were given; undefined where that isn't known. */
  public readonly endpointServices?: readonly string[];
  /** Whether the private subnets have a route to the internet; undefined where that isn't known. */
  public readonly hasInternetRoute?: boolean;
  private readonly tiers: Readonly<Record<string, { readonly kind: SubnetTier; readonly subnets: readonly SubnetAttributes[] }>>;
  private readonly subnetGroups: SubnetGroups;
  private readonly subnetGroupNames: { readonly database?: string; readonly cache?: string };

  /** @throws ValidationError for an id of something else, or a tier without a kind or subnets */
  constructor(scope: Construct, id: string, attributes: NetworkAttributes) {
    super(scope, id);
    checkAttributes(this, attributes);
    const { databaseSubnetGroupName: database, cacheSubnetGroupName: cache, endpointSecurityGroupId } = attributes;
    this.vpcId = attributes.vpcId;
    this.cidrBlock = attributes.cidrBlock;
    this.s3PrefixListId = attributes.s3PrefixListId;
    this.dynamoDbPrefixListId = attributes.dynamoDbPrefixListId;
    this.endpointServices = withGateways(attributes);
    this.hasInternetRoute = attributes.hasInternetRoute;
    this.tiers = Object.fromEntries(
      Object.entries(attributes.tiers).map(([name, { kind, subnetIds }]) => [name, { kind, subnets: subnets(subnetIds) }]),
    );
    this.availabilityZones = [...new Set(Object.values(attributes.tiers).flatMap(({ subnetIds }) => Object.keys(subnetIds)))];
    this.subnetGroups = new SubnetGroups(this, Object.values(this.tiers));
    this.subnetGroupNames = { database, cache };
    this.endpointSecurityGroup = endpointSecurityGroupId
      ? SecurityGroup.fromAttributes(this, "InterfaceEndpoints", {
          securityGroupId: endpointSecurityGroupId,
          defaultPort: Port.tcp(443),
        })
      : undefined;
  }

  /**
   * The subnets that data stores are placed in: of the first isolated tier, or the first private one where there is no other.
   *
   * @throws ValidationError if the network has neither
   */
  public get dataSubnets(): readonly SubnetAttributes[] {
    return this.subnetGroups.dataSubnets;
  }

  /**
   * The subnet group for databases: the one given, or one that is made over `dataSubnets`.
   *
   * @throws ValidationError if none was given and the network has no tier for data stores
   */
  public get databaseSubnetGroupName(): string {
    return this.subnetGroupNames.database ?? this.subnetGroups.databaseSubnetGroupName;
  }

  /**
   * The subnet group for caches: the one given, or one that is made over `dataSubnets`.
   *
   * @throws ValidationError if none was given and the network has no tier for data stores
   */
  public get cacheSubnetGroupName(): string {
    return this.subnetGroupNames.cache ?? this.subnetGroups.cacheSubnetGroupName;
  }

  /** The subnet group for databases; undefined where one was given, or nothing has asked for it. */
  public get databaseSubnetGroup(): DbSubnetGroup | undefined {
    return this.subnetGroups.database;
  }

  /** The subnet group for caches; undefined where one was given, or nothing has asked for it. */
  public get cacheSubnetGroup(): ElasticacheSubnetGroup | undefined {
    return this.subnetGroups.cache;
  }

  /**
   * The subnets of a tier, one for each AZ.
   *
   * @param tier a tier's name, or its kind: then the first tier of that kind
   * @throws ValidationError if the network has no such tier
   */
  public subnets(tier: SubnetTier | string): readonly SubnetAttributes[] {
    return findTier(this, this.tiers, tier).subnets;
  }

  /**
   * Lets a service reach AWS: the interface endpoints on 443 and, through the gateway endpoint's prefix list, S3.
   * Writes no rule for what was not given.
   */
  public allowAwsServicesFrom(client: IConnectable): void {
    const { endpointSecurityGroup: endpoints, s3PrefixListId, dynamoDbPrefixListId } = this;
    allowAwsServices(this, client, { endpoints, s3PrefixListId, dynamoDbPrefixListId });
  }
}

function withGateways({ endpointServices, s3PrefixListId, dynamoDbPrefixListId }: NetworkAttributes): readonly string[] | undefined {
  if (!endpointServices) return undefined;
  return [...(s3PrefixListId ? ["s3"] : []), ...(dynamoDbPrefixListId ? ["dynamodb"] : []), ...endpointServices];
}

function subnets(subnetIds: Readonly<Record<string, string>>): SubnetAttributes[] {
  return Object.entries(subnetIds).map(([availabilityZone, subnetId]) => ({ availabilityZone, subnetId }));
}

function checkAttributes(scope: Construct, attributes: NetworkAttributes): void {
  const validator = new Validator(scope).props(attributes, ATTRIBUTES).format("vpcId", attributes.vpcId, FORMATS.vpcId);
  checkCidr(validator, "cidrBlock", attributes.cidrBlock, FORMATS.ipv4Cidr)
    .known("tiers", attributes.tiers)
    .format("s3PrefixListId", attributes.s3PrefixListId, FORMATS.prefixListId)
    .format("dynamoDbPrefixListId", attributes.dynamoDbPrefixListId, FORMATS.prefixListId)
    .format("endpointSecurityGroupId", attributes.endpointSecurityGroupId, FORMATS.securityGroupId)
    .known("endpointServices", attributes.endpointServices)
    .known("hasInternetRoute", attributes.hasInternetRoute)
    .check(
      "endpointServices",
      attributes.endpointServices,
      !attributes.endpointServices?.length || Boolean(attributes.endpointSecurityGroupId),
      "must come with endpointSecurityGroupId, which services are allowed to reach",
      "Give the security group of the interface endpoints.",
    );
  const tiers = isKnown(attributes.tiers) ? attributes.tiers : {};
  for (const [name, tier] of Object.entries(tiers)) checkTier(validator, `tiers["${name}"]`, tier);
  validator.throwIfInvalid();
}

function checkTier(validator: Validator, prop: string, tier: ImportedTier): void {
  validator
    .props(tier, IMPORTED_TIER, prop)
    .known(`${prop}.kind`, tier.kind)
    .known(`${prop}.subnetIds`, tier.subnetIds)
    .check(
      `${prop}.subnetIds`,
      tier.subnetIds,
      Object.keys(tier.subnetIds).length > 0,
      "must hold at least one subnet",
      'Write it as { "eu-central-1a": "subnet-…" }, or leave the tier out.',
    );
  for (const [az, subnetId] of Object.entries(tier.subnetIds)) {
    validator.format(`${prop}.subnetIds["${az}"]`, subnetId, FORMATS.subnetId);
  }
}
