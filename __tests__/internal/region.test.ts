import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformProvider, TerraformStack, Testing, Token } from "cdktf";
import { Construct } from "constructs";
import {
  PROVIDER,
  Placement,
  checkKeyRegion,
  checkLogBucketRegion,
  checkPlacement,
  placedRegion,
  regionOf,
} from "../../src/internal/region";
import { Validator } from "../../src/internal/validator";
import { messageOf, synth, testStack } from "../support/synth";

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

  test("is refused for a region in words, which is all that is said of it", () => {
    expect(wrong({ region: "Frankfurt" })).toBe(
      'subject: invalid input\n  - region: must be a region\'s code; received "Frankfurt". Give a code such as "eu-central-1".',
    );
  });

  test("of a part is said where it is given", () => {
    const check = (validator: Validator) => checkPlacement(validator, { region: "us-east-1" }, "replica", "replica.");
    expect(messageOf(() => checked(check))).toBe(
      'subject: invalid input\n  - replica.region: must come together with provider; received "us-east-1". Give both, for a replica in another region, or neither.',
    );
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

describe("the account of a provider", () => {
  const STACKS = { allowedAccountIds: ["111122223333"] };

  /** A construct in a stack whose default provider is made last, and what its own provider says. */
  function placed(own: object, stackProvider: object): () => unknown {
    const stack = new TerraformStack(Testing.app(), "trading-test");
    const construct = new Construct(stack, "Key");
    const provider = new AwsProvider(stack, "Other", { region: "us-east-1", alias: "other", ...own });
    checkPlacement(new Validator(construct), { provider }, "key", "replica.");
    new AwsProvider(stack, "Aws", { region: "eu-central-1", ...stackProvider });
    return () => synth(stack);
  }

  test("is the stack's, by the accounts that it allows", () => {
    expect(messageOf(placed({ allowedAccountIds: ["444455556666"] }, STACKS))).toBe(
      'trading-test/Key: invalid input\n  - replica.provider: must be a provider of the stack\'s account, 111122223333, by its allowedAccountIds; received ["444455556666"]. Make this in a stack of the other account, or correct the provider.',
    );
  });

  test("is the stack's, by the accounts that it forbids", () => {
    expect(messageOf(placed({ forbiddenAccountIds: ["111122223333"] }, STACKS))).toBe(
      'trading-test/Key: invalid input\n  - replica.provider: must be a provider of the stack\'s account, 111122223333, and not forbid it (forbiddenAccountIds); received ["111122223333"]. Make this in a stack of the other account, or correct the provider.',
    );
  });

  test.each<[string, object, object]>([
    ["that allows it", { allowedAccountIds: ["111122223333"] }, STACKS],
    ["that allows it and another", { allowedAccountIds: ["444455556666", "111122223333"] }, STACKS],
    ["that says nothing of accounts", {}, STACKS],
    ["that forbids another", { forbiddenAccountIds: ["444455556666"] }, STACKS],
    ["of a stack that doesn't say its account", { allowedAccountIds: ["444455556666"] }, {}],
    ["of a stack of several accounts", { allowedAccountIds: ["444455556666"] }, { allowedAccountIds: ["111122223333", "444455556666"] }],
    ["whose accounts only Terraform knows", { allowedAccountIds: ["${var.account}"] }, STACKS],
  ])("passes for a provider %s", (_, own, stackProvider) => expect(placed(own, stackProvider)).not.toThrow());
});

describe("a key's region", () => {
  test("is that of what it encrypts", () => {
    expect(messageOf(() => checked((validator) => checkKeyRegion(validator, { region: "eu-west-1" }, "eu-central-1")))).toBe(
      'subject: invalid input\n  - encryptionKey: must be a key in eu-central-1: a key serves no other region; received "eu-west-1". Make an EncryptionKey with a provider of eu-central-1.',
    );
  });

  test("isn't compared with one that is misspelt, which is the provider's error", () => {
    expect(() => checked((validator) => checkKeyRegion(validator, { region: "eu-central-1" }, "eu-centrall-1"))).not.toThrow();
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

describe("the region that a construct is made in", () => {
  const says = (region?: string | null): TerraformProvider => ({ region }) as never;

  test.each<[string, Placement, string]>([
    ["the stack's, without a provider", {}, "eu-central-1"],
    ["its provider's", { provider: says("eu-west-1"), region: "us-east-1" }, "eu-west-1"],
    ["the one beside a provider that says none", { provider: says(), region: "us-east-1" }, "us-east-1"],
    ["the one beside a provider that says null", { provider: says(null), region: "us-east-1" }, "us-east-1"],
    ["the stack's, where nobody says one", { provider: says() }, "eu-central-1"],
  ])("is %s", (_, placement, region) => expect(placedRegion(testStack(), placement)).toBe(region));

  test("of a provider is undefined where the provider takes it from its surroundings", () => {
    expect([regionOf(says()), regionOf(says(null)), regionOf(undefined), regionOf(says("eu-west-1"))]).toEqual([
      undefined,
      undefined,
      undefined,
      "eu-west-1",
    ]);
  });
});

test("a provider is known by where it comes from and how it is referred to", () => {
  const provider = { terraformProviderSource: "hashicorp/aws", fqn: "aws.global" };
  expect(PROVIDER.rule).toBe("must be a provider");
  expect(PROVIDER.accepts(provider)).toBe(true);
  expect(PROVIDER.accepts({ fqn: provider.fqn })).toBe(false);
  expect(PROVIDER.accepts({ terraformProviderSource: provider.terraformProviderSource })).toBe(false);
});
