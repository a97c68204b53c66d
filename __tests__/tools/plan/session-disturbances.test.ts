import { PlannedChange } from "../../../tools/support/plan/planned-changes";
import { outdatedCalendars, sessionDisturbances, tradingSessions } from "../../../tools/support/plan/session-disturbances";

const ADDRESS = "aws_autoscaling_group.TradingApi_Resource_0A1B2C3D";
const SESSION = {
  calendar: {
    timeZone: "Europe/Berlin",
    sessions: [{ days: ["MON", "TUE", "WED", "THU", "FRI"] as const, opens: "09:00", closes: "17:30" }],
    holidays: ["2026-12-25"],
  },
  leadMinutes: 30,
  allowRefreshDuringSession: false,
};
const SESSIONS = new Map([[ADDRESS, SESSION]]);
/** A version of the launch template that is known only after it has been made, as the provider plans it. */
const REFRESH: PlannedChange = {
  address: ADDRESS,
  path: "TradingApi/Resource",
  type: "aws_autoscaling_group",
  action: "update",
  before: { launch_template: [{ version: "1" }], instance_refresh: [{ strategy: "Rolling", triggers: null }] },
  after: { launch_template: [{}], instance_refresh: [{ strategy: "Rolling", triggers: null }] },
  changed: ["launch_template"],
  imported: false,
};

const at = (time: string, change: Partial<PlannedChange> = {}, sessions = SESSIONS) =>
  sessionDisturbances([{ ...REFRESH, ...change }], sessions, new Date(time)).map(({ sentence }) => sentence);

test("an instance refresh while the market is open is said, with the closing", () => {
  expect(at("2026-11-25T10:00:00Z")).toEqual([
    "TradingApi: an instance refresh would start while the market is open until 17:30 Europe/Berlin",
  ]);
});

test("an instance refresh within the lead before the opening is said, with the opening", () => {
  expect(at("2026-11-25T07:30:00Z")).toEqual([
    "TradingApi: an instance refresh would start shortly before the market opens at 09:00 Europe/Berlin",
  ]);
});

test.each([
  ["before the lead", "2026-11-25T07:29:59Z"],
  ["from the closing on", "2026-11-25T16:30:00Z"],
  ["at the weekend", "2026-11-28T10:00:00Z"],
  ["on a holiday", "2026-12-25T10:00:00Z"],
])("an instance refresh %s disturbs nobody", (_, time) => {
  expect(at(time)).toEqual([]);
});

test("a closing on another day has its date", () => {
  const sessions = [{ days: ["SUN" as const], opens: "18:00", closes: "17:00" }];
  const night = new Map([[ADDRESS, { ...SESSION, calendar: { timeZone: "America/Chicago", sessions } }]]);
  expect(at("2026-11-30T01:00:00Z", {}, night as never)).toEqual([
    "TradingApi: an instance refresh would start while the market is open until 2026-11-30 17:00 America/Chicago",
  ]);
});

const OPEN = "2026-11-25T10:00:00Z";

test.each(["launch_template", "mixed_instances_policy", "launch_configuration"])("a changed %s starts an instance refresh", (name) => {
  expect(at(OPEN, { changed: ["max_size", name] })).toHaveLength(1);
});

test("what the refresh's triggers name starts one as well", () => {
  const after = { instance_refresh: [{ triggers: ["tag"] }] };
  expect(at(OPEN, { changed: ["tag"], after })).toHaveLength(1);
});

test.each([
  ["a changed size", { changed: ["max_size", "min_size"] }],
  ["a changed tag", { changed: ["tag"] }],
  ["a group without instance refresh", { after: { instance_refresh: [] } }],
  ["a group that is created", { action: "create" as const, before: undefined, changed: [] }],
])("%s starts no instance refresh", (_, change) => {
  expect(at(OPEN, change)).toEqual([]);
});

