import { cpSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../support/paths";
import { Manifest, codeForCdktn, manifestForCdktn, readmeForCdktn, templateForCdktn } from "./for-cdktn";
import { withAbsoluteLinks } from "./links";

export type Framework = "cdktf" | "cdktn";

/** Fields of package.json that are of use in the repository alone. */
const REPOSITORY_FIELDS = ["//", "allowScripts", "devDependencies", "devEngines", "overrides", "scripts", "workspaces"];

/** Lays out in an empty folder what is published for a framework, from the compiled code in `lib`. */
export function stage(framework: Framework, lib: string, folder: string): void {
  const whole = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")) as Manifest;
  const own = Object.fromEntries(Object.entries(whole).filter(([field]) => !REPOSITORY_FIELDS.includes(field))) as Manifest;
  const manifest = framework === "cdktf" ? own : manifestForCdktn(own);
  for (const file of manifest.files.filter((name) => !name.startsWith("!"))) {
    cpSync(file === "lib" ? lib : join(PROJECT, file), join(folder, file), { recursive: true });
  }
  cpSync(join(PROJECT, "LICENSE"), join(folder, "LICENSE"));

  const ref = manifest.version === "0.0.0" ? "main" : `v${manifest.version}`;
  const page = (text: string): string => withAbsoluteLinks(text, ref);
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  writeFileSync(
    join(folder, "README.md"),
    page(framework === "cdktf" ? readFileSync(join(PROJECT, "README.md"), "utf8") : readmeForCdktn()),
  );
  writeFileSync(join(folder, "CHANGELOG.md"), page(readFileSync(join(PROJECT, "CHANGELOG.md"), "utf8")));
  if (framework === "cdktn") {
    rewrite(join(folder, "lib"), (_, text) => codeForCdktn(text));
    rewrite(join(folder, "templates/start"), templateForCdktn);
  }
}

/** Rewrites each file of a folder. */
function rewrite(folder: string, rewritten: (file: string, text: string) => string): void {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(folder, name)).isFile());
  for (const file of files) {
    const path = join(folder, file);
    const text = rewritten(file, readFileSync(path, "utf8"));
    // Generated files are read-only.
    rmSync(path);
    writeFileSync(path, text);
  }
}
