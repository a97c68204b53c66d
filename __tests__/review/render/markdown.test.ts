/** A review as a pull request's comment: GitHub refuses one of more than 65,536 characters. */
import { COMMENT_LIMIT, commentMarker, markdown } from "../../../src/review/render/markdown";
import { Action, Review } from "../../../src/review/review";
import fc from "../../support/fast-check";
import { attribute, change, everything, finding, review } from "./html/review-fixture";
import { markdownParser } from "./markdown-parser";

const places = (text: string, ...parts: string[]): number[] => parts.map((part) => text.indexOf(part));
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

describe("the order", () => {
  test("is losses, protection, security, policies, capacity, every change, outputs and warnings", () => {
    const comment = markdown({
      ...everything(),
      findings: everything().findings.map(({ exception: _, ...each }) => each),
    });
    const found = places(
      comment,
      ...["would be replaced: its data", "loses its deletion protection", "Assets is public", "s3:GetObject", "cache.r7g.xlarge"],
      ...["### Every change", "### Outputs", "### Warnings"],
    );
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found).not.toContain(-1);
  });

  test("of the same review is the same text", () => {
    expect(markdown(everything())).toBe(markdown(everything()));
  });
});

describe("a finding", () => {
  test("that can't be undone is in GitHub's red box, with why, and what to do instead", () => {
    expect(markdown(review({ findings: [finding({ fix: "Keep the name" })] }))).toContain(`> [!CAUTION]
> **Database (aws\\_rds\\_cluster) would be replaced: its data would be lost** (\`stateful-replacement\`)
>
> - cluster\\_identifier orders → trades forces it
> - **Instead:** Keep the name.
`);
  });

  test("that is accepted says until when and why, in no red box", () => {
    const comment = markdown(review({ findings: [finding({ exception: { reason: "Nothing is in it", expires: "2026-12-31" } })] }));
    expect(comment).toContain("Accepted until 2026-12-31: Nothing is in it");
    expect(comment).not.toContain("[!CAUTION]");
  });
});

describe("a change", () => {
  test("has old and new values, what is known after apply only, and what forces the replacement", () => {
    const attributes = [attribute("port", "5432", { kind: "unknown" }), attribute("engine", "mysql", "postgres", true)];
    const comment = markdown(review({ changes: [change("replace", "Database/Resource", { attributes })] }));
    expect(comment).toContain("`port`: `5432` → *known after apply*\n");
    expect(comment).toContain("`engine`: `mysql` → `postgres` **forces the replacement**\n");
  });

  test("of an alarm or a dashboard is counted in one line", () => {
    const alarms = many(12, (index) => change("create", `Alarms/a${index}`, { type: "aws_cloudwatch_metric_alarm" }));
    const dashboard = change("create", "Board", { type: "aws_cloudwatch_dashboard" });
    expect(markdown(review({ changes: [...alarms, dashboard] }))).toContain("<summary>12 alarms and 1 dashboard are created</summary>");
  });

  test("is folded with the others of its construct", () => {
    const changes = [change("create", "Network/a"), change("delete", "Network/b"), change("update", "Queue")];
    expect(markdown(review({ changes }))).toContain("<summary><code>Network</code>: 1 deleted, 1 created</summary>");
  });

  test("says where what is moved was, and what is imported", () => {
    const comment = markdown(everything());
    expect(comment).toContain("it was aws\\_sqs\\_queue.kept");
    expect(comment).toContain("imported as https:<!-- -->//sqs/taken");
  });
});

test("a plan that does nothing is one line", () => {
  expect(markdown(review())).toBe(`${commentMarker("orders-prod")}\n🟢 \`orders-prod\`: no changes.\n`);
});

test("a comment begins with the marker of its stack, by which an action finds it again", () => {
  expect(markdown(everything()).split("\n")[0]).toBe("<!-- cdktf-trading-platform review: orders-prod -->");
});

