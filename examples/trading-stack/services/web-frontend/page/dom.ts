// What runs in the browser is compiled with the rest of the repository, which otherwise knows Node.js alone.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** What views are made with. Texts are set as texts: nothing that the platform sends becomes markup. */

/** @throws Error where the page has no such element */
export function byId<T extends Element = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`There is no element ${id}.`);
  return element as Element as T;
}

/** Sets a text where it is another, so that a live region isn't read out again. */
export function setText(id: string, text: string): void {
  const element = byId(id);
  if (element.textContent !== text) element.textContent = text;
}

export function cell(content: string | Node, className = ""): HTMLTableCellElement {
  const element = document.createElement("td");
  element.append(content);
  element.className = className;
  return element;
}

export function row(...cells: readonly Node[]): HTMLTableRowElement {
  const element = document.createElement("tr");
  element.append(...cells);
  return element;
}

/** One row that says why there are none. */
export function emptyRow(columns: number, text: string): HTMLTableRowElement {
  const only = cell(text, "empty");
  only.colSpan = columns;
  return row(only);
}

/**
 * Runs the work once for all calls within so many milliseconds. By a timer: a tab in the background is shown no frames, and would keep what it should
 * show for later.
 */
export function coalesced(work: () => void, milliseconds: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      work();
    }, milliseconds);
  };
}
