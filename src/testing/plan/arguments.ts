import { Arguments, expressionOf } from "../stack-resources";
import { Instance, Instances } from "./instances";
import { ArgumentExpression, BlockExpressions, Expression, isExpression } from "./plan-json";
import { Referent, References, knownAfterApply, textOf } from "./references";
import { SENSITIVE } from "./sensitive";

/** What a plan says of one value: each part has the shape of the value. */
interface Planned {
  readonly value: unknown;
  /** `true` where it is known after apply only. */
  readonly unknown: unknown;
  /** `true` where it is sensitive. */
  readonly sensitive: unknown;
}

/** The arguments of planned resources as a configuration would have them: values that are known, references for what is known after apply. */
export class PlannedArguments {
  private readonly identities: ReadonlyMap<string, Instance>;

  public constructor(
    instances: Instances,
    private readonly references: References,
  ) {
    this.identities = identitiesOf(instances.all);
  }

  /** What the resource's configuration sets: what the provider fills in isn't among it. */
  public of(instance: Instance): Arguments {
    const planned: Planned = { value: instance.values, unknown: instance.unknown, sensitive: instance.sensitive };
    return this.block(instance.configuration.expressions ?? {}, planned, instance);
  }

  /** An output's value. */
  public ofOutput(expression: Expression, value: unknown, isSensitive: boolean, instances: Instances): unknown {
    const root = instances.root;
    const referents = this.references.ofOutput(expression.references ?? [], root);
    const planned: Planned = { value, unknown: value === undefined, sensitive: isSensitive };
    return this.leaf("", expression, planned, referents, undefined);
  }

  private block(expressions: BlockExpressions, planned: Planned, instance: Instance): Arguments {
    const args: Arguments = {};
    for (const [name, expression] of Object.entries(expressions)) {
      const value = this.argument(name, expression, part(planned, name), instance);
      if (value !== undefined) args[name] = value;
    }
    // Dynamic blocks are in no configuration that a plan has.
    for (const [name, value] of Object.entries((planned.value ?? {}) as Arguments)) {
      if (name in expressions || !isListOfBlocks(value)) continue;
      args[name] = this.known(name, part(planned, name), [], instance);
    }
    return args;
  }

  private argument(name: string, expression: ArgumentExpression, planned: Planned, instance: Instance): unknown {
    if (isExpression(expression)) {
      return this.leaf(name, expression, planned, this.references.referents(expression.references ?? [], instance), instance);
    }
    if (!Array.isArray(expression)) return this.block(expression as BlockExpressions, planned, instance);
    return this.blocks(name, expression as readonly BlockExpressions[], planned, instance);
  }

  /** Blocks in the order of the configuration; the provider may have another. */
  private blocks(name: string, configured: readonly BlockExpressions[], planned: Planned, instance: Instance): unknown[] {
    const values: unknown[] = Array.isArray(planned.value) ? planned.value : [planned.value ?? {}];
    const left = new Set(values.keys());
    const blocks = configured.map((expressions) => {
      const index = [...left].reduce<number | undefined>(
        (best, each) => (best === undefined || likeness(expressions, values[each]) > likeness(expressions, values[best]) ? each : best),
        undefined,
      );
      if (index === undefined) return this.block(expressions, { value: {}, unknown: true, sensitive: {} }, instance);
      left.delete(index);
      return this.block(expressions, part(planned, index), instance);
    });
    const others = [...left].map((index) => this.known(name, part(planned, index), [], instance));
    return [...blocks, ...(Array.isArray(planned.value) ? others : [])];
  }

  private leaf(
    name: string,
    expression: Expression,
    planned: Planned,
    referents: readonly Referent[],
    instance: Instance | undefined,
  ): unknown {
    const { references = [], constant_value: text } = expression;
    if (planned.sensitive === true) {
      const referent = this.references.one(referents, references, instance, name);
      return referent && "instance" in referent ? textOf(referent, name) : SENSITIVE;
    }
    if (!hasTrue(planned.unknown)) return this.known(name, planned, referents, instance);
    // Terraform's JSON syntax has values as they were written.
    if (text !== undefined) return this.written(text, name, instance);
    return this.filled(name, planned, referents, references, instance);
  }

