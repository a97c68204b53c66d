/** Each example of the gallery, validated and planned offline by the real provider: its stack as a module of one configuration, so that Terraform is started once for all of them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { examples } from "../../examples/gallery/examples";
import { constructPaths } from "../../tools/support/plan/planned-changes";
import { offlineEnvironment } from "../../tools/support/terraform/aws-settings";
import { OFFLINE_PROVIDER } from "../../tools/support/terraform/stack-override";
import { Terraform } from "../../tools/support/terraform/terraform";
import { Plan } from "./support";

const NAMES = Object.keys(examples);
const folder = mkdtempSync(join(tmpdir(), "gallery-"));
let plan: Plan;

interface Provider {
  readonly alias?: string;
  readonly region: string;
}

/** Writes the root configuration, and has every stack take its providers from there. */
function writeConfiguration(outdir: string): Map<string, string> {
  const [providers, modules, paths] = [new Map<string, Provider>(), {} as Record<string, object>, new Map<string, string>()];
  for (const name of NAMES) {
    const { provider, terraform, ...stack } = JSON.parse(readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8"));
    const own: Provider[] = provider.aws;
    for (const each of own) providers.set(each.alias ?? each.region, each);
    const aliases = own.flatMap(({ alias }) => (alias ? [`aws.${alias}`] : []));
    const aws = { ...terraform.required_providers.aws, configuration_aliases: aliases };
    const module = { ...stack, terraform: { required_providers: { aws } } };
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "main.tf.json"), JSON.stringify(module));
    modules[name] = { source: `./${name}`, providers: Object.fromEntries(["aws", ...aliases].map((each) => [each, each])) };
    for (const [address, path] of constructPaths(stack)) paths.set(`module.${name}.${address}`, `${name}/${path}`);
  }
  const aws = [...providers.values()].map(({ alias, region }) => ({ ...(alias && { alias }), region, ...OFFLINE_PROVIDER }));
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ provider: { aws }, module: modules }));
  return paths;
}

beforeAll(async () => {
  const app = new App({ outdir: join(folder, "cdktf.out") });
  for (const [id, Example] of Object.entries(examples)) new Example(app, id);
  app.synth();
  const paths = writeConfiguration(join(folder, "cdktf.out"));
  const terraform = await Terraform.find();
  const run = (...args: string[]): Promise<string> => terraform.must(args, { cwd: folder, env: offlineEnvironment() });
  await run("init", "-no-color");
  await run("validate", "-no-color");
  await run("plan", "-no-color", "-refresh=false", "-lock=false", "-out=plan");
  plan = new Plan(JSON.parse(await run("show", "-json", "plan")), paths);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(NAMES)("%s is valid for the provider, and creates what it has without a look at AWS", (name) => {
  const changes = plan.changes.filter(({ address }) => address.startsWith(`module.${name}.`));
  expect(changes.length).toBeGreaterThan(0);
  expect(changes.filter(({ action }) => action !== "create")).toEqual([]);
  const stack = JSON.parse(readFileSync(join(folder, name, "main.tf.json"), "utf8")) as { data?: object };
  expect(stack.data).toBeUndefined();
});

test("what exists is named as it is, and nothing of it is planned", () => {
  const types = new Set(plan.changes.filter(({ path }) => /^(ecs-callers|existing-network-and-key)\//.test(path)).map(({ type }) => type));
  expect([...types].filter((type) => /^aws_(vpc|subnet|route_table)$/.test(type))).toEqual([]);
  expect(plan.resource("aws_rds_cluster", "existing-network-and-key/Database/")).toMatchObject({
    db_subnet_group_name: "landing-zone-data",
    kms_key_id: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  });
  expect(plan.resource("aws_lb_listener_rule", "service-behind-existing-load-balancer/")).toMatchObject({
    listener_arn: "arn:aws:elasticloadbalancing:eu-central-1:111122223333:listener/app/shared/50dc6c495c0c9188/f2f7dc8efc522ab2",
    priority: 120,
  });
});
