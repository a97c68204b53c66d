import { TerraformVariable } from "cdktf";
import { stateKey, stateKeyAliasName } from "../../modules/state-backend";
import { lockKey } from "../../modules/state-backend/state-key";
import { messageOf, testStack } from "../support/synth";
import { resolved } from "./fixture";

describe("The object key of a state", () => {
  test("is named after the stack", () => {
    expect(stateKey("trading-prod")).toBe("trading-prod/terraform.tfstate");
  });

  test("has the prefix before the stack", () => {
    expect(stateKey("trading-prod", "platform/eu")).toBe("platform/eu/trading-prod/terraform.tfstate");
  });

  test("has nothing before the stack with an empty prefix", () => {
    expect(stateKey("trading-prod", "")).toBe("trading-prod/terraform.tfstate");
  });

  test("can't be made of a stack in place of its id", () => {
    expect(messageOf(() => stateKey(testStack() as unknown as string))).toBe(
      "stateKey: invalid input\n  - stackName: must be a string; received the TerraformStack trading-test. Put it in quotes.",
    );
  });

  test("can't be made with a prefix that is no text", () => {
    expect(messageOf(() => stateKey("trading-prod", 1 as unknown as string))).toBe(
      "stateKey: invalid input\n  - keyPrefix: must be a string; received 1. Put it in quotes.",
    );
  });
});

test("The lock file is beside the state", () => {
  expect(lockKey("eu/trading-prod/terraform.tfstate")).toBe("eu/trading-prod/terraform.tfstate.tflock");
});

describe("The alias of a bucket's key", () => {
  test("has dashes for dots, which KMS doesn't allow in aliases", () => {
    expect(stateKeyAliasName("state.example.com")).toBe("state-example-com");
  });

  test("has dashes for dots in a name that only Terraform knows", () => {
    const stack = testStack();
    const { stringValue } = new TerraformVariable(stack, "name", { type: "string" });
    expect(resolved(stack, stateKeyAliasName(stringValue))).toBe('${replace(var.name, ".", "-")}');
  });

  test("may be of a name that is the variable's value, whatever its type", () => {
    const stack = testStack();
    const { numberValue } = new TerraformVariable(stack, "name", { type: "any" });
    expect(resolved(stack, stateKeyAliasName(numberValue as unknown as string))).toBe('${replace(var.name, ".", "-")}');
  });

  test("can't be made of anything but a name", () => {
    expect(messageOf(() => stateKeyAliasName(undefined as unknown as string))).toBe(
      "stateKeyAliasName: invalid input\n  - bucketName: must be a string; received nothing. It is required.",
    );
  });
});
