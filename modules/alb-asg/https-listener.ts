import { LbListener, LbListenerMutualAuthentication } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import { Construct } from "constructs";
import { AwsEnvironment, HostedZoneAttributes, ICertificate, Port } from "../../src/core";
import { CERTIFICATE } from "../../src/core/certificate";
import { HOSTED_ZONE } from "../../src/core/interfaces";
import { checkHeldByCertificate } from "../../src/internal/certificate-names";
import { checkInZone } from "../../src/internal/dns";
import { FORMATS } from "../../src/internal/formats";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { PropTypes, STRING, STRINGS, optional, record } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";

/** The values of `TlsPolicy`. */
export const TLS_POLICIES = [
  "ELBSecurityPolicy-TLS13-1-2-2021-06",
  "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
  "ELBSecurityPolicy-TLS13-1-3-2021-06",
  "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
] as const;
/**
 * The security policies that an HTTPS listener can have here: TLS 1.2 with forward secrecy, or newer (Application Load Balancers guide,
 * "Security policies").
 */
export type TlsPolicy =
  | "ELBSecurityPolicy-TLS13-1-2-2021-06"
  | "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  | "ELBSecurityPolicy-TLS13-1-3-2021-06"
  | "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04"
  | "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04"
  | "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04";

/** The port of the redirect. */
export const HTTP = Port.tcp(80);
/** The port of the HTTPS listener. */
export const HTTPS = Port.tcp(443);

/** The names that a load balancer is reached by, and the certificates for them. */
export interface LoadBalancerNames {
  /** The domain name that CloudFront connects to and that the certificate holds, such as `origin.example.com`. */
  readonly originDomainName: string;
  /**
   * The names that viewers use, which the certificate holds besides: CloudFront forwards the viewer's Host, and compares the certificate with it.
   *
   * @default - none: only what is passed without Host can be forwarded here
   */
  readonly viewerDomainNames?: readonly string[];
  /**
   * The public hosted zone by whose records the certificate is validated, and that gets the record of `originDomainName` where the load balancer is `internet-facing`.
   * A VPC origin needs no record.
   *
   * @default - none: `certificate` must be given, and you make the record
   */
  readonly zone?: HostedZoneAttributes;
  /** A certificate of this region that holds `originDomainName`, and the names of the viewers. @default - one is created, and validated in `zone` */
  readonly certificate?: ICertificate;
  /** Certificates of this region for additional domain names, by a name of yours; the listener chooses by SNI. @default - none */
  readonly additionalCertificates?: Readonly<Record<string, ICertificate>>;
}

/** The types of the props of `LoadBalancerNames`. */
export const LOAD_BALANCER_NAMES: PropTypes<LoadBalancerNames> = {
  originDomainName: STRING,
  viewerDomainNames: optional(STRINGS),
  zone: optional(HOSTED_ZONE),
  certificate: optional(CERTIFICATE),
  additionalCertificates: optional(record()),
};

/** Records a listener whose certificate can't be created, or names that aren't in the zone. */
export function checkCertificates(validator: Validator, scope: Construct, certificates: LoadBalancerNames): void {
  const { originDomainName, zone, certificate } = certificates;
  const additionalCertificates = certificates.additionalCertificates ?? {};
  validator.known("additionalCertificates", additionalCertificates);
  for (const [name, additional] of Object.entries(additionalCertificates)) {
    const prop = `additionalCertificates["${name}"]`;
    validator.props({ [prop]: additional }, { [prop]: CERTIFICATE });
  }
  validator
    .format("originDomainName", originDomainName, FORMATS.domainName)
    .check(
      "zone",
      zone,
      Boolean(zone ?? certificate),
      "must be given, or a certificate: ACM issues none for the load balancer's own DNS name",
      "Give the public zone that originDomainName is in.",
    );
  if (zone) checkInZone(validator, "originDomainName", originDomainName, zone.zoneName);
  checkViewerDomainNames(validator, certificates);
  const { region } = AwsEnvironment.of(scope);
  validator.onceKnown([certificate?.region, region], (collected, held, own) =>
    collected.check(
      "certificate",
      `a certificate of ${held}`,
      held === own,
      `must be a certificate of ${own}, where the load balancer is`,
      "Make one there: leave its provider out.",
    ),
  );
}

