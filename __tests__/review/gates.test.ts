import { reviewPlan } from "../../src/review/build";
import { ReviewException, readExceptions } from "../../src/review/exceptions";
import { readGates, verdictOf } from "../../src/review/gates";
import { Gate, Review } from "../../src/review/review";
import { plan, resource } from "./plan-fixture";

const LOSS = resource("aws_rds_cluster.Orders_Database_0A1B2C3D", "delete", { before: {} });
const LOOSER = resource("aws_lb.Front_0A1B2C3D", "update", {
  before: { enable_deletion_protection: true },
  after: { enable_deletion_protection: false },
});
const exception = (more: Partial<ReviewException> = {}): ReviewException => ({
  path: "Orders/Database",
  gate: "stateful-replacement",
  reason: "It was never used",
  expires: "2026-12-31",
  ...more,
});
const review = (exceptions: ReviewException[] = [], changes = [LOSS, LOOSER]): Review =>
  reviewPlan({ plan: plan(changes), exceptions, today: "2026-11-26" });

describe("a verdict", () => {
  test("of a plan without changes is 0, of one with changes 2, as of -detailed-exitcode", () => {
    expect(verdictOf(review([], [])).exitCode).toBe(0);
    expect(verdictOf(review()).exitCode).toBe(2);
  });

  test("of changed outputs alone is 2", () => {
    const json = plan([], { output_changes: { a: { actions: ["create"], before: null, after: 1 } } });
    expect(verdictOf(reviewPlan({ plan: json, today: "2026-11-26" })).exitCode).toBe(2);
  });

  test.each<[Gate, string]>([
    ["stateful-replacement", "Orders/Database"],
    ["protection-removed", "Front"],
  ])("of a gate that fails, %s, is 1, and names what fails it", (gate, path) => {
    const { failed, exitCode } = verdictOf(review(), [gate]);
    expect(exitCode).toBe(1);
    expect(failed.map(({ gate: name, findings }) => [name, findings.map((finding) => finding.path)])).toEqual([[gate, [path]]]);
  });

  test("fails no gate that it isn't asked for", () => {
    expect(verdictOf(review(), ["public-exposure", "iam-widening"])).toEqual({ failed: [], problems: [], exitCode: 2 });
  });
});

describe("an exception", () => {
  const GATE: Gate[] = ["stateful-replacement"];

  test("lets what it names pass, and is shown beside it", () => {
    const excepted = review([exception()]);
    expect(verdictOf(excepted, GATE).exitCode).toBe(2);
    expect(excepted.findings[0]!.exception).toEqual({ reason: "It was never used", expires: "2026-12-31" });
  });

  test("covers what is below its path", () => {
    expect(verdictOf(review([exception({ path: "Orders" })]), GATE).exitCode).toBe(2);
  });

  test("doesn't cover what only begins like its path", () => {
    expect(verdictOf(review([exception({ path: "Order" })]), GATE).failed).toHaveLength(1);
  });

  test.each(["/", ".", "["])("covers what follows its path after %s, and nothing after another character", (sign) => {
    const loss = resource(`aws_rds_cluster.main${sign}"a"]`, "delete", { before: {} }, { type: "aws_rds_cluster" });
    const passes = (address: string): boolean =>
      verdictOf(review([exception({ path: "aws_rds_cluster.main" })], [{ ...loss, address }]), GATE).failed.length === 0;
    expect([passes(`aws_rds_cluster.main${sign}"a"]`), passes("aws_rds_cluster.main-a")]).toEqual([true, false]);
  });

  test("that has expired gives way to one that hasn't", () => {
    const both = review([exception({ expires: "2026-01-01", reason: "Old" }), exception({ reason: "New" })]);
    expect(both.findings[0]!.exception?.reason).toBe("New");
  });

  test("may name the address", () => {
    expect(verdictOf(review([exception({ path: LOSS.address })]), GATE).exitCode).toBe(2);
  });

  test("lets nothing pass another gate", () => {
    expect(verdictOf(review([exception({ gate: "iam-widening" })]), GATE).failed).toHaveLength(1);
  });

  test("counts on its last day", () => {
    expect(verdictOf(review([exception({ expires: "2026-11-26" })]), GATE).exitCode).toBe(2);
  });

  test("that has expired lets nothing pass, and fails by itself", () => {
    const { failed, problems, exitCode } = verdictOf(review([exception({ expires: "2026-11-25" })]), GATE);
    expect([failed.length, exitCode]).toEqual([1, 1]);
    expect(problems).toEqual([
      'The exception of Orders/Database from stateful-replacement expired on 2026-11-25: "It was never used". Take it away, or say why it is still needed',
    ]);
  });

  test("that nothing needs fails by itself, also without a gate", () => {
    const { problems, exitCode } = verdictOf(review([exception()], [LOOSER]));
    expect(exitCode).toBe(1);
    expect(problems).toEqual([
      "The exception of Orders/Database from stateful-replacement isn't needed: nothing at that path fails the gate. Take it away",
    ]);
  });
});

