import { SENSITIVE } from "../../testing/plan/sensitive";
import { ChangeJson, PlanJson, Values } from "./plan-json";

/** Stands in the place of a sensitive value. What reads it can ask whether another is the same, and gets Terraform's words where it writes it. */
export class Hidden {
  readonly #value: unknown;

  public constructor(value: unknown) {
    this.#value = value;
  }

  public same(other: unknown): boolean {
    return JSON.stringify(this.#value) === JSON.stringify(other instanceof Hidden ? other.#value : other);
  }

  public toString(): string {
    return SENSITIVE;
  }

  public toJSON(): string {
    return SENSITIVE;
  }
}

/** A shorter text may be a part of anything. */
const SHORTEST_PART = 6;

/**
 * The sensitive texts of a plan. A plan has them in clear, also where a provider has computed something of them: `hide` gives the values of a change without any.
 */
export class Secrets {
  /** By what they begin with, so that each place of a text is looked up once, however many there are. */
  private readonly byStart = new Map<string, Set<string>>();
  private readonly seen = new Map<string, boolean>();

  public constructor(plan: PlanJson) {
    for (const { change } of [...(plan.resource_changes ?? []), ...(plan.resource_drift ?? [])]) this.addChange(change);
    for (const change of Object.values(plan.output_changes ?? {})) this.addChange(change);
    for (const [name, { sensitive }] of Object.entries(plan.configuration.root_module.variables ?? {})) {
      if (sensitive === true) this.add(plan.variables?.[name]?.value, true);
    }
    for (const module of [plan.planned_values.root_module, plan.prior_state?.values?.root_module]) this.addModule(module);
    for (const { value, sensitive } of Object.values(plan.planned_values.outputs ?? {})) this.add(value, sensitive);
  }

  /** A copy in which each sensitive value is hidden, and each text that has one in it. */
  public hide(value: unknown, sensitive: unknown): unknown {
    if (value === null || value === undefined) return value;
    if (sensitive === true) return new Hidden(value);
    if (typeof value === "string") return this.isIn(value) ? new Hidden(value) : value;
    if (Array.isArray(value)) return value.map((each, index) => this.hide(each, part(sensitive, index)));
    if (typeof value !== "object") return value;
    const entries = Object.entries(value).map(([name, each]) => [this.text(name), this.hide(each, part(sensitive, name))] as const);
    return Object.fromEntries(entries);
  }

  /** A copy of what is to be shown, without any text that has a sensitive one in it. */
  public withoutAny<T>(shown: T): T {
    if (this.byStart.size === 0) return shown;
    const cleaned = (value: unknown): unknown => {
      if (typeof value === "string") return this.text(value);
      if (Array.isArray(value)) return value.map(cleaned);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, cleaned(each)]));
    };
    return cleaned(shown) as T;
  }

  /** A text as it may be shown. */
  public text(text: string): string {
    return this.isIn(text) ? SENSITIVE : text;
  }

  /** Whether a text has a sensitive one in it, also as the base64 that user data is handed over as. */
  private isIn(text: string): boolean {
    if (this.byStart.size === 0 || text.length < SHORTEST_PART) return false;
    const known = this.seen.get(text);
    if (known !== undefined) return known;
    const found = this.isPartOf(text) || (isBase64(text) && this.isPartOf(Buffer.from(text, "base64").toString("utf8")));
    this.seen.set(text, found);
    return found;
  }

  private isPartOf(text: string): boolean {
    for (let place = 0; place <= text.length - SHORTEST_PART; place += 1) {
      const secrets = this.byStart.get(text.slice(place, place + SHORTEST_PART));
      if (secrets === undefined) continue;
      for (const secret of secrets) if (text.startsWith(secret, place)) return true;
    }
    return false;
  }

  private addModule(module: { readonly resources?: readonly object[]; readonly child_modules?: readonly object[] } | undefined): void {
    for (const { values, sensitive_values: sensitive } of (module?.resources ?? []) as Values[]) this.add(values, sensitive);
    for (const child of module?.child_modules ?? []) this.addModule(child);
  }

  private addChange({ before, after, before_sensitive: beforeSensitive, after_sensitive: afterSensitive }: ChangeJson): void {
    this.add(before, beforeSensitive);
    this.add(after, afterSensitive);
  }

  private add(value: unknown, sensitive: unknown): void {
    if (sensitive === undefined || sensitive === false || value === null || value === undefined) return;
    if (typeof value === "string" && sensitive === true) {
      this.addText(value);
      // A policy, or a document, has it as JSON does.
      this.addText(JSON.stringify(value).slice(1, -1));
    }
    if (typeof value !== "object") return;
    for (const [name, each] of Object.entries(value)) this.add(each, part(sensitive, name));
  }

  private addText(text: string): void {
    if (text.length < SHORTEST_PART) return;
    const start = text.slice(0, SHORTEST_PART);
    const others = this.byStart.get(start);
    if (others) others.add(text);
    else this.byStart.set(start, new Set([text]));
  }
}

function part(marks: unknown, name: string | number): unknown {
  return typeof marks === "object" && marks !== null ? (marks as Values)[name] : marks;
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}
