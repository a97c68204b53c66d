/** Instances of an AZ that were launched together. */
export interface Cohort {
  /** The AZ's number, from 0. */
  readonly zone: number;
  readonly count: number;
  /** The release that they run: 0, and 1 more for each instance refresh. */
  readonly release: number;
  /** When they get their first request, in seconds from the start. */
  readonly inServiceAt: number;
}

/** The instances of a group. */
export type Fleet = readonly Cohort[];

/** How many instances there are, of those that `which` is true of. */
export function countOf(fleet: Fleet, which: (cohort: Cohort) => boolean = () => true): number {
  return fleet.reduce((sum, cohort) => (which(cohort) ? sum + cohort.count : sum), 0);
}

/** How many instances each AZ has. */
export function countsOfZones(fleet: Fleet, zoneCount: number): number[] {
  return Array.from({ length: zoneCount }, (_, zone) => countOf(fleet, (cohort) => cohort.zone === zone));
}

/** The AZ with the most instances, the first of several. */
export function fullestZone(fleet: Fleet, zoneCount: number): number {
  const counts = countsOfZones(fleet, zoneCount);
  return counts.indexOf(Math.max(...counts));
}

/**
 * Launches instances, each in the AZ with the fewest of those that work ("Example: Distribute instances across Availability Zones"); of several, in that with
 * the most instances of older releases, which it replaces. With `balancedOnly`, the AZ with the fewest is tried though it has failed, and nothing is launched there
 * (API reference, `AvailabilityZoneDistribution`).
 */
export function launch(
  fleet: Fleet,
  count: number,
  zones: { readonly zoneCount: number; readonly lost: ReadonlySet<number>; readonly balancedOnly?: boolean },
  instance: Pick<Cohort, "release" | "inServiceAt">,
): Fleet {
  const counts = countsOfZones(fleet, zones.zoneCount);
  const launched = counts.map(() => 0);
  const working = counts.map((_, zone) => zone).filter((zone) => !zones.lost.has(zone));
  const tried = zones.balancedOnly === true ? counts.map((_, zone) => zone) : working;
  if (working.length === 0) return fleet;
  const older = countsOfZones(
    fleet.filter(({ release }) => release < instance.release),
    zones.zoneCount,
  );
  const toReplace = (zone: number): number => older[zone]! - launched[zone]!;
  for (let left = count; left > 0; left--) {
    const zone = tried.reduce((fewest, other) =>
      (counts[fewest]! - counts[other]! || toReplace(other) - toReplace(fewest)) > 0 ? other : fewest,
    );
    counts[zone]!++;
    launched[zone]!++;
  }
  return [
    ...fleet,
    ...launched.flatMap((number, zone) => (number > 0 && working.includes(zone) ? [{ ...instance, zone, count: number }] : [])),
  ];
}

/**
 * Terminates instances, each in the AZ with the most of them (of several, in that with the most that may be terminated), and there one of the oldest
 * release, the longest in service: the default termination policy.
 *
 * @param which the instances that may be terminated
 */
export function terminate(fleet: Fleet, count: number, zoneCount: number, which: (cohort: Cohort) => boolean = () => true): Fleet {
  const counts = countsOfZones(fleet, zoneCount);
  const allowed = countsOfZones(fleet.filter(which), zoneCount);
  const leaving = counts.map(() => 0);
  for (let more = count; more > 0; more--) {
    const zones = allowed.flatMap((number, zone) => (number > leaving[zone]! ? [zone] : []));
    if (zones.length === 0) break;
    const left = (of: number): number => allowed[of]! - leaving[of]!;
    const zone = zones.reduce((most, other) => ((counts[other]! - counts[most]! || left(other) - left(most)) > 0 ? other : most));
    leaving[zone]!++;
    counts[zone]!--;
  }
  const oldest = [...fleet].sort((a, b) => a.release - b.release || a.inServiceAt - b.inServiceAt);
  return oldest.flatMap((cohort) => {
    const gone = which(cohort) ? Math.min(cohort.count, leaving[cohort.zone]!) : 0;
    leaving[cohort.zone]! -= gone;
    return gone < cohort.count ? [{ ...cohort, count: cohort.count - gone }] : [];
  });
}

/** How many instances must move until no AZ has two more than another that works. */
export function imbalance(fleet: Fleet, zoneCount: number, lost: ReadonlySet<number>): number {
  const counts = countsOfZones(fleet, zoneCount).filter((_, zone) => !lost.has(zone));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const least = Math.floor(total / counts.length);
  const withOneMore = total - least * counts.length;
  return counts
    .sort((a, b) => b - a)
    .reduce((moves, count, index) => moves + Math.max(0, count - least - (index < withOneMore ? 1 : 0)), 0);
}
