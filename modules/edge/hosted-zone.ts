import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Annotations, ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { HostedZoneAttributes, Removal } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { pathText } from "../../src/internal/names";
import { BOOLEAN, PropTypes, STRING, STRINGS, optional, record } from "../../src/internal/prop-types";
import { PROVIDER } from "../../src/internal/region";
import { REMOVAL, removalLifecycle, removalOf } from "../../src/internal/removal";
import { Validator, isGiven } from "../../src/internal/validator";
import { checkIssuers, createCaaRecord } from "./caa-record";
import { QueryLogSettings, QueryLogs, checkQueryLogs, createQueryLogs } from "./dns-query-logs";
import { GLOBAL_REGION, checkGlobalRegion } from "./global-region";
import { ZoneSigning, createZoneSigning } from "./zone-signing";

/** The choices for a public hosted zone. */
export interface HostedZoneProps {
  /** The zone's name, such as `example.com`. */
  readonly zoneName: string;
  /** The id of the public zone that exists; a warning says so where it is `undefined`, rather than left out. @default - a zone is created; its name servers must be entered at the registrar */
  readonly zoneId?: string;
  /** A provider for us-east-1, where the key for DNSSEC and the query logs are. @default - none: neither of them is made */
  readonly globalProvider?: TerraformProvider;
  /**
   * Whether the zone's answers are signed. The registrar, or the parent zone by a ZoneDelegation, then needs `dsRecord`. To turn it off, first remove the DS record
   * there and wait until its TTL has passed: Route 53 refuses to stop signing while it is there. @default false
   */
  readonly dnssec?: boolean;
  /** Logs of the queries that Route 53 answers: `{}` for the defaults. @default - none */
  readonly queryLogs?: QueryLogSettings;
  /**
   * Certificate authorities besides Amazon that may issue certificates for names of the zone, such as `letsencrypt.org`; an empty list leaves it to Amazon, as ACM
   * needs. @default - no CAA record: any may
   */
  readonly issuers?: readonly string[];
  /** What happens to the zone, where it is created here, to its keys and query logs when they leave the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
}

const PROPS: PropTypes<HostedZoneProps> = {
  zoneName: STRING,
  zoneId: optional(STRING),
  globalProvider: optional(PROVIDER),
  dnssec: optional(BOOLEAN),
  queryLogs: optional(record()),
  issuers: optional(STRINGS),
  removal: REMOVAL,
};

/** A public hosted zone: the one that exists already, or one that is created here. */
export class HostedZone extends Construct implements HostedZoneAttributes {
  /** The zone's name. */
  public readonly zoneName: string;
  /** The zone's id. */
  public readonly zoneId: string;
  /** The name servers, for the registrar or a ZoneDelegation; undefined for a zone that exists already. */
  public readonly nameServers?: readonly string[];
  /** The DS record that the registrar needs, as `12345 13 2 1B2C…`; undefined without `dnssec`. */
  public readonly dsRecord?: string;
  /** What happens to what is created here when it leaves the configuration; undefined where nothing is. */
  public readonly removal?: Removal;
  /** The zone; undefined for one that exists already. */
  public readonly resource?: Route53Zone;
  /** The key and what signs with it; undefined without `dnssec`. */
  public readonly zoneSigning?: ZoneSigning;
  /** The query logs; undefined without them. */
  public readonly queryLogs?: QueryLogs;
  /** The CAA record; undefined without `issuers`. */
  public readonly caaRecord?: Route53Record;

  /** @throws ValidationError for a name or an id that Route 53 doesn't have, or DNSSEC or query logs without a provider of us-east-1 */
  constructor(scope: Construct, id: string, props: HostedZoneProps) {
    super(scope, id);
    checkHostedZone(this, props);
    warnOfUndefinedId(this, props);
    const { zoneName, globalProvider } = props;
    const needsGlobal = props.dnssec === true || isGiven(props.queryLogs);
    this.zoneName = zoneName;
    this.removal = props.zoneId && !needsGlobal ? undefined : removalOf(this, props.removal);
    this.resource = props.zoneId ? undefined : this.createZone();
    this.zoneId = props.zoneId ? props.zoneId : this.resource!.zoneId;
    this.nameServers = this.resource?.nameServers;

    const { zoneId, removal = "protect" } = this;
    this.zoneSigning = props.dnssec ? createZoneSigning(this, { zoneId, zoneName, globalProvider: globalProvider!, removal }) : undefined;
    this.dsRecord = this.zoneSigning?.keySigningKey.dsRecord;
    this.queryLogs = props.queryLogs
      ? createQueryLogs(this, { zoneId, zoneName, settings: props.queryLogs, globalProvider: globalProvider!, removal })
      : undefined;
    this.caaRecord = props.issuers ? createCaaRecord(this, { zoneId, zoneName, issuers: props.issuers }) : undefined;
  }

  /** What signs the zone, which must be there before its DS record; undefined without `dnssec`. */
  public get signing(): ITerraformDependable | undefined {
    return this.zoneSigning?.signing;
  }

  private createZone(): Route53Zone {
    return new Route53Zone(this, "Resource", {
      name: this.zoneName,
      comment: pathText(this, 256),
      forceDestroy: this.removal === "destroy",
      lifecycle: removalLifecycle(this.removal!),
    });
  }
}

/** What is read from the environment is undefined where a variable isn't set: a zone would be created beside the one that exists. */
function warnOfUndefinedId(zone: HostedZone, props: HostedZoneProps): void {
  if (!("zoneId" in props) || props.zoneId !== undefined) return;
  Annotations.of(zone).addWarning(
    `zoneId is undefined: the zone ${props.zoneName} is created. If it exists already, set what zoneId is read from; else leave zoneId out.`,
  );
}

function checkHostedZone(zone: HostedZone, props: HostedZoneProps): void {
  const validator = new Validator(zone)
    .props(props, PROPS)
    .format("zoneName", props.zoneName, FORMATS.zoneName)
    .format("zoneId", props.zoneId ?? undefined, FORMATS.hostedZoneId)
    .known("dnssec", props.dnssec);
  checkIssuers(validator, props.issuers ?? undefined);
  checkQueryLogs(validator, props.queryLogs ?? undefined);
  const { globalProvider } = props;
  if (isGiven(globalProvider)) checkGlobalRegion(validator, { globalProvider });
  for (const prop of ["dnssec", "queryLogs"] as const) {
    validator.check(
      prop,
      props[prop],
      !props[prop] || isGiven(globalProvider),
      `must come with globalProvider: what it needs is in ${GLOBAL_REGION} alone`,
      `Give a provider of ${GLOBAL_REGION}, or leave it out.`,
    );
  }
  validator.throwIfInvalid();
}
