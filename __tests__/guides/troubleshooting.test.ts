/** What the troubleshooting guide quotes of the library's own messages is in its sources, letter by letter: a reader searches for it. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const PROJECT = join(__dirname, "../..");
const GUIDE = readFileSync(join(PROJECT, "docs/guides/troubleshooting.md"), "utf8");

const SOURCES = ["src", "modules", "tools"]
  .flatMap((folder) => readdirSync(join(PROJECT, folder), { recursive: true, encoding: "utf8" }).map((file) => join(PROJECT, folder, file)))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(file, "utf8"))
  .join("\n")
  // Where a message goes on in the next line.
  .replace(/["`'] \+\n\s*["`']/g, "");

/** Headings about messages of ours, by how they begin. */
const OURS = [
  ...["must be a prop that there is", "must be another name than that of", "must not refer to", "is deployed after"],
  ...["must be called once", "must be set before the constructs", "Instances have no way to", "This … exists already"],
  ...["asks AWS for", "This plan loses data:"],
];

const headings = GUIDE.split("\n").filter((line) => line.startsWith("### "));

/** What a heading quotes, in the parts that no value stands between. */
const quoted = (heading: string): string[] =>
  [...heading.matchAll(/`([^`]+)`/g)]
    .flatMap(([, text]) => text!.split("…"))
    .map((part) => part.trim())
    .filter((part) => part.length > 3);

test.each(OURS)("%s …", (beginning) => {
  const heading = headings.find((line) => line.startsWith(`### \`${beginning}`));
  expect(quoted(heading ?? "").length).toBeGreaterThan(0);
  for (const part of quoted(heading!)) expect(SOURCES).toContain(part);
});

test("there are at least twenty entries, each with what mends it", () => {
  expect(headings.length).toBeGreaterThanOrEqual(20);
});
