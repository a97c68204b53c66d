import { IpRange, parseIpRange, rangePart } from "../internal/ip-ranges";
import { Arguments, SynthesizedStack } from "./synthesized-stack";

/** A resource or a data source of one of the stacks. */
export interface Resource {
  /** What tells it from every other one of the stacks. */
  readonly key: string;
  /** Its construct's path below the stack, without the `Resource` that main children are called. */
  readonly name: string;
  readonly type: string;
  readonly args: Arguments;
  readonly stack: SynthesizedStack;
}

/** A reference to an attribute, such as `aws_vpc.Network_1C60.id` or `data.aws_region.Region.region`. */
const REFERENCE = /^((?:data\.)?\w+)\.([\w-]+)\.(\w+)/;
/** What another stack hands out. */
const REMOTE_OUTPUT = /^data\.terraform_remote_state\.[\w-]+\.outputs\.([\w-]+)$/;
const CIDRSUBNET = /^cidrsubnet\((.+),\s*(\d+),\s*(\d+)\)$/;

/** AWS assigns a VPC's IPv6 range at its creation: until then each VPC has one of these, a /56 within 2001:db8::/32 (RFC 3849). */
const GENERATED_IPV6_RANGES: IpRange = parseIpRange("2001:db8::/32")!;
const GENERATED_IPV6_BITS = 24;

/** The resources of stacks, with the references between them. */
export class Configuration {
  private readonly resources = new Map<string, Resource>();
  private readonly byType = new Map<string, Resource[]>();

  public constructor(private readonly stacks: readonly SynthesizedStack[]) {
    stacks.forEach((stack, index) => {
      for (const [prefix, all] of [
        ["", stack.json.resource],
        ["data.", stack.json.data],
      ] as const) {
        for (const [type, byId] of Object.entries<Arguments>(all ?? {})) {
          for (const [id, args] of Object.entries<Arguments>(byId)) {
            const key = `${index}:${prefix}${type}.${id}`;
            const resource: Resource = { key, name: nameOf(args, id), type: `${prefix}${type}`, args, stack };
            this.resources.set(key, resource);
            this.byType.set(resource.type, [...this.all(resource.type), resource]);
          }
        }
      }
    });
  }

  /** All resources of a type, in the order of the stacks. */
  public all(type: string): readonly Resource[] {
    return this.byType.get(type) ?? [];
  }

  /** What an argument refers to: the resource's key, or the text itself where it is written out, such as `subnet-0123`. */
  public key(resource: Resource, value: unknown): string | undefined {
    if (typeof value !== "string" || value === "") return undefined;
    const { stack, expression } = this.followed(resource.stack, value);
    const [, type, id] = REFERENCE.exec(expression ?? "") ?? [];
    return type === undefined ? value : `${this.stacks.indexOf(stack)}:${type}.${id}`;
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
    const [, type, id, attribute] = REFERENCE.exec(expression) ?? [];
    const owner = this.find(`${this.stacks.indexOf(stack)}:${type}.${id}`);
    return owner && attribute !== undefined ? this.rangeOf(owner, attribute) : undefined;
  }

  /** The range that stands for the one that AWS will assign to a VPC; undefined for a VPC without. */
  private generatedIpv6Range(vpc: Resource): IpRange | undefined {
    const index = this.all("aws_vpc").findIndex(({ key }) => key === vpc.key);
    return vpc.args.assign_generated_ipv6_cidr_block === true ? rangePart(GENERATED_IPV6_RANGES, GENERATED_IPV6_BITS, index) : undefined;
  }

  /** A value with the references to other stacks followed: either an expression of a stack, or a text. */
  private followed(
    stack: SynthesizedStack,
    value: string,
  ): { readonly stack: SynthesizedStack; readonly text: string; readonly expression?: string } {
    const [, expression] = /^\$\{([\s\S]+)\}$/.exec(value) ?? [];
    const [, output] = REMOTE_OUTPUT.exec(expression ?? "") ?? [];
    if (output === undefined) return { stack, text: value, expression };
    const owner = this.stacks.find((other) => other !== stack && other.json.output?.[output] !== undefined);
    const given = owner?.output(output);
    return owner && typeof given === "string" ? this.followed(owner, given) : { stack, text: value, expression };
  }
}

/** The path of the construct, by the metadata that `cdktf synth` writes, or else as the logical id has it. */
function nameOf(args: Arguments, id: string): string {
  const path: unknown = args["//"]?.metadata?.path;
  if (typeof path !== "string") return id.replace(/_[0-9A-F]{8}$/, "").replace(/_/g, "/");
  const [, ...below] = path.split("/").filter((part) => part !== "Resource");
  return below.join("/") || id;
}
