import { StackJson, resourcesOf } from "../terraform/stack-json";
import { OutputValue } from "../terraform/state-values";
import { Filling, fill } from "./fill";
import { Owner } from "./placeholders";
import { PlanJson, PlannedResource, ProviderConfig, dataOf, providerConfigs, standing, valuesOf, withoutIndexes } from "./plan-json";
import { referenceResolver } from "./references";
import { ResourceShape, Shape, shapeKey } from "./schema";
import { Standing } from "./state";

/** An account of AWS's documentation, where no provider names one. */
const ACCOUNT = "123456789012";
const REGION = "us-east-1";

/** A stack as it was synthesized, with what else is needed to say what would stand after its apply. */
export interface StandingStack {
  readonly json: StackJson;
  readonly shapes: ReadonlyMap<string, ResourceShape>;
  /** What anything refers to, as `<address>.<attribute>`: what it says there has to be a value. */
  readonly references: ReadonlySet<string>;
}

/** What would stand after an apply. */
export interface StandingAfter {
  readonly values: Standing;
  readonly outputs: ReadonlyMap<string, OutputValue>;
  /** Addresses of resources of which an expression couldn't be resolved: there something made up stands for it. */
  readonly guessed: ReadonlySet<string>;
}

export interface StandingOptions {
  /** What stood before, which stays where the plan doesn't know better. @default - nothing */
  readonly previous?: Standing;
  /** Whether what the plan changes has other placeholders than before: what AWS decides anew isn't what it was. @default false */
  readonly renewed?: boolean;
}

/** What stacks refer to, as `<address>.<attribute>`, wherever that stands in an expression. */
export function referencesOf(stacks: readonly StackJson[]): ReadonlySet<string> {
  const text = JSON.stringify(stacks.map(({ "//": _comments, ...stack }) => stack));
  return new Set(
    [...text.matchAll(/\b([a-z]\w*\.[\w-]+)(?:\[[^\]]*\])?\.(\w+)/g)].map(([, address, attribute]) => `${address}.${attribute}`),
  );
}

/** The attributes of everything that would stand after the apply of a plan, and the outputs. */
export function standingAfter(
  plan: PlanJson,
  { json, shapes, references }: StandingStack,
  { previous = new Map(), renewed = false }: StandingOptions = {},
): StandingAfter {
  const bodies = new Map(resourcesOf(json).map(({ address, body }) => [address, body]));
  const planned = new Map(standing(plan).map((resource) => [resource.address, resource]));
  const owners = new Owners(plan, { stack: json, references, renewed });
  const filled = new Map<string, Record<string, unknown>>();
  const busy = new Set<string>();
  const guessed = new Set<string>();

  const attribute = (address: string, name: string): unknown => {
    const resource = planned.get(address);
    // A circle of attributes, which is none of resources to Terraform alone.
    const key = `${address} ${name}`;
    if (resource === undefined || busy.has(key)) return undefined;
    busy.add(key);
    try {
      return attributeOf(resource, name);
    } finally {
      busy.delete(key);
    }
  };
  const resolve = referenceResolver({ attribute, data: dataOf(plan), locals: valuesOf(json.locals) });

  function attributeOf(resource: PlannedResource, name: string): unknown {
    const done = filled.get(resource.address) ?? {};
    if (name in done) return done[name];
    const { change, address, provider_name: provider, type } = resource;
    const shape: Shape = shapes.get(shapeKey(provider, type))?.shape.members?.[name] ?? { kind: "dynamic" };
    const filling: Filling = {
      owner: owners.of(resource),
      previous: previous.get(address)?.[name],
      configured: bodies.get(withoutIndexes(address))?.[name],
      resolve,
      guessed: () => guessed.add(address),
    };
    const value = fill(valuesOf(change.after)[name], valuesOf(change.after_unknown)[name], shape, name, filling);
    filled.set(address, { ...filled.get(address), [name]: value });
    return value;
  }

  for (const resource of planned.values()) {
    const names = new Set([...Object.keys(valuesOf(resource.change.after)), ...Object.keys(valuesOf(resource.change.after_unknown))]);
    for (const name of names) attributeOf(resource, name);
  }
  const values = new Map([...planned.keys()].map((address) => [address, sorted(filled.get(address) ?? {})]));
  return { values, outputs: outputsAfter(plan, (name) => resolve(valuesOf(valuesOf(json.output)[name]).value)), guessed };
}

/**
 * Outputs as a state has them; what nobody can say yet is left out.
 *
 * @param resolve the value of an output that the plan doesn't know
 */
function outputsAfter(plan: PlanJson, resolve: (name: string) => unknown): ReadonlyMap<string, OutputValue> {
  const outputs = Object.entries(plan.output_changes ?? {}).map(([name, { after, after_unknown: unknown, after_sensitive: marks }]) => {
    const value = isKnown(unknown) ? after : resolve(name);
    return [name, { value, sensitive: marks === true }] as const;
  });
  return new Map(outputs.filter(([, { value }]) => value !== undefined && value !== null));
}

function isKnown(unknown: unknown): boolean {
  if (typeof unknown === "object" && unknown !== null) return Object.values(unknown).every(isKnown);
  return unknown !== true;
}

/** What a placeholder says of its resource: the region and the account are those of its provider. */
class Owners {
  private readonly configs: ReadonlyMap<string, ProviderConfig>;
  private readonly accounts: ReadonlyMap<string, string>;

  constructor(
    plan: PlanJson,
    private readonly options: { readonly stack: StackJson; readonly references: ReadonlySet<string>; readonly renewed: boolean },
  ) {
    const { stack } = options;
    this.configs = providerConfigs(plan);
    const providers = [stack.provider?.aws ?? []].flat() as { alias?: string; allowed_account_ids?: unknown[] }[];
    this.accounts = new Map(
      providers.flatMap(({ alias = "", allowed_account_ids: accounts }) =>
        typeof accounts?.[0] === "string" && /^\d{12}$/.test(accounts[0]) ? [[alias, accounts[0]] as const] : [],
      ),
    );
  }

  public of({ address, type, change }: PlannedResource): Owner {
    const config = this.configs.get(withoutIndexes(address));
    const region = config?.expressions?.region?.constant_value;
    const { references, renewed } = this.options;
    return {
      address,
      type,
      region: typeof region === "string" ? region : REGION,
      accountId: this.accounts.get(config?.alias ?? "") ?? this.accounts.get("") ?? ACCOUNT,
      known: valuesOf(change.after),
      isReferenced: (attribute) => references.has(`${withoutIndexes(address)}.${attribute}`),
      isRenewed: renewed && change.actions.join() !== "no-op",
    };
  }
}

function sorted(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(values)
      .sort()
      .map((name) => [name, values[name]]),
  );
}
