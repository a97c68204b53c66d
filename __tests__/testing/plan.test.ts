import { fromPlan } from "../../src/testing";
import { brokenPart } from "../../src/testing/plan/plan-json";
import { messageOf } from "../support/synth";
import { plan } from "./plan-fixture";

/** What Terraform plans of resources that exist: it knows their ids. */
function deployed() {
  const text = JSON.stringify(plan())
    .replace('"values":{"cidr_block":"10.0.0.0/16"}', '"values":{"cidr_block":"10.0.0.0/16","id":"vpc-0123456789abcdef0"}')
    .replace(
      '"values":{"name":"orders","timeouts":null}',
      '"values":{"name":"orders","id":"sg-0aaaaaaaaaaaaaaaa","vpc_id":"vpc-0123456789abcdef0"}',
    )
    .replace('"values":{"name":"web",', '"values":{"name":"web","id":"sg-0bbbbbbbbbbbbbbbb","vpc_id":"vpc-0123456789abcdef0",')
    .replace(
      '"values":{"from_port":5432,',
      '"values":{"security_group_id":"sg-0aaaaaaaaaaaaaaaa","referenced_security_group_id":"sg-0bbbbbbbbbbbbbbbb","from_port":5432,',
    );
  const json = JSON.parse(text) as ReturnType<typeof plan>;
  const known = /aws_vpc\.main|aws_security_group|ingress_rule/;
  return { ...json, resource_changes: json.resource_changes.filter(({ address }) => !known.test(address)) };
}

describe("the view of a plan", () => {
  test("has the planned values of what the configuration sets, and nothing that the provider fills in", () => {
    expect(fromPlan(plan()).resource("aws_instance", "web-0")).toEqual({
      ami: "${data.aws_ami.linux.id}",
      instance_type: "t4g.small",
      subnet_id: "${aws_subnet.module-network-private-a.id}",
      vpc_security_group_ids: ["${aws_security_group.web.id}"],
      lifecycle: {
        create_before_destroy: "${known_after_apply(lifecycle.create_before_destroy)}",
        prevent_destroy: "${known_after_apply(lifecycle.prevent_destroy)}",
      },
      "//": { metadata: { address: "aws_instance.web[0]" } },
    });
  });

  test("knows each of several by its address, with its module and its key", () => {
    const stack = fromPlan(plan());
    expect(stack.resourcesOf("module.network").map(({ address }) => address)).toEqual([
      'module.network.aws_subnet.private["a"]',
      'module.network.aws_subnet.private["b"]',
      "module.network.aws_vpc.main",
    ]);
    expect(stack.resourcesOf("aws_instance.web").map(({ path }) => path)).toEqual(["aws_instance.web[0]", "aws_instance.web[1]"]);
  });

  test("refers through a module's outputs, by count.index and each.value", () => {
    const stack = fromPlan(plan());
    const referred = (type: string, id: string, argument: string) => stack.resolve(stack.resource(type, id)[argument])?.address;
    expect(referred("aws_security_group", "orders", "vpc_id")).toBe("module.network.aws_vpc.main");
    expect(referred("aws_instance", "web-1", "subnet_id")).toBe('module.network.aws_subnet.private["b"]');
    expect(referred("aws_s3_bucket_policy", "files-out", "bucket")).toBe('aws_s3_bucket.files["out"]');
    expect(referred("aws_subnet", "module-network-private-a", "vpc_id")).toBe("module.network.aws_vpc.main");
    expect(stack.resolve(stack.output("vpc"))?.type).toBe("aws_vpc");
  });

  test("says what it doesn't tell: how a text is composed, and what a local value is", () => {
    const stack = fromPlan(plan());
    expect(stack.resource("aws_s3_bucket_policy", "files-in").policy).toBe("${known_after_apply(aws_s3_bucket.files-in.arn)}");
    expect(stack.resource("aws_security_group", "web").vpc_id).toBe("${known_after_apply(local.vpc_id)}");
  });

  test("has dynamic blocks", () => {
    expect(fromPlan(plan()).resource("aws_security_group", "web").ingress).toEqual([
      { protocol: "udp", from_port: 443, to_port: 443, cidr_blocks: ["10.0.0.0/16"], security_groups: [] },
    ]);
  });

  test("has what data sources have read", () => {
    expect(fromPlan(plan()).data("aws_ami")).toMatchObject({ linux: { most_recent: true } });
  });

  test("says in which region each provider works", () => {
    const stack = fromPlan(plan());
    expect(stack.json.provider).toEqual({ aws: [{ region: "eu-central-1" }, { region: "us-east-1", alias: "global" }] });
    expect(stack.resource("aws_s3_bucket", "files-in").provider).toBe("aws.global");
  });

  test("has no sensitive value, also where a provider or a text repeats it", () => {
    const stack = fromPlan(plan());
    expect(stack.resource("aws_db_instance")).toMatchObject({ password: "(sensitive value)", tags: { note: "(sensitive value)" } });
    expect(stack.output("login")).toBe("(sensitive value)");
    expect(JSON.stringify(stack.json)).not.toMatch(/correct-horse|also-a-secret/);
  });

  test("of what exists refers to what AWS has assigned ids to", () => {
    const stack = fromPlan(deployed());
    expect(stack.resource("aws_vpc_security_group_ingress_rule")).toMatchObject({
      security_group_id: "${aws_security_group.orders.id}",
      referenced_security_group_id: "${aws_security_group.web.id}",
      from_port: 5432,
    });
    // Also where its own configuration doesn't say so.
    expect(stack.resource("aws_security_group", "web").vpc_id).toBe("${aws_vpc.module-network-main.id}");
  });
});

