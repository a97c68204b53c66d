import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { SubnetAttributes } from "../../src/core";
import { pathFromStack } from "../../src/internal/names";

/** `perAz` survives the loss of an AZ and sends nothing across AZs; `single` costs a third and does neither. */
export type NatPlacement = "perAz" | "single" | "none";

export interface NatGatewaysProps {
  readonly placement: Exclude<NatPlacement, "none">;
  /** Keyed as the AZs are. */
  readonly publicSubnets: ReadonlyMap<string, SubnetAttributes>;
  /** Elastic IPs that exist already, by AZ. */
  readonly eipAllocationIds: Readonly<Record<string, string>>;
  /** A NAT gateway works only once the VPC has it. */
  readonly internetGateway: ITerraformDependable;
}

/** NAT gateways keyed by AZ, so that one more leaves the others and their addresses as they are. */
export class NatGateways extends Construct {
  /** Keyed by AZ. */
  public readonly gateways: ReadonlyMap<string, NatGateway>;

  constructor(scope: Construct, id: string, props: NatGatewaysProps) {
    super(scope, id);
    const zones = [...props.publicSubnets.keys()].slice(0, props.placement === "single" ? 1 : undefined);
    this.gateways = new Map(zones.map((az) => [az, this.createGateway(az, props)]));
  }

  /** The gateway of an AZ, or the only one. */
  public gatewayIdFor(az: string): string {
    return (this.gateways.get(az) ?? [...this.gateways.values()][0]!).id;
  }

  private createGateway(az: string, props: NatGatewaysProps): NatGateway {
    const parent = new Construct(this, az);
    const tags = { Name: pathFromStack(parent).join("/") };
    const allocationId =
      props.eipAllocationIds[az] ?? new Eip(parent, "Eip", { domain: "vpc", tags, dependsOn: [props.internetGateway] }).id;
    return new NatGateway(parent, "Resource", {
      allocationId,
      subnetId: props.publicSubnets.get(az)!.subnetId,
      tags,
      dependsOn: [props.internetGateway],
    });
  }
}
