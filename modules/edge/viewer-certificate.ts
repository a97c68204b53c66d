import { CloudfrontDistribution, CloudfrontDistributionViewerCertificate } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { ICertificate } from "../../src/core";
import { checkHeldByCertificate } from "../../src/internal/certificate-names";
import { Validator } from "../../src/internal/validator";

/** The values of `MinimumTlsVersion`. */
export const MINIMUM_TLS_VERSIONS = ["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"] as const;
/**
 * The oldest protocol and the ciphers that viewers can connect with (CloudFront Developer Guide, "Supported protocols and ciphers between viewers and
 * CloudFront"). Those of 2025 need provider bindings of version 21 or newer.
 */
export type MinimumTlsVersion = "TLSv1.2_2021" | "TLSv1.2_2025" | "TLSv1.3_2025";

/** The first major version of the AWS provider that can know the security policies of 2025 (hashicorp/terraform-provider-aws#43840). */
const FIRST_WITH_2025 = 6;

/** Records a certificate that doesn't hold every name. */
export function checkViewerCertificate(
  validator: Validator,
  { domainNames, certificate }: { readonly domainNames: readonly string[]; readonly certificate?: ICertificate },
): void {
  validator.check(
    "certificate",
    certificate?.certificateArn,
    domainNames.length === 0 || certificate !== undefined,
    "must be given with domainNames: CloudFront's own certificate holds cloudfront.net names alone",
    "Give a Certificate of us-east-1 that holds every name.",
  );
  domainNames.forEach((name, index) => checkHeldByCertificate(validator, `domainNames[${index}]`, name, certificate?.domainNames));
}

/** A distribution's block: without names of ours CloudFront shows its own certificate. Pure. */
export function viewerCertificateBlock(
  certificate: ICertificate | undefined,
  minimumTlsVersion: MinimumTlsVersion,
): CloudfrontDistributionViewerCertificate {
  if (!certificate) return { cloudfrontDefaultCertificate: true };
  return {
    acmCertificateArn: certificate.certificateArn,
    sslSupportMethod: "sni-only",
    minimumProtocolVersion: minimumTlsVersion,
  };
}

/** Records a security policy that the provider's release can't know. */
export function checkMinimumTlsVersion(
  validator: Validator,
  minimumTlsVersion: MinimumTlsVersion,
  distribution: CloudfrontDistribution,
): void {
  const version = distribution.terraformGeneratorMetadata?.providerVersion;
  validator.check(
    "minimumTlsVersion",
    minimumTlsVersion,
    minimumTlsVersion === "TLSv1.2_2021" || version === undefined || Number(version.split(".")[0]) >= FIRST_WITH_2025,
    `must be TLSv1.2_2021 with bindings of the AWS provider ${version}`,
    "Install @cdktf/provider-aws 21 or newer.",
  );
}
