import { terraformErrors } from "../../../src/cli/terraform/terraform";

describe("errors of Terraform", () => {
  test("lose colours, frames and everything before them", () => {
    const framed = "\u001b[31m╷\u001b[0m\n│ \u001b[1mError: \u001b[0mwrong\n│ \n│   on cdk.tf.json line 3\n╵";
    expect(terraformErrors("Planning failed.", framed)).toBe("Error: wrong\n\n  on cdk.tf.json line 3");
  });

  test("without a word of an error, the last lines are shown", () => {
    expect(terraformErrors("one\ntwo\n", "")).toBe("one\ntwo");
  });
});
