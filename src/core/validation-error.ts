import { Token } from "cdktf";
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
   * @param given every broken rule, at least one; a private key in what was received is left out
   */
  constructor(constructPath: string, given: readonly Violation[]) {
    const violations = given.map(withoutPrivateKey);
    const lines = violations.map(({ prop, rule, received, fix }) => `  - ${prop}: ${rule}; received ${show(received)}. ${fix}`);
    super(`${constructPath}: ${violations.length === 1 ? "invalid input" : `${violations.length} invalid inputs`}\n${lines.join("\n")}`);
    this.name = "ValidationError";
    this.constructPath = constructPath;
    this.violations = violations;
    // Node.js prints what is enumerable: of a construct that was received, its whole tree. The message says it all.
    Object.defineProperty(this, "constructPath", { enumerable: false });
    Object.defineProperty(this, "violations", { enumerable: false });
    keepUsersFrames(this, ValidationError);
  }
}

/** Longest value that a message quotes, in characters. */
const MAX_LENGTH = 200;

/** A private key in the wrong prop must not reach the logs, which print errors with all that they hold. */
function withoutPrivateKey(violation: Violation): Violation {
  return text(violation.received).includes("PRIVATE KEY-----") ? { ...violation, received: "a private key, which isn't shown" } : violation;
}

function show(value: unknown): string {
  const whole = text(value);
  return whole.length > MAX_LENGTH ? `${whole.slice(0, MAX_LENGTH)}…` : whole;
}

function text(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "function") return "a function";
  if (Token.isUnresolved(value)) return "a value that only Terraform knows";
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "symbol") return String(value);
  if (isConstruct(value)) return `the ${value.constructor.name} ${value.node.path}`;
  return JSON.stringify(value, (_, inner) => (isConstruct(inner) ? `${inner.constructor.name} ${inner.node.path}` : plain(inner)));
}

/** JSON has no symbols and no big integers. */
function plain(value: unknown): unknown {
  return typeof value === "symbol" || typeof value === "bigint" ? String(value) : value;
}

function isConstruct(value: unknown): value is { readonly node: { readonly path: string } } {
  if (typeof value !== "object" || value === null) return false;
  const { node } = value as { readonly node?: { readonly path?: unknown } };
  return typeof node === "object" && node !== null && typeof node.path === "string";
}
