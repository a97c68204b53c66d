import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { SubnetAttributes, SubnetTier as TierKind } from "../../src/core";
import { pathFromStack } from "../../src/internal/names";
import { PlacedAz } from "./availability-zones";
import { TierPlan } from "./subnet-plan";

export interface TierSubnetsProps {
  readonly vpcId: string;
  readonly kind: TierKind;
  readonly plan: TierPlan;
  readonly availabilityZones: readonly PlacedAz[];
  /** The VPC's IPv6 range, and the number of the tier's first /64 in it. @default - IPv4 only */
  readonly ipv6?: { readonly vpcCidrBlock: string; readonly firstNet: number };
}

/** A subnet with the route table that belongs to it alone. */
export interface TierSubnet extends SubnetAttributes {
  readonly cidrBlock: string;
  readonly routeTableId: string;
  readonly resource: Subnet;
  readonly routeTable: RouteTable;
}

/**
 * One tier's subnets, each with a route table of its own, so that a change of NAT is a change of routes alone.
 *
 * Children are keyed by AZ: one more AZ adds children and touches none that exist.
 */
export class TierSubnets extends Construct {
  public readonly kind: TierKind;
  /** The IPv4 range of the tier, with the room kept for AZs to come. */
  public readonly cidrBlock: string;
  /** One for each AZ, in the network's order. */
  public readonly subnets: readonly TierSubnet[];

  constructor(scope: Construct, id: string, props: TierSubnetsProps) {
    super(scope, id);
    this.kind = props.kind;
    this.cidrBlock = props.plan.cidrBlock;
    this.subnets = props.availabilityZones.map((az) => this.createSubnet(az, props));
  }

  /** Sends what the VPC doesn't know to a gateway; `target` says which one serves the AZ. */
  public addDefaultRoute(
    family: "Ipv4" | "Ipv6",
    target: (az: string) => { gatewayId?: string; natGatewayId?: string; egressOnlyGatewayId?: string },
  ): void {
    this.subnets.forEach((subnet) => {
      const destination = family === "Ipv4" ? { destinationCidrBlock: "0.0.0.0/0" } : { destinationIpv6CidrBlock: "::/0" };
      const key = subnet.routeTable.node.scope!.node.id;
      new Route(subnet.routeTable.node.scope as Construct, `DefaultRoute${family}`, {
        routeTableId: subnet.routeTableId,
        ...destination,
        ...target(key),
      });
    });
  }

  private createSubnet(az: PlacedAz, props: TierSubnetsProps): TierSubnet {
    const parent = new Construct(this, az.key);
    const cidrBlock = props.plan.subnetCidrBlocks[az.slot]!;
    const tags = { Name: pathFromStack(parent).join("/"), Tier: this.node.id };
    const resource = new Subnet(parent, "Resource", {
      vpcId: props.vpcId,
      availabilityZone: az.name,
      cidrBlock,
      mapPublicIpOnLaunch: false,
      ...(props.ipv6 && {
        ipv6CidrBlock: Fn.cidrsubnet(props.ipv6.vpcCidrBlock, 8, props.ipv6.firstNet + az.slot),
        assignIpv6AddressOnCreation: true,
      }),
      tags,
    });
    const routeTable = new RouteTable(parent, "RouteTable", { vpcId: props.vpcId, tags });
    new RouteTableAssociation(parent, "RouteTableAssociation", { subnetId: resource.id, routeTableId: routeTable.id });
    return { subnetId: resource.id, availabilityZone: az.name, cidrBlock, routeTableId: routeTable.id, resource, routeTable };
  }
}
