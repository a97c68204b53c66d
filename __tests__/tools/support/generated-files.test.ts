import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { writeGenerated } from "../../../tools/support/generated-files";
import { PROJECT } from "../../../tools/support/paths";

const command = "npm run pages";
let folder: string;
let below: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "generated-"));
  below = relative(PROJECT, folder);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

test("what isn't current is written and named, and the rest is left as it is", () => {
  const printed = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  writeGenerated(new Map([[`${below}/a/one.md`, "1"]]), { check: false, command });
  const before = statSync(join(folder, "a/one.md")).mtimeMs;
  writeGenerated(
    new Map([
      [`${below}/a/one.md`, "1"],
      [`${below}/two.md`, "2"],
    ]),
    { check: false, command },
  );
  expect(printed.mock.calls).toEqual([[`${below}/a/one.md is written.\n`], [`${below}/two.md is written.\n`]]);
  expect(readFileSync(join(folder, "two.md"), "utf8")).toBe("2");
  expect(statSync(join(folder, "a/one.md")).mtimeMs).toBe(before);
});

test("a check writes nothing, and names what isn't current and what writes it", () => {
  const files = new Map([[`${below}/one.md`, "1"]]);
  expect(() => writeGenerated(files, { check: true, command })).toThrow(
    `These aren't current: ${below}/one.md. Look at the change: npm run pages`,
  );
  expect(existsSync(join(folder, "one.md"))).toBe(false);
});