  /** A text with references: those to a module's outputs are followed. */
  private written(text: unknown, name: string, instance: Instance | undefined): unknown {
    if (Array.isArray(text)) return text.map((each: unknown) => this.written(each, name, instance));
    if (typeof text === "object" && text !== null) {
      return Object.fromEntries(Object.entries(text).map(([key, each]) => [key, this.written(each, name, instance)]));
    }
    const expression = typeof text === "string" ? expressionOf(text) : undefined;
    if (instance === undefined || expression === undefined || !/^(module\.|[\w.-]+\[)/.test(expression)) return text;
    const referent = this.references.one(this.references.referents([expression], instance), [expression], instance, name);
    return referent && "instance" in referent ? textOf(referent, name) : text;
  }

  /** References in place of what is known after apply. */
  private filled(
    name: string,
    planned: Planned,
    referents: readonly Referent[],
    references: readonly string[],
    instance: Instance | undefined,
  ): unknown {
    const { value, unknown, sensitive } = planned;
    const composed = (): string => {
      const parts = referents.map((referent) => ("untold" in referent ? referent.untold : textOf(referent, name).slice(2, -1)));
      return knownAfterApply(parts.length > 0 ? parts : [`${instance?.address ?? "output"}.${name}`]);
    };
    if (unknown === true) {
      // Also where it is unknown, a list is one in what says which of its values are sensitive.
      if (Array.isArray(sensitive)) return referents.length > 0 ? referents.map((referent) => textOf(referent, name)) : [composed()];
      const referent = this.references.one(referents, references, instance, name);
      return referent ? textOf(referent, name) : composed();
    }
    if (Array.isArray(unknown)) {
      const places = [...unknown.keys()].filter((index) => unknown[index] === true);
      const inOrder = places.length === referents.length;
      return unknown.map((each: unknown, index) => {
        if (each === true && inOrder) return textOf(referents[places.indexOf(index)]!, name);
        const own = part(planned, index);
        return hasTrue(each) ? this.filled(name, own, referents, references, instance) : this.known(name, own, referents, instance);
      });
    }
    const names = new Set([...Object.keys((value ?? {}) as object), ...Object.keys(unknown as object)]);
    const entries = [...names].flatMap((key): [string, unknown][] => {
      const own = part(planned, key);
      const given = hasTrue(own.unknown)
        ? this.filled(key, own, referents, references, instance)
        : this.known(key, own, referents, instance);
      return given === undefined ? [] : [[key, given]];
    });
    return Object.fromEntries(entries);
  }

  /** A value that is known. One that is another resource's stays the reference that it is in the configuration, so that it can be followed; so does an id that AWS has assigned. */
  private known(name: string, planned: Planned, referents: readonly Referent[], instance: Instance | undefined): unknown {
    const { value, sensitive } = planned;
    if (sensitive === true) return SENSITIVE;
    if (hasTrue(planned.unknown)) return this.filled(name, planned, referents, [], instance);
    if (value === null || value === undefined) return undefined;
    if (typeof value === "string") return this.reference(value, referents, instance) ?? value;
    if (Array.isArray(value)) return value.map((_, index) => this.known(name, part(planned, index), referents, instance));
    if (typeof value !== "object") return value;
    const entries = Object.keys(value).map((key): [string, unknown] => [key, this.known(key, part(planned, key), referents, instance)]);
    return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
  }

  private reference(value: string, referents: readonly Referent[], instance: Instance | undefined): string | undefined {
    for (const referent of referents) {
      if (!("instance" in referent)) continue;
      if (valueAt(referent.instance.values, referent.attribute ?? "id") === value) return textOf(referent);
    }
    const owner = this.identities.get(value);
    if (owner === undefined || owner === instance) return undefined;
    return textOf({ instance: owner, attribute: owner.values.id === value ? "id" : "arn" });
  }
}

/** The ids and ARNs that AWS has assigned: an id that is a name of the configuration says enough by itself. */
function identitiesOf(instances: readonly Instance[]): ReadonlyMap<string, Instance> {
  const identities = new Map<string, Instance>();
  for (const instance of instances) {
    const { values, configuration } = instance;
    const configured = new Set(Object.keys(configuration.expressions ?? {}).map((name) => values[name] as unknown));
    for (const identity of [values.id, values.arn] as unknown[]) {
      const isAssigned = typeof identity === "string" && /^[a-z]+-[0-9a-f]{8,}$|^arn:/.test(identity) && !configured.has(identity);
      if (isAssigned && !identities.has(identity)) identities.set(identity, instance);
    }
  }
  return identities;
}

function part({ value, unknown, sensitive }: Planned, name: string | number): Planned {
  return { value: at(value, name), unknown: unknown === true || at(unknown, name), sensitive: sensitive === true || at(sensitive, name) };
}

function at(value: unknown, name: string | number): unknown {
  return typeof value === "object" && value !== null ? (value as Arguments)[name] : undefined;
}

function valueAt(values: Arguments, attribute: string): unknown {
  return attribute.split(/[.[\]"]+/).reduce<unknown>((value, name) => (name === "" ? value : at(value, name)), values);
}

/** In `after_unknown` a nested `true` marks what is known after apply only. */
function hasTrue(unknown: unknown): boolean {
  return typeof unknown === "object" && unknown !== null ? Object.values(unknown).some(hasTrue) : unknown === true;
}

function isListOfBlocks(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "object" && each !== null);
}

/** How many of the values that a configured block writes out are those of a planned one, less those that aren't. */
function likeness(expressions: BlockExpressions, value: unknown): number {
  return Object.entries(expressions).reduce((sum, [name, expression]) => {
    if (!isExpression(expression) || expression.references !== undefined || typeof expression.constant_value === "object") return sum;
    return sum + (String(expression.constant_value) === String(at(value, name)) ? 1 : -1);
  }, 0);
}
