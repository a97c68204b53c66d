import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { HostedZoneAttributes } from "../../src/core";
import { checkInZone } from "../../src/internal/dns";
import { FORMATS } from "../../src/internal/formats";
import { PropTypes, STRING } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";

/** What an alias record points at. */
interface AliasTarget {
  readonly dnsName: string;
  readonly hostedZoneId: string;
}

/** Where the names point while the health check fails. */
export interface FailoverTarget {
  /** The DNS name of an AWS resource other than a CloudFront distribution: a second region's load balancer, the endpoint of a static website. */
  readonly dnsName: string;
  /** The hosted zone of `dnsName`, as AWS lists it for the service. */
  readonly hostedZoneId: string;
}

const FAILOVER: PropTypes<FailoverTarget> = { dnsName: STRING, hostedZoneId: STRING };

/** What the records are made from. */
interface RecordSettings {
  readonly domainNames: readonly string[];
  readonly zoneId: string;
  readonly distribution: AliasTarget;
  /** @default - simple routing */
  readonly failover?: FailoverTarget;
  readonly healthCheckId: string;
}

/** The alias records of the site, keyed by type and name: `A trading.example.com`. */
export interface Records {
  readonly records: Readonly<Record<string, Route53Record>>;
  /** None without a failover. */
  readonly failoverRecords: Readonly<Record<string, Route53Record>>;
}

/** IPv4 and IPv6. */
const TYPES = ["A", "AAAA"];

/** Records names that are invalid, repeated or outside of the zone. */
export function checkDomainNames(
  validator: Validator,
  props: { readonly domainName: string; readonly alternateDomainNames?: readonly string[]; readonly zone: HostedZoneAttributes },
): void {
  validator.known("alternateDomainNames", props.alternateDomainNames);
  const names = [props.domainName, ...(props.alternateDomainNames ?? [])];
  names.forEach((name, index) => {
    const prop = index === 0 ? "domainName" : `alternateDomainNames[${index - 1}]`;
    validator
      .known(prop, name)
      .format(prop, name, FORMATS.domainName)
      .check(prop, name, names.indexOf(name) === index, "must be given once", "Remove the duplicate.");
    checkInZone(validator, prop, name, props.zone.zoneName);
  });
  validator.check(
    "domainName",
    props.domainName,
    !props.domainName.startsWith("*."),
    "must be one name: the health check requests it",
    "Give a wildcard in alternateDomainNames.",
  );
}

/** Records a failover that is no AWS resource's name and zone; one that is left out passes. */
export function checkFailover(validator: Validator, failover: FailoverTarget | undefined): void {
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
}

/** Alias records of every name, for IPv4 and IPv6; with a failover the primary ones, and secondary ones to where it points. */
export function createRecords(scope: Construct, settings: RecordSettings): Records {
  const { distribution, failover, zoneId } = settings;
  const records: Record<string, Route53Record> = {};
  const failoverRecords: Record<string, Route53Record> = {};
  for (const name of settings.domainNames) {
    for (const type of TYPES) {
      records[`${type} ${name}`] = new Route53Record(scope, `Record-${name}-${type}`, {
        zoneId,
        name,
        type,
        alias: alias(distribution),
        ...(failover && {
          setIdentifier: "primary",
          healthCheckId: settings.healthCheckId,
          failoverRoutingPolicy: { type: "PRIMARY" },
        }),
      });
      if (!failover) continue;
      failoverRecords[`${type} ${name}`] = new Route53Record(scope, `FailoverRecord-${name}-${type}`, {
        zoneId,
        name,
        type,
        alias: alias(failover),
        setIdentifier: "secondary",
        failoverRoutingPolicy: { type: "SECONDARY" },
      });
    }
  }
  return { records, failoverRecords };
}

/** Route 53 can't evaluate the health of a distribution (Route 53 Developer Guide, "Evaluate target health"): the health check stands in for it. */
function alias({ dnsName, hostedZoneId }: AliasTarget) {
  return { name: dnsName, zoneId: hostedZoneId, evaluateTargetHealth: false };
}
