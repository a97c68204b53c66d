/** What the sources hold of IAM's actions and condition keys is what the pinned reference has. */
import { PROJECT } from "../../tools/support/paths";
import { run } from "../../tools/support/process";

test("the lists of actions and condition keys are those of the reference", async () => {
  const { status, stderr } = await run({
    program: process.execPath,
    args: ["--import", "tsx", "tools/iam-reference/main.ts", "--check"],
    cwd: PROJECT,
  });
  expect(stderr.replace(/^downloading .+\n/, "")).toBe("");
  expect(status).toBe(0);
});
