import { Finding, Severity } from "../../review";
import { sentenceOf } from "../outline";
import { counted } from "../visible";
import { Budget, Content, Markup, capped, h, leftOut } from "./markup";

const NAMES: Readonly<Record<Severity, string>> = { danger: "✕ danger", warning: "! warning", note: "i note" };
/** How much of a page cards may take, and what is in a line each, in characters. */
const CARDS = 500_000;
const LINES = 150_000;
/** As many are shown without a fold. */
const REASONS = 4;

/** Where the change of a finding is on the page, if it is. */
export type LinkOf = (finding: Finding) => string | undefined;
export type IdOf = (finding: Finding) => string | undefined;

/** What has to be decided, a card each, the gravest first; then what is good to know, folded. */
export function findingCards(findings: readonly Finding[], idOf: IdOf, linkOf: LinkOf): Content {
  const [shown, left] = capped(toDecide(findings), new Budget(CARDS), (finding) => card(finding, idOf, linkOf));
  const lines = toDecide(findings).slice(shown.length);
  const [listed, rest] = capped(lines, new Budget(LINES), (finding) => line(finding, idOf));
  return [shown, left > 0 && h`<ul class="plain">${listed}</ul>`, leftOut(rest, "finding"), notes(findings, idOf, linkOf)];
}

/** Not notes. */
export function toDecide(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity !== "note");
}

function card(finding: Finding, idOf: IdOf, linkOf: LinkOf): Markup {
  const { severity, gate, rule, reasons, fix, exception } = finding;
  return h`<article class="card ${severity}${exception && " accepted"}" id="${idOf(finding)}">
<p class="tags"><span class="tag ${severity}">${NAMES[severity]}</span>${exception && h` <span class="tag ok">✓ accepted</span>`} <code>${gate ?? rule}</code></p>
<h3>${sentenceOf(finding)}</h3>
${place(finding, linkOf)}${reasonList(reasons)}${
    fix !== undefined && h`<p class="fix"><b>Instead</b> ${fix}.</p>`
  }${exception && h`<p class="fix"><b>Accepted until ${exception.expires}</b> ${exception.reason}</p>`}
</article>
`;
}

/** The first say why; a long way there is folded. */
function reasonList(reasons: readonly string[]): Content {
  const list = (some: readonly string[]): Content => some.length > 0 && h`<ul>${some.map((reason) => h`<li>${reason}</li>`)}</ul>`;
  const shown = reasons.length > REASONS + 1 ? REASONS : reasons.length;
  const rest = reasons.slice(shown);
  return [
    list(reasons.slice(0, shown)),
    rest.length > 0 && h`<details><summary>${counted(rest.length, "further reason")}</summary>${list(rest)}</details>`,
  ];
}

function place(finding: Finding, linkOf: LinkOf): Content {
  const { path, address } = finding;
  if (path === "") return undefined;
  const target = linkOf(finding);
  const name = target === undefined ? h`<code>${path}</code>` : h`<a href="#${target}"><code>${path}</code></a>`;
  return h`<p class="place">${name}${address !== undefined && address !== path && h` <code class="quiet">${address}</code>`}</p>`;
}

function line(finding: Finding, idOf: IdOf): Markup {
  return h`<li id="${idOf(finding)}"><b>${NAMES[finding.severity]}</b> ${sentenceOf(finding)}</li>`;
}

function notes(findings: readonly Finding[], idOf: IdOf, linkOf: LinkOf): Content {
  const own = findings.filter(({ severity }) => severity === "note");
  if (own.length === 0) return undefined;
  const [shown, left] = capped(own, new Budget(LINES), (finding) => {
    const { reasons, fix } = finding;
    return h`<li id="${idOf(finding)}">${sentenceOf(finding)}${place(finding, linkOf)}${reasonList(reasons)}${fix !== undefined && h`<p class="fix"><b>Instead</b> ${fix}.</p>`}</li>`;
  });
  return h`<details class="fold"><summary>${counted(own.length, "note")}: good to know</summary><ul class="plain">${shown}</ul>${leftOut(left, "note")}</details>`;
}
