import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkOutput } from "../../../tools/support/compiled-output";
import { CACHE, PROJECT } from "../../../tools/support/paths";

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "compiled-"))));
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), "");
}

test.each([join(PROJECT, "lib"), join(CACHE, "bench/lib"), join(tmpdir(), "compiled-that-is-not-there")])(
  "code may be compiled into %s",
  (out) => {
    expect(() => checkOutput(out)).not.toThrow();
  },
);

test("what was compiled before may be emptied", () => {
  for (const file of ["src/index.js", "src/index.d.ts", "src/tsdoc-metadata.json", "modules/network/network.js"]) write(file);
  expect(() => checkOutput(folder)).not.toThrow();
});

test.each(["src/index.ts", "src/data.json", "index.js", "package.json", "src/.git/config", "notes/todo.md"])(
  "a folder with %s may not",
  (file) => {
    write("src/index.js");
    write(file);
    expect(() => checkOutput(folder)).toThrow(`${folder} would be emptied, and has what the compiler doesn't write: `);
  },
);

test.each([PROJECT, dirname(PROJECT), homedir()])("nor may %s", (out) => {
  // A project that is itself in a temporary folder has files that the compiler doesn't write.
  expect(() => checkOutput(out)).toThrow(`${out} would be emptied, and `);
});

test("a folder elsewhere is said to be neither the project's nor a temporary one", () => {
  expect(() => checkOutput("/")).toThrow("/ would be emptied, and is neither below the project's folder nor a temporary one.");
});

test("nor may a link to a folder elsewhere, nor one that isn't there yet below such a link", () => {
  symlinkSync(homedir(), join(folder, "link"));
  for (const out of [join(folder, "link"), join(folder, "link", "lib")]) expect(() => checkOutput(out)).toThrow("would be emptied");
});

test("the project's own sources may not", () => {
  for (const name of ["src", "modules", "tools", "templates"]) {
    expect(() => checkOutput(join(PROJECT, name))).toThrow("has what the compiler doesn't write");
  }
});
