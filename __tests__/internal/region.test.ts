import { TerraformProvider, Token } from "cdktf";
import { Placement, checkKeyRegion, checkLogBucketRegion, checkPlacement } from "../../src/internal/region";
import { Validator } from "../../src/internal/validator";
import { messageOf } from "../support/synth";

function checked(check: (validator: Validator) => void): void {
  const validator = new Validator("subject");
  check(validator);
  validator.throwIfInvalid();
}

describe("the placement of a construct", () => {
  const says = (region?: string): TerraformProvider => ({ region }) as never;
  const wrong = (placement: Placement): string => messageOf(() => checked((validator) => checkPlacement(validator, placement, "key")));

  test.each<[string, Placement]>([
    ["nothing", {}],
    ["nothing, where settings hold null", { region: null as never }],
    ["a provider that says its region", { provider: says("eu-west-1") }],
    ["both, which say the same", { provider: says("eu-west-1"), region: "eu-west-1" }],
    ["a provider of the surroundings' region, and the region", { provider: says(), region: "eu-west-1" }],
    ["a provider whose region is a variable", { provider: says("${var.region}"), region: "eu-west-1" }],
  ])("may be said by %s", (_, placement) => {
    expect(() => checked((validator) => checkPlacement(validator, placement, "key"))).not.toThrow();
  });

  test("is refused for a region without its provider", () => {
    expect(wrong({ region: "us-east-1" })).toBe(
      'subject: invalid input\n  - region: must come together with provider; received "us-east-1". Give both, for a key in another region, or neither.',
    );
  });

  test("is refused for a provider that leaves its region open", () => {
    expect(wrong({ provider: says() })).toBe(
      "subject: invalid input\n  - region: must be given with a provider that doesn't say its region; received nothing. Give the region that the key is in, or give the provider its region.",
    );
  });

  test("is refused where region and provider contradict each other", () => {
    expect(wrong({ provider: says("eu-west-1"), region: "us-east-1" })).toBe(
      'subject: invalid input\n  - region: must be the provider\'s region, eu-west-1; received "us-east-1". Leave it out: the provider says it.',
    );
  });
});

describe("a key's region", () => {
  test("is that of what it encrypts", () => {
    expect(messageOf(() => checked((validator) => checkKeyRegion(validator, { region: "eu-west-1" }, "eu-central-1")))).toBe(
      'subject: invalid input\n  - encryptionKey: must be a key in eu-central-1: a key serves no other region; received "eu-west-1". Make an EncryptionKey with a provider of eu-central-1.',
    );
  });
});

describe("a log bucket's region", () => {
  test("is that of what logs to it", () => {
    expect(
      messageOf(() => checked((validator) => checkLogBucketRegion(validator, "accessLogs", { region: "eu-west-1" }, "eu-central-1"))),
    ).toBe(
      'subject: invalid input\n  - accessLogs: must be a log bucket in eu-central-1: this is delivered to no other region; received "eu-west-1". Make a LogBucket in eu-central-1 for it.',
    );
  });

  test.each([
    ["the bucket's", { region: undefined }, "eu-central-1"],
    ["the source's", { region: "eu-central-1" }, undefined],
    ["the source's, by a token,", { region: "eu-central-1" }, Token.asString({ later: true })],
  ])("passes where %s is known to the provider alone", (_, bucket, region) => {
    expect(() => checked((validator) => checkLogBucketRegion(validator, "accessLogs", bucket, region))).not.toThrow();
  });
});
