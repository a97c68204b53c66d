import { TerraformResource, TerraformStack, Tokenization } from "cdktf";
import { HostedZoneAttributes } from "../../src/core";
import { coversDomainName } from "../../src/internal/certificate-names";
import { checkInZone } from "../../src/internal/dns";
import { FORMATS } from "../../src/internal/formats";
import { PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { Validator, isGiven } from "../../src/internal/validator";
import { loadBalancerZoneOf } from "./load-balancer-zones";

/**
 * Where the names point while the health check fails: at something outside of CloudFront that answers HTTPS under the same names, such as a second region's
 * internet-facing load balancer with these names on its certificate.
 *
 * A second distribution can't: CloudFront goes by the name that is requested, not by where the DNS pointed, and a name is one distribution's alone
 * (CloudFront Developer Guide, "Restrictions on using alternate domain names").
 */
export interface FailoverTarget {
  /** The DNS name of an AWS resource that answers HTTPS: a load balancer, an accelerator, a regional API. */
  readonly dnsName: string;
  /** The hosted zone of `dnsName`, as AWS lists it for the service. */
  readonly hostedZoneId: string;
  /**
   * A further name of the zone, which always points at the distribution: the health check requests it. A service that is routed by host must serve it too.
   *
   * @default - `primary.` and the domain name
   */
  readonly primaryDomainName?: string;
}

const FAILOVER: PropTypes<FailoverTarget> = { dnsName: STRING, hostedZoneId: STRING, primaryDomainName: optional(STRING) };

/** CloudFront's hosted zones, in all regions and in those of China (provider's documentation, aws_cloudfront_distribution). */
const CLOUDFRONT_ZONES = ["Z2FDTNDATAQYW2", "Z3RFFRIM2A3IF5"];
const WHAT_WORKS =
  "Name what answers HTTPS under these names by itself: an internet-facing load balancer of a second region, with the names on its certificate.";

/** What a failover is checked with. */
interface FailoverInput {
  readonly failover?: FailoverTarget;
  readonly domainName: string;
  readonly alternateDomainNames?: readonly string[];
  readonly zone: HostedZoneAttributes;
}

/** The name that the health check requests, where it isn't the site's: undefined without a failover. Pure. */
export function primaryDomainNameOf({ failover, domainName }: Pick<FailoverInput, "failover" | "domainName">): string | undefined {
  return failover ? (failover.primaryDomainName ?? `primary.${domainName}`) : undefined;
}

/** Records a failover to what can't answer for the site; one that is left out passes. */
export function checkFailover(validator: Validator, input: FailoverInput): void {
  const { failover } = input;
  if (!failover) return;
  validator
    .known("failover", failover)
    .props(failover, FAILOVER, "failover")
    .matches(
      "failover.dnsName",
      failover.dnsName,
      // Load balancers keep the capitals of their names.
      /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]{2,63}$/i,
      "must be a domain name",
      'Write it as "standby.eu-west-1.elb.amazonaws.com".',
    )
    .format("failover.hostedZoneId", failover.hostedZoneId, FORMATS.hostedZoneId);
  checkHostedZone(validator, failover);
  checkSecondary(validator, input, failover);
  checkPrimaryDomainName(validator, input, failover);
}

/** Route 53 refuses an alias to a name that isn't in the zone given (Route 53 API Reference, AliasTarget). */
function checkHostedZone(validator: Validator, { dnsName, hostedZoneId }: FailoverTarget): void {
  const zone = loadBalancerZoneOf(dnsName);
  validator.check(
    "failover.hostedZoneId",
    hostedZoneId,
    zone === undefined || hostedZoneId === zone,
    `must be the hosted zone that ${dnsName} is in, that of its region and kind of load balancer`,
    `Write it as "${zone}".`,
  );
}

function checkSecondary(
  validator: Validator,
  { domainName, alternateDomainNames }: FailoverInput,
  { dnsName, hostedZoneId }: FailoverTarget,
): void {
  const refuse = (holds: boolean, rule: string, received = dnsName): boolean => {
    // What a token stands for is known all the same: the resource that it is an attribute of.
    const shown = resourceOf(received) === undefined ? received : `an attribute of ${resourceOf(received)!.node.path}`;
    validator.check("failover", shown, holds, rule, WHAT_WORKS);
    return holds;
  };
  const own = [domainName, ...(alternateDomainNames ?? [])];
  const resources = [dnsName, hostedZoneId].map(resourceOf);
  const isDistribution = resources.some((resource) => resource?.terraformResourceType === "aws_cloudfront_distribution");
  const isCloudFront = isDistribution || /\.cloudfront\.(net|cn)$/i.test(dnsName) || CLOUDFRONT_ZONES.includes(hostedZoneId);
  const isWebsite = /(^|\.)s3-website[.-][a-z0-9-]+\.amazonaws\.com(\.cn)?$/i.test(dnsName);
  const isInternal = /^(dualstack\.)?internal-/i.test(dnsName) || resources.some(isInternalLoadBalancer);
  refuse(
    !isCloudFront,
    "must not be a CloudFront distribution, nor what is behind one: CloudFront answers by the name requested, which is this distribution's, wherever the DNS points",
  );
  refuse(!isWebsite, "must not be the endpoint of an S3 website, which has no HTTPS");
  refuse(!isInternal, "must not be an internal load balancer, which viewers can't connect to");
  refuse(!coversDomainName(own, dnsName), "must not be one of the names that fail over");
}

function checkPrimaryDomainName(validator: Validator, input: FailoverInput, { primaryDomainName }: FailoverTarget): void {
  const prop = "failover.primaryDomainName";
  const name = primaryDomainNameOf(input)!;
  validator
    .known(prop, primaryDomainName)
    .format(prop, primaryDomainName, FORMATS.zoneName)
    .check(
      prop,
      name,
      ![input.domainName, ...(input.alternateDomainNames ?? [])].includes(name),
      "must be a name of its own: the health check would request a name whose records it decides on",
      `Write it as "primary-site.${input.zone.zoneName}".`,
    );
  if (isGiven(primaryDomainName)) checkInZone(validator, prop, primaryDomainName, input.zone.zoneName);
}

/** The resource that a text is an attribute of; undefined for any other text. */
function resourceOf(text: string): TerraformResource | undefined {
  const [token] = Tokenization.reverseString(text).tokens;
  const { originStack, identifier } = (token ?? {}) as { readonly originStack?: TerraformStack; readonly identifier?: string };
  return originStack?.node
    .findAll()
    .filter((node): node is TerraformResource => TerraformResource.isTerraformResource(node))
    .find((resource) => identifier?.startsWith(`${resource.terraformResourceType}.${resource.friendlyUniqueId}.`));
}

function isInternalLoadBalancer(resource: TerraformResource | undefined): boolean {
  return resource?.terraformResourceType === "aws_lb" && (resource as { readonly internalInput?: unknown }).internalInput === true;
}
