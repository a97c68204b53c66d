import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { Construct, IConstruct } from "constructs";
import { FORMATS } from "../internal/formats";
import { CREATE_BEFORE_DESTROY } from "../internal/lifecycle";
import { namePrefix } from "../internal/names";
import { PolicyDocument } from "../internal/policy-document";
import { checkPolicySize, checkStatement } from "../internal/policy-statement";
import { PropTypes, STRING, like, list, optional } from "../internal/prop-types";
import { StackEnvironment } from "../internal/stack-environment";
import { Validator, validateAtSynthesis } from "../internal/validator";
import { PolicyStatement } from "./policy-statement";

/** A managed policy, made here or elsewhere. */
export interface IManagedPolicy extends IConstruct {
  /** The policy's ARN. */
  readonly policyArn: string;
}

/** The prop type of managed policies. */
export const MANAGED_POLICY = like<IManagedPolicy>("a ManagedPolicy", ["policyArn", "node"], "ManagedPolicy.fromArn");

/** The choices for a managed policy. */
export interface ManagedPolicyProps {
  /** What it allows and denies. @default - nothing yet: `addToPolicy` */
  readonly statements?: readonly PolicyStatement[];
  /** What the policy is for, up to 1000 characters. A change replaces the policy. @default - the construct's path */
  readonly description?: string;
  /** A fixed name, 1 to 128 letters, digits and `_+=,.@-`. @default - made from the construct's path and something unique */
  readonly policyName?: string;
  /** Where the policy is filed, with a slash at both ends, up to 512 characters; a part of its ARN. A change replaces the policy. @default "/" */
  readonly path?: string;
}

const PROPS: PropTypes<ManagedPolicyProps> = {
  statements: optional(list<readonly PolicyStatement[]>()),
  description: optional(STRING),
  policyName: optional(STRING),
  path: optional(STRING),
};

/** IAM's limit for one managed policy. */
const MAX_CHARACTERS = 6144;

/**
 * A policy of the account that roles have besides their inline one, or that is their permissions boundary: for what doesn't fit into the
 * 10,240 characters of inline policies, or is the same for several roles.
 */
export class ManagedPolicy extends Construct implements IManagedPolicy {
  /**
   * A managed policy that exists already, of the account or of AWS: `arn:aws:iam::aws:policy/ReadOnlyAccess`.
   *
   * @throws ValidationError for anything but a managed policy's ARN
   */
  public static fromArn(scope: Construct, id: string, arn: string): ImportedManagedPolicy {
    return new ImportedManagedPolicy(scope, id, arn);
  }

  /** The policy's ARN. */
  public readonly policyArn: string;
  /** The policy. */
  public readonly resource: IamPolicy;
  private readonly document = new PolicyDocument();

  /**
   * @throws ValidationError for a name or a path that IAM refuses; at synthesis for a policy without a statement, or one that is longer than
   *   the 6,144 characters that IAM allows
   */
  constructor(scope: Construct, id: string, props: ManagedPolicyProps = {}) {
    super(scope, id);
    checkPolicy(this, props);
    StackEnvironment.watch(this);
    props.statements?.forEach((statement) => this.addToPolicy(statement));
    this.resource = new IamPolicy(this, "Resource", {
      ...(props.policyName ? { name: props.policyName } : { namePrefix: namePrefix(this, { maxLength: 128, punctuation: "-_" }) }),
      description: props.description ?? this.node.path,
      path: props.path,
      policy: this.document.toLazyJson(),
      // A policy that roles have, as their boundary too, can't be deleted: its replacement comes first, under another name.
      lifecycle: props.policyName ? undefined : CREATE_BEFORE_DESTROY,
    });
    this.policyArn = this.resource.arn;
    validateAtSynthesis(this, (validator) => this.checkDocument(validator));
  }

  /** Adds a statement; the same one again changes nothing. */
  public addToPolicy(statement: PolicyStatement): void {
    checkStatement(this, statement);
    this.document.add(statement);
  }

  private checkDocument(validator: Validator): void {
    validator.check("statements", [], !this.document.isEmpty, "must have one at least", "Give it statements, or remove the policy.");
    checkPolicySize(validator, "statements", [this.document], MAX_CHARACTERS, "Split them into several policies.");
  }
}

/** A managed policy that exists: `ManagedPolicy.fromArn`. */
export class ImportedManagedPolicy extends Construct implements IManagedPolicy {
  /** The policy's ARN. */
  public readonly policyArn: string;

  /** @throws ValidationError for anything but a managed policy's ARN */
  constructor(scope: Construct, id: string, arn: string) {
    super(scope, id);
    new Validator(this).props({ arn }, { arn: STRING }).format("arn", arn, FORMATS.policyArn).throwIfInvalid();
    this.policyArn = arn;
  }
}

function checkPolicy(policy: ManagedPolicy, props: ManagedPolicyProps): void {
  new Validator(policy)
    .props(props, PROPS)
    .matches(
      "policyName",
      props.policyName,
      /^[A-Za-z0-9_+=,.@-]{1,128}$/,
      "must be 1 to 128 letters, digits and _+=,.@-",
      'Write it as "trading-boundary".',
    )
    .format("path", props.path, FORMATS.iamPath)
    .throwIfInvalid();
}
