import { TerraformVariable } from "cdktf";
import { AuroraCluster, AuroraEngine } from "../../modules/aurora-cluster";
import { checkPause, checkReach } from "../../modules/aurora-cluster/serverless";
import { AlarmTopic, EncryptionKey } from "../../src/core";
import { Validator } from "../../src/internal/validator";
import { network } from "../support/network";
import { messageOf, synth, testStack } from "../support/synth";
import { CLUSTER, INSTANCE, synthesized } from "./fixture";

describe("Aurora Serverless v2", () => {
  test("scales between the minimum and the maximum, and pauses", () => {
    const made = synthesized({ serverless: { minCapacityAcu: 0, maxCapacityAcu: 8, secondsUntilAutoPause: 600 } });
    expect(made.resource(CLUSTER).serverlessv2_scaling_configuration).toEqual({
      min_capacity: 0,
      max_capacity: 8,
      seconds_until_auto_pause: 600,
    });
  });

  // RDS API reference, ServerlessV2ScalingConfiguration: "The default is 300 seconds." The provider doesn't go back to it by itself.
  test("goes back to five idle minutes once another time is taken away", () => {
    const made = synthesized({ serverless: { minCapacityAcu: 0, maxCapacityAcu: 8 } });
    expect(made.resource(CLUSTER).serverlessv2_scaling_configuration.seconds_until_auto_pause).toBe(300);
  });

  // RDS API Reference, "ServerlessV2ScalingConfiguration": SecondsUntilAutoPause is the idle time of instances that pause, with a minimum of 0.
  test("has no idle time where instances never pause", () => {
    const made = synthesized({ serverless: { minCapacityAcu: 0.5, maxCapacityAcu: 8 } });
    expect(made.resource(CLUSTER).serverlessv2_scaling_configuration).toEqual({ min_capacity: 0.5, max_capacity: 8 });
  });

  // Aurora User Guide, "Aurora Serverless v2 capacity": up to 256 ACUs in steps of 0.5.
  test.each([
    [0.5, 1],
    [127.5, 255.5],
    [256, 256],
  ])("may have from %p to %p capacity units", (minCapacityAcu, maxCapacityAcu) => {
    const made = synthesized({ serverless: { minCapacityAcu, maxCapacityAcu } });
    expect(made.resource(CLUSTER).serverlessv2_scaling_configuration).toEqual({
      min_capacity: minCapacityAcu,
      max_capacity: maxCapacityAcu,
    });
  });

  // Aurora User Guide, "Aurora Serverless v2 capacity": 256 ACUs since 13.13, 14.10, 15.5 and 16.1 of PostgreSQL, and 3.06 of MySQL.
  test.each<[AuroraEngine, string, string]>([
    ["aurora-postgresql", "13.12", "13.13"],
    ["aurora-postgresql", "14.9", "14.10"],
    ["aurora-postgresql", "15.4", "15.5"],
    ["aurora-postgresql", "16.0", "16.1"],
    ["aurora-mysql", "8.0.mysql_aurora.3.05.2", "8.0.mysql_aurora.3.06.0"],
  ])("of %s reaches 128 capacity units in %s, and 256 in %s", (engine, before, first) => {
    const reach = (engineVersion: string, maxCapacityAcu: number) => {
      const validator = new Validator("cluster");
      checkReach(validator, { minCapacityAcu: 1, maxCapacityAcu }, { engine, engineVersion });
      validator.throwIfInvalid();
    };
    expect(() => reach(before, 128)).not.toThrow();
    expect(() => reach(first, 256)).not.toThrow();
    expect(messageOf(() => reach(before, 128.5))).toBe(
      `cluster: invalid input\n  - serverless.maxCapacityAcu: must be no more than 128 before version ${first}; received "${before}". Take engineVersion ${first}, or 128.`,
    );
  });

  test("is the class of all instances with a capacity alone", () => {
    const made = synthesized({ serverless: { minCapacityAcu: 0.5, maxCapacityAcu: 8 } });
    Object.values(made.resources(INSTANCE)).forEach((instance) => expect(instance.instance_class).toBe("db.serverless"));
  });

  test("may be a reader's beside a provisioned writer", () => {
    const made = synthesized({
      instanceClass: "db.r7g.xlarge",
      serverless: { minCapacityAcu: 2, maxCapacityAcu: 16 },
      readers: { reports: { instanceClass: "db.serverless", promotionTier: 15 } },
    });
    expect(made.resource(INSTANCE, "Database_Instances_main").instance_class).toBe("db.r7g.xlarge");
    expect(made.resource(INSTANCE, "Database_Instances_reports").instance_class).toBe("db.serverless");
  });

  test("isn't configured for provisioned instances", () => {
    expect(synthesized().resource(CLUSTER)).not.toHaveProperty("serverlessv2_scaling_configuration");
  });

  test("may have a capacity that Terraform alone knows", () => {
    const stack = testStack();
    const acu = new TerraformVariable(stack, "Acu", { type: "number" }).numberValue;
    const encryptionKey = new EncryptionKey(stack, "Key");
    const serverless = { minCapacityAcu: acu, maxCapacityAcu: acu, secondsUntilAutoPause: 300 };
    const cluster = new AuroraCluster(stack, "Database", { network, encryptionKey, serverless });
    cluster.addAlarms(new AlarmTopic(stack, "Topic", { encryptionKey }));
    const made = synth(stack);
    expect(made.resource(CLUSTER).serverlessv2_scaling_configuration).toMatchObject({
      min_capacity: "${var.Acu}",
      max_capacity: "${var.Acu}",
    });
    // 5 % of 16 GiB, which is assumed where nothing is known.
    expect(made.resource("aws_cloudwatch_metric_alarm", "Database_Alarms_writerMemory").threshold).toBe(858_993_459);
  });

  test("may have a class that Terraform alone knows", () => {
    const stack = testStack();
    const instanceClass = new TerraformVariable(stack, "Class", { type: "string" }).stringValue;
    const serverless = { minCapacityAcu: 1, maxCapacityAcu: 2 };
    new AuroraCluster(stack, "Database", { network, encryptionKey: new EncryptionKey(stack, "Key"), instanceClass, serverless });
    expect(synth(stack).resource(INSTANCE, "Database_Instances_main").instance_class).toBe("${var.Class}");
  });
});

