import { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { Annotations, Token } from "cdktf";
import { Construct } from "constructs";
import { SUBNET_TIERS } from "../../src/core/interfaces";
import { checkCidr } from "../../src/internal/cidr";
import { FORMATS } from "../../src/internal/formats";
import { IpRange, parseIpRange } from "../../src/internal/ip-ranges";
import { pathFromStack } from "../../src/internal/names";
import { Validator, isKnown, resolvedText } from "../../src/internal/validator";
import { NamedRange, NetworkAclRuleSettings, mostRules, networkAclRules } from "./network-acl-rules";
import { NetworkTier, TierSubnets } from "./tier-subnets";

/** What a network's props say of network ACLs. */
interface NetworkAclProps {
  readonly cidrBlock: string;
  readonly secondaryCidrBlocks?: readonly string[];
  readonly ipv6?: boolean;
  readonly networkAcls?: boolean;
  readonly trustedCidrBlocks?: readonly string[];
  readonly gatewayEndpointCidrBlocks?: readonly string[];
}

/** Rules of an ACL each way, AWS's own counted: what an account has, and what it may have on request (VPC User Guide, "Amazon VPC quotas"). */
const RULES_QUOTA = 20;
const MOST_RULES = 40;
/** The widest private ranges, 10.0.0.0/8 and fd00::/8, are as wide. */
const WIDEST_PREFIX = 8;

/** Records what is wrong with the ranges that network ACLs of these tiers name. */
export function checkNetworkAcls(scope: Construct, validator: Validator, props: NetworkAclProps, tiers: readonly NetworkTier[]): void {
  validator.known("trustedCidrBlocks", props.trustedCidrBlocks).known("gatewayEndpointCidrBlocks", props.gatewayEndpointCidrBlocks);
  const trusted = rangesOf(props.trustedCidrBlocks);
  const s3 = rangesOf(props.gatewayEndpointCidrBlocks);
  const secondary = rangesOf(props.secondaryCidrBlocks);
  const withAcls = props.networkAcls === true || !isKnown(props.networkAcls);
  for (const [prop, ranges] of [
    ["trustedCidrBlocks", trusted],
    ["gatewayEndpointCidrBlocks", s3],
  ] as const) {
    validator.check(
      prop,
      ranges,
      ranges.length === 0 || withAcls,
      "must be left out without networkAcls, whose rules alone name ranges",
      "Set networkAcls to true, or leave it out.",
    );
    ranges.forEach((range, index) => checkRange(validator, `${prop}[${index}]`, range, props.ipv6 === true));
  }
  const trustedKeys = trusted.map((range) => resolvedText(scope, range));
  const s3Keys = s3.map((range) => resolvedText(scope, range));
  checkOnce(validator, "trustedCidrBlocks", trustedKeys, secondary);
  checkOnce(validator, "gatewayEndpointCidrBlocks", s3Keys, trustedKeys);
  validator.check(
    "gatewayEndpointCidrBlocks",
    s3,
    s3.length === 0 || tiers.some(({ kind }) => kind === "isolated"),
    "must be left out without an isolated tier: the others reach S3 and DynamoDB without it",
    "Leave it out.",
  );
  const rules = mostRulesOf(
    tiers,
    ruleSettings(scope, {
      cidrBlock: props.cidrBlock,
      secondaryCidrBlocks: secondary,
      ipv6CidrBlock: props.ipv6 === true ? "::/0" : undefined,
      trustedCidrBlocks: trusted,
      gatewayEndpointCidrBlocks: s3,
    }),
  );
  const lists = { trustedCidrBlocks: trusted, gatewayEndpointCidrBlocks: s3, secondaryCidrBlocks: secondary };
  const [longest] = Object.entries(lists).sort(([, a], [, b]) => b.length - a.length);
  validator.check(
    longest![0],
    `${rules} rules one way`,
    !withAcls || rules <= MOST_RULES,
    `must leave a network ACL at ${MOST_RULES} rules each way or fewer, AWS's own counted`,
    "Name fewer and wider ranges.",
  );
}

/** The ranges of a list; none where only Terraform knows the list. */
function rangesOf(ranges: readonly string[] | undefined): readonly string[] {
  return Token.isUnresolved(ranges) ? [] : (ranges ?? []);
}

function checkRange(validator: Validator, prop: string, text: string, ipv6: boolean): void {
  checkCidr(validator, prop, text, FORMATS.cidr);
  const range = parseIpRange(text);
  if (range === undefined || !FORMATS.cidr.holds(text)) return;
  validator
    .check(
      prop,
      text,
      range.prefix >= WIDEST_PREFIX,
      `must be a /${WIDEST_PREFIX} or narrower, as the widest private range is`,
      "Name the ranges that are meant.",
    )
    .check(prop, text, range.family === "ipv4" || ipv6, "must be an IPv4 range without ipv6", "Set ipv6 to true, or leave it out.");
}

function checkOnce(validator: Validator, prop: string, keys: readonly string[], others: readonly string[] = []): void {
  const named = [...others, ...keys];
  keys.forEach((key, index) => {
    const once = named.indexOf(key) === others.length + index;
    validator.check(
      `${prop}[${index}]`,
      isKnown(key) ? key : "a reference",
      once,
      "must name a range that nothing before it names",
      "Remove the duplicate.",
    );
  });
}

function mostRulesOf(tiers: readonly Pick<NetworkTier, "kind">[], settings: NetworkAclRuleSettings): number {
  const kinds = SUBNET_TIERS.filter((kind) => tiers.some((tier) => tier.kind === kind));
  return Math.max(0, ...kinds.map((kind) => mostRules(networkAclRules(kind, settings))));
}

/** What network ACLs are made from, as a network has it. */
interface NetworkAclValues {
  readonly cidrBlock: string;
  readonly secondaryCidrBlocks: readonly string[];
  /** The VPC's IPv6 range. @default - IPv4 only */
  readonly ipv6CidrBlock?: string;
  readonly trustedCidrBlocks: readonly string[];
  readonly gatewayEndpointCidrBlocks: readonly string[];
}

/**
 * One stateless list for each tier, by the tier's name: coarser than the security groups and independent of them. What security groups and routes
 * allow passes; a tier stays as closed as its kind says even when a security group is opened, or a route added, by mistake.
 *
 * - public: the VPC, HTTPS and HTTP are allowed in, and replies from everywhere; everything is allowed out.
 * - private: the VPC, HTTPS (CloudFront's VPC origins) and replies from everywhere are allowed in; everything is allowed out.
 * - isolated: the VPC is allowed in and out, S3 and DynamoDB where their ranges are given, and nothing else.
 *
 * The rules are part of the ACL: a rule added by hand shows in the next plan, and subnets are associated once the rules exist.
 */
export function createNetworkAcls(
  scope: Construct,
  values: NetworkAclValues & { readonly networkAcls: boolean; readonly vpcId: string; readonly tiers: readonly TierSubnets[] },
): Readonly<Record<string, NetworkAcl>> {
  if (!values.networkAcls) return {};
  const parent = new Construct(scope, "NetworkAcls");
  const settings = ruleSettings(scope, values);
  warnOfQuota(scope, mostRulesOf(values.tiers, settings));
  return Object.fromEntries(
    values.tiers.map(({ name, kind, subnets }) => {
      const { inbound, outbound } = networkAclRules(kind, settings);
      const acl = new NetworkAcl(parent, name, {
        vpcId: values.vpcId,
        subnetIds: subnets.map(({ subnetId }) => subnetId),
        ingress: [...inbound],
        egress: [...outbound],
        tags: { Name: [...pathFromStack(parent), name].join("/") },
      });
      return [name, acl];
    }),
  );
}

function warnOfQuota(scope: Construct, rules: number): void {
  if (rules <= RULES_QUOTA) return;
  Annotations.of(scope).addWarning(
    `A network ACL has ${rules} rules one way, AWS's own counted. An account has ${RULES_QUOTA} (quota "Rules per network ACL"): ask for ${MOST_RULES} before you deploy, or name fewer ranges.`,
  );
}

function ruleSettings(scope: Construct, values: NetworkAclValues): NetworkAclRuleSettings {
  const { cidrBlock, ipv6CidrBlock } = values;
  const named = (text: string): NamedRange => {
    const range: IpRange | undefined = isKnown(text) ? parseIpRange(text) : undefined;
    return { cidrBlock: text, key: resolvedText(scope, text), family: range?.family ?? "ipv4" };
  };
  return {
    cidrBlock,
    ipv6CidrBlock,
    trustedRanges: [...values.secondaryCidrBlocks, ...values.trustedCidrBlocks].map(named),
    endpointRanges: values.gatewayEndpointCidrBlocks.map(named),
  };
}
