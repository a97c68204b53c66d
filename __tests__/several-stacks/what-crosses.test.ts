import { TerraformStack, TerraformVariable } from "cdktf";
import { AlarmTopic, Bucket, EncryptionKey, NotificationQueue } from "../../src";
import { evaluate } from "../support/policy-evaluator";
import { stackIn, statesRead, testStacks } from "../support/stacks";
import { Arguments, SynthesizedStack, statements as policyStatements, synth as synthesize } from "../support/synth";
import { ACCOUNT_ID, Platform, faults, twoStacks, written } from "./fixture";

/** The statements of the one policy of a type whose resource's id begins so. */
function policy(stack: SynthesizedStack, type: string, prefix: string): Arguments[] {
  return policyStatements(stack.resource(type, prefix).policy);
}

function statement(found: readonly Arguments[], sid: string): Arguments {
  return found.find(({ Sid }) => Sid === sid)!;
}

describe("the assets of an edge in another stack", () => {
  function bucketPolicy() {
    const { app, owner, consumer } = twoStacks();
    new Platform(consumer).edge(new Platform(owner).bucket());
    return policy(written(app).owner!, "aws_s3_bucket_policy", "Assets");
  }
  const read = (distribution: string, account = ACCOUNT_ID) => ({
    principal: "cloudfront.amazonaws.com",
    action: "s3:GetObject",
    resource: `arn:aws:s3:::owner-assets-${ACCOUNT_ID}-eu-central-1/static/app.js`,
    context: { "aws:SourceArn": `arn:aws:cloudfront::${account}:distribution/${distribution}` },
  });

  // CloudFront Developer Guide, "Restrict access to an Amazon S3 origin": the request's aws:SourceArn is the distribution's ARN.
  test("are read by the account's distributions: theirs isn't there when the policy is written", () => {
    expect(evaluate(bucketPolicy(), read("EDFDVBD6EXAMPLE"))).toBe("allow");
  });

  test("aren't read by another account's distributions", () => {
    expect(evaluate(bucketPolicy(), read("EDFDVBD6EXAMPLE", "444455556666"))).toBe("none");
  });
});

describe("volumes under a key of another stack", () => {
  function services(make: (services: Platform) => void) {
    const { app, owner, consumer } = twoStacks();
    make(new Platform(consumer, { key: new Platform(owner).key }));
    return written(app);
  }

  // EC2 Auto Scaling User Guide, "Required AWS KMS key policy for use with encrypted volumes": the grant where the key is another account's.
  test("are allowed by a grant on the key, in the service's stack", () => {
    const { owner, consumer } = services((platform) => platform.service());
    expect(consumer!.resource("aws_kms_grant")).toMatchObject({
      name: "consumer-AutoScalingServiceRole-Grant-owner-Key",
      key_id: expect.stringContaining("terraform_remote_state"),
      grantee_principal: expect.stringContaining("aws_iam_service_linked_role.AutoScalingServiceRole"),
      operations: [
        "CreateGrant",
        "Decrypt",
        "DescribeKey",
        "Encrypt",
        "GenerateDataKey",
        "GenerateDataKeyWithoutPlaintext",
        "ReEncryptFrom",
        "ReEncryptTo",
      ],
    });
    expect(policy(owner!, "aws_kms_key", "Key").map(({ Sid }) => Sid)).toEqual(["AccountAdministration", "CloudWatchLogs"]);
  });

  test("are allowed before the first instance is launched", () => {
    const { consumer } = services((platform) => platform.service());
    expect(consumer!.resource("aws_autoscaling_group").depends_on).toContainEqual(expect.stringMatching(/^aws_kms_grant\./));
  });

  test("are allowed once for all services of a stack", () => {
    const { owner, consumer } = testPair();
    const { key } = new Platform(owner);
    const platform = new Platform(consumer, { key });
    const { serviceLinkedRole, volumeKeyGrant } = platform.service();
    expect(serviceLinkedRole.useVolumeKey(key)).toBe(volumeKeyGrant);
  });

  test("are allowed on each key by a grant of its own", () => {
    const { owner, consumer } = testPair();
    const keys = ["Blue", "Green"].map((id) => new EncryptionKey(owner, id));
    const { serviceLinkedRole } = new Platform(consumer).service();
    const [blue, green] = keys.map((key) => serviceLinkedRole.useVolumeKey(key)!.node.path);
    expect([blue, green]).toEqual([
      "consumer/AutoScalingServiceRole/Grant-owner-Blue/Resource",
      "consumer/AutoScalingServiceRole/Grant-owner-Green/Resource",
    ]);
  });
});

