import { TerraformVariable } from "cdktf";
import { synth } from "../support/synth";
import { CAPACITY, ServiceFixture, synthService } from "./fixture";

const OPEN = { recurrence: "50 8 * * MON-FRI", timeZone: "Europe/Berlin", desiredCapacity: 12 };

describe("a scheduled action", () => {
  test("sets the desired capacity at the time that was given", () => {
    const { stack } = synthService({ scheduledScaling: { open: OPEN } });
    expect(stack.resource("aws_autoscaling_schedule", "TradingApi_Schedule-open")).toMatchObject({
      scheduled_action_name: "open",
      recurrence: "50 8 * * MON-FRI",
      time_zone: "Europe/Berlin",
      desired_capacity: 12,
    });
  });

  test("leaves the group's minimum and maximum size as they are", () => {
    const { stack } = synthService({ scheduledScaling: { open: OPEN } });
    expect(stack.resource("aws_autoscaling_schedule")).toMatchObject({ min_size: -1, max_size: -1 });
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