test.each([
  ["replace", "TradingApi: the Auto Scaling group would be replaced while the market is open until 17:30 Europe/Berlin"],
  ["delete", "TradingApi: the Auto Scaling group would be deleted while the market is open until 17:30 Europe/Berlin"],
] as const)("to %s the group disturbs as well", (action, sentence) => {
  expect(at(OPEN, { action })).toEqual([sentence]);
});

test("a group without a trading session is never disturbed", () => {
  expect(at(OPEN, {}, new Map())).toEqual([]);
});

test("a service may allow it, and it is said all the same", () => {
  const allowing = new Map([[ADDRESS, { ...SESSION, allowRefreshDuringSession: true }]]);
  expect(sessionDisturbances([REFRESH], allowing, new Date(OPEN))).toEqual([
    { sentence: "TradingApi: an instance refresh would start while the market is open until 17:30 Europe/Berlin", allowed: true },
  ]);
});

test("sessions are read from the comments beside the groups of a synthesized stack", () => {
  const comment = { metadata: { path: "trading-prod/TradingApi/Resource" }, tradingSession: SESSION };
  const resource = {
    aws_autoscaling_group: { TradingApi_Resource_0A1B2C3D: { "//": comment }, WebFrontend_Resource: { "//": { metadata: {} } }, Other: {} },
  };
  expect([...tradingSessions({ resource })]).toEqual([[ADDRESS, SESSION]]);
  expect([...tradingSessions({})]).toEqual([]);
});

describe("a calendar", () => {
  const outdated = (time: string, calendar: object = {}) =>
    outdatedCalendars(
      new Map([[ADDRESS, { ...SESSION, calendar: { ...SESSION.calendar, ...calendar } }]]),
      new Map([[ADDRESS, "TradingApi/Resource"]]),
      new Date(time),
    );

  test("without holidays for the year that begins soon is to be extended", () => {
    expect(outdated("2026-11-03T00:00:00Z")).toEqual(["TradingApi: the calendar has no holidays after 2026-12-25: add those of 2027"]);
  });

  test("needs the next year's holidays only 60 days before", () => {
    expect(outdated("2026-11-01T00:00:00Z")).toEqual([]);
  });

  test("is current by a half day as well", () => {
    expect(outdated("2026-12-01T00:00:00Z", { halfDays: { "2027-12-30": "14:00" } })).toEqual([]);
  });

  test("that has no holidays at all never needs any", () => {
    expect(outdated("2026-12-01T00:00:00Z", { holidays: [] })).toEqual([]);
  });
});

describe("a release with automatic rollback", () => {
  const RELEASE = "aws_ssm_association.TradingApi_Release_0A1B2C3D";
  const watched = tradingSessions({
    resource: {
      aws_autoscaling_group: { TradingApi_Resource_0A1B2C3D: { "//": { tradingSession: SESSION } } },
      aws_ssm_association: { TradingApi_Release_0A1B2C3D: { "//": { refreshes: ADDRESS } }, Other: {} },
    },
  });
  const change = (action: PlannedChange["action"]): PlannedChange => ({
    ...REFRESH,
    address: RELEASE,
    path: "TradingApi/Release/Resource",
    type: "aws_ssm_association",
    action,
  });
  const said = (...changes: PlannedChange[]) => sessionDisturbances(changes, watched, new Date(OPEN)).map(({ sentence }) => sentence);

  test.each(["replace", "create", "update"] as const)("is an instance refresh of its group: to %s its association is said", (action) => {
    expect(said(change(action))).toEqual([
      "TradingApi: an instance refresh would start while the market is open until 17:30 Europe/Berlin",
    ]);
  });

  test("replaces no instance of a group that is created with it", () => {
    expect(said(change("create"), { ...REFRESH, action: "create" })).toEqual([]);
  });

  test("that is given up starts nothing", () => {
    expect(said(change("delete"))).toEqual([]);
  });

  test("has the calendar of its group, which is out of date once", () => {
    expect(outdatedCalendars(watched, new Map([[ADDRESS, "TradingApi/Resource"]]), new Date("2027-06-01T00:00:00Z"))).toHaveLength(1);
  });
});
