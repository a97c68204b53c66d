import { Configuration, Resource } from "../configuration";
import { blocks } from "../requests/arguments";
import { Target } from "./routes";
import { Direction } from "./security-group-rules";
import { ConnectionStep } from "./verdict";
import { Subnet } from "./vpcs";

const PEERING = ["aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter"];
const ATTACHMENT = "aws_ec2_transit_gateway_vpc_attachment";

/** What of the connections between VPCs is known: peering connections and transit gateways of the stacks. */
export class VpcConnections {
  public constructor(private readonly configuration: Configuration) {}

  /** What refuses a way by a peering connection of two VPCs of which one is another: none leads on from VPC to VPC (VPC Peering Guide, "VPC peering limitations"). */
  public elsewhere(target: Target | undefined, from: Subnet, to: Subnet): ConnectionStep | undefined {
    const peering = this.resource(target);
    if (target === undefined || peering?.type !== "aws_vpc_peering_connection") return undefined;
    const ends = [peering.args.vpc_id, peering.args.peer_vpc_id].flatMap((value) => this.configuration.key(peering, value) ?? []);
    const [here, there] = [from.vpc?.key ?? "", to.vpc?.key ?? ""];
    const areKnown = ends.length === 2 && ends.every((end) => this.configuration.find(end) !== undefined);
    if (!areKnown || (ends.includes(here) && ends.includes(there))) return undefined;
    const names = ends.map((end) => this.configuration.nameOf(end)).join(" and ");
    return { resource: target.name, verdict: "refused", sentence: `${target.name} connects ${names} alone` };
  }

  /**
   * Whether rules that look one way may name groups of the VPC that a route leads to. By peering, those of the same Region (VPC Peering Guide, "Update your security groups
   * to reference peer security groups"); by a transit gateway whose support is enabled, which it isn't by default, those of inbound rules (Transit Gateway Guide, "Security
   * group referencing"). What isn't in the stacks is taken to be as it must.
   */
  public carriesGroups(target: Target | undefined, direction: Direction): boolean {
    const resource = this.resource(target);
    if (resource === undefined) return true;
    if (PEERING.includes(resource.type)) return isWithinRegion(resource);
    if (resource.type !== "aws_ec2_transit_gateway") return true;
    const attachments = this.configuration
      .all(ATTACHMENT)
      .filter((one) => this.configuration.key(one, one.args.transit_gateway_id) === resource.key);
    const isEnabled = resource.args.security_group_referencing_support === "enable";
    return direction === "inbound" && isEnabled && !attachments.some(({ args }) => args.security_group_referencing_support === "disable");
  }

  private resource(target: Target | undefined): Resource | undefined {
    return target && this.configuration.find(target.key);
  }
}

/** The other end's Region is that of the requester where it isn't said. */
function isWithinRegion({ args, stack }: Resource): boolean {
  const regions = blocks(stack.json.provider, "aws").map(({ region }): unknown => region);
  return (args.peer_region ?? "") === "" || regions.includes(args.peer_region);
}
