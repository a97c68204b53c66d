import { Fleet, countOf, countsOfZones, fullestZone, imbalance, launch, terminate } from "../../../src/testing/scaling/fleet";
import { filled, taken, warmPoolSize } from "../../../src/testing/scaling/warm-pool";
import fc from "../../support/fast-check";

const NEW = { release: 0, inServiceAt: 0 };
const NONE: ReadonlySet<number> = new Set();

/** The AZ with the most instances against that with the fewest. */
const spread = (fleet: Fleet, zoneCount: number): number => {
  const counts = countsOfZones(fleet, zoneCount);
  return Math.max(...counts) - Math.min(...counts);
};

describe("instances of a group", () => {
  const zoneCounts = fc.integer({ min: 1, max: 6 });
  const changes = fc.array(fc.integer({ min: -40, max: 40 }), { maxLength: 20 });

  test("are never more than one apart from AZ to AZ, however the group grows and shrinks", () => {
    fc.assert(
      fc.property(zoneCounts, changes, (zoneCount, numbers) => {
        let fleet: Fleet = [];
        numbers.forEach((number, index) => {
          const before = countOf(fleet);
          fleet =
            number > 0
              ? launch(fleet, number, { zoneCount, lost: NONE }, { release: index % 3, inServiceAt: index })
              : terminate(fleet, -number, zoneCount);
          expect(countOf(fleet)).toBe(Math.max(0, before + number));
          expect(spread(fleet, zoneCount)).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  test("stay balanced when each of a release is replaced, batch by batch", () => {
    fc.assert(
      fc.property(zoneCounts, fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 30 }), (zoneCount, size, batch) => {
        const isOld = ({ release }: Fleet[number]): boolean => release === 0;
        let fleet = launch([], size, { zoneCount, lost: NONE }, NEW);
        for (let left = size; left > 0; left -= batch) {
          const number = Math.min(batch, left);
          fleet = terminate(launch(fleet, number, { zoneCount, lost: NONE }, { release: 1, inServiceAt: 1 }), number, zoneCount, isOld);
          expect(countOf(fleet)).toBe(size);
          expect(spread(fleet, zoneCount)).toBeLessThanOrEqual(1);
        }
        expect(countOf(fleet, isOld)).toBe(0);
      }),
    );
  });

  test("are launched in the AZs that work", () => {
    expect(countsOfZones(launch([], 5, { zoneCount: 3, lost: new Set([1]) }, NEW), 3)).toEqual([3, 0, 2]);
  });

  test("are added to AZs that get one, and to no other", () => {
    expect(launch([], 1, { zoneCount: 2, lost: NONE }, NEW)).toEqual([{ zone: 0, count: 1, ...NEW }]);
  });

  const isOld = ({ release }: Fleet[number]): boolean => release === 0;
  const fleetOf = (...counts: readonly (readonly [old: number, others: number])[]): Fleet =>
    counts.flatMap(([old, others], zone) => [
      { zone, count: old, release: 0, inServiceAt: 0 },
      { zone, count: others, release: 1, inServiceAt: 0 },
    ]);

  test("are terminated in an AZ that has some that may be, though another has more", () => {
    expect(countsOfZones(terminate(fleetOf([0, 3], [1, 0]), 1, 2, isOld), 2)).toEqual([3, 0]);
  });

  test("are terminated, of AZs with as many, in that with the most left that may be, and in the first of those", () => {
    expect(countsOfZones(terminate(fleetOf([2, 1], [3, 1]), 2, 2, isOld), 2)).toEqual([2, 3]);
    expect(countsOfZones(terminate(fleetOf([1, 2], [2, 1]), 1, 2, isOld), 2)).toEqual([3, 2]);
  });

  test("are launched nowhere where no AZ works", () => {
    expect(launch([], 5, { zoneCount: 1, lost: new Set([0]) }, NEW)).toEqual([]);
  });

  test("are terminated in the AZ with the most, of the oldest release, the longest in service first", () => {
    const fleet: Fleet = [
      { zone: 0, count: 2, release: 1, inServiceAt: 0 },
      { zone: 1, count: 2, release: 1, inServiceAt: 20 },
      { zone: 1, count: 1, release: 1, inServiceAt: 10 },
      { zone: 1, count: 1, release: 0, inServiceAt: 30 },
    ];
    expect(terminate(fleet, 1, 2)).not.toContainEqual(expect.objectContaining({ release: 0 }));
    expect(terminate(fleet, 2, 2)).toEqual([fleet[0], fleet[1]]);
  });

  test("move until no AZ has two more than another that works", () => {
    const fleet: Fleet = [
      { zone: 0, count: 7, ...NEW },
      { zone: 1, count: 2, ...NEW },
    ];
    expect(fullestZone(fleet, 3)).toBe(0);
    expect(imbalance(fleet, 3, NONE)).toBe(4);
    expect(imbalance(fleet, 3, new Set([2]))).toBe(2);
    expect(imbalance(launch([], 7, { zoneCount: 3, lost: NONE }, NEW), 3, NONE)).toBe(0);
    // Of seven in three AZs one has three: the one that has the most.
    expect(
      imbalance(
        [1, 5, 1].map((count, zone) => ({ zone, count, ...NEW })),
        3,
        NONE,
      ),
    ).toBe(2);
    expect(
      imbalance(
        [1, 1, 5].map((count, zone) => ({ zone, count, ...NEW })),
        3,
        NONE,
      ),
    ).toBe(2);
  });
});

describe("a warm pool", () => {
  test("has what the group may still grow by, and no less than its minimum size", () => {
    expect(warmPoolSize({ minSize: 0 }, { maxCapacity: 10, desiredCapacity: 6 })).toBe(4);
    expect(warmPoolSize({ minSize: 0, maxPreparedCapacity: 8 }, { maxCapacity: 10, desiredCapacity: 6 })).toBe(2);
    expect(warmPoolSize({ minSize: 0, maxPreparedCapacity: 5 }, { maxCapacity: 10, desiredCapacity: 6 })).toBe(0);
    expect(warmPoolSize({ minSize: 3, maxPreparedCapacity: 5 }, { maxCapacity: 10, desiredCapacity: 6 })).toBe(3);
  });

  test("gives instances that are ready, and is filled again with others that start", () => {
    const full = filled([], 3, 0);
    const { pool, count } = taken(full, 2, 100);
    expect(count).toBe(2);
    const refilled = filled(pool, 3, 220);
    expect(taken(refilled, 3, 219).count).toBe(1);
    expect(taken(refilled, 3, 220).count).toBe(3);
  });

  test("is empty when all are taken", () => {
    expect(taken(filled([], 3, 0), 3, 0)).toEqual({ pool: [], count: 3 });
  });

  test("gets smaller where the group gets larger", () => {
    expect(filled(filled([], 3, 0), 1, 100)).toEqual([{ readyAt: 0, count: 1 }]);
  });
});
