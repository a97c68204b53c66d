import { IStateBucket, StateBucket, StateBucketAttributes, stateDeployPolicyJson, statePlanPolicyJson } from "../../modules/state-backend";
import { EncryptionKey } from "../../src/core";
import { messageOf, statements, synth, testStack } from "../support/synth";
import { BUCKET_ARN, KEY_ARN, NAME, STATE, granted, role } from "./fixture";

const LOCATION = { bucketArn: BUCKET_ARN, key: STATE, encryptionKeyArn: KEY_ARN };

function existing(stack = testStack()) {
  const encryptionKey = EncryptionKey.fromArn(stack, "Key", KEY_ARN);
  // Typed as the interface: what compiles here has every member of it.
  const states: IStateBucket = StateBucket.fromAttributes(stack, "States", { bucketName: NAME, encryptionKey });
  return { stack, encryptionKey, states };
}

describe("A state bucket that exists", () => {
  test("creates nothing", () => {
    expect(synth(existing().stack).types).toEqual([]);
  });

  test("has its name, ARN and key", () => {
    const { states, encryptionKey } = existing();
    expect([states.bucketName, states.bucketArn, states.encryptionKey]).toEqual([NAME, BUCKET_ARN, encryptionKey]);
  });

  test("may be one of the account's regional namespace", () => {
    const bucketName = "trading-111122223333-eu-central-1-an";
    const stack = testStack();
    const encryptionKey = EncryptionKey.fromArn(stack, "Key", KEY_ARN);
    expect(StateBucket.fromAttributes(stack, "States", { bucketName, encryptionKey }).bucketName).toBe(bucketName);
  });

  test("lets a role deploy as a created one does", () => {
    const { stack, states } = existing();
    states.grantDeploy(role(stack), STATE);
    expect(granted(stack)).toEqual(statements(stateDeployPolicyJson(stack, LOCATION)));
  });

  test("lets a role plan as a created one does", () => {
    const { stack, states } = existing();
    states.grantPlan(role(stack), STATE);
    expect(granted(stack)).toEqual(statements(statePlanPolicyJson(stack, LOCATION)));
  });

  test("lets a role plan under a lock as a created one does", () => {
    const { stack, states } = existing();
    states.grantPlan(role(stack), STATE, { lock: true });
    expect(granted(stack)).toEqual(statements(statePlanPolicyJson(stack, LOCATION, { lock: true })));
  });
});

describe("A state bucket that exists refuses", () => {
  test.each<[string, { readonly [K in keyof StateBucketAttributes]?: unknown }, string]>([
    ["a missing name", { bucketName: undefined }, "bucketName: must be a string; received nothing. It is required."],
    [
      "a name that S3 refuses",
      { bucketName: "UPPER" },
      'bucketName: must hold only lower-case letters, digits, dots and dashes; received "UPPER". Write it in lower case, with dashes for everything else.',
    ],
    ["a missing key", { encryptionKey: undefined }, "encryptionKey: must be an EncryptionKey; received nothing. Give an EncryptionKey."],
    [
      "a key's ARN in place of the key",
      { encryptionKey: KEY_ARN },
      `encryptionKey: must be an EncryptionKey; received "${KEY_ARN}". Give an EncryptionKey; for one that exists, EncryptionKey.fromArn(…).`,
    ],
  ])("%s", (_, attributes, line) => {
    const stack = testStack();
    const valid = { bucketName: NAME, encryptionKey: EncryptionKey.fromArn(stack, "Key", KEY_ARN) };
    const create = () => StateBucket.fromAttributes(stack, "States", { ...valid, ...attributes } as StateBucketAttributes);
    expect(messageOf(create)).toBe(`trading-test/States: invalid input\n  - ${line}`);
  });
});
