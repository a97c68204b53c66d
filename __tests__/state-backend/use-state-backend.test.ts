import { LocalBackend, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { S3StateSettings, StateSettings, useStateBackend } from "../../modules/state-backend";
import { ACCOUNT_ID, messageOf, synth, testStack } from "../support/synth";
import { KEY_ARN, NAME } from "./fixture";

const S3: S3StateSettings = { type: "s3", bucketName: NAME, region: "eu-central-1" };

function backendOf(settings: StateSettings, id = "trading-prod") {
  const stack = testStack(id);
  useStateBackend(stack, settings);
  return synth(stack).json.terraform.backend;
}

describe("The state of a stack", () => {
  test("is one encrypted object in the bucket, locked by a file beside it", () => {
    expect(backendOf(S3)).toEqual({
      s3: {
        bucket: NAME,
        key: "trading-prod/terraform.tfstate",
        region: "eu-central-1",
        encrypt: true,
        kms_key_id: `alias/${NAME}`,
        use_lockfile: true,
      },
    });
  });

  test("is encrypted under the alias that the bucket's own key has", () => {
    expect(backendOf({ ...S3, bucketName: "state.example.com" }).s3.kms_key_id).toBe("alias/state-example-com");
  });

  test("differs from another stack's by its object key alone", () => {
    const { key: dev, ...devRest } = backendOf(S3, "trading-dev").s3;
    const { key: prod, ...prodRest } = backendOf(S3, "trading-prod").s3;
    expect([dev, prod]).toEqual(["trading-dev/terraform.tfstate", "trading-prod/terraform.tfstate"]);
    expect(devRest).toEqual(prodRest);
  });

  test("has a prefix before the stack's id", () => {
    expect(backendOf({ ...S3, keyPrefix: "platform/eu" }).s3.key).toBe("platform/eu/trading-prod/terraform.tfstate");
  });

  test("is encrypted under another key", () => {
    expect(backendOf({ ...S3, encryptionKeyId: KEY_ARN }).s3.kms_key_id).toBe(KEY_ARN);
  });

  test("is refused to credentials of other accounts", () => {
    expect(backendOf({ ...S3, allowedAccountIds: [ACCOUNT_ID] }).s3.allowed_account_ids).toEqual([ACCOUNT_ID]);
  });

  test("may be in a local file", () => {
    expect(backendOf({ type: "local", path: "/tmp/state.tfstate" })).toEqual({ local: { path: "/tmp/state.tfstate" } });
  });

  test("is in a local file named after the stack where no path is given", () => {
    expect(backendOf({ type: "local" }).local.path).toMatch(/\/terraform\.trading-prod\.tfstate$/);
  });
});

describe("useStateBackend refuses", () => {
  const line = (settings: string) =>
    `trading-test: invalid input\n  - settings: must be given to a stack without a backend, and this one has one already; received ${settings}. ` +
    "Call useStateBackend once, before another stack refers to this one, and make no backend besides.";

  test("a second call", () => {
    const stack = testStack();
    useStateBackend(stack, S3);
    expect(messageOf(() => useStateBackend(stack, { type: "local" }))).toBe(line('{"type":"local"}'));
  });

  test("a stack with a backend of its own", () => {
    const stack = testStack();
    new LocalBackend(stack, {});
    expect(messageOf(() => useStateBackend(stack, { type: "local", path: "a" }))).toBe(line('{"type":"local","path":"a"}'));
  });

  test.each<[string, unknown, string]>([
    ["nothing", undefined, "nothing"],
    ["a construct", new Construct(testStack(), "Part"), "the Construct trading-test/Part"],
  ])("%s in place of the stack", (_, stack, received) => {
    expect(messageOf(() => useStateBackend(stack as TerraformStack, S3))).toBe(
      `useStateBackend: invalid input\n  - stack: must be a stack; received ${received}. Call it in the stack's constructor: useStateBackend(this, …).`,
    );
  });
});

test("Settings that are refused leave the stack without a backend", () => {
  const stack = testStack();
  expect(() => useStateBackend(stack, { ...S3, region: "Frankfurt" })).toThrow();
  useStateBackend(stack, S3);
  expect(synth(stack).json.terraform.backend.s3.region).toBe("eu-central-1");
});
