import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { TerraformProvider, TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { Validator } from "./validation";

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

const CHILD_ID = "AwsEnvironment";

/**
 * The account, region and partition that a stack is deployed to, for the ARNs and policies made in it.
 *
 * Give both and a plan needs no data source, no credentials and no network. Make one per stack, before the modules:
 *
 *     new AwsEnvironment(this, { accountId: "111122223333", region: "eu-central-1" });
 */
export class AwsEnvironment extends Construct {
  /** The environment of the stack that `scope` is in; one that looks everything up if the stack has none. */
  public static of(scope: IConstruct): AwsEnvironment {
    const stack = TerraformStack.of(scope);
    const existing = stack.node.tryFindChild(CHILD_ID) as AwsEnvironment | undefined;
    return existing ?? new AwsEnvironment(stack);
  }

  private readonly givenAccountId?: string;
  private readonly givenRegion?: string;

  constructor(stack: TerraformStack, props: AwsEnvironmentProps = {}) {
    super(stack, CHILD_ID);
    new Validator(this)
      .matches(
        "accountId",
        props.accountId,
        /^\d{12}$/,
        "must be twelve digits",
        "Copy the account id, leading zeros included, as a string.",
      )
      .matches("region", props.region, /^[a-z]{2,}(-[a-z]+)+-\d$/, "must be a region's code", 'Give a code such as "eu-central-1".')
      .throwIfInvalid();
    this.givenAccountId = props.accountId;
    this.givenRegion = props.region;
  }

  public get accountId(): string {
    return this.givenAccountId ?? this.lookUp("CallerIdentity", (id) => new DataAwsCallerIdentity(this, id)).accountId;
  }

  public get region(): string {
    return this.givenRegion ?? this.lookUp("Region", (id) => new DataAwsRegion(this, id)).name;
  }

  /** `aws`, `aws-cn` or `aws-us-gov`. */
  public get partition(): string {
    if (this.givenRegion === undefined) return this.lookUp("Partition", (id) => new DataAwsPartition(this, id)).partition;
    if (this.givenRegion.startsWith("cn-")) return "aws-cn";
    return this.givenRegion.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  /** The region where it is known at synthesis; undefined where only the provider knows. */
  public get knownRegion(): string | undefined {
    return this.givenRegion;
  }

  /** `arn:<partition>:<service>:<region>:<account>:<resource>` of this environment, region and account replaceable. */
  public arn(service: string, resource: string, overrides: { readonly region?: string; readonly accountId?: string } = {}): string {
    const region = overrides.region ?? this.region;
    const accountId = overrides.accountId ?? this.accountId;
    return `arn:${this.partition}:${service}:${region}:${accountId}:${resource}`;
  }

  private lookUp<T extends Construct>(id: string, create: (id: string) => T): T {
    return (this.node.tryFindChild(id) as T | undefined) ?? create(id);
  }
}

/** Records a region without its provider, or a provider without its region: neither says where the other is. */
export function checkRegionOfProvider(
  validator: Validator,
  props: { readonly region?: string; readonly provider?: TerraformProvider },
  what: string,
): void {
  validator.check(
    "region",
    props.region,
    (props.region === undefined) === (props.provider === undefined),
    "must come together with provider",
    `Give both, for a ${what} in another region, or neither.`,
  );
}
