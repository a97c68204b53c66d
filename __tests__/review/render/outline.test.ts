/** What every form of a review says alike: its words, one row each, and the order in which a reviewer has to know things. */
import * as outline from "../../../src/review/render/outline";
import { Action, Finding, GATES, ResourceChange } from "../../../src/review/review";
import { attribute, change, everything, finding, review } from "./html/review-fixture";

test.each<[Action, string, string, string]>([
  ["replace", "±", "to replace", "replaced"],
  ["delete", "−", "to delete", "deleted"],
  ["forget", "⊘", "to forget", "forgotten"],
  ["update", "~", "to change", "changed"],
  ["move", "→", "to move", "moved"],
  ["import", "↓", "to import", "imported"],
  ["create", "+", "to create", "created"],
  ["read", "?", "to read", "read"],
])("%s is marked %s, and said as %s and %s", (action, mark, to, done) => {
  expect(outline.ACTIONS[action]).toEqual({ mark, to, done });
});

const ACTIONS: readonly Action[] = ["read", "create", "import", "move", "update", "forget", "delete", "replace"];

test("counts of actions begin with the gravest, and leave out those of nothing", () => {
  const changes = ACTIONS.map((action) => change(action, "Queue"));
  expect(outline.countLine([...changes, change("delete", "Other")])).toBe(
    "1 replaced, 2 deleted, 1 forgotten, 1 changed, 1 moved, 1 imported, 1 created, 1 read",
  );
  expect(outline.totalsLine(review({ changes }))).toBe(
    "1 to replace, 1 to delete, 1 to forget, 1 to change, 1 to move, 1 to import, 1 to create, 1 to read",
  );
  expect([outline.countLine([change("create", "Queue")]), outline.totalsLine(review())]).toEqual(["1 created", "no resource changes"]);
});

const WATCHERS: readonly (readonly [type: string, one: string, many: string])[] = [
  ["aws_cloudwatch_metric_alarm", "1 alarm", "2 alarms"],
  ["aws_cloudwatch_composite_alarm", "1 composite alarm", "2 composite alarms"],
  ["aws_cloudwatch_dashboard", "1 dashboard", "2 dashboards"],
  ["aws_cloudwatch_log_metric_filter", "1 metric filter", "2 metric filters"],
  ["aws_cloudwatch_query_definition", "1 saved query", "2 saved queries"],
];

test.each(WATCHERS)("%s watches: %s, %s", (type, one, many) => {
  const watcher = change("create", "Alarms/a", { type });
  expect([outline.watcherLine([watcher]), outline.watcherLine([watcher, watcher])]).toEqual([`${one} is created`, `${many} are created`]);
  expect(outline.groupsOf([watcher])).toEqual({ groups: [], watchers: [watcher] });
});

test("what watches is one line, by its actions and then its kinds", () => {
  const of = (action: Action, type: string): ResourceChange => change(action, "Alarms/a", { type: `aws_cloudwatch_${type}` });
  expect(outline.watcherLine([of("create", "dashboard"), of("create", "metric_alarm"), of("delete", "metric_alarm")])).toBe(
    "1 alarm is deleted; 1 alarm and 1 dashboard are created",
  );
});

test("changes are grouped by the construct at the top, the gravest of a group first", () => {
  const [made, gone, other] = [change("create", "Api/Queue"), change("delete", "Api/Topic"), change("update", "Cache")];
  expect(outline.groupsOf([made, other, gone]).groups).toEqual([
    { name: "Api", changes: [gone, made] },
    { name: "Cache", changes: [other] },
  ]);
});

test.each([
  ["Api/Queue", "Api", "Queue"],
  ["Api", "Api", "Api"],
  ["Apis/Queue", "Api", "Apis/Queue"],
])("%s below %s is %s", (path, group, rest) => {
  expect(outline.below(path, group)).toBe(rest);
});

