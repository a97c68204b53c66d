/** What must be there before an Auto Scaling group, its policies and what names its roles: each case is one of the page that the rule names as its source. */
import { Arguments, POLICY_RULES, SynthesizedStack, checkPolicies } from "../../../src/testing";

const found = (rule: string, resource: Arguments, locals: Arguments = {}, ...others: readonly SynthesizedStack[]): string[] =>
  checkPolicies([new SynthesizedStack({ resource, locals }), ...others], { rules: POLICY_RULES.filter(({ id }) => id === rule) }).map(
    ({ path, detail }) => `${path}: ${detail}`,
  );

describe("the key of a group's volumes", () => {
  const SUFFIXED = "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling_Orders";
  const statement = (AWS: string, Action: unknown = "kms:*") => ({ Effect: "Allow", Principal: { AWS }, Action, Resource: "*" });
  const policy = (...Statement: readonly Arguments[]) => JSON.stringify({ Statement });
  const ebs = { encrypted: "true", kms_key_id: "${aws_kms_key.K.arn}" };
  const template = { block_device_mappings: [{ ebs }] };
  const group = (key: Arguments, own: Arguments = {}, more: Arguments = {}) => ({
    aws_autoscaling_group: { G: { launch_template: { id: "${aws_launch_template.T.id}" }, ...own } },
    aws_launch_template: { T: template },
    aws_kms_key: { K: key },
    aws_iam_service_linked_role: { Orders: { aws_service_name: "autoscaling.amazonaws.com", custom_suffix: "Orders" } },
    ...more,
  });
  const given = { service_linked_role_arn: "${aws_iam_service_linked_role.Orders.arn}" };
  const toGiven = policy(statement("${aws_iam_service_linked_role.Orders.arn}"));
  const missing = (action: string) => [`G: the policy of K doesn't allow ${action} to its service-linked role`];
  const keyRule = (resource: Arguments) => found("autoscaling-volume-key", resource);

  test("lets the role that the group is given use it", () => {
    expect(keyRule(group({ policy: toGiven }, given))).toEqual([]);
    expect(keyRule(group({ policy: policy(statement(SUFFIXED)) }, given))).toEqual(missing("kms:Decrypt"));
  });

  test("lets the account's own role use it, where the group is given none", () => {
    expect(keyRule(group({ policy: policy(statement(SUFFIXED.replace("_Orders", ""))) }))).toEqual([]);
    expect(keyRule(group({ policy: toGiven }))).toEqual(missing("kms:Decrypt"));
  });

  test("isn't opened to the role by a statement for the account", () => {
    expect(keyRule(group({ policy: policy(statement("arn:aws:iam::111122223333:root")) }, given))).toEqual(missing("kms:Decrypt"));
  });

  test("isn't opened to the role by a statement that denies", () => {
    const denied = { ...statement("${aws_iam_service_linked_role.Orders.arn}"), Effect: "Deny" };
    expect(keyRule(group({ policy: policy(denied) }, given))).toEqual(missing("kms:Decrypt"));
  });

  test("isn't opened to the role by the policy that AWS KMS gives a key without one", () => {
    expect(keyRule(group({}, given))).toEqual(missing("kms:Decrypt"));
  });

  test.each([
    ["kms:GenerateDataKeyWithoutPlaintext", ["kms:Decrypt", "kms:CreateGrant"]],
    ["kms:CreateGrant", ["kms:Decrypt", "kms:GenerateDataKey*"]],
  ])("must allow %s", (action, allowed) => {
    const resource = group({ policy: policy(statement("${aws_iam_service_linked_role.Orders.arn}", allowed)) }, given);
    expect(keyRule(resource)).toEqual(missing(action));
  });

  test("may have its policy as a resource of its own", () => {
    const own = (text: string) => group({}, given, { aws_kms_key_policy: { P: { key_id: "${aws_kms_key.K.id}", policy: text } } });
    expect(keyRule(own(toGiven))).toEqual([]);
    expect(keyRule(own(policy(statement("arn:aws:iam::111122223333:root"))))).toEqual(missing("kms:Decrypt"));
    expect(keyRule(own('${file("policy.json")}'))).toEqual([]);
  });

  test("may be opened by a grant", () => {
    const grant = (key_id: string) => ({ aws_kms_grant: { G: { key_id, grantee_principal: SUFFIXED, operations: ["Decrypt"] } } });
    expect(keyRule(group({}, given, grant("${aws_kms_key.K.key_id}")))).toEqual([]);
    expect(keyRule(group({}, given, grant("${aws_kms_key.Other.key_id}")))).toEqual(missing("kms:Decrypt"));
  });

  test.each([
    ["a policy that only Terraform can read", { policy: '${file("policy.json")}' }],
    ["a principal that only Terraform knows", { policy: policy(statement("${var.role}")) }],
    ["a policy for everybody", { policy: policy({ ...statement("*"), Principal: "*" }) }],
  ])("passes with %s", (_, key) => {
    expect(keyRule(group(key, given))).toEqual([]);
    expect(keyRule(group(key))).toEqual([]);
  });

  test("isn't asked for volumes that aren't encrypted under it", () => {
    const plain = { aws_launch_template: { T: { block_device_mappings: [{ ebs: { ...ebs, encrypted: "false" } }] } } };
    expect(keyRule(group({}, given, plain))).toEqual([]);
  });

  test.each([
    ["launch_template", { launch_template: { name: "orders" } }],
    [
      "mixed_instances_policy",
      {
        mixed_instances_policy: {
          launch_template: { launch_template_specification: { launch_template_id: "${aws_launch_template.T.id}" } },
        },
      },
    ],
    [
      "an override of mixed_instances_policy",
      {
        mixed_instances_policy: {
          launch_template: { override: [{ launch_template_specification: { launch_template_name: "orders" } }] },
        },
      },
    ],
  ])("is that of the template of %s", (_, own) => {
    const named = { aws_launch_template: { T: { ...template, name: "orders" } } };
    expect(keyRule(group({}, { launch_template: undefined, ...own }, named))).toEqual(missing("kms:Decrypt"));
  });
});

