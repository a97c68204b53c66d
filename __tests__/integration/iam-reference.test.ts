/** What the sources hold of IAM's actions, condition keys and principals is what the pinned packages have. */
import { PROJECT } from "../../tools/support/paths";
import { run } from "../../tools/support/process";

test("the lists are those of the reference and of the managed policies", async () => {
  const { status, stderr } = await run({
    program: process.execPath,
    args: ["--import", "tsx", "tools/iam-reference/main.ts", "--check"],
    cwd: PROJECT,
  });
  // What is installed on the way is told.
  expect(stderr.replace(/^(?:downloading|making) .+\n/gm, "")).toBe("");
  expect(status).toBe(0);
});
