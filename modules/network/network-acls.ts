import { NetworkAcl, NetworkAclEgress, NetworkAclIngress } from "@cdktf/provider-aws/lib/network-acl";
import { Construct } from "constructs";
import { SubnetTier as TierKind } from "../../src/core";
import { pathFromStack } from "../../src/internal/names";
import { TierSubnets } from "./tier-subnets";

/** A rule of a network ACL; the number is its place in the order of evaluation. */
type Rule = NetworkAclIngress & NetworkAclEgress;

export interface NetworkAclsProps {
  readonly vpcId: string;
  /** The VPC's own ranges, and those that it is connected with. */
  readonly trustedCidrBlocks: readonly string[];
  readonly ipv6: boolean;
  /** The VPC's IPv6 range. @default - none */
  readonly ipv6CidrBlock?: string;
  /** Whether the public tiers have NAT gateways, which answers from the internet come back to. */
  readonly natGateways: boolean;
  readonly tiers: readonly TierSubnets[];
}

/**
 * One stateless list for each tier, coarser than the security groups and independent of them: a tier stays as closed as
 * its kind says even when a security group is opened by mistake.
 *
 * - public: HTTPS, HTTP and answers to NAT come in from the internet; everything goes out.
 * - private: the VPC comes in, and answers from outside (S3's gateway endpoint is outside as well); everything goes out.
 * - isolated: the VPC comes in and goes out, nothing else.
 */
export class NetworkAcls extends Construct {
  /** Keyed by the tier's name. */
  public readonly acls: Readonly<Record<string, NetworkAcl>>;

  constructor(scope: Construct, id: string, props: NetworkAclsProps) {
    super(scope, id);
    this.acls = Object.fromEntries(
      props.tiers.map((tier) => {
        const { ingress, egress } = rules(tier.kind, props);
        const acl = new NetworkAcl(this, tier.node.id, {
          vpcId: props.vpcId,
          subnetIds: tier.subnets.map(({ subnetId }) => subnetId),
          ingress,
          egress,
          tags: { Name: [...pathFromStack(this), tier.node.id].join("/") },
        });
        return [tier.node.id, acl];
      }),
    );
  }
}

/** Linux picks the ports of outgoing connections from 32768 up; NAT gateways and load balancers from 1024 up. */
const INSTANCE_EPHEMERAL = { fromPort: 32768, toPort: 65535 };
const GATEWAY_EPHEMERAL = { fromPort: 1024, toPort: 65535 };

function rules(kind: TierKind, props: NetworkAclsProps): { ingress: Rule[]; egress: Rule[] } {
  const trusted = [
    ...props.trustedCidrBlocks.map((cidrBlock, index) => everything(100 + index, { cidrBlock })),
    ...(props.ipv6CidrBlock ? [everything(150, { ipv6CidrBlock: props.ipv6CidrBlock })] : []),
  ];
  const everywhere = [everything(200, { cidrBlock: "0.0.0.0/0" }), ...(props.ipv6 ? [everything(250, { ipv6CidrBlock: "::/0" })] : [])];
  const fromEverywhere = (ruleNo: number, ports: { fromPort: number; toPort: number }): Rule[] => [
    tcp(ruleNo, ports, { cidrBlock: "0.0.0.0/0" }),
    ...(props.ipv6 ? [tcp(ruleNo + 50, ports, { ipv6CidrBlock: "::/0" })] : []),
  ];
  switch (kind) {
    case "public":
      return {
        ingress: [
          ...trusted,
          ...fromEverywhere(200, { fromPort: 443, toPort: 443 }),
          ...fromEverywhere(210, { fromPort: 80, toPort: 80 }),
          ...(props.natGateways ? fromEverywhere(220, GATEWAY_EPHEMERAL) : []),
        ],
        egress: everywhere,
      };
    case "private":
      return { ingress: [...trusted, ...fromEverywhere(200, INSTANCE_EPHEMERAL)], egress: everywhere };
    case "isolated":
      return { ingress: trusted, egress: trusted };
  }
}

function everything(ruleNo: number, peer: Pick<Rule, "cidrBlock" | "ipv6CidrBlock">): Rule {
  return { ruleNo, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, ...peer };
}

function tcp(ruleNo: number, ports: { fromPort: number; toPort: number }, peer: Pick<Rule, "cidrBlock" | "ipv6CidrBlock">): Rule {
  return { ruleNo, action: "allow", protocol: "tcp", ...ports, ...peer };
}
