import { AwsEnvironment, SubnetAttributes } from "../../src/core";
import { checkLogBucketRegion } from "../../src/internal/region";
import { Validator, isKnown } from "../../src/internal/validator";
import type { ApplicationLoadBalancer, ApplicationLoadBalancerProps } from "./application-load-balancer";
import { TLS_POLICIES } from "./tls-policy";

/** The smallest subnet that holds a load balancer's addresses and leaves eight free (Application Load Balancers guide, "Subnets for your load balancer"). */
const LONGEST_SUBNET_PREFIX = 27;

/** @throws ValidationError with everything that is wrong with a load balancer's props */
export function validateLoadBalancer(
  loadBalancer: ApplicationLoadBalancer,
  props: ApplicationLoadBalancerProps,
  subnets: readonly SubnetAttributes[],
): void {
  const validator = new Validator(loadBalancer)
    .oneOf("scheme", loadBalancer.scheme, ["internal", "internet-facing"])
    .oneOf("tlsPolicy", loadBalancer.tlsPolicy, TLS_POLICIES)
    .integerBetween("idleTimeoutSeconds", loadBalancer.idleTimeoutSeconds, 1, 4000, "seconds")
    .matches(
      "cloudFrontPrefixListId",
      props.cloudFrontPrefixListId,
      /^pl-[0-9a-f]+$/,
      "must be a prefix list's id",
      'Copy the one that begins with "pl-".',
    );
  checkLogBucketRegion(validator, "accessLogs", props.accessLogs, AwsEnvironment.of(loadBalancer).knownRegion);
  checkName(validator, props);
  checkSubnets(validator, subnets);
  checkSecretHeader(validator, props, loadBalancer.scheme === "internet-facing");
  validator.throwIfInvalid();
}

function checkName(validator: Validator, { zone, certificate, domainName }: ApplicationLoadBalancerProps): void {
  const zoneName = zone?.zoneName;
  validator
    .check(
      "zone",
      zone,
      zone !== undefined || certificate !== undefined,
      "must be given, or a certificate: none can be had for the load balancer's own name",
      "Give the public zone that domainName is in.",
    )
    .check(
      "domainName",
      domainName,
      zoneName === undefined || !isKnown(zoneName) || domainName === zoneName || domainName.endsWith(`.${zoneName}`),
      `must be in the zone ${zoneName}`,
      `Write it as "origin.${zoneName}".`,
    );
}

function checkSubnets(validator: Validator, subnets: readonly SubnetAttributes[]): void {
  const zones = [...new Set(subnets.map(({ availabilityZone }) => availabilityZone))];
  validator.check("network", zones, zones.length >= 2, "must have subnets in two AZs or more", "Add an AZ to the network.");
  for (const { availabilityZone, cidrBlock } of subnets) {
    const prefix = Number(cidrBlock?.split("/")[1] ?? 0);
    validator.check(
      "network",
      cidrBlock,
      cidrBlock === undefined || prefix <= LONGEST_SUBNET_PREFIX,
      `must have subnets of /${LONGEST_SUBNET_PREFIX} or wider, and ${availabilityZone}'s is not`,
      "Give the tier a larger share of the VPC.",
    );
  }
}

function checkSecretHeader(validator: Validator, { originSecretHeader: header }: ApplicationLoadBalancerProps, isPublic: boolean): void {
  validator.check(
    "originSecretHeader",
    header && "a header",
    isPublic === (header !== undefined),
    isPublic ? "must be given for an internet-facing load balancer" : "must be left out of an internal load balancer",
    isPublic ? "Give its values from a sensitive variable." : "A VPC origin is reached by your distributions alone.",
  );
  if (!header) return;
  validator
    .matches(
      "originSecretHeader.name",
      header.name,
      /^[A-Za-z0-9-]{1,40}$/,
      "must be a header's name of 1 to 40 letters, digits and dashes",
      'Write it as "x-origin-verify".',
    )
    .check(
      "originSecretHeader.values",
      `${header.values.length} values`,
      header.values.length >= 1 && header.values.length <= 2,
      "must be the value in use and, while it is being changed, the one before",
      "Give one or two.",
    )
    .check(
      "originSecretHeader.values",
      "a value written in code",
      header.values.every((value) => !isKnown(value)),
      "must come from a sensitive variable",
      "Use new TerraformVariable(…, { sensitive: true }).stringValue.",
    );
}
