import { Action, AttributeChange, ShownValue } from "../../review";
import { ACTIONS } from "../outline";
import { Budget, Content, Markup, capped, h, leftOut } from "./markup";

/** A short text in an action's color, with a mark for who doesn't see colors. */
export function badge(action: Action, text: string): Markup {
  return h`<span class="badge ${action}"><span aria-hidden="true">${ACTIONS[action].mark}</span> ${text}</span>`;
}

function value(shown: ShownValue): Content {
  switch (shown.kind) {
    case "value":
      return shown.text;
    case "unknown":
      return h`<i>known after apply</i>`;
    case "sensitive":
      return h`<i>sensitive value</i>`;
    case "absent":
      return h`<i>not set</i>`;
  }
}

/** How the columns of old and new values are called; the first alone where there is no old value. */
export type Heads = readonly [after: string] | readonly [before: string, after: string];

/** How much of a page the rows of one table may take, in characters. */
const ROWS = 100_000;

/** Attributes with their old and new values, as many as a page has room for. */
export function attributeTable(attributes: readonly AttributeChange[], caption: string, heads: Heads, one = "attribute"): Content {
  const [rows, left] = capped(attributes, new Budget(ROWS), ({ path, before, after, forcesReplacement }) => {
    const old = heads.length === 2 && h`<td class="old">${value(before)}</td>`;
    const name = h`<th scope="row">${path}${forcesReplacement && h` <span class="force">forces replacement</span>`}</th>`;
    return h`<tr>${name}${old}<td class="new">${value(after)}</td></tr>`;
  });
  return [
    h`<table><caption class="vh">${caption}</caption><thead><tr><th scope="col">${one}</th>${heads.map(
      (head) => h`<th scope="col">${head}</th>`,
    )}</tr></thead><tbody>${rows}</tbody></table>`,
    leftOut(left, one),
  ];
}
