import { CapacityChange, Finding, Review } from "../../review";
import { gravityOf } from "../outline";
import { numbered } from "../visible";
import { driftedChanges, foldedChanges, outputTable } from "./changes";
import { findingCards, toDecide } from "./findings";
import { Budget, Content, Markup, Section, capped, h, leftOut } from "./markup";
import { policyDifferences } from "./policies";
import { STYLE } from "./style";
import { tiles, totals, verdict } from "./verdict";

/** What a page has besides the review. */
export interface HtmlOptions {
  /** The architecture's picture, as `svg` of src/diagram draws it: markup, and trusted. @default - no picture */
  readonly diagram?: string;
  /** @default - the stack's name */
  readonly title?: string;
}

/** Nothing from elsewhere, no script: also where a value would be markup after all. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
/** How much of a page a list may take, in characters. */
const LIST = 100_000;

/**
 * A review as one page: a file by itself, without scripts and without anything from elsewhere, for screens and paper, light and dark. The same review gives the same text. What a plan of
 * thousands of resources has too much of is left out, the least grave first, and said with its number: a page stays below 3 MB.
 */
export function html(review: Review, { diagram, title = review.stack }: HtmlOptions = {}): string {
  const sections = sectionsOf(review, diagram);
  const name = title === "" ? "Plan review" : `Plan review: ${title}`;
  const page = h`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${name}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body class="${gravityOf(review)}">
<a class="skip" href="#review">Skip to the review</a>
<header>
<p class="kicker">Plan review</p>
<h1>${title === "" ? "A plan" : title}</h1>
${verdict(review)}
${tiles(review, findingId(review))}
${totals(review)}
</header>
${sections.length > 1 && contents(sections)}
<main id="review" tabindex="-1">
${sections.map(sectionMarkup)}
</main>
<footer><p>Sensitive values aren't in this page. Made by cdktf-trading-platform.</p></footer>
</body>
</html>
`;
  return page.text;
}

/** Findings that name a change lead to it; a tile leads to the first finding of its gate. */
function findingId({ findings }: Review): (finding: Finding) => string | undefined {
  const ids = new Map(findings.map((finding, index) => [finding, `f${index}`]));
  return (finding) => ids.get(finding);
}

/** In the order in which a reviewer has to know them; without those that have nothing to say. */
function sectionsOf(review: Review, diagram: string | undefined): Section[] {
  const { findings, policies, capacity, changes, drift, outputs, warnings, problems = [] } = review;
  const { content, idOf } = foldedChanges(changes);
  const ids = new Map(changes.map((change) => [change.address, idOf(change)]));
  const linkOf = ({ address = "" }: Finding): string | undefined => ids.get(address);
  const all: (Section | false)[] = [
    problems.length > 0 && { id: "exceptions", title: "Exceptions that can't stay", count: problems.length, content: sentences(problems) },
    findings.length > 0 && {
      id: "findings",
      title: "To decide",
      count: toDecide(findings).length,
      content: findingCards(findings, findingId(review), linkOf),
    },
    policies.length > 0 && { id: "policies", title: "Policies", count: policies.length, content: policyDifferences(review) },
    capacity.length > 0 && { id: "capacity", title: "Capacity and cost", count: capacity.length, content: capacityTable(capacity) },
    diagram !== undefined && { id: "architecture", title: "Architecture", content: picture(diagram) },
    { id: "changes", title: "Every change", count: changes.length, content: changes.length > 0 ? content : h`<p>No resource changes.</p>` },
    drift.length > 0 && {
      id: "drift",
      title: "Changed outside of Terraform",
      count: drift.length,
      content: [h`<p>What the refresh found in AWS, and the state doesn't have.</p>`, driftedChanges(drift)],
    },
    outputs.length > 0 && { id: "outputs", title: "Outputs", count: outputs.length, content: outputTable(outputs) },
    warnings.length > 0 && { id: "warnings", title: "Warnings", count: warnings.length, content: sentences(warnings) },
  ];
  return all.filter((section) => section !== false);
}

function contents(sections: readonly Section[]): Markup {
  const links = sections.map(
    ({ id, title, count }) =>
      h`<li><a href="#${id}">${title}${count !== undefined && h` <span class="count">${numbered(count)}</span>`}</a></li>`,
  );
  return h`<nav aria-label="Parts of the review"><ul>${links}</ul></nav>`;
}

function sectionMarkup({ id, title, count, content }: Section): Markup {
  const shown = count !== undefined && h` <span class="count">${numbered(count)}</span>`;
  return h`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}${shown}</h2>
${content}
</section>
`;
}

function capacityTable(capacity: readonly CapacityChange[]): Content {
  const row = ({ path, sentence }: CapacityChange): Markup => h`<tr><th scope="row">${path}</th><td>${sentence}</td></tr>`;
  const [rows, left] = capped(capacity, new Budget(LIST), row);
  return [
    h`<table class="two"><caption class="vh">Capacity and cost</caption><thead><tr><th scope="col">construct</th><th scope="col">change</th></tr></thead><tbody>${rows}</tbody></table>`,
    leftOut(left, "change of capacity", "changes of capacity"),
  ];
}

/** As wide as it is readable: on a narrow page it scrolls within itself. */
function picture(diagram: string): Markup {
  return h`<figure><div class="scroll" role="region" aria-label="Picture of the architecture" tabindex="0">${new Markup(diagram)}</div></figure>`;
}

function sentences(texts: readonly string[]): Content {
  const [shown, left] = capped(texts, new Budget(LIST), (text) => h`<li>${text}</li>`);
  return [h`<ul class="plain">${shown}</ul>`, leftOut(left, "sentence")];
}
