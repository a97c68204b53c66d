import { DefaultTokenResolver, StringConcat, Token, Tokenization } from "cdktf";
import { IConstruct } from "constructs";
import { Violation } from "../core/validation-error";
import { Format } from "./formats";
import { PropType, PropTypes } from "./prop-types";
import { raise } from "./raise";
import { NOT_SHOWN, holdsSecret, isSecretProp } from "./secrets";
import { closestTo, sameButWords } from "./spelling";

/**
 * Collects the broken rules of one construct, so that the caller sees all of them in one error.
 *
 * Values that Terraform only knows later (tokens) pass every rule.
 */
export class Validator {
  private readonly path: string;
  private readonly violations: Violation[] = [];
  /** Props that there aren't, unless another rule says more of them. */
  private readonly unknown: Violation[] = [];

  /** @param subject the construct that was given the input, or the name of a function */
  constructor(private readonly subject: IConstruct | string) {
    this.path = typeof subject === "string" ? subject : subject.node.path;
  }

  /**
   * Checks each prop's type. Plain JavaScript, a cast and a spread of settings get past the compiler: a value of another type ends the
   * collection at once, since no rule can be asked of it; one outside a closed set is a broken rule like every other.
   *
   * @param within the prop that holds these, as it stands before theirs: `readers["a"]`
   * @throws ValidationError for a value of another type
   */
  public props<P extends object>(props: P, types: PropTypes<P>, within = ""): this {
    const prefix = within === "" ? "" : `${within}.`;
    const mayBeSecret = (Object.values(types) as PropType<unknown>[]).some(({ isSecret }) => isSecret);
    this.checkObject(within === "" ? "props" : within, props, mayBeSecret);
    const mistyped = Object.entries(types as Readonly<Record<string, PropType<unknown>>>).filter(
      ([name, type]) => !this.checkType(`${prefix}${name}`, (props as Record<string, unknown>)[name], type),
    );
    if (isPlainObject(props)) this.collectUnknown(props, Object.keys(types), prefix, mayBeSecret);
    if (mistyped.length > 0) this.throwIfInvalid();
    return this;
  }

  /**
   * Checks the type of each value of an object whose names are the user's own.
   *
   * @throws ValidationError for a value of another type
   */
  public values<T>(prop: string, values: Readonly<Record<string, T>>, type: PropType<T>): this {
    this.checkObject(prop, values);
    const mistyped = Object.entries(values).filter(
      ([name, value]) => !this.checkType(`${prop}["${name}"]`, value, type as PropType<unknown>),
    );
    if (mistyped.length > 0) this.throwIfInvalid();
    return this;
  }

  /** Records a violation unless `holds`, or the value is a token. */
  public check(prop: string, received: unknown, holds: boolean, rule: string, fix: string): this {
    if (!holds && isKnown(received)) this.violations.push({ prop, rule, received, fix });
    return this;
  }

  /** A value that decides what is created: Terraform would know it too late. A list may hold entries that only Terraform knows. */
  public known(prop: string, received: unknown): this {
    if (Array.isArray(received) ? !Token.isUnresolved(received) : isKnown(received)) return this;
    return this.check(
      prop,
      "a value that only Terraform knows",
      false,
      "must be known at synthesis",
      "Write the value itself: it decides what is created.",
    );
  }

  /** A whole number between `min` and `max`, both included; an undefined value passes. */
  public integerBetween(prop: string, received: number | undefined, min: number, max: number, unit?: string): this {
    const holds = !isGiven(received) || (Number.isInteger(received) && received >= min && received <= max);
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
    return this.check(prop, received, !isGiven(received) || allowed.includes(received), `must be one of ${list}`, "Use one of these.");
  }

  /** A text that is written as AWS wants it; an undefined value passes. */
  public format(prop: string, received: string | undefined, format: Format): this {
    return this.check(
      prop,
      received,
      !isGiven(received) || !isKnown(received) || format.holds(received),
      format.rule,
      fixOf(format, received),
    );
  }

  /** A text that matches `pattern`; an undefined value passes. */
  public matches(prop: string, received: string | undefined, pattern: RegExp, rule: string, fix: string): this {
    return this.check(prop, received, !isGiven(received) || !isKnown(received) || pattern.test(received), rule, fix);
  }

  /**
   * A check of texts that may be settled later in the program, such as the stack's region: at once where they are known, else at synthesis.
   * Where only Terraform knows them, they pass.
   */
  public onceKnown(texts: readonly (string | undefined)[], check: (validator: Validator, ...texts: readonly string[]) => void): this {
    const given = texts.filter(isGiven);
    if (given.length < texts.length) return this;
    if (given.every(isKnown)) {
      check(this, ...given);
    } else if (typeof this.subject !== "string") {
      const { subject } = this;
      validateAtSynthesis(subject, (validator) => {
        const resolved = given.map((text) => resolvedText(subject, text));
        if (resolved.every(isKnown)) check(validator, ...resolved);
      });
    }
    return this;
  }