describe("a policy that counts requests", () => {
  const label = "${aws_lb.L.arn_suffix}/${aws_lb_target_group.T.arn_suffix}";
  const policy = (args: Arguments) => ({
    aws_autoscaling_policy: {
      P: {
        target_tracking_configuration: {
          predefined_metric_specification: { predefined_metric_type: "ALBRequestCountPerTarget", resource_label: label },
        },
        ...args,
      },
    },
    aws_lb_target_group: { T: { name: "t" } },
    aws_lb_listener_rule: { R: { action: [{ target_group_arn: "${aws_lb_target_group.T.arn}" }] } },
  });
  const order = (resource: Arguments, locals: Arguments = {}) => found("autoscaling-request-count-order", resource, locals);
  const early = ["P: it doesn't wait for a listener that forwards to T"];

  test("waits by depends_on", () => {
    expect(order(policy({}))).toEqual(early);
    expect(order(policy({ depends_on: ["aws_lb_listener_rule.R"] }))).toEqual([]);
  });

  test("waits by the group that it scales", () => {
    const group = (args: Arguments) => ({
      ...policy({ autoscaling_group_name: "${aws_autoscaling_group.G.name}" }),
      aws_autoscaling_group: { G: args },
    });
    expect(order(group({ depends_on: ["aws_lb_listener_rule.R"] }))).toEqual([]);
    expect(order(group({ target_group_arns: ["${aws_lb_target_group.T.arn}"] }))).toEqual(early);
  });

  test("waits by a local value that names the listener", () => {
    const name = { name: "${local.name}" };
    expect(order(policy(name), { name: "${local.inner}", inner: { of: "${aws_lb_listener_rule.R.id}" } })).toEqual([]);
    expect(order(policy(name), { name: "aws_lb_listener_rule.R" })).toEqual(early);
    expect(order(policy(name), { name: "${local.name}" })).toEqual(early);
  });

  test("needn't wait for what another stack forwards by", () => {
    const { aws_lb_listener_rule: listeners, ...rest } = policy({});
    expect(order(rest)).toEqual([]);
    const other = new SynthesizedStack({ resource: { aws_lb_listener_rule: listeners } });
    expect(found("autoscaling-request-count-order", rest, {}, other)).toEqual([]);
  });
});

describe("what user data fetches", () => {
  const stack = (user_data: string, own: Arguments = {}, object: Arguments = {}) => ({
    aws_autoscaling_group: { G: { launch_template: { id: "${aws_launch_template.T.id}" }, ...own } },
    aws_launch_template: { T: { user_data } },
    aws_s3_bucket: { B: { bucket: "artifacts" }, C: { bucket: "others" } },
    aws_s3_object: { O: { bucket: "${aws_s3_bucket.B.bucket}", key: "api/1.tar.gz", ...object } },
  });
  const first = (resource: Arguments, locals: Arguments = {}) => found("autoscaling-artifact-first", resource, locals);
  const late = ["G: it doesn't wait for O, which its user data fetches"];

  test.each([
    ["by the bucket's name", "aws s3 cp s3://artifacts/api/1.tar.gz ."],
    ["by a reference to the bucket", "aws s3 cp s3://${aws_s3_bucket.B.id}/api/1.tar.gz ."],
    ["in quotes", 'aws s3 cp "s3://artifacts/api/1.tar.gz" .'],
    ["in Base64", Buffer.from("aws s3 cp s3://artifacts/api/1.tar.gz .").toString("base64")],
  ])("is there before the group, named %s", (_, userData) => {
    expect(first(stack(userData))).toEqual(late);
    expect(first(stack(userData, { depends_on: ["aws_s3_object.O"] }))).toEqual([]);
  });

  test("is there before the group, named in a local value", () => {
    const script = { script: "aws s3 cp s3://artifacts/api/1.tar.gz ." };
    expect(first(stack("${base64encode(local.script)}"), script)).toEqual(late);
  });

  test("may be referred to, which waits as well", () => {
    expect(first(stack("aws s3 cp s3://artifacts/${aws_s3_object.O.key} ."))).toEqual([]);
  });

  test("is there before the group in a bucket that isn't of the stacks too", () => {
    const elsewhere = { bucket: "elsewhere" };
    expect(first(stack("aws s3 cp s3://elsewhere/api/1.tar.gz .", {}, elsewhere))).toEqual(late);
    expect(first(stack("aws s3 cp s3://others-elsewhere/api/1.tar.gz .", {}, elsewhere))).toEqual([]);
  });

  test.each([
    ["another bucket", "aws s3 cp s3://others/api/1.tar.gz ."],
    ["another key", "aws s3 cp s3://artifacts/api/2.tar.gz ."],
    ["a longer key", "aws s3 cp s3://artifacts/api/1.tar.gz.sha256 ."],
  ])("isn't %s", (_, userData) => {
    expect(first(stack(userData))).toEqual([]);
  });
});

