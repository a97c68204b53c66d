import { NetworkAcl, NetworkAclEgress, NetworkAclIngress } from "@cdktf/provider-aws/lib/network-acl";
import { Construct } from "constructs";
import { SubnetTier } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { pathFromStack } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";
import { TierSubnets } from "./tier-subnets";

/** A rule of a network ACL; the number is its place in the order of evaluation. */
type Rule = NetworkAclIngress & NetworkAclEgress;

/** What the rules of network ACLs are made of. */
interface RuleSettings {
  /** The VPC's own IPv4 ranges, and those that it is connected with. */
  readonly trustedCidrBlocks: readonly string[];
  readonly ipv6: boolean;
  /** The VPC's IPv6 range. @default - none */
  readonly ipv6CidrBlock?: string;
  /** Whether the public tiers have NAT gateways, which answers from the internet come back to. */
  readonly hasNatGateways: boolean;
}

/** Records what is wrong with the ranges that network ACLs trust. */
export function checkNetworkAcls(validator: Validator, { trustedCidrBlocks }: { readonly trustedCidrBlocks?: readonly string[] }): void {
  validator.known("trustedCidrBlocks", trustedCidrBlocks);
  trustedCidrBlocks?.forEach((cidr, index) => validator.format(`trustedCidrBlocks[${index}]`, cidr, FORMATS.ipv4Cidr));
}

/**
 * One stateless list for each tier, by the tier's name: coarser than the security groups and independent of them. A tier stays as closed
 * as its kind says even when a security group is opened by mistake.
 *
 * - public: HTTPS, HTTP and answers to NAT are allowed in from the internet; everything is allowed out.
 * - private: the VPC is allowed in, and answers from outside (S3's gateway endpoint is outside as well); everything is allowed out.
 * - isolated: the VPC is allowed in and out, nothing else.
 */
export function createNetworkAcls(
  scope: Construct,
  values: RuleSettings & { readonly networkAcls: boolean; readonly vpcId: string; readonly tiers: readonly TierSubnets[] },
): Readonly<Record<string, NetworkAcl>> {
  if (!values.networkAcls) return {};
  const parent = new Construct(scope, "NetworkAcls");
  return Object.fromEntries(
    values.tiers.map(({ name, kind, subnets }) => {
      const acl = new NetworkAcl(parent, name, {
        vpcId: values.vpcId,
        subnetIds: subnets.map(({ subnetId }) => subnetId),
        ...rules(kind, values),
        tags: { Name: [...pathFromStack(parent), name].join("/") },
      });
      return [name, acl];
    }),
  );
}

/** Linux picks the ports of outgoing connections from 32768 up; NAT gateways and load balancers from 1024 up. */
const INSTANCE_EPHEMERAL = { fromPort: 32768, toPort: 65535 };
const GATEWAY_EPHEMERAL = { fromPort: 1024, toPort: 65535 };

function rules(kind: SubnetTier, settings: RuleSettings): { readonly ingress: Rule[]; readonly egress: Rule[] } {
  const { ipv6, ipv6CidrBlock } = settings;
  const trusted = [
    ...settings.trustedCidrBlocks.map((cidrBlock, index) => everything(100 + index, { cidrBlock })),
    ...(ipv6CidrBlock ? [everything(150, { ipv6CidrBlock })] : []),
  ];
  const everywhere = [everything(200, { cidrBlock: "0.0.0.0/0" }), ...(ipv6 ? [everything(250, { ipv6CidrBlock: "::/0" })] : [])];
  const fromEverywhere = (ruleNo: number, ports: { fromPort: number; toPort: number }): Rule[] => [
    tcp(ruleNo, ports, { cidrBlock: "0.0.0.0/0" }),
    ...(ipv6 ? [tcp(ruleNo + 50, ports, { ipv6CidrBlock: "::/0" })] : []),
  ];
  switch (kind) {
    case "public":
      return {
        ingress: [
          ...trusted,
          ...fromEverywhere(200, { fromPort: 443, toPort: 443 }),
          ...fromEverywhere(210, { fromPort: 80, toPort: 80 }),
          ...(settings.hasNatGateways ? fromEverywhere(220, GATEWAY_EPHEMERAL) : []),
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