// Aurora User Guide, "Aurora Serverless v2 capacity": the versions with a minimum of 0 ACUs.
describe("automatic pause", () => {
  const check = (engine: AuroraEngine, engineVersion: string) => () => {
    const validator = new Validator("cluster");
    checkPause(validator, { minCapacityAcu: 0, maxCapacityAcu: 4 }, { engine, engineVersion });
    validator.throwIfInvalid();
  };

  test.each<[AuroraEngine, string, string]>([
    ["aurora-postgresql", "13.15", "13.14"],
    ["aurora-postgresql", "14.12", "14.11"],
    ["aurora-postgresql", "15.7", "15.6"],
    ["aurora-postgresql", "16.3", "16.2"],
    ["aurora-mysql", "8.0.mysql_aurora.3.08.0", "8.0.mysql_aurora.3.07.1"],
  ])("is there from the first version of %s: %s", (engine, first, before) => {
    expect(check(engine, first)).not.toThrow();
    expect(messageOf(check(engine, before))).toBe(
      `cluster: invalid input\n  - serverless.minCapacityAcu: must be 0.5 or more before version ${first}, the first whose instances pause; received "${before}". ` +
        `Take engineVersion ${first}, or a minimum of 0.5.`,
    );
  });

  test("is there with every version of PostgreSQL 17", () => {
    expect(check("aurora-postgresql", "17.4")).not.toThrow();
  });
});
