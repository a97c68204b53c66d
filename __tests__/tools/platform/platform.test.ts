import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localStateFile, removeState, resourceCount } from "../../../tools/support/platform/platform";
import { messageOf } from "../../support/synth";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "platform-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a stack's local state is found, relative to the stack", () => {
  expect(localStateFile("/out/stacks/a", { terraform: { backend: { local: { path: "/project/a.tfstate" } } } })).toBe("/project/a.tfstate");
  expect(localStateFile("/out/stacks/a", { terraform: { backend: { local: {} } } })).toBe("/out/stacks/a/terraform.tfstate");
});

test("a stack with remote state is refused", () => {
  expect(messageOf(() => localStateFile("/out", { terraform: { backend: { s3: {} } } }))).toMatch(/must keep its state in a local file/);
});

test("resources of a state are counted", () => {
  const state = join(folder, "a.tfstate");
  expect(resourceCount(state)).toBe(0);
  writeFileSync(state, JSON.stringify({ resources: [{}, {}] }));
  expect(resourceCount(state)).toBe(2);
  writeFileSync(state, "{ broken");
  expect(messageOf(() => resourceCount(state))).toMatch(/can't be read: delete it, then run npm start again\.$/);
});

test("a state goes with its backup and the note of its lock", () => {
  const state = join(folder, "a.tfstate");
  const files = [state, `${state}.backup`, join(folder, ".a.tfstate.lock.info")];
  for (const file of files) writeFileSync(file, "");
  removeState(state);
  expect(files.filter((file) => existsSync(file))).toEqual([]);
});
