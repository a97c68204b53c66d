import { Configuration } from "../configuration";
import { Target } from "./routes";
import { ConnectionStep } from "./verdict";
import { Subnet, Vpc, Vpcs } from "./vpcs";

/** A NAT gateway. */
export interface NatGateway {
  readonly name: string;
  readonly subnet: Subnet;
  /** Whether it connects to other networks than the internet alone. */
  readonly isPrivate: boolean;
}

/** How a connection uses a gateway to the internet. */
export type Use = "outbound" | "inbound" | "nat";

/** The gateways between VPCs and the internet, and the account's block of them. */
export class Gateways {
  private readonly attachedTo = new Map<string, readonly string[]>();

  public constructor(
    private readonly configuration: Configuration,
    private readonly vpcs: Vpcs,
  ) {}

  /** A NAT gateway; undefined for one that isn't in the stacks. */
  public nat(target: Target): NatGateway | undefined {
    const gateway = this.configuration.find(target.key);
    const subnet = gateway && this.configuration.key(gateway, gateway.args.subnet_id);
    const isPrivate = gateway?.args.connectivity_type === "private";
    return subnet === undefined ? undefined : { name: target.name, subnet: this.vpcs.subnet(subnet), isPrivate };
  }

  /** Whether an internet gateway lets a connection through that begins or ends in a subnet. */
  public internetGateway(target: Target, subnet: Subnet, use: Use): ConnectionStep {
    const gateway = this.configuration.find(target.key);
    if (gateway === undefined || subnet.vpc === undefined) {
      const sentence = `${target.name}, which isn't in the stack, is taken to be attached to the VPC`;
      return { resource: target.name, verdict: "allowed", sentence, assumed: true };
    }
    if (!this.attached(subnet.vpc).includes(target.key)) {
      return { resource: target.name, verdict: "refused", sentence: `${target.name} isn't attached to ${subnet.vpc.name}` };
    }
    return (
      this.block(subnet, use) ?? { resource: target.name, verdict: "allowed", sentence: `${target.name} is attached to ${subnet.vpc.name}` }
    );
  }

  /** Whether an egress-only internet gateway lets a connection out. */
  public egressOnly(target: Target, subnet: Subnet): ConnectionStep {
    return this.block(subnet, "nat") ?? { resource: target.name, verdict: "allowed", sentence: `${target.name} lets connections out` };
  }

  /**
   * Whether a VPC lets CloudFront's VPC origins in: it needs an internet gateway, which their traffic doesn't cross (CloudFront Developer Guide, "Restrict
   * access with VPC origins"), and the account's block holds for them.
   */
  public vpcOrigins(subnet: Subnet): ConnectionStep[] {
    const { vpc } = subnet;
    if (vpc === undefined) {
      const sentence = `the VPC of ${subnet.name}, which isn't in the stack, is taken to have an internet gateway`;
      return [{ resource: subnet.name, verdict: "allowed", sentence, assumed: true }];
    }
    if (this.attached(vpc).length === 0) {
      return [{ resource: vpc.name, verdict: "refused", sentence: `${vpc.name} has no internet gateway, which a VPC origin needs` }];
    }
    return [this.block(subnet, "inbound") ?? []].flat();
  }

  /** All that the verdicts on a subnet's ways through gateways depend on, beside what its routes lead to. */
  public circumstances(subnet: Subnet): unknown {
    const uses = (["outbound", "inbound", "nat"] as const).map((use) => this.block(subnet, use)?.verdict);
    return [uses, subnet.vpc && this.attached(subnet.vpc)];
  }

  /** The keys of the internet gateways that are attached to a VPC. */
  private attached(vpc: Vpc): readonly string[] {
    const known = this.attachedTo.get(vpc.key) ?? this.readAttached(vpc);
    this.attachedTo.set(vpc.key, known);
    return known;
  }

  private readAttached(vpc: Vpc): string[] {
    const { configuration } = this;
    const own = configuration.all("aws_internet_gateway").filter((gateway) => configuration.key(gateway, gateway.args.vpc_id) === vpc.key);
    const byAttachment = configuration
      .all("aws_internet_gateway_attachment")
      .filter((attachment) => configuration.key(attachment, attachment.args.vpc_id) === vpc.key);
    return [
      ...own.map(({ key }) => key),
      ...byAttachment.flatMap((attachment) => configuration.keys(attachment, attachment.args.internet_gateway_id)),
    ];
  }

  /** What the account's block of public access refuses (VPC User Guide, "VPC BPA basics"); nothing where it doesn't hold. */
  private block(subnet: Subnet, use: Use): ConnectionStep | undefined {
    const { configuration } = this;
    const [options] = configuration.all("aws_vpc_block_public_access_options");
    const mode: unknown = options?.args.internet_gateway_block_mode;
    if (options === undefined || mode === "off" || (mode === "block-ingress" && use === "nat")) return undefined;
    const exclusion = configuration.all("aws_vpc_block_public_access_exclusion").find((resource) => {
      const excluded = [resource.args.vpc_id, resource.args.subnet_id].flatMap((value) => configuration.key(resource, value) ?? []);
      return excluded.includes(subnet.key) || (subnet.vpc !== undefined && excluded.includes(subnet.vpc.key));
    });
    const allows: unknown = exclusion?.args.internet_gateway_exclusion_mode;
    if (allows === "allow-bidirectional" || (allows === "allow-egress" && use !== "inbound")) return undefined;
    const sentence = `${options.name} blocks traffic of internet gateways (${String(mode)})`;
    return { resource: options.name, verdict: "refused", sentence };
  }
}
