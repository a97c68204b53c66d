/** What a finding says, and what an exception does. */
import { PolicyException, PolicyOptions, PolicyRule, SynthesizedStack, checkPolicies, findingSentence } from "../../../src/testing";
import { messageOf } from "../../support/synth";

const named = (path: string) => ({ "//": { metadata: { path } } });
const stack = new SynthesizedStack({
  resource: {
    aws_s3_bucket: {
      B_2: { bucket: "b", ...named("trading-dev/Assets/B/Resource") },
      A_1: { bucket: "a", ...named("trading-dev/AssetsOfOthers/Resource") },
    },
    aws_sqs_queue: { Q: { name: "q" } },
  },
});

const rule = (id: string, type: string, severity: PolicyRule["severity"]): PolicyRule => ({
  ...{ id, severity, sentence: "It isn't there.", fix: "Take it out.", source: "none", types: [type] },
  check: (configuration) => configuration.all(type).map((resource) => ({ resource, detail: "it is there" })),
});
const rules = [rule("no-queues", "aws_sqs_queue", "low"), rule("no-buckets", "aws_s3_bucket", "critical")];
const exception: PolicyException = { rule: "no-buckets", path: "trading-dev/Assets", reason: "We like it.", expires: "2026-12-31" };
const check = (options: PolicyOptions = {}, list = rules) =>
  checkPolicies(stack, { rules: list, today: "2026-12-31", ...options }).map(({ rule: id, path }) => `${id} ${path}`);
const without = (changed: Partial<PolicyException>) => () => check({ exceptions: [{ ...exception, ...changed }] });

const ALL = ["no-buckets trading-dev/Assets/B", "no-buckets trading-dev/AssetsOfOthers", "no-queues Q"];

test("findings come with the worst first, whatever the order of the rules", () => {
  expect(check()).toEqual(ALL);
  expect(check({}, [...rules].reverse())).toEqual(ALL);
});

test("findings of one severity come rule by rule, and by their paths within", () => {
  const others = [rule("no-buckets", "aws_s3_bucket", "low"), rule("queues", "aws_sqs_queue", "low")];
  expect(check({}, others)).toEqual(["no-buckets trading-dev/Assets/B", "no-buckets trading-dev/AssetsOfOthers", "queues Q"]);
});

test("a finding says what must hold, what doesn't and what to write", () => {
  const [finding] = checkPolicies(stack, { rules });
  expect(finding).toEqual({
    ...{ rule: "no-buckets", severity: "critical", path: "trading-dev/Assets/B", address: "aws_s3_bucket.B_2", stack: "trading-dev" },
    ...{ sentence: "It isn't there.", detail: "it is there", fix: "Take it out." },
  });
  expect(findingSentence(finding!)).toBe("no-buckets (critical): It isn't there. Found: it is there (aws_s3_bucket.B_2). Take it out.");
});

test.each(["trading-dev/Assets", "Assets", "Assets/B", "trading-dev/Assets/B"])("an exception excepts %s and what is below it", (path) => {
  expect(check({ exceptions: [{ ...exception, path }] })).toEqual(ALL.slice(1));
});

test("an exception of * excepts from the rule everywhere", () => {
  expect(check({ exceptions: [{ ...exception, path: "*" }] })).toEqual(ALL.slice(2));
});

test("an exception holds through its last day, and is a finding after it", () => {
  expect(check({ exceptions: [exception], today: "2027-01-01" })).toEqual([
    ...ALL.slice(0, 2),
    "policy-exception-expired trading-dev/Assets",
    ALL[2],
  ]);
  const [, , expired] = checkPolicies(stack, { rules, exceptions: [exception], today: "2027-01-01" });
  expect(findingSentence(expired!)).toBe(
    "policy-exception-expired (medium): An exception is looked at again by the day that it expires. Found: the exception from " +
      "no-buckets (We like it.) expired on 2026-12-31 (aws_s3_bucket.B_2). Keep the rule, or give the exception another day.",
  );
});

const received = (changed: Partial<PolicyException>) => JSON.stringify({ ...exception, ...changed });

test.each<[string, Partial<PolicyException>, string]>([
  [
    "nothing",
    { path: "Elsewhere" },
    `exceptions[0]: must except a finding; received ${received({ path: "Elsewhere" })}. Nothing at that path breaks the rule: take it out, or give the path that the finding has.`,
  ],
  [
    "a part of an id",
    { path: "Asset" },
    `exceptions[0]: must except a finding; received ${received({ path: "Asset" })}. Nothing at that path breaks the rule: take it out, or give the path that the finding has.`,
  ],
  ["no rule", { rule: "no-such" }, `exceptions[0].rule: must be the id of a rule; received "no-such". Use an id of the rules' catalogue.`],
  [
    "a misspelt rule",
    { rule: "no-bukets" },
    `exceptions[0].rule: must be the id of a rule; received "no-bukets". Did you mean "no-buckets"?`,
  ],
  ["no reason", { reason: " " }, `exceptions[0].reason: must be given; received " ". Say why the rule needn't hold there.`],
  ["no path", { path: "" }, `exceptions[0].path: must be a construct's path; received "". Give the path that the finding has.`],
  [
    "no day",
    { expires: "2026-02-30" },
    `exceptions[0].expires: must be a day, as YYYY-MM-DD; received "2026-02-30". Write it as 2027-06-30.`,
  ],
])("an exception from %s is refused", (_, changed, message) => {
  expect(messageOf(without(changed))).toBe(`checkPolicies: invalid input\n  - ${message}`);
});

test("the same exception given twice is refused", () => {
  const again = { ...exception, reason: "We like it still." };
  expect(() => check({ exceptions: [exception, again] })).toThrow(
    `checkPolicies: invalid input\n  - exceptions[1]: must be given once; received ${JSON.stringify(again)}. Leave out the one whose reason or day doesn't hold any more.`,
  );
  const others = [exception, { ...exception, path: "trading-dev/AssetsOfOthers" }, { ...exception, rule: "no-queues", path: "Q" }];
  expect(check({ exceptions: others })).toEqual([]);
});

test("no stack at all is refused, of which every rule would hold", () => {
  expect(() => checkPolicies([])).toThrow(
    "checkPolicies takes one stack at least, received an empty list: checkPolicies(synthesize(stack))",
  );
});

test("a rule that checks nothing is refused", () => {
  const lacking = { id: "mine", sentence: "S.", severity: "low", fix: "F.", source: "none", types: [] };
  expect(() => checkPolicies(stack, { rules: [lacking as never] })).toThrow(
    `checkPolicies: invalid input\n  - rules[0]: must be a rule, with id, sentence, severity, fix and the function check; received ${JSON.stringify(lacking)}. ` +
      "Write it as an object of the type PolicyRule.",
  );
  expect(() => checkPolicies(stack, { rules: [undefined as never] })).toThrow("rules[0]: must be a rule");
});
