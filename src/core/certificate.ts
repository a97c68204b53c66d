import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Annotations, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { createAlarms } from "../internal/create-alarms";
import { checkInZone } from "../internal/dns";
import { FORMATS } from "../internal/formats";
import { CREATE_BEFORE_DESTROY } from "../internal/lifecycle";
import { PropTypes, STRING, STRINGS, like, optional } from "../internal/prop-types";
import { PROVIDER, regionOf } from "../internal/region";
import { ValidationRecords, validationOption } from "../internal/validation-records";
import { Validator, isKnown } from "../internal/validator";
import { AlarmOverrides, CreatedAlarms } from "./alarm";
import { IAlarmTopic } from "./alarm-topic";
import { AwsEnvironment } from "./aws-environment";
import { CertificateAlarm, certificateAlarms } from "./certificate-alarms";
import { HOSTED_ZONE, HostedZoneAttributes } from "./interfaces";

/** A TLS certificate that is ready for use. */
export interface ICertificate {
  /** The ARN of a certificate that has been validated. */
  readonly certificateArn: string;
  /** The names on it. @default - unknown: nothing says at synthesis that it doesn't hold a name */
  readonly domainNames?: readonly string[];
  /** The region that it is in. @default - as its ARN says */
  readonly region?: string;
}

/** A quota that AWS raises on request (ACM User Guide, "Quotas"). */
const MAX_DOMAIN_NAMES = 10;

/** The prop type of certificates. */
export const CERTIFICATE = like<ICertificate>("a Certificate", ["certificateArn"], "Certificate.fromArn");

/** The choices for a certificate. */
export interface CertificateProps {
  /** The name on the certificate, such as `trading.example.com` or `*.example.com`. ACM allows 10 names on one unless the quota has been raised. */
  readonly domainName: string;
  /** Further names on it. @default - none */
  readonly subjectAlternativeNames?: readonly string[];
  /** The public zone that validates them: every name must be in it. */
  readonly zone: HostedZoneAttributes;
  /**
   * Those of the names whose validation records another Terraform state has, such as that of a second region: none is made for them here, and the certificate
   * isn't ready before they are there. ACM names the same record for one name in every region of an account, and a state that is destroyed takes its records
   * with it: of two states one has the record. The certificates of one stack share their records without this.
   *
   * @default - none: a record is made for every name
   */
  readonly validatedElsewhere?: readonly string[];
  /** The provider of another region, as CloudFront needs us-east-1. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
}

const PROPS: PropTypes<CertificateProps> = {
  domainName: STRING,
  subjectAlternativeNames: optional(STRINGS),
  zone: HOSTED_ZONE,
  validatedElsewhere: optional(STRINGS),
  provider: optional(PROVIDER),
};

/**
 * A public ACM certificate, validated by records in the zone; what uses `certificateArn` waits for the validation.
 *
 * The records are keyed by the names configured, so a plan is complete before the certificate exists. Certificates of one stack that hold the same name
 * share its record.
 */
export class Certificate extends Construct implements ICertificate {
  /**
   * A certificate that exists already, in the region that it is used in.
   *
   * @param domainNames the names on it, so that one that it doesn't hold is found at synthesis
   * @throws ValidationError for anything but a certificate's ARN, or a name that isn't one
   */
  public static fromArn(scope: Construct, id: string, certificateArn: string, domainNames?: readonly string[]): ImportedCertificate {
    return new ImportedCertificate(scope, id, certificateArn, domainNames);
  }

  /** The ARN of the certificate, known once it has been validated. */
  public readonly certificateArn: string;
  /** The first name on the certificate. */
  public readonly domainName: string;
  /** Every name on the certificate. */
  public readonly domainNames: readonly string[];
  /** The region that it is in: only what is there can use it. Undefined where its provider takes the region from its surroundings. */
  public readonly region?: string;
  /** The certificate. */
  public readonly resource: AcmCertificate;
  /** What waits until ACM has found the records. */
  public readonly validation: AcmCertificateValidation;
  /** The records that validate the names, keyed by the name without `*.`: shared with the stack's other certificates that hold it. */
  public readonly validationRecords: Readonly<Record<string, Route53Record>>;
  private readonly provider?: TerraformProvider;

