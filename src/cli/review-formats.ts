import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join, relative } from "node:path";
import { architecture } from "../diagram/architecture";
import { mermaid } from "../diagram/mermaid";
import { Statuses, withChanges } from "../diagram/statuses";
import { svg } from "../diagram/svg";
import { Architecture } from "../diagram/types";
import { html } from "../review/render/html/html";
import { json } from "../review/render/json";
import { markdown } from "../review/render/markdown";
import { sarif } from "../review/render/sarif";
import { terminal } from "../review/render/terminal";
import { Review } from "../review/review";
import { SynthesizedStack } from "../testing/synthesized-stack";

/** What a review is written with. */
export interface RenderContext {
  /** The stack, for its picture. @default - no picture */
  readonly stack?: SynthesizedStack;
  /** The stack as it was synthesized when it was applied last, for the arrows that the plan changes. @default - arrows have no color */
  readonly previous?: SynthesizedStack;
  /** Whether everything is shown, where a format would leave something out. */
  readonly details: boolean;
  /** Whether it is written to standard output rather than to a file. */
  readonly isPrinted: boolean;
}

/** Every format of a review: a renderer of src/review/render is named here and nowhere else. */
export const RENDERERS: Readonly<Record<string, (review: Review, context: RenderContext) => string>> = {
  terminal: (review, { details, isPrinted }) => terminal(review, { details, ...(isPrinted && terminalOf(process.stdout, process.env)) }),
  markdown: (review, context) => markdown(review, { diagram: drawn(review, context, mermaid) }),
  html: (review, context) => html(review, { diagram: drawn(review, context, svg) }),
  json,
  sarif: (review) => sarif(review, { file: appFile(process.cwd()), version: packageVersion() }),
};

/** Formats by the ending of the file that they are written to. */
const ENDINGS: Readonly<Record<string, string>> = { ".md": "markdown", ".json": "json", ".sarif": "sarif", ".html": "html" };

/** The format that a file's name says, where it says one. */
export function formatOf(file: string): string | undefined {
  return /\.sarif\.json$/.test(file) ? "sarif" : ENDINGS[extname(file)];
}

/** What a terminal can show; https://no-color.org */
export function terminalOf(
  { isTTY, columns }: { readonly isTTY?: boolean; readonly columns?: number },
  { NO_COLOR: noColor = "", TERM: term = "" }: NodeJS.ProcessEnv,
): { readonly color: boolean; readonly width?: number } {
  return { color: isTTY === true && noColor === "" && term !== "dumb", width: columns };
}

/** The stack's architecture, with what the plan changes of it. */
function drawn(
  { changes }: Review,
  { stack, previous }: RenderContext,
  draw: (architecture: Architecture, options: { readonly statuses: Statuses }) => string,
): string | undefined {
  if (stack === undefined) return undefined;
  const { architecture: changed, statuses } = withChanges(architecture(stack), changes, previous && architecture(previous));
  return changed.parts.length === 0 ? undefined : draw(changed, { statuses });
}

/** The file of the app by its path from the repository's root, which code scanning shows findings at: that of the folder where there is no repository. */
export function appFile(project: string): string {
  const file = join(project, "cdktf.json");
  let folder = project;
  while (!existsSync(join(folder, ".git"))) {
    if (dirname(folder) === folder) return basename(file);
    folder = dirname(folder);
  }
  return relative(folder, file);
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(require.resolve("cdktf-trading-platform/package.json"), "utf8")) as { version: string };
  return version;
}
