import { Configuration, Resource } from "../configuration";
import { blocks, texts } from "../requests/arguments";
import { Documents } from "./documents";
import { MANAGED_POLICIES } from "./managed-policies";
import { Names } from "./names";
import { equals, unknownParts } from "./patterns";
import { Policy, addPolicy } from "./policy";
import { policyDocument } from "./statement";

/** The policies of roles and users, with those of their groups. */
export class IdentityPolicies {
  private readonly ofIdentities = new Map<string, Policy[]>();

  constructor(
    private readonly configuration: Configuration,
    private readonly names: Names,
    private readonly documents: Documents,
  ) {
    this.addPolicies();
  }

  /** The policies of a role or a user of the stacks. */
  public of(identity: Resource): readonly Policy[] {
    return this.ofIdentities.get(identity.key) ?? [];
  }

  /** The permissions boundary of a role or a user. */
  public boundaryOf(identity: Resource): Policy | undefined {
    const boundary: unknown = identity.args.permissions_boundary;
    if (typeof boundary !== "string" || boundary === "") return undefined;
    const policy = this.managed(identity, boundary);
    return { ...policy, label: `the permissions boundary ${policy.resource}` };
  }

  private addPolicies(): void {
    for (const kind of ["role", "user", "group"]) {
      for (const identity of this.configuration.all(`aws_iam_${kind}`)) {
        for (const { name, policy } of blocks(identity.args, "inline_policy")) {
          if (policy === undefined) continue;
          const label = `the inline policy ${String(name)} of ${kind} ${identity.name}`;
          addPolicy(this.ofIdentities, identity.key, { label, resource: identity.name, document: this.documents.read(identity, policy) });
        }
        for (const arn of texts(identity.args.managed_policy_arns)) addPolicy(this.ofIdentities, identity.key, this.managed(identity, arn));
      }
      for (const inline of this.configuration.all(`aws_iam_${kind}_policy`)) {
        const policy: Policy = {
          label: `the policy ${inline.name}`,
          resource: inline.name,
          document: this.documents.read(inline, inline.args.policy),
        };
        this.addTo(inline, kind, inline.args[kind], policy);
      }
      for (const attachment of this.configuration.all(`aws_iam_${kind}_policy_attachment`)) {
        this.addTo(attachment, kind, attachment.args[kind], this.managed(attachment, attachment.args.policy_arn));
      }
      for (const all of this.configuration.all(`aws_iam_${kind}_policy_attachments_exclusive`)) {
        for (const arn of texts(all.args.policy_arns)) this.addTo(all, kind, all.args[`${kind}_name`], this.managed(all, arn));
      }
      for (const attachment of this.configuration.all("aws_iam_policy_attachment")) {
        for (const name of texts(attachment.args[`${kind}s`])) {
          this.addTo(attachment, kind, name, this.managed(attachment, attachment.args.policy_arn));
        }
      }
    }
    this.addPoliciesOfGroups();
  }

  private addPoliciesOfGroups(): void {
    const join = (member: Resource, user: unknown, group: unknown): void => {
      const found = this.identity(member, "group", group);
      for (const policy of found ? this.of(found) : []) this.addTo(member, "user", user, policy);
    };
    for (const one of this.configuration.all("aws_iam_user_group_membership")) {
      for (const group of texts(one.args.groups)) join(one, one.args.user, group);
    }
    for (const one of this.configuration.all("aws_iam_group_membership")) {
      for (const user of texts(one.args.users)) join(one, user, one.args.group);
    }
  }

  private addTo(by: Resource, kind: string, identity: unknown, policy: Policy): void {
    const found = this.identity(by, kind, identity);
    // An attachment to the same policy twice is one.
    if (found && !this.of(found).some(({ label }) => label === policy.label)) addPolicy(this.ofIdentities, found.key, policy);
    if (!found) this.addToPossible(by, kind, identity, policy);
  }

  /** What is attached to a name that only Terraform knows may be anybody's. */
  private addToPossible(by: Resource, kind: string, identity: unknown, policy: Policy): void {
    if (typeof identity !== "string") return;
    const name = this.names.text(by, identity);
    for (const one of this.configuration.all(`aws_iam_${kind}`)) {
      const own = this.names.attribute(one, "name");
      if (equals(name, own) !== undefined) continue;
      const onlyWith = unknownParts(name + own);
      const label = `${policy.label}, which may be attached to ${kind} ${one.name},`;
      addPolicy(this.ofIdentities, one.key, { ...policy, label, onlyWith });
    }
  }

  private identity(by: Resource, kind: string, value: unknown): Resource | undefined {
    const found = this.configuration.find(this.configuration.key(by, value));
    if (found && found.key !== by.key) return found;
    const text = typeof value === "string" ? this.names.text(by, value) : undefined;
    return this.configuration.all(`aws_iam_${kind}`).find((one) => this.names.attribute(one, "name") === text);
  }

  /** A managed policy, of the stacks or of AWS. */
  private managed(by: Resource, value: unknown): Policy {
    const found = this.configuration.find(this.configuration.key(by, value));
    const arn = typeof value === "string" ? this.names.text(by, value) : "";
    const policy =
      found?.type === "aws_iam_policy" ? found : this.configuration.all("aws_iam_policy").find((one) => this.names.arn(one) === arn);
    if (policy) {
      return { label: `the policy ${policy.name}`, resource: policy.name, document: this.documents.read(policy, policy.args.policy) };
    }
    const [, name = ""] = /^arn:[^:]*:iam::aws:policy\/(.+)$/.exec(arn) ?? [];
    const known = MANAGED_POLICIES[name];
    return { label: `the policy ${name || arn}`, resource: name || arn, document: known && policyDocument(known) };
  }
}