function checkViewerDomainNames(validator: Validator, { originDomainName, viewerDomainNames, zone, certificate }: LoadBalancerNames): void {
  viewerDomainNames?.forEach((name, index) => {
    const prop = `viewerDomainNames[${index}]`;
    validator
      .known(prop, name)
      .format(prop, name, FORMATS.domainName)
      .check(
        prop,
        name,
        name !== originDomainName && viewerDomainNames.indexOf(name) === index,
        "must be given once, and not as originDomainName",
        "Remove it.",
      );
    if (zone) checkInZone(validator, prop, name, zone.zoneName);
    if (certificate) checkHeldByCertificate(validator, prop, name, certificate.domainNames);
  });
}

/** The names on certificates; undefined where those of one aren't known. */
export function certificateDomainNames(certificates: readonly ICertificate[]): readonly string[] | undefined {
  const names = certificates.map(({ domainNames }) => domainNames);
  return names.every((some) => some !== undefined) ? names.flat() : undefined;
}

/** What an HTTPS listener is made with. */
interface HttpsListenerSettings {
  readonly loadBalancerArn: string;
  readonly tlsPolicy: TlsPolicy;
  readonly certificate: ICertificate;
  /** What is answered where no rule matches. */
  readonly defaultResponse: "404" | "403";
  /** Mutual TLS. @default - none */
  readonly mutualAuthentication?: LbListenerMutualAuthentication;
}

const DEFAULT_BODIES = { "404": "Not found", "403": "Forbidden" } as const;

/** The listener that services add their rules to. */
export function createHttpsListener(scope: Construct, settings: HttpsListenerSettings): LbListener {
  const { loadBalancerArn, tlsPolicy, certificate, defaultResponse, mutualAuthentication } = settings;
  return new LbListener(scope, "Https", {
    loadBalancerArn,
    port: HTTPS.fromPort,
    protocol: "HTTPS",
    sslPolicy: tlsPolicy,
    certificateArn: certificate.certificateArn,
    // The provider leaves a listener as it is where nothing is said.
    mutualAuthentication: mutualAuthentication ?? { mode: "off" },
    defaultAction: [
      {
        type: "fixed-response",
        fixedResponse: { contentType: "text/plain", messageBody: DEFAULT_BODIES[defaultResponse], statusCode: defaultResponse },
      },
    ],
    lifecycle: CREATE_BEFORE_DESTROY,
  });
}

/** Certificates besides the default one, which the listener chooses among by SNI. */
export function createListenerCertificates(
  scope: Construct,
  listenerArn: string,
  certificates: Readonly<Record<string, ICertificate>>,
): Readonly<Record<string, LbListenerCertificate>> {
  return Object.fromEntries(
    Object.entries(certificates).map(([name, { certificateArn }]) => [
      name,
      new LbListenerCertificate(scope, `Certificate-${name}`, { listenerArn, certificateArn, lifecycle: CREATE_BEFORE_DESTROY }),
    ]),
  );
}

/** Redirects HTTP to HTTPS. */
export function createRedirectListener(scope: Construct, loadBalancerArn: string): LbListener {
  return new LbListener(scope, "Http", {
    loadBalancerArn,
    port: HTTP.fromPort,
    protocol: "HTTP",
    defaultAction: [{ type: "redirect", redirect: { port: `${HTTPS.fromPort}`, protocol: "HTTPS", statusCode: "HTTP_301" } }],
    lifecycle: CREATE_BEFORE_DESTROY,
  });
}
