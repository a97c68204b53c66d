import { PolicyDifference, Review } from "../../review";
import { policiesBy } from "../outline";
import { counted } from "../visible";
import { Budget, Content, Markup, capped, h, leftOut } from "./markup";

/** How much of a page they may take, in characters. */
const ALL = 300_000;

/** The statements of policies that go and come, what differs between two of one name marked; those of what is created folded. */
export function policyDifferences(review: Review): Content {
  const { changed, created } = policiesBy(review);
  const budget = new Budget(ALL);
  const [shown, left] = capped(changed, budget, difference);
  const [news, leftNews] = capped(created, budget, difference);
  const title = `${counted(created.length, "policy", "policies")} of what is created`;
  return [
    shown,
    leftOut(left, "policy", "policies"),
    news.length > 0 && h`<details class="fold"><summary>${title}</summary>${news}</details>`,
    leftOut(leftNews, "policy of what is created", "policies of what is created"),
  ];
}

function difference({ path, address, attribute, removed, added }: PolicyDifference): Markup {
  const side = (kind: "del" | "ins", lines: readonly string[], others: readonly string[]): Markup[] =>
    lines.map((line) => {
      const pair = others.find((other) => nameOf(other) === nameOf(line));
      return h`<li class="${kind}"><span class="vh">${kind === "del" ? "removed" : "added"}: </span>${pair === undefined ? line : marked(line, pair)}</li>`;
    });
  return h`<article class="policy"><h3>${path}</h3><p class="place"><code>${attribute}</code>${
    address !== path && h` <code class="quiet">${address}</code>`
  }</p><ul class="diff">${side("del", removed, added)}${side("ins", added, removed)}</ul></article>
`;
}

/** What a statement is called: its Sid, or whether it allows or denies. */
function nameOf(line: string): string {
  return /^\w+(?=: )|^\w+/.exec(line)?.[0] ?? "";
}

/** A line with what the other one hasn't: words, and what is between the slashes and colons of an ARN. */
function marked(line: string, other: string): Content {
  const words = new Set(wordsOf(other));
  return wordsOf(line).map((word) => (/^[\s,]+$/.test(word) || words.has(word) ? word : h`<b>${word}</b>`));
}

function wordsOf(line: string): string[] {
  return line.split(/(,? +)|(?<=[/:])/).filter((word) => word !== undefined && word !== "");
}
