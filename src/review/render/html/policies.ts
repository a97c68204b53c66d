import { PolicyDifference } from "../../review";
import { Budget, Content, Markup, capped, h, leftOut } from "./markup";

const ALL = 300_000;

/** The statements of policies that go and come, the parts that differ between two of one name marked. */
export function policyDifferences(policies: readonly PolicyDifference[]): Content {
  const [shown, left] = capped(policies, new Budget(ALL), difference);
  return [shown, leftOut(left, "policy", "policies")];
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
