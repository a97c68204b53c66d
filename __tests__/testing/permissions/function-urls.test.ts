/** Lambda API Reference, "AddPermission", FunctionUrlAuthType: a permission holds for URLs of that type alone. */
import { evaluate } from "./fixture";

test.each([
  ["NONE", "allowed"],
  ["AWS_IAM", "denied"],
])("a permission of everybody for URLs with NONE, at one with %s: %s", (type, verdict) => {
  const permission = { function_name: "f", action: "lambda:InvokeFunctionUrl", principal: "*", function_url_auth_type: "NONE" };
  const resources = { aws_lambda_function: { f: { function_name: "f" } }, aws_lambda_permission: { p: permission } };
  const context = { "lambda:FunctionUrlAuthType": type };
  const access = evaluate(resources, { principal: "anonymous", action: "lambda:InvokeFunctionUrl", resource: "f", context });
  expect(access.verdict).toBe(verdict);
});
