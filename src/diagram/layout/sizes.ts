/** In pixels. Three columns are 648 wide: on a phone of 390 the picture is half as large, and its texts can still be read. */
export const CELL = 196;
export const GAP = 30;
export const MOST_COLUMNS = 3;
/** Texts: of a box's name, of what else is in it, of an arrow. */
export const FONT = { label: 18, text: 15, flow: 15 } as const;
export const BOX = { padding: 10, top: 10, label: 26, line: 20, zones: 26, bottom: 10, icon: 26 } as const;
/** Between parallel lines. */
export const TRACK = 12;
/** What an arrow's label and its head take, beside a box. */
export const LABEL_ZONE = 32;
/** Between a box and what is next to it. */
export const CLEAR = 14;
/** A frame's tier names stand in a strip on its left. */
export const STRIP = 34;
export const FRAME = { side: 14, header: 26, end: 12 } as const;
export const MARGIN = 24;
export const TITLE = 46;
/** The lines that say what arrows are. */
export const LEGEND = 34;

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
