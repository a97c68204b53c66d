import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { LIB, Measurement, Sample, compare, printedBy, seconds } from "../measure";

export const load: Measurement = {
  rows: [
    {
      name: "load",
      what: "load of the package root, against the L1 classes it uses",
      bar: 1.2,
      unit: "×",
      how: "`require` in processes of their own, alternately; the best of seven rounds counts.",
      because:
        "The root is 360 files, each read and compiled by Node.js in a quarter of a millisecond; running them takes less than a twentieth of the time. Fewer files would mean bundles, and a stack trace that leads to no file of the repository ([ADR 12](../adr/0012-published-code-is-readable.md)). Who imports a module by its subpath loads its files alone.",
    },
    {
      name: "memory",
      what: "memory of a process that has loaded the package root",
      bar: 120,
      unit: "MB",
      how: "The resident set of the processes above.",
    },
  ],
  measure: async () => {
    const { root, classes } = await compare({ root: loading([join(LIB, "src/index.js")]), classes: loading(requiredFromOutside()) }, 7);
    return [
      { value: root.ms / classes.ms, detail: `${seconds(root.ms)} against ${seconds(classes.ms)}` },
      { value: root.mb, detail: `${classes.mb.toFixed(0)} MB with the L1 classes alone` },
    ];
  },
};

/** Requires modules in a process of its own, by plain Node.js as a consumer does. */
function loading(names: readonly string[]): () => Sample {
  const script = `
    const started = performance.now();
    for (const name of process.argv.slice(1)) require(name);
    const ms = performance.now() - started;
    console.log(JSON.stringify({ ms, mb: process.memoryUsage().rss / 1024 / 1024 }));`;
  return () => printedBy<Sample>(["-e", script, ...names]);
}

/** What the compiled package requires: cdktf, constructs and the provider's classes. */
function requiredFromOutside(): string[] {
  const outside = /\/(testing|cli)\//;
  const files = readdirSync(LIB, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js") && !outside.test(file));
  const required = files.flatMap((file) =>
    [...readFileSync(join(LIB, file), "utf8").matchAll(/require\("([^".][^"]*)"\)/g)].map((match) => match[1]!),
  );
  return [...new Set(required)].filter((name) => !name.startsWith("node:")).sort();
}
