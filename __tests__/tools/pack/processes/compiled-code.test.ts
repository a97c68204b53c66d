import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT } from "../../../../tools/support/paths";

test("packing before compiling says in a sentence what to do first, and writes nothing", () => {
  const folder = mkdtempSync(join(tmpdir(), "pack-test-"));
  const [lib, out] = [join(folder, "lib"), join(folder, "out")];
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "tools/pack/main.ts", "--lib", lib, "--out-dir", out], {
    cwd: PROJECT,
    encoding: "utf8",
  });
  const hasWritten = existsSync(out);
  rmSync(folder, { recursive: true });
  expect([status, stderr.trim(), hasWritten]).toEqual([
    1,
    `There is no compiled code in ${lib}: run npm run compile first, or name its folder with --lib.`,
    false,
  ]);
});
