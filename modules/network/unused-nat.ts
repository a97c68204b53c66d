import { Annotations, Aspects, TerraformResource } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { AppWide } from "../../src/internal/app-wide";
import { isKnown, resolvedText } from "../../src/internal/validator";

/** Ranges that NAT doesn't lead to: private addresses (RFC 1918) and shared ones (RFC 6598). */
const PRIVATE_RANGE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;

/** What the rules of security groups say of their far end. */
interface OutboundRule extends TerraformResource {
  readonly typeInput?: string;
  readonly cidrIpv4Input?: string;
  readonly prefixListIdInput?: string;
  readonly egressInput?: unknown;
}

/** By resource type: whether something outside the VPC may be connected to over IPv4. */
const ALLOWS_INTERNET: Readonly<Record<string, (rule: OutboundRule) => boolean>> = {
  aws_vpc_security_group_egress_rule: (rule) =>
    rule.cidrIpv4Input === undefined ? isOtherList(rule, rule.prefixListIdInput) : !PRIVATE_RANGE.test(rule.cidrIpv4Input),
  aws_security_group: ({ egressInput }) => egressInput !== undefined,
  aws_security_group_rule: ({ typeInput }) => typeInput === "egress",
};

/** Whether a security group of the app allows connections to the internet. */
const INTERNET_ALLOWED = new AppWide((app) => app.node.findAll().some(allowsInternet));

/**
 * Warns at synthesis of NAT gateways that nothing may use: the app has services in the network, and no security group in it allows connections to the
 * internet. A network whose services are in another app is left alone.
 */
export function warnOfUnusedNat(network: Construct, hasServices: () => boolean): void {
  const visit = (node: IConstruct): void => {
    if (node !== network || !hasServices() || INTERNET_ALLOWED.for(network)) return;
    Annotations.of(network).addWarning(
      'The NAT gateways are paid for by the hour and nothing may use them: no security group allows connections to the internet. Give the services that need it internetEgressReason, or set natGateways to "none".',
    );
  };
  Aspects.of(network).add({ visit });
}

function allowsInternet(node: IConstruct): boolean {
  if (!TerraformResource.isTerraformResource(node)) return false;
  return ALLOWS_INTERNET[node.terraformResourceType]?.(node as OutboundRule) ?? false;
}

/** Whether there is a prefix list, and it isn't that of a gateway endpoint, which doesn't go through NAT. */
function isOtherList(rule: IConstruct, prefixListId: string | undefined): boolean {
  if (prefixListId === undefined) return false;
  return isKnown(prefixListId) || !resolvedText(rule, prefixListId).includes("aws_vpc_endpoint");
}
