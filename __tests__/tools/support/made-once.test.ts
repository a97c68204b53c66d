import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { madeOnce } from "../../../tools/support/made-once";
import { sleep } from "../../../tools/support/process";

let root: string;
let folder: string;
let count: number;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "made-once-"));
  folder = join(root, "cache", "thing");
  count = 0;
});

afterEach(() => rmSync(root, { recursive: true }));

async function make(target: string): Promise<void> {
  writeFileSync(join(target, "made"), String(++count));
}

test("a folder is made once", async () => {
  expect(await madeOnce(folder, make)).toBe(folder);
  await madeOnce(folder, make);
  expect(readFileSync(join(folder, "made"), "utf8")).toBe("1");
});

test("who needs it at the same time waits for it", async () => {
  const slow = async (target: string): Promise<void> => {
    await sleep(200);
    await make(target);
  };
  await Promise.all([madeOnce(folder, slow), madeOnce(folder, slow), madeOnce(folder, slow)]);
  expect(count).toBe(1);
});

test("a folder that is made of something else is made anew, in an empty one", async () => {
  await madeOnce(folder, make, { from: "version 1" });
  writeFileSync(join(folder, "left over"), "");
  await madeOnce(folder, make, { from: "version 2" });
  await madeOnce(folder, make, { from: "version 2" });
  expect(count).toBe(2);
  expect(existsSync(join(folder, "left over"))).toBe(false);
});

test("one that was left half made, or works no more, is made anew", async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "half"), "");
  await madeOnce(folder, make);
  expect(existsSync(join(folder, "half"))).toBe(false);
  await madeOnce(folder, make, { works: async () => count > 1 });
  expect(count).toBe(2);
});

test("one that can't be made leaves nothing, and is tried again", async () => {
  const fails = async (target: string): Promise<void> => {
    await make(target);
    throw new Error("no network");
  };
  await expect(madeOnce(folder, fails)).rejects.toThrow("no network");
  expect(existsSync(folder)).toBe(false);
  expect(existsSync(`${folder}.lock`)).toBe(false);
  await madeOnce(folder, make);
  expect(count).toBe(2);
});
