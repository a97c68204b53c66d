import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { HostedZoneAttributes } from "./interfaces";
import { Validator } from "./validation";

/** A TLS certificate that is ready for use. */
export interface ICertificate {
  /** The ARN of a certificate that has been validated. */
  readonly certificateArn: string;
}

export interface CertificateProps {
  /** The name on the certificate, such as `trading.example.com` or `*.example.com`. */
  readonly domainName: string;
  /** Further names on it. @default - none */
  readonly alternativeNames?: readonly string[];
  /** The public zone that proves them: every name must be in it. */
  readonly zone: HostedZoneAttributes;
  /** The provider of another region, as CloudFront needs us-east-1. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
}

/**
 * A public ACM certificate, proved by records in the zone; whoever takes `certificateArn` waits for the proof.
 *
 * The records are keyed by the names configured, so a plan is complete before the certificate exists.
 */
export class Certificate extends Construct implements ICertificate {
  /** A certificate that exists already, in the region that it is used in. */
  public static fromArn(scope: Construct, id: string, certificateArn: string): ICertificate {
    const imported = new Construct(scope, id);
    new Validator(imported)
      .matches(
        "certificateArn",
        certificateArn,
        /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/\S+$/,
        "must be a certificate's ARN",
        'Copy the ARN that holds "certificate/".',
      )
      .throwIfInvalid();
    return { certificateArn };
  }

  public readonly certificateArn: string;
  public readonly domainName: string;
  public readonly resource: AcmCertificate;
  public readonly validation: AcmCertificateValidation;

  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id);
    const names = [props.domainName, ...(props.alternativeNames ?? [])];
    this.validate(names, props.zone);

    const provider = props.provider;
    this.domainName = props.domainName;
    this.resource = new AcmCertificate(this, "Resource", {
      domainName: props.domainName,
      subjectAlternativeNames: props.alternativeNames?.length ? [...props.alternativeNames] : undefined,
      validationMethod: "DNS",
      options: { certificateTransparencyLoggingPreference: "ENABLED" },
      provider,
      lifecycle: { createBeforeDestroy: true },
    });
    const records = validationNames(names).map((name) => this.createRecord(name, props.zone));
    this.validation = new AcmCertificateValidation(this, "Validation", {
      certificateArn: this.resource.arn,
      validationRecordFqdns: records.map((record) => record.fqdn),
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

  private validate(names: readonly string[], zone: HostedZoneAttributes): void {
    const validator = new Validator(this);
    names.forEach((name, index) => {
      const prop = index === 0 ? "domainName" : `alternativeNames[${index - 1}]`;
      const inZone = name === zone.zoneName || name.endsWith(`.${zone.zoneName}`);
      validator
        .matches(
          prop,
          name,
          /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
          "must be a lower-case domain name",
          'Write it as "trading.example.com".',
        )
        .check(
          prop,
          [name, zone.zoneName],
          inZone,
          `must be in the zone ${zone.zoneName}`,
          "Use a name that ends in the zone's, or the zone of that name.",
        );
    });
    validator.throwIfInvalid();
  }
}

/** `*.example.com` and `example.com` are proved by one record. */
function validationNames(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.replace(/^\*\./, "")))];
}