  /** @throws ValidationError for a name that isn't one, or isn't in the zone */
  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id);
    checkCertificate(this, props);
    const { domainName, zone, provider } = props;
    const subjectAlternativeNames = props.subjectAlternativeNames ?? [];
    this.domainName = domainName;
    this.domainNames = [domainName, ...subjectAlternativeNames];
    this.provider = provider;
    this.region = provider ? regionOf(provider) : AwsEnvironment.of(this).region;
    this.resource = new AcmCertificate(this, "Resource", {
      domainName,
      // Without a value Terraform keeps the names that there were, the last one that was taken away among them; without others, the domain name is what AWS says.
      subjectAlternativeNames: subjectAlternativeNames.length > 0 ? [...subjectAlternativeNames] : [domainName],
      validationMethod: "DNS",
      options: { certificateTransparencyLoggingPreference: "ENABLED" },
      provider,
      lifecycle: CREATE_BEFORE_DESTROY,
    });
    const elsewhere = new Set((props.validatedElsewhere ?? []).map(withoutWildcard));
    const names = [...new Set(this.domainNames.map(withoutWildcard))];
    const records = ValidationRecords.of(this);
    this.validationRecords = Object.fromEntries(
      names.filter((name) => !elsewhere.has(name)).map((name) => [name, records.recordOf(this.resource, name, zone)]),
    );
    this.validation = new AcmCertificateValidation(this, "Validation", {
      certificateArn: this.resource.arn,
      validationRecordFqdns: names.map(
        (name) => this.validationRecords[name]?.fqdn ?? validationOption(this.resource, name, "resource_record_name"),
      ),
      provider,
    });
    this.certificateArn = this.validation.certificateArn;
    warnOfNames(this, this.domainNames);
  }

  /**
   * Creates the recommended alarms in the certificate's region. `Edge`, `Distribution` and `ApplicationLoadBalancer` have this one among theirs, of the certificate
   * that they show by default.
   *
   * @param topic the topic that they notify, in the certificate's region: an alarm notifies topics of its own region
   * @param overrides changes of them by name; `false` leaves one out
   * @throws ValidationError for a name or a setting that the alarms don't have, or if it is called twice
   */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<CertificateAlarm> = {}): CreatedAlarms<CertificateAlarm> {
    return createAlarms(this, topic, certificateAlarms(this.certificateArn), overrides, this.provider);
  }
}

/** A certificate that exists: `Certificate.fromArn`. */
export class ImportedCertificate extends Construct implements ICertificate {
  /** The certificate's ARN. */
  public readonly certificateArn: string;
  /** The names on it, as far as they were given. */
  public readonly domainNames?: readonly string[];

  /** @throws ValidationError for anything but a certificate's ARN, or a name that isn't one */
  constructor(scope: Construct, id: string, certificateArn: string, domainNames?: readonly string[]) {
    super(scope, id);
    const validator = new Validator(this)
      .props({ certificateArn, domainNames }, { certificateArn: STRING, domainNames: optional(STRINGS) })
      .format("certificateArn", certificateArn, FORMATS.certificateArn);
    domainNames?.forEach((name, index) => validator.format(`domainNames[${index}]`, name, FORMATS.domainName));
    validator.throwIfInvalid();
    this.certificateArn = certificateArn;
    this.domainNames = domainNames ?? undefined;
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
  const domains = [props.domainName, ...(props.subjectAlternativeNames ?? [])].map(withoutWildcard);
  validator.known("validatedElsewhere", props.validatedElsewhere);
  props.validatedElsewhere?.forEach((name, index) =>
    validator
      .known(`validatedElsewhere[${index}]`, name)
      .check(
        `validatedElsewhere[${index}]`,
        name,
        domains.includes(withoutWildcard(name)),
        "must be a name on the certificate",
        `Give one of ${domains.join(", ")}, or leave it out.`,
      ),
  );
  validator.throwIfInvalid();
}

/** More names than the account's quota allows are refused when the certificate is requested. */
function warnOfNames(certificate: Certificate, domainNames: readonly string[]): void {
  const { size } = new Set(domainNames);
  if (size <= MAX_DOMAIN_NAMES) return;
  Annotations.of(certificate).addWarning(
    `Names on the certificate: ${size}. ACM allows ${MAX_DOMAIN_NAMES} unless the quota of the account has been raised, to 100 at most.`,
  );
}

/** `*.example.com` and `example.com` are validated by one record. */
function withoutWildcard(name: string): string {
  return isKnown(name) ? name.replace(/^\*\./, "") : name;
}
