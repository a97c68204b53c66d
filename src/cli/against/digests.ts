import { createHash } from "node:crypto";

/** A resource, as far as what is made up of it is told from what is made up of others. */
export interface Place {
  readonly address: string;
  /** Whether AWS decides anew: what it decides isn't what it was. @default false */
  readonly isRenewed?: boolean;
}

/** What tells apart the values of two resources, and of one before and after it is made anew. */
export function placeOf({ address, isRenewed = false }: Place): string {
  return isRenewed ? `${address} renewed` : address;
}

/** The same 64 hexadecimal digits for the same text. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A digest in the form of a UUID. */
export function uuidOf(text: string): string {
  return digest(text)
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
