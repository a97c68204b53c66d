/** Aliases and grants of keys. */
import { ACCOUNT, REGION, Resources, evaluate, merged, policy, roleWith } from "./fixture";

const KEY: Resources = { aws_kms_key: { Key: { policy: policy() } } };

describe("an alias stands for its key (AWS KMS Developer Guide, Aliases in AWS KMS)", () => {
  const decrypts = roleWith("app", [{ Effect: "Allow", Action: "kms:*", Resource: "${aws_kms_key.Key.arn}" }]);
  const account = { Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "kms:*", Resource: "*" };
  const alias = (target: string, ...statements: object[]): Resources =>
    merged(decrypts, {
      aws_kms_key: { Key: { policy: policy(...statements) } },
      aws_kms_alias: { Alias: { name: "alias/orders", target_key_id: target } },
    });
  const request = { principal: "app", action: "kms:Decrypt", resource: "Alias" };

  test.each(["${aws_kms_key.Key.key_id}", "${aws_kms_key.Key.arn}"])("by %s", (target) => {
    expect(evaluate(alias(target, account), request).verdict).toBe("allowed");
    expect(evaluate(alias(target), request).verdict).toBe("denied");
  });

  test("by its ARN", () => {
    const resource = `arn:aws:kms:${REGION}:${ACCOUNT}:alias/orders`;
    expect(evaluate(alias("${aws_kms_key.Key.id}", account), { ...request, resource }).verdict).toBe("allowed");
  });

  test("whose policy isn't in the stacks", () => {
    const everything = roleWith("app", [{ Effect: "Allow", Action: "kms:*", Resource: "*" }]);
    const elsewhere: Resources = { aws_kms_alias: { Alias: { name: "alias/orders", target_key_id: "1234abcd" } } };
    expect(evaluate(merged(everything, elsewhere), request).explanation).toContain(`arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd`);
  });

  test("but for actions on aliases (Service Authorization Reference, DeleteAlias)", () => {
    const { verdict } = evaluate(alias("${aws_kms_key.Key.id}", account), { ...request, action: "kms:DeleteAlias" });
    expect(verdict).toBe("denied");
  });
});

describe("a grant's constraint (AWS KMS API Reference, GrantConstraints)", () => {
  const ask = (constraints: object, action: string, context: Record<string, string | string[]> = {}) => {
    const grant = {
      key_id: "${aws_kms_key.Key.key_id}",
      grantee_principal: `arn:aws:iam::${ACCOUNT}:role/app`,
      operations: ["Decrypt", "DescribeKey", "RetireGrant"],
      constraints: [constraints],
    };
    const resources = merged(KEY, roleWith("app", []), { aws_kms_grant: { G: grant } });
    return evaluate(resources, { principal: "app", action, resource: "Key", context }).verdict;
  };
  const EQUALS = { encryption_context_equals: { department: "desk" } };
  const SUBSET = { encryption_context_subset: { department: "desk" } };
  const desk = { "kms:EncryptionContext:department": "desk" };
  const two = { ...desk, "kms:EncryptionContext:level": "1" };

  test("EncryptionContextSubset is met by a context that includes its pairs", () => {
    expect(ask(SUBSET, "kms:Decrypt", two)).toBe("allowed");
    expect(ask(SUBSET, "kms:Decrypt", { "kms:EncryptionContext:department": "risk" })).toBe("denied");
  });

  test("EncryptionContextEquals is met by the same context alone", () => {
    expect(ask(EQUALS, "kms:Decrypt", { ...desk, "kms:EncryptionContextKeys": ["department"] })).toBe("allowed");
    expect(ask(EQUALS, "kms:Decrypt", two)).toBe("denied");
    expect(ask(EQUALS, "kms:Decrypt", desk)).toBe("depends");
  });

  test("takes the names of pairs without their case, but not the values", () => {
    const given = (value: string) => ({ "kms:EncryptionContext:Department": value, "kms:EncryptionContextKeys": ["Department"] });
    expect(ask(EQUALS, "kms:Decrypt", given("desk"))).toBe("allowed");
    expect(ask(EQUALS, "kms:Decrypt", given("Desk"))).toBe("denied");
  });

  test.each(["kms:DescribeKey", "kms:RetireGrant"])("isn't applied to %s", (action) => {
    expect(ask(EQUALS, action)).toBe("allowed");
  });
});
