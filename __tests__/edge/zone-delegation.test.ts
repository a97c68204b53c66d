import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { HostedZone, ZoneDelegation, ZoneDelegationProps } from "../../modules/edge";
import { messageOf, synth, testStack } from "../support/synth";
import { ZONE } from "./fixture";

const SUB_ZONE = { zoneName: "trading.example.com", nameServers: ["ns-1.awsdns-00.com", "ns-2.awsdns-00.net"] };
const EXPECTED_DS = "12345 13 2 1B2C";

function delegated(props: Partial<ZoneDelegationProps> = {}) {
  const stack = testStack();
  new ZoneDelegation(stack, "Delegation", { zone: ZONE, subZone: SUB_ZONE, ...props });
  return synth(stack);
}

describe("a delegation", () => {
  // Route 53 Developer Guide, "Creating a hosted zone for a subdomain": an NS record in the parent, 172800 seconds as is common.
  test("is an NS record of the sub-zone's name in the zone above it, kept for two days", () => {
    expect(delegated().resource("aws_route53_record")).toMatchObject({
      zone_id: ZONE.zoneId,
      name: "trading.example.com",
      type: "NS",
      ttl: 172_800,
      records: SUB_ZONE.nameServers,
    });
  });

  test("is kept as long as it is told", () => expect(delegated({ ttlSeconds: 3600 }).resource("aws_route53_record").ttl).toBe(3600));

  test("points at the name servers of a zone that is created", () => {
    const stack = testStack();
    const subZone = new HostedZone(stack, "SubZone", { zoneName: "trading.example.com" });
    new ZoneDelegation(stack, "Delegation", { zone: ZONE, subZone });
    expect(synth(stack).resource("aws_route53_record").records).toMatch(/^\$\{aws_route53_zone\.SubZone_\w+\.name_servers\}$/);
  });

  // Route 53 Developer Guide, "Step 3: Establish chain of trust": the DS record comes after signing, and is kept for an hour.
  test("with a chain of trust has the DS record of the sub-zone, once that is signed", () => {
    const stack = testStack();
    const globalProvider = new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global" });
    const subZone = new HostedZone(stack, "SubZone", { zoneName: "trading.example.com", dnssec: true, globalProvider });
    new ZoneDelegation(stack, "Delegation", { zone: ZONE, subZone, chainOfTrust: true });
    expect(synth(stack).resource("aws_route53_record", "Delegation_DsRecord")).toMatchObject({
      zone_id: ZONE.zoneId,
      name: "trading.example.com",
      type: "DS",
      ttl: 3600,
      records: [expect.stringMatching(/^\$\{aws_route53_key_signing_key\.SubZone_KeySigningKey_\w+\.ds_record\}$/)],
      depends_on: expect.arrayContaining([expect.stringMatching(/^aws_route53_hosted_zone_dnssec\.SubZone_Signing_/)]),
    });
  });

  // Construct ids are public contract: another one replaces the record.
  test("has its records at paths that stay", () => {
    const stack = testStack();
    const { resource, dsRecord } = new ZoneDelegation(stack, "Delegation", {
      zone: ZONE,
      subZone: { ...SUB_ZONE, dsRecord: EXPECTED_DS },
      chainOfTrust: true,
    });
    expect([resource.node.path, dsRecord!.node.path]).toEqual(["trading-test/Delegation/Resource", "trading-test/Delegation/DsRecord"]);
  });

  test("of a signed zone elsewhere takes its DS record", () => {
    const result = delegated({ subZone: { ...SUB_ZONE, dsRecord: EXPECTED_DS }, chainOfTrust: true });
    expect(result.resource("aws_route53_record", "Delegation_DsRecord").records).toEqual([EXPECTED_DS]);
  });

  test.each<[string, Partial<ZoneDelegationProps>, string[]]>([
    [
      "to a zone beside it",
      { subZone: { ...SUB_ZONE, zoneName: "example.org" } },
      [
        'subZone.zoneName: must be in the zone example.com; received "example.org". Write it as "trading.example.com", or give the zone that it is in.',
      ],
    ],
    [
      "to itself",
      { subZone: { ...SUB_ZONE, zoneName: "example.com" } },
      ['subZone.zoneName: must be below the zone that delegates; received "example.com". Write it as "trading.example.com".'],
    ],
    [
      "to a zone whose name servers nobody knows",
      { subZone: new HostedZone(testStack(), "SubZone", { zoneName: "trading.example.com", zoneId: "ZSUB" }) },
      [
        "subZone.nameServers: must be given for a zone that exists already; received nothing. Write it as { zoneName, nameServers: [...] }, with the four names of its NS record.",
      ],
    ],
    [
      "with a chain of trust to a zone that isn't signed",
      { chainOfTrust: true },
      ["chainOfTrust: must come with a sub-zone that is signed; received true. Set dnssec on the sub-zone, or give its dsRecord."],
    ],
    [
      "kept for longer than Route 53 answers of a signed zone are",
      { ttlSeconds: 700_000 },
      ["ttlSeconds: must be a whole number from 60 to 604800 seconds; received 700000. Give a value from 60 to 604800."],
    ],
    [
      "without a sub-zone",
      { subZone: undefined },
      [
        "subZone: must be a HostedZone, or its zoneName and nameServers; received nothing. Give a HostedZone, or its zoneName and nameServers.",
      ],
    ],
  ])("%s is refused", (_, props, lines) => {
    expect(messageOf(() => delegated(props))).toBe(
      ["trading-test/Delegation: invalid input", ...lines.map((line) => `  - ${line}`)].join("\n"),
    );
  });
});
