import { Lazy } from "cdktf";
import { S3StateSettings, StateSettings, useStateBackend } from "../../modules/state-backend";
import { messageOf, testStack } from "../support/synth";
import { KEY_ARN, NAME } from "./fixture";

const S3: S3StateSettings = { type: "s3", bucketName: NAME, region: "eu-central-1" };
const ALIAS_ARN = "arn:aws:kms:eu-central-1:111122223333:alias/trading/state";

function message(settings: unknown): string {
  return messageOf(() => useStateBackend(testStack(), settings as StateSettings));
}

describe("Settings of a state are refused for", () => {
  test.each<[string, unknown, string]>([
    ["nothing at all", undefined, "settings: must be an object; received nothing. It is required."],
    ["a text", "s3", 'settings: must be an object; received "s3". Write it as { … }.'],
    ["a missing type", {}, "settings.type: must be one of s3, local; received nothing. Use one of these."],
    ["another type", { ...S3, type: "S3" }, 'settings.type: must be one of s3, local; received "S3". Use one of these.'],
    [
      "a type that only Terraform knows",
      { ...S3, type: Lazy.stringValue({ produce: () => "s3" }) },
      'settings.type: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ],
    [
      "a missing bucket",
      { type: "s3", region: "eu-central-1" },
      "settings.bucketName: must be a string; received nothing. It is required.",
    ],
    [
      "a bucket's name that S3 refuses",
      { ...S3, bucketName: "Trading" },
      'settings.bucketName: must hold only lower-case letters, digits, dots and dashes; received "Trading". Write it in lower case, with dashes for everything else.',
    ],
    ["a missing region", { type: "s3", bucketName: NAME }, "settings.region: must be a string; received nothing. It is required."],
    [
      "a region that is none",
      { ...S3, region: "Frankfurt" },
      'settings.region: must be a region\'s code; received "Frankfurt". Give a code such as "eu-central-1".',
    ],
    [
      "a KMS key that is neither an ARN nor an alias",
      { ...S3, encryptionKeyId: "trading" },
      'settings.encryptionKeyId: must be a key\'s ARN, an alias\'s ARN or an alias; received "trading". Write it as "alias/trading-state", or copy the ARN that ends in "key/…".',
    ],
    [
      "a KMS key that is no text",
      { ...S3, encryptionKeyId: { arn: KEY_ARN } },
      `settings.encryptionKeyId: must be a string; received {"arn":"${KEY_ARN}"}. Put it in quotes.`,
    ],
    [
      "a prefix with a slash at its beginning",
      { ...S3, keyPrefix: "/platform" },
      'settings.keyPrefix: must be words joined by single slashes, without one at either end and without wildcards; received "/platform". Write it as "platform".',
    ],
    [
      "one account in place of a list",
      { ...S3, allowedAccountIds: "111122223333" },
      'settings.allowedAccountIds: must be a list of strings; received "111122223333". Write it as ["…", "…"].',
    ],
    [
      "an account that is none",
      { ...S3, allowedAccountIds: ["111122223333", "1234"] },
      'settings.allowedAccountIds[1]: must be twelve digits; received "1234". Copy the account id, leading zeros included, as a string.',
    ],
    ["a file that is no path", { type: "local", path: 1 }, "settings.path: must be a string; received 1. Put it in quotes."],
  ])("%s", (_, settings, line) => {
    expect(message(settings)).toBe(`trading-test: invalid input\n  - ${line}`);
  });

  test("everything that is wrong, in one error", () => {
    const wrong = {
      ...S3,
      bucketName: "Trading",
      region: "Frankfurt",
      encryptionKeyId: "trading",
      keyPrefix: "/",
      allowedAccountIds: ["1"],
    };
    expect(message(wrong).split("\n")[0]).toBe("trading-test: 5 invalid inputs");
  });
});

describe("Settings of a state allow", () => {
  test.each<[string, StateSettings]>([
    ["a key's ARN", { ...S3, encryptionKeyId: KEY_ARN }],
    ["an alias's ARN", { ...S3, encryptionKeyId: ALIAS_ARN }],
    ["an alias", { ...S3, encryptionKeyId: "alias/trading/state" }],
    ["a bucket of the account's regional namespace", { ...S3, bucketName: "trading-111122223333-eu-central-1-an" }],
    ["choices that are null", { ...S3, keyPrefix: null, allowedAccountIds: null } as unknown as StateSettings],
    ["a file that is null", { type: "local", path: null } as unknown as StateSettings],
  ])("%s", (_, settings) => {
    expect(() => useStateBackend(testStack(), settings)).not.toThrow();
  });
});
