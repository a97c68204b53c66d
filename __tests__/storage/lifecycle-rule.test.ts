import { Token } from "cdktf";
import { ArchiveBucket, Bucket, BucketProps, LifecycleRule } from "../../modules/storage";
import { messageOf, testStack } from "../support/synth";
import { KEY, invalid, makeBucket } from "./fixture";

function rules(lifecycleRules: Record<string, LifecycleRule>, props: Partial<BucketProps> = {}) {
  return makeBucket({ ...props, lifecycleRules })
    .synthesized()
    .resource("aws_s3_bucket_lifecycle_configuration").rule;
}

const filterOf = (rule: LifecycleRule) => rules({ some: { expireAfterDays: 7, ...rule } })[1].filter;

describe("lifecycle rules", () => {
  test("stand beside the rule for all objects, in the order of their ids", () => {
    const made = rules({ reports: { keyPrefix: "reports/", expireAfterDays: 30 }, drafts: { keyPrefix: "drafts/", expireAfterDays: 7 } });
    expect(made.map(({ id, status }: { id: string; status: string }) => [id, status])).toEqual([
      ["lifecycle", "Enabled"],
      ["drafts", "Enabled"],
      ["reports", "Enabled"],
    ]);
  });

  test("have every action, for their objects alone", () => {
    const [, rule] = rules({
      reports: {
        keyPrefix: "reports/",
        transitionAfterDays: { GLACIER_IR: 10 },
        expireAfterDays: 365,
        transitionNoncurrentAfterDays: { STANDARD_IA: 30 },
        expireNoncurrentAfterDays: 60,
        noncurrentVersionsToKeep: 2,
        abortMultipartAfterDays: 1,
      },
    });
    expect(rule).toEqual({
      id: "reports",
      status: "Enabled",
      filter: [{ prefix: "reports/" }],
      transition: [{ storage_class: "GLACIER_IR", days: 10 }],
      expiration: [{ days: 365 }],
      noncurrent_version_transition: [{ storage_class: "STANDARD_IA", noncurrent_days: 30 }],
      noncurrent_version_expiration: [{ noncurrent_days: 60, newer_noncurrent_versions: 2 }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
    });
  });

  // S3 API Reference, LifecycleRuleFilter: exactly one condition, or several within And.
  test.each([
    [{ keyPrefix: "a/" }, { prefix: "a/" }],
    [{ objectTags: { kind: "draft" } }, { tag: [{ key: "kind", value: "draft" }] }],
    [{ objectSizeGreaterThanBytes: 0 }, { object_size_greater_than: 0 }],
    [{ objectSizeLessThanBytes: 1024 }, { object_size_less_than: 1024 }],
    [{ keyPrefix: "a/", objectTags: { kind: "draft" } }, { and: [{ prefix: "a/", tags: { kind: "draft" } }] }],
    [{ objectTags: { a: "1", b: "2" } }, { and: [{ tags: { a: "1", b: "2" } }] }],
    [
      { objectSizeGreaterThanBytes: 1, objectSizeLessThanBytes: 1024 },
      { and: [{ object_size_greater_than: 1, object_size_less_than: 1024 }] },
    ],
  ] as [LifecycleRule, unknown][])("filter by %j", (rule, filter) => {
    expect(filterOf(rule)).toEqual([filter]);
  });

  test("may have overlapping prefixes: S3 honors the shorter expiration", () => {
    const overlapping = { all: { keyPrefix: "a/", expireAfterDays: 30 }, some: { keyPrefix: "a/b/", expireAfterDays: 7 } };
    expect(rules(overlapping)).toHaveLength(3);
  });

  test("take days that Terraform only knows later", () => {
    const later = Token.asNumber({ resolve: () => 500 });
    expect(rules({ a: { keyPrefix: "a/", expireAfterDays: later } }, { expireAfterDays: 400 })[1].expiration).toEqual([{ days: 500 }]);
  });
});

describe("lifecycle rules are refused", () => {
  const CASES: [string, Record<string, unknown>, ...string[]][] = [
    ["that are no object", { drafts: 7 }, 'lifecycleRules["drafts"]: must be an object; received 7. Write it as { … }.'],
    [
      "for all objects",
      { all: { expireAfterDays: 7 } },
      'lifecycleRules["all"]: must be for some of the objects; received {"expireAfterDays":7}. Give keyPrefix, objectTags or a size; what is for all objects is a choice of the bucket\'s.',
    ],
    [
      "without an action",
      { drafts: { keyPrefix: "drafts/" } },
      'lifecycleRules["drafts"]: must have an action; received {"keyPrefix":"drafts/"}. Give transitionAfterDays, expireAfterDays or another one.',
    ],
    [
      "under the id of the rule for all objects, or one that is too long",
      { lifecycle: { keyPrefix: "a/", expireAfterDays: 7 }, ["x".repeat(256)]: { keyPrefix: "b/", expireAfterDays: 7 } },
      'lifecycleRules["lifecycle"]: must have another id than lifecycle, the rule for all objects; received "lifecycle". Rename it.',
      `lifecycleRules["${"x".repeat(256)}"]: must have an id of 1 to 255 characters; received 256. Shorten it.`,
    ],
    [
      "for the same objects as another",
      { a: { objectTags: { x: "1", y: "2" }, expireAfterDays: 7 }, b: { objectTags: { y: "2", x: "1" }, expireNoncurrentAfterDays: 7 } },
      'lifecycleRules["b"]: must be for other objects than lifecycleRules["a"]; received "b". Put the actions of both into one rule.',
    ],
    [
      "with a wildcard in the prefix",
      { drafts: { keyPrefix: "drafts/*", expireAfterDays: 7 } },
      'lifecycleRules["drafts"].keyPrefix: must not hold a *, which S3 reads as that character; received "drafts/*". Leave it out.',
    ],
    [
      "by more tags than an object has",
      { drafts: { objectTags: Object.fromEntries([..."abcdefghijk"].map((key) => [key, ""])), expireAfterDays: 7 } },
      'lifecycleRules["drafts"].objectTags: must be 10 tags or fewer: no object has more; received ["a","b","c","d","e","f","g","h","i","j","k"]. Leave some out.',
    ],
    // S3 API Reference, LifecycleRuleFilter; S3's own words: "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'."
    [
      "by sizes that no object has",
      {
        drafts: { objectSizeGreaterThanBytes: 1024, objectSizeLessThanBytes: 1024, expireAfterDays: 7 },
        none: { objectSizeLessThanBytes: 0, expireAfterDays: 7 },
      },
      'lifecycleRules["drafts"].objectSizeLessThanBytes: must be greater than objectSizeGreaterThanBytes; received 1024. Exchange them, or leave one out.',
      'lifecycleRules["none"].objectSizeLessThanBytes: must be a whole number from 1 to 54975581388800 bytes; received 0. Give a value from 1 to 54975581388800.',
    ],
    // "AbortIncompleteMultipartUpload cannot be specified with Tags.", "… with Object Size."
    ...[{ objectTags: { kind: "draft" } }, { objectSizeLessThanBytes: 1024 }].map((filter): [string, Record<string, unknown>, string] => [
      `that delete parts of uploads by ${Object.keys(filter)[0]}`,
      { drafts: { ...filter, abortMultipartAfterDays: 1 } },
      'lifecycleRules["drafts"].abortMultipartAfterDays: must be left out of a rule by tags or size: uploads have neither before they are complete; received 1. Give it to the bucket, or to a rule by prefix.',
    ]),
    [
      "with transitions that S3 refuses",
      { drafts: { keyPrefix: "drafts/", transitionAfterDays: { ONEZONE_IA: 30, GLACIER_IR: 60 } } },
      'lifecycleRules["drafts"].transitionAfterDays.GLACIER_IR: must not follow ONEZONE_IA: S3 transitions no objects from there to GLACIER_IR; received 60. Leave one of the two out, or order them from the class read most to the one read least.',
    ],
    [
      "that keep versions which nothing deletes",
      { drafts: { keyPrefix: "drafts/", noncurrentVersionsToKeep: 3 } },
      'lifecycleRules["drafts"].noncurrentVersionsToKeep: must come together with expireNoncurrentAfterDays: without it, every version is kept; received 3. Give both, or neither.',
      'lifecycleRules["drafts"]: must have an action; received {"keyPrefix":"drafts/","noncurrentVersionsToKeep":3}. Give transitionAfterDays, expireAfterDays or another one.',
    ],
    [
      "that come too late: the bucket's own choices are for their objects as well",
      { kept: { keyPrefix: "kept/", expireAfterDays: 2555, expireNoncurrentAfterDays: 365, abortMultipartAfterDays: 30 } },
      'lifecycleRules["kept"].expireAfterDays: must be less than the 400 days of the bucket\'s own expireAfterDays, which is for these objects as well; received 2555. Use less, or give the bucket a later expireAfterDays and the other objects a rule.',
      'lifecycleRules["kept"].expireNoncurrentAfterDays: must be less than the 90 days of the bucket\'s own expireNoncurrentAfterDays, which is for these objects as well; received 365. Use less, or give the bucket a later expireNoncurrentAfterDays and the other objects a rule.',
      'lifecycleRules["kept"].abortMultipartAfterDays: must be less than the 7 days of the bucket\'s own abortMultipartAfterDays, which is for these objects as well; received 30. Use less, or give the bucket a later abortMultipartAfterDays and the other objects a rule.',
    ],
    [
      "that come with the bucket's own, which would do nothing",
      { kept: { keyPrefix: "kept/", expireAfterDays: 400 } },
      'lifecycleRules["kept"].expireAfterDays: must be less than the 400 days of the bucket\'s own expireAfterDays, which is for these objects as well; received 400. Use less, or give the bucket a later expireAfterDays and the other objects a rule.',
    ],
  ];

  test.each(CASES)("%s", (_, lifecycleRules, ...lines) => {
    const props = { encryptionKey: KEY, expireAfterDays: 400, lifecycleRules: lifecycleRules as Record<string, LifecycleRule> };
    expect(messageOf(() => new Bucket(testStack(), "Assets", props))).toBe(invalid("Assets", ...lines));
  });

  test("in more than a thousand, with the bucket's own", () => {
    const many = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`r${index}`, { keyPrefix: `${index}/`, expireAfterDays: 7 }]),
    );
    expect(messageOf(() => new Bucket(testStack(), "Assets", { encryptionKey: KEY, lifecycleRules: many }))).toBe(
      invalid("Assets", "lifecycleRules: must be 999 rules or fewer; received 1000. Join those that do the same."),
    );
  });

  test("in an archive, before the retention ends", () => {
    const lifecycleRules = { drafts: { keyPrefix: "drafts/", expireAfterDays: 30 } };
    expect(messageOf(() => new ArchiveBucket(testStack(), "Records", { encryptionKey: KEY, retentionDays: 31, lifecycleRules }))).toBe(
      invalid(
        "Records",
        'lifecycleRules["drafts"].expireAfterDays: must not end before the retention of 31 days; received 30. Use 31 or more, or leave it out.',
      ),
    );
  });

  test("that only Terraform knows", () => {
    const lifecycleRules = Token.asAny({ resolve: () => undefined }) as never;
    expect(messageOf(() => new Bucket(testStack(), "Assets", { encryptionKey: KEY, lifecycleRules }))).toBe(
      invalid(
        "Assets",
        'lifecycleRules: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
      ),
    );
  });
});
