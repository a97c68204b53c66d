import { Action, AttributeChange, ShownValue } from "../../review";
import { ACTIONS } from "../outline";
import { Content, Markup, h } from "./markup";

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

/** Attributes with their old and new values. */
export function attributeTable(attributes: readonly AttributeChange[], caption: string, heads: Heads): Markup {
  const rows = attributes.map(({ path, before, after, forcesReplacement }) => {
    const cells = heads.length === 1 ? [after] : [before, after];
    return h`<tr><th scope="row">${path}${forcesReplacement && h` <span class="force">forces replacement</span>`}</th>${cells.map(
      (cell, index) => h`<td class="${cells.length === 2 && index === 0 ? "old" : "new"}">${value(cell)}</td>`,
    )}</tr>`;
  });
  return h`<table><caption class="vh">${caption}</caption><thead><tr><th scope="col">attribute</th>${heads.map(
    (head) => h`<th scope="col">${head}</th>`,
  )}</tr></thead><tbody>${rows}</tbody></table>`;
}
