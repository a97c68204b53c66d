import {
  Annotations,
  DefaultTokenResolver,
  IPostProcessor,
  IResolvable,
  IResolveContext,
  ITerraformDependable,
  Lazy,
  StringConcat,
  TerraformResource,
  TerraformStack,
  Tokenization,
} from "cdktf";
import { Construct, IConstruct } from "constructs";
import { Validator, isKnown } from "./validator";

/** A value of Terraform's in another stack. */
interface ForeignReference {
  readonly stack: TerraformStack;
  /** As Terraform writes it there: `aws_iam_role.Api_Role_8C0E.arn`. */
  readonly identifier: string;
}

/** The stack that something is in; undefined for what isn't a construct, as a class of the user's own may not be. */
function stackOf(thing: unknown): TerraformStack | undefined {
  return Construct.isConstruct(thing) ? TerraformStack.of(thing) : undefined;
}

/** Whether two things are in different stacks. What isn't a construct is in any. */
export function isElsewhere(scope: IConstruct, thing: unknown): boolean {
  const stack = stackOf(thing);
  return stack !== undefined && stack !== TerraformStack.of(scope);
}

/**
 * Whether a stack is deployed after another one: it depends on it, or neither depends on the other and it was made later, so that its constructs
 * can have been given the other's.
 */
function isAfter(stack: TerraformStack, other: TerraformStack): boolean {
  if (stack.dependsOn(other)) return true;
  if (other.dependsOn(stack)) return false;
  const stacks = stack.node.root.node.findAll().filter((node) => TerraformStack.isStack(node));
  return stacks.indexOf(stack) > stacks.indexOf(other);
}

/** Whether something is in a stack that is deployed after that of `scope`. */
export function isLater(scope: IConstruct, thing: unknown): boolean {
  const stack = stackOf(thing);
  return stack !== undefined && isElsewhere(scope, thing) && isAfter(stack, TerraformStack.of(scope));
}

/**
 * Of two constructs, the one whose stack is deployed after the other's, and from now on depends on it: what the two need of each other is made in
 * its stack. Undefined where both are in one.
 */
export function consumerOf<T extends IConstruct>(one: T, other: T): T | undefined {
  if (!isElsewhere(one, other)) return undefined;
  const [consumer, owner] = isLater(other, one) ? [one, other] : [other, one];
  settleOrder(TerraformStack.of(consumer), TerraformStack.of(owner));
  return consumer;
}

/**
 * Has a stack deployed after another one, and says so once where nothing but the order of lines has decided it: another order would move what the
 * two need of each other to the other stack, and AWS refuses a rule that exists already.
 */
function settleOrder(consumer: TerraformStack, owner: TerraformStack): void {
  if (!consumer.dependsOn(owner)) {
    const [after, before] = [consumer.node.path, owner.node.path];
    Annotations.of(consumer).addWarning(
      `${after} is deployed after ${before} only because it is made later in the app, and has the rules and policies between the two. Write ` +
        `addDependency on ${after}, with ${before}, before the first call between them: then the order of lines doesn't decide it.`,
    );
  }
  consumer.addDependency(owner);
}

/**
 * Has the stack of `scope` deployed after the stacks of the things that it was given.
 *
 * @throws ValidationError for something in a stack that depends on that of `scope`
 */
export function deployAfter(scope: IConstruct, ...things: readonly unknown[]): void {
  const stack = TerraformStack.of(scope);
  const validator = new Validator(scope);
  for (const thing of things) {
    const other = stackOf(thing);
    if (other === undefined || other === stack) continue;
    validator
      .check(
        (thing as IConstruct).node.path,
        other.node.path,
        !other.dependsOn(stack),
        `must not be in a stack that depends on ${stack.node.path}`,
        `Make it in ${stack.node.path}, or in a stack that ${stack.node.path} depends on; or import it here, by its fromArn or fromAttributes.`,
      )
      .throwIfInvalid();
    stack.addDependency(other);
  }
}

/** Whether something is in a stack that depends on that of `scope`: nothing of `scope` can refer to it. */
export function dependsOnStackOf(scope: IConstruct, thing: unknown): boolean {
  return stackOf(thing)?.dependsOn(TerraformStack.of(scope)) ?? false;
}

/**
 * What Terraform can make a resource of `scope` wait for: the things of its own stack. Those of other stacks are there before this one is deployed.
 *
 * @throws ValidationError for something in a stack that depends on that of `scope`
 */
export function dependenciesIn(scope: IConstruct, dependencies: readonly (ITerraformDependable | undefined)[]): ITerraformDependable[] {
  deployAfter(scope, ...dependencies);
  return dependencies.filter(
    (dependency): dependency is ITerraformDependable => dependency !== undefined && !isElsewhere(scope, dependency),
  );
}

/**
 * Has the stack of `owner` deployed after the stacks that a value refers to. What is looked up or settled at synthesis passes.
 *
 * @param owner what holds the value, such as a policy
 * @param prop what the value is, for the message
 * @param fix what to do instead, in the message
 * @throws ValidationError for a value of a stack that is deployed after that of `owner`: Terraform would need each before the other
 */
