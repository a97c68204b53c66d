import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { HostedZoneAttributes } from "../../src/core";
import { HOSTED_ZONE } from "../../src/core/interfaces";
import { checkInZone } from "../../src/internal/dns";
import { BOOLEAN, NUMBER, PropTypes, STRING, STRINGS, like, optional } from "../../src/internal/prop-types";
import { dependenciesIn } from "../../src/internal/stacks";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";

/** A zone that another zone delegates to: a HostedZone, or one of another account by its name and name servers. */
export interface DelegatedZone {
  /** The zone's name, such as `trading.example.com`. */
  readonly zoneName: string;
  /** Its name servers. */
  readonly nameServers?: readonly string[];
  /** The DS record of its key-signing key. @default - it isn't signed */
  readonly dsRecord?: string;
  /** What signs it, which must be there before the DS record. @default - nothing to wait for */
  readonly signing?: ITerraformDependable;
}

/** The choices for a delegation. */
export interface ZoneDelegationProps {
  /** The zone that delegates, such as that of `example.com`. */
  readonly zone: HostedZoneAttributes;
  /** The zone that answers for its own name and those below. */
  readonly subZone: DelegatedZone;
  /** How long resolvers keep the name servers, 60 to 604800 seconds. @default 172800: two days, as is common */
  readonly ttlSeconds?: number;
  /**
   * Whether the parent has the DS record of the sub-zone, so that resolvers verify its answers: of use where the parent is signed as well. Before the sub-zone's
   * `dnssec` is taken away, take this away, apply, and wait for an hour, the TTL of the record. @default false
   */
  readonly chainOfTrust?: boolean;
}

const DELEGATED_ZONE: PropTypes<DelegatedZone> = {
  zoneName: STRING,
  nameServers: optional(STRINGS),
  dsRecord: optional(STRING),
  signing: optional(like<ITerraformDependable>("a resource", ["fqn"])),
};

const PROPS: PropTypes<ZoneDelegationProps> = {
  zone: HOSTED_ZONE,
  subZone: like<DelegatedZone>("a HostedZone, or its zoneName and nameServers", ["zoneName"]),
  ttlSeconds: optional(NUMBER),
  chainOfTrust: optional(BOOLEAN),
};

/** Has a zone point at the name servers of a zone below it (Route 53 Developer Guide, "Routing traffic for subdomains"). */
export class ZoneDelegation extends Construct {
  /** How long resolvers keep the name servers, in seconds. */
  public readonly ttlSeconds: number;
  /** The NS record in the parent zone. */
  public readonly resource: Route53Record;
  /** The DS record in the parent zone; undefined without `chainOfTrust`. */
  public readonly dsRecord?: Route53Record;

  /** @throws ValidationError for a sub-zone that isn't below the zone, or whose name servers or DS record nobody knows */
  constructor(scope: Construct, id: string, props: ZoneDelegationProps) {
    super(scope, id);
    checkDelegation(this, props);
    const { zone, subZone } = props;
    this.ttlSeconds = props.ttlSeconds ?? 172_800;
    this.resource = new Route53Record(this, "Resource", {
      zoneId: zone.zoneId,
      name: subZone.zoneName,
      type: "NS",
      ttl: this.ttlSeconds,
      records: [...subZone.nameServers!],
    });
    if (!props.chainOfTrust) return;
    this.dsRecord = new Route53Record(this, "DsRecord", {
      zoneId: zone.zoneId,
      name: subZone.zoneName,
      type: "DS",
      ttl: 3600,
      records: [subZone.dsRecord!],
      // Of a zone whose answers aren't signed yet, resolvers that verify them would answer nothing.
      dependsOn: dependenciesIn(this, [this.resource, subZone.signing]),
    });
  }
}

function checkDelegation(delegation: ZoneDelegation, props: ZoneDelegationProps): void {
  const validator = new Validator(delegation).props(props, PROPS);
  validator
    .props(props.subZone, DELEGATED_ZONE, "subZone")
    .integerBetween("ttlSeconds", props.ttlSeconds, 60, 604_800, "seconds")
    .known("chainOfTrust", props.chainOfTrust);
  const { zone, subZone } = props;
  checkInZone(validator, "subZone.zoneName", subZone.zoneName, zone.zoneName);
  validator
    .check(
      "subZone.zoneName",
      subZone.zoneName,
      !isKnown(zone.zoneName) || subZone.zoneName !== zone.zoneName,
      "must be below the zone that delegates",
      `Write it as "trading.${zone.zoneName}".`,
    )
    .check(
      "subZone.nameServers",
      subZone.nameServers,
      isGiven(subZone.nameServers) && subZone.nameServers.length > 0,
      "must be given for a zone that exists already",
      "Write it as { zoneName, nameServers: [...] }, with the four names of its NS record.",
    )
    .check(
      "chainOfTrust",
      props.chainOfTrust,
      !props.chainOfTrust || isGiven(subZone.dsRecord),
      "must come with a sub-zone that is signed",
      "Set dnssec on the sub-zone, or give its dsRecord.",
    )
    .throwIfInvalid();
}
