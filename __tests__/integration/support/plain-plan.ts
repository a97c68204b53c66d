import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { offlineEnvironment } from "../../../tools/support/terraform/aws-settings";
import { OFFLINE_PROVIDER } from "../../../tools/support/terraform/stack-override";
import { Terraform } from "../../../tools/support/terraform/terraform";

/** What `terraform show -json` writes of the offline plan of a folder's configuration, which no CDKTF app has made; the provider is added to it. */
export async function plainPlan(folder: string): Promise<string> {
  const provider = { aws: { region: "eu-central-1", ...OFFLINE_PROVIDER } };
  const required = { required_providers: { aws: { source: "hashicorp/aws", version: "5.100.0" } } };
  writeFileSync(join(folder, "provider.tf.json"), JSON.stringify({ terraform: required, provider }));
  const terraform = await Terraform.find();
  const run = (...args: string[]) => terraform.must(args, { cwd: folder, env: offlineEnvironment() });
  await run("init", "-no-color");
  await run("plan", "-no-color", "-refresh=false", "-out=plan");
  return run("show", "-json", "plan");
}