describe("the file of the exceptions", () => {
  test("holds a list, also below a name", () => {
    expect(readExceptions(JSON.stringify([exception()]))).toEqual([exception()]);
    expect(readExceptions(JSON.stringify({ exceptions: [exception()] }))).toEqual([exception()]);
  });

  test("is refused with everything that is wrong in it", () => {
    const text = JSON.stringify([{ path: "A", gate: "all", reason: " ", expires: "2026-02-30", note: 1 }]);
    expect(() => readExceptions(text)).toThrow(
      new Error(
        [
          "exceptions[0].note isn't known: an exception has path, gate, reason, expires",
          'exceptions[0].reason must be a text that isn\'t empty, received " "',
          "exceptions[0].gate must be one of stateful-replacement, protection-removed, public-exposure, iam-widening, received all",
          "exceptions[0].expires must be a day such as 2026-12-31, received 2026-02-30",
        ].join("\n"),
      ),
    );
  });

  const SHAPE =
    'The file of the exceptions holds a list: [{ "path": "Database", "gate": "stateful-replacement", "reason": "…", "expires": "2026-12-31" }]';

  test.each([
    ["{}", "an object"],
    ["null", "null"],
    ['"text"', "a string"],
    ["7", "a number"],
    ['{"exceptions":7}', "a number"],
  ])("is refused where it has no list: %s", (text, received) => {
    expect(() => readExceptions(text)).toThrow(new Error(`${SHAPE}; received ${received}`));
  });

  test("is refused where it is no JSON", () => {
    expect(() => readExceptions("{")).toThrow(`${SHAPE}; received what is no JSON: `);
  });

  test.each(["null", "7", "[]"])("is refused with what is no object in its list: %s", (text) => {
    expect(() => readExceptions(`[${text}]`)).toThrow(new Error(`exceptions[0] must be an object. ${SHAPE}`));
  });

  test("is refused with each name that is left out, once", () => {
    const missing = ["path", "gate", "reason", "expires"].map(
      (name) => `exceptions[0].${name} must be a text that isn't empty, received none`,
    );
    expect(() => readExceptions("[{}]")).toThrow(new Error(missing.join("\n")));
  });

  test.each(["2026-12-32", "2026-13-01", "tomorrow", "2026-12-31T00:00:00Z", "x2026-12-31"])("is refused with the day %s", (expires) => {
    expect(() => readExceptions(JSON.stringify([exception({ expires })]))).toThrow(
      new Error(`exceptions[0].expires must be a day such as 2026-12-31, received ${expires}`),
    );
  });
});

describe("a list of gates", () => {
  test("is read in one order", () => {
    expect(readGates("iam-widening, stateful-replacement")).toEqual(["stateful-replacement", "iam-widening"]);
  });

  test("may have nothing between commas", () => {
    expect(readGates(" ,iam-widening,")).toEqual(["iam-widening"]);
    expect(readGates("")).toEqual([]);
  });

  test("may be all of them", () => {
    expect(readGates("all")).toEqual(["stateful-replacement", "protection-removed", "public-exposure", "iam-widening"]);
  });

  test("is refused where one is unknown", () => {
    expect(() => readGates("iam-widening,typo")).toThrow(
      new Error("A gate is one of stateful-replacement, protection-removed, public-exposure, iam-widening, or all; received typo"),
    );
  });
});
