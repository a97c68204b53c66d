import { TerraformVariable } from "cdktf";
import { AutoScalingService, AutoScalingServiceProps, TradingSession } from "../../modules/alb-asg";
import { SynthesizedStack, messageOf } from "../support/synth";
import { CAPACITY, ServiceFixture, synthService } from "./fixture";

const CALENDAR: TradingSession["calendar"] = {
  timeZone: "Europe/Berlin",
  sessions: [{ days: ["MON", "TUE", "WED", "THU", "FRI"], opens: "09:00", closes: "17:30" }],
  holidays: ["2026-12-25"],
  halfDays: { "2026-12-30": "14:00" },
};
const SESSION: TradingSession = { calendar: CALENDAR };

/** A service with the session as it stands, made once. */
const { service: SERVICE, stack: STACK } = synthService({ tradingSession: SESSION });

const action = (id: string, session?: Partial<TradingSession>) =>
  (session ? synthService({ tradingSession: { ...SESSION, ...session } }).stack : STACK).resource("aws_autoscaling_schedule", id);

/** The comment beside a service's group, which tests don't find in a synthesized stack. */
function commentOf({ resource }: AutoScalingService): unknown {
  const written = resource.toTerraform() as { resource: { aws_autoscaling_group: Record<string, { "//": { tradingSession?: unknown } }> } };
  return written.resource.aws_autoscaling_group[resource.friendlyUniqueId]!["//"].tradingSession;
}

describe("a trading session", () => {
  test("launches its instances half an hour before each opening", () => {
    expect(action("TradingApi_Session-begins-08-30")).toMatchObject({
      scheduled_action_name: "session-begins-08-30",
      recurrence: "30 8 * * MON-FRI",
      time_zone: "Europe/Berlin",
      desired_capacity: 14,
    });
  });

  test.each([
    [1, 9],
    [1.1, 10],
    [1.5, 14],
    [2, 18],
  ])("has %d times the plan's minimum, rounded up: %i", (capacityFactor, instances) => {
    expect(action("TradingApi_Session-begins", { capacityFactor })).toMatchObject({ desired_capacity: instances });
  });

  // 70 times 1.1 is 77.00000000000001 in floating point.
  test("has no instance more than a factor says, whatever a computer makes of it", () => {
    const capacity = { ...CAPACITY, minCapacity: 70, maxCapacity: 140 };
    const { stack } = synthService({ capacity, tradingSession: { ...SESSION, capacityFactor: 1.1 } });
    expect(stack.resource("aws_autoscaling_schedule", "TradingApi_Session-begins")).toMatchObject({ desired_capacity: 77 });
  });

  test("launches them earlier by the lead that was given", () => {
    expect(action("TradingApi_Session-begins", { leadMinutes: 45 })).toMatchObject({ recurrence: "15 8 * * MON-FRI" });
  });

  test("leaves the plan's minimum at each closing", () => {
    expect(action("TradingApi_Session-ends-17-30")).toMatchObject({
      recurrence: "30 17 * * MON-FRI",
      time_zone: "Europe/Berlin",
      desired_capacity: CAPACITY.minCapacity,
    });
  });

  test("ends once on a half day, in UTC", () => {
    const once = action("TradingApi_Session-ends-2026-12-30T13-00Z");
    expect(once).toMatchObject({ start_time: "2026-12-30T13:00:00Z", desired_capacity: CAPACITY.minCapacity });
    expect([once.recurrence, once.time_zone]).toEqual([undefined, undefined]);
  });

  test("ends a minute after it would have begun on a holiday", () => {
    expect(action("TradingApi_Session-ends-2026-12-25")).toMatchObject({ start_time: "2026-12-25T07:31:00Z" });
  });

  // EC2 Auto Scaling API Reference: DescribeScheduledActions leaves out what has run, PutScheduledUpdateGroupAction refuses a time that is past.
  test("asks Terraform for what happens once only while that is ahead", () => {
    expect(action("TradingApi_Session-ends-2026-12-30").count).toBe('${timecmp("2026-12-30T13:00:00Z", plantimestamp()) > 0 ? 1 : 0}');
  });

  test("leaves the group's minimum and maximum size as they are", () => {
    for (const id of ["begins-08-30", "ends-17-30", "ends-2026-12-30"]) {
      expect(action(`TradingApi_Session-${id}`)).toMatchObject({ min_size: -1, max_size: -1 });
    }
  });

  const policies = ({ json }: SynthesizedStack) =>
    Object.values<{ target_tracking_configuration: { disable_scale_in?: boolean } }>(json.resource.aws_autoscaling_policy).map(
      (policy) => policy.target_tracking_configuration.disable_scale_in,
    );

  test("has no policy scale in", () => {
    expect(policies(STACK)).toEqual([true, true]);
  });

  test("has the policies scale in where that was allowed", () => {
    const { stack } = synthService({ tradingSession: { ...SESSION, allowScaleInDuringSession: true } });
    expect(policies(stack)).toEqual([undefined, undefined]);
  });

  test("isn't there by default, and policies scale in", () => {
    const { service, stack } = synthService();
    expect(commentOf(service)).toBeUndefined();
    expect(service.tradingSessionResources).toEqual({});
    expect(policies(stack)).toEqual([undefined, undefined]);
  });

  test("has a member for each of its actions", () => {
    expect(Object.keys(SERVICE.tradingSessionResources)).toEqual([
      "begins-08-30",
      "ends-17-30",
      "ends-2026-12-25T07-31Z",
      "ends-2026-12-30T13-00Z",
    ]);
  });

  // Terraform, "JSON Configuration Syntax": a property named // is a comment.
  test("stands beside its group in a comment, for those who read plans", () => {
    expect(commentOf(SERVICE)).toEqual({
      calendar: CALENDAR,
      leadMinutes: 30,
      allowRefreshDuringSession: false,
    });
  });

  test("goes with other scheduled actions", () => {
    const { stack } = synthService({
      tradingSession: SESSION,
      scheduledScaling: { report: { recurrence: "0 20 * * MON-FRI", timeZone: "Europe/Berlin", desiredCapacity: 10 } },
    });
    expect(stack.resource("aws_autoscaling_schedule", "TradingApi_Schedule-report").recurrence).toBe("0 20 * * MON-FRI");
  });
});

