import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { Aspects, Lazy, TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { AwsProviderSettings, KnownEnvironment, isDefaultAwsProvider, onlyAccountOf } from "./aws-provider";
import { partitionOf } from "./partitions";
import { checkPhysicalNames } from "./physical-names";
import { checkProviders } from "./stack-providers";
import { isLater } from "./stacks";
import { isGiven } from "./validator";

/** The id of the construct that says where a stack is deployed to, and that holds what is looked up. */
export const ENVIRONMENT_ID = "AwsEnvironment";

/**
 * The account, region and partition of one stack: what `AwsEnvironment` or the stack's default provider says, whichever of them comes first
 * and wherever in the stack it is made, and a data source for what neither says.
 */
export class StackEnvironment {
  /** The one of a stack. */
  public static of(stack: TerraformStack): StackEnvironment {
    const existing = ENVIRONMENTS.get(stack);
    if (existing) return existing;
    const created = new StackEnvironment(stack);
    ENVIRONMENTS.set(stack, created);
    return created;
  }

  /** Has what is true of a whole stack checked when it is synthesized, for constructs that ask nothing of its environment. */
  public static watch(scope: IConstruct): void {
    StackEnvironment.of(TerraformStack.of(scope));
  }

  private declared: KnownEnvironment = {};
  private provider?: AwsProviderSettings;
  private readonly asked = new Map<Value, string>();
  private readonly found = new Map<Value, string>();

  private constructor(private readonly stack: TerraformStack) {
    checkProviders(stack);
    checkPhysicalNames(stack, () => this.settled);
  }

  public declare(environment: KnownEnvironment): void {
    this.declared = environment;
  }

  public get accountId(): string {
    return this.known.accountId ?? this.later("accountId");
  }

  public get region(): string {
    return this.known.region ?? this.later("region");
  }

  public get partition(): string {
    return partitionOf(this.known.region)?.partition ?? this.later("partition");
  }

  public get dnsSuffix(): string {
    return partitionOf(this.known.region)?.dnsSuffix ?? this.later("dnsSuffix");
  }

  /** What has been said once every construct has been made; what nobody has said stays out, and isn't looked up. */
  public get settled(): KnownEnvironment {
    this.findProvider();
    return this.known;
  }

  /** The stack's default AWS provider, however deep in the stack; undefined while there is none. */
  public findProvider(): AwsProviderSettings | undefined {
    this.provider ??= this.stack.node.findAll().find(isDefaultAwsProvider);
    return this.provider;
  }

  /** What has been said until now. */
  private get known(): KnownEnvironment {
    const { accountId, region } = this.declared;
    if (isGiven(accountId) && isGiven(region)) return this.declared;
    // Nearly always made in the stack itself; to go through all of it for each question would take too long.
    const provider = (this.provider ??= this.stack.node.children.find(isDefaultAwsProvider));
    return { accountId: accountId ?? onlyAccountOf(provider), region: region ?? provider?.region ?? undefined };
  }

  /** A value that nobody has said yet: what is said of it until synthesis, or else what Terraform looks up. */
  private later(value: Value): string {
    if (this.asked.size === 0) Aspects.of(this.stack).add({ visit: (node) => node === this.stack && this.prepare() });
    const token = this.asked.get(value) ?? Lazy.stringValue({ produce: ({ scope }) => this.saidOrLookedUp(value, scope) });
    this.asked.set(value, token);
    return token;
  }

  /** What is looked up is created before Terraform's JSON is written: what is asked for while it is written would be left out. */
  private prepare(): void {
    for (const value of this.asked.keys()) this.saidOrLookedUp(value);
  }

  /** @param reader where it is written */
  private saidOrLookedUp(value: Value, reader: IConstruct = this.stack): string {
    this.findProvider();
    const { accountId, region } = this.known;
    const partition = partitionOf(region);
    const said = { accountId, region, partition: partition?.partition, dnsSuffix: partition?.dnsSuffix }[value];
    if (said !== undefined) return said;
    // A policy that is deployed before this stack can't hold what is looked up in it: the account that is looked up there is meant.
    return isLater(reader, this.stack) ? StackEnvironment.of(TerraformStack.of(reader)).saidOrLookedUp(value) : this.lookUp(value);
  }

  /** One reference for each value: another stack finds in its JSON the very one that it has prepared. */
  private lookUp(value: Value): string {
    const found = this.found.get(value) ?? this.source(value);
    this.found.set(value, found);
    return found;
  }

  private source(value: Value): string {
    const scope = this.stack.node.tryFindChild(ENVIRONMENT_ID) ?? new Construct(this.stack, ENVIRONMENT_ID);
    const source = <T extends Construct>(id: string, create: (id: string) => T): T =>
      (scope.node.tryFindChild(id) as T | undefined) ?? create(id);
    switch (value) {
      case "accountId":
        return source("CallerIdentity", (id) => new DataAwsCallerIdentity(scope, id)).accountId;
      case "region":
        return source("Region", (id) => new DataAwsRegion(scope, id)).name;
      case "partition":
        return source("Partition", (id) => new DataAwsPartition(scope, id)).partition;
      case "dnsSuffix":
        return source("Partition", (id) => new DataAwsPartition(scope, id)).dnsSuffix;
    }
  }
}

type Value = "accountId" | "region" | "partition" | "dnsSuffix";

const ENVIRONMENTS = new WeakMap<TerraformStack, StackEnvironment>();
