import { Token } from "cdktf";
import { bucketNameViolation, checkBucketName } from "../../../src/internal/s3/bucket-name";
import { Validator } from "../../../src/internal/validator";
import fc from "../../support/fast-check";
import { messageOf } from "../../support/synth";

describe("bucketNameViolation", () => {
  test.each(["abc", "trading-prod-assets", "logs.example.com", "0-state-9", "a".repeat(63), "a-b.c-d", "1.2.3.4.5"])("takes %s", (name) => {
    expect(bucketNameViolation(name)).toBeUndefined();
  });

  test.each([
    ["", "must be 3 to 63 characters long", "Give a longer name."],
    ["ab", "must be 3 to 63 characters long", "Give a longer name."],
    ["a".repeat(64), "must be 3 to 63 characters long", "Shorten the name."],
    ["Trading", "must hold only lower-case letters, digits, dots and dashes", "Write it in lower case, with dashes for everything else."],
    [
      "trading_state",
      "must hold only lower-case letters, digits, dots and dashes",
      "Write it in lower case, with dashes for everything else.",
    ],
    ["arn:aws:s3:::trading-assets", "must be a bucket's name, not its ARN", "Write what stands behind the last colon."],
    ["-trading", "must begin and end with a letter or a digit", "Remove the dots and dashes at its ends."],
    ["trading.", "must begin and end with a letter or a digit", "Remove the dots and dashes at its ends."],
    ["trading..state", "must not hold two adjacent dots", "Use a dash between the words."],
    ["192.168.5.4", "must not be written like an IP address", "Give it a name with letters."],
    ["999.999.999.999", "must not be written like an IP address", "Give it a name with letters."],
    ["xn--trading", "must not begin with xn--, reserved for internationalized domain names", "Begin it with another word."],
    ["sthree-trading", "must not begin with sthree-, reserved for S3 itself", "Begin it with another word."],
    ["amzn-s3-demo-trading", "must not begin with amzn-s3-demo-, reserved for AWS's own examples", "Begin it with another word."],
    ["trading-s3alias", "must not end with -s3alias, reserved for access point aliases", "End it with another word."],
    ["trading--ol-s3", "must not end with --ol-s3, reserved for Object Lambda access points", "End it with another word."],
    ["trading.mrap", "must not end with .mrap, reserved for multi-region access points", "End it with another word."],
    ["trading--x-s3", "must not end with --x-s3, reserved for directory buckets", "End it with another word."],
    ["trading--table-s3", "must not end with --table-s3, reserved for table buckets", "End it with another word."],
    ["trading-an", "must not end with -an, reserved for an account's regional namespace", "End it with another word."],
    [
      "trading-111122223333-eu-central-1-an",
      "must not end with -an, reserved for an account's regional namespace",
      "End it with another word.",
    ],
  ])("refuses %j", (name, rule, fix) => {
    expect(bucketNameViolation(name)).toEqual({ rule, fix });
  });

  test("takes an existing bucket of an account's regional namespace, and no other name that ends like one", () => {
    expect(bucketNameViolation("trading-111122223333-eu-central-1-an", { existing: true })).toBeUndefined();
    expect(bucketNameViolation("trading-an", { existing: true })).toBeDefined();
  });

  test("is checked where it is given and known", () => {
    const check = (name: string | undefined) => {
      const validator = new Validator("bucket");
      checkBucketName(validator, "bucketName", name);
      validator.throwIfInvalid();
    };
    for (const name of ["abc", undefined, null as never, Token.asString({ later: true })]) expect(() => check(name)).not.toThrow();
    expect(messageOf(() => check("ab"))).toBe(
      'bucket: invalid input\n  - bucketName: must be 3 to 63 characters long; received "ab". Give a longer name.',
    );
  });

  test("takes whatever is lower-case letters and digits of the right length", () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z][a-z0-9]{2,62}$/), (name) => bucketNameViolation(name) === undefined));
  });

  test("says what to do for everything that it refuses", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const violation = bucketNameViolation(name);
        return violation === undefined || (violation.rule.startsWith("must ") && violation.fix.endsWith("."));
      }),
    );
  });
});
