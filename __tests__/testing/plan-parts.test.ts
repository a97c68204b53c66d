/**
 * What the view of a plan makes of sensitive values, of modules' providers and of dependencies, each in a plan of one resource. The shapes are those of
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
import { Arguments, fromPlan } from "../../src/testing";

interface Planned {
  readonly type: string;
  readonly name: string;
  readonly values: Arguments;
  readonly expressions: Arguments;
  readonly sensitive?: Arguments;
  readonly more?: Arguments;
}

function planOf(resources: readonly Planned[], root: Arguments = {}, more: Arguments = {}): Arguments {
  const known = resources.map(({ type, name, values, sensitive: sensitive_values = {} }) => ({
    ...{ address: `${type}.${name}`, mode: "managed", type, name, values, sensitive_values },
  }));
  const configured = resources.map(({ type, name, expressions, more: others }) => ({
    mode: "managed",
    type,
    name,
    expressions,
    ...others,
  }));
  return {
    ...{ planned_values: { root_module: { resources: known } }, resource_changes: [] },
    configuration: { root_module: { resources: configured, ...root } },
    ...more,
  };
}

const constants = (values: Arguments): Arguments =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { constant_value: value as unknown }]));

const parameter = (value: string): Planned => ({
  ...{ type: "aws_ssm_parameter", name: "p", values: { name: "p", value }, expressions: constants({ name: "p", value }) },
});

describe("a sensitive value", () => {
  test.each(["hunter", "hunter2", "correct-horse"])("of %j isn't shown where another text repeats it", (secret) => {
    const database: Planned = {
      ...{ type: "aws_db_instance", name: "d", values: { password: secret }, sensitive: { password: true } },
      expressions: { password: { references: ["var.password"] } },
    };
    const stack = fromPlan(planOf([database, parameter(`login=${secret};`)]));
    expect(JSON.stringify(stack.json)).not.toContain(secret);
    expect(stack.resource("aws_ssm_parameter").value).toBe("(sensitive value)");
  });

  test("of a variable isn't shown, also where the provider doesn't say that it is one", () => {
    const root = { variables: { token: { sensitive: true } } };
    const stack = fromPlan(planOf([parameter("use of tr0ub4dor")], root, { variables: { token: { value: "tr0ub4dor" } } }));
    expect(JSON.stringify(stack.json)).not.toContain("tr0ub4dor");
  });

  test("of a variable that isn't sensitive is shown", () => {
    const root = { variables: { stage: {} } };
    const stack = fromPlan(planOf([parameter("production")], root, { variables: { stage: { value: "production" } } }));
    expect(stack.resource("aws_ssm_parameter").value).toBe("production");
  });

  test("is found as it is, and as JSON writes it, where it is there as a whole", () => {
    const secret = 'tr0ub"4dor';
    const database: Planned = {
      ...{ type: "aws_db_instance", name: "d", values: { password: secret }, sensitive: { password: true } },
      expressions: { password: { references: ["var.password"] } },
    };
    const shown = (value: string): unknown => fromPlan(planOf([database, parameter(value)])).resource("aws_ssm_parameter").value;
    const written = (password: string): string => JSON.stringify({ password });
    expect([`login=${secret};`, written(secret)].map(shown)).toEqual(["(sensitive value)", "(sensitive value)"]);
    const parts = [secret.slice(1), secret.slice(0, -1)].map(written);
    expect(parts.map(shown)).toEqual(parts);
  });

  test("has all that is within it: a map that is sensitive as a whole", () => {
    const lambda: Planned = {
      ...{ type: "aws_lambda_function", name: "f", values: { environment: [{ variables: { KEY: "tr0ub4dor" } }] } },
      ...{ sensitive: { environment: [{ variables: true }] }, expressions: { environment: [{ variables: { references: ["var.all"] } }] } },
    };
    const stack = fromPlan(planOf([lambda, parameter("use of tr0ub4dor")]));
    expect(JSON.stringify(stack.json)).not.toContain("tr0ub4dor");
  });
});

// Such as `timeouts`, of which a resource has one at most.
test("a block that isn't in a list has the arguments of the configuration, and refers to what they refer to", () => {
  const wait = { references: ["aws_ssm_parameter.p.insecure_value", "aws_ssm_parameter.p"] };
  const database: Planned = {
    ...{ type: "aws_db_instance", name: "d", values: { timeouts: { create: "2h", delete: null } } },
    expressions: { timeouts: { create: { constant_value: "2h" }, update: wait } },
  };
  const change = { actions: ["create"], after_unknown: { timeouts: { update: true } } };
  const stack = fromPlan(planOf([database, parameter("x")], {}, { resource_changes: [{ address: "aws_db_instance.d", change }] }));
  expect(stack.resource("aws_db_instance").timeouts).toEqual({ create: "2h", update: "${aws_ssm_parameter.p.insecure_value}" });
});

test("providers of modules aren't the root module's", () => {
  const providers = {
    aws: { name: "aws", expressions: constants({ region: "eu-central-1" }) },
    "module.edge:aws": { name: "aws", module_address: "module.edge", expressions: constants({ region: "us-east-1" }) },
  };
  const plan = planOf([parameter("x")]);
  expect(fromPlan({ ...plan, configuration: { ...plan.configuration, provider_config: providers } }).json.provider).toEqual({
    aws: [{ region: "eu-central-1" }],
  });
});

test("what a resource depends on stays as it is configured", () => {
  const dependent = { ...parameter("x"), more: { depends_on: ["aws_s3_bucket_policy.logs"] } };
  expect(fromPlan(planOf([dependent])).resource("aws_ssm_parameter").depends_on).toEqual(["aws_s3_bucket_policy.logs"]);
});

test("blocks keep the order of the configuration, where the provider has them in another", () => {
  const group: Planned = {
    ...{ type: "aws_security_group", name: "g", values: { ingress: [{ from_port: 22 }, { from_port: 443 }] } },
    expressions: { ingress: [{ from_port: { constant_value: 443 } }, { from_port: { constant_value: 22 } }] },
  };
  expect(fromPlan(planOf([group])).resource("aws_security_group").ingress).toEqual([{ from_port: 443 }, { from_port: 22 }]);
});

test("an id that the configuration writes out is no reference to what has it too", () => {
  // The ids of both are the ARN of the secret (AWS provider, aws_secretsmanager_secret_policy and aws_secretsmanager_secret_rotation).
  const secret_arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders-AbCdEf";
  const of = (type: string): Planned => ({
    ...{ type, name: "orders", values: { id: secret_arn, secret_arn }, expressions: constants({ secret_arn }) },
  });
  const stack = fromPlan(planOf([of("aws_secretsmanager_secret_policy"), of("aws_secretsmanager_secret_rotation")]));
  expect(stack.resource("aws_secretsmanager_secret_rotation").secret_arn).toBe(secret_arn);
});

test.each([
  ["id", "sg-0123456789abcdef0"],
  ["arn", "arn:aws:ec2:eu-central-1:111122223333:security-group/sg-0123456789abcdef0"],
])("a value that is the %s which AWS has assigned to another resource refers to it", (attribute, value) => {
  const group: Planned = {
    ...{ type: "aws_security_group", name: "g", expressions: {} },
    values: { id: "sg-0123456789abcdef0", arn: "arn:aws:ec2:eu-central-1:111122223333:security-group/sg-0123456789abcdef0" },
  };
  const user: Planned = {
    ...{ type: "aws_ssm_parameter", name: "p", values: { value } },
    expressions: { value: { references: ["var.x"] } },
  };
  expect(fromPlan(planOf([group, user])).resource("aws_ssm_parameter").value).toBe(`\${aws_security_group.g.${attribute}}`);
});

describe("what the state before has (prior_state)", () => {
  const prior = (...resources: readonly Arguments[]): Arguments => ({ prior_state: { values: { root_module: { resources } } } });

  test("isn't in the view where the plan removes it", () => {
    const plan = planOf([parameter("x")]);
    const kept = { address: "aws_ssm_parameter.p", mode: "managed", type: "aws_ssm_parameter", name: "p", values: { value: "x" } };
    const gone = { ...kept, address: "aws_ssm_parameter.p[1]", index: 1 };
    expect(
      fromPlan({ ...plan, ...prior(kept, gone) })
        .resourcesOf("aws_ssm_parameter")
        .map(({ address }) => address),
    ).toEqual(["aws_ssm_parameter.p"]);
  });

  test("is in it where a data source has been read, which has no lifecycle that a plan doesn't tell", () => {
    const plan = planOf([parameter("x")]);
    const zone = { mode: "data", type: "aws_route53_zone", name: "z" };
    const configuration = { root_module: { resources: [{ ...zone, expressions: constants({ name: "example.com" }) }] } };
    const read = { ...zone, address: "data.aws_route53_zone.z", values: { name: "example.com", zone_id: "Z1" } };
    expect(fromPlan({ ...plan, configuration, ...prior(read) }).data("aws_route53_zone")).toEqual({
      z: { name: "example.com", "//": { metadata: { address: "data.aws_route53_zone.z" } } },
    });
  });
});

/** Two of each by for_each or count, as a configuration names one by the position of another. */
function several(type: string, keys: readonly (string | number)[], values: (index: number) => Arguments): Arguments[] {
  return keys.map((index, place) => ({
    ...{ address: `${type}.all[${JSON.stringify(index)}]`, mode: "managed", type, name: "all", index, values: values(place) },
  }));
}

