import { Instance } from "./instances";
import { PlanJson } from "./plan-json";

/** What stands for a sensitive value, in Terraform's words. */
export const SENSITIVE = "(sensitive value)";

/** A shorter text may be a part of anything. */
const SHORTEST_PART = 6;

/** Sensitive texts, to be found in others. */
export class SensitiveTexts {
  /** By what they begin with: each place of a text is looked up once, however many there are. */
  private readonly byStart = new Map<string, Set<string>>();
  /** Many resources have the same texts. */
  private readonly asked = new Map<string, boolean>();

  public get isEmpty(): boolean {
    return this.byStart.size === 0;
  }

  /**
   * Adds every text of a value that is sensitive, also as JSON writes it.
   *
   * @param marks `true` where the value is sensitive, in its shape
   */
  public add(value: unknown, marks: unknown): void {
    if (marks === undefined || marks === false || value === null || value === undefined) return;
    if (typeof value === "string" && marks === true) {
      this.addText(value);
      this.addText(JSON.stringify(value).slice(1, -1));
    }
    if (typeof value !== "object") return;
    for (const [name, each] of Object.entries(value)) this.add(each, marksOf(marks, name));
  }

  /** Whether a sensitive text is in another. */
  public areIn(text: string): boolean {
    if (this.isEmpty || text.length < SHORTEST_PART) return false;
    const known = this.asked.get(text);
    if (known !== undefined) return known;
    const found = this.find(text);
    this.asked.set(text, found);
    return found;
  }

  private find(text: string): boolean {
    for (let place = 0; place <= text.length - SHORTEST_PART; place += 1) {
      const texts = this.byStart.get(text.slice(place, place + SHORTEST_PART));
      if (texts === undefined) continue;
      for (const each of texts) if (text.startsWith(each, place)) return true;
    }
    return false;
  }

  private addText(text: string): void {
    if (text.length < SHORTEST_PART) return;
    const start = text.slice(0, SHORTEST_PART);
    const others = this.byStart.get(start);
    if (others) others.add(text);
    else this.byStart.set(start, new Set([text]));
  }
}

/** What marks say of a part of a value. */
export function marksOf(marks: unknown, name: string | number): unknown {
  return typeof marks === "object" && marks !== null ? (marks as Record<string, unknown>)[name] : marks;
}

/** A plan has sensitive values in clear, also in what a provider computes of them: nothing with one in it is handed out. */
export function withoutSensitive<T>(json: T, plan: PlanJson, instances: readonly Instance[]): T {
  const secrets = new SensitiveTexts();
  for (const { values, sensitive } of instances) secrets.add(values, sensitive);
  for (const [name, { sensitive }] of Object.entries(plan.configuration.root_module.variables ?? {})) {
    if (sensitive === true) secrets.add(plan.variables?.[name]?.value, true);
  }
  const cleaned = (value: unknown): unknown => {
    if (typeof value === "string") return secrets.areIn(value) ? SENSITIVE : value;
    if (Array.isArray(value)) return value.map(cleaned);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, cleaned(each)]));
  };
  return secrets.isEmpty ? json : (cleaned(json) as T);
}
