import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CACHE, PROJECT } from "../../support/paths";
import { LIB, Measurement, Sample, compare, printedBy, seconds } from "../measure";

/** The module of the most L1 classes. */
const MODULE = "alb-asg";

export const typeCheck: Measurement = {
  rows: [
    {
      name: "type-check",
      what: "type-check of a consumer that imports one module, against its L1s",
      bar: 1.3,
      unit: "×",
      how: `\`tsc --noEmit\` of a file that imports \`${MODULE}\`, and of one that imports the L1 classes that this module loads, with \`skipLibCheck\` as in cdktf's template; alternately, the best of three rounds counts.`,
    },
    { name: "type-check-memory", what: "memory of that type-check", bar: 400, unit: "MB", how: "As tsc's `--extendedDiagnostics` says." },
  ],
  measure: async () => {
    const folder = join(CACHE, "bench/consumer");
    mkdirSync(folder, { recursive: true });
    const entry = join(LIB, `modules/${MODULE}/index`);
    const best = await compare({ module: checking(folder, "module", [entry]), classes: checking(folder, "classes", loadedBy(entry)) }, 3);
    return [
      { value: best.module.ms / best.classes.ms, detail: `${seconds(best.module.ms)} against ${seconds(best.classes.ms)}` },
      { value: best.module.mb, detail: `${best.classes.mb.toFixed(0)} MB with the L1 classes alone` },
    ];
  },
};

/** The provider's folders that come with a module. */
function loadedBy(entry: string): string[] {
  const script = `
    require(process.argv[1]);
    const folders = Object.keys(require.cache).map((file) => /@cdktf\\/provider-aws\\/lib\\/[^/]+/.exec(file)?.[0]);
    console.log(JSON.stringify([...new Set(folders)].filter(Boolean).sort()));`;
  return printedBy<string[]>(["-e", script, entry]);
}

function checking(folder: string, name: string, imports: readonly string[]): () => Sample {
  const lines = imports.map((path, index) => `import * as part${index} from "${path}";`);
  const parts = imports.map((_, index) => `part${index}`).join(", ");
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, `${lines.join("\n")}\nexport const parts = [${parts}];\n`);
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "commonjs", "--types", "node"];
  const compiler = join(PROJECT, "node_modules/typescript/bin/tsc");
  return () => {
    const printed = execFileSync(process.execPath, [compiler, ...options, "--extendedDiagnostics", file], {
      cwd: folder,
      encoding: "utf8",
    });
    const figure = (label: string): number => Number(new RegExp(`^${label}:\\s+([\\d.]+)`, "m").exec(printed)![1]);
    return { ms: figure("Total time") * 1000, mb: figure("Memory used") / 1000 };
  };
}
