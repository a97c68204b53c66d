import { Instance, Instances, Scope } from "./instances";

/** What a value may refer to: an attribute of something planned, or what a plan doesn't tell, such as a local value. */
export type Referent = { readonly instance: Instance; readonly attribute?: string } | { readonly untold: string };

/** Where an expression stands. */
interface Place {
  readonly scope: Scope;
  /** The key of the instance, or of the module's call, that it belongs to. */
  readonly index?: string | number;
  /** What the resource is made for each of. */
  readonly forEach?: readonly string[];
}

const ADDRESS = /^((?:data\.)?[\w-]+\.[\w-]+)(?:\[("[^"]*"|\d+)\])?(?:\.([\s\S]+))?$/;
/** What a plan always knows, or says through something else. */
const KNOWN = /^(count|each\.key|path|terraform|self)\b/;
const POSITION = /^(count\.index|each\.)/;
/** What is written as one text: a reference in it is a part of it. */
const DOCUMENT = /(policy|document|definition|content|body|template|pattern|user_data|user_data_base64)$/;

/** Follows the references of a plan's configuration: through modules' outputs and variables to what is planned. */
export class References {
  public constructor(private readonly instances: Instances) {}

  /** Everything that an argument refers to. */
  public referents(references: readonly string[], instance: Instance): readonly Referent[] {
    const { scope, index, configuration } = instance;
    return this.followed(references, { scope, index, forEach: configuration.for_each_expression?.references });
  }

  /** The same for an output of the root module. */
  public ofOutput(references: readonly string[], scope: Scope): readonly Referent[] {
    return this.followed(references, { scope });
  }

  /** The one of several that a single value refers to; undefined where it is composed, or can't be told. */
  public one(
    referents: readonly Referent[],
    references: readonly string[],
    instance: Instance | undefined,
    argument: string,
  ): Referent | undefined {
    const found = this.oneOf(referents, references, instance);
    return found && "instance" in found && isPart(argument, instance, found) ? undefined : found;
  }

  private oneOf(referents: readonly Referent[], references: readonly string[], instance: Instance | undefined): Referent | undefined {
    if (referents.length <= 1 || instance === undefined) return referents.length === 1 ? referents[0] : undefined;
    const [first] = referents;
    const areAlike = referents.every(
      (referent) =>
        "instance" in referent &&
        "instance" in first! &&
        referent.instance.type === first.instance.type &&
        referent.attribute === first.attribute,
    );
    if (!areAlike || !references.some((reference) => POSITION.test(reference))) return undefined;
    const withKey = referents.filter((referent) => "instance" in referent && referent.instance.index === instance.index);
    if (withKey.length === 1) return withKey[0];
    const siblings = this.instances.siblings(instance);
    return siblings.length === referents.length ? referents[siblings.indexOf(instance)] : undefined;
  }

  private followed(references: readonly string[], place: Place): readonly Referent[] {
    const found = new Map<string, Referent>();
    for (const reference of longest(references)) {
      for (const referent of this.follow(reference, place)) found.set(textOf(referent), referent);
    }
    return [...found.values()];
  }

  private follow(reference: string, place: Place): readonly Referent[] {
    const { scope } = place;
    if (KNOWN.test(reference)) return [];
    const [, address, key, attribute] = ADDRESS.exec(reference) ?? [];
    if (address === undefined) return [{ untold: `${scope.prefix}${reference}` }];
    const [kind, name] = address.split(".") as [string, string];
    switch (kind) {
      case "local":
        return [{ untold: `${scope.prefix}${reference}` }];
      case "var":
        return this.throughVariable(name, scope);
      case "each":
        return this.followed(place.forEach ?? [], { scope }).flatMap((referent): Referent[] => {
          if (!("instance" in referent)) return [{ untold: `${scope.prefix}${reference}` }];
          return referent.instance.index === place.index ? [{ instance: referent.instance, attribute }] : [];
        });
      case "module": {
        // One of several modules has its key here: `module.site[each.key].name` is listed as the whole, `module.site`.
        const [output] = attribute?.split(/[.[]/) ?? [];
        return this.instances
          .called(scope, name)
          .filter(({ caller }) => key === undefined || JSON.stringify(caller!.index) === key)
          .flatMap((inner) => this.followed(inner.configuration.outputs?.[output!]?.expression?.references ?? [], { scope: inner }));
      }
      default:
        return this.instances
          .of(scope, address)
          .filter(({ index }) => key === undefined || JSON.stringify(index) === key)
          .map((instance) => ({ instance, attribute }));
    }
  }

  private throughVariable(name: string, { caller }: Scope): readonly Referent[] {
    const expression = caller?.call.expressions?.[name];
    return caller === undefined || expression === undefined
      ? []
      : this.followed(expression.references ?? [], {
          scope: caller.scope,
          index: caller.index,
          forEach: caller.call.for_each_expression?.references,
        });
  }
}

/** Terraform lists `aws_vpc.main` beside `aws_vpc.main.id`. */
function longest(references: readonly string[]): string[] {
  return references.filter(
    (reference) => !references.some((other) => other.startsWith(reference) && /[.[]/.test(other.charAt(reference.length))),
  );
}

/** As Terraform would write it. */
export function textOf(referent: Referent, argument = ""): string {
  if ("untold" in referent) return knownAfterApply([referent.untold]);
  const { instance, attribute } = referent;
  return `\${${instance.type}.${instance.id}.${attribute ?? (/arns?$/.test(argument) ? "arn" : "id")}}`;
}

/** What only Terraform knows, and what it is made of: an expression, so that nothing takes it for a value. */
export function knownAfterApply(parts: readonly string[]): string {
  return `\${known_after_apply(${parts.join(", ")})}`;
}

/** Whether what is referred to can't be the whole value. */
function isPart(argument: string, instance: Instance | undefined, { attribute = "id" }: { readonly attribute?: string }): boolean {
  // A subnet has a part of its VPC's range.
  if (instance?.type === "aws_subnet" && /cidr_block$/.test(argument)) return /cidr_block/.test(attribute);
  return DOCUMENT.test(argument) && /(^|_)(id|arn|name|bucket|url)$/.test(attribute);
}