describe("a trading session is refused", () => {
  const days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] as const;
  const years = Array.from({ length: 20 }, (_, year) => year + 2020);
  const holidays = years.flatMap((year) => Array.from({ length: 9 }, (_, month) => `${year}-0${month + 1}-15`));

  test.each<[string, { readonly [K in keyof AutoScalingServiceProps]?: unknown }, string[]]>([
    [
      "with props of another type",
      { tradingSession: { ...SESSION, leadMinutes: "30", allowScaleInDuringSession: 1 } },
      [
        'tradingSession.leadMinutes: must be a number; received "30". Write it without quotes.',
        "tradingSession.allowScaleInDuringSession: must be true or false; received 1. Write true or false, without quotes.",
      ],
    ],
    [
      "with a prop that there isn't",
      { tradingSession: { ...SESSION, allowDuringSession: true } },
      [
        "tradingSession.allowDuringSession: must be a prop that there is; received true. Leave it out. The props are calendar, capacityFactor, leadMinutes, allowScaleInDuringSession, allowRefreshDuringSession.",
      ],
    ],
    [
      "with more instances than the plan's maximum",
      { tradingSession: { ...SESSION, capacityFactor: 2.1 } },
      [
        "tradingSession.capacityFactor: must be 1 or more, and must not take the plan's 9 instances above its 18; received 2.1. Choose a smaller one, or plan a higher maximum by burstFactor.",
      ],
    ],
    [
      "with fewer instances than the plan's minimum",
      { tradingSession: { ...SESSION, capacityFactor: 0.5 } },
      [
        "tradingSession.capacityFactor: must be 1 or more, and must not take the plan's 9 instances above its 18; received 0.5. Choose a smaller one, or plan a higher maximum by burstFactor.",
      ],
    ],
    [
      "with a lead that is too long",
      { tradingSession: { ...SESSION, leadMinutes: 721 } },
      ["tradingSession.leadMinutes: must be a whole number from 5 to 720 minutes; received 721. Give a value from 5 to 720."],
    ],
    [
      "with the calendar's own mistakes, and what else is wrong with the service",
      { tradingSession: { ...SESSION, calendar: { ...CALENDAR, timeZone: "Berlin" } }, instanceWarmupSeconds: 3601 },
      [
        "instanceWarmupSeconds: must be a whole number from 0 to 3600 seconds; received 3601. Give a value from 0 to 3600.",
        'tradingSession.calendar.timeZone: must be the canonical name of an IANA time zone; received "Berlin". Write it as "Europe/Berlin".',
      ],
    ],
    [
      "for a market that never closes",
      { tradingSession: { ...SESSION, calendar: { timeZone: "UTC", sessions: [{ days, opens: "00:00", closes: "00:00" }] } } },
      [
        "tradingSession.leadMinutes: must leave 5 minutes or more between a closing and the lead of the next opening, once a week at least; received 30. Shorten it; where the market never closes, leave the session out: the plan's minCapacity is for all hours.",
      ],
    ],
    [
      "with more actions than a group may have",
      { tradingSession: { ...SESSION, calendar: { ...CALENDAR, holidays, halfDays: {} } } },
      [
        "tradingSession: must make no more than 125 scheduled actions of the group; received 131. Leave some out, such as the holidays of years that are over.",
      ],
    ],
    [
      "beside an action at the same time",
      {
        tradingSession: SESSION,
        scheduledScaling: { open: { recurrence: "30 8 * * MON-FRI", timeZone: "Europe/Berlin", desiredCapacity: 12 } },
      },
      [
        'scheduledScaling["open"].recurrence: must have no time in common with tradingSession (begins-08-30); received "30 8 * * MON-FRI". Shift one of them by a minute.',
      ],
    ],
  ])("%s", (_, props, violations) => {
    const summary = violations.length === 1 ? "invalid input" : `${violations.length} invalid inputs`;
    expect(messageOf(() => new ServiceFixture().service(props as Partial<AutoScalingServiceProps>))).toBe(
      [`trading-test/TradingApi: ${summary}`, ...violations.map((violation) => `  - ${violation}`)].join("\n"),
    );
  });

  test("with a plan that only Terraform knows", () => {
    const fixture = new ServiceFixture();
    const minCapacity = new TerraformVariable(fixture.stack, "Min", { type: "number" }).numberValue;
    expect(messageOf(() => fixture.service({ capacity: { ...CAPACITY, minCapacity }, tradingSession: SESSION }))).toBe(
      'trading-test/TradingApi: invalid input\n  - capacity.minCapacity: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    );
  });
});
