import { hasChanges } from "../../gates";
import { Finding, GATES, Review } from "../../review";
import { ACTIONS, ACTION_ORDER, GATE_WORDS, gravityOf, heldBy, undecided, verdictLine } from "../outline";
import { numbered } from "../visible";
import { Content, Markup, h } from "./markup";
import { badge } from "./values";

const SIGNS: Readonly<Record<ReturnType<typeof gravityOf>, string>> = { danger: "✕", warning: "!", note: "i", ok: "✓" };

/** What is to be decided, in one line: what is lost, unprotected, opened and widened. */
export function verdict(review: Review): Markup {
  const gravity = gravityOf(review);
  return h`<p class="verdict ${gravity}"><span class="sign" aria-hidden="true">${SIGNS[gravity]}</span> <strong>${verdictLine(review)}</strong></p>`;
}

/** A tile for each gate: how many findings nobody has accepted, and the way to the first. */
export function tiles({ findings }: Review, idOf: (finding: Finding) => string | undefined): Markup {
  const made = GATES.map((gate) => {
    const own = heldBy(gate, undecided(findings));
    const [first] = own;
    const [one, many] = GATE_WORDS[gate];
    const content = h`<b>${numbered(own.length)}</b> <span>${own.length === 1 ? one : many}</span> <code>${gate}</code>`;
    const tile = first === undefined ? h`<div>${content}</div>` : h`<a href="#${idOf(first)}">${content}</a>`;
    return h`<li class="${first?.severity}">${tile}</li>`;
  });
  return h`<ul class="tiles" aria-label="Gates">${made}</ul>`;
}

/** How many resources change by each action. */
export function totals(review: Review): Content {
  if (!hasChanges(review)) return undefined;
  const shown = ACTION_ORDER.filter((action) => review.totals[action] > 0);
  const items = shown.map((action) => h`<li>${badge(action, `${numbered(review.totals[action])} ${ACTIONS[action].to}`)}</li>`);
  return items.length > 0 && h`<ul class="totals" aria-label="Resources">${items}</ul>`;
}