test("one of several by for_each refers to the one with its key, whichever others there are (each.key)", () => {
  const topics = several("aws_sns_topic", ["a", "b", "c"], () => ({}));
  const subscriptions = several("aws_sns_topic_subscription", ["b", "c"], () => ({ protocol: "sqs" }));
  const changes = subscriptions.map(({ address }) => ({ address: address as string, change: { after_unknown: { topic_arn: true } } }));
  const configured = [
    { mode: "managed", type: "aws_sns_topic", name: "all", expressions: {} },
    {
      ...{ mode: "managed", type: "aws_sns_topic_subscription", name: "all" },
      expressions: { protocol: { constant_value: "sqs" }, topic_arn: { references: ["aws_sns_topic.all", "each.key"] } },
    },
  ];
  const stack = fromPlan({
    planned_values: { root_module: { resources: [...topics, ...subscriptions] } },
    resource_changes: changes,
    configuration: { root_module: { resources: configured } },
  });
  expect(stack.resource("aws_sns_topic_subscription", "all-b").topic_arn).toBe("${aws_sns_topic.all-b.arn}");
  expect(stack.resource("aws_sns_topic_subscription", "all-c").topic_arn).toBe("${aws_sns_topic.all-c.arn}");
});

// https://developer.hashicorp.com/terraform/internals/json-format, expression representation: a reference comes with what it is a part of.
test.each<[string, readonly string[], string]>([
  ["its key", ['module.orders["b"].arn', 'module.orders["b"]', "module.orders"], "${aws_sns_topic.module-orders-b-topic.arn}"],
  [
    "each.key, beside which a plan names no output",
    ["module.orders", "each.key"],
    "${known_after_apply(aws_sns_topic_subscription.one.topic_arn)}",
  ],
])("one of several modules is referred to by %s", (_, references, expected) => {
  const topic = { mode: "managed", type: "aws_sns_topic", name: "topic" };
  const subscription = { mode: "managed", type: "aws_sns_topic_subscription", name: "one" };
  const address = "aws_sns_topic_subscription.one";
  const child_modules = ["a", "b"].map((key) => ({
    address: `module.orders["${key}"]`,
    resources: [{ ...topic, address: `module.orders["${key}"].aws_sns_topic.topic`, values: {} }],
  }));
  const outputs = { arn: { expression: { references: ["aws_sns_topic.topic.arn", "aws_sns_topic.topic"] } } };
  const root_module = {
    resources: [{ ...subscription, expressions: { topic_arn: { references } } }],
    module_calls: { orders: { module: { outputs, resources: [{ ...topic, expressions: {} }] } } },
  };
  const stack = fromPlan({
    planned_values: { root_module: { resources: [{ ...subscription, address, values: {} }], child_modules } },
    resource_changes: [{ address, change: { after_unknown: { topic_arn: true } } }],
    configuration: { root_module },
  });
  expect(stack.resource("aws_sns_topic_subscription").topic_arn).toBe(expected);
});

test("a subnet's range is a part of its VPC's, and no reference to the VPC (Terraform, cidrsubnet)", () => {
  const vpc: Planned = { ...{ type: "aws_vpc", name: "v", values: {}, expressions: {} } };
  const subnet = (name: string, references: readonly string[]): Planned => ({
    ...{ type: "aws_subnet", name, values: {}, expressions: { cidr_block: { references } } },
  });
  const plan = planOf([vpc, subnet("s", ["aws_vpc.v.cidr_block", "aws_vpc.v"])]);
  const change = { address: "aws_subnet.s", change: { after_unknown: { cidr_block: true } } };
  expect(fromPlan({ ...plan, resource_changes: [change] }).resource("aws_subnet").cidr_block).toBe(
    "${known_after_apply(aws_vpc.v.cidr_block)}",
  );
});
