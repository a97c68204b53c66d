import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { alsoDependOn } from "../../src/internal/later-dependencies";

/** What the record of a load balancer is made with. */
interface OriginRecordSettings {
  readonly zoneId: string;
  readonly originDomainName: string;
  /** AWS's own name of the load balancer, and the zone of that name. */
  readonly dnsName: string;
  readonly hostedZoneId: string;
  /** What must be there before the name leads to a replaced load balancer's successor; asked for at synthesis. */
  readonly after: () => readonly TerraformResource[];
}

/**
 * Has a public load balancer's domain name resolve to it. Of IPv4 alone: the load balancer has no IPv6 address, and an AAAA alias would answer with none
 * (Route 53 Developer Guide, "Values specific for simple alias records").
 */
export function createOriginRecord(scope: Construct, settings: OriginRecordSettings): Route53Record {
  const { zoneId, originDomainName, dnsName, hostedZoneId } = settings;
  const record = new Route53Record(scope, "Record", {
    zoneId,
    name: originDomainName,
    type: "A",
    alias: { name: dnsName, zoneId: hostedZoneId, evaluateTargetHealth: false },
  });
  alsoDependOn(record, settings.after);
  return record;
}
