/** A review on a terminal. */
import { terminal } from "../../../src/review/render/terminal";
import { attribute, change, everything, finding, review } from "./html/review-fixture";

// eslint-disable-next-line no-control-regex
const COLORS = /\u001b\[[\d;]*m/g;

test("a plan that does nothing is one line", () => {
  expect(terminal(review())).toBe("orders-prod: no changes.\n");
});

test("the first lines say what changes and what has to be decided", () => {
  expect(
    terminal(review({ findings: [finding()], changes: [change("replace", "Database")] }))
      .split("\n")
      .slice(0, 2),
  ).toEqual(["orders-prod: 1 to replace.", "Decide before you apply: 1 stateful resource would be lost."]);
});

test("a finding has its reasons and what to do instead", () => {
  expect(terminal(review({ findings: [finding({ fix: "Keep the name" })] }), { width: 120 })).toContain(`
Losses
✕ danger: Database (aws_rds_cluster) would be replaced: its data would be lost (stateful-replacement)
    - cluster_identifier orders → trades forces it
    Instead: Keep the name.
`);
});

test("with colors it says the same as without", () => {
  const colored = terminal(everything(), { color: true });
  expect(colored).toMatch(COLORS);
  expect(colored.replace(COLORS, "")).toBe(terminal(everything()));
});

test("what can't be undone is red", () => {
  expect(terminal(review({ findings: [finding()] }), { color: true })).toContain("\u001b[1;31m✕ danger: Database");
});

test("without colors there is no control character but the line's end, whatever a value is", () => {
  const attributes = [attribute("note", "\u001b[2J\u0007old", "new\r\nline\u009b31m")];
  const text = terminal(review({ stack: "a\u001b[31m", changes: [change("update", "Queue\u001b]0;x", { attributes })] }));
  // eslint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});

test.each([80, 120])("at %d columns no line is longer, but for a single word", (width) => {
  const sentence = "word ".repeat(100).trim();
  const lines = terminal({ ...everything(), warnings: [sentence], findings: [finding({ sentence, fix: sentence })] }, { width }).split(
    "\n",
  );
  expect(lines.filter((line) => line.length > width)).toEqual([]);
  expect(lines.some((line) => line.length > width - 10)).toBe(true);
});

test("an ARN stays whole, so that it can be copied", () => {
  const arn = `arn:aws:s3:::${"a".repeat(100)}`;
  expect(terminal(review({ warnings: [`See ${arn}`] }))).toContain(arn);
});

test("less than 80 columns count as 80", () => {
  expect(terminal(everything(), { width: 20 })).toBe(terminal(everything(), { width: 80 }));
});

describe("what is created", () => {
  const changes = [change("create", "Network/Subnet", { attributes: [attribute("cidr_block", { kind: "absent" }, "10.0.0.0/24")] })];

  test("is counted by its construct", () => {
    expect(terminal(review({ changes }))).toContain("\n  Network: 1 created\n");
    expect(terminal(review({ changes }))).not.toContain("Subnet");
  });

  test("is shown with what is set, with details", () => {
    const text = terminal(review({ changes }), { details: true });
    expect(text).toContain("    + Subnet (aws_sqs_queue) is created\n        cidr_block: 10.0.0.0/24\n");
  });

  test("has new policies that are counted, unless with details", () => {
    const address = changes[0]!.address;
    const policies = [{ path: "Network/Subnet", address, attribute: "policy", removed: [], added: ["Read: Allow s3:GetObject"] }];
    expect(terminal(review({ changes, policies }))).toContain("\nPolicies\n  1 policy is new with what is created");
    expect(terminal(review({ changes, policies }), { details: true })).toContain("    + Read: Allow s3:GetObject\n");
  });
});

test("what changes has its old and new values without details as well", () => {
  const attributes = [attribute("delay_seconds", { kind: "absent" }, "5"), attribute("kms_key_id", "a", { kind: "unknown" }, true)];
  expect(terminal(review({ changes: [change("replace", "Queue", { attributes, order: "create-first" })] }))).toContain(`
  Queue: 1 replaced
    ± Queue (aws_sqs_queue) is replaced, the new one is there before the old one
      is deleted
        delay_seconds: (not set) → 5
        kms_key_id: a → (known after apply) (forces the replacement)
`);
});

describe("what many parts of one construct have alike", () => {
  const paths = ["Api/a", "Api/b", "Api/c", "Api/d"];
  const attributes = [attribute("desired_capacity", "6", "15")];
  const changes = paths.map((path) => change("update", path, { attributes }));
  const capacity = paths.map((path) => ({ path, address: path, sentence: "scheduled instances 6 → 15" }));

  test("is told once, with its number", () => {
    const text = terminal(review({ changes, capacity }));
    expect(text).toContain("\n  Api: scheduled instances 6 → 15, in 4 of its parts\n");
    expect(text).toContain(
      "    ~ a (aws_sqs_queue) is changed\n        desired_capacity: 6 → 15\n        and 3 alike: see them with --details\n",
    );
    expect(text).not.toContain("~ b");
  });

  test("is told of each with details, and where there are few", () => {
    expect(terminal(review({ changes }), { details: true })).toContain("~ d (aws_sqs_queue)");
    expect(terminal(review({ changes: changes.slice(0, 3) }))).toContain("~ c (aws_sqs_queue)");
  });
});

test("a policy that changes is a difference of its statements", () => {
  expect(terminal(everything(), { width: 120 })).toContain(`
Policies
  Web/Role/Grants policy
    - Read: Allow s3:GetObject on arn:aws:s3:::assets/public/*
    + Read: Allow s3:GetObject on arn:aws:s3:::assets/*
    + Clean: Allow s3:DeleteObject on arn:aws:s3:::assets/*
`);
});

test("the same review is the same text", () => {
  expect(terminal(everything())).toBe(terminal(everything()));
});

test.each([
  [12, undefined],
  [13, "        and 1 further attribute: see them with --details"],
  [14, "        and 2 further attributes: see them with --details"],
])("of a change's %d attributes twelve are shown", (count, last) => {
  const attributes = [...Array(count).keys()].map((index) => attribute(`key_${index}`, "old", "new"));
  const lines = terminal(review({ changes: [change("update", "Queue", { attributes })] })).split("\n");
  expect(lines.filter((line) => line.includes("key_"))).toHaveLength(12);
  expect(lines.find((line) => line.includes("further attribute"))).toBe(last);
});
