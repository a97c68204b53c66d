import { LbListenerMutualAuthentication } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTrustStore } from "@cdktf/provider-aws/lib/lb-trust-store";
import { Construct } from "constructs";
import { IBucketObject } from "../../src/core";
import { BUCKET_OBJECT } from "../../src/core/interfaces";
import { physicalName } from "../../src/internal/names";
import { BOOLEAN, PropTypes, oneOf, optional } from "../../src/internal/prop-types";
import { dependenciesIn } from "../../src/internal/stacks";
import { Validator, isGiven } from "../../src/internal/validator";

const MODES = ["verify", "passthrough"] as const;

/** Mutual TLS: clients show a certificate when they connect. */
export interface ClientCertificates {
  /**
   * `verify` refuses connections without a certificate of `caBundle` and tells the service in headers `X-Amzn-Mtls-Clientcert-…` whose it was. `passthrough` takes any client, and sends
   * the certificate to the service, which verifies it. @default "verify"
   */
  readonly mode?: "verify" | "passthrough";
  /** The CA certificates, as PEM, that client certificates are verified by: an object of this region; required by `verify`. A new version is taken over in place. @default - none */
  readonly caBundle?: IBucketObject;
  /** Whether certificates are accepted that have expired. @default false */
  readonly ignoreExpiry?: boolean;
  /** Whether clients are told the names of the CAs, so that they choose the right certificate. @default false */
  readonly advertiseCaNames?: boolean;
}

const CLIENT_CERTIFICATES: PropTypes<ClientCertificates> = {
  mode: optional(oneOf(MODES)),
  caBundle: optional(BUCKET_OBJECT),
  ignoreExpiry: optional(BOOLEAN),
  advertiseCaNames: optional(BOOLEAN),
};

/** Whether clients without a certificate can't connect. Pure. */
export function requiresClientCertificates(certificates: ClientCertificates | undefined): boolean {
  return isGiven(certificates) && certificates.mode !== "passthrough";
}

/**
 * Records mutual TLS that a listener can't have (Application Load Balancers guide, "Mutual authentication with TLS"), or that CloudFront can't take part in: it shows no
 * certificate to a VPC origin, and the AWS provider has no argument for one that it shows to others (CloudFront Developer Guide, "Origin mutual TLS with CloudFront").
 */
export function checkClientCertificates(
  validator: Validator,
  certificates: ClientCertificates | undefined,
  props: { readonly originSecretHeader?: object },
): void {
  if (!isGiven(certificates)) return;
  const { mode = "verify", caBundle, ignoreExpiry, advertiseCaNames } = certificates;
  const verifies = mode === "verify";
  validator
    .props(certificates, CLIENT_CERTIFICATES, "clientCertificates")
    .known("clientCertificates.mode", mode)
    .check(
      "clientCertificates.caBundle",
      caBundle?.key,
      verifies === isGiven(caBundle),
      verifies ? "must be given, since certificates are verified by it" : "must be left out, since the load balancer verifies nothing",
      'Put the CA certificates into a bucket: bucket.addObject("CaBundle", …).',
    )
    .check(
      "clientCertificates",
      [ignoreExpiry && "ignoreExpiry", advertiseCaNames && "advertiseCaNames"].filter(Boolean),
      verifies || (!ignoreExpiry && !advertiseCaNames),
      "must have neither ignoreExpiry nor advertiseCaNames where the load balancer verifies nothing",
      "Leave them out.",
    )
    .check(
      "clientCertificates",
      mode,
      !isGiven(props.originSecretHeader),
      "must be left out with originSecretHeader: CloudFront, which the header comes from, shows no client certificate",
      "Use openToTheInternet, or leave it out.",
    );
}

/** What verifies client certificates; undefined where nothing does. */
export function createTrustStore(scope: Construct, { caBundle }: ClientCertificates): LbTrustStore | undefined {
  if (!caBundle) return undefined;
  return new LbTrustStore(scope, "TrustStore", {
    name: physicalName(scope, { maxLength: 32 }),
    caCertificatesBundleS3Bucket: caBundle.bucket.bucketName,
    caCertificatesBundleS3Key: caBundle.key,
    caCertificatesBundleS3ObjectVersion: caBundle.versionId ?? undefined,
    dependsOn: dependenciesIn(scope, [caBundle.resource]),
  });
}

/** The listener's part of mutual TLS. Pure. */
export function mutualAuthentication(certificates: ClientCertificates, trustStoreArn: string | undefined): LbListenerMutualAuthentication {
  const { mode, ignoreExpiry, advertiseCaNames } = certificates;
  if (mode === "passthrough") return { mode };
  return {
    mode: "verify",
    trustStoreArn,
    ignoreClientCertificateExpiry: ignoreExpiry ?? false,
    advertiseTrustStoreCaNames: advertiseCaNames ? "on" : "off",
  };
}
