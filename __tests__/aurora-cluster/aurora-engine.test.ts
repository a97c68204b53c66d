import * as fc from "fast-check";
import { auroraAlarms } from "../../modules/aurora-cluster/aurora-alarms";
import { defaultMaxConnections, instanceMemoryGib, parameterGroupFamily } from "../../modules/aurora-cluster/aurora-engine";

const GIB = 1024 ** 3;

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

  test("are at most 2000 where a serverless PostgreSQL instance may shrink to half a unit", () => {
    expect(defaultMaxConnections("aurora-postgresql", 128, 0.5)).toBe(2000);
    expect(defaultMaxConnections("aurora-postgresql", 128, 1)).toBe(5000);
    expect(defaultMaxConnections("aurora-mysql", 128, 0.5)).toBe(4000);
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

describe("the parameter group family", () => {
  test.each([
    ["aurora-postgresql", "16", "aurora-postgresql16"],
    ["aurora-postgresql", "16.8", "aurora-postgresql16"],
    ["aurora-mysql", "8.0", "aurora-mysql8.0"],
    ["aurora-mysql", "8.0.mysql_aurora.3.10.3", "aurora-mysql8.0"],
    ["aurora-mysql", "8.4", "aurora-mysql8.4"],
  ] as const)("of %s %s is %s", (engine, version, family) => expect(parameterGroupFamily(engine, version)).toBe(family));
});

describe("thresholds", () => {
  const sizing = { clusterIdentifier: "orders", engine: "aurora-postgresql" } as const;

  test("follow the size of the writer", () => {
    const alarms = auroraAlarms({ ...sizing, instanceClass: "db.r7g.large" });
    expect(alarms.freeableMemory.threshold).toBe(Math.round(0.8 * GIB));
    expect(alarms.connections.threshold).toBe(1297);
  });

  test("follow the capacity that a serverless writer may grow to", () => {
    const alarms = auroraAlarms({ ...sizing, instanceClass: "db.serverless", serverless: { minCapacityAcu: 0.5, maxCapacityAcu: 64 } });
    expect(alarms.freeableMemory.threshold).toBe(Math.round(6.4 * GIB));
    expect(alarms.connections.threshold).toBe(1600);
  });

  test("are those of 16 GiB for a class of unknown size", () => {
    const known = auroraAlarms({ ...sizing, instanceClass: "db.r7g.large" });
    expect(auroraAlarms({ ...sizing, instanceClass: "db.z9.huge" })).toEqual(known);
  });

  test("say of each metric what no data means", () => {
    const missing = Object.entries(auroraAlarms({ ...sizing, instanceClass: "db.r7g.large" })).map(([name, alarm]) => [
      name,
      alarm.missingData,
    ]);
    expect(Object.fromEntries(missing)).toEqual({
      cpu: "missing",
      freeableMemory: "missing",
      connections: "notBreaching",
      replicaLag: "notBreaching",
      deadlocks: "notBreaching",
      volume: "notBreaching",
    });
  });
});
