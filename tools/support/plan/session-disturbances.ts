import { sessionAfter } from "../../../modules/alb-asg/trading-hours";
import { SessionOfGroup } from "../../../modules/alb-asg/trading-session";
import { timeOfDay, wallTimeAt } from "../../../src/internal/time-zone";
import { PlannedChange, Values } from "./planned-changes";

const GROUP = "aws_autoscaling_group";

/**
 * A change of any of these starts an instance refresh, where the group has one (AWS provider, `aws_autoscaling_group`, `instance_refresh`); what its `triggers`
 * name does as well.
 */
const TRIGGERS = ["launch_configuration", "launch_template", "mixed_instances_policy"];

/** A planned change that would replace instances during a trading session, or shortly before it. */
export interface SessionDisturbance {
  /** What would happen until when, in a sentence. */
  readonly sentence: string;
  /** Whether the service allows it. */
  readonly allowed: boolean;
}

/** Address of a group → its trading session, from the comment beside it. */
export function tradingSessions(stack: { resource?: Values }): ReadonlyMap<string, SessionOfGroup> {
  const groups = Object.entries((stack.resource?.[GROUP] ?? {}) as Values);
  return new Map(
    groups.flatMap(([name, group]) => {
      const session = group["//"]?.tradingSession as SessionOfGroup | undefined;
      return session ? [[`${GROUP}.${name}`, session] as const] : [];
    }),
  );
}

/**
 * What a plan would do to instances at a time at which they are to be left alone: from the lead before an opening to the closing.
 *
 * @param time when the plan would be applied
 */
export function sessionDisturbances(
  changes: readonly PlannedChange[],
  sessions: ReadonlyMap<string, SessionOfGroup>,
  time: Date,
): readonly SessionDisturbance[] {
  return changes.flatMap((change) => {
    const session = sessions.get(change.address);
    const event = eventOf(change);
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
  return path.replace(/\/Resource$/, "");
}

function eventOf({ action, before, after, changed }: PlannedChange): string | undefined {
  if (action === "replace") return "the Auto Scaling group would be replaced";
  if (action === "delete") return "the Auto Scaling group would be deleted";
  const refresh: Values | undefined = [after?.instance_refresh ?? []].flat()[0];
  if (action !== "update" || before === undefined || refresh === undefined) return undefined;
  const triggers = [...TRIGGERS, ...((refresh.triggers as string[] | undefined) ?? [])];
  return triggers.some((name) => changed.includes(name)) ? "an instance refresh would start" : undefined;
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
