import { Token } from "cdktf";
import { NOT_SHOWN } from "./secrets";

/** What a prop holds, where the compiler doesn't look: in plain JavaScript, behind a cast, in a spread of settings. */
export interface PropType<T> {
  /** What must hold: "must be a list". */
  readonly rule: string;
  /** What to write instead. */
  readonly fix: string;
  /** What to do where nothing was given. @default - `fix` */
  readonly fixAbsent?: string;
  readonly optional: boolean;
  /** Whether a value that isn't accepted is still of the right type, as one outside a closed set is. */
  readonly closedSet: boolean;
  /** Whether a token may stand for it, whatever its own type. Never for a list, which is gone through, nor for a construct, which is called. */
  readonly mayBeToken: boolean;
  /** Whether its values are secrets: what stands beside it or in place of all may be one too. @default false */
  readonly isSecret?: boolean;
  /** Tells the compiler that a table fits its props. */
  readonly holds?: (value: T) => T;
  accepts(value: unknown): boolean;
  /** What to do about a value whose mistake is known. @default - `fix` */
  fixOf?(value: unknown): string | undefined;
  /** What a message shows of a value that isn't accepted. @default - all of it */
  shown?(value: unknown): unknown;
}

/** The type of each prop: one that is left out doesn't compile. */
export type PropTypes<P> = { readonly [K in keyof P]-?: PropType<P[K]> };

/** A type of its own. */
export function propType<T>(what: string, fix: string, accepts: (value: unknown) => boolean): PropType<T> {
  return { rule: `must be ${what}`, fix, optional: false, closedSet: false, mayBeToken: true, accepts };
}

/** A type of a value that is written out: how it is written helps nobody who has left it out. */
function written<T>(what: string, fix: string, accepts: (value: unknown) => boolean): PropType<T> {
  return { ...propType<T>(what, fix, accepts), fixAbsent: "It is required." };
}

export const STRING = written<string>("a string", "Put it in quotes.", (value) => typeof value === "string");
export const NUMBER = written<number>("a number", "Write it without quotes.", (value) => typeof value === "number");
export const BOOLEAN = written<boolean>("true or false", "Write true or false, without quotes.", (value) => typeof value === "boolean");

const isRecord = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

/** A list of anything. */
export function list<T extends readonly unknown[]>(): PropType<T> {
  return { ...written<T>("a list", "Put it in brackets: […].", Array.isArray), mayBeToken: false };
}

/** A list of strings. */
export const STRINGS: PropType<readonly string[]> = {
  ...written<readonly string[]>(
    "a list of strings",
    'Write it as ["…", "…"].',
    (value) => Array.isArray(value) && value.every((entry) => typeof entry === "string"),
  ),
  mayBeToken: false,
};

/** Values by name, or the props of a part. */
export function record<T extends object>(): PropType<T> {
  return written("an object", "Write it as { … }.", isRecord);
}

/** Strings by name. */
export const STRING_RECORD: PropType<Readonly<Record<string, string>>> = {
  ...written<Readonly<Record<string, string>>>(
    "an object of strings",
    'Write it as { name: "value" }.',
    (value) => isRecord(value) && Object.values(value as object).every((entry) => typeof entry === "string"),
  ),
  // The entries that are right may be nobody else's business. JSON leaves out what is undefined, and with it the name.
  shown: (value) =>
    isRecord(value)
      ? Object.fromEntries(
          Object.entries(value as object)
            .filter(([, entry]) => typeof entry !== "string")
            .map(([name, entry]) => [name, entry ?? null]),
        )
      : value,
  // As a variable of the environment may be.
  fixOf: (value) => {
    const unset = isRecord(value) ? Object.entries(value as object).filter(([, entry]) => (entry ?? undefined) === undefined) : [];
    return unset.length > 0 ? `Set what ${unset.map(([name]) => name).join(" and ")} must be, or leave it out.` : undefined;
  },
};

/** One of a closed set. */
export function oneOf<T>(allowed: readonly T[]): PropType<T> {
  const accepts = (value: unknown): boolean => allowed.includes(value as T);
  return { ...propType<T>(`one of ${allowed.map(String).join(", ")}`, "Use one of these.", accepts), closedSet: true };
}

/**
 * Something with the members of an interface, whatever its class. A member that is undefined, as a variable of the environment may be, is none.
 *
 * @param imported what makes one of something that exists already, for who gives its name or ARN: `Bucket.fromAttributes`
 */
export function like<T extends object>(what: string, members: readonly (keyof T & string)[], imported?: string): PropType<T> {
  const accepts = (value: unknown): boolean =>
    isRecord(value) && members.every((member) => ((value as Record<string, unknown>)[member] ?? undefined) !== undefined);
  const fixOf = (value: unknown): string | undefined =>
    imported !== undefined && typeof value === "string" ? `Give ${what}; for one that exists, ${imported}(…).` : undefined;
  return { ...propType<T>(what, `Give ${what}.`, accepts), mayBeToken: false, fixOf };
}

/** The same of members that are all texts, which is often written out. */
export function likeTexts<T extends object>(what: string, members: readonly (keyof T & string)[]): PropType<T> {
  const type = like<T>(what, members);
  const isText = (value: unknown): boolean => typeof value === "string" || Token.isUnresolved(value);
  return { ...type, accepts: (value) => type.accepts(value) && members.every((member) => isText((value as T)[member])) };
}

/** Either of two types. */
export function either<A, B>(a: PropType<A>, b: PropType<B>): PropType<A | B> {
  const accepts = (value: unknown): boolean => a.accepts(value) || b.accepts(value);
  return { ...propType<A | B>(`${a.rule}, or ${b.rule}`.replaceAll("must be ", ""), a.fix, accepts), fixAbsent: a.fixAbsent };
}

/** The same, whose value no message shows. */
export function secret<T>(type: PropType<T>): PropType<T> {
  return { ...type, isSecret: true, shown: () => NOT_SHOWN };
}

/** The same, or nothing. */
export function optional<T>(type: PropType<T>): PropType<T | undefined> {
  return { ...type, holds: undefined, optional: true };
}
