import { compareTexts } from "../../internal/compare-texts";
import { Action, AttributeChange, ResourceChange, Totals } from "../review";
import { actionOf, reasonOf, replaceOrderOf } from "./actions";
import { attributeChanges, createdAttributes, hasUnknown } from "./attributes";
import { ConfiguredArguments } from "./configured-arguments";
import { ConstructPaths } from "./construct-paths";
import { Secrets } from "./hidden";
import { PlanJson, ResourceChangeJson, Values } from "./plan-json";

/** A change with its values, for what reads more of them than is shown. Nothing sensitive is in them. */
export interface PlannedChange {
  readonly change: ResourceChange;
  /** Of a managed resource, or of a data source. */
  readonly mode: string;
  /** Nothing for what is created. */
  readonly before?: Values;
  /** As far as it is known; nothing for what is deleted. */
  readonly after?: Values;
  /** `true` where a value is known after apply only. */
  readonly unknown: Values;
}

/** Reads the changes of a plan. */
export class PlanReader {
  public readonly secrets: Secrets;
  private readonly configured: ConfiguredArguments;

  public constructor(
    private readonly plan: PlanJson,
    private readonly paths: ConstructPaths,
  ) {
    this.secrets = new Secrets(plan);
    this.configured = new ConfiguredArguments(plan);
  }

  /** Everything that the plan would do, by path; resources that stay as they are aren't among them. */
  public changes(): PlannedChange[] {
    return (this.plan.resource_changes ?? []).flatMap((resource) => this.changeOf(resource) ?? []).sort(byPath);
  }

  /**
   * What somebody else has changed, as the refresh found it, without what the plan has nothing to do with: neither does it change the same, nor does anything that it does come from
   * it. Terraform shows no more. A plan that says nothing of that, as one of a refresh alone, shows everything.
   */
  public drift(changes: readonly PlannedChange[]): ResourceChange[] {
    const changed = new Map(changes.map(({ change }) => [change.address, new Set(change.attributes.map(({ path }) => topOf(path)))]));
    const { relevant_attributes: relevant } = this.plan;
    const isShown = (address: string, path: string): boolean =>
      relevant === undefined ||
      changed.get(address)?.has(topOf(path)) === true ||
      relevant.some(({ resource, attribute }) => resource === address && (attribute.length === 0 || attribute[0] === topOf(path)));
    return (this.plan.resource_drift ?? [])
      .flatMap((resource) => this.changeOf(resource) ?? [])
      .flatMap(({ change }) => {
        if (change.action !== "update") return change.action === "delete" ? [change] : [];
        const attributes = change.attributes.filter(({ path }) => isShown(change.address, path));
        return attributes.length === 0 ? [] : [{ ...change, attributes }];
      })
      .sort((a, b) => compareTexts(a.path, b.path) || compareTexts(a.address, b.address));
  }

  /** The outputs that differ, down to their values. */
  public outputs(): AttributeChange[] {
    const entries = Object.entries(this.plan.output_changes ?? {}).sort(([a], [b]) => compareTexts(a, b));
    return entries.flatMap(([name, { before, after, before_sensitive: old, after_sensitive: now, after_unknown: unknown }]) =>
      attributeChanges({ before: this.secrets.hide(before, old), after: this.secrets.hide(after, now), unknown }, [], name),
    );
  }

  private changeOf(resource: ResourceChangeJson): PlannedChange | undefined {
    const action = actionOf(resource);
    if (action === undefined) return undefined;
    const { address, type, mode, previous_address: previous, change } = resource;
    const before = this.secrets.hide(change.before, change.before_sensitive) as Values | null | undefined;
    const after = this.secrets.hide(change.after, change.after_sensitive) as Values | null | undefined;
    const unknown = (change.after_unknown ?? {}) as Values;
    const order = replaceOrderOf(change.actions);
    const importing = change.importing && (change.importing.id ?? JSON.stringify(change.importing.identity ?? "(known after apply)"));
    const reason = reasonOf(resource);
    return {
      mode,
      before: before ?? undefined,
      after: after ?? undefined,
      unknown,
      change: {
        path: this.paths.of(resource),
        address,
        type,
        action,
        attributes: withoutRepeatedTags(this.attributesOf(resource, action, { before, after, unknown })),
        ...(reason !== undefined && { reason }),
        ...(order !== undefined && { order }),
        ...(resource.deposed !== undefined && { deposed: resource.deposed }),
        ...(previous !== undefined && previous !== address && { movedFrom: previous }),
        ...(importing !== undefined && { importedFrom: this.secrets.text(importing) }),
      },
    };
  }

  private attributesOf(
    resource: ResourceChangeJson,
    action: Action,
    { before, after, unknown }: { before?: Values | null; after?: Values | null; unknown: Values },
  ): AttributeChange[] {
    const isConfigured = (name: string): boolean => this.configured.has(resource, name);
    if (action === "create") return createdAttributes(after ?? {}, unknown, isConfigured);
    if (action !== "update" && action !== "replace") return [];
    const { replace_paths: replacePaths = [] } = resource.change;
    const forcing = new Set(replacePaths.map(([name]) => name));
    // A new object has a new id, a new ARN: of what only AWS knows, only what is configured says something.
    const isTold = (name: string): boolean => action === "update" || !hasUnknown(unknown[name]) || forcing.has(name) || isConfigured(name);
    const told = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([name]) => isTold(name)));
    return attributeChanges({ before: told(before ?? {}), after: told(after ?? {}), unknown: told(unknown) }, replacePaths);
  }
}

/** `tags_all` has every tag once more. */
function withoutRepeatedTags(attributes: readonly AttributeChange[]): AttributeChange[] {
  const tags = new Set(attributes.filter(({ path }) => topOf(path) === "tags").map(({ path }) => path.slice("tags".length)));
  return attributes.filter(({ path }) => topOf(path) !== "tags_all" || !(tags.has(path.slice("tags_all".length)) || tags.has("")));
}

/** The name that a path begins with. */
export function topOf(path: string): string {
  return /^[\w-]+/.exec(path)?.[0] ?? path;
}

const NONE: Totals = { create: 0, read: 0, update: 0, replace: 0, delete: 0, forget: 0, import: 0, move: 0 };

/** How many resources each action is for. */
export function totalsOf(changes: readonly PlannedChange[]): Totals {
  const totals: Record<Action, number> = { ...NONE };
  for (const { change } of changes) totals[change.action] += 1;
  return totals;
}

function byPath({ change: a }: PlannedChange, { change: b }: PlannedChange): number {
  return compareTexts(a.path, b.path) || compareTexts(a.address, b.address) || compareTexts(a.deposed ?? "", b.deposed ?? "");
}