describe("the limit", () => {
  const hostile = fc.constantFrom("@", "$", "#1", ":a:", "`", "|", "\n", "é", "😀", "<b>", "x").map((piece) => piece.repeat(400));
  const text = fc.oneof(hostile, fc.string());
  const actions: Action[] = ["create", "update", "replace", "delete"];
  const reviews: fc.Arbitrary<Review> = fc
    .tuple(text, text, fc.nat(300), fc.nat(300), fc.nat(600), fc.constantFrom(...actions))
    .map(([name, value, findings, policies, changes, action]) =>
      review({
        stack: name,
        findings: many(findings, (index) => finding({ path: name, sentence: `${value}${index}`, reasons: [value, value], fix: value })),
        policies: many(policies, () => ({ path: name, address: name, attribute: "policy", removed: [value], added: [value, value] })),
        capacity: many(policies, () => ({ path: name, address: name, sentence: value })),
        changes: many(changes, (index) => change(action, `${name}${index}/${value}`, { attributes: [attribute(name, value, name)] })),
        drift: many(policies, () => change("update", name, { attributes: [attribute(name, value, name)] })),
        outputs: many(findings, () => attribute(name, value, name)),
        warnings: many(findings, () => value),
        problems: many(policies, () => value),
      }),
    );

  test("is kept, whatever a review has", () => {
    fc.assert(
      fc.property(reviews, text, (each, diagram) => {
        expect(markdown(each, { diagram }).length).toBeLessThanOrEqual(COMMENT_LIMIT);
        expect(markdown(each, { limit: 8000 }).length).toBeLessThanOrEqual(8000);
      }),
      { numRuns: 25 },
    );
  });

  test("is that of a comment of GitHub's", () => {
    expect(COMMENT_LIMIT).toBe(65_536);
  });

  test("of less than 8,000 is refused", () => {
    expect(() => markdown(review(), { limit: 7999 })).toThrow(new Error("limit must be at least 8000; received 7999"));
  });

  const large = review({
    findings: many(400, (index) =>
      finding({ path: `Database${index}`, sentence: `Database${index} is lost`, reasons: ["why ".repeat(50)] }),
    ),
    changes: many(50, (index) => change("create", `Queue${index}/Resource`)),
    warnings: ["Look"],
  });

  test("leaves findings their first line before it leaves one out", () => {
    const comment = markdown(large, { limit: 65_536 });
    expect(many(400, (index) => comment.includes(`Database${index} is lost`))).toEqual(many(400, () => true));
  });

  test("leaves out no finding while a change is shown, and says the numbers", () => {
    const comment = markdown(large, { limit: 10_000 });
    const shown = new Set([...comment.matchAll(/Database(\d+) is lost/g)].map(([, index]) => index)).size;
    expect(shown).toBeGreaterThan(0);
    expect(comment).toContain(`**Left out, as this comment would be too long: ${400 - shown} findings, 50 changes and 1 warning.**`);
    expect(comment).not.toMatch(/Queue\d/);
  });

  test("leaves out the diagram where there is no room for it, and says so", () => {
    const diagram = `flowchart TB\n${"  a --> b\n".repeat(4000)}`;
    const changes = many(300, (index) => change("create", `Queue${index}/${"x".repeat(80)}`));
    expect(markdown(review({ changes }), { diagram })).toContain("too long: 1 diagram.**");
    expect(markdown(review({ changes: changes.slice(0, 1) }), { diagram })).toContain("```mermaid\nflowchart TB\n");
  });

  // https://mermaid.js.org/config/schema-docs/config.html: maxTextSize is 50,000.
  test("of Mermaid's own text leaves out a larger diagram", () => {
    expect(markdown(everything(), { diagram: "x".repeat(50_001) })).toContain("too long: 1 diagram.**");
  });
});

test("whatever is cut, each fold that is opened is closed", () => {
  for (const limit of [8000, 9000, 12_000, 20_000]) {
    const changes = many(200, (index) => change("update", `Queue${index % 20}/Part${index}`, { attributes: [attribute("a", "1", "2")] }));
    const html = markdownParser().render(markdown(review({ changes }), { limit }));
    expect(html.match(/<details>/g)!.length).toBe(html.match(/<\/details>/g)!.length);
  }
});
