import { Wafv2IpSet } from "@cdktf/provider-aws/lib/wafv2-ip-set";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { checkCidr } from "../../src/internal/cidr";
import { FORMATS } from "../../src/internal/formats";
import { WIDEST_PREFIX, isOpenToEverybody } from "../../src/internal/ip-ranges";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { Validator, isGiven } from "../../src/internal/validator";

/** The values of `IpAddressVersion`. */
export const IP_ADDRESS_VERSIONS = ["IPV4", "IPV6"] as const;
/** IP sets hold addresses of one version. */
export type IpAddressVersion = "IPV4" | "IPV6";

/** AWS WAF Developer Guide, "AWS WAF quotas". */
const MOST_RANGES = 10_000;

/** Records ranges that an IP set doesn't accept, or that are everybody: an IP set accepts every range but /0, so that two halves would pass (AWS WAF API Reference, IPSet). */
export function checkIpRanges(validator: Validator, prop: string, cidrBlocks: readonly string[] | undefined): void {
  validator.known(prop, cidrBlocks);
  if (!Array.isArray(cidrBlocks)) return;
  cidrBlocks.forEach((cidr: string, index) => checkIpRange(validator, `${prop}[${index}]`, cidr));
  for (const version of IP_ADDRESS_VERSIONS) {
    const ranges = rangesOf(version, cidrBlocks).length;
    validator.check(
      prop,
      `${ranges} of ${version}`,
      ranges <= MOST_RANGES,
      `must be at most ${MOST_RANGES} ranges of one IP version`,
      "Join them.",
    );
  }
}

function checkIpRange(validator: Validator, prop: string, cidr: string): void {
  checkCidr(validator.known(prop, cidr), prop, cidr, FORMATS.cidr).check(
    prop,
    cidr,
    !isOpenToEverybody(cidr),
    "must not be everybody",
    `Name the range that is meant, a /${WIDEST_PREFIX.ipv4} of IPv4 or a /${WIDEST_PREFIX.ipv6} of IPv6 or narrower.`,
  );
}

function rangesOf(version: IpAddressVersion, cidrBlocks: readonly string[]): string[] {
  return cidrBlocks.filter((cidr) => cidr.includes(":") === (version === "IPV6"));
}

/** What IP sets are made from. */
interface IpSetInputs {
  readonly cidrBlocks: readonly string[];
  readonly webAclScope: "CLOUDFRONT" | "REGIONAL";
  readonly provider: TerraformProvider | undefined;
  /** The physical name, without the version that it ends with. */
  readonly name: string;
}

/** The IP sets of these ranges; none of a version without a range. */
export function createIpSets(scope: Construct, id: string, inputs: IpSetInputs): Readonly<Partial<Record<IpAddressVersion, Wafv2IpSet>>> {
  const { cidrBlocks, webAclScope, provider, name } = inputs;
  const versions = IP_ADDRESS_VERSIONS.filter((version) => rangesOf(version, cidrBlocks).length > 0);
  return Object.fromEntries(
    versions.map((version) => [
      version,
      new Wafv2IpSet(scope, `${id}-${version}`, {
        name: `${name}-${version.toLowerCase()}`,
        scope: webAclScope,
        ipAddressVersion: version,
        addresses: rangesOf(version, cidrBlocks),
        lifecycle: CREATE_BEFORE_DESTROY,
        provider,
      }),
    ]),
  );
}

/** The ARNs of IP sets. Pure. */
export function ipSetArns(
  ipSets: Readonly<Partial<Record<IpAddressVersion, { readonly arn: string }>>>,
): Readonly<Partial<Record<IpAddressVersion, string>>> {
  return Object.fromEntries(IP_ADDRESS_VERSIONS.flatMap((version) => (isGiven(ipSets[version]) ? [[version, ipSets[version].arn]] : [])));
}