describe("a log bucket of another stack", () => {
  test("has the stack's name in each prefix: two stacks may have constructs of one path", () => {
    const [shared, blue, green] = testStacks("shared", "blue", "green") as [TerraformStack, TerraformStack, TerraformStack];
    const { logs: accessLogs } = new Platform(shared);
    for (const stack of [blue, green]) new Platform(stack).bucket({ accessLogs });
    new Platform(shared).bucket({ accessLogs });
    const prefixes = [shared, blue, green].map((stack) => synthesize(stack).resource("aws_s3_bucket_logging").target_prefix);
    expect(prefixes).toEqual(["s3/Assets/", "s3/blue/Assets/", "s3/green/Assets/"]);
  });

  test("names the bucket whose requests are logged, where its name is known", () => {
    const { app, owner, consumer } = twoStacks();
    new Platform(consumer).bucket({ accessLogs: new Platform(owner).logs });
    const logs = statement(policy(written(app).owner!, "aws_s3_bucket_policy", "Logs"), "S3AccessLogs");
    expect(logs.Condition).toEqual({
      StringEquals: { "aws:SourceAccount": ACCOUNT_ID },
      ArnLike: { "aws:SourceArn": `arn:aws:s3:::consumer-assets-${ACCOUNT_ID}-eu-central-1` },
    });
  });

  // S3 User Guide, "Enabling Amazon S3 server access logging": the account alone is a condition that S3 sends.
  test("names the account and a pattern, where only Terraform knows the bucket's name", () => {
    const { app, owner, consumer } = twoStacks();
    const name = new TerraformVariable(consumer, "AssetBucket", { type: "string" });
    new Bucket(consumer, "Assets", {
      encryptionKey: new Platform(consumer).key,
      bucketName: name.stringValue,
      accessLogs: new Platform(owner).logs,
    });
    const stacks = written(app);
    expect(statement(policy(stacks.owner!, "aws_s3_bucket_policy", "Logs"), "S3AccessLogs").Condition).toEqual({
      StringEquals: { "aws:SourceAccount": ACCOUNT_ID },
      ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" },
    });
    expect(faults(stacks.owner!, [])).toEqual([]);
  });

  test("names the bucket by its reference where both are of one stack", () => {
    const { app, owner } = twoStacks();
    const platform = new Platform(owner);
    const name = new TerraformVariable(owner, "AssetBucket", { type: "string" });
    new Bucket(owner, "Assets", { encryptionKey: platform.key, bucketName: name.stringValue, accessLogs: platform.logs });
    const logs = statement(policy(written(app).owner!, "aws_s3_bucket_policy", "Logs"), "S3AccessLogs");
    expect(logs.Condition.ArnLike).toEqual({ "aws:SourceArn": "arn:aws:s3:::${var.AssetBucket}" });
  });
});

describe("an account that is looked up", () => {
  test("is that of the policy's own stack, where the policy is deployed first", () => {
    const { app, owner, consumer } = twoStacks(false);
    new AlarmTopic(consumer, "Alarms", { encryptionKey: new Platform(owner).key });
    const stacks = written(app);
    const alarms = statement(policy(stacks.owner!, "aws_kms_key", "Key"), "CloudWatchAlarms");
    expect(alarms.Condition.StringEquals["aws:SourceAccount"]).toMatch(/^\$\{data\.aws_caller_identity\.\w+\.account_id\}$/);
    expect(statesRead(stacks.owner!)).toEqual([]);
  });

  test("is that of the stack that knows it, where one is another account's", () => {
    const [owner, other] = testStacks("owner", "other") as [TerraformStack, TerraformStack];
    const { key } = new Platform(owner);
    new AlarmTopic(other, "Alarms", { encryptionKey: key });
    const alarms = statement(policy(synthesize(owner), "aws_kms_key", "Key"), "CloudWatchAlarms");
    expect(alarms.Condition).toEqual({ StringEquals: { "aws:SourceAccount": ACCOUNT_ID } });
  });
});

describe("alarms of what is deployed before their topic", () => {
  // CloudWatch User Guide, "Using Amazon CloudWatch alarms": CloudWatch doesn't check that an alarm's actions exist.
  test("name the topic by its ARN, written out", () => {
    const { app, owner, consumer } = twoStacks();
    new Platform(owner).database().addAlarms(new Platform(consumer).alarmTopic());
    const [alarm] = Object.values(written(app).owner!.resources("aws_cloudwatch_metric_alarm"));
    expect(alarm).toMatchObject({
      alarm_actions: [`arn:aws:sns:eu-central-1:${ACCOUNT_ID}:consumer-Alarms`],
      ok_actions: [`arn:aws:sns:eu-central-1:${ACCOUNT_ID}:consumer-Alarms`],
    });
  });

  test("still stop an instance refresh, in the service's own stack", () => {
    const { app, owner, consumer } = twoStacks();
    new Platform(owner).service().addAlarms(new Platform(consumer).alarmTopic());
    const { preferences } = written(app).owner!.resource("aws_autoscaling_group").instance_refresh;
    expect(preferences.alarm_specification.alarms).toHaveLength(2);
  });
});

