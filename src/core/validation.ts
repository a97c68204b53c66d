import { Token } from "cdktf";
import { IConstruct } from "constructs";

/** One broken rule, in the caller's terms. */
export interface Violation {
  /** The prop as the caller wrote it, with the path inside it: `tiers[2].size`. */
  readonly prop: string;
  /** What must hold: "must be 1 to 35 days". */
  readonly rule: string;
  /** The value received. */
  readonly received: unknown;
  /** What to write instead. */
  readonly fix: string;
}

/** The error that a construct raises for bad input: every broken rule at once, each with its fix. */
export class ValidationError extends Error {
  public readonly constructPath: string;
  public readonly violations: readonly Violation[];

  constructor(constructPath: string, violations: readonly Violation[]) {
    const lines = violations.map(({ prop, rule, received, fix }) => `  - ${prop}: ${rule}; received ${show(received)}. ${fix}`);
    super(`${constructPath}: ${violations.length === 1 ? "invalid input" : `${violations.length} invalid inputs`}\n${lines.join("\n")}`);
    this.name = "ValidationError";
    this.constructPath = constructPath;
    this.violations = violations;
  }
}

/**
 * Collects the broken rules of one construct, so that the caller sees all of them in one error.
 *
 * Values that Terraform only knows later (tokens) pass every rule.
 */
export class Validator {
  private readonly violations: Violation[] = [];

  constructor(private readonly scope: IConstruct) {}

  /** Records a violation unless `holds`, or the value is a token. */
  public check(prop: string, received: unknown, holds: boolean, rule: string, fix: string): this {
    if (!holds && isKnown(received)) this.violations.push({ prop, rule, received, fix });
    return this;
  }

  /** A whole number between `min` and `max`, both included; an undefined value passes. */
  public integerBetween(prop: string, received: number | undefined, min: number, max: number, unit?: string): this {
    const holds = received === undefined || (Number.isInteger(received) && received >= min && received <= max);
    return this.check(
      prop,
      received,
      holds,
      `must be a whole number from ${min} to ${max}${unit ? ` ${unit}` : ""}`,
      `Give a value from ${min} to ${max}.`,
    );
  }

  /** One of a closed set; an undefined value passes. */
  public oneOf<T>(prop: string, received: T | undefined, allowed: readonly T[]): this {
    const list = allowed.map(String).join(", ");
    return this.check(prop, received, received === undefined || allowed.includes(received), `must be one of ${list}`, "Use one of these.");
  }

  /** A string that matches `pattern`; an undefined value passes. */
  public matches(prop: string, received: string | undefined, pattern: RegExp, rule: string, fix: string): this {
    return this.check(prop, received, received === undefined || pattern.test(received), rule, fix);
  }

  /**
   * Ends the collection.
   *
   * @throws ValidationError if any rule was broken.
   */
  public throwIfInvalid(): void {
    if (this.violations.length > 0) throw new ValidationError(this.scope.node.path, this.violations);
  }
}

/** Whether a value, with everything inside it, is known now rather than by Terraform later. */
export function isKnown(value: unknown): boolean {
  if (Token.isUnresolved(value)) return false;
  // An expression written out by hand is as unknown as a token.
  if (typeof value === "string" && value.includes("${")) return false;
  if (Array.isArray(value)) return value.every(isKnown);
  return true;
}

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "function") return "a function";
  return JSON.stringify(value) ?? String(value);
}
