/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), and what GitHub asks of it:
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
import { sarif } from "../../../src/review/render/sarif";
import { Finding, Review } from "../../../src/review/review";
import { everything, finding, review } from "./html/review-fixture";

type Json = Record<string, any>;
const runOf = (of: Review, options?: Parameters<typeof sarif>[1]): Json => (JSON.parse(sarif(of, options)) as Json).runs[0];
const resultsOf = (...findings: Finding[]): Json[] => runOf(review({ findings })).results;

test("a log has its version, its schema and one run (3.13)", () => {
  const { $schema, version, runs } = JSON.parse(sarif(everything())) as Json;
  expect([version, runs.length]).toEqual(["2.1.0", 1]);
  expect($schema).toMatch(/^https:\/\/docs\.oasis-open\.org\/sarif\/sarif\/v2\.1\.0\/.*sarif-schema-2\.1\.0\.json$/);
});

test("each result names a rule by its id and its place in the rules (3.27.5, 3.27.6)", () => {
  const { results, tool } = runOf(everything());
  expect(results).toHaveLength(5);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
});

test("rules have ids of their own, descriptions that end with a full stop, and help (3.49; GitHub)", () => {
  const { rules } = runOf(everything()).tool.driver;
  expect(new Set(rules.map(({ id }: Json) => id)).size).toBe(rules.length);
  for (const { fullDescription, shortDescription, help, helpUri } of rules as Json[]) {
    expect([fullDescription.text, shortDescription.text, help.text]).toEqual([
      expect.stringMatching(/\.$/),
      expect.any(String),
      expect.any(String),
    ]);
    expect(new URL(helpUri).protocol).toBe("https:");
  }
});

test.each([
  ["danger", "error"],
  ["warning", "warning"],
  ["note", "note"],
] as const)("%s is the level %s (3.27.10)", (severity, level) => {
  expect(resultsOf(finding({ severity }))[0]!.level).toBe(level);
});

test("a result is at a file by a relative URI, and at the resource (3.4.3, 3.33)", () => {
  const [result] = runOf(review({ findings: [finding()] }), { file: "./infra/my app/cdktf.json" }).results;
  expect(result.locations).toEqual([
    {
      physicalLocation: { artifactLocation: { uri: "infra/my%20app/cdktf.json", uriBaseId: "%SRCROOT%" }, region: { startLine: 1 } },
      logicalLocations: [{ fullyQualifiedName: "aws_rds_cluster.Database_0A1B2C3D", name: "Database", kind: "resource" }],
    },
  ]);
});

test("an exception suppresses its result, with the reason (3.35)", () => {
  const [result] = resultsOf(finding({ exception: { reason: "It is empty", expires: "2026-12-31" } }));
  expect(result!.suppressions).toEqual([{ kind: "external", status: "accepted", justification: "It is empty (until 2026-12-31)" }]);
});

test("what isn't accepted has no suppressions", () => {
  expect(resultsOf(finding())[0]).not.toHaveProperty("suppressions");
});

describe("a fingerprint", () => {
  const prints = (...findings: Finding[]): string[] =>
    resultsOf(...findings).map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);

  // GitHub matches alerts by primaryLocationLineHash, and uploads by its API get none from it.
  test("is the same for the same rule and place, whatever is said", () => {
    expect(prints(finding())).toEqual(prints(finding({ sentence: "Other", reasons: [], severity: "warning" })));
  });

  test("tells places, rules, and several of one rule and place", () => {
    const found = [
      finding(),
      finding({ path: "Other" }),
      finding({ address: "aws_db_instance.a" }),
      finding({ rule: "prevent-destroy" }),
      finding(),
    ];
    expect(new Set(prints(...found)).size).toBe(found.length);
  });
});

test("a message has what happens, why, and what to do instead", () => {
  expect(resultsOf(finding({ fix: "Keep the name" }))[0]!.message.text).toBe(
    [
      "Database (aws_rds_cluster) would be replaced: its data would be lost.",
      "cluster_identifier orders → trades forces it.",
      "Instead: Keep the name.",
    ].join("\n"),
  );
});

test("a value is neither a placeholder (3.11.5) nor a link (3.11.6)", () => {
  const [result] = resultsOf(finding({ sentence: "{0} and [here](1) and setting[0]", reasons: [] }));
  expect(result!.message.text).toBe("{{0}} and \\[here](1) and setting[0].");
});

test("exceptions that can't stay are errors, and warnings of the synthesis warnings, beside the results (3.20.21)", () => {
  expect(runOf(everything()).invocations).toEqual([
    {
      executionSuccessful: true,
      toolExecutionNotifications: [
        { level: "error", message: { text: "The exception of Cache from stateful-replacement isn't needed" } },
        { level: "warning", message: { text: "Network has one NAT gateway: it is one zone's" } },
      ],
    },
  ]);
});

// "If you want to distinguish between analyses of the same tool and commit, use the category", the id up to its last slash.
test("each stack is a category of its own", () => {
  expect(runOf(review({ stack: "orders/prod" })).automationDetails.id).toBe("plan-review/orders%2Fprod/");
});

test("a review without findings has an empty list of results, so that old alerts are closed (3.14.23)", () => {
  expect(runOf(review()).results).toEqual([]);
});

test("the same review is the same text", () => {
  expect(sarif(everything())).toBe(sarif(everything()));
});
