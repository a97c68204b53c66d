/** Prints how long one `require` takes: of the package root, or of the provider classes that it uses. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const LIB = join(__dirname, "../../lib");
const load = createRequire(__filename);

const names = process.argv[2] === "package" ? [join(LIB, "src/index.js")] : dependencies();
const started = performance.now();
for (const name of names) load(name);
const ms = performance.now() - started;
console.log(JSON.stringify({ ms, mb: process.memoryUsage().rss / 1024 / 1024 }));

/** What the compiled package requires from outside: cdktf, constructs and its provider classes. */
function dependencies(): string[] {
  const files = readdirSync(LIB, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js") && !file.includes("testing"));
  const required = files.flatMap((file) =>
    [...readFileSync(join(LIB, file), "utf8").matchAll(/require\("([^".][^"]*)"\)/g)].map((match) => match[1]!),
  );
  return [...new Set(required)].filter((name) => !name.startsWith("node:")).sort();
}
