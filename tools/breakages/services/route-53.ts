import { Breakage, wrong } from "../breakage";

export const ROUTE_53: readonly Breakage[] = [
  wrong(
    "record-outside-of-zone",
    "A record is outside of its zone.",
    ["aws_route53_record", "CertificateRecords_"],
    /InvalidChangeBatch: .*tradingexample\.com\. is not permitted in zone example\.com/,
    (r) => {
      // The provider puts the zone's name behind one that doesn't end so.
      r.name = "tradingexample.com";
    },
  ),
  wrong(
    "alias-to-another-service",
    "An alias record names a distribution in another service's zone.",
    ["aws_route53_record", "Edge_Record-tradingexamplecom-A"],
    /InvalidChangeBatch: .*the alias target name does not lie within the target zone/,
    (r) => {
      r.alias.zone_id = "Z215JYRZR1TBD5";
    },
  ),
];
