import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { PolicyStatement } from "../../src/core";
import { RequiredPolicy } from "../../src/internal/required-policy";
import { statements, synth, testStack, warnings } from "../support/synth";

const LOGS: PolicyStatement = { sid: "Logs", actions: ["kms:Encrypt"], resources: ["*"] };
const ALARMS: PolicyStatement = { sid: "Alarms", actions: ["kms:Decrypt"], resources: ["*"] };

function imported(...needed: readonly PolicyStatement[]) {
  const stack = testStack();
  const key = new Construct(stack, "Key");
  new Construct(key, "Child");
  const policy = new RequiredPolicy(key, "key");
  needed.forEach((statement) => policy.add(statement));
  return { stack, key, policy };
}

describe("what the policy of an imported resource must hold", () => {
  test("is handed out as the statements that were asked for", () => {
    const { stack, policy } = imported(LOGS, ALARMS);
    new TerraformOutput(stack, "Required", { value: policy.toJson() });
    expect(statements(synth(stack).output("Required") as string).map(({ Sid }) => Sid)).toEqual(["Alarms", "Logs"]);
  });

  test("is said once, on the import alone, however often the stack is synthesized", () => {
    const { stack, key } = imported(LOGS, ALARMS);
    synth(stack);
    synth(stack);
    expect(warnings(key)).toEqual([
      "This key exists already, and its policy belongs to its owner. Until the owner adds requiredPolicyJson to it, these fail: Alarms, Logs.",
    ]);
    expect(warnings(key.node.findChild("Child"))).toEqual([]);
  });

  test("is not said where nothing is needed", () => {
    const { stack, key } = imported();
    synth(stack);
    expect(warnings(key)).toEqual([]);
  });
});