describe("a plan of a CDKTF app", () => {
  const arn = "${aws_kms_key.Key_0A1B2C3D.arn}";
  const of = (index?: number) => ({
    planned_values: {
      root_module: {
        resources: [
          { address: "aws_kms_key.Key_0A1B2C3D", mode: "managed", type: "aws_kms_key", name: "Key_0A1B2C3D", values: {} },
          ...(index === undefined ? [0] : [0, index]).map((key) => ({
            address: `aws_sns_topic.Alarms_Topic_1A2B3C4D[${key}]`,
            mode: "managed",
            type: "aws_sns_topic",
            name: "Alarms_Topic_1A2B3C4D",
            index: key,
            values: { name: "alarms" },
          })),
        ],
      },
    },
    resource_changes: [
      { address: "aws_sns_topic.Alarms_Topic_1A2B3C4D[0]", change: { after_unknown: { policy: true, kms_master_key_id: true } } },
    ],
    configuration: {
      root_module: {
        resources: [
          { mode: "managed", type: "aws_kms_key", name: "Key_0A1B2C3D", expressions: {} },
          {
            mode: "managed",
            type: "aws_sns_topic",
            name: "Alarms_Topic_1A2B3C4D",
            expressions: {
              name: { constant_value: "alarms" },
              kms_master_key_id: { constant_value: arn, references: ["aws_kms_key.Key_0A1B2C3D.arn", "aws_kms_key.Key_0A1B2C3D"] },
              policy: { constant_value: `{"Resource":"${arn}"}`, references: ["aws_kms_key.Key_0A1B2C3D.arn", "aws_kms_key.Key_0A1B2C3D"] },
            },
          },
        ],
      },
    },
  });

  test("has texts as they were written, and paths of constructs", () => {
    const [topic] = fromPlan(of()).resourcesOf("Alarms");
    expect(topic).toMatchObject({ path: "Alarms/Topic", address: "aws_sns_topic.Alarms_Topic_1A2B3C4D[0]", id: "Alarms_Topic_1A2B3C4D" });
    expect(topic!.args).toMatchObject({ kms_master_key_id: arn, policy: `{"Resource":"${arn}"}` });
  });

  test("tells several of one construct by their keys", () => {
    expect(
      fromPlan(of(1))
        .resourcesOf("Alarms")
        .map(({ path }) => path),
    ).toEqual(["Alarms/Topic[0]", "Alarms/Topic[1]"]);
  });
});

