import { Action, Review } from "../review/review";
import { formatTable } from "./table";

const DONE: Readonly<Record<Action, string>> = {
  create: "to create",
  read: "to read",
  update: "to change in place",
  replace: "to replace",
  delete: "to destroy",
  forget: "to forget",
  import: "to import",
  move: "to move",
};

/** A review as a table: what has to be decided first, then each resource that changes by its construct's path. */
export function terminalTable(review: Review): string {
  const { changes, findings, warnings, stack, totals, outputs } = review;
  const rows = changes.map(({ path, type, action, attributes }) => [
    action,
    path,
    type,
    action === "update" || action === "replace" ? attributes.map((attribute) => attribute.path).join(", ") : "",
  ]);
  const shown = rows.some((row) => row[3] !== "") ? 4 : 3;
  const counted = (Object.keys(DONE) as Action[])
    .filter((action) => totals[action] > 0)
    .map((action) => `${totals[action]} ${DONE[action]}`);
  return [
    ...section(
      "To decide",
      findings.map(({ path, sentence, reasons, fix, exception }) =>
        [
          `${path}: ${sentence}`,
          ...reasons,
          ...(fix === undefined ? [] : [fix]),
          ...(exception ? [`accepted: ${exception.reason}`] : []),
        ].join("\n      "),
      ),
    ),
    ...(rows.length > 0 ? [`${formatTable(["action", "construct", "type", "changed"].slice(0, shown), rows)}\n`] : []),
    ...section(
      "Outputs that change",
      outputs.map(({ path }) => path),
    ),
    ...section("Warnings", warnings),
    `${stack || "The plan"}: ${counted.join(", ") || "no changes"}.`,
  ].join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:\n${lines.map((line) => `  - ${line}\n`).join("")}`];
}
