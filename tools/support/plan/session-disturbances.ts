import { sessionAfter } from "../../../modules/alb-asg/trading-hours";
import { SessionOfGroup } from "../../../modules/alb-asg/trading-session";
import { timeOfDay, wallTimeAt } from "../../../src/internal/time-zone";
import { eventOfGroup, eventOfRelease } from "../../../src/review/interruptions/instance-refresh";
import { PlannedChange, Values } from "./planned-changes";

const GROUP = "aws_autoscaling_group";
const RELEASE = "aws_ssm_association";

/** A planned change that would replace instances during a trading session, or shortly before it. */
export interface SessionDisturbance {
  /** What would happen until when, in a sentence. */
  readonly sentence: string;
  /** Whether the service allows it. */
  readonly allowed: boolean;
}

/** Addresses of groups, and of the releases that replace their instances, by that of the group. */
export interface WatchedSessions extends ReadonlyMap<string, SessionOfGroup> {
  /** Address of what starts the releases of a group → the group's. */
  readonly releases?: ReadonlyMap<string, string>;
}

/** Address of a group → its trading session, from the comments beside it and beside what starts its releases. */
export function tradingSessions(stack: { resource?: Values }): WatchedSessions {
  const commentsOf = (type: string) =>
    Object.entries((stack.resource?.[type] ?? {}) as Values).map(([name, resource]) => [`${type}.${name}`, resource["//"] ?? {}] as const);
  const sessions = commentsOf(GROUP).flatMap(([address, { tradingSession }]) =>
    tradingSession ? [[address, tradingSession as SessionOfGroup] as const] : [],
  );
  const releases = commentsOf(RELEASE).flatMap(([address, { refreshes }]) => (refreshes ? [[address, refreshes as string] as const] : []));
  return Object.assign(new Map(sessions), { releases: new Map(releases) });
}

/**
 * What a plan would do to instances at a time at which they are to be left alone: from the lead before an opening to the closing.
 *
 * @param time when the plan would be applied
 */
export function sessionDisturbances(
  changes: readonly PlannedChange[],
  sessions: WatchedSessions,
  time: Date,
): readonly SessionDisturbance[] {
  const created = new Set(changes.filter(({ action }) => action === "create").map(({ address }) => address));
  return changes.flatMap((change) => {
    const group = sessions.releases?.get(change.address);
    const session = sessions.get(group ?? change.address);
    const event = group === undefined ? eventOfGroup(change) : eventOfRelease(change.action, created.has(group));
    const when = session && whenOf(session, time);
    if (event === undefined || when === undefined) return [];
    return [{ sentence: `${serviceOf(change.path)}: ${event} ${when}`, allowed: session!.allowRefreshDuringSession }];
  });
}

/** A calendar whose holidays don't reach this far is to be extended. */
const DAYS_AHEAD = 60;

/**
 * Calendars that have holidays and half days, but none for the year that is now or soon, in a sentence each.
 *
 * @param paths address of a group → its construct's path
 */
export function outdatedCalendars(
  sessions: ReadonlyMap<string, SessionOfGroup>,
  paths: ReadonlyMap<string, string>,
  time: Date,
): readonly string[] {
  const year = `${new Date(time.getTime() + DAYS_AHEAD * 86_400_000).getUTCFullYear()}`;
  return [...sessions].flatMap(([address, { calendar }]) => {
    const last = [...(calendar.holidays ?? []), ...Object.keys(calendar.halfDays ?? {})].sort().at(-1);
    if (last === undefined || last.slice(0, 4) >= year) return [];
    return [`${serviceOf(paths.get(address) ?? address)}: the calendar has no holidays after ${last}: add those of ${year}`];
  });
}

function serviceOf(path: string): string {
  return path.replace(/(\/Release)?\/Resource$/, "");
}

function whenOf({ calendar, leadMinutes }: SessionOfGroup, time: Date): string | undefined {
  const session = sessionAfter(calendar, time);
  if (session === undefined || session.opens.getTime() - leadMinutes * 60_000 > time.getTime()) return undefined;
  const shown = (instant: Date): string => {
    const { date, minutes } = wallTimeAt(calendar.timeZone, instant);
    const day = date === wallTimeAt(calendar.timeZone, time).date ? "" : `${date} `;
    return `${day}${timeOfDay(minutes)} ${calendar.timeZone}`;
  };
  return session.opens <= time
    ? `while the market is open until ${shown(session.closes)}`
    : `shortly before the market opens at ${shown(session.opens)}`;
}
