import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";

/** Adds stacks to an app. */
export type Build = (app: App) => TerraformStack;

/**
 * Synthesizes an app as `cdktf synth` does.
 *
 * @returns the folder of the stack that `build` returns
 */
export function synthApp(folder: string, build: Build): string {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  const app = new App({ outdir: folder });
  const stack = build(app);
  app.synth();
  return join(folder, "stacks", stack.node.id);
}
