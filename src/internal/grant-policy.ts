import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct, IConstruct } from "constructs";
import { PolicyStatement } from "../core/policy-statement";
import { PolicyDocument } from "./policy-document";
import { checkPolicySize } from "./policy-statement";
import { Validator, validateAtSynthesis } from "./validator";

/** IAM's quota for all inline policies of one role together, white space not counted (IAM User Guide, "IAM and AWS STS quotas"). */
const INLINE_POLICIES_CHARACTERS = 10_240;

/** The inline policies of each role of an app, by the role's ARN: stacks that are deployed after the role's add their own. */
const POLICIES = new WeakMap<IConstruct, Map<string, GrantPolicy[]>>();

/** What an inline policy belongs to. */
interface PolicyRole {
  readonly roleArn: string;
  /** What Terraform finds the role by. */
  readonly role: string;
}

/** The one inline policy that a construct gives a role, made at the first grant. */
export class GrantPolicy {
  public resource?: IamRolePolicy;
  private readonly document = new PolicyDocument();
  private readonly ofTheRole: GrantPolicy[];

  /** @param name the policy's own among the role's inline policies */
  constructor(
    private readonly scope: Construct,
    private readonly owner: PolicyRole,
    private readonly name: string,
  ) {
    this.ofTheRole = policiesOf(scope.node.root, owner.roleArn);
    this.ofTheRole.push(this);
    validateAtSynthesis(scope, (validator) => this.checkSize(validator));
  }

  public add(statement: PolicyStatement): void {
    this.document.add(statement);
    this.resource ??= new IamRolePolicy(this.scope, "Grants", {
      name: this.name,
      role: this.owner.role,
      policy: this.document.toLazyJson(),
    });
  }

  private checkSize(validator: Validator): void {
    if (this.document.isEmpty) return;
    const others = this.ofTheRole.filter((policy) => policy !== this && !policy.document.isEmpty);
    const paths = others.map(({ scope }) => scope.node.path).sort();
    const also = paths.length > 0 ? ` What ${paths.join(", ")} grants the same role is counted as well.` : "";
    const fix = `Grant on fewer, wider resources (a prefix rather than many), or give the role a ManagedPolicy.${also}`;
    const documents = [this, ...others].map(({ document }) => document);
    checkPolicySize(validator, "grants", documents, INLINE_POLICIES_CHARACTERS, fix);
  }
}

function policiesOf(root: IConstruct, roleArn: string): GrantPolicy[] {
  const ofTheApp = POLICIES.get(root) ?? new Map<string, GrantPolicy[]>();
  POLICIES.set(root, ofTheApp);
  const ofTheRole = ofTheApp.get(roleArn) ?? [];
  ofTheApp.set(roleArn, ofTheRole);
  return ofTheRole;
}
