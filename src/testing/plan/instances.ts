import { Arguments } from "../stack-resources";
import { ModuleCall, ModuleConfiguration, ModuleValues, PlanJson, ResourceConfiguration, ResourceValues } from "./plan-json";

/** A module as often as it is called, with what it is called by. */
export interface Scope {
  /** The address of what is in it begins so: `module.network.`, or nothing in the root module. */
  readonly prefix: string;
  readonly configuration: ModuleConfiguration;
  /** Its resources by their addresses within it. */
  readonly resources: ReadonlyMap<string, ResourceConfiguration>;
  readonly caller?: { readonly scope: Scope; readonly call: ModuleCall; readonly index?: string | number };
}

/** One planned resource, or a data source that is read. */
export interface Instance {
  readonly address: string;
  /** Of a data source with `data.` in front. */
  readonly type: string;
  readonly name: string;
  /** Its key, of several by `count` or `for_each`. */
  readonly index?: string | number;
  /** The logical id that it has in the view. */
  readonly id: string;
  readonly scope: Scope;
  readonly configuration: ResourceConfiguration;
  readonly values: Arguments;
  /** `true` where a value is known after apply only. */
  readonly unknown: Arguments;
  /** `true` where a value is sensitive. */
  readonly sensitive: Arguments;
  /** How it is shown: by its construct's path, or as Terraform has it. */
  readonly metadata?: Arguments;
}

/** The logical ids that CDKTF gives to what isn't at the top of a stack end in eight digits. */
const CONSTRUCT_ID = /_[0-9A-F]{8}$/;

/** Everything that a plan has, by its resource's place in the configuration. */
export class Instances {
  public readonly all: readonly Instance[];
  public readonly root: Scope;
  private readonly byResource = new Map<string, Instance[]>();
  private readonly modules = new Map<string, (string | number)[]>();

  public constructor(plan: PlanJson) {
    const unknown = new Map((plan.resource_changes ?? []).map(({ address, change }) => [address, change.after_unknown ?? {}]));
    this.root = scopeOf("", plan.configuration.root_module);
    const planned = this.placesIn(plan.planned_values.root_module, this.root);
    const addresses = new Set(planned.map(({ resource }) => resource.address));
    // A data source that could be read while planning is in the state alone.
    const read = this.placesIn(plan.prior_state?.values?.root_module ?? {}, this.root).filter(
      ({ resource: { mode, address } }) => mode === "data" && !addresses.has(address),
    );
    const ofConstructs = [...this.root.resources.values()].some(({ name }) => CONSTRUCT_ID.test(name));
    const taken = new Set<string>();
    this.all = [...planned, ...read].flatMap((place): Instance[] => {
      const instance = instanceAt(place, ofConstructs, taken);
      return instance ? [{ ...instance, unknown: unknown.get(instance.address) ?? {} }] : [];
    });
    for (const instance of this.all) {
      const key = `${instance.scope.prefix}${instance.type}.${instance.name}`;
      const siblings = this.byResource.get(key);
      if (siblings) siblings.push(instance);
      else this.byResource.set(key, [instance]);
    }
    for (const siblings of this.byResource.values()) siblings.sort((a, b) => compareKeys(a.index, b.index));
    for (const keys of this.modules.values()) keys.sort(compareKeys);
  }

  /** The instances of a resource of a module, in the order of their keys. */
  public of(scope: Scope, resource: string): readonly Instance[] {
    return this.byResource.get(`${scope.prefix}${resource}`) ?? [];
  }

  /** The instances of the same resource. */
  public siblings({ scope, type, name }: Instance): readonly Instance[] {
    return this.of(scope, `${type}.${name}`);
  }

  /** A module that a module calls, as often as it does. */
  public called(scope: Scope, name: string): readonly Scope[] {
    const keys = this.modules.get(`${scope.prefix}module.${name}`) ?? [undefined];
    return keys.flatMap((index) => calledScope(scope, name, index) ?? []);
  }

  private placesIn(module: ModuleValues, scope: Scope): Place[] {
    const resources = module.resources ?? [];
    const counts = new Map<string, number>();
    for (const { type, name } of resources) counts.set(`${type}.${name}`, (counts.get(`${type}.${name}`) ?? 0) + 1);
    const own = resources.map((resource) => ({ resource, scope, count: counts.get(`${resource.type}.${resource.name}`)! }));
    const below = (module.child_modules ?? []).flatMap((child) => {
      const [, name, key] = /^module\.([\w-]+)(?:\[(.*)\])?$/s.exec((child.address ?? "").slice(scope.prefix.length)) ?? [];
      if (name === undefined) return [];
      const index = key === undefined ? undefined : (JSON.parse(key) as string | number);
      const keys = this.modules.get(`${scope.prefix}module.${name}`) ?? [];
      if (index !== undefined && !keys.includes(index)) this.modules.set(`${scope.prefix}module.${name}`, [...keys, index]);
      const called = calledScope(scope, name, index);
      return called ? this.placesIn(child, called) : [];
    });
    return [...own, ...below];
  }
}

/** A planned resource in its module, and how many of it there are. */
interface Place {
  readonly resource: ResourceValues;
  readonly scope: Scope;
  readonly count: number;
}

function scopeOf(prefix: string, configuration: ModuleConfiguration, caller?: Scope["caller"]): Scope {
  const resources = new Map((configuration.resources ?? []).map((resource) => [`${typeOf(resource)}.${resource.name}`, resource]));
  return { prefix, configuration, resources, caller };
}

function calledScope(scope: Scope, name: string, index: string | number | undefined): Scope | undefined {
  const call = scope.configuration.module_calls?.[name];
  const key = index === undefined ? "" : `[${JSON.stringify(index)}]`;
  return call?.module && scopeOf(`${scope.prefix}module.${name}${key}.`, call.module, { scope, call, index });
}

function typeOf({ mode, type }: { readonly mode: string; readonly type: string }): string {
  return mode === "data" ? `data.${type}` : type;
}

/** Undefined for what isn't in the configuration. */
function instanceAt({ resource, scope, count }: Place, ofConstructs: boolean, taken: Set<string>): Omit<Instance, "unknown"> | undefined {
  const { address, name, index, values = {}, sensitive_values: sensitive = {} } = resource;
  const type = typeOf(resource);
  const configuration = scope.resources.get(`${type}.${name}`);
  if (configuration === undefined) return undefined;
  const isConstruct = scope.prefix === "" && ofConstructs;
  const isAlone = isConstruct && count === 1;
  const id = unusedId(type, `${scope.prefix}${name}${index === undefined || isAlone ? "" : `-${index}`}`, taken);
  return { address, type, name, index, id, scope, configuration, values, sensitive, metadata: metadataOf(resource, isConstruct, isAlone) };
}

/** Logical ids have letters, digits, `_` and `-`. */
function unusedId(type: string, address: string, taken: Set<string>): string {
  const wanted = address.replace(/[^\w-]+/g, "-");
  let id = wanted;
  for (let number = 2; taken.has(`${type}.${id}`); number += 1) id = `${wanted}-${number}`;
  taken.add(`${type}.${id}`);
  return id;
}

/** Nothing where the logical id says the construct's path already. */
function metadataOf({ address, name, index }: ResourceValues, isConstruct: boolean, isAlone: boolean): Arguments | undefined {
  if (!isConstruct) return { address };
  if (index === undefined) return undefined;
  const path = name.replace(CONSTRUCT_ID, "").replace(/_/g, "/");
  return { address, construct: `${path}${isAlone ? "" : `[${JSON.stringify(index)}]`}` };
}

function compareKeys(a: string | number = "", b: string | number = ""): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : 1;
}
