import { addDays, instantOf, wallTimeAt } from "../../src/internal/time-zone";
import { Validator } from "../../src/internal/validator";
import { TradingCalendar, checkTradingCalendar, hoursOnDate } from "./trading-calendar";

/** How far ahead an opening is looked for. */
const DAYS_AHEAD = 400;

/** One session: open from `opens` on, closed from `closes` on. */
export interface MarketSession {
  /** When it opens. */
  readonly opens: Date;
  /** When it closes. */
  readonly closes: Date;
}

/**
 * Whether a market is open at a time. Pure.
 *
 * @throws ValidationError for a calendar that is none
 */
export function isMarketOpen(calendar: TradingCalendar, time: Date): boolean {
  checkCalendar("isMarketOpen", calendar);
  const session = sessionAfter(calendar, time);
  return session !== undefined && session.opens <= time;
}

/**
 * When a market opens next, after a time. Pure.
 *
 * @returns undefined where no session follows within 400 days
 * @throws ValidationError for a calendar that is none
 */
export function nextMarketOpening(calendar: TradingCalendar, time: Date): Date | undefined {
  checkCalendar("nextMarketOpening", calendar);
  for (const { opens } of sessionsFrom(calendar, time)) if (opens > time) return opens;
  return undefined;
}

/**
 * When a market closes next, after a time. Pure.
 *
 * @returns undefined where no session follows within 400 days
 * @throws ValidationError for a calendar that is none
 */
export function nextMarketClosing(calendar: TradingCalendar, time: Date): Date | undefined {
  checkCalendar("nextMarketClosing", calendar);
  return sessionAfter(calendar, time)?.closes;
}

/** The session that is open at a time, else the next one. Pure. */
export function sessionAfter(calendar: TradingCalendar, time: Date): MarketSession | undefined {
  for (const session of sessionsFrom(calendar, time)) if (session.closes > time) return session;
  return undefined;
}

/** The sessions that open on dates from one on, in their order. Pure. */
export function sessionsOf(calendar: TradingCalendar, from: string, days: number): readonly MarketSession[] {
  return Array.from({ length: days }, (_, index) => addDays(from, index)).flatMap((date) => sessionsOn(calendar, date));
}

function* sessionsFrom(calendar: TradingCalendar, time: Date): Generator<MarketSession> {
  // What opened the day before may still be open.
  const first = addDays(wallTimeAt(calendar.timeZone, time).date, -1);
  for (let day = 0; day < DAYS_AHEAD; day++) yield* sessionsOn(calendar, addDays(first, day));
}

/** Where clocks show a time twice, a session is as long as it can be. */
function sessionsOn(calendar: TradingCalendar, date: string): readonly MarketSession[] {
  const { timeZone } = calendar;
  return hoursOnDate(calendar, date).map(({ opens, closes }) => ({
    opens: instantOf(timeZone, date, opens, "first"),
    closes: instantOf(timeZone, date, closes, "last"),
  }));
}

function checkCalendar(name: string, calendar: TradingCalendar): void {
  const validator = new Validator(name);
  checkTradingCalendar(validator, "calendar", calendar);
  validator.throwIfInvalid();
}
