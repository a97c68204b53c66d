import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Annotations, Lazy, TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { HostedZoneAttributes } from "../core/interfaces";
import { AppWide } from "./app-wide";
import { shortHash } from "./names";
import { StackEnvironment } from "./stack-environment";
import { writtenOut } from "./stacks";
import { validateAtSynthesis } from "./validator";

const CHILD_ID = "CertificateRecords";
const STACKS = new AppWide((root) => root.node.findAll().filter((node): node is ValidationRecords => node instanceof ValidationRecords));

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
    return (stack.node.tryFindChild(CHILD_ID) as ValidationRecords | undefined) ?? new ValidationRecords(stack);
  }

  private readonly certificates = new Map<string, AcmCertificate[]>();
  private readonly names = new Set<string>();

  private constructor(stack: TerraformStack) {
    super(stack, CHILD_ID);
    validateAtSynthesis(this, () => this.warnOfTwoStacks());
  }

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
    this.names.add(name);
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

  /** Two stacks of one account that hold one record: each overwrites the other's, and takes it away when it is destroyed. */
  private warnOfTwoStacks(): void {
    const others = STACKS.for(this).filter((other) => other !== this && other.accountId === this.accountId);
    for (const name of this.names) {
      const other = others.find(({ names }) => names.has(name));
      if (other === undefined) continue;
      const { path } = TerraformStack.of(other).node;
      Annotations.of(this).addWarning(
        `The record that validates ${name} is in ${path} as well: whichever stack is destroyed takes it away from the other. Name ${name} in ` +
          "validatedElsewhere of the certificates of one of the two, and deploy that one second.",
      );
    }
  }

  private get accountId(): string | undefined {
    return StackEnvironment.of(TerraformStack.of(this)).settled.accountId;
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