test.each<[Partial<ResourceChange>, string]>([
  [{ reason: "its index is beyond count" }, "because its index is beyond count"],
  [{ order: "delete-first" }, "the old one is deleted before the new one is there"],
  [{ order: "create-first" }, "the new one is there before the old one is deleted"],
  [{ order: "forget-old" }, "the old one stays in AWS, and Terraform no longer manages it"],
  [{ deposed: "0a1b" }, "the old object 0a1b"],
  [{ movedFrom: "aws_a.b" }, "it was aws_a.b"],
  [{ importedFrom: "i-1" }, "imported as i-1"],
])("of a change with %j it is said: %s", (parts, fact) => {
  expect(outline.factsOf(change("replace", "Queue", parts))).toEqual([fact]);
});

test("of a change without any of that nothing is said", () => {
  expect(outline.factsOf(change("create", "Queue"))).toEqual([]);
});

test.each<[(typeof GATES)[number], string, string]>([
  ["stateful-replacement", "1 stateful resource would be lost", "2 stateful resources would be lost"],
  ["protection-removed", "1 protection would be removed", "2 protections would be removed"],
  ["public-exposure", "1 way in would be opened to the public", "2 ways in would be opened to the public"],
  ["iam-widening", "1 permission would be widened", "2 permissions would be widened"],
])("what %s holds is said: %s, %s", (gate, one, many) => {
  const held = [finding({ gate, address: "aws_a.a" }), finding({ gate, address: "aws_a.b" })];
  expect(outline.verdictLine(review({ findings: held.slice(1) }))).toBe(`Decide before you apply: ${one}.`);
  expect(outline.verdictLine(review({ findings: held }))).toBe(`Decide before you apply: ${many}.`);
});

const ofNoGate = (severity: Finding["severity"]): Finding => finding({ gate: undefined, severity, rule: "interruption" });
const ACCEPTED = finding({ exception: { reason: "It moves", expires: "2026-12-31" } });
const CHANGES = [change("create", "Queue")];

test.each<[string, Parameters<typeof review>[0], string]>([
  [
    "a danger and two warnings",
    { findings: [ofNoGate("danger"), ofNoGate("warning"), ofNoGate("warning")] },
    "Decide before you apply: 1 danger and 2 warnings.",
  ],
  [
    "a loss, and a warning besides",
    { findings: [finding(), ofNoGate("warning")] },
    "Decide before you apply: 1 stateful resource would be lost and 1 other warning.",
  ],
  ["nothing", {}, "No changes."],
  ["notes alone", { changes: CHANGES, findings: [ofNoGate("note")] }, "Nothing to decide: no loss, no opening and no widening was found."],
  ["what is accepted alone", { changes: CHANGES, findings: [ACCEPTED, ACCEPTED] }, "Nothing is left to decide: 2 findings accepted."],
  ["what is accepted, and more", { findings: [ACCEPTED, finding()] }, "Decide before you apply: 1 stateful resource would be lost."],
  ["an exception that can't stay", { problems: ["a"] }, "No changes. 1 exception can't stay as written."],
  [
    "exceptions that can't stay",
    { changes: CHANGES, problems: ["a", "b"] },
    "Nothing to decide: no loss, no opening and no widening was found. 2 exceptions can't stay as written.",
  ],
])("the verdict on %s", (_, parts, line) => {
  expect(outline.verdictLine(review(parts))).toBe(line);
});

test("a loss that Terraform refuses is one loss, and one that it refuses alone is one as well", () => {
  const refused = finding({ rule: "prevent-destroy" });
  expect(outline.heldBy("stateful-replacement", [finding(), refused])).toEqual([finding()]);
  expect(outline.heldBy("stateful-replacement", [refused, finding({ gate: "iam-widening" })])).toEqual([refused]);
});

