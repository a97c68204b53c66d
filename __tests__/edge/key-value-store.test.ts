import { KeyValueStore, KeyValueStoreProps } from "../../modules/edge";
import { messageOf, synth, testStack } from "../support/synth";

const ARN = "arn:aws:cloudfront::111122223333:key-value-store/01234567-89ab-cdef-0123-456789abcdef";

describe("a key value store", () => {
  test("is written by others, unless it has keys", () => {
    const stack = testStack();
    new KeyValueStore(stack, "Targets");
    const result = synth(stack);
    expect(result.types).toEqual(["aws_cloudfront_key_value_store"]);
    expect(result.resource("aws_cloudfront_key_value_store")).toMatchObject({
      name: "trading-test-Targets-eu-central-1",
      comment: "trading-test/Targets",
    });
  });

  test("holds its keys and no others, in one order", () => {
    const stack = testStack();
    new KeyValueStore(stack, "Targets", { keys: { "/old": "/new", "/news": "/blog" } });
    expect(synth(stack).resource("aws_cloudfrontkeyvaluestore_keys_exclusive")).toMatchObject({
      key_value_store_arn: expect.stringMatching(/^\$\{aws_cloudfront_key_value_store\.Targets_.*\.arn\}$/),
      resource_key_value_pair: [
        { key: "/news", value: "/blog" },
        { key: "/old", value: "/new" },
      ],
    });
  });

  // CloudFront API Reference, DeleteKeyValueStore, CannotDeleteEntityWhileInUse: a function still names the old one.
  test("under another name is there before the old one is deleted", () => {
    const stack = testStack();
    new KeyValueStore(stack, "Targets");
    expect(synth(stack).resource("aws_cloudfront_key_value_store").lifecycle).toEqual({ create_before_destroy: true });
  });

  test("that is told to hold no key is emptied", () => {
    const stack = testStack();
    new KeyValueStore(stack, "Targets", { keys: {} });
    expect(synth(stack).types).toContain("aws_cloudfrontkeyvaluestore_keys_exclusive");
  });

  test("may have keys of 512 bytes and values of 1 kB", () => {
    new KeyValueStore(testStack(), "Targets", { keys: { ["k".repeat(512)]: "v".repeat(1024) } });
  });

  test("that exists is taken by its ARN", () => {
    const stack = testStack();
    expect(KeyValueStore.fromArn(stack, "Targets", ARN).keyValueStoreArn).toBe(ARN);
    expect(synth(stack).types).toEqual([]);
  });
});

const K = "k".repeat(513);
const MANY = Object.fromEntries(Array.from({ length: 5200 }, (_, index) => [String(index).padStart(5, "0"), "v".repeat(1024)]));

test.each<[string, unknown, string[]]>([
  ["a list of keys", { keys: ["/old"] }, ['keys: must be an object of strings; received ["/old"]. Write it as { name: "value" }.']],
  [
    "keys and values that are too long",
    { keys: { "": "a", [K]: "b", long: "ü".repeat(513) } },
    [
      'keys: must be keyed by 1 to 512 bytes; received "". Shorten the key.',
      `keys: must be keyed by 1 to 512 bytes; received "${K.slice(0, 199)}…. Shorten the key.`,
      'keys["long"]: must be a value of 1024 bytes or fewer; received "1026 bytes". Spread it over several keys.',
    ],
  ],
  ["more than 5 MB", { keys: MANY }, ['keys: must have 5242880 bytes or fewer; received "5350800 bytes". Use a second store.']],
])("a key value store refuses %s", (_, props, lines) => {
  const head = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
  const expected = [`trading-test/Targets: ${head}`, ...lines.map((line) => `  - ${line}`)].join("\n");
  expect(messageOf(() => new KeyValueStore(testStack(), "Targets", props as KeyValueStoreProps))).toBe(expected);
});

test("a key value store that exists is refused by anything but its ARN", () => {
  expect(messageOf(() => KeyValueStore.fromArn(testStack(), "Targets", "Targets"))).toBe(
    "trading-test/Targets: invalid input\n" +
      '  - keyValueStoreArn: must be a key value store\'s ARN; received "Targets". Copy the ARN that holds "key-value-store/".',
  );
});
