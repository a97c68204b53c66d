/** Plans are written as https://developer.hashicorp.com/terraform/internals/json-format has them. */
import { plannedView, priorView } from "../../../src/review/security/views";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

const GROUP = "sg-0123456789abcdef0";
const OTHER_GROUP = "sg-0fedcba9876543210";

interface Made {
  readonly type: string;
  readonly name: string;
  readonly before?: Json;
  readonly after?: Json;
  readonly unknown?: Json;
  readonly sensitive?: Json;
  /** Undefined for what isn't in the configuration any more. */
  readonly expressions?: Json;
}

function plan(...resources: readonly Made[]): Json {
  const values = (side: "before" | "after"): Json => ({
    root_module: {
      resources: resources.flatMap(({ type, name, sensitive = {}, ...sides }) =>
        sides[side] === undefined
          ? []
          : [{ address: `${type}.${name}`, mode: "managed", type, name, values: sides[side], sensitive_values: sensitive }],
      ),
    },
  });
  return {
    format_version: "1.2",
    planned_values: values("after"),
    prior_state: { values: values("before") },
    resource_changes: resources.map(({ type, name, before = null, after = null, unknown = {} }) => ({
      ...{ address: `${type}.${name}`, mode: "managed", type, name },
      change: { actions: ["update"], before, after, after_unknown: unknown },
    })),
    configuration: {
      root_module: {
        resources: resources.flatMap(({ type, name, expressions }) =>
          expressions === undefined ? [] : [{ address: `${type}.${name}`, mode: "managed", type, name, expressions }],
        ),
      },
    },
  };
}

const group = (name: string, id: string): Made => {
  const values = { id, arn: `arn:aws:ec2:eu-central-1:111122223333:security-group/${id}`, name };
  return { type: "aws_security_group", name, before: values, after: values, expressions: { name: { constant_value: name } } };
};

const rule = (more: Partial<Made>): Made => ({
  type: "aws_vpc_security_group_ingress_rule",
  name: "rule",
  before: { id: "sgr-1", security_group_id: GROUP, cidr_ipv4: "10.0.0.0/8", from_port: 443 },
  ...more,
});

const reference = { references: ["aws_security_group.web.id", "aws_security_group.web"] };

test("a value that is as it was is the reference that the configuration has", () => {
  const stays = rule({
    after: { id: "sgr-1", security_group_id: GROUP, cidr_ipv4: "10.0.0.0/8", from_port: 443 },
    expressions: { security_group_id: reference, cidr_ipv4: {}, from_port: {} },
  });
  expect(priorView(plan(group("web", GROUP), stays)).resource("aws_vpc_security_group_ingress_rule")).toMatchObject({
    security_group_id: "${aws_security_group.web.id}",
    cidr_ipv4: "10.0.0.0/8",
    from_port: 443,
  });
});

test("what has left the configuration has its values, and the references that its ids say", () => {
  expect(priorView(plan(group("web", GROUP), rule({}))).resource("aws_vpc_security_group_ingress_rule")).toMatchObject({
    security_group_id: "${aws_security_group.web.id}",
    cidr_ipv4: "10.0.0.0/8",
  });
});

test("what has left the configuration isn't in the view of what the plan leaves", () => {
  expect(plannedView(plan(group("web", GROUP), rule({}))).types).toEqual(["aws_security_group"]);
});

test("a value that changes is what it was, also where it referred to something else", () => {
  const moved = rule({
    after: { id: "sgr-1", security_group_id: OTHER_GROUP, from_port: 443 },
    expressions: { security_group_id: { references: ["aws_security_group.other.id"] }, from_port: {} },
  });
  const view = priorView(plan(group("web", GROUP), group("other", OTHER_GROUP), moved));
  expect(view.resource("aws_vpc_security_group_ingress_rule")).toMatchObject({ security_group_id: "${aws_security_group.web.id}" });
});

