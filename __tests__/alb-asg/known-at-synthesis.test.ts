import { Token } from "cdktf";
import { ApplicationLoadBalancerProps, AutoScalingServiceProps, planCapacity } from "../../modules/alb-asg";
import { messageOf, testStack } from "../support/synth";
import { CAPACITY, ServiceFixture, loadBalancer } from "./fixture";

type Wrong<Props> = { readonly [K in keyof Props]?: unknown };

const NUMBER = Token.asNumber("${var.number}");
const TEXT = Token.asString("${var.text}");
const LIST = Token.asList("${var.list}");
const OBJECT = Token.asAny("${var.object}");

const CALENDAR = { timeZone: "Europe/Berlin", sessions: [{ days: ["MON"], opens: "09:00", closes: "17:30" }] };
const SESSION = CALENDAR.sessions[0]!;
const within = (calendar: object) => ({ tradingSession: { calendar: { ...CALENDAR, ...calendar } } });

/** Of a message, the props that it wants to be known. */
function wanted(message: string): string[] {
  return message
    .split("\n")
    .flatMap((line) => / {2}- (.*): must be known at synthesis; received "a value that only Terraform knows"\./.exec(line)?.[1] ?? []);
}

// What decides which resources there are, or is computed with, can't be what Terraform knows only once it applies.
describe("must be known at synthesis", () => {
  test.each<[string, Wrong<AutoScalingServiceProps>]>([
    ["heartbeatTimeoutSeconds", { heartbeatTimeoutSeconds: NUMBER }],
    ["deregistrationDelaySeconds", { deregistrationDelaySeconds: NUMBER }],
    ["spot", { spot: OBJECT }],
    ["instanceTypes", { instanceTypes: LIST }],
    ["warmPool", { warmPool: OBJECT }],
    ["capacityTimeoutMinutes", { capacityTimeoutMinutes: NUMBER }],
    ["maxInstanceLifetimeDays", { maxInstanceLifetimeDays: NUMBER }],
    ["rollout.checkpointPercentages", { rollout: { checkpointPercentages: Token.asNumberList(OBJECT as never) } }],
    ["predictiveScaling", { predictiveScaling: OBJECT }],
    ["customScaling", { customScaling: OBJECT }],
    ["targetWebSocketsPerInstance", { targetWebSocketsPerInstance: NUMBER }],
    ["scheduledScaling", { scheduledScaling: OBJECT }],
    ["userData", { userData: OBJECT }],
    ["tradingSession", { tradingSession: OBJECT }],
    ["tradingSession.leadMinutes", { tradingSession: { calendar: CALENDAR, leadMinutes: NUMBER } }],
    ["tradingSession.capacityFactor", { tradingSession: { calendar: CALENDAR, capacityFactor: NUMBER } }],
    ["capacity.minCapacity", { tradingSession: { calendar: CALENDAR }, capacity: { ...CAPACITY, minCapacity: NUMBER } }],
    ["tradingSession.calendar", { tradingSession: { calendar: OBJECT } }],
    ["tradingSession.calendar.timeZone", within({ timeZone: TEXT })],
    ["tradingSession.calendar.holidays", within({ holidays: [TEXT] })],
    ['tradingSession.calendar.halfDays["2026-12-28"]', within({ halfDays: { "2026-12-28": TEXT } })],
    ["tradingSession.calendar.sessions[0]", within({ sessions: [OBJECT] })],
    ["tradingSession.calendar.sessions[0].days", within({ sessions: [{ ...SESSION, days: [TEXT] }] })],
    ["tradingSession.calendar.sessions[0].opens", within({ sessions: [{ ...SESSION, opens: TEXT }] })],
    ["tradingSession.calendar.sessions[0].closes", within({ sessions: [{ ...SESSION, closes: TEXT }] })],
  ])("%s of a service", (prop, props) => {
    const fixture = new ServiceFixture();
    expect(wanted(messageOf(() => fixture.service(props as never)))).toEqual([prop]);
  });

  test.each<[string, Wrong<ApplicationLoadBalancerProps>]>([
    ["scheme", { scheme: TEXT }],
    ["additionalCertificates", { additionalCertificates: OBJECT }],
    ["viewerDomainNames[0]", { viewerDomainNames: [TEXT] }],
    ["clientCertificates.mode", { scheme: "internet-facing", openToTheInternet: "partners", clientCertificates: { mode: TEXT } }],
  ])("%s of a load balancer", (prop, props) => {
    expect(wanted(messageOf(() => loadBalancer(testStack(), props as never)))).toEqual([prop]);
  });

  const LOAD = { requestsPerSecond: 500, requestsPerSecondPerInstance: 100, startupSeconds: 60 };

  test.each([
    "requestsPerSecond",
    "requestsPerSecondPerInstance",
    "burstFactor",
    "headroomPercent",
    "rampRequestsPerSecondPerMinute",
    "startupSeconds",
    "warmStartSeconds",
  ])("load.%s of a plan", (name) => {
    const plan = () => planCapacity({ ...LOAD, [name]: NUMBER }, { availabilityZones: ["eu-central-1a", "eu-central-1b"] });
    expect(wanted(messageOf(plan))).toEqual([`load.${name}`]);
  });
});
