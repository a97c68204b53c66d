import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unreachedDeclarations } from "../../tools/support/unreached-declarations";

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "declarations-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

test("declarations that no entry point leads to are those whose types users never meet", () => {
  write({
    "src/index.d.ts": 'export { A } from "./core";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";',
    "src/core/index.d.ts": 'export * from "./a";',
    "src/core/a.d.ts":
      'import type { B } from "../internal/b";\nexport declare class A { b: import("../internal/c").C; self: import("./index").A }',
    "src/internal/b.d.ts": "export interface B {}",
    "src/internal/c.d.ts": "export interface C {}",
    "src/internal/d.d.ts": 'import { A } from "../core/a";',
    "src/internal/d.js": "",
    "modules/edge/index.d.ts": 'export { E } from "./edge";',
    "modules/edge/edge.d.ts": "export declare class E {}",
  });
  expect(unreachedDeclarations(folder, ["src/index.d.ts"])).toEqual(
    ["modules/edge/edge.d.ts", "modules/edge/index.d.ts", "src/internal/d.d.ts"].map((path) => join(folder, path)),
  );
  expect(unreachedDeclarations(folder, ["src/index.d.ts", "modules/edge/index.d.ts"])).toEqual([join(folder, "src/internal/d.d.ts")]);
});
