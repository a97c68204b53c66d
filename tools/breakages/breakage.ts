import { EMULATOR_ACCOUNT_ID } from "../support/terraform/aws-settings";
import { Arguments, StackEditor } from "./stack-editor";

type Target = readonly [type: string, prefix?: string];

/** One break of the example, which AWS refuses. */
export interface Breakage {
  readonly id: string;
  /** What is wrong with the stack. */
  readonly sentence: string;
  /** The resource that AWS refuses: its type, and the beginning of its logical id. */
  readonly target: Target;
  /** The code and the words by which it is refused. */
  readonly error: RegExp;
  break(stack: StackEditor): void;
}

/** Arguments of the resource that is refused are wrong. */
export function wrong(id: string, sentence: string, target: Target, error: RegExp, change: (resource: Arguments) => void): Breakage {
  return { id, sentence, target, error, break: (stack) => change(stack.resource(...target)) };
}

/** Something elsewhere in the stack is wrong, for which the resource is refused. */
export function because(id: string, sentence: string, target: Target, error: RegExp, change: (stack: StackEditor) => void): Breakage {
  return { id, sentence, target, error, break: change };
}

export const UNKNOWN_ID = "00000000-0000-0000-0000-000000000000";
export const UNKNOWN_KEY = `arn:aws:kms:eu-central-1:${EMULATOR_ACCOUNT_ID}:key/${UNKNOWN_ID}`;
/** The beginning of a statement for a role that doesn't exist. */
export const NOBODY = { Sid: "Nobody", Effect: "Allow", Principal: { AWS: `arn:aws:iam::${EMULATOR_ACCOUNT_ID}:role/nobody` } };
