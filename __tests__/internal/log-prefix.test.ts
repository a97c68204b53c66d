import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { logPrefix } from "../../src/internal/log-prefix";
import { testStack } from "../support/synth";

describe("the prefix of a construct's logs", () => {
  test("is its path below the stack, behind what delivers", () => {
    const stack = testStack();
    const bucket = new Construct(new Construct(stack, "Data"), "Order_Books");
    expect(logPrefix("s3", bucket, new Construct(stack, "Logs"))).toBe("s3/Data-Order_Books");
  });

  test("begins with its stack where the log bucket is another stack's", () => {
    const stack = testStack("data_layer");
    const logs = new Construct(new TerraformStack(stack.node.root as Construct, "logs"), "Logs");
    expect(logPrefix("s3", new Construct(stack, "Assets"), logs)).toBe("s3/data_layer/Assets");
  });

  test("is its path alone where the log bucket is no construct, and so in no stack", () => {
    expect(logPrefix("s3", new Construct(testStack(), "Assets"), { bucketArn: "arn:aws:s3:::logs" })).toBe("s3/Assets");
  });

  test("is as long as its keys leave room for", () => {
    const deep = new Construct(testStack(), "x".repeat(300));
    expect(logPrefix("s3", deep, undefined)).toHaveLength("s3/".length + 200);
    expect(logPrefix("cloudfront", deep, undefined, 100)).toHaveLength("cloudfront/".length + 100);
  });
});
