import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { IConnectable, INetwork, Peer, Port, SecurityGroup, SubnetAttributes, SubnetTier as TierKind } from "../../src/core";
import { Validator } from "../../src/internal/validator";
import { SubnetGroups, dataStoreSubnets } from "./subnet-groups";
import { findTier } from "./tier-lookup";

export interface ImportedTier {
  readonly kind: TierKind;
  /** The tier's subnets by AZ name. */
  readonly subnetIds: Readonly<Record<string, string>>;
}

export interface NetworkAttributes {
  readonly vpcId: string;
  /** The VPC's first IPv4 range. */
  readonly cidrBlock: string;
  /** Tiers by name; the name may be the kind. */
  readonly tiers: Readonly<Record<string, ImportedTier>>;
  /** @default - made over the isolated tier, or the private one, when something asks for it */
  readonly databaseSubnetGroupName?: string;
  /** @default - made over the isolated tier, or the private one, when something asks for it */
  readonly cacheSubnetGroupName?: string;
  /** The prefix list of the VPC's S3 gateway endpoint. @default - no rule lets services reach S3 */
  readonly s3PrefixListId?: string;
  /** The security group of the VPC's interface endpoints. @default - no rule lets services reach them */
  readonly endpointSecurityGroupId?: string;
}

/** A VPC that exists: `Network.fromAttributes`. */
export class ImportedNetwork extends Construct implements INetwork {
  public readonly vpcId: string;
  public readonly cidrBlock: string;
  public readonly availabilityZones: readonly string[];
  public readonly internetConnectivity?: ITerraformDependable;
  private readonly tiers: ReadonlyMap<string, { readonly kind: TierKind; readonly subnets: readonly SubnetAttributes[] }>;
  private readonly subnetGroups: SubnetGroups;
  private readonly endpoints?: IConnectable;

  constructor(
    scope: Construct,
    id: string,
    private readonly attributes: NetworkAttributes,
  ) {
    super(scope, id);
    this.validate();
    this.vpcId = attributes.vpcId;
    this.cidrBlock = attributes.cidrBlock;
    this.tiers = new Map(
      Object.entries(attributes.tiers).map(([name, { kind, subnetIds }]) => [
        name,
        { kind, subnets: Object.entries(subnetIds).map(([availabilityZone, subnetId]) => ({ availabilityZone, subnetId })) },
      ]),
    );
    this.availabilityZones = [
      ...new Set([...this.tiers.values()].flatMap(({ subnets }) => subnets.map((subnet) => subnet.availabilityZone))),
    ];
    this.subnetGroups = new SubnetGroups(this, dataStoreSubnets(this.tiers.values()));
    if (attributes.endpointSecurityGroupId) {
      this.endpoints = SecurityGroup.fromAttributes(this, "InterfaceEndpoints", {
        securityGroupId: attributes.endpointSecurityGroupId,
        defaultPort: Port.tcp(443),
      });
    }
  }

  public get dataSubnets(): readonly SubnetAttributes[] {
    return this.subnetGroups.dataSubnets;
  }

  public get databaseSubnetGroupName(): string {
    return this.attributes.databaseSubnetGroupName ?? this.subnetGroups.databaseSubnetGroupName;
  }

  public get cacheSubnetGroupName(): string {
    return this.attributes.cacheSubnetGroupName ?? this.subnetGroups.cacheSubnetGroupName;
  }

  public subnets(tier: TierKind | string): readonly SubnetAttributes[] {
    return findTier(this, this.tiers, tier).subnets;
  }

  public allowAwsServicesFrom(client: IConnectable): void {
    if (this.endpoints) client.connections.allowTo(this.endpoints, Port.tcp(443), "AWS APIs");
    const { s3PrefixListId } = this.attributes;
    if (s3PrefixListId) client.connections.allowTo(Peer.prefixList(s3PrefixListId, "S3"), Port.tcp(443), "objects and packages");
  }

  private validate(): void {
    const { vpcId, cidrBlock, tiers, s3PrefixListId, endpointSecurityGroupId } = this.attributes;
    const validator = new Validator(this)
      .matches("cidrBlock", cidrBlock, /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/, "must be an IPv4 range", 'Write it as "10.0.0.0/16".')
      .matches("vpcId", vpcId, /^vpc-[0-9a-f]+$/, "must be a VPC's id", 'Copy the one that begins with "vpc-".')
      .matches("s3PrefixListId", s3PrefixListId, /^pl-[0-9a-f]+$/, "must be a prefix list's id", 'Copy the one that begins with "pl-".')
      .matches(
        "endpointSecurityGroupId",
        endpointSecurityGroupId,
        /^sg-[0-9a-f]+$/,
        "must be a security group's id",
        'Copy the one that begins with "sg-".',
      );
    for (const [name, { kind, subnetIds }] of Object.entries(tiers)) {
      validator.oneOf(`tiers.${name}.kind`, kind, ["public", "private", "isolated"]);
      for (const [az, subnetId] of Object.entries(subnetIds)) {
        validator.matches(
          `tiers.${name}.subnetIds.${az}`,
          subnetId,
          /^subnet-[0-9a-f]+$/,
          "must be a subnet's id",
          'Copy the one that begins with "subnet-".',
        );
      }
    }
    validator.throwIfInvalid();
  }
}