describe("a role that a policy names", () => {
  const PATH = "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
  const names = (path: string) =>
    JSON.stringify({
      Statement: { Effect: "Allow", Principal: { AWS: `arn:aws:iam::111122223333:role/${path}` }, Action: "*", Resource: "*" },
    });
  const roles = {
    aws_iam_role: { R: { name: "api" }, Deep: { name: "api", path: "/teams/orders/" } },
    aws_iam_service_linked_role: { S: { aws_service_name: "autoscaling.amazonaws.com", custom_suffix: "Orders" } },
  };
  const key = (policy: string, own: Arguments = {}) => found("iam-principals-first", { aws_kms_key: { K: { policy, ...own } }, ...roles });

  test.each([
    ["api", "R"],
    ["teams/orders/api", "Deep"],
    [`${PATH}_Orders`, "S"],
  ])("is there before the policy: %s", (path, id) => {
    expect(key(names(path))).toEqual([`K: its policy names ${path} and doesn't wait for ${id}`]);
    expect(key(names(path), { depends_on: [`${id === "S" ? "aws_iam_service_linked_role" : "aws_iam_role"}.${id}`] })).toEqual([]);
  });

  test("isn't the account's own role of Auto Scaling, which a new account doesn't have", () => {
    expect(key(names(PATH))).toEqual([`K: its policy names ${PATH}, which an account has from its first group on`]);
    const made = { aws_iam_service_linked_role: { S: { aws_service_name: "autoscaling.amazonaws.com" } } };
    const waits = { K: { policy: names(PATH), depends_on: ["aws_iam_service_linked_role.S"] } };
    expect(found("iam-principals-first", { aws_kms_key: waits, ...made })).toEqual([]);
  });

  test.each(["teams/api", "elsewhere", "aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS", `${PATH}_Others`])(
    "that isn't of the stacks passes: %s",
    (path) => {
      expect(key(names(path))).toEqual([]);
    },
  );

  test.each(["aws_kms_key_policy", "aws_s3_bucket_policy", "aws_sns_topic_policy", "aws_sqs_queue_policy"])(
    "is there before an %s",
    (type) => {
      const holder = { [type]: { P: { policy: names("api") } } };
      expect(found("iam-principals-first", { ...holder, ...roles })).toEqual(["P: its policy names api and doesn't wait for R"]);
    },
  );

  test("is there before another role trusts it", () => {
    const trusting = { T: { name: "other", assume_role_policy: names("api") }, R: { name: "api" } };
    expect(found("iam-principals-first", { aws_iam_role: trusting })).toEqual(["T: its policy names api and doesn't wait for R"]);
  });
});

describe("the Availability Zone of a subnet", () => {
  const zone = (args: Arguments) => found("ec2-zone-names", { aws_subnet: { S: args } });

  test.each([
    "${data.aws_availability_zones.Z.names[0]}",
    "${element(data.aws_availability_zones.Z.names, 1)}",
    "${data.aws_availability_zones.Z.names[count.index]}",
  ])("isn't a place in a list: %s", (availability_zone) => {
    expect(zone({ availability_zone })).toEqual([`S: availability_zone is ${JSON.stringify(availability_zone)}`]);
  });

  test("isn't a place in a list by its id either", () => {
    const place = "${data.aws_availability_zones.Z.zone_ids[0]}";
    expect(zone({ availability_zone_id: place })).toEqual([`S: availability_zone_id is ${JSON.stringify(place)}`]);
  });

  test.each(["eu-central-1a", "${var.zone}", "${each.value}"])("may be %s", (availability_zone) => {
    expect(zone({ availability_zone })).toEqual([]);
  });
});