export function deployAfterReferences(owner: IConstruct, prop: string, value: unknown, fix: (later: string) => string): void {
  const stack = TerraformStack.of(owner);
  const validator = new Validator(owner);
  for (const { stack: other, identifier } of references(owner, value)) {
    const { path } = other.node;
    const isReachable = !isAfter(other, stack);
    if (isReachable) stack.addDependency(other);
    validator.check(prop, identifier, isReachable, `must not refer to ${path}, which is deployed after ${stack.node.path}`, fix(path));
  }
  validator.throwIfInvalid();
}

/** Whether a value refers to a stack that is deployed after that of `scope`. */
export function refersToLater(scope: IConstruct, value: unknown): boolean {
  return references(scope, value).some(({ stack }) => isAfter(stack, TerraformStack.of(scope)));
}

/** A text as it stands for Terraform, with the stacks that it refers to: two stacks may have resources of one name. */
export function writtenOut(scope: IConstruct, text: string): string {
  const resolver = new ReferenceResolver(TerraformStack.of(scope), true);
  const resolved = String(Tokenization.resolve(text, { scope, resolver }));
  return [resolved, ...resolver.foreign.map(({ stack }) => stack.node.path)].join();
}

/** Whether a text, where there is one, holds an attribute of a resource, which may be in another stack. */
export function isAttributeOf(text: string | undefined, resource: TerraformResource): boolean {
  if (text === undefined) return false;
  const { terraformResourceType, friendlyUniqueId } = resource;
  return Tokenization.reverseString(text).tokens.some((token) => {
    const { originStack, identifier } = token as { readonly originStack?: TerraformStack; readonly identifier?: string };
    return originStack === TerraformStack.of(resource) && identifier?.startsWith(`${terraformResourceType}.${friendlyUniqueId}.`);
  });
}

/** Whether two texts are known to be different: both written out, or both the ids of resources of the app. What is looked up may be either. */
export function areDifferent(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => (isKnown(text) ? { literal: text } : { resource: resourceOf(text) })) as [Identity, Identity];
  if (a.literal !== undefined && b.literal !== undefined) return a.literal !== b.literal;
  return a.resource !== undefined && b.resource !== undefined && a.resource !== b.resource;
}

interface Identity {
  readonly literal?: string;
  readonly resource?: string;
}

/** The resource that a text is an attribute of, with its stack; undefined for what Terraform looks up, and for everything else. */
function resourceOf(text: string): string | undefined {
  const [token, ...others] = Tokenization.reverseString(text).tokens;
  const { originStack, identifier } = (token ?? {}) as { readonly originStack?: TerraformStack; readonly identifier?: string };
  return others.length === 0 && originStack && identifier?.startsWith("aws_") ? `${originStack.node.path} ${identifier}` : undefined;
}

/**
 * A bucket's ARN for a condition in policies. In the policy of a stack that is deployed before the bucket's, `*` stands for what isn't known then: for every
 * bucket where that is all of the ARN.
 */
export function bucketArnPattern(bucketArn: string, partition: string): string {
  if (isKnown(bucketArn)) return bucketArn;
  return Lazy.stringValue({
    produce: ({ scope, preparing }) => {
      const resolver = new PatternResolver(TerraformStack.of(scope));
      return String(Tokenization.resolve(bucketArn, { scope, resolver, preparing })).replace(/^\*/, `arn:${partition}:s3:::*`);
    },
  });
}

/** The values of other stacks than that of `scope` that a value refers to; what is settled at synthesis isn't asked. */
function references(scope: IConstruct, value: unknown): readonly ForeignReference[] {
  const resolver = new ReferenceResolver(TerraformStack.of(scope), false);
  Tokenization.resolve(value, { scope, resolver });
  return resolver.foreign;
}

/** What a token stands for where it is a value of another stack. */
function foreignReference(token: IResolvable, stack: TerraformStack): ForeignReference | undefined {
  const { originStack, identifier } = token as { readonly originStack?: TerraformStack; readonly identifier?: string };
  return originStack && identifier && originStack !== stack ? { stack: originStack, identifier } : undefined;
}

class ReferenceResolver extends DefaultTokenResolver {
  public readonly foreign: ForeignReference[] = [];

  /** @param settles whether what is settled at synthesis is settled now */
  constructor(
    private readonly stack: TerraformStack,
    private readonly settles: boolean,
  ) {
    super(new StringConcat());
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if ("producer" in token && !this.settles) return "";
    const reference = foreignReference(token, this.stack);
    if (reference) this.foreign.push(reference);
    return super.resolveToken(token, context, postProcessor);
  }
}

class PatternResolver extends DefaultTokenResolver {
  constructor(private readonly stack: TerraformStack) {
    super(new StringConcat());
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const reference = foreignReference(token, this.stack);
    return reference && isAfter(reference.stack, this.stack) ? "*" : super.resolveToken(token, context, postProcessor);
  }
}
