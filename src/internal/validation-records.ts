import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Lazy, TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { HostedZoneAttributes } from "../core/interfaces";
import { shortHash } from "./names";
import { writtenOut } from "./stacks";

const CHILD_ID = "CertificateRecords";

/**
 * The records by which ACM validates the certificates of a stack: one for each zone and name, whichever certificates hold the name.
 *
 * The record of a name is the same in every region of an account (ACM User Guide, "DNS validation"): two of them would be one, and the first to be destroyed
 * would take the other's away. They are in the stack's child `CertificateRecords`, which is found by that id: no other child of the stack can have it.
 */
export class ValidationRecords extends Construct {
  /** Those of the stack that `scope` is in. */
  public static of(scope: IConstruct): ValidationRecords {
    const stack = TerraformStack.of(scope);
    return (stack.node.tryFindChild(CHILD_ID) as ValidationRecords | undefined) ?? new ValidationRecords(stack, CHILD_ID);
  }

  private readonly certificates = new Map<string, AcmCertificate[]>();

  /** The record of a name without `*.`, read from one of the certificates that hold it: the one whose path comes first, whatever the order of lines. */
  public recordOf(certificate: AcmCertificate, name: string, zone: HostedZoneAttributes): Route53Record {
    const id = `${name}-${shortHash(writtenOut(this, zone.zoneId))}`;
    const holders = this.certificates.get(id);
    holders?.push(certificate);
    return holders ? (this.node.findChild(id) as Route53Record) : this.createRecord(id, [certificate], name, zone);
  }

  /** Route 53 is global: the records are written through the stack's default provider. */
  private createRecord(id: string, holders: AcmCertificate[], name: string, zone: HostedZoneAttributes): Route53Record {
    this.certificates.set(id, holders);
    const option = (attribute: ValidationAttribute): string =>
      Lazy.stringValue({ produce: () => validationOption(firstOf(holders), name, attribute) });
    return new Route53Record(this, id, {
      zoneId: zone.zoneId,
      name: option("resource_record_name"),
      type: option("resource_record_type"),
      records: [option("resource_record_value")],
      ttl: 300,
      // Another state, as of a second region, may have made the same record.
      allowOverwrite: true,
      // A certificate with one name more is another certificate, whose records Terraform doesn't know yet, and ACM then names the same ones: a record that is
      // replaced, or created before its like is destroyed, would be missing.
      lifecycle: { ignoreChanges: ["name", "type", "records"] },
    });
  }
}

type ValidationAttribute = "resource_record_name" | "resource_record_type" | "resource_record_value";

/** What ACM says of the record that validates one name of a certificate. */
export function validationOption(certificate: AcmCertificate, name: string, attribute: ValidationAttribute): string {
  const options = `${certificate.terraformResourceType}.${certificate.friendlyUniqueId}.domain_validation_options`;
  return `\${[for o in ${options} : o.${attribute} if trimprefix(o.domain_name, "*.") == "${name}"][0]}`;
}

function firstOf(certificates: readonly AcmCertificate[]): AcmCertificate {
  return certificates.reduce((first, other) => (other.node.path < first.node.path ? other : first));
}
