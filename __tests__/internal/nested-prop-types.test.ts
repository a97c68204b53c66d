import { declaredProps, exportedNames } from "../support/declared-props";

const declared = declaredProps(["src/core", "src/internal", "modules"], exportedNames("src/index.ts"));

/** What is no input of a user's, or is meant to have more than is asked for. */
const OTHERS = [
  // A closed set, names of headers and cookies apart.
  "RateLimit.per",
  "planCapacity.call(network)",
  "ValidationError.constructor(given)",
  "BucketReplication.constructor(props)",
];

test("each part of what is given has a table of its props, so that a name that is written wrongly in it is refused", () => {
  const unchecked = declared.parts.filter(({ prop, type }) => !declared.checked.has(type) && !OTHERS.includes(prop));
  expect(unchecked).toEqual([]);
});

test("each table of props is asked", () => expect(declared.unused).toEqual([]));

test("the parts are found: in parameters, in lists, in objects by name, and in either of two types", () => {
  expect(declared.parts).toEqual(
    expect.arrayContaining([
      { prop: "Bucket.constructor(props)", type: "BucketProps" },
      { prop: "Connections.allowFrom(port)", type: "Port" },
      { prop: "BucketProps.lifecycleRules", type: "LifecycleRule" },
      { prop: "AuroraInstanceProps.readers", type: "AuroraReader" },
      { prop: "ReplicableBucketProps.replica", type: "BucketReplica" },
      { prop: "ReplicableBucketProps.replica", type: "CrossAccountReplica" },
    ]),
  );
});
