import { SENSITIVE, SensitiveTexts, marksOf } from "../../testing/plan/sensitive";
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

/**
 * The sensitive texts of a plan. A plan has them in clear, also where a provider has computed something of them: `hide` gives the values of a change without any.
 */
export class Secrets {
  private readonly texts = new SensitiveTexts();

  public constructor(plan: PlanJson) {
    for (const { change } of [...(plan.resource_changes ?? []), ...(plan.resource_drift ?? [])]) this.addChange(change);
    for (const change of Object.values(plan.output_changes ?? {})) this.addChange(change);
    for (const [name, { sensitive }] of Object.entries(plan.configuration.root_module.variables ?? {})) {
      if (sensitive === true) this.texts.add(plan.variables?.[name]?.value, true);
    }
    for (const module of [plan.planned_values.root_module, plan.prior_state?.values?.root_module]) this.addModule(module);
    for (const { value, sensitive } of Object.values(plan.planned_values.outputs ?? {})) this.texts.add(value, sensitive);
  }

  /** A copy in which each sensitive value is hidden, and each text that has one in it. */
  public hide(value: unknown, sensitive: unknown): unknown {
    if (value === null || value === undefined) return value;
    if (sensitive === true) return new Hidden(value);
    if (typeof value === "string") return this.isIn(value) ? new Hidden(value) : value;
    if (Array.isArray(value)) return value.map((each, index) => this.hide(each, marksOf(sensitive, index)));
    if (typeof value !== "object") return value;
    const entries = Object.entries(value).map(([name, each]) => [this.text(name), this.hide(each, marksOf(sensitive, name))] as const);
    return Object.fromEntries(entries);
  }

  /** A copy of what is to be shown, without any text that has a sensitive one in it. */
  public withoutAny<T>(shown: T): T {
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
    return this.texts.areIn(text) || (isBase64(text) && this.texts.areIn(Buffer.from(text, "base64").toString("utf8")));
  }

  private addModule(module: { readonly resources?: readonly object[]; readonly child_modules?: readonly object[] } | undefined): void {
    for (const { values, sensitive_values: sensitive } of (module?.resources ?? []) as Values[]) this.texts.add(values, sensitive);
    for (const child of module?.child_modules ?? []) this.addModule(child);
  }

  private addChange({ before, after, before_sensitive: beforeSensitive, after_sensitive: afterSensitive }: ChangeJson): void {
    this.texts.add(before, beforeSensitive);
    this.texts.add(after, afterSensitive);
  }
}

function isBase64(text: string): boolean {
  return text.length >= 8 && text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}
