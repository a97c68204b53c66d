/** A review as one page, without a browser: what is in it, and what can't be. */
import { reviewPlan } from "../../../../src/review/build";
import { html } from "../../../../src/review/render/html/html";
import { h } from "../../../../src/review/render/html/markup";
import { Action, Review } from "../../../../src/review/review";
import fc, { character } from "../../../support/fast-check";
import { plan, resource } from "../../plan-fixture";
import { attribute, change, everything, finding, review } from "./review-fixture";

/** What a reader reads, without tags. */
function textOf(page: string): string {
  const [, body] = page.split("<body");
  return body!
    .replace(/^[^>]*>/, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, " ");
}

const tags = (page: string): string[] => [...page.matchAll(/<\/?[a-z!][^>]*>/g)].map(([tag]) => tag);

describe("the verdict", () => {
  const verdict = (parts: Partial<Review>): string => /<strong>(.*)<\/strong>/.exec(html(review(parts)))![1]!.replace(/&#39;/g, "'");
  const changes = [change("update", "Queue")];

  test("says what is lost, unprotected, opened and widened, with its number", () => {
    const findings = [
      finding(),
      finding({ path: "Cache" }),
      finding({ gate: "protection-removed", severity: "warning" }),
      finding({ gate: "public-exposure" }),
      finding({ gate: "iam-widening", severity: "warning" }),
      finding({ gate: undefined, severity: "warning" }),
    ];
    expect(verdict({ changes, findings })).toBe(
      "Decide before you apply: 2 stateful resources would be lost, 1 protection would be removed, 1 way in would be opened to the public, 1 permission would be widened and 1 other warning.",
    );
  });

  test("counts what no gate holds where there is nothing else", () => {
    expect(verdict({ changes, findings: [finding({ gate: undefined })] })).toBe("Decide before you apply: 1 danger.");
  });

  test("doesn't count what is accepted", () => {
    const findings = [finding({ exception: { reason: "Empty", expires: "2026-12-31" } })];
    expect(verdict({ changes, findings })).toBe("Nothing is left to decide: 1 finding accepted.");
  });

  test("doesn't ask for a decision about notes", () => {
    const findings = [finding({ severity: "note", gate: undefined })];
    expect(verdict({ changes, findings })).toBe("Nothing to decide: no loss, no opening and no widening was found.");
  });

  test("says that nothing changes", () => {
    expect(verdict({})).toBe("No changes.");
  });

  test("says that exceptions make it fail", () => {
    expect(verdict({ problems: ["The exception has expired"] })).toBe("No changes. 1 exception can't stay as written.");
  });
});

describe("the page", () => {
  const page = html(everything());
  const text = textOf(page);

  test("has its parts in the order in which a reviewer has to know them", () => {
    const titles = [...html(everything(), { diagram: "<svg></svg>" }).matchAll(/<h2[^>]*>([^<]*?) ?</g)].map(([, title]) => title);
    expect(titles).toEqual([
      "Exceptions that can&#39;t stay",
      "To decide",
      "Policies",
      "Capacity and cost",
      "Architecture",
      "Every change",
      "Changed outside of Terraform",
      "Outputs",
      "Warnings",
    ]);
  });

  test.each([
    ["a finding's reason", "cluster_identifier orders → trades forces it"],
    ["what to do instead", "Instead Keep the name."],
    ["why it was accepted, and until when", "Accepted until 2026-12-31 It moves on Friday"],
    ["a sentence that begins with a word, with a capital", "Role Web may now delete objects in Assets"],
    ["statements that come", "added: Clean: Allow s3:DeleteObject on arn:aws:s3:::assets/*"],
    ["capacity", "node type cache.r7g.large → cache.r7g.xlarge"],
    ["old and new values", "cluster_identifier forces replacement orders trades"],
    ["a value that is taken away", "port 5432 not set"],
    ["a value that apply gives", "arn known after apply"],
    ["that a value is sensitive", "password sensitive value sensitive value"],
    ["in which order it is replaced", "The old one is deleted before the new one is there."],
    ["why it is deleted", "Because it is no longer in the configuration."],
    ["what an earlier replacement has left over", "The old object 0a1b2c3d"],
    ["where it moved from", "It was aws_sqs_queue.kept"],
    ["what it is imported by", "Imported as https://sqs/taken"],
    ["alarms in one line", "2 alarms are created"],
    ["drift", "retention_in_days 365 30"],
    ["outputs", "url https://old https://new"],
    ["warnings of the synthesis", "Network has one NAT gateway"],
    ["exceptions that can't stay", "The exception of Cache from stateful-replacement isn't needed"],
    ["how many of each action", "± 1 to replace"],
  ])("says %s", (_, said) => expect(text.replace(/ +/g, " ")).toContain(said));

  test("marks in a statement the words that the other of its name hasn't", () => {
    expect(page).toContain("on arn:aws:s3:::assets/<b>public/</b>*</li>");
    expect(page).toContain("added: </span>Read: Allow s3:GetObject on arn:aws:s3:::assets/*</li>");
    expect(page).toContain("</span>Clean: Allow s3:DeleteObject on arn:aws:s3:::assets/*</li>");
  });

  test("leads from each gate to its first finding that nobody has accepted", () => {
    const targets = [...page.matchAll(/<a href="#(f\d+)">/g)].map(([, id]) => id);
    expect(targets).toEqual(["f0", "f1", "f3"]);
  });

  test("has a place for each of its links, and one for each id", () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  test("leads from a finding to its change", () => {
    expect(page).toMatch(/<a href="#c2"><code>Database<\/code><\/a>/);
    expect(page).toMatch(/<details id="c2"><summary><span class="badge replace">/);
  });

  test("folds changes by the construct at the top", () => {
    const names = [...page.matchAll(/<span class="name">([^<]*)</g)].map(([, name]) => name);
    expect(names).toEqual(["Api", "Assets", "Database", "Old", "Queues", "2 alarms are created"]);
  });

  test("is the same for the same review", () => expect(html(everything())).toBe(page));

  test("asks for nothing from elsewhere", () => {
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;;`,
    );
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|src=|href="[^#]/i);
  });

  test("has the title that it is given", () => {
    expect(html(review(), { title: "Release 7" })).toContain("<title>Plan review: Release 7</title>");
  });

  test("of a plan without a name has one", () => expect(html(review({ stack: "" }))).toContain("<title>Plan review</title>"));
});

test.each([
  ["the module that Terraform's address begins with", 'module.vpc["a/b"].aws_subnet.x[0]', "module.vpc"],
  ["the resource without its key", 'aws_sns_topic.topic["eu/orders"]', "aws_sns_topic.topic"],
])("where no construct is known, a change is folded by %s", (_, path, name) => {
  expect(html(review({ changes: [change("create", path)] }))).toContain(`<span class="name">${name}</span>`);
});

describe("values", () => {
  const hostile = (value: string): Review => {
    const replaced = JSON.stringify(everything(), (key, each: unknown) =>
      typeof each === "string" && !["kind", "severity", "action", "gate", "type", "order"].includes(key) ? value : each,
    );
    return JSON.parse(replaced) as Review;
  };

  test("become no markup, wherever they stand", () => {
    const harmless = tags(html(hostile("x"), { title: "x" }));
    for (const value of [
      `<script>alert(1)</script>`,
      `"><img src=x onerror=alert(1)>`,
      `' onclick='alert(1)`,
      "</style><b>",
      "<!--",
      "]]>",
    ]) {
      const page = html(hostile(value), { title: value });
      expect(tags(page).map((tag) => tag.replace(/&#\d+;/g, ""))).toHaveLength(harmless.length);
      expect(page).not.toContain(value.includes("<") ? value : `"${value}`);
    }
  });

  test("of any kind are read by a browser as they are, between tags and in attributes", () => {
    const read = (text: string): string => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    fc.assert(
      // What hides, or turns the order of others, is shown by its code: the next test.
      fc.property(
        fc.string({ unit: character }).filter((value) => !/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(value)),
        (value) => {
          const [, title, text] = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/.exec(h`<p title="${value}">${value}</p>`.text)!;
          expect([read(title!), read(text!)]).toEqual([value, value]);
        },
      ),
    );
  });

  // Unicode Technical Report 36: such characters make a text read as another.
  test("that hide characters, or turn their order, are seen", () => {
    const page = html(review({ warnings: ["pay\u202eroll\u200b\u0000\u2066", "half \ud800 of one"] }));
    expect(page).toContain("pay\\u202eroll\\u200b\\u0000\\u2066");
    expect(page).toContain("half \ufffd of one");
  });

  test("that the plan marks as sensitive are nowhere on the page, only that they change", () => {
    const address = "aws_db_instance.Orders_Resource_0A1B2C3D";
    const values = (secret: string) => ({ password: secret, tags: { note: `Set to ${secret}` }, port: 5432 });
    const page = html(
      reviewPlan({
        plan: plan([
          resource(address, "update", {
            before: values("correct-horse"),
            after: values("battery-staple"),
            before_sensitive: { password: true },
            after_sensitive: { password: true },
          }),
        ]),
      }),
    );
    expect(page).toContain(
      '<th scope="row">password</th><td class="old"><i>sensitive value</i></td><td class="new"><i>sensitive value</i></td>',
    );
    expect(page).not.toMatch(/correct-horse|battery-staple/);
  });

  test("of many lines keep them", () => {
    const changes = [change("update", "Queue", { attributes: [attribute("policy", "one\ntwo", "three")] })];
    expect(html(review({ changes }))).toContain("one\ntwo");
  });
});

describe("a large plan", () => {
  const ACTIONS: readonly Action[] = ["create", "update", "delete", "replace"];
  const text = "value ".repeat(30);
  const large = review({
    findings: Array.from({ length: 6000 }, (_, index) =>
      finding({ sentence: `Loss ${index}`, path: `Part${index % 40}/${index}`, reasons: [text, text] }),
    ),
    policies: Array.from({ length: 3000 }, (_, index) => ({
      path: `Role${index}`,
      address: `aws_iam_role_policy.r${index}`,
      attribute: "policy",
      removed: [text],
      added: [text],
    })),
    changes: Array.from({ length: 10_000 }, (_, index) =>
      change(ACTIONS[index % 4]!, `Part${index % 40}/${index}`, {
        attributes: Array.from({ length: 8 }, (__, each) => attribute(`name_${each}`, text, `${text} new`)),
      }),
    ),
  });
  const many = Array.from({ length: 10_000 }, (_, index) => attribute(`name_${index}`, text, text));
  const started = process.cpuUsage();
  const page = html(large);
  const seconds = process.cpuUsage(started).user / 1e6;

  test("makes a page that a browser opens: below 3 MB", () => expect(page.length).toBeLessThan(3_000_000));

  test("stays below 3 MB where everything is large", () => {
    const { changes, findings } = large;
    const larger = review({
      ...large,
      findings: [...findings, ...findings.map((each) => ({ ...each, severity: "note" as const }))],
      changes: [change("replace", "Wide", { attributes: many }), ...changes],
      drift: changes,
      outputs: many,
      capacity: many.map(({ path }) => ({ path, address: path, sentence: text })),
      warnings: many.map(() => text),
      problems: many.map(() => text),
    });
    expect(html(larger).length).toBeLessThan(3_000_000);
  });

  // The bar of a review as a whole is ten seconds.
  test("takes no more than two seconds of a core", () => expect(seconds).toBeLessThan(2));

  test("says how much of each is left out", () => {
    const count = (pattern: RegExp): number => [...page.matchAll(pattern)].length;
    const left = (what: string): number =>
      Number(new RegExp(`([\\d,]+) further (?:${what}) left out of this page`).exec(page)?.[1]!.replace(/,/g, ""));
    expect(count(/<(details|p)( class="line")? id="c\d+"/g) + left("changes")).toBe(10_000);
    expect(count(/<(article|li)[^>]* id="f\d+"/g) + left("findings")).toBe(6000);
    expect(count(/<article class="policy"/g) + left("policies")).toBe(3000);
  });

  test("leaves out what is created before what is replaced", () => {
    const shown = (action: string): number =>
      [...page.matchAll(new RegExp(`<details id="c\\d+"><summary><span class="badge ${action}"`, "g"))].length;
    const few = review({
      ...large,
      changes: large.changes.map((each, index) => (index % 100 === 99 ? each : { ...each, action: "create" })),
    });
    expect([...html(few).matchAll(/<details id="c\d+"><summary><span class="badge replace"/g)]).toHaveLength(100);
    expect(shown("replace")).toBeGreaterThan(shown("create"));
  });
});
