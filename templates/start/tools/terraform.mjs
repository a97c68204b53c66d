// Plans and deploys one environment with Terraform: see USAGE.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

const USAGE = `npm run plan -- <environment>             what Terraform would create from nothing: without credentials, account or network
npm run plan -- <environment> --aws       what it would change in the account of your AWS credentials; the plan is saved
npm run plan -- <environment> --aws --destroy    the same of taking it all down
npm run deploy -- <environment>           applies the plan that was saved

<environment> is one of environments.ts. --no-lock plans with a role that may only read the state.`;

/** With these the provider asks AWS for nothing, and a plan needs no credentials. */
const OFFLINE = {
  access_key: "offline",
  secret_key: "offline",
  skip_credentials_validation: true,
  skip_requesting_account_id: true,
  skip_metadata_api_check: "true",
  skip_region_validation: true,
  allowed_account_ids: [],
};

const { values, positionals } = arguments_();
const [command, environment] = positionals;
if (values.help) {
  console.log(USAGE);
} else if (values.destroy && !values.aws) {
  fail(`--destroy needs --aws: what there is to destroy is in the account.\n\n${USAGE}`);
} else if (positionals.length !== 2 || !["plan", "deploy"].includes(command)) {
  fail(`Name one environment.\n\n${USAGE}`);
} else if (command === "plan") {
  plan(`orders-${environment}`);
} else {
  deploy(`orders-${environment}`);
}

function plan(name) {
  run(process.execPath, ["--import", "tsx", "main.ts"]);
  const { stacks } = JSON.parse(readFileSync("cdktf.out/manifest.json", "utf8"));
  const stack = stacks[name];
  if (!stack) fail(`There is no stack ${name}: the stacks are ${Object.keys(stacks).join(", ")}.`);
  for (const { level, constructPath, message } of stack.annotations) console.warn(`${level}: ${constructPath}: ${message}`);

  const folder = folderOf(name);
  const file = join(folder, "cdk.tf.json");
  // Terraform merges this file over cdk.tf.json beside it.
  const override = join(folder, "offline_override.tf.json");
  rmSync(override, { force: true });
  rmSync(join(folder, "saved.plan"), { force: true });
  if (!values.aws) {
    const providers = JSON.parse(readFileSync(file, "utf8")).provider.aws;
    const provider = { aws: providers.map(({ alias }) => ({ ...(alias && { alias }), ...OFFLINE })) };
    const backend = { local: { path: "offline.tfstate" } };
    writeFileSync(override, JSON.stringify({ terraform: { backend }, provider }));
  }
  terraform(folder, "init", "-input=false", "-reconfigure");
  const options = values.aws ? ["-out=saved.plan", `-lock=${!values["no-lock"]}`, ...(values.destroy ? ["-destroy"] : [])] : ["-refresh=false", "-lock=false"];
  terraform(folder, "plan", "-input=false", ...options);
}

function deploy(name) {
  const folder = folderOf(name);
  if (!existsSync(join(folder, "saved.plan"))) fail(`There is no saved plan of ${name}: run npm run plan -- ${environment} --aws first.`);
  terraform(folder, "init", "-input=false");
  terraform(folder, "apply", "-input=false", "saved.plan");
  rmSync(join(folder, "saved.plan"));
}

function folderOf(name) {
  return join("cdktf.out", "stacks", name);
}

function terraform(folder, ...args) {
  const env = { ...process.env };
  // A profile may name a role to assume, which takes the network.
  if (command === "plan" && !values.aws) for (const name of Object.keys(env)) if (name.startsWith("AWS_")) delete env[name];
  run(process.env.TERRAFORM_BINARY_NAME ?? "terraform", [`-chdir=${folder}`, ...args], env);
}

function run(program, args, env = process.env) {
  const { status, error } = spawnSync(program, args, { stdio: "inherit", env });
  if (error?.code === "ENOENT")
    fail(`${program} isn't there. Install Terraform 1.10 or newer: https://developer.hashicorp.com/terraform/install`);
  if (status !== 0) process.exit(status ?? 1);
}

function arguments_() {
  const options = { aws: { type: "boolean" }, destroy: { type: "boolean" }, "no-lock": { type: "boolean" }, help: { type: "boolean" } };
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return fail(`${error.message}\n\n${USAGE}`);
  }
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
