import { KnownDrift } from "./support/plan/drift";

/** Any other difference in a second plan is a failure. */
export const KNOWN_DRIFT: readonly KnownDrift[] = [];