  /** A check of what the whole stack says, once all of it is made. There is no stack of a function's input. */
  public atSynthesis(check: (validator: Validator, subject: IConstruct) => void): this {
    const { subject } = this;
    if (typeof subject !== "string") validateAtSynthesis(subject, (validator) => check(validator, subject));
    return this;
  }

  /**
   * Ends the collection.
   *
   * @throws ValidationError if any rule was broken.
   */
  public throwIfInvalid(): void {
    const unknown = this.unknown.filter(({ prop }) => this.violations.every((violation) => violation.prop !== prop));
    const violations = [...this.violations, ...unknown];
    if (violations.length > 0) raise(this.path, violations);
  }

  /** @throws ValidationError for what has no parts to look at: what only Terraform knows, where it must be known, has been recorded */
  private checkObject(prop: string, value: unknown, mayBeSecret = false): void {
    if (!isKnown(value)) this.throwIfInvalid();
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return;
    const fix = isGiven(value) ? "Write it as { … }." : "It is required.";
    raise(this.path, [{ prop, rule: "must be an object", received: mayBeSecret && isGiven(value) ? NOT_SHOWN : value, fix }]);
  }

  /** Records a value that isn't accepted. Returns whether it is of the right type, as one outside a closed set is. */
  private checkType(prop: string, received: unknown, type: PropType<unknown>): boolean {
    const absent = !isGiven(received);
    if (absent ? type.optional : type.accepts(received) || isTokenOf(received, type)) return true;
    const shown = type.shown ?? ((value: unknown) => (isSecretProp(prop) ? NOT_SHOWN : value));
    const fix = (absent ? type.fixAbsent : type.fixOf?.(received)) ?? type.fix;
    this.violations.push({ prop, rule: type.rule, received: absent ? received : shown(received), fix });
    return !absent && type.closedSet;
  }

  /** A prop that is written wrongly would be ignored without a word. */
  private collectUnknown(props: object, names: readonly string[], prefix: string, mayBeSecret: boolean): void {
    for (const [name, value] of Object.entries(props)) {
      if (names.includes(name)) continue;
      const received = mayBeSecret || holdsSecret(name, value) ? NOT_SHOWN : value;
      const meant = closestTo(name, names) ?? sameButWords(name, names);
      const fix = meant === undefined ? `Leave it out.${namesOf(names)}` : `Did you mean ${meant}?`;
      this.unknown.push({ prop: `${prefix}${name}`, rule: "must be a prop that there is", received, fix });
    }
  }
}

/**
 * Checks what is known only once every construct has been made.
 *
 * @throws ValidationError at synthesis if `check` records a broken rule
 */
export function validateAtSynthesis(scope: IConstruct, check: (validator: Validator) => void): void {
  scope.node.addValidation({
    validate: () => {
      const validator = new Validator(scope);
      check(validator);
      validator.throwIfInvalid();
      return [];
    },
  });
}

/** A text as it is written for Terraform, with its tokens resolved. */
export function resolvedText(scope: IConstruct, text: string): string {
  return String(Tokenization.resolve(text, { scope, resolver: new DefaultTokenResolver(new StringConcat()) }));
}

/** Whether a token stands for one value, where one value is meant: lists have tokens of their own, and a construct has none. */
function isTokenOf(received: unknown, { mayBeToken }: PropType<unknown>): boolean {
  return mayBeToken && !Array.isArray(received) && !isKnown(received);
}

/** Whether an optional value is there: `null`, which settings read from JSON hold, is as absent as `undefined`. */
export function isGiven<T>(value: T | undefined | null): value is T {
  return value !== undefined && value !== null;
}

/** Whether a value, with everything inside it, is known now rather than by Terraform later. */
export function isKnown(value: unknown): boolean {
  if (Token.isUnresolved(value)) return false;
  // An expression written out by hand is as unknown as a token, and so is the one entry of a list that is a token.
  if (typeof value === "string" && (value.includes("${") || value.startsWith("#{TfToken["))) return false;
  if (Array.isArray(value)) return value.every(isKnown);
  return true;
}

/** What to write instead of a text; what only Terraform knows needs nothing. */
function fixOf(format: Format, received: string | undefined): string {
  return (typeof received === "string" ? format.fixOf?.(received) : undefined) ?? format.fix;
}

/** A sentence on the props that there are. */
function namesOf(names: readonly string[]): string {
  if (names.length === 0) return "";
  return names.length === 1 ? ` The only prop is ${names[0]}.` : ` The props are ${names.join(", ")}.`;
}

/** Only what is written out, or spread, can have a name too many; an object of a class has members of its own. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
