import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { HostedZoneAttributes } from "../../src/core";
import { checkInZone } from "../../src/internal/dns";
import { FORMATS } from "../../src/internal/formats";
import { Validator } from "../../src/internal/validator";
import { FailoverTarget } from "./failover";

/** What an alias record points at. */
interface AliasTarget {
  readonly dnsName: string;
  readonly hostedZoneId: string;
}

/** What the records are made from. */
interface RecordSettings {
  readonly domainNames: readonly string[];
  readonly zoneId: string;
  readonly distribution: AliasTarget;
  /** @default - simple routing */
  readonly failover?: FailoverTarget;
  /** The name that points at the distribution whatever the health check says. @default - none */
  readonly primaryDomainName?: string;
  /** @default - none */
  readonly healthCheckId?: string;
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

/** Alias records of every name, for IPv4 and IPv6; with a failover the primary ones, and secondary ones to where it points. */
export function createRecords(scope: Construct, settings: RecordSettings): Records {
  const { distribution, failover, zoneId, domainNames, primaryDomainName } = settings;
  const records: Record<string, Route53Record> = {};
  const failoverRecords: Record<string, Route53Record> = {};
  const primary = failover && {
    setIdentifier: "primary",
    healthCheckId: settings.healthCheckId,
    failoverRoutingPolicy: { type: "PRIMARY" },
  };
  const create = (prefix: string, name: string, type: string, target: AliasTarget, routing = {}): Route53Record =>
    new Route53Record(scope, `${prefix}-${name}-${type}`, { zoneId, name, type, alias: alias(target), ...routing });
  for (const type of TYPES) {
    for (const name of domainNames) {
      const record = create("Record", name, type, distribution, primary);
      records[`${type} ${name}`] = record;
      if (!failover) continue;
      failoverRecords[`${type} ${name}`] = create("FailoverRecord", name, type, failover, {
        setIdentifier: "secondary",
        failoverRoutingPolicy: { type: "SECONDARY" },
        // Beside a record of simple routing, which the primary one was before there was a failover, Route 53 accepts no other.
        dependsOn: [record],
      });
    }
    if (primaryDomainName === undefined) continue;
    records[`${type} ${primaryDomainName}`] = create("Record", primaryDomainName, type, distribution);
  }
  return { records, failoverRecords };
}

/** Route 53 can't evaluate the health of a distribution (Route 53 Developer Guide, "Evaluate target health"): the health check stands in for it. */
function alias({ dnsName, hostedZoneId }: AliasTarget) {
  return { name: dnsName, zoneId: hostedZoneId, evaluateTargetHealth: false };
}
