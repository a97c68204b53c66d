import { TerraformVariable } from "cdktf";
import { synth, warnings } from "../support/synth";
import { CAPACITY, ServiceFixture, synthService } from "./fixture";

const OPEN = { recurrence: "50 8 * * MON-FRI", timeZone: "Europe/Berlin", desiredCapacity: 12 };

describe("a scheduled action", () => {
  test("sets the desired capacity at the time that was given", () => {
    const { stack } = synthService({ scheduledScaling: { open: OPEN } });
    expect(stack.resource("aws_autoscaling_schedule", "TradingApi_Schedule-open")).toMatchObject({
      scheduled_action_name: expect.stringMatching(/^open-[0-9a-f]{8}$/),
      recurrence: "50 8 * * MON-FRI",
      time_zone: "Europe/Berlin",
      desired_capacity: 12,
    });
  });

  test("leaves the group's minimum and maximum size as they are", () => {
    const { stack } = synthService({ scheduledScaling: { open: OPEN } });
    expect(stack.resource("aws_autoscaling_schedule")).toMatchObject({ min_size: -1, max_size: -1 });
  });

  // AWS provider, aws_autoscaling_schedule: start_time is computed, sent with each update, and "performs the action at this time" besides (EC2 Auto Scaling API
  // Reference, PutScheduledUpdateGroupAction); another scheduled_action_name replaces the action.
  test.each([
    ["hour", { recurrence: "50 7 * * MON-FRI" }],
    ["time zone", { timeZone: "Europe/London" }],
  ])("is another one at another %s, so that it doesn't run at the old time once more", (_, change) => {
    const nameAt = (schedule: typeof OPEN) => {
      return synthService({ scheduledScaling: { open: schedule } }).stack.resource("aws_autoscaling_schedule").scheduled_action_name;
    };
    expect(nameAt({ ...OPEN, ...change })).not.toBe(nameAt(OPEN));
  });

  test("is the same one with another number of instances", () => {
    const nameOf = (desiredCapacity: number) => {
      const { stack } = synthService({ scheduledScaling: { open: { ...OPEN, desiredCapacity } } });
      return stack.resource("aws_autoscaling_schedule").scheduled_action_name;
    };
    expect(nameOf(10)).toBe(nameOf(12));
  });

  test("is named by a time that Terraform alone knows as well", () => {
    const fixture = new ServiceFixture();
    const recurrence = new TerraformVariable(fixture.stack, "Time", { type: "string" }).stringValue;
    fixture.service({ scheduledScaling: { open: { ...OPEN, recurrence } } });
    expect(synth(fixture.stack).resource("aws_autoscaling_schedule").scheduled_action_name).toBe(
      'open-${substr(sha256(join(" ", [var.Time, "Europe/Berlin"])), 0, 8)}',
    );
  });

  test("is in UTC by default", () => {
    const { stack } = synthService({ scheduledScaling: { open: { ...OPEN, timeZone: undefined } } });
    expect(stack.resource("aws_autoscaling_schedule").time_zone).toBe("UTC");
  });

  test.each([CAPACITY.minCapacity, CAPACITY.maxCapacity])("may have each number within the plan: %i", (desiredCapacity) => {
    const { stack } = synthService({ scheduledScaling: { open: { ...OPEN, desiredCapacity } } });
    expect(stack.resource("aws_autoscaling_schedule").desired_capacity).toBe(desiredCapacity);
  });

  test("may be within bounds that only Terraform knows", () => {
    const fixture = new ServiceFixture();
    const maxCapacity = new TerraformVariable(fixture.stack, "Max", { type: "number" }).numberValue;
    fixture.service({ capacity: { ...CAPACITY, maxCapacity }, scheduledScaling: { open: OPEN } });
    expect(synth(fixture.stack).resource("aws_autoscaling_group").max_size).toBe("${var.Max}");
  });
});

// EC2 Auto Scaling User Guide, "Target tracking scaling policies": a metric without data scales nothing out, and there is none without a target.
describe("a group without a minimum", () => {
  const capacity = { minCapacity: 0, maxCapacity: 6, targetRequestsPerMinute: 4000 };
  const warned = (props: object) => warnings(synthService({ capacity, ...props }).service).join();

  test("is warned of where nothing launches its first instance", () => {
    expect(warned({})).toBe(
      "The plan's minCapacity is 0, and nothing launches a first instance: scaling policies don't scale out from none. " +
        "Plan at least 1, or launch instances by scheduledScaling.",
    );
    expect(warned({ scheduledScaling: { close: { ...OPEN, desiredCapacity: 0 } } })).toContain("minCapacity is 0");
  });

  test("may have its first instance launched by a scheduled action", () => {
    expect(warned({ scheduledScaling: { open: { ...OPEN, desiredCapacity: 2 } } })).toBe("");
  });
});
