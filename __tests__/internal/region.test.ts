import { Token } from "cdktf";
import { checkLogBucketRegion, checkRegionOfProvider } from "../../src/internal/region";
import { Validator } from "../../src/internal/validator";
import { messageOf } from "../support/synth";

function checked(check: (validator: Validator) => void): void {
  const validator = new Validator("subject");
  check(validator);
  validator.throwIfInvalid();
}

describe("a region and its provider", () => {
  test("come together, or not at all", () => {
    expect(() => checked((validator) => checkRegionOfProvider(validator, {}, "key"))).not.toThrow();
    expect(messageOf(() => checked((validator) => checkRegionOfProvider(validator, { region: "us-east-1" }, "key")))).toBe(
      'subject: invalid input\n  - region: must come together with provider; received "us-east-1". Give both, for a key in another region, or neither.',
    );
  });

  test("are both absent where settings hold null", () => {
    expect(() => checked((validator) => checkRegionOfProvider(validator, { region: null as never }, "key"))).not.toThrow();
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
