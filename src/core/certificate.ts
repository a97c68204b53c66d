import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { checkInZone } from "../internal/dns";
import { FORMATS } from "../internal/formats";
import { PropTypes, STRING, STRINGS, like, optional } from "../internal/prop-types";
import { PROVIDER } from "../internal/region";
import { Validator } from "../internal/validator";
import { HOSTED_ZONE, HostedZoneAttributes } from "./interfaces";

/** A TLS certificate that is ready for use. */
export interface ICertificate {
  /** The ARN of a certificate that has been validated. */
  readonly certificateArn: string;
}

/** The prop type of certificates. */
export const CERTIFICATE = like<ICertificate>("a Certificate", ["certificateArn"]);

/** The choices for a certificate. */
export interface CertificateProps {
  /** The name on the certificate, such as `trading.example.com` or `*.example.com`. */
  readonly domainName: string;
  /** Further names on it. @default - none */
  readonly subjectAlternativeNames?: readonly string[];
  /** The public zone that validates them: every name must be in it. */
  readonly zone: HostedZoneAttributes;
  /** The provider of another region, as CloudFront needs us-east-1. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
}

const PROPS: PropTypes<CertificateProps> = {
  domainName: STRING,
  subjectAlternativeNames: optional(STRINGS),
  zone: HOSTED_ZONE,
  provider: optional(PROVIDER),
};

/**
 * A public ACM certificate, validated by records in the zone; what uses `certificateArn` waits for the validation.
 *
 * The records are keyed by the names configured, so a plan is complete before the certificate exists.
 */
export class Certificate extends Construct implements ICertificate {
  /**
   * A certificate that exists already, in the region that it is used in.
   *
   * @throws ValidationError for anything but a certificate's ARN
   */
  public static fromArn(scope: Construct, id: string, certificateArn: string): ImportedCertificate {
    return new ImportedCertificate(scope, id, certificateArn);
  }

  /** The ARN of the certificate, known once it has been validated. */
  public readonly certificateArn: string;
  /** The first name on the certificate. */
  public readonly domainName: string;
  /** The certificate. */
  public readonly resource: AcmCertificate;
  /** What waits until ACM has found the records. */
  public readonly validation: AcmCertificateValidation;
  /** The records that validate the names, keyed by the name without `*.`. */
  public readonly validationRecords: Readonly<Record<string, Route53Record>>;

  /** @throws ValidationError for a name that isn't one, or isn't in the zone */
  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id);
    checkCertificate(this, props);
    const { domainName, zone, provider } = props;
    const subjectAlternativeNames = props.subjectAlternativeNames ?? [];
    this.domainName = domainName;
    this.resource = new AcmCertificate(this, "Resource", {
      domainName,
      subjectAlternativeNames: subjectAlternativeNames.length > 0 ? [...subjectAlternativeNames] : undefined,
      validationMethod: "DNS",
      options: { certificateTransparencyLoggingPreference: "ENABLED" },
      provider,
      lifecycle: { createBeforeDestroy: true },
    });
    const names = validationNames([domainName, ...subjectAlternativeNames]);
    this.validationRecords = Object.fromEntries(names.map((name) => [name, this.createRecord(name, zone)]));
    this.validation = new AcmCertificateValidation(this, "Validation", {
      certificateArn: this.resource.arn,
      validationRecordFqdns: names.map((name) => this.validationRecords[name]!.fqdn),
      provider,
    });
    this.certificateArn = this.validation.certificateArn;
  }

  /** Route 53 is global: its records are written through the stack's default provider. */
  private createRecord(name: string, zone: HostedZoneAttributes): Route53Record {
    const certificate = `${this.resource.terraformResourceType}.${this.resource.friendlyUniqueId}`;
    const option = (attribute: string): string =>
      `\${[for o in ${certificate}.domain_validation_options : o.${attribute} if trimprefix(o.domain_name, "*.") == "${name}"][0]}`;
    return new Route53Record(this, `Record-${name}`, {
      zoneId: zone.zoneId,
      name: option("resource_record_name"),
      type: option("resource_record_type"),
      records: [option("resource_record_value")],
      ttl: 300,
      allowOverwrite: true,
    });
  }
}

/** A certificate that exists: `Certificate.fromArn`. */
export class ImportedCertificate extends Construct implements ICertificate {
  /** The certificate's ARN. */
  public readonly certificateArn: string;

  /** @throws ValidationError for anything but a certificate's ARN */
  constructor(scope: Construct, id: string, certificateArn: string) {
    super(scope, id);
    new Validator(this)
      .props({ certificateArn }, { certificateArn: STRING })
      .format("certificateArn", certificateArn, FORMATS.certificateArn)
      .throwIfInvalid();
    this.certificateArn = certificateArn;
  }
}

function checkCertificate(certificate: Certificate, props: CertificateProps): void {
  const validator = new Validator(certificate).props(props, PROPS);
  const { zoneName } = props.zone;
  [props.domainName, ...(props.subjectAlternativeNames ?? [])].forEach((name, index) => {
    const prop = index === 0 ? "domainName" : `subjectAlternativeNames[${index - 1}]`;
    validator.known(prop, name).format(prop, name, FORMATS.domainName);
    checkInZone(validator, prop, name, zoneName);
  });
  validator.throwIfInvalid();
}

/** `*.example.com` and `example.com` are validated by one record. */
function validationNames(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.replace(/^\*\./, "")))];
}
