/** The helpers that the other integration tests stand on, with one small stack. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { App, TerraformStack } from "cdktf";
import { Workspace, useEmulator } from "./support";

const emulator = useEmulator();

function oneBucket(tags: Record<string, string>) {
  return (app: App) => {
    const stack = new TerraformStack(app, "small");
    new AwsProvider(stack, "Aws", { region: "eu-central-1", allowedAccountIds: ["123456789012"] });
    new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global", allowedAccountIds: ["123456789012"] });
    new S3Bucket(stack, "Bucket", { bucket: "support-test-bucket", tags });
    return stack;
  };
}

test("a stack is validated and planned without an account", async () => {
  const workspace = await Workspace.make(oneBucket({ team: "platform" }));
  await workspace.validate();
  const plan = await workspace.plan();
  expect(plan.summary()).toEqual(["create Bucket"]);
  expect(plan.resource("aws_s3_bucket")).toMatchObject({ bucket: "support-test-bucket" });
  expect(plan.dataSources).toEqual([]);
});

test("a stack is applied to the emulator, changed in place and destroyed to nothing", async () => {
  const workspace = await Workspace.make(oneBucket({ team: "platform" }), { endpoint: emulator.url });
  await workspace.apply();
  expect((await workspace.plan()).unexplained).toEqual([]);
  workspace.synth(oneBucket({ team: "trading" }));
  const plan = await workspace.plan();
  expect(plan.summary()).toEqual(["update Bucket"]);
  expect(plan.unexplained).toHaveLength(1);
  await workspace.destroy();
  expect(await workspace.resources()).toEqual([]);
});
