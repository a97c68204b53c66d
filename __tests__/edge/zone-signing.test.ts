import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { HostedZone, HostedZoneProps } from "../../modules/edge";
import { resolvedText } from "../../src/internal/validator";
import { synth, testStack } from "../support/synth";

const ID = "Z0123456789ABC";

function signed(props: Partial<HostedZoneProps> = {}) {
  const stack = testStack();
  const globalProvider = new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global" });
  const zone = new HostedZone(stack, "Zone", { zoneName: "example.com", zoneId: ID, dnssec: true, globalProvider, ...props });
  return { zone, stack, synthesized: synth(stack) };
}

describe("a signed zone", () => {
  const { zone, stack, synthesized } = signed();

  // Route 53 Developer Guide, "Working with customer managed keys for DNSSEC".
  test("has an asymmetric key of us-east-1, for signing alone", () => {
    expect(synthesized.resource("aws_kms_key")).toMatchObject({
      customer_master_key_spec: "ECC_NIST_P256",
      key_usage: "SIGN_VERIFY",
      provider: "aws.global",
    });
  });

  // KMS Developer Guide, "Rotate AWS KMS keys": automatic rotation is for symmetric keys.
  test("doesn't ask for a rotation that KMS refuses", () => {
    expect(synthesized.resource("aws_kms_key")).not.toHaveProperty("enable_key_rotation");
  });

  // Route 53 Developer Guide, "Route 53 customer managed key permissions required for DNSSEC signing", and "Prevent cross-service confused deputy problem".
  test("lets Route 53 sign with the key for this zone, and grant that to itself", () => {
    const { Statement } = JSON.parse(synthesized.resource("aws_kms_key").policy);
    const service = { Service: "dnssec-route53.amazonaws.com" };
    expect(
      Statement.filter((statement: { Principal: unknown }) => JSON.stringify(statement.Principal) === JSON.stringify(service)),
    ).toEqual([
      {
        Sid: "DnssecGrants",
        Effect: "Allow",
        Principal: service,
        Action: "kms:CreateGrant",
        Resource: "*",
        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
      {
        Sid: "DnssecSigning",
        Effect: "Allow",
        Principal: service,
        Action: ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
        Resource: "*",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnEquals: { "aws:SourceArn": expect.stringMatching(/:route53:::hostedzone\/Z0123456789ABC$/) },
        },
      },
    ]);
  });

  // Route 53 API Reference, CreateKeySigningKey: letters, digits and underscores.
  test("has an active key-signing key based on it", () => {
    expect(synthesized.resource("aws_route53_key_signing_key")).toMatchObject({
      name: expect.stringMatching(/^[A-Za-z0-9_]{3,128}$/),
      hosted_zone_id: ID,
      key_management_service_arn: expect.stringMatching(/^\$\{aws_kms_key\.Zone_SigningKey_\w+\.arn\}$/),
      status: "ACTIVE",
    });
  });

  // Terraform destroys in the other direction: Route 53 deactivates no key while it is the only one of a zone that is signed (KeySigningKeyInUse).
  test("is signed once the key is there, and no longer before the key goes", () => {
    const signing = synthesized.resource("aws_route53_hosted_zone_dnssec");
    expect(signing.hosted_zone_id).toBe(ID);
    expect(signing.depends_on).toEqual([expect.stringMatching(/^aws_route53_key_signing_key\.Zone_KeySigningKey_/)]);
  });

  test("says the DS record that the registrar needs", () => {
    expect(resolvedText(stack, zone.dsRecord!)).toMatch(/^\$\{aws_route53_key_signing_key\.Zone_KeySigningKey_\w+\.ds_record\}$/);
    expect(zone.signing).toBe(zone.zoneSigning!.signing);
  });

  test("protects its keys by default, and lets go of them where its removal says so", () => {
    const types = ["aws_kms_key", "aws_route53_key_signing_key", "aws_route53_hosted_zone_dnssec"];
    const destroyed = signed({ removal: "destroy" }).synthesized;
    for (const type of types) {
      expect(synthesized.resource(type).lifecycle).toEqual({ prevent_destroy: true });
      expect(destroyed.resource(type).lifecycle).toBeUndefined();
    }
  });

  test("may be one that is created", () => {
    const created = signed({ zoneId: undefined }).synthesized;
    expect(created.resource("aws_route53_hosted_zone_dnssec").hosted_zone_id).toMatch(/^\$\{aws_route53_zone\.Zone_\w+\.zone_id\}$/);
  });

  test("is none by default", () => {
    const { zone: unsigned, synthesized: without } = signed({ dnssec: false });
    expect(without.types).toEqual([]);
    expect([unsigned.dsRecord, unsigned.signing, unsigned.removal]).toEqual([undefined, undefined, undefined]);
  });
});
