import { Arguments } from "../synthesized-stack";
import { items } from "./arguments";
import { nameOf } from "./message";

/** Which headers, cookies or query parameters are taken. */
export interface Selection {
  readonly which: "none" | "all" | "these" | "allExcept";
  /** The names that `these` and `allExcept` are about. */
  readonly names: readonly string[];
}

export const NONE: Selection = { which: "none", names: [] };
export const ALL: Selection = { which: "all", names: [] };

/** A selection of these alone. */
export function these(...names: readonly string[]): Selection {
  return { which: "these", names };
}

const BEHAVIORS: Readonly<Record<string, Selection["which"]>> = {
  none: "none",
  all: "all",
  allViewer: "all",
  allViewerAndWhitelistCloudFront: "all",
  whitelist: "these",
  allExcept: "allExcept",
};

/** The selection that a policy's block has: `cookies_config { cookie_behavior = …, cookies { items = […] } }`. */
export function selectionIn(config: Arguments | undefined, behavior: string, listed: string): Selection {
  return { which: BEHAVIORS[String(config?.[behavior])] ?? "none", names: items(config, listed) };
}

/** Whether a selection takes a name. Pure. */
export function takes({ which, names }: Selection, name: string, caseSensitive: boolean): boolean {
  const same = (other: string): boolean => (caseSensitive ? other === name : other.toLowerCase() === name.toLowerCase());
  if (which === "these") return names.some(same);
  return which === "all" || (which === "allExcept" && !names.some(same));
}

/** The cookies or query parameters that selections take, in their own order: their names are compared with regard to case. Pure. */
export function takenPairs(pairs: readonly string[], ...selections: readonly Selection[]): readonly string[] {
  return pairs.filter((pair) => selections.some((selection) => takes(selection, nameOf(pair), true)));
}