test.each<[string, unknown, string]>([
  [
    "a text",
    '{"planned_values":{}}',
    'fromPlan: invalid input\n  - json: must be an object; received "a text". Parse the file\'s text: fromPlan(JSON.parse(text)).',
  ],
  [
    "a text with references",
    `{"planned_values":{}}${" ".repeat(80)}\${aws_vpc.main.id}`,
    'fromPlan: invalid input\n  - json: must be an object; received "a text". Parse the file\'s text: fromPlan(JSON.parse(text)).',
  ],
  [
    "a file that isn't parsed",
    Buffer.from("{}"),
    'fromPlan: invalid input\n  - json: must be an object; received "the bytes of a file". Parse the file\'s text: fromPlan(JSON.parse(text)).',
  ],
  // https://developer.hashicorp.com/terraform/internals/json-format: a major version that one doesn't know is to be rejected.
  [
    "a plan of a format that isn't known",
    { ...plan(), format_version: "2.0" },
    "fromPlan reads plans of the format versions 0 and 1, received 2.0: upgrade the library, or make the plan with Terraform 1",
  ],
  [
    "a state",
    { format_version: "1.0", values: {} },
    "fromPlan takes what `terraform show -json <file of the plan>` writes, received a state",
  ],
  [
    "a promise of a plan",
    Promise.resolve(plan()),
    "fromPlan takes what `terraform show -json <file of the plan>` writes, received a promise: await it first",
  ],
  [
    "a configuration",
    { resource: {}, provider: {} },
    "fromPlan takes what `terraform show -json <file of the plan>` writes, received an object of resource, provider",
  ],
  // https://developer.hashicorp.com/terraform/internals/json-format: resource_changes is a list, and each entry has an address and a change.
  [
    "a plan whose changes are no list",
    { ...plan(), resource_changes: {} },
    "fromPlan takes what `terraform show -json <file of the plan>` writes, received a plan whose resource_changes is no list: write it anew",
  ],
  [
    "a plan with a change that is none",
    { ...plan(), resource_changes: [null] },
    "fromPlan takes what `terraform show -json <file of the plan>` writes, received a plan whose resource_changes[0] isn't an object with an address and a change: write it anew",
  ],
  [
    "a plan that has failed",
    { ...plan(), errored: true },
    "fromPlan takes a whole plan, received one that Terraform couldn't finish: see the errors of terraform plan",
  ],
])("%s is no plan", (_what, json, message) => {
  expect(messageOf(() => fromPlan(json as never))).toBe(message);
});

/** https://developer.hashicorp.com/terraform/internals/json-format: what a plan's changes are; a review reads what is done as well. */
describe("the first part of a plan that is broken is named", () => {
  const change = { address: "a.b", change: { actions: ["no-op"] } };

  test.each<readonly [plan: object, ofValues: string | undefined, ofActions: string | undefined]>([
    [{}, undefined, undefined],
    [{ resource_changes: [change], resource_drift: [change], output_changes: { o: { actions: ["create"] } } }, undefined, undefined],
    [{ resource_changes: {} }, "resource_changes is no list", "resource_changes is no list"],
    [{ resource_drift: "x" }, "resource_drift is no list", "resource_drift is no list"],
    ...[null, [], "x", { ...change, change: null }, { ...change, change: [] }, { change: change.change }, { ...change, address: 1 }].map(
      (entry): [object, string, string] => {
        const broken = "resource_drift[1] isn't an object with an address and a change";
        return [{ resource_drift: [change, entry] }, broken, broken];
      },
    ),
    [{ resource_changes: [{ ...change, change: {} }] }, undefined, "resource_changes[0] isn't an object with an address and a change"],
    [{ output_changes: [] }, "output_changes is no object", "output_changes is no object"],
    [{ output_changes: { a: { actions: [] }, o: 1 } }, "output_changes.o isn't a change", "output_changes.o isn't a change"],
    [{ output_changes: { o: {} } }, undefined, "output_changes.o isn't a change"],
  ])("%j", (broken, ofValues, ofActions) => {
    expect([brokenPart(broken, "values"), brokenPart(broken, "actions")]).toEqual([ofValues, ofActions]);
  });
});

test("providers say where they work, and in which accounts, as written or by a variable, and nothing else", () => {
  const json = plan();
  const given = (value: unknown): object => ({ constant_value: value });
  const provider_config = {
    aws: {
      name: "aws",
      expressions: {
        region: { references: ["var.region"] },
        allowed_account_ids: given(["111122223333"]),
        forbidden_account_ids: given(["444455556666"]),
        profile: given("admin"),
      },
    },
    other: { name: "aws", alias: "other", expressions: { region: { references: ["local.region"] } } },
    random: { name: "random" },
  };
  expect(fromPlan({ ...json, configuration: { ...json.configuration, provider_config } }).json.provider).toEqual({
    aws: [{ region: "eu-central-1", allowed_account_ids: ["111122223333"], forbidden_account_ids: ["444455556666"] }, { alias: "other" }],
    random: [{}],
  });
});

test("a plan's text, which may have secrets, isn't shown where it isn't parsed", () => {
  expect(messageOf(() => fromPlan(JSON.stringify(plan()) as never))).not.toContain("correct-horse");
});
