/**
 * What the view of a plan makes of sensitive values, of modules' providers and of dependencies, each in a plan of one resource. The shapes are those of
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
import { Arguments, fromPlan } from "../../src/testing";

interface Planned {
  readonly type: string;
  readonly name: string;
  readonly values: Arguments;
  readonly expressions: Arguments;
  readonly sensitive?: Arguments;
  readonly more?: Arguments;
}

function planOf(resources: readonly Planned[], root: Arguments = {}, more: Arguments = {}): Arguments {
  const known = resources.map(({ type, name, values, sensitive: sensitive_values = {} }) => ({
    ...{ address: `${type}.${name}`, mode: "managed", type, name, values, sensitive_values },
  }));
  const configured = resources.map(({ type, name, expressions, more: others }) => ({
    mode: "managed",
    type,
    name,
    expressions,
    ...others,
  }));
  return {
    ...{ planned_values: { root_module: { resources: known } }, resource_changes: [] },
    configuration: { root_module: { resources: configured, ...root } },
    ...more,
  };
}

const constants = (values: Arguments): Arguments =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { constant_value: value as unknown }]));

const parameter = (value: string): Planned => ({
  ...{ type: "aws_ssm_parameter", name: "p", values: { name: "p", value }, expressions: constants({ name: "p", value }) },
});

describe("a sensitive value", () => {
  test.each(["hunter", "hunter2", "correct-horse"])("of %j isn't shown where another text repeats it", (secret) => {
    const database: Planned = {
      ...{ type: "aws_db_instance", name: "d", values: { password: secret }, sensitive: { password: true } },
      expressions: { password: { references: ["var.password"] } },
    };
    const stack = fromPlan(planOf([database, parameter(`login=${secret};`)]));
    expect(JSON.stringify(stack.json)).not.toContain(secret);
    expect(stack.resource("aws_ssm_parameter").value).toBe("(sensitive value)");
  });

  test("of a variable isn't shown, also where the provider doesn't say that it is one", () => {
    const root = { variables: { token: { sensitive: true } } };
    const stack = fromPlan(planOf([parameter("use of tr0ub4dor")], root, { variables: { token: { value: "tr0ub4dor" } } }));
    expect(JSON.stringify(stack.json)).not.toContain("tr0ub4dor");
  });

  test("of a variable that isn't sensitive is shown", () => {
    const root = { variables: { stage: {} } };
    const stack = fromPlan(planOf([parameter("production")], root, { variables: { stage: { value: "production" } } }));
    expect(stack.resource("aws_ssm_parameter").value).toBe("production");
  });

  test("has all that is within it: a map that is sensitive as a whole", () => {
    const lambda: Planned = {
      ...{ type: "aws_lambda_function", name: "f", values: { environment: [{ variables: { KEY: "tr0ub4dor" } }] } },
      ...{ sensitive: { environment: [{ variables: true }] }, expressions: { environment: [{ variables: { references: ["var.all"] } }] } },
    };
    const stack = fromPlan(planOf([lambda, parameter("use of tr0ub4dor")]));
    expect(JSON.stringify(stack.json)).not.toContain("tr0ub4dor");
  });
});

test("providers of modules aren't the root module's", () => {
  const providers = {
    aws: { name: "aws", expressions: constants({ region: "eu-central-1" }) },
    "module.edge:aws": { name: "aws", module_address: "module.edge", expressions: constants({ region: "us-east-1" }) },
  };
  const plan = planOf([parameter("x")]);
  expect(fromPlan({ ...plan, configuration: { ...plan.configuration, provider_config: providers } }).json.provider).toEqual({
    aws: [{ region: "eu-central-1" }],
  });
});

test("what a resource depends on stays as it is configured", () => {
  const dependent = { ...parameter("x"), more: { depends_on: ["aws_s3_bucket_policy.logs"] } };
  expect(fromPlan(planOf([dependent])).resource("aws_ssm_parameter").depends_on).toEqual(["aws_s3_bucket_policy.logs"]);
});

test("blocks keep the order of the configuration, where the provider has them in another", () => {
  const group: Planned = {
    ...{ type: "aws_security_group", name: "g", values: { ingress: [{ from_port: 22 }, { from_port: 443 }] } },
    expressions: { ingress: [{ from_port: { constant_value: 443 } }, { from_port: { constant_value: 22 } }] },
  };
  expect(fromPlan(planOf([group])).resource("aws_security_group").ingress).toEqual([{ from_port: 443 }, { from_port: 22 }]);
});