describe("a role of a stack that is deployed before", () => {
  test("has what it is granted in an inline policy of its own, in the stack of what is granted", () => {
    const { app, owner, consumer } = twoStacks();
    const role = new Platform(owner).role();
    new NotificationQueue(consumer, "Arrivals", { encryptionKey: new Platform(consumer).key }).grantConsume(role);
    new Platform(consumer).bucket().grantRead(role);
    const stacks = written(app);
    const grants = stacks.consumer!.resource("aws_iam_role_policy");
    expect(grants).toMatchObject({
      name: "consumer-GrantsTo-owner-Role-eu-central-1",
      role: expect.stringContaining("terraform_remote_state"),
    });
    expect(policyStatements(grants.policy).map(({ Sid }) => Sid)).toEqual(expect.arrayContaining(["ArrivalsConsume", "AssetsRead"]));
    expect(stacks.owner!.resources("aws_iam_role_policy")).toEqual({});
  });

  test("has its own inline policy where it is deployed after what it is granted", () => {
    const { app, owner, consumer } = twoStacks();
    new Platform(owner).bucket().grantRead(new Platform(consumer).role());
    const stacks = written(app);
    expect(stacks.consumer!.resource("aws_iam_role_policy")).toMatchObject({ name: "grants" });
    expect(stacks.owner!.resources("aws_iam_role_policy")).toEqual({});
  });

  test("is told from another stack's role of the same path", () => {
    const [blue, green, data] = testStacks("blue", "green", "data") as [TerraformStack, TerraformStack, TerraformStack];
    const bucket = new Platform(data).bucket();
    for (const stack of [blue, green]) bucket.grantRead(new Platform(stack).role());
    const names = Object.values(synthesize(data).resources("aws_iam_role_policy")).map(({ name }) => name);
    expect(names.sort()).toEqual(["data-GrantsTo-blue-Role-eu-central-1", "data-GrantsTo-green-Role-eu-central-1"]);
  });
});

describe("what is waited for", () => {
  // Terraform documentation, "depends_on": it names resources and modules of the same configuration.
  test("is named within a stack, and is there by the order of the stacks beyond it", () => {
    const { app, owner, consumer } = twoStacks();
    new Platform(consumer, { logs: new Platform(owner).logs }).balancer();
    expect(written(app).consumer!.resource("aws_lb").depends_on).toEqual([expect.stringMatching(/^aws_internet_gateway\./)]);
    expect(consumer.dependsOn(owner)).toBe(true);
  });

  // CloudFront Developer Guide, "Restrict access with VPC origins": a VPC origin in use can't be changed.
  test("and replaced with a load balancer of another stack, as its VPC origin is, follows its ARN", () => {
    const { app, owner, consumer } = twoStacks();
    const platform = new Platform(consumer, { loadBalancer: new Platform(owner).balancer() });
    platform.edge(platform.bucket());
    const { consumer: edge } = written(app);
    const [[id, standIn]] = Object.entries(edge!.resources("terraform_data")) as [[string, Arguments]];
    expect(standIn.triggers_replace).toMatch(/^\$\{data\.terraform_remote_state\./);
    expect(edge!.resource("aws_cloudfront_vpc_origin").lifecycle.replace_triggered_by).toEqual([`terraform_data.${id}`]);
  });
});

describe("stacks that are made in another order than they are deployed", () => {
  test("are put in order by what a construct is given", () => {
    const [services, network] = testStacks("services", "network") as [TerraformStack, TerraformStack];
    new Platform(services, { network: new Platform(network).network }).service();
    expect(services.dependsOn(network)).toBe(true);
    expect(faults(synthesize(network), [])).toEqual([]);
    expect(faults(synthesize(services), ["network"])).toEqual([]);
  });

  test("may be several deep, with each next to the ones that it needs", () => {
    const { app } = twoStacks();
    const [network, data, services] = ["network", "data", "services"].map((id) => stackIn(app, id)) as [
      TerraformStack,
      TerraformStack,
      TerraformStack,
    ];
    const shared = new Platform(network);
    const stored = new Platform(data, shared);
    const served = new Platform(services, shared);
    stored.database().connections.allowDefaultPortFrom(served.service());
    const stacks = written(app);
    expect(faults(stacks.network!, [])).toEqual([]);
    expect(faults(stacks.data!, ["network"])).toEqual([]);
    expect(faults(stacks.services!, ["network", "data"])).toEqual([]);
  });
});

function testPair() {
  const [owner, consumer] = testStacks("owner", "consumer") as [TerraformStack, TerraformStack];
  return { owner, consumer };
}