test("an argument that has left the configuration is in it", () => {
  const without = rule({
    after: { id: "sgr-1", security_group_id: GROUP, cidr_ipv4: null, from_port: 443 },
    expressions: { security_group_id: reference, from_port: {} },
  });
  expect(priorView(plan(group("web", GROUP), without)).resource("aws_vpc_security_group_ingress_rule")).toMatchObject({
    cidr_ipv4: "10.0.0.0/8",
  });
});

test("an argument that the configuration has anew isn't in it", () => {
  const added = { id: "lb", internal: true, access_logs: [{ bucket: "logs" }] };
  const balancer = {
    type: "aws_lb",
    name: "api",
    before: { id: "lb", internal: true, access_logs: [] },
    after: added,
    expressions: { internal: { constant_value: true }, access_logs: [{ bucket: { constant_value: "logs" } }] },
  };
  expect(priorView(plan(balancer)).resource("aws_lb").access_logs ?? []).toEqual([]);
});

test("blocks that change are those that there were", () => {
  const block = (port: number): Json => ({
    from_port: port,
    to_port: port,
    protocol: "tcp",
    cidr_blocks: ["10.0.0.0/8"],
    security_groups: [],
  });
  const expressions = { ingress: [{ from_port: { constant_value: 22 }, cidr_blocks: { constant_value: ["10.0.0.0/8"] } }] };
  const own = {
    type: "aws_security_group",
    name: "own",
    before: { id: GROUP, ingress: [block(443), block(80)] },
    after: { id: GROUP, ingress: [block(22)] },
    expressions,
  };
  const { ingress } = priorView(plan(own)).resource("aws_security_group");
  expect((ingress as Json[]).map(({ from_port: port }) => port as number)).toEqual([443, 80]);
});

test("what the provider fills in is no argument", () => {
  const values = { id: GROUP, name: "web", owner_id: "111122223333" };
  const own = { type: "aws_security_group", name: "web", before: values, after: values, expressions: { name: { constant_value: "web" } } };
  expect(priorView(plan(own)).resource("aws_security_group")).not.toHaveProperty("owner_id");
});

/** A group as a refresh has it: with the rule that is a resource of its own. */
const refreshed = (expressions: Json = {}): Made => {
  const made = group("web", GROUP);
  const values = { ...made.after, ingress: [{ cidr_blocks: ["10.0.0.0/8"], from_port: 443, to_port: 443, protocol: "tcp" }] };
  return { ...made, before: values, after: values, expressions: { ...made.expressions, ...expressions } };
};

test("a rule that a refresh has put into its group goes where its resource is deleted", () => {
  const deleted = plan(refreshed(), rule({}));
  expect(plannedView(deleted).resource("aws_security_group").ingress).toBeUndefined();
  expect(priorView(deleted).resource("aws_security_group").ingress).toBeUndefined();
});

test("rules that a group's configuration has stay in it", () => {
  const configured = plan(refreshed({ ingress: [{ protocol: { constant_value: "tcp" } }] }), rule({}));
  expect(plannedView(configured).resource("aws_security_group").ingress).toMatchObject([{ protocol: "tcp" }]);
});

test("rules of a dynamic block, which a plan's configuration doesn't have, stay in their group", () => {
  expect(plannedView(plan(refreshed())).resource("aws_security_group").ingress).toMatchObject([{ from_port: 443 }]);
});

test("the ids that AWS has assigned are known on both sides", () => {
  const both = plan(group("web", GROUP));
  for (const view of [priorView(both), plannedView(both)]) expect(view.resource("aws_security_group")).toMatchObject({ id: GROUP });
});

test("an id that is known after apply isn't known", () => {
  const made = { ...group("web", GROUP), before: undefined, after: { name: "web" }, unknown: { id: true, arn: true } };
  expect(plannedView(plan(made)).resource("aws_security_group")).not.toHaveProperty("id");
});

test("a plan that makes everything has nothing before it", () => {
  const made = { ...group("web", GROUP), before: undefined };
  expect(priorView(plan(made)).types).toEqual([]);
  expect(priorView({ ...plan(made), prior_state: undefined }).types).toEqual([]);
});

