import { ValidationError, Violation } from "../core/validation-error";

/**
 * Ends with the error of bad input.
 *
 * Above an uncaught error Node.js prints the line that throws, which is of no help to the user, unless that line holds these words.
 */
export function raise(constructPath: string, violations: readonly Violation[]): never {
  throw marked(new ValidationError(constructPath, violations), "node-do-not-add-exception-line");
}

/** The error itself: the mark is for whoever reads the line. */
function marked(error: ValidationError, _mark: string): ValidationError {
  return error;
}
