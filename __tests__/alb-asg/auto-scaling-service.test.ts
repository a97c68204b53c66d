import { TerraformVariable } from "cdktf";
import { AutoScalingServiceProps, planCapacity } from "../../modules/alb-asg";
import { PlatformDashboard } from "../../src/core";
import { synth } from "../support/synth";
import { ServiceFixture, synthService } from "./fixture";

describe("a service", () => {
  test("grants to the role of its instances", () => {
    const fixture = new ServiceFixture();
    const service = fixture.service();
    fixture.key.grantDecrypt(service);
    expect(synth(fixture.stack).resource("aws_iam_role_policy", "TradingApi").policy).toContain('"Sid":"Decrypt"');
  });

  test("may have values that only Terraform knows", () => {
    const fixture = new ServiceFixture();
    const imageId = new TerraformVariable(fixture.stack, "Image", { type: "string" }).stringValue;
    fixture.service({ imageId, environment: { HOST: imageId } });
    expect(synth(fixture.stack).resource("aws_launch_template").image_id).toBe("${var.Image}");
  });

  test("takes null from plain JavaScript for a prop that is left out", () => {
    const nothing = {
      command: null,
      environment: null,
      userData: null,
      scheduledScaling: null,
      tradingSession: null,
      internetEgressReason: null,
      imageId: null,
    };
    expect(synthService(nothing as never).stack.json).toEqual(synthService().stack.json);
  });

  test("has a member for every resource that it creates", () => {
    const { service, stack } = synthService({
      logRetentionDays: 7,
      scheduledScaling: { open: { recurrence: "50 8 * * *", desiredCapacity: 12 } },
      tradingSession: {
        calendar: { timeZone: "Europe/Berlin", sessions: [{ days: ["MON"], opens: "09:00", closes: "17:30" }] },
      },
    });
    const members = [
      service.resource,
      service.targetGroup,
      service.listenerRule,
      service.launchTemplate,
      service.instanceProfile,
      service.terminationHook,
      service.targetAttachment,
      service.scalingPolicies.onRequests,
      service.scalingPolicies.onCpu!,
      service.scheduledScalingResources.open!,
      ...Object.values(service.tradingSessionResources),
      service.logGroup!,
      service.role.resource,
      service.role.policy!,
      service.securityGroup.resource,
    ];
    const created = Object.entries(stack.json.resource as Record<string, Record<string, unknown>>)
      .flatMap(([type, byId]) => Object.keys(byId).map((id) => `${type}.${id}`))
      .filter((name) => name.includes(".TradingApi_") && !/security_group_(in|e)gress_rule/.test(name));
    expect(members.map((member) => `${member.terraformResourceType}.${member.friendlyUniqueId}`).sort()).toEqual(created.sort());
  });

  test("is in the platform's dashboard", () => {
    const fixture = new ServiceFixture();
    const service = fixture.service();
    new PlatformDashboard(fixture.stack, "Dashboard", { sources: [service] });
    expect(service.dashboardLayer).toBe("service");
    expect(synth(fixture.stack).resource("aws_cloudwatch_dashboard").dashboard_body).toContain("GroupInServiceInstances");
  });
});

describe("the growth of a service", () => {
  const logicalIds = (props: Partial<AutoScalingServiceProps>): string[] => {
    const { json } = synthService(props).stack;
    return Object.entries(json.resource as Record<string, object>).flatMap(([type, found]) =>
      Object.keys(found).map((id) => `${type}.${id}`),
    );
  };
  const network = { availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"] };
  const load = { requestsPerSecond: 500, requestsPerSecondPerInstance: 100 };
  const grown = { instanceType: "c7g.4xlarge", capacity: planCapacity({ ...load, requestsPerSecond: 5000 }, network) };

  test("by instance type or load creates and deletes no resource", () => {
    expect(logicalIds(grown)).toEqual(logicalIds({ capacity: planCapacity(load, network) }));
  });

  test("by load changes the size of the group", () => {
    expect(synthService(grown).stack.resource("aws_autoscaling_group")).toMatchObject({ min_size: 75, max_size: 150 });
  });
});
