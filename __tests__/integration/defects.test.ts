/** The defects that provers find: Terraform validates, plans and applies them, and has nothing left to change. */
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { DefectiveStack } from "../support/defects";
import { Workspace, useEmulator } from "./support";

const emulator = useEmulator();
let workspace: Workspace;

beforeAll(async () => {
  workspace = await Workspace.make((app) => new DefectiveStack(app, "defects", EMULATOR_ACCOUNT_ID), { endpoint: emulator.url });
});

test("they are valid", async () => {
  await workspace.validate();
});

test("their plan is fine", async () => {
  expect((await workspace.plan()).of("create").length).toBeGreaterThan(20);
});

test("they are applied", async () => {
  await workspace.apply();
  expect(await workspace.resources()).toEqual(expect.arrayContaining([expect.stringContaining("aws_cloudfront_distribution.Site")]));
});

test("and a second plan changes nothing", async () => {
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("and they are destroyed", async () => {
  await workspace.destroy();
  expect(await workspace.resources()).toEqual([]);
});