test.each<[string, Parameters<typeof review>[0], string]>([
  ["a danger among warnings", { findings: [ofNoGate("warning"), ofNoGate("danger")] }, "danger"],
  ["warnings and notes", { findings: [ofNoGate("note"), ofNoGate("warning")] }, "warning"],
  ["notes", { findings: [ofNoGate("note")] }, "ok"],
  ["what is accepted", { findings: [ACCEPTED] }, "ok"],
  ["an exception that can't stay", { problems: ["a"] }, "danger"],
  ["nothing", {}, "ok"],
])("the gravity of %s is %s", (_, parts, gravity) => {
  expect(outline.gravityOf(review(parts))).toBe(gravity);
});

test("findings are in the order in which a reviewer has to know them", () => {
  const given: [string, Finding][] = [
    ["Good to know", finding({ severity: "note" })],
    ["Security", finding({ rule: "iam-widening", gate: "iam-widening" })],
    ["Interruptions", finding({ rule: "interruption", gate: undefined })],
    ["Protection removed", finding({ rule: "protection-removed", gate: "protection-removed" })],
    ["Losses", finding()],
  ];
  expect(outline.findingSections(given.map(([, each]) => each))).toEqual(
    [...given].reverse().map(([title, each]) => ({ title, findings: [each] })),
  );
  const losses = [
    finding({ rule: "prevent-destroy" }),
    finding({ rule: "stateful-deletion", gate: undefined }),
    finding({ rule: "network-replacement", gate: undefined }),
  ];
  expect(outline.findingSections(losses)).toEqual([{ title: "Losses", findings: losses }]);
});

test.each([
  ["the new stack breaks 2 rules", "", "The new stack breaks 2 rules"],
  ["role Web may now read", "Web", "Role Web may now read"],
  ["cache is replaced", "cache", "cache is replaced"],
  ["Cache is replaced", "Cache", "Cache is replaced"],
  ["A VPC is replaced", "Network", "A VPC is replaced, at Network"],
])("the sentence %j at %j is read as %j", (sentence, path, read) => {
  expect(outline.placedSentence(finding({ sentence, path }))).toBe(read);
});

test.each(["findings", "policies", "capacity", "changes", "drift", "warnings", "problems", "outputs"] as const)(
  "a review with %s has something to say",
  (name) => {
    expect(outline.isNothing(review({ [name]: everything()[name] }))).toBe(false);
  },
);

test("a review without any has nothing to say", () => {
  expect(outline.isNothing(review())).toBe(true);
});

test("policies of what is created are apart, unless something is removed from them", () => {
  const policy = (path: string, removed: readonly string[] = []) => ({
    path,
    address: `aws_sqs_queue.${path}`,
    attribute: "policy",
    removed,
    added: [],
  });
  const [made, odd, other] = [policy("Made"), policy("Odd", ["a"]), policy("Other")];
  const changes = [change("create", "Made"), change("create", "Odd"), change("update", "Other")];
  expect(outline.policiesBy(review({ policies: [made, odd, other], changes }))).toEqual({ changed: [odd, other], created: [made] });
});

test("three changes of capacity that are alike are three lines, four are one", () => {
  const line = (index: number) => ({ path: `Cache/${index}`, address: "a", sentence: "grows" });
  const lines = (count: number) => outline.capacityLines(Array.from({ length: count }, (_, index) => line(index)));
  expect(lines(3).map(({ path, sentence }) => `${path} ${sentence}`)).toEqual(["Cache/0 grows", "Cache/1 grows", "Cache/2 grows"]);
  expect(lines(4)).toEqual([{ path: "Cache", sentence: "grows, in 4 of its parts" }]);
});

test.each<[string, Partial<ResourceChange>]>([
  ["type", { type: "aws_sns_topic" }],
  ["action", { action: "delete" }],
  ["attributes", { attributes: [attribute("name", "a", "b")] }],
  ["reason", { reason: "its index is beyond count" }],
])("four changes are alike, unless one has another %s", (_, other) => {
  const four = ["a", "b", "c", "d"].map((name) => change("create", `Queue/${name}`));
  expect(outline.alikeChanges(four)).toEqual([{ first: four[0], count: 4 }]);
  expect(outline.alikeChanges([...four.slice(1), { ...four[0]!, ...other }])).toHaveLength(4);
});
