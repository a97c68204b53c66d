import { record } from "../internal/prop-types";
import { Validator } from "../internal/validator";
import { PlannedArguments } from "./plan/arguments";
import { Instance, Instances } from "./plan/instances";
import { ArgumentExpression, PlanJson, isExpression, brokenPart } from "./plan/plan-json";
import { withoutReadBack } from "./plan/read-back";
import { References, knownAfterApply } from "./plan/references";
import { withoutSensitive } from "./plan/sensitive";
import { Arguments } from "./stack-resources";
import { SynthesizedStack } from "./synthesized-stack";

/** A plan doesn't say what a configuration has of it: a rule that asks for it must not take that for "not set". */
const UNTOLD_LIFECYCLE: Arguments = Object.fromEntries(
  ["create_before_destroy", "prevent_destroy"].map((name) => [name, knownAfterApply([`lifecycle.${name}`])]),
);

/**
 * The view of a plan: the same that `synthesize` gives of a stack, so that every prover and matcher takes it. Also of a configuration that no CDKTF app has made, with its modules,
 * `count` and `for_each`.
 *
 *     terraform plan -out=plan && terraform show -json plan > plan.json
 *
 *     const stack = fromPlan(JSON.parse(readFileSync("plan.json", "utf8")));
 *     expect(reachability(stack).reachableFrom("internet")).toEqual([]);
 *
 * It has the arguments that the configuration sets, with the planned values. What is known after apply is the reference that the configuration has, or an expression
 * `${known_after_apply(…)}` where a plan doesn't say how the value is composed. Sensitive values read `(sensitive value)`. A plan has no local values, and
 * doesn't say what `lifecycle` has. Blocks that a refresh has filled with what resources of their own make, such as the rules of a security group, are left out.
 *
 * Resources of a CDKTF app are known by their construct's path, as far as the logical id has it; others by their address, such as `module.network.aws_subnet.private["a"]`.
 *
 * @param json what `terraform show -json` writes of a plan's file
 * @throws ValidationError for a text in place of the JSON; Error for what is no plan, and for a plan that has failed
 */
export function fromPlan(json: Arguments): SynthesizedStack {
  return planView(json, json as PlanJson);
}

/**
 * The same of one side of a plan.
 *
 * @param whole the plan with both of its sides
 */
export function planView(json: Arguments, whole: PlanJson): SynthesizedStack {
  checkIsParsed(json);
  checkPlan(json);
  const plan = json as PlanJson;
  const instances = new Instances(plan);
  const planned = new PlannedArguments(instances, new References(instances));
  const view = {
    provider: providersOf(plan),
    resource: withoutReadBack(section(instances.all, false, planned), instances.all, whole),
    data: section(instances.all, true, planned),
    output: outputsOf(plan, planned, instances),
  };
  const sections = Object.entries(view).filter(([, value]) => Object.keys(value).length > 0);
  return new SynthesizedStack(withoutSensitive(Object.fromEntries(sections), plan, instances.all));
}

/** A whole plan has texts with `${`, which would pass as a token. */
function checkIsParsed(json: unknown): void {
  const validator = new Validator("fromPlan");
  const isText = typeof json === "string";
  const isFile = isText || ArrayBuffer.isView(json);
  // A plan has secrets: nothing of its text is shown.
  const received = isText ? "a text" : "the bytes of a file";
  validator.check("json", received, !isFile, "must be an object", "Parse the file's text: fromPlan(JSON.parse(text)).");
  if (!isFile) validator.props({ json: json as Arguments }, { json: record<Arguments>() });
  validator.throwIfInvalid();
}

function checkPlan(json: Arguments): void {
  if (json.errored === true) {
    throw new Error("fromPlan takes a whole plan, received one that Terraform couldn't finish: see the errors of terraform plan");
  }
  const { format_version: version } = json;
  // "Unsupported major versions" are to be rejected: https://developer.hashicorp.com/terraform/internals/json-format
  if (version !== undefined && !/^[01]\./.test(String(version))) {
    throw new Error(
      `fromPlan reads plans of the format versions 0 and 1, received ${version}: upgrade the library, or make the plan with Terraform 1`,
    );
  }
  if (json.planned_values?.root_module !== undefined && json.configuration?.root_module !== undefined) {
    const broken = brokenPart(json, "values");
    if (broken === undefined) return;
    throw new Error(
      `fromPlan takes what \`terraform show -json <file of the plan>\` writes, received a plan whose ${broken}: write it anew`,
    );
  }
  const other = json.values === undefined ? `an object of ${Object.keys(json).join(", ") || "nothing"}` : "a state";
  const received = "then" in json ? "a promise: await it first" : other;
  throw new Error(`fromPlan takes what \`terraform show -json <file of the plan>\` writes, received ${received}`);
}

function section(instances: readonly Instance[], data: boolean, planned: PlannedArguments): Arguments {
  const byType: Record<string, Arguments> = {};
  for (const instance of instances) {
    if (instance.type.startsWith("data.") !== data) continue;
    const { provider_config_key: key = "", depends_on: dependsOn } = instance.configuration;
    const provider = key.slice(key.lastIndexOf(":") + 1);
    (byType[instance.type.replace("data.", "")] ??= {})[instance.id] = {
      ...planned.of(instance),
      ...(!data && { lifecycle: UNTOLD_LIFECYCLE }),
      ...(provider.includes(".") && { provider }),
      ...(dependsOn && { depends_on: dependsOn }),
      ...(instance.metadata && { "//": { metadata: instance.metadata } }),
    };
  }
  return byType;
}

/** Where providers work; what they log in with is nobody's business. */
function providersOf({ configuration, variables = {} }: PlanJson): Arguments {
  const byName: Record<string, Arguments[]> = {};
  for (const { name, alias, module_address: address, expressions = {} } of Object.values(configuration.provider_config ?? {})) {
    if (address !== undefined) continue;
    const given = ["region", "allowed_account_ids", "forbidden_account_ids"].map((argument): [string, unknown] => [
      argument,
      constant(expressions[argument], variables),
    ]);
    const settings = Object.fromEntries(given.filter(([, value]) => value !== undefined));
    (byName[name] ??= []).push({ ...settings, ...(alias !== undefined && { alias }) });
  }
  return byName;
}

/** A value that is written out, or given as a variable. */
function constant(expression: ArgumentExpression | undefined, variables: NonNullable<PlanJson["variables"]>): unknown {
  if (expression === undefined || !isExpression(expression)) return undefined;
  const [, variable] = /^var\.([\w-]+)$/.exec(expression.references?.[0] ?? "") ?? [];
  return variable === undefined ? expression.constant_value : variables[variable]?.value;
}

function outputsOf(plan: PlanJson, planned: PlannedArguments, instances: Instances): Arguments {
  const outputs = Object.entries(plan.configuration.root_module.outputs ?? {}).map(([name, { expression = {}, sensitive = false }]) => {
    const value = planned.ofOutput(expression, plan.planned_values.outputs?.[name]?.value, sensitive, instances);
    return [name, { value, ...(sensitive && { sensitive }) }];
  });
  return Object.fromEntries(outputs) as Arguments;
}
