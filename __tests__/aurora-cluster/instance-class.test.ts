import { AuroraEngine } from "../../modules/aurora-cluster";
import { checkInstanceClass, defaultMaxConnections, instanceMemoryGib } from "../../modules/aurora-cluster/instance-class";
import { Validator } from "../../src/internal/validator";
import fc from "../support/fast-check";
import { messageOf } from "../support/synth";

function accepts(instanceClass: string, engine: AuroraEngine): boolean {
  const validator = new Validator("test");
  checkInstanceClass(validator, "instanceClass", instanceClass, engine);
  try {
    validator.throwIfInvalid();
    return true;
  } catch {
    return false;
  }
}

// Aurora User Guide, "Supported DB engines for DB instance classes" and "Hardware specifications for DB instance classes for Aurora".
describe("instance classes", () => {
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

// The same pages: the sizes of each family, of either engine and of PostgreSQL alone.
describe("the sizes of a family", () => {
  const refusal = (instanceClass: string, engine: AuroraEngine): string => {
    const validator = new Validator("cluster");
    checkInstanceClass(validator, "instanceClass", instanceClass, engine);
    return messageOf(() => validator.throwIfInvalid());
  };
  const to16 = "large, xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge, 16xlarge";
  const OF_BOTH: readonly [string, string][] = [
    ["t4g", "medium, large"],
    ["r5", `${to16}, 24xlarge`],
    ["r6g", to16],
    ["r6i", `${to16}, 24xlarge, 32xlarge`],
    ["r7g", to16],
    ["r7i", `${to16}, 24xlarge, 48xlarge`],
    ["r8g", `${to16}, 24xlarge, 48xlarge`],
    ["x2g", to16],
  ];
  const OF_POSTGRESQL: readonly [string, string][] = [
    ["t3", "medium, large"],
    ["r6gd", "xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge, 16xlarge"],
    ["r6id", "24xlarge, 32xlarge"],
    ["r8gd", "xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge, 16xlarge, 24xlarge, 48xlarge"],
  ];
  const rows = [
    ...OF_BOTH.flatMap(([family, sizes]) =>
      (["aurora-postgresql", "aurora-mysql"] as const).map((engine) => [engine, family, sizes] as const),
    ),
    ...OF_POSTGRESQL.map(([family, sizes]) => ["aurora-postgresql", family, sizes] as const),
  ];

  test.each(rows)("of %s: %s has %s", (engine, family, sizes) => {
    expect(refusal(`db.${family}.nano`, engine)).toBe(
      `cluster: invalid input\n  - instanceClass: must be an instance class of ${engine}; received "db.${family}.nano". The sizes of ${family} are ${sizes}.`,
    );
    expect(sizes.split(", ").filter((size) => !accepts(`db.${family}.${size}`, engine))).toEqual([]);
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
    ["db.m7g.xlarge", undefined],
    ["db.t4g.2xlarge", undefined],
    ["db.r7g.xlarge", 32],
    ["db.x2g.xlarge", 64],
    ["db.r7g.metal", undefined],
    ["db.r7g.2large", undefined],
    ["db.t4g.small", undefined],
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
    // LEAST({DBInstanceClassMemory/9531392}, 5000), of the memory that the operating system leaves, about nine tenths.
    ["aurora-postgresql", 32, 3244],
    ["aurora-postgresql", 49, 4968],
    ["aurora-postgresql", 64, 5000],
    ["aurora-mysql", 4, 90],
    ["aurora-mysql", 8, 135],
    ["aurora-mysql", 16, 1000],
    ["aurora-mysql", 15, 175],
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

  test("of PostgreSQL are one for each 9531392 bytes", () => {
    const gibPerConnection = 9_531_392 / (0.9 * 1024 ** 3);
    expect([3999.9999, 4000.0001].map((count) => defaultMaxConnections("aurora-postgresql", count * gibPerConnection))).toEqual([
      3999, 4000,
    ]);
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
