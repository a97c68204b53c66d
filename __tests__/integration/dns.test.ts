/**
 * Hosted zones, certificates and failover records by the real provider; on the emulator each test goes on from the one before.
 */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { App, TerraformStack } from "cdktf";
import { HostedZone, ZoneDelegation } from "../../modules/edge";
import { createRecords } from "../../modules/edge/dns-records";
import { createHealthCheck, resolveHealthCheck } from "../../modules/edge/health-check";
import { AwsEnvironment, Certificate, useRemoval } from "../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { Workspace, useEmulator } from "./support";

const REGION = "eu-central-1";
const SITE = "trading.example.org";
const emulator = useEmulator();

interface Shape {
  /** Further names on the certificate of us-east-1; without it there is none. */
  readonly globalNames?: readonly string[];
  readonly dnssec?: boolean;
  readonly chainOfTrust?: boolean;
  readonly failsOver?: boolean;
}

function build({ globalNames, dnssec = true, chainOfTrust = false, failsOver = false }: Shape) {
  return (app: App) => {
    const stack = new TerraformStack(app, "dns");
    const account = { allowedAccountIds: [EMULATOR_ACCOUNT_ID] };
    new AwsProvider(stack, "Aws", { region: REGION, ...account });
    const globalProvider = new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global", ...account });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    useRemoval(stack, "destroy");

    const zone = new HostedZone(stack, "Zone", { zoneName: "example.org", globalProvider, queryLogs: {}, issuers: ["letsencrypt.org"] });
    const subZone = new HostedZone(stack, "SubZone", { zoneName: SITE, globalProvider, dnssec, queryLogs: {} });
    new ZoneDelegation(stack, "Delegation", { zone, subZone, chainOfTrust });
    new Certificate(stack, "Regional", { domainName: `origin.${SITE}`, subjectAlternativeNames: [SITE], zone: subZone });
    if (globalNames) {
      new Certificate(stack, "Global", { domainName: SITE, subjectAlternativeNames: globalNames, zone: subZone, provider: globalProvider });
    }
    addSite(stack, subZone.zoneId, failsOver);
    return stack;
  };
}

/** Two other records stand for the distribution and the load balancer that stands in for it. */
function addSite(stack: TerraformStack, zoneId: string, failsOver: boolean): void {
  const [edge, standby] = ["edge", "standby"].map((id, index) => {
    const name = `${id}.${SITE}`;
    const addresses = { A: `192.0.2.${index + 1}`, AAAA: `2001:db8::${index + 1}` };
    const [record] = Object.entries(addresses).map(
      ([type, address]) => new Route53Record(stack, `${id}-${type}`, { zoneId, name, type, ttl: 60, records: [address] }),
    );
    return { dnsName: record!.fqdn, hostedZoneId: zoneId };
  });
  const healthCheck = createHealthCheck(stack, failsOver ? `primary.${SITE}` : SITE, resolveHealthCheck());
  createRecords(stack, {
    domainNames: [SITE],
    zoneId,
    distribution: edge!,
    healthCheckId: healthCheck.id,
    ...(failsOver && { failover: standby!, primaryDomainName: `primary.${SITE}` }),
  });
}

let workspace: Workspace;

test("a zone that is signed, logged and delegated to, and a failover are valid, and planned offline", async () => {
  workspace = await Workspace.make(build({ globalNames: [], chainOfTrust: true, failsOver: true }));
  await workspace.validate();
  const plan = await workspace.plan();
  expect(plan.dataSources).toEqual([]);
  expect(plan.resource("aws_route53_hosted_zone_dnssec")).toMatchObject({ signing_status: "SIGNING" });
  expect(plan.resource("aws_route53_record", "Delegation/DsRecord")).toMatchObject({ type: "DS", ttl: 3600 });
  expect(plan.resource("aws_route53_record", "Zone/CaaRecord")).toMatchObject({ type: "CAA", name: "example.org" });
  expect(plan.resource("aws_route53_health_check")).toMatchObject({ fqdn: `primary.${SITE}`, request_interval: 30 });
});

describe("on the emulator", () => {
  beforeAll(async () => {
    workspace = await Workspace.make(build({ globalNames: [] }), { endpoint: emulator.url });
    await workspace.apply();
  });

  const siteRecords = async () =>
    (await workspace.deployed())
      .filter(({ type, values }) => type === "aws_route53_record" && values.name === SITE && values.type === "A")
      .map(({ values }) => values.set_identifier)
      .sort();
  const deletionOf = (address: string) => expect.stringMatching(new RegExp(`^delete ${address}`));

  /** Each is a few values more, or less, than the one before. */
  test.each<[string, Shape, unknown[]]>([
    ["nothing changed", { globalNames: [] }, []],
    [
      "a further name on one of two certificates that share a record, and a chain of trust",
      { globalNames: [`www.${SITE}`], chainOfTrust: true },
      [
        expect.stringMatching(/^create CertificateRecords\/www\.trading\.example\.org-\w+$/),
        "create Delegation/DsRecord",
        "replace Global/Resource",
        "replace Global/Validation",
      ],
    ],
    [
      "one of two certificates fewer, and no chain of trust",
      {},
      [
        deletionOf("aws_acm_certificate.Global_"),
        deletionOf("aws_acm_certificate_validation.Global_"),
        deletionOf("aws_route53_record.CertificateRecords_www"),
        deletionOf("aws_route53_record.Delegation_DsRecord"),
      ],
    ],
    [
      "no DNSSEC",
      { dnssec: false },
      [
        deletionOf("aws_kms_key.SubZone_SigningKey"),
        deletionOf("aws_route53_hosted_zone_dnssec.SubZone_Signing"),
        deletionOf("aws_route53_key_signing_key.SubZone_KeySigningKey"),
      ],
    ],
  ])("%s: the rest stays, and a second plan is empty", async (_, shape, changes) => {
    workspace.synth(build(shape));
    expect((await workspace.plan()).summary()).toEqual(changes);
    await workspace.apply();
    expect((await workspace.plan()).unexplained).toEqual([]);
  });

  test("names fail over, and are simple ones again", async () => {
    workspace.synth(build({ dnssec: false, failsOver: true }));
    await workspace.apply();
    expect(await siteRecords()).toEqual(["primary", "secondary"]);
    expect((await workspace.plan()).unexplained).toEqual([]);
    workspace.synth(build({ dnssec: false }));
    await workspace.apply();
    expect(await siteRecords()).toEqual([""]);
  });

  test("everything is destroyed to nothing, signed as it is", async () => {
    workspace.synth(build({ chainOfTrust: true }));
    await workspace.apply();
    await workspace.destroy();
    expect(await workspace.resources()).toEqual([]);
  });
});
