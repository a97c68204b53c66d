import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingSchedule } from "@cdktf/provider-aws/lib/autoscaling-schedule";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { BOOLEAN, NUMBER, PropTypes, optional, record } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { CapacityPlan } from "./capacity-plan";
import { ActionOfGroup, UNCHANGED_BOUNDS } from "./scheduled-scaling";
import { TradingCalendar, checkTradingCalendar } from "./trading-calendar";
import { SessionAction, datedActions, weeklyActions } from "./trading-session-actions";

/** The hours of a market, for which a service is prepared and in which it is left alone. */
export interface TradingSession {
  /** When the market is open. */
  readonly calendar: TradingCalendar;
  /**
   * How many times the plan's `minCapacity` there are, rounded up, from the lead before each opening to the closing, which leaves `minCapacity`: from 1 to the
   * plan's burst factor. Where the plan grows, so does the session.
   *
   * @default 1.5
   */
  readonly capacityFactor?: number;
  /** How long before an opening the instances are launched, as clocks count it, 5 to 720 minutes. @default 30 */
  readonly leadMinutes?: number;
  /**
   * Whether scaling policies may terminate instances in the session. Where they may not, they scale out alone at all times, and the closing scales in. It is
   * no protection from an instance refresh, a failed health check, the maximum instance lifetime or the rebalancing of AZs.
   *
   * @default false
   */
  readonly allowScaleInDuringSession?: boolean;
  /** Whether `npm run plan` accepts a plan that would start an instance refresh in the session. @default false */
  readonly allowRefreshDuringSession?: boolean;
}

const SESSION: PropTypes<TradingSession> = {
  calendar: record(),
  capacityFactor: optional(NUMBER),
  leadMinutes: optional(NUMBER),
  allowScaleInDuringSession: optional(BOOLEAN),
  allowRefreshDuringSession: optional(BOOLEAN),
};

const PROP = "tradingSession";
const DEFAULT_LEAD_MINUTES = 30;
const DEFAULT_CAPACITY_FACTOR = 1.5;

/** What a plan is compared with: beside a group in the synthesized stack, where Terraform doesn't read it. */
export interface SessionOfGroup {
  readonly calendar: TradingCalendar;
  readonly leadMinutes: number;
  readonly allowRefreshDuringSession: boolean;
}

/**
 * Records what is wrong with a trading session.
 *
 * @returns whether its actions can be computed
 * @throws ValidationError for a value of another type
 */
export function checkTradingSession(validator: Validator, session: TradingSession, capacity: CapacityPlan): boolean {
  validator.known(PROP, session).props(session, SESSION, PROP);
  const { calendar, leadMinutes } = session;
  validator.known(`${PROP}.leadMinutes`, leadMinutes).integerBetween(`${PROP}.leadMinutes`, leadMinutes, 5, 720, "minutes");
  checkCapacityFactor(validator, session.capacityFactor ?? DEFAULT_CAPACITY_FACTOR, capacity);
  if (!checkTradingCalendar(validator, `${PROP}.calendar`, calendar)) return false;
  validator.check(
    `${PROP}.leadMinutes`,
    leadMinutes ?? DEFAULT_LEAD_MINUTES,
    weeklyActions(calendar, leadMinutes ?? DEFAULT_LEAD_MINUTES).length > 0,
    "must leave 5 minutes or more between a closing and the lead of the next opening, once a week at least",
    "Shorten it; where the market never closes, leave the session out: the plan's minCapacity is for all hours.",
  );
  return true;
}

function checkCapacityFactor(validator: Validator, factor: number, { minCapacity, maxCapacity }: CapacityPlan): void {
  validator
    .known("capacity.minCapacity", minCapacity)
    .known(`${PROP}.capacityFactor`, factor)
    .check(
      `${PROP}.capacityFactor`,
      factor,
      factor >= 1 && (!isKnown([minCapacity, maxCapacity]) || capacityOf(factor, minCapacity) <= maxCapacity),
      `must be 1 or more, and must not take the plan's ${minCapacity} instances above its ${maxCapacity}`,
      "Choose a smaller one, or plan a higher maximum by burstFactor.",
    );
}

/** The number of instances in the session. Pure. */
function capacityOf(factor: number, minCapacity: number): number {
  // A factor such as 1.1 would make 11.000000000000002 of 10.
  return Math.ceil(Number((minCapacity * factor).toFixed(6)));
}

/** Years of holidays take a while: they are gone through once, for what is checked and what is created. */
const ACTIONS = new WeakMap<TradingSession, readonly SessionAction[]>();

function sessionActions(session: TradingSession): readonly SessionAction[] {
  const known = ACTIONS.get(session);
  if (known) return known;
  const lead = session.leadMinutes ?? DEFAULT_LEAD_MINUTES;
  const actions = [...weeklyActions(session.calendar, lead), ...datedActions(session.calendar, lead)];
  ACTIONS.set(session, actions);
  return actions;
}

/** The actions of a session, as the others of the group see them. Pure. */
export function scheduledActions(session: TradingSession): readonly ActionOfGroup[] {
  const { timeZone } = session.calendar;
  return sessionActions(session).map(({ name, recurrence, startTime }) => ({ prop: `${PROP} (${name})`, recurrence, timeZone, startTime }));
}

/** Whether scaling policies scale out alone: undefined where they do both. Pure. */
export function scalesOutAlone(session: TradingSession | undefined): true | undefined {
  return session && !session.allowScaleInDuringSession ? true : undefined;
}

/**
 * The scheduled actions of a trading session, by their names.
 *
 * The provider sends the start time that AWS once computed for an action again with each change, so that an action whose recurrence changed would run once more
 * at its old time (https://github.com/hashicorp/terraform-provider-aws/issues/38983). Here each time is an action of its own. Other days at the same time
 * change the action in place: two at one time, the new and the old, would be refused.
 */
export function createSessionActions(
  scope: Construct,
  autoscalingGroupName: string,
  session: TradingSession,
  { minCapacity }: CapacityPlan,
): Readonly<Record<string, AutoscalingSchedule>> {
  const create = ({ name, begins, recurrence, startTime }: SessionAction): AutoscalingSchedule =>
    new AutoscalingSchedule(scope, `Session-${name}`, {
      autoscalingGroupName,
      scheduledActionName: `session-${name}`,
      desiredCapacity: begins ? capacityOf(session.capacityFactor ?? DEFAULT_CAPACITY_FACTOR, minCapacity) : minCapacity,
      ...UNCHANGED_BOUNDS,
      ...(startTime === undefined ? { recurrence, timeZone: session.calendar.timeZone } : { startTime, count: whileAhead(startTime) }),
    });
  return Object.fromEntries(sessionActions(session).map((action) => [action.name, create(action)]));
}

/**
 * 1 until a time, then 0. AWS forgets an action once it has run, and refuses to make it again: a year later, a plan must not try
 * (EC2 Auto Scaling API Reference, DescribeScheduledActions and PutScheduledUpdateGroupAction).
 */
function whileAhead(startTime: string): number {
  return Token.asNumber(`\${timecmp("${startTime}", plantimestamp()) > 0 ? 1 : 0}`);
}

/** Leaves with a group what a plan of it is compared with. */
export function describeSession(group: AutoscalingGroup, { calendar, leadMinutes, allowRefreshDuringSession }: TradingSession): void {
  const description: SessionOfGroup = {
    calendar,
    leadMinutes: leadMinutes ?? DEFAULT_LEAD_MINUTES,
    allowRefreshDuringSession: allowRefreshDuringSession ?? false,
  };
  group.addOverride("//.tradingSession", description);
}
