import { Review } from "../review";

/** The version of the JSON's shape: the first number is raised where a reader would have to change. */
export const JSON_SCHEMA_VERSION = "1.0";

/** Every name that a review has, in the order in which it is written. */
const NAMES = [
  ...["schemaVersion", "stack", "totals", "create", "read", "update", "replace", "delete", "forget", "import", "move"],
  ...["findings", "problems", "policies", "capacity", "changes", "drift", "outputs", "warnings"],
  ...["rule", "severity", "gate", "path", "address", "type", "action", "attribute", "sentence", "reasons", "fix", "exception"],
  ...["reason", "expires", "order", "deposed", "movedFrom", "importedFrom", "attributes", "before", "after", "kind", "text"],
  ...["forcesReplacement", "removed", "added"],
];

/** A review as JSON: everything that is in it, with a version of its shape. Names stand in the same order, however the review was made, so that two texts can be compared. */
export function json(review: Review): string {
  return `${JSON.stringify({ schemaVersion: JSON_SCHEMA_VERSION, ...review }, NAMES, 2)}\n`;
}
