import { Action, AttributeChange, ShownValue } from "../../review";
import { Content, Markup, h } from "./markup";

/** How an action is marked and said. The marks are those of pictures. */
export const ACTIONS: Readonly<Record<Action, { readonly mark: string; readonly to: string; readonly done: string }>> = {
  replace: { mark: "±", to: "to replace", done: "replaced" },
  delete: { mark: "−", to: "to delete", done: "deleted" },
  forget: { mark: "⊘", to: "to forget", done: "forgotten" },
  update: { mark: "~", to: "to change", done: "changed" },
  move: { mark: "→", to: "to move", done: "moved" },
  import: { mark: "↓", to: "to import", done: "imported" },
  create: { mark: "+", to: "to create", done: "created" },
  read: { mark: "?", to: "to read", done: "read" },
};
/** The gravest first. */
export const ACTION_ORDER = Object.keys(ACTIONS) as Action[];

/** What is done, with a mark for who doesn't see colors. */
export function badge(action: Action): Markup {
  const { mark, done } = ACTIONS[action];
  return h`<span class="badge ${action}"><span aria-hidden="true">${mark}</span> ${done}</span>`;
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
