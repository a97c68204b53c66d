import { SEND_ACTIONS, SERVICE_ENCRYPT_DECRYPT_ACTIONS } from "../../src/internal/key-actions";

// SNS Developer Guide, "Key management": for a publisher that is a service of AWS.
test("a service that sends to an encrypted topic or queue makes data keys, and decrypts them", () => {
  expect(SEND_ACTIONS).toEqual(["kms:Decrypt", "kms:GenerateDataKey*"]);
});

// CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS", step 2.
test("a service that encrypts and decrypts by itself describes the key and uses it in every way", () => {
  expect(SERVICE_ENCRYPT_DECRYPT_ACTIONS).toEqual([
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey*",
    "kms:ReEncrypt*",
  ]);
});
