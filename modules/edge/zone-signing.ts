import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Route53HostedZoneDnssec } from "@cdktf/provider-aws/lib/route53-hosted-zone-dnssec";
import { Route53KeySigningKey } from "@cdktf/provider-aws/lib/route53-key-signing-key";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, Removal } from "../../src/core";
import { physicalName } from "../../src/internal/names";
import { PolicyDocument } from "../../src/internal/policy-document";
import { removalLifecycle } from "../../src/internal/removal";

/** What a zone is signed with. */
interface SigningInputs {
  readonly zoneId: string;
  readonly zoneName: string;
  readonly globalProvider: TerraformProvider;
  readonly removal: Removal;
}

/** What signs the answers of a zone. */
export interface ZoneSigning {
  /** The KMS key of us-east-1 that the key-signing key is based on. */
  readonly key: KmsKey;
  /** The key-signing key, whose DS record the parent zone has. */
  readonly keySigningKey: Route53KeySigningKey;
  /** DNSSEC signing of the zone. */
  readonly signing: Route53HostedZoneDnssec;
}

/**
 * Signs the answers of a hosted zone. Terraform takes it away in the order that Route 53 asks for: signing is disabled, then the key-signing key is deactivated
 * and deleted, then the KMS key's deletion is scheduled; Route 53 refuses the first step while the parent zone has the DS record
 * (Route 53 API Reference, DisableHostedZoneDNSSEC, KeySigningKeyInParentDSRecord).
 */
export function createZoneSigning(scope: Construct, inputs: SigningInputs): ZoneSigning {
  const { zoneId, zoneName, globalProvider, removal } = inputs;
  const lifecycle = removalLifecycle(removal);
  const key = new KmsKey(scope, "SigningKey", {
    description: `Signs ${zoneName}`,
    // Route 53 Developer Guide, "Working with customer managed keys for DNSSEC": an asymmetric key of us-east-1; KMS rotates no asymmetric keys.
    customerMasterKeySpec: "ECC_NIST_P256",
    keyUsage: "SIGN_VERIFY",
    deletionWindowInDays: 30,
    policy: keyPolicy(scope, zoneId),
    provider: globalProvider,
    lifecycle,
  });
  const keySigningKey = new Route53KeySigningKey(scope, "KeySigningKey", {
    name: physicalName(scope, { maxLength: 128, punctuation: "_" }),
    hostedZoneId: zoneId,
    keyManagementServiceArn: key.arn,
    status: "ACTIVE",
    lifecycle,
  });
  const signing = new Route53HostedZoneDnssec(scope, "Signing", { hostedZoneId: zoneId, dependsOn: [keySigningKey], lifecycle });
  return { key, keySigningKey, signing };
}

/** Route 53 Developer Guide, "Route 53 customer managed key permissions required for DNSSEC signing". */
function keyPolicy(scope: Construct, zoneId: string): string {
  const { accountId, partition } = AwsEnvironment.of(scope);
  const principals = { services: ["dnssec-route53.amazonaws.com"] };
  return new PolicyDocument([
    {
      sid: "AccountAdministration",
      principals: { aws: [`arn:${partition}:iam::${accountId}:root`] },
      actions: ["kms:*"],
      resources: ["*"],
    },
    {
      sid: "DnssecSigning",
      principals,
      actions: ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
      resources: ["*"],
      conditions: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnEquals: { "aws:SourceArn": `arn:${partition}:route53:::hostedzone/${zoneId}` },
      },
    },
    {
      sid: "DnssecGrants",
      principals,
      actions: ["kms:CreateGrant"],
      resources: ["*"],
      conditions: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ]).toLazyJson();
}
