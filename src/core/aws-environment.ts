import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { FORMATS } from "../internal/formats";
import { PropTypes, STRING, optional } from "../internal/prop-types";
import { Validator } from "../internal/validator";

/** Where a stack is deployed to. */
export interface AwsEnvironmentProps {
  /**
   * The twelve digits of the AWS account.
   * @default - looked up at plan time with the credentials in use
   */
  readonly accountId?: string;
  /**
   * The region of the stack's default provider, such as `eu-central-1`.
   * @default - looked up at plan time from the provider
   */
  readonly region?: string;
}

/** The account, region and partition that a stack is deployed to. */
export interface IAwsEnvironment {
  /** The account's twelve digits, or a reference that Terraform fills in. */
  readonly accountId: string;
  /** The region's code, or a reference that Terraform fills in. */
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`, or a reference that Terraform fills in. */
  readonly partition: string;
  /** The region where it is known at synthesis; undefined where only the provider knows. */
  readonly knownRegion?: string;
  /** `arn:<partition>:<service>:<region>:<account>:<resource>` of this environment, region and account replaceable. */
  arn(service: string, resource: string, overrides?: { readonly region?: string; readonly accountId?: string }): string;
}

const CHILD_ID = "AwsEnvironment";
const PROPS: PropTypes<AwsEnvironmentProps> = { accountId: optional(STRING), region: optional(STRING) };

/**
 * The account, region and partition that a stack is deployed to, for the ARNs and policies made in it.
 *
 * Give both and a plan needs no data source, no credentials and no network. Make one per stack, before the modules:
 *
 *     new AwsEnvironment(this, { accountId: "111122223333", region: "eu-central-1" });
 */
export class AwsEnvironment extends Construct implements IAwsEnvironment {
  /** The environment of the stack that `scope` is in; one that looks everything up if the stack has none. Reading it creates nothing. */
  public static of(scope: IConstruct): IAwsEnvironment {
    const stack = TerraformStack.of(scope);
    const child = stack.node.tryFindChild(CHILD_ID);
    return child && isEnvironment(child) ? child : lookedUp(() => containerIn(stack), {});
  }

  private readonly values: IAwsEnvironment;

  /** @throws ValidationError for an account id or a region that AWS doesn't have, or where the stack has an environment, or has looked it up, already */
  constructor(stack: TerraformStack, props: AwsEnvironmentProps = {}) {
    super(withoutEnvironment(stack), CHILD_ID);
    new Validator(this)
      .props(props, PROPS)
      .format("accountId", props.accountId, FORMATS.accountId)
      .format("region", props.region, FORMATS.region)
      .throwIfInvalid();
    this.values = lookedUp(() => this, props);
  }

  /** The account's twelve digits, or a reference that Terraform fills in. */
  public get accountId(): string {
    return this.values.accountId;
  }

  /** The region's code, or a reference that Terraform fills in. */
  public get region(): string {
    return this.values.region;
  }

  /** `aws`, `aws-cn` or `aws-us-gov`, or a reference that Terraform fills in. */
  public get partition(): string {
    return this.values.partition;
  }

  /** The region where it is known at synthesis; undefined where only the provider knows. */
  public get knownRegion(): string | undefined {
    return this.values.knownRegion;
  }

  /** `arn:<partition>:<service>:<region>:<account>:<resource>` of this environment, region and account replaceable. */
  public arn(service: string, resource: string, overrides: { readonly region?: string; readonly accountId?: string } = {}): string {
    return this.values.arn(service, resource, overrides);
  }
}

/** Values given, and a data source for each of the others once it is asked for. */
function lookedUp(container: () => Construct, { accountId, region }: AwsEnvironmentProps): IAwsEnvironment {
  const source = <T extends Construct>(id: string, create: (scope: Construct) => T): T => {
    const scope = container();
    return (scope.node.tryFindChild(id) as T | undefined) ?? create(scope);
  };
  return {
    get accountId() {
      return accountId ?? source("CallerIdentity", (scope) => new DataAwsCallerIdentity(scope, "CallerIdentity")).accountId;
    },
    get region() {
      return region ?? source("Region", (scope) => new DataAwsRegion(scope, "Region")).name;
    },
    get partition() {
      if (region === undefined) return source("Partition", (scope) => new DataAwsPartition(scope, "Partition")).partition;
      if (region.startsWith("cn-")) return "aws-cn";
      return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    },
    knownRegion: region,
    arn(service, resource, overrides = {}) {
      return `arn:${this.partition}:${service}:${overrides.region ?? this.region}:${overrides.accountId ?? this.accountId}:${resource}`;
    },
  };
}

/** Holds the data sources of a stack without an environment of its own. */
function containerIn(stack: TerraformStack): Construct {
  return (stack.node.tryFindChild(CHILD_ID) as Construct | undefined) ?? new Construct(stack, CHILD_ID);
}

function isEnvironment(child: IConstruct): child is IConstruct & IAwsEnvironment {
  return "accountId" in child;
}

function withoutEnvironment(stack: TerraformStack): TerraformStack {
  const existing = stack.node.tryFindChild(CHILD_ID);
  new Validator(stack)
    .check(
      "AwsEnvironment",
      existing,
      existing === undefined || !isEnvironment(existing),
      "must be made once in a stack",
      "Remove the second one.",
    )
    .check(
      "AwsEnvironment",
      existing?.node.children.map(({ node }) => node.id),
      existing === undefined || isEnvironment(existing),
      "must be made before what asks for the account or the region, which have been looked up",
      "Make it first in the stack.",
    )
    .throwIfInvalid();
  return stack;
}
