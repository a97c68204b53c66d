import { JSON_SCHEMA_VERSION, json } from "../../../src/review/render/json";
import { everything, review } from "./html/review-fixture";

/** An object with its names in another order, all the way down. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, turned(each)]),
  );
}

test("everything that is in the review is in the JSON, with the version of its shape", () => {
  expect(JSON.parse(json(everything()))).toEqual({ schemaVersion: JSON_SCHEMA_VERSION, ...everything() });
});

test("names stand in the same order, however the review was made", () => {
  expect(json(turned(everything()) as ReturnType<typeof everything>)).toBe(json(everything()));
});

test("the version and the stack come first", () => {
  expect(json(review()).split("\n").slice(0, 3)).toEqual(["{", '  "schemaVersion": "1.0",', '  "stack": "orders-prod",']);
});
