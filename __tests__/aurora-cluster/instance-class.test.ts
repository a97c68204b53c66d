import { defaultMaxConnections, instanceMemoryGib } from "../../modules/aurora-cluster/instance-class";
import fc from "../support/fast-check";

describe("the memory of an instance class", () => {
  test.each([
    ["db.r7g.large", 16],
    ["db.r8g.2xlarge", 64],
    ["db.r6i.24xlarge", 768],
    ["db.x2g.large", 32],
    ["db.x2g.16xlarge", 1024],
    ["db.t4g.medium", 4],
    ["db.t4g.large", 8],
    ["db.serverless", undefined],
    ["db.m7g.large", undefined],
    ["db.t4g.2xlarge", undefined],
  ])("of %s is %p GiB", (instanceClass, memoryGib) => expect(instanceMemoryGib(instanceClass)).toBe(memoryGib));

  test("doubles with each size of a family", () => {
    fc.assert(
      fc.property(fc.constantFrom("r6g", "r7g", "r8g", "x2g"), fc.integer({ min: 1, max: 32 }), (family, multiple) => {
        expect(instanceMemoryGib(`db.${family}.${2 * multiple}xlarge`)).toBe(2 * instanceMemoryGib(`db.${family}.${multiple}xlarge`)!);
      }),
    );
  });
});

describe("the connections that an instance accepts", () => {
  test.each([
    ["aurora-postgresql", 4, 405],
    ["aurora-postgresql", 16, 1622],
    ["aurora-postgresql", 64, 5000],
    ["aurora-mysql", 4, 90],
    ["aurora-mysql", 8, 135],
    ["aurora-mysql", 16, 1000],
    ["aurora-mysql", 64, 3000],
  ] as const)("of %s with %p GiB are about %p", (engine, memoryGib, connections) => {
    expect(defaultMaxConnections(engine, memoryGib)).toBe(connections);
  });

  test.each([
    ["aurora-postgresql", 0.5, 2000],
    ["aurora-postgresql", 1, 5000],
    ["aurora-mysql", 0.5, 4000],
  ] as const)("of serverless %s with a minimum of %p capacity units are at most %p", (engine, minCapacityAcu, connections) => {
    expect(defaultMaxConnections(engine, 128, minCapacityAcu)).toBe(connections);
  });

  test("never get fewer with more memory", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("aurora-postgresql" as const, "aurora-mysql" as const),
        fc.integer({ min: 2, max: 1024 }),
        fc.integer({ min: 0, max: 1024 }),
        (engine, memoryGib, more) => {
          expect(defaultMaxConnections(engine, memoryGib + more)).toBeGreaterThanOrEqual(defaultMaxConnections(engine, memoryGib));
        },
      ),
    );
  });
});
