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

  const NAMED = [
    "Sid",
    "sid",
    "key",
    "name",
    "id",
    "rule_id",
    "origin_id",
    "device_name",
    "path_pattern",
    "availability_zone",
    "priority",
    "rule_number",
  ];

  test.each(NAMED)("of blocks in another order are paired by their %s", (name) => {
    const block = (key: string | number, value: number): Values => ({ [name]: key, value });
    const [one, two] = /priority|number/.test(name) ? [1, 2] : ["a", "b"];
    expect(texts(updated({ block: [block(one!, 1), block(two!, 2)] }, { block: [block(two!, 3), block(one!, 1)] }))).toEqual([
      `block["${two}"].value: 2 → 3`,
    ]);
  });

  test("of a block beside which another comes or goes have the name that tells them apart", () => {
    const [a, b] = [
      { name: "a", value: 1 },
      { name: "b", value: 2 },
    ];
    expect(texts(updated({ block: [a] }, { block: [b, { ...a, value: 3 }] }))).toEqual([
      'block["b"]: (absent) → {"name":"b","value":2}',
      'block["a"].value: 1 → 3',
    ]);
    expect(texts(updated({ block: [b, a] }, { block: [a] }))).toEqual(['block["b"]: {"name":"b","value":2} → (absent)']);
  });

  test("of one block have its place, whatever its name", () => {
    expect(texts(updated({ block: [{ name: "a", value: 1 }] }, { block: [{ name: "a", value: 2 }] }))).toEqual(["block[0].value: 1 → 2"]);
  });

  test.each<[string, unknown]>([
    ["is twice among them", "a"],
    ["is empty of one", ""],
    ["one doesn't have", null],
  ])("of blocks have their places where the name %s", (_, name) => {
    const before = [
      { name: "a", value: 1, kind: "x" },
      { name, value: 2, kind: "x" },
    ];
    const after = [
      { name: "a", value: 1, kind: "x" },
      { name, value: 3, kind: "x" },
    ];
    expect(texts(updated({ block: before }, { block: after }))).toEqual(["block[1].value: 2 → 3"]);
  });

  test("of a block that comes a second time say that it comes, and that it goes", () => {
    const block = { port: 1 };
    expect(texts(updated({ rule: [block] }, { rule: [block, block] }))).toEqual(['rule[1]: (absent) → {"port":1}']);
    expect(texts(updated({ rule: [block, block] }, { rule: [block] }))).toEqual(['rule[1]: {"port":1} → (absent)']);
    expect(texts(updated({ rule: [block, block] }, { rule: [block, block, block] }))).toEqual(['rule[2]: (absent) → {"port":1}']);
  });

  test("of forty blocks without a name are paired by likeness, of more in their order, which takes less time", () => {
    const same = { a: -1, b: -1, c: -1 };
    const blocks = (count: number, c: number): Values[] => Array.from({ length: count }, (_, index) => ({ a: index, b: index, c }));
    const changed = (count: number): string[] =>
      texts(updated({ rule: [same, ...blocks(count, 0)] }, { rule: [same, ...blocks(count, 1).reverse()] }));
    expect(changed(40)).toHaveLength(40);
    expect(changed(40).every((text) => /\.c: 0 → 1$/.test(text))).toBe(true);
    expect(changed(41)).toContain('rule[1]: {"a":0,"b":0,"c":0} → (absent)');
  });

  test("of blocks that have nothing alike are one that goes and one that comes", () => {
    expect(texts(updated({ rule: [{ a: 1 }, { a: 2 }] }, { rule: [{ a: 3 }, { a: 1 }, { a: 4 }] }))).toEqual(
      expect.arrayContaining(['rule[1]: {"a":2} → (absent)', 'rule[0]: (absent) → {"a":3}', 'rule[2]: (absent) → {"a":4}']),
    );
  });

  test("of blocks in another order, where none is known by a name, are shown whole", () => {
    expect(texts(updated({ step: [{ a: 1 }, { a: 2 }] }, { step: [{ a: 2 }, { a: 1 }] }))).toEqual([
      'step: [{"a":1},{"a":2}] → [{"a":2},{"a":1}]',
    ]);
  });

  test("of blocks that are known after apply have their places", () => {
    expect(texts(updated({ rule: [{ a: 1 }] }, { rule: [{ a: 1 }] }, { after_unknown: { rule: [{}, { a: true }] } }))).toEqual([
      "rule[1].a: (absent) → (unknown)",
    ]);
    expect(texts(updated({ rule: [{ a: 1, b: 1 }] }, { rule: [{ b: 1 }] }, { after_unknown: { rule: [{ a: true }] } }))).toEqual([
      "rule[0].a: 1 → (unknown)",
    ]);
  });

  test("of a list of values that are known in part say it in their places, and of none that it is known after apply", () => {
    expect(texts(updated({ ids: ["a"] }, { ids: ["b"] }, { after_unknown: { ids: [false, true] } }))).toEqual([
      'ids: ["a"] → ["b","(known after apply)"]',
    ]);
    expect(texts(updated({ ids: ["a"] }, { ids: [] }, { after_unknown: { ids: [true] } }))).toEqual(['ids: ["a"] → (unknown)']);
  });

  test("of a value that becomes a block, or the other way round, are shown whole", () => {
    expect(texts(updated({ a: "x", b: { c: 1 } }, { a: { c: 1 }, b: "x" }))).toEqual(['a: x → {"c":1}', 'b: {"c":1} → x']);
  });

  test("of a block that comes are shown without what nobody has set, by name", () => {
    expect(texts(updated({ a: null }, { a: { d: 1, c: null, b: [{ f: 2, e: null }] } }))).toEqual(['a: (absent) → {"b":[{"f":2}],"d":1}']);
  });

  test("of documents of two kinds are shown whole", () => {
    expect(texts(updated({ body: "[1]" }, { body: '{"a":1}' }))).toEqual(['body: [1] → {"a":1}']);
    expect(texts(updated({ body: "{a" }, { body: "{b" }))).toEqual(["body: {a → {b"]);
  });

  test.each([
    ["a text of nothing", "", '""'],
    ["a text that begins with a blank", " a", '" a"'],
    ["a text that ends with one", "a ", '"a "'],
    ["a text of a thousand characters", "x".repeat(1000), "x".repeat(1000)],
    ["a longer text", "x".repeat(1001), `${"x".repeat(1000)}…`],
  ])("of %s are shown as a reader can see them", (_, value, shown) => {
    expect(texts(updated({ a: "b" }, { a: value }))).toEqual([`a: b → ${shown}`]);
  });

  test("of a dozen values are shown whole, of more by what differs", () => {
    const values = (count: number, last: number): number[] => [...Array(count - 1).keys(), last];
    const of = (count: number): string[] => texts(updated({ a: values(count, 98) }, { a: values(count, 99) }));
    expect(of(12)).toEqual(["a: [0,1,2,3,4,5,6,7,8,9,10,98] → [0,1,2,3,4,5,6,7,8,9,10,99]"]);
    expect(of(13)).toEqual(["a: 12 the same, 98 → 12 the same, 99"]);
    expect(texts(updated({ a: values(12, 98) }, { a: [...values(12, 98), 99] }))).toEqual(["a: 12 the same → 12 the same, 99"]);
    expect(texts(updated({ a: [...values(12, 98), 99] }, { a: values(12, 98) }))).toEqual(["a: 12 the same, 99 → 12 the same"]);
  });

  test("of many values in another order are shown as they begin", () => {
    const values = [...Array(13).keys()];
    expect(texts(updated({ a: values }, { a: [...values].reverse() }))).toEqual([
      "a: [0,1,2,3,4,5,6,7,8,9,10,11,12] → [12,11,10,9,8,7,6,5,4,3,2,1,0]",
    ]);
  });

  test("of a list that comes or goes have nothing on the other side", () => {
    expect(texts(updated({ a: ["x"], b: null }, { a: [], b: ["y"] }))).toEqual(['a: ["x"] → (absent)', 'b: (absent) → ["y"]']);
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

  test("of texts of few lines are shown whole, of six and more by the lines that differ", () => {
    expect(texts(updated({ a: "x\ny" }, { a: "x\nz\nw" }))).toEqual(["a: x\ny → x\nz\nw"]);
    expect(texts(updated({ a: "x\ny\nv" }, { a: "x\nz\nv" }))).toEqual(["a: from line 2:\ny → from line 2:\nz"]);
  });

  test("of lines that only come, or only go, have nothing on the other side", () => {
    expect(texts(updated({ a: "1\n2\n3" }, { a: "1\n2\n9\n3" }))).toEqual(["a: (absent) → from line 3:\n9"]);
    expect(texts(updated({ a: "1\n2\n3\n4" }, { a: "1\n2\n3" }))).toEqual(["a: from line 4:\n4 → (absent)"]);
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

  test("that force the replacement and don't differ are shown all the same, as Terraform's word", () => {
    const { changes } = review(
      plan([
        resource("aws_thing.it", "delete create", {
          before: { name: "a", "odd name": 1, block: [{ size: 1 }] },
          after: { name: "a", "odd name": 1, block: [{ size: 1 }] },
          replace_paths: [["block", 0, "size"], ["odd name"], ["gone", "below"]],
        }),
      ]),
    );
    expect(changes[0]!.attributes.map(({ forcesReplacement }) => forcesReplacement)).toEqual([true, true, true]);
    expect(texts(changes[0]!.attributes)).toEqual(["block[0].size: 1 → 1", '["odd name"]: 1 → 1', "gone.below: (absent) → (absent)"]);
  });

  test("that force the replacement from within a set are any of its members", () => {
    const change = {
      before: { rule: [{ size: 1 }], name: "a" },
      after: { rule: [{ size: 2 }], name: "b" },
      replace_paths: [["rule", {}, "size"]] as never,
    };
    const { changes } = review(plan([resource("aws_thing.it", "delete create", change)]));
    expect(changes[0]!.attributes.map(({ path, forcesReplacement }) => [path, forcesReplacement])).toEqual([
      ["name", false],
      ["rule[0].size", true],
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

  // Terraform, "JSON Output Format", action_reason.
  test.each([
    ["replace_because_tainted", "its creation didn't end, or somebody has marked it as tainted"],
    ["replace_by_request", "the plan was asked to replace it (-replace)"],
    ["replace_by_triggers", "what its replace_triggered_by names changes"],
    ["delete_because_no_resource_config", "it is no longer in the configuration"],
    ["delete_because_no_module", "its module is no longer in the configuration"],
    ["delete_because_wrong_repetition", "its resource has count or for_each now, or hasn't any more"],
    ["delete_because_count_index", "its index is beyond count"],
    ["delete_because_each_key", "its key is no longer among those of for_each"],
    ["delete_because_no_move_target", "it was to be moved, and what it moves to isn't in the configuration"],
    ["read_because_config_unknown", "its arguments are known after apply only"],
    ["read_because_dependency_pending", "what it depends on changes"],
    ["read_because_check_nested", "a check reads it"],
    ["some_newer_reason", undefined],
    [undefined, undefined],
  ])("have the reason that Terraform gives: %s", (action_reason, reason) => {
    expect(one("delete", {}, { action_reason })?.reason).toBe(reason);
  });

  test("of what an earlier replacement has left over have that as their reason", () => {
    expect(one("delete", {}, { deposed: "0a1b2c3d", action_reason: "delete_because_no_module" })?.reason).toBe(
      "another has taken its place already, and an earlier apply couldn't delete it",
    );
  });

  test("of what stays at its address aren't a move, and of what is created aren't an order", () => {
    expect(one("no-op", {}, { previous_address: "aws_thing.it" })).toBeUndefined();
    expect(one("create")).not.toHaveProperty("order");
    expect(one("update", { before: { a: 1 }, after: { a: 2 } }, { previous_address: "aws_thing.it" })).not.toHaveProperty("movedFrom");
  });

  test("import what is known by an identity, or only after apply", () => {
    expect(one("no-op", { importing: { identity: { name: "x" } } })?.importedFrom).toBe('{"name":"x"}');
    expect(one("no-op", { importing: {} })?.importedFrom).toBe('"(known after apply)"');
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

  test("is shown where nothing says what the plan has to do with it", () => {
    expect(drift(undefined, false)).toEqual(["seen: 1 → 2", "size: 1 → 5"]);
  });

  test("is shown whole where the plan's changes come from the resource as such, and not from another", () => {
    expect(drift([{ resource: "aws_thing.it", attribute: [] }], false)).toEqual(["seen: 1 → 2", "size: 1 → 5"]);
    expect(drift([{ resource: "aws_thing.other", attribute: [] }], false)).toEqual([]);
  });

  test("is sorted by paths, and isn't of what somebody has made", () => {
    const names = ["b", "a"].map((name) => resource(`aws_thing.${name}`, "delete", { before: {} }));
    const json = plan([], { resource_drift: [...names, resource("aws_thing.c", "create", { after: { a: 1 } })] });
    expect(review(json).drift.map(({ path }) => path)).toEqual(["aws_thing.a", "aws_thing.b"]);
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
    ["a number", 7, `${takes}, as an object, received a number`],
    ["null", null, `${takes}, as an object, received null`],
    ["an object that says its version alone", { terraform_version: "1" }, `${takes}, received an object of terraform_version`],
    ["nothing", {}, `${takes}, received an object of nothing`],
    ["a plan without its configuration", { planned_values: {} }, `${takes}, received an object of planned_values`],
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

describe("the name of a review", () => {
  const named = (id?: string, warnings: readonly string[] = []) => new SynthesizedStack({ resource: {} }, warnings, id);

  test.each([
    ["the one that it is given", { name: "given", stack: named("now"), previous: named("was") }, "given"],
    ["the stack's", { stack: named("now"), previous: named("was") }, "now"],
    ["that of the stack as it was, where it has left", { previous: named("was") }, "was"],
    ["nothing, where nobody knows one", {}, ""],
  ])("is %s", (_, input, name) => {
    expect(reviewPlan({ plan: plan([]), today: TODAY, ...input }).stack).toBe(name);
  });

  test("goes with the stack's warnings, unless others are given, and with those of the plan", () => {
    const [json, stack] = [plan([], { complete: false }), named("now", ["One NAT gateway"])];
    const incomplete = "The plan isn't complete: another plan and apply have to follow this one";
    expect(reviewPlan({ plan: json, stack, today: TODAY }).warnings).toEqual(["One NAT gateway", incomplete]);
    expect(reviewPlan({ plan: json, stack, warnings: ["Other"], today: TODAY }).warnings).toEqual(["Other", incomplete]);
    expect(reviewPlan({ plan: plan([], { complete: true }), today: TODAY }).warnings).toEqual([]);
  });
});

test("changes are sorted by paths, then addresses, and what is left over comes after what is there", () => {
  const changes = [
    resource("aws_thing.b", "delete", { before: {} }, { deposed: "2" }),
    resource("aws_thing.b", "delete", { before: {} }, { deposed: "1" }),
    resource("aws_thing.b", "update", { before: { a: 1 }, after: { a: 2 } }),
    resource("aws_thing.a", "create", { after: {} }),
  ];
  expect(review(plan(changes)).changes.map(({ address, deposed }) => `${address} ${deposed ?? ""}`)).toEqual([
    "aws_thing.a ",
    "aws_thing.b ",
    "aws_thing.b 1",
    "aws_thing.b 2",
  ]);
});
