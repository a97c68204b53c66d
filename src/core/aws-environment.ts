import { TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { AwsProviderSettings } from "../internal/aws-provider";
import { checkScope } from "../internal/check-scope";
import { FORMATS } from "../internal/formats";
import { PropTypes, STRING, optional } from "../internal/prop-types";
import { ENVIRONMENT_ID, StackEnvironment } from "../internal/stack-environment";
import { Validator, isKnown, validateAtSynthesis } from "../internal/validator";

/** Where a stack is deployed to. */
export interface AwsEnvironmentProps {
  /**
   * The twelve digits of the AWS account.
   * @default - the one account in `allowedAccountIds` of the stack's AWS provider; else looked up at plan time with the credentials in use
   */
  readonly accountId?: string;
  /**
   * The region of the stack's default provider, such as `eu-central-1`.
   * @default - that of the stack's AWS provider; else looked up at plan time, where the provider takes it from the surroundings
   */
  readonly region?: string;
}

/** The account, region and partition that a stack is deployed to. */
export interface IAwsEnvironment {
  /** The account's twelve digits, or a reference that is filled in at synthesis or by Terraform. */
  readonly accountId: string;
  /** The region's code, or a reference that is filled in at synthesis or by Terraform. */
  readonly region: string;
  /** `aws`, `aws-cn`, `aws-us-gov` or another one, or a reference that is filled in at synthesis or by Terraform. */
  readonly partition: string;
  /** What the names of AWS's hosts end with: `amazonaws.com` but in some partitions; or a reference that is filled in at synthesis or by Terraform. */
  readonly dnsSuffix: string;
  /** `arn:<partition>:<service>:<region>:<account>:<resource>` of this environment, region and account replaceable. */
  arn(service: string, resource: string, overrides?: AwsEnvironmentProps): string;
}

const PROPS: PropTypes<AwsEnvironmentProps> = { accountId: optional(STRING), region: optional(STRING) };

/**
 * The account, region and partition that a stack is deployed to, for the ARNs and policies made in it.
 *
 * The stack's AWS provider says them, with `region` and one account in `allowedAccountIds`; a plan then needs no data source. Make an
 * `AwsEnvironment` only for what the provider leaves out: because the region comes from the surroundings (`AWS_REGION`), or because the
 * provider allows several accounts.
 *
 *     new AwsEnvironment(this, { accountId: "111122223333", region: "eu-central-1" });
 */
export class AwsEnvironment extends Construct implements IAwsEnvironment {
  /**
   * The environment of the stack that `scope` is in: what its `AwsEnvironment` and its default AWS provider say, wherever in the stack they
   * are made, and data sources for the rest.
   *
   * @throws ValidationError for anything but a construct
   */
  public static of(scope: IConstruct): IAwsEnvironment {
    checkScope("AwsEnvironment.of", scope);
    return environmentOf(TerraformStack.of(scope));
  }

  private readonly environment: IAwsEnvironment;

  /** @throws ValidationError for an account id or a region that AWS doesn't have, for a second one in the stack, or at synthesis if the provider says otherwise */
  constructor(stack: TerraformStack, props: AwsEnvironmentProps = {}) {
    super(withoutEnvironment(stack), ENVIRONMENT_ID);
    new Validator(this)
      .props(props, PROPS)
      .format("accountId", props.accountId, FORMATS.accountId)
      .format("region", props.region, FORMATS.region)
      .throwIfInvalid();
    const declared = StackEnvironment.of(stack);
    declared.declare(props);
    validateAtSynthesis(this, (validator) => checkProvider(validator, props, declared.findProvider()));
    this.environment = environmentOf(stack);
  }

  /** The account's twelve digits, or a reference that is filled in at synthesis or by Terraform. */
  public get accountId(): string {
    return this.environment.accountId;
  }

  /** The region's code, or a reference that is filled in at synthesis or by Terraform. */
  public get region(): string {
    return this.environment.region;
  }

  /** `aws`, `aws-cn`, `aws-us-gov` or another one, or a reference that is filled in at synthesis or by Terraform. */
  public get partition(): string {
    return this.environment.partition;
  }

  /** What the names of AWS's hosts end with, or a reference that is filled in at synthesis or by Terraform. */
  public get dnsSuffix(): string {
    return this.environment.dnsSuffix;
  }

  /** `arn:<partition>:<service>:<region>:<account>:<resource>` of this environment, region and account replaceable. */
  public arn(service: string, resource: string, overrides: AwsEnvironmentProps = {}): string {
    return this.environment.arn(service, resource, overrides);
  }
}

function environmentOf(stack: TerraformStack): IAwsEnvironment {
  const environment = StackEnvironment.of(stack);
  return {
    get accountId() {
      return environment.accountId;
    },
    get region() {
      return environment.region;
    },
    get partition() {
      return environment.partition;
    },
    get dnsSuffix() {
      return environment.dnsSuffix;
    },
    arn(service, resource, overrides = {}) {
      new Validator("arn").props(overrides, PROPS, "overrides").throwIfInvalid();
      return `arn:${this.partition}:${service}:${overrides.region ?? this.region}:${overrides.accountId ?? this.accountId}:${resource}`;
    },
  };
}

function withoutEnvironment(stack: TerraformStack): TerraformStack {
  const existing = stack.node.tryFindChild(ENVIRONMENT_ID);
  new Validator(stack)
    .check("AwsEnvironment", existing, existing === undefined, "must be made once in a stack", "Remove the second one.")
    .throwIfInvalid();
  return stack;
}

/** Two places that say where a stack is deployed to and contradict each other. */
function checkProvider(validator: Validator, { accountId, region }: AwsEnvironmentProps, provider: AwsProviderSettings = {}): void {
  const { region: providerRegion, allowedAccountIds, forbiddenAccountIds } = provider;
  validator
    .check(
      "region",
      region,
      !region || !providerRegion || !isKnown(providerRegion) || region === providerRegion,
      `must be the region of the stack's AWS provider, ${providerRegion}`,
      "Leave it out: the provider says it.",
    )
    .check(
      "accountId",
      accountId,
      !accountId || !allowedAccountIds || !isKnown(allowedAccountIds) || allowedAccountIds.includes(accountId),
      `must be allowed by the stack's AWS provider, whose allowedAccountIds are ${allowedAccountIds?.join(", ")}`,
      "Correct one of them.",
    )
    .check(
      "accountId",
      accountId,
      !accountId || !forbiddenAccountIds?.includes(accountId),
      "must not be forbidden by the stack's AWS provider (forbiddenAccountIds)",
      "Correct one of them.",
    );
}
