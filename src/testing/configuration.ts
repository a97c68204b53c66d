import { IpRange, parseIpRange, rangePart } from "../internal/ip-ranges";
import { Arguments, expressionOf, parseReference, stackResources } from "./stack-resources";
import { SynthesizedStack } from "./synthesized-stack";

/** A resource or a data source of one of the stacks. */
export interface Resource {
  /** What tells it from every other one of the stacks. */
  readonly key: string;
  /** Its construct's path below the stack, without the `Resource` that main children are called. */
  readonly name: string;
  /** Terraform's address. */
  readonly address: string;
  readonly type: string;
  readonly args: Arguments;
  readonly stack: SynthesizedStack;
}

/** What another stack hands out. */
const REMOTE_OUTPUT = /^data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)$/;
const CIDRSUBNET = /^cidrsubnet\((.+),\s*(\d+),\s*(\d+)\)$/;

/** AWS assigns a VPC's IPv6 range at its creation: until then each VPC has one of these, a /56 within 2001:db8::/32 (RFC 3849). */
const GENERATED_IPV6_RANGES: IpRange = parseIpRange("2001:db8::/32")!;
const GENERATED_IPV6_BITS = 24;

/** The resources of stacks, with the references between them. */
export class Configuration {
  private readonly resources = new Map<string, Resource>();
  private readonly byType = new Map<string, Resource[]>();

  public constructor(public readonly stacks: readonly SynthesizedStack[]) {
    stacks.forEach((stack, index) => {
      for (const { type, id, path: name, address, args } of stackResources(stack.json)) {
        const resource: Resource = { key: `${index}:${type}.${id}`, name, address, type, args, stack };
        this.resources.set(resource.key, resource);
        const ofType = this.byType.get(type);
        if (ofType) ofType.push(resource);
        else this.byType.set(type, [resource]);
      }
    });
  }

  /** All resources of a type, in the order of the stacks. */
  public all(type: string): readonly Resource[] {
    return this.byType.get(type) ?? [];
  }

  /** What an argument refers to: the resource's key, or the text itself where it is written out, such as `subnet-0123`. */
  public key(resource: Pick<Resource, "stack">, value: unknown): string | undefined {
    if (typeof value !== "string" || value === "") return undefined;
    const { stack, expression } = this.followed(resource.stack, value);
    const reference = parseReference(expression);
    return reference === undefined ? value : `${this.stacks.indexOf(stack)}:${reference.type}.${reference.id}`;
  }

  /** The same for an argument that is a list, or one value in place of it. */
  public keys(resource: Resource, values: unknown): string[] {
    return [values].flat().flatMap((value) => this.key(resource, value) ?? []);
  }

  /** The resource of that key; undefined for what isn't in the stacks. */
  public find(key: string | undefined): Resource | undefined {
    return key === undefined ? undefined : this.resources.get(key);
  }

  /** The resource that an argument names, by a reference or by its own name written out; undefined for what isn't in the stacks. */
  public named(resource: Resource, type: string, value: unknown): Resource | undefined {
    const key = this.key(resource, value);
    return this.find(key) ?? this.all(type).find(({ args }) => key !== undefined && args.name === key);
  }

  /** What people call the thing of that key: a path, or the text itself. */
  public nameOf(key: string): string {
    return this.find(key)?.name ?? key.replace(/^\d+:/, "");
  }

  /** The range that a value gives; undefined where only Terraform knows it. */
  public range(resource: Resource, value: unknown): IpRange | undefined {
    return typeof value === "string" ? this.rangeIn(resource.stack, value) : undefined;
  }

  /** The range that a resource has in an attribute; undefined where only Terraform knows it. */
  public rangeOf(resource: Resource, attribute: string): IpRange | undefined {
    const given: unknown = resource.args[attribute];
    if (given === undefined && attribute === "ipv6_cidr_block") return this.generatedIpv6Range(resource);
    return this.range(resource, given);
  }

  private rangeIn(from: SynthesizedStack, value: string): IpRange | undefined {
    const { stack, expression, text } = this.followed(from, value);
    if (expression === undefined) return parseIpRange(text);
    const [, inner, newBits, number] = CIDRSUBNET.exec(expression) ?? [];
    if (inner !== undefined) {
      const whole = this.rangeIn(stack, `\${${inner}}`);
      return whole && rangePart(whole, Number(newBits), Number(number));
    }
    const reference = parseReference(expression);
    const owner = reference && this.find(`${this.stacks.indexOf(stack)}:${reference.type}.${reference.id}`);
    return owner && this.rangeOf(owner, reference.attribute);
  }

  /** The range that stands for the one that AWS will assign to a VPC; undefined for a VPC without. */
  private generatedIpv6Range(vpc: Resource): IpRange | undefined {
    const index = this.all("aws_vpc").findIndex(({ key }) => key === vpc.key);
    return vpc.args.assign_generated_ipv6_cidr_block === true ? rangePart(GENERATED_IPV6_RANGES, GENERATED_IPV6_BITS, index) : undefined;
  }

  /** A value with the references to other stacks followed: either an expression of a stack, or a text. */
  public followed(
    stack: SynthesizedStack,
    value: string,
  ): { readonly stack: SynthesizedStack; readonly text: string; readonly expression?: string } {
    const expression = expressionOf(value);
    const [, remoteState, output] = REMOTE_OUTPUT.exec(expression ?? "") ?? [];
    if (output === undefined) return { stack, text: value, expression };
    const owners = this.stacks.filter((other) => other !== stack && other.json.output?.[output] !== undefined);
    // Stacks of several environments have outputs of the same names: the state says which is meant, unless it is a plan, which has no backend.
    const owner = owners.find((other) => isStateOf(other, stack.json.data?.terraform_remote_state?.[remoteState!])) ?? owners[0];
    const given = owner?.output(output);
    return owner && typeof given === "string" ? this.followed(owner, given) : { stack, text: value, expression };
  }
}

/** Whether a remote state is read from where a stack's backend keeps it. */
function isStateOf(stack: SynthesizedStack, remoteState: Arguments | undefined): boolean {
  const own: Arguments | undefined = stack.json.terraform?.backend?.[remoteState?.backend];
  return own !== undefined && ["path", "bucket", "key"].every((name) => own[name] === remoteState?.config?.[name]);
}
