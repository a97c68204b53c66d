/** A service with a trading session by the real provider, on the emulator. Each test goes on from the one before. */
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import {
  ApplicationLoadBalancer,
  AutoScalingService,
  AwsEnvironment,
  Bucket,
  EncryptionKey,
  HostedZone,
  LogBucket,
  Network,
  TradingSession,
  planCapacity,
  useRemoval,
} from "../../src";
import { sessionDisturbances, tradingSessions } from "../../tools/support/plan/session-disturbances";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { Workspace, useEmulator } from "./support";

const REGION = "eu-central-1";
const SERVER = join(__dirname, "../support/server.py");
const SCHEDULE = "aws_autoscaling_schedule";
const emulator = useEmulator();

const SESSION: TradingSession = {
  calendar: {
    timeZone: "Europe/Berlin",
    sessions: [{ days: ["MON", "TUE", "WED", "THU", "FRI"], opens: "09:00", closes: "17:30" }],
    // Both are Fridays.
    holidays: ["2020-12-25", "2099-12-25"],
  },
};
const LATER: TradingSession = { calendar: { ...SESSION.calendar, sessions: [{ ...SESSION.calendar.sessions[0]!, opens: "10:00" }] } };

function build(tradingSession: TradingSession, instanceType = "c7g.large") {
  return (app: App): TerraformStack => {
    const stack = new TerraformStack(app, "trading-session");
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    useRemoval(stack, "destroy");
    const encryptionKey = new EncryptionKey(stack, "Key");
    const network = new Network(stack, "Network", {
      cidrBlock: "10.50.0.0/16",
      availabilityZones: ["a", "b"].map((zone) => REGION + zone),
      encryptionKey,
    });
    const loadBalancer = new ApplicationLoadBalancer(stack, "LoadBalancer", {
      network,
      accessLogs: new LogBucket(stack, "Logs"),
      zone: new HostedZone(stack, "Zone", { zoneName: "example.com" }),
      originDomainName: "origin.example.com",
      cloudFrontPrefixListId: "pl-a3a144ca",
    });
    new AutoScalingService(stack, "Api", {
      network,
      loadBalancer,
      encryptionKey,
      instanceType,
      release: new Bucket(stack, "Releases", { encryptionKey }).addObject("Service", { key: "server.py", source: SERVER }),
      route: { priority: 1, paths: ["/*"] },
      capacity: planCapacity({ requestsPerSecond: 20, requestsPerSecondPerInstance: 50 }, network),
      tradingSession,
    });
    return stack;
  };
}

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.make(build(SESSION), { endpoint: emulator.url });
});

test("what happens once is planned while it is ahead, and not when it is past", async () => {
  expect((await workspace.plan()).summary(SCHEDULE)).toEqual([
    "create Api/Session-begins-08-30",
    "create Api/Session-ends-17-30",
    "create Api/Session-ends-2099-12-25T07-31Z",
  ]);
});

test("is applied, and then there is nothing to change", async () => {
  await workspace.apply();
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("a changed instance type starts an instance refresh, which the market's hours speak against", async () => {
  workspace.synth(build(SESSION, "c7g.xlarge"));
  const { changes } = await workspace.plan();
  const at = (time: string) => sessionDisturbances(changes, tradingSessions(JSON.parse(workspace.text)), new Date(time));
  expect(at("2026-11-25T10:00:00Z").map(({ sentence }) => sentence)).toEqual([
    "Api: an instance refresh would start while the market is open until 17:30 Europe/Berlin",
  ]);
  expect(at("2026-11-29T10:00:00Z")).toEqual([]);
});

// The provider would send the old start time with a change, so that the action ran once more at its old time.
test("an opening at another time is another action", async () => {
  workspace.synth(build(LATER));
  const plan = await workspace.plan();
  expect(plan.of("create", SCHEDULE).map(({ path }) => path)).toEqual(["Api/Session-begins-09-30", "Api/Session-ends-2099-12-25T08-31Z"]);
  expect(plan.of("delete", SCHEDULE).map(({ before }) => before!.scheduled_action_name)).toEqual([
    "session-begins-08-30",
    "session-ends-2099-12-25T07-31Z",
  ]);
  expect(plan.of("update", SCHEDULE)).toEqual([]);
  await workspace.apply();
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("is destroyed to nothing", async () => {
  await workspace.destroy();
  expect(await workspace.resources()).toEqual([]);
});
