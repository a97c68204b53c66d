import { AuroraEngine } from "../../modules/aurora-cluster";
import { checkInstanceClass, defaultMaxConnections, instanceMemoryGib } from "../../modules/aurora-cluster/instance-class";
import { Validator } from "../../src/internal/validator";
import fc from "../support/fast-check";

// Aurora User Guide, "Supported DB engines for DB instance classes" and "Hardware specifications for DB instance classes for Aurora".
describe("instance classes", () => {
  const accepts = (instanceClass: string, engine: AuroraEngine): boolean => {
    const validator = new Validator("test");
    checkInstanceClass(validator, "instanceClass", instanceClass, engine);
    try {
      validator.throwIfInvalid();
      return true;
    } catch {
      return false;
    }
  };
  const both = [
    ...["db.serverless", "db.t4g.medium", "db.t4g.large", "db.r5.24xlarge", "db.r6g.16xlarge", "db.r6i.32xlarge", "db.r7g.12xlarge"],
    ...["db.r7i.48xlarge", "db.r8g.24xlarge", "db.r8g.48xlarge", "db.x2g.large", "db.x2g.16xlarge"],
  ];
  const ofPostgresql = ["db.t3.medium", "db.t3.large", "db.r6gd.xlarge", "db.r6id.24xlarge", "db.r6id.32xlarge", "db.r8gd.48xlarge"];

  test.each(both)("of both engines: %s", (instanceClass) => {
    expect([accepts(instanceClass, "aurora-postgresql"), accepts(instanceClass, "aurora-mysql")]).toEqual([true, true]);
  });

  test.each(ofPostgresql)("of PostgreSQL alone: %s", (instanceClass) => {
    expect([accepts(instanceClass, "aurora-postgresql"), accepts(instanceClass, "aurora-mysql")]).toEqual([true, false]);
  });

  test.each(["db.r9g.large", "db.r9gd.96xlarge", "db.r8i.large", "db.x4g.16xlarge", "db.t5g.medium"])("of later families: %s", (later) => {
    expect([accepts(later, "aurora-postgresql"), accepts(later, "aurora-mysql")]).toEqual([true, true]);
  });

  test.each([
    ...["db.m7g.large", "db.r5b.large", "db.r6in.xlarge", "db.x2iedn.4xlarge", "db.z1d.large", "db.c6gd.large"],
    ...[
      "db.t4g.small",
      "db.t4g.xlarge",
      "db.r7g.metal",
      "db.r9g.metal",
      "db.r7g.24xlarge",
      "db.r7i.32xlarge",
      "db.r6gd.large",
      "db.r8gd.large",
    ],
    ...["db.r6id.16xlarge", "db.r4.large", "db.t2.medium", "db.constructor.large"],
  ])("of neither: %s", (instanceClass) => {
    expect([accepts(instanceClass, "aurora-postgresql"), accepts(instanceClass, "aurora-mysql")]).toEqual([false, false]);
  });
});

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