/** A module of a state, with a VPC. */
function moduleWithVpc(address: string) {
  const values = { id: "vpc-0123456789abcdef0", cidr_block: "10.0.0.0/16" };
  return { address, resources: [{ address: `${address}.aws_vpc.main`, mode: "managed", type: "aws_vpc", name: "main", values }] };
}

test("a module that has left the configuration is in it, by its resources' addresses", () => {
  const all = plan(group("web", GROUP));
  all.prior_state.values.root_module.child_modules = [moduleWithVpc('module.net["a"]')];
  const [vpc] = priorView(all).resourcesOf('module.net["a"]');
  expect(vpc).toMatchObject({ address: 'module.net["a"].aws_vpc.main', args: { cidr_block: "10.0.0.0/16" } });
});

test("no sensitive value is in a view, whether its resource stays, changes or leaves", () => {
  const values = { id: "orders", password: "correct-horse", username: "admin", tags: { note: "is correct-horse" } };
  const database = { type: "aws_db_instance", name: "orders", before: values, sensitive: { password: true } };
  const stays = { ...database, name: "stays", after: values, expressions: { password: {}, username: {}, tags: {} } };
  const changes = { ...stays, name: "changes", after: { ...values, password: "battery-staple" } };
  const all = plan(database, stays, changes);
  expect(JSON.stringify([priorView(all).json, plannedView(all).json])).not.toMatch(/correct-horse|battery-staple/);
});

test("a module in a module that has left the configuration is in it as well", () => {
  const all = plan(group("web", GROUP));
  const inner = moduleWithVpc("module.net.module.vpc");
  all.prior_state.values.root_module.child_modules = [{ address: "module.net", child_modules: [inner] }];
  const [found] = priorView(all).resourcesOf("module.net.module.vpc");
  expect(found).toMatchObject({ address: "module.net.module.vpc.aws_vpc.main", args: { cidr_block: "10.0.0.0/16" } });
});

test("an id that is sensitive isn't known", () => {
  const made = { ...group("web", GROUP), sensitive: { id: true } };
  expect(plannedView(plan(made)).resource("aws_security_group")).not.toHaveProperty("id");
});

// AWS provider, "Attribute Reference" of each; `region` is an argument of every resource since its version 6, and no name.
test.each<[string, Json, readonly string[]]>([
  [
    "aws_sqs_queue",
    { id: "https://sqs/orders", arn: "arn:aws:sqs:eu-central-1:111122223333:orders", name: "orders" },
    ["id", "arn", "name"],
  ],
  ["aws_kms_key", { id: "1234", arn: "arn:aws:kms:eu-central-1:111122223333:key/1234", key_id: "1234" }, ["id", "arn", "key_id"]],
  ["aws_iam_role", { id: "a", arn: "arn:aws:iam::111122223333:role/x/a", name: "a", path: "/x/" }, ["id", "arn", "name", "path"]],
  ["aws_s3_bucket", { id: "files", arn: "arn:aws:s3:::files", bucket: "files" }, ["id", "arn", "bucket"]],
  ["aws_sqs_queue", { id: "", arn: null, name: "orders" }, ["name"]],
  ["aws_lb_listener", { id: "arn:listener", arn: "arn:listener" }, []],
])("of %s %j a view knows %j", (type, values, names) => {
  const own = { ...values, region: "eu-central-1", account: "111122223333", owner_id: "o" };
  const made = { type, name: "it", before: own, after: own, expressions: {} };
  for (const view of [priorView(plan(made)), plannedView(plan(made))]) {
    const { "//": _metadata, lifecycle: _lifecycle, ...args } = view.resource(type);
    expect(args).toEqual(Object.fromEntries(names.map((name) => [name, values[name] as unknown])));
  }
});

test("a name that the configuration refers to stays a reference", () => {
  const values = { id: "q", name: "orders" };
  const made = { type: "aws_sqs_queue", name: "it", before: values, after: values, expressions: { name: { references: ["local.name"] } } };
  expect(plannedView(plan(made)).resource("aws_sqs_queue").name).toBe("orders");
});

test("a view of nothing has no resources at all", () => {
  expect(plannedView(plan()).json).not.toHaveProperty("resource");
});
