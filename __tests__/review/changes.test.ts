import { reviewPlan } from "../../src/review/build";
import { Values } from "../../src/review/changes/plan-json";
import { AttributeChange, Review } from "../../src/review/review";
import { SynthesizedStack } from "../../src/testing";
import { plan, resource } from "./plan-fixture";

const TODAY = "2026-11-26";
const review = (json: Values, stack?: SynthesizedStack): Review => reviewPlan({ plan: json, stack, today: TODAY });

/** An update of one queue, or of another resource without a rule of its own. */
function updated(before: Values, after: Values, more: Values = {}): readonly AttributeChange[] {
  return review(plan([resource("aws_thing.it", "update", { before, after, ...more })])).changes[0]!.attributes;
}

const texts = (attributes: readonly AttributeChange[]): string[] =>
  attributes.map(({ path, before, after }) => `${path}: ${textOf(before)} → ${textOf(after)}`);
const textOf = (value: AttributeChange["before"]): string => (value.kind === "value" ? value.text : `(${value.kind})`);

describe("attributes", () => {
  test("differ down to the value, by its path", () => {
    expect(texts(updated({ a: { b: [{ c: 1, d: 2 }] }, e: 3 }, { a: { b: [{ c: 9, d: 2 }] }, e: 3 }))).toEqual(["a.b[0].c: 1 → 9"]);
  });

  test("of a map with other names than identifiers stand in brackets", () => {
    expect(texts(updated({ tags: { "aws:x": "a" } }, { tags: { "aws:x": "b" } }))).toEqual(['tags["aws:x"]: a → b']);
  });

  test("that are known after apply only say so", () => {
    expect(texts(updated({ version: 1 }, {}, { after_unknown: { version: true } }))).toEqual(["version: 1 → (unknown)"]);
  });

  test("that are known in part say it of the part", () => {
    const found = updated({ a: { b: 1, c: 2 } }, { a: { c: 2 } }, { after_unknown: { a: { b: true } } });
    expect(texts(found)).toEqual(["a.b: 1 → (unknown)"]);
  });

  test("that are left out and those that are empty are the same", () => {
    expect(updated({ setting: null, other: [] }, { setting: [], other: null })).toEqual([]);
  });

  test("of a policy that is only written in another order are no change", () => {
    const policy = (statements: Values[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
    const [a, b] = [
      { Sid: "A", Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "*" },
      { Sid: "B", Effect: "Deny", Action: "s3:*", Resource: ["*"] },
    ];
    const reordered = [
      { Resource: "*", Sid: "B", Effect: "Deny", Action: ["s3:*"] },
      { ...a, Action: ["s3:PutObject", "s3:GetObject"] },
    ];
    expect(updated({ policy: policy([a!, b!]) }, { policy: policy(reordered) })).toEqual([]);
  });

  test("of a policy differ by the statement's Sid", () => {
    const policy = (actions: string[]): string =>
      JSON.stringify({
        Statement: [
          { Sid: "Other", Effect: "Deny", Action: "s3:*" },
          { Sid: "Read", Effect: "Allow", Action: actions },
        ],
      });
    expect(texts(updated({ policy: policy(["s3:GetObject"]) }, { policy: policy(["s3:GetObject", "s3:ListBucket"]) }))).toEqual([
      'policy.Statement["Read"].Action: s3:GetObject → ["s3:GetObject","s3:ListBucket"]',
    ]);
  });

  test("of another JSON document keep the order of lists, which may mean something", () => {
    expect(texts(updated({ body: '{"steps":["a","b"]}' }, { body: '{"steps":["b","a"]}' }))).toEqual(['body.steps: ["a","b"] → ["b","a"]']);
  });

  test("of blocks are paired by what they are known by", () => {
    const before = [
      { name: "a", value: "1" },
      { name: "b", value: "2" },
    ];
    const after = [
      { name: "0", value: "0" },
      { name: "a", value: "1" },
      { name: "b", value: "3" },
    ];
    expect(texts(updated({ parameter: before }, { parameter: after }))).toEqual([
      'parameter["0"]: (absent) → {"name":"0","value":"0"}',
      'parameter["b"].value: 2 → 3',
    ]);
  });

  test("of blocks that nothing names are paired by likeness", () => {
    const rule = (port: number, cidr: string) => ({ from_port: port, to_port: port, protocol: "tcp", cidr_blocks: [cidr] });
    const [https, http, ssh] = [rule(443, "0.0.0.0/0"), rule(80, "0.0.0.0/0"), rule(22, "10.0.0.0/8")];
    expect(texts(updated({ ingress: [https, http, ssh] }, { ingress: [rule(22, "0.0.0.0/0"), https, http] }))).toEqual([
      'ingress[0].cidr_blocks: ["10.0.0.0/8"] → ["0.0.0.0/0"]',
    ]);
  });

  test("of a long list are what differs in it", () => {
    const ranges = Array.from({ length: 30 }, (_, index) => `10.0.${index}.0/24`);
    expect(texts(updated({ cidrs: ranges }, { cidrs: [...ranges.slice(1), "0.0.0.0/0"] }))).toEqual([
      'cidrs: 29 the same, "10.0.0.0/24" → 29 the same, "0.0.0.0/0"',
    ]);
  });

  test("of a text of many lines are the lines that differ", () => {
    const script = (line: string): string => ["#!/bin/sh", "set -e", line, "exec server", "wait"].join("\n");
    expect(texts(updated({ user_data: script("a=1") }, { user_data: script("a=2") }))).toEqual([
      "user_data: from line 3:\na=1 → from line 3:\na=2",
    ]);
  });

  test("of tags aren't said again of tags_all", () => {
    expect(texts(updated({ tags: { A: "1" }, tags_all: { A: "1" } }, { tags: { A: "2" }, tags_all: { A: "2" } }))).toEqual([
      "tags.A: 1 → 2",
    ]);
  });

  test("that only the provider's default tags change are said of tags_all", () => {
    expect(texts(updated({ tags: {}, tags_all: { A: "1" } }, { tags: {}, tags_all: { A: "2" } }))).toEqual(["tags_all.A: 1 → 2"]);
  });

  test("that force the replacement are marked, also within a block", () => {
    const { changes } = review(
      plan([
        resource("aws_thing.it", "delete create", {
          before: { name: "a", tags: { A: "1" }, block: [{ size: 1 }] },
          after: { name: "b", tags: { A: "2" }, block: [{ size: 2 }] },
          replace_paths: [["name"], ["block", 0, "size"]],
        }),
      ]),
    );
    expect(changes[0]!.attributes.filter(({ forcesReplacement }) => forcesReplacement).map(({ path }) => path)).toEqual([
      "block[0].size",
      "name",
    ]);
  });

  test("of what is replaced leave out what AWS assigns anew, and keep what the configuration sets", () => {
    const change = {
      before: { id: "a", arn: "arn:a", kms_key_id: "k" },
      after: {},
      after_unknown: { id: true, arn: true, kms_key_id: true },
      replace_paths: [["kms_key_id"]],
    };
    const { changes } = review(plan([resource("aws_thing.it", "delete create", change)]));
    expect(texts(changes[0]!.attributes)).toEqual(["kms_key_id: k → (unknown)"]);
  });
});

describe("actions", () => {
  const one = (actions: string, change: Values = {}, more: Values = {}) =>
    review(plan([resource("aws_thing.it", actions, { before: {}, after: {}, ...change }, more)])).changes[0];

  test("of what stays as it is are no change", () => {
    expect(one("no-op")).toBeUndefined();
  });

  test.each([
    ["delete create", "delete-first"],
    ["create delete", "create-first"],
    ["create forget", "forget-old"],
  ])("of a replacement, %s, say what becomes of the old one", (actions, order) => {
    expect(one(actions)).toMatchObject({ action: "replace", order });
  });

  test("move what has another address now", () => {
    expect(one("no-op", {}, { previous_address: "aws_thing.old" })).toMatchObject({ action: "move", movedFrom: "aws_thing.old" });
  });

  test("import what is there", () => {
    expect(one("no-op", { importing: { id: "x-1" } })).toMatchObject({ action: "import", importedFrom: "x-1" });
  });

  test("forget what is to stay in AWS", () => {
    expect(one("forget")).toMatchObject({ action: "forget" });
  });

  test("of what an earlier replacement has left over have its key", () => {
    expect(one("delete", {}, { deposed: "byebye" })).toMatchObject({ action: "delete", deposed: "byebye" });
  });

  test("have the reason that Terraform gives", () => {
    expect(one("delete", {}, { action_reason: "delete_because_count_index" })?.reason).toBe("its index is beyond count");
  });

  test("are counted", () => {
    const { totals } = review(plan([resource("aws_a.a", "create"), resource("aws_a.b", "create"), resource("data.aws_b.c", "read")]));
    expect(totals).toEqual({ create: 2, read: 1, update: 0, replace: 0, delete: 0, forget: 0, import: 0, move: 0 });
  });
});

describe("paths", () => {
  const path = (address: string, more: Values = {}, stack?: SynthesizedStack): string =>
    review(plan([resource(address, "create", { after: {} }, more)]), stack).changes[0]!.path;

  test("are those of the stack's metadata, without the Resource of main children", () => {
    const metadata = { path: "shop/My.Database/Resource", uniqueId: "MyDatabase_11111111" };
    const stack = new SynthesizedStack({ resource: { aws_thing: { MyDatabase_11111111: { "//": { metadata } } } } });
    expect(path("aws_thing.MyDatabase_11111111", {}, stack)).toBe("My.Database");
  });

  test("are those that the logical ids of CDKTF have, where there is no stack", () => {
    expect(path("aws_thing.Database_Instances_a_0A1B2C3D")).toBe("Database/Instances/a");
  });

  test("are addresses where no construct is", () => {
    expect(path("aws_thing.main_db")).toBe("aws_thing.main_db");
  });

  test("of modules are addresses", () => {
    expect(
      path('module.a["x"].aws_thing.Name_0A1B2C3D', { type: "aws_thing", name: "Name_0A1B2C3D", module_address: 'module.a["x"]' }),
    ).toBe('module.a["x"].aws_thing.Name_0A1B2C3D');
  });

  test("of several instances have their keys", () => {
    const instances = ["a", "b"].map((key) => resource(`aws_thing.Main_0A1B2C3D["${key}"]`, "create", { after: {} }, { index: key }));
    expect(review(plan(instances)).changes.map((change) => change.path)).toEqual(['Main["a"]', 'Main["b"]']);
  });
});

describe("drift", () => {
  const drift = (relevant: unknown, changed: boolean) =>
    review(
      plan(changed ? [resource("aws_thing.it", "update", { before: { size: 5 }, after: { size: 1 } })] : [], {
        resource_drift: [resource("aws_thing.it", "update", { before: { size: 1, seen: 1 }, after: { size: 5, seen: 2 } })],
        relevant_attributes: relevant,
      }),
    ).drift.flatMap(({ attributes }) => texts(attributes));

  test("is shown where the plan changes the same attribute", () => {
    expect(drift([], true)).toEqual(["size: 1 → 5"]);
  });

  test("is shown where the plan's changes come from it", () => {
    expect(drift([{ resource: "aws_thing.it", attribute: ["seen"] }], false)).toEqual(["seen: 1 → 2"]);
  });

  test("isn't shown where the plan has nothing to do with it", () => {
    expect(drift([], false)).toEqual([]);
  });

  test("that deleted a resource is always shown", () => {
    const json = plan([], { resource_drift: [resource("aws_thing.it", "delete", { before: {} })], relevant_attributes: [] });
    expect(review(json).drift).toMatchObject([{ address: "aws_thing.it", action: "delete" }]);
  });
});

test("outputs differ down to the value", () => {
  const json = plan([], {
    output_changes: {
      same: { actions: ["no-op"], before: 1, after: 1 },
      urls: { actions: ["update"], before: { a: "x", b: "y" }, after: { a: "x", b: "z" }, after_unknown: false },
      id: { actions: ["create"], before: null, after_unknown: true },
    },
  });
  expect(texts(review(json).outputs)).toEqual(["id: (absent) → (unknown)", "urls.b: y → z"]);
});

describe("sensitive values", () => {
  const secret = 'hunter2"hunter2';
  const marked = { before_sensitive: { password: true }, after_sensitive: { password: true } };
  const everything = (json: Values): string => JSON.stringify(review(json));

  test("that change are said to, and aren't shown", () => {
    expect(texts(updated({ password: "first-one" }, { password: secret }, marked))).toEqual(["password: (sensitive) → (sensitive)"]);
  });

  test("that stay are no change", () => {
    expect(updated({ password: secret }, { password: secret }, marked)).toEqual([]);
  });

  test.each<[string, Values]>([
    ["another attribute", { note: `is ${secret}` }],
    ["JSON", { policy: JSON.stringify({ Statement: [{ Sid: secret }] }) }],
    ["a nested value", { a: [{ b: { c: secret } }] }],
    ["a name", { tags: { [secret]: "x" } }],
    ["base64", { user_data: Buffer.from(`export P=${secret}`).toString("base64") }],
  ])("are nowhere in a review, also where they are a part of %s", (_where, values) => {
    const json = plan([
      resource("aws_rds_cluster.it", "delete create", {
        before: { password: "old-password" },
        after: { ...values, password: secret },
        ...marked,
      }),
    ]);
    const text = everything(json);
    expect(text).toContain("sensitive");
    for (const part of ["hunter2", "old-password", Buffer.from(`export P=${secret}`).toString("base64")]) expect(text).not.toContain(part);
  });

  test("of variables and outputs are nowhere in a review", () => {
    const json = plan([resource("aws_thing.it", "create", { after: { a: "by variable-secret", b: "of output-secret" } })], {
      variables: { v: { value: "variable-secret" } },
      configuration: { root_module: { variables: { v: { sensitive: true } } } },
      output_changes: { o: { actions: ["create"], before: null, after: "output-secret", after_sensitive: true } },
    });
    expect(everything(json)).not.toMatch(/(variable|output)-secret/);
  });
});

describe("what is no plan", () => {
  const takes = "A review takes what `terraform show -json <file of the plan>` writes";

  test.each<[string, unknown, string]>([
    ["a text", "{}", `${takes}, as an object, received a string`],
    ["a list", [], `${takes}, as an object, received a list`],
    ["a state that is shown", { format_version: "1.0", values: {} }, `${takes}, received a state: name the plan's file`],
    ["the file of a state", { version: 4, terraform_version: "1.11.0", serial: 1 }, `${takes}, received a state: name the plan's file`],
    ["an empty state", { format_version: "1.0" }, `${takes}, received a state: name the plan's file`],
    ["another object", { b: 1, a: 2 }, `${takes}, received an object of a, b`],
    ["a plan that failed", { errored: true }, `${takes}, received a plan that Terraform couldn't finish: see the errors of terraform plan`],
  ])("is refused: %s", (_what, json, message) => {
    expect(() => reviewPlan({ plan: json, today: TODAY })).toThrow(new Error(message));
  });
});

test("a plan that changes nothing is an empty review", () => {
  expect(review(plan([]))).toEqual({
    stack: "",
    totals: { create: 0, read: 0, update: 0, replace: 0, delete: 0, forget: 0, import: 0, move: 0 },
    findings: [],
    policies: [],
    capacity: [],
    changes: [],
    drift: [],
    outputs: [],
    warnings: [],
  });
});
