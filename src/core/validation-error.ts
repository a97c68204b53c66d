import { Token } from "cdktf";
import { NOT_SHOWN, holdsSecret, isConstruct } from "../internal/secrets";
import { keepUsersFrames } from "../internal/users-frames";

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

/** The error that the library raises for bad input, at construction or at synthesis: every broken rule of a construct at once, each with its fix. */
export class ValidationError extends Error {
  /** The path of the construct, or the name of the function, that the input was given to. */
  public readonly constructPath: string;
  /** Every broken rule, in the order in which they were checked. */
  public readonly violations: readonly Violation[];

  /**
   * @param constructPath the path of the construct, or the name of the function, that the input was given to
   * @param given every broken rule, at least one; what was received is left out where something in it is a private key, or has the name of a secret
   */
  constructor(constructPath: string, given: readonly Violation[]) {
    const violations = given.map(withoutSecrets);
    const lines = violations.map(({ prop, rule, received, fix }) => `  - ${prop}: ${rule}; received ${show(received)}. ${fix}`);
    super(
      `${constructPath}: ${violations.length === 1 ? "invalid input" : `${violations.length} invalid inputs`}\n${lines.join("\n").replace(TOKENS, LATER)}`,
    );
    this.name = "ValidationError";
    this.constructPath = constructPath;
    this.violations = violations;
    // Node.js prints what is enumerable: of a construct that was received, its whole tree. The message says it all.
    Object.defineProperty(this, "constructPath", { enumerable: false });
    Object.defineProperty(this, "violations", { enumerable: false });
    keepUsersFrames(this, ValidationError);
  }
}

/** In place of a token. */
const LATER = "a value that only Terraform knows";

/** A token's text, which is another each time: a name that is one, such as a path pattern, is part of what is said of its value. */
const TOKENS = /[$#]\{TfToken\[[^\]]+\]\}/g;

/** Longest value that a message quotes, in characters. */
const MAX_LENGTH = 200;

/** A secret in the wrong prop must not reach the logs, which print errors with all that they hold. */
function withoutSecrets(violation: Violation): Violation {
  const { received } = violation;
  if (holdsSecret("", received)) return { ...violation, received: NOT_SHOWN };
  return text(received).includes("PRIVATE KEY-----") ? { ...violation, received: "a private key, which isn't shown" } : violation;
}

function show(value: unknown): string {
  const whole = text(value);
  return whole.length > MAX_LENGTH ? `${whole.slice(0, MAX_LENGTH)}…` : whole;
}

function text(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "function") return "a function";
  if (Token.isUnresolved(value)) return LATER;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "symbol") return String(value);
  if (isConstruct(value)) return `the ${value.constructor.name} ${value.node.path}`;
  return JSON.stringify(value, writable());
}

/** What JSON has instead of what it can't write: tokens, whose text is another each time, constructs, symbols, big integers, and a value within itself. */
function writable(): (this: unknown, key: string, value: unknown) => unknown {
  const around: unknown[] = [];
  return function (key, value) {
    while (around.length > 0 && around.at(-1) !== this) around.pop();
    // As it was before its own `toJSON`.
    if (Token.isUnresolved((this as Readonly<Record<string, unknown>>)[key])) return LATER;
    if (isConstruct(value)) return `${value.constructor.name} ${value.node.path}`;
    if (typeof value === "symbol" || typeof value === "bigint") return String(value);
    if (typeof value !== "object" || value === null) return value;
    if (around.includes(value)) return "the same again";
    around.push(value);
    return value;
  };
}
