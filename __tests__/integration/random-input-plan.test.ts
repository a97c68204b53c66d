/** Valid sets of random props of each module, validated and planned offline by the real provider: each a module of one configuration. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ValidationError } from "../../src/core";
import { synthesize } from "../../src/testing";
import { PlanJson } from "../../tools/support/plan/planned-changes";
import { offlineEnvironment } from "../../tools/support/terraform/aws-settings";
import { OFFLINE_PROVIDER } from "../../tools/support/terraform/stack-override";
import { Terraform } from "../../tools/support/terraform/terraform";
import fc from "../support/fast-check";
import { MODULES } from "../support/random-props";
import { PropSet, Subjects, made } from "../support/random-props/run";
import { Arguments } from "../support/synth";

const SETS = 20;
const folder = mkdtempSync(join(tmpdir(), "random-"));
let plan: PlanJson;

/** The configuration of a set; undefined where the set isn't valid, or is planned with a look at AWS. */
function configurationOf(subjects: Subjects, set: PropSet): Arguments | undefined {
  try {
    const { json } = synthesize(made(subjects, set));
    return json.data === undefined ? json : undefined;
  } catch (error) {
    if (error instanceof ValidationError) return undefined;
    throw error;
  }
}

/** The first valid sets of a module, as many of each of its constructs. */
function sample(subjects: Subjects): Arguments[] {
  const names = Object.keys(subjects);
  return names.flatMap((subject) => {
    const sets = fc.sample(subjects[subject]!.props, 200);
    const valid: Arguments[] = [];
    for (const props of sets) {
      if (valid.length === Math.ceil(SETS / names.length)) break;
      const configuration = configurationOf(subjects, { subject, props });
      if (configuration) valid.push(configuration);
    }
    return valid;
  });
}

/** Writes a configuration as a module that takes its providers from the root, and returns what calls it. */
function writeModule(
  name: string,
  { provider, terraform, ...stack }: Arguments,
): { readonly call: object; readonly providers: Arguments[] } {
  const providers: Arguments[] = provider.aws;
  const aliases = providers.flatMap(({ alias }) => (alias ? [`aws.${alias}`] : []));
  const aws = { ...terraform.required_providers.aws, configuration_aliases: aliases };
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "main.tf.json"), JSON.stringify({ ...stack, terraform: { required_providers: { aws } } }));
  const variables = Object.keys(stack.variable ?? {}).map((variable) => [variable, "a-value-of-the-variable"]);
  return {
    call: {
      source: `./${name}`,
      providers: Object.fromEntries(["aws", ...aliases].map((each) => [each, each])),
      ...Object.fromEntries(variables),
    },
    providers,
  };
}

beforeAll(async () => {
  const [modules, providers] = [{} as Record<string, object>, new Map<string, Arguments>()];
  for (const [module, subjects] of Object.entries(MODULES)) {
    sample(subjects).forEach((configuration, index) => {
      const name = `${module}-${index}`;
      const written = writeModule(name, configuration);
      modules[name] = written.call;
      for (const each of written.providers) {
        providers.set(each.alias ?? "", { alias: each.alias, region: each.region, ...OFFLINE_PROVIDER });
      }
    });
  }
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ provider: { aws: [...providers.values()] }, module: modules }));
  const terraform = await Terraform.find();
  const run = (...args: string[]): Promise<string> => terraform.must(args, { cwd: folder, env: offlineEnvironment() });
  await run("init", "-no-color");
  await run("validate", "-no-color");
  await run("plan", "-no-color", "-refresh=false", "-lock=false", "-out=plan");
  plan = JSON.parse(await run("show", "-json", "plan"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.keys(MODULES))("twenty sets of %s are valid for the provider, which creates what they have", (module) => {
  const changes = (plan.resource_changes ?? []).filter(({ address }) => address.startsWith(`module.${module}-`));
  const planned = new Set(changes.map(({ address }) => address.split(".")[1]));
  expect(planned.size).toBeGreaterThanOrEqual(SETS);
  expect(changes.filter(({ change }) => change.actions.join() !== "create")).toEqual([]);
});
