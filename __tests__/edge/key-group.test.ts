import { KeyObject, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { TerraformVariable } from "cdktf";
import { KeyGroup, KeyGroupProps } from "../../modules/edge";
import { resolvedText } from "../../src/internal/validator";
import { SynthesizedStack, messageOf, synth, testStack, warnings } from "../support/synth";

interface Pair {
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

function pairOf({ publicKey, privateKey }: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }): Pair {
  return { publicKey: publicKey.export({ type: "spki", format: "pem" }) as string, privateKey };
}

const RSA = pairOf(generateKeyPairSync("rsa", { modulusLength: 2048 }));
const ECDSA = pairOf(generateKeyPairSync("ec", { namedCurve: "prime256v1" }));
const PRIVATE_PEM = RSA.privateKey.export({ type: "pkcs8", format: "pem" }) as string;

function synthGroup(publicKeys: Record<string, string>): SynthesizedStack {
  const stack = testStack();
  new KeyGroup(stack, "Signers", { publicKeys });
  return synth(stack);
}

describe("a key group", () => {
  test("has each public key, by the user's names", () => {
    const result = synthGroup({ "2027": ECDSA.publicKey, "2026": RSA.publicKey });
    expect(result.resource("aws_cloudfront_key_group")).toMatchObject({
      name: "trading-test-Signers-eu-central-1",
      comment: "trading-test/Signers",
      items: [
        expect.stringMatching(/^\$\{aws_cloudfront_public_key\.Signers_PublicKey-2026_.*\.id\}$/),
        expect.stringMatching(/^\$\{aws_cloudfront_public_key\.Signers_PublicKey-2027_.*\.id\}$/),
      ],
    });
  });

  // CloudFront's names of letters, digits, dashes and underscores.
  test("keeps the underscores of its id in its name", () => {
    const stack = testStack();
    new KeyGroup(stack, "Signers_v2", { publicKeys: { "2026": RSA.publicKey } });
    expect(synth(stack).resource("aws_cloudfront_key_group").name).toBe("trading-test-Signers_v2-eu-central-1");
  });

  test("is the same whatever the order of its keys", () => {
    const keys = { signer: RSA.publicKey, backup: ECDSA.publicKey };
    const reversed = { backup: ECDSA.publicKey, signer: RSA.publicKey };
    expect(synthGroup(keys).json).toEqual(synthGroup(reversed).json);
  });

  test("tells signers the id of each key", () => {
    const stack = testStack();
    const { publicKeyIds } = new KeyGroup(stack, "Signers", { publicKeys: { "2026": RSA.publicKey } });
    expect(resolvedText(stack, publicKeyIds["2026"]!)).toMatch(/^\$\{aws_cloudfront_public_key\.Signers_PublicKey-2026_.*\.id\}$/);
  });

  // Two keys of one name can't be, and a key in a group can't be deleted (CloudFront API Reference, CreatePublicKey, DeletePublicKey).
  test("has a changed key before the old one is deleted, under another name", () => {
    const key = synthGroup({ "2026": RSA.publicKey }).resource("aws_cloudfront_public_key");
    expect(key).toMatchObject({ name_prefix: "trading-test-Signers-PublicKey-2026-", lifecycle: { create_before_destroy: true } });
    expect(key.name).toBeUndefined();
  });

  test("keeps the first key as it is when a second one is added", () => {
    const before = synthGroup({ "2026": RSA.publicKey }).resources("aws_cloudfront_public_key");
    const after = synthGroup({ "2025": ECDSA.publicKey, "2026": RSA.publicKey }).resources("aws_cloudfront_public_key");
    expect(after).toMatchObject(before);
  });

  // CloudFront shows it with one line end behind it, and Terraform compares letter by letter.
  test.each([
    ["no line end", (pem: string) => pem.trim()],
    ["two line ends", (pem: string) => `${pem}\n`],
    ["line ends of Windows", (pem: string) => pem.replaceAll("\n", "\r\n")],
    ["spaces around it", (pem: string) => `  ${pem}  `],
  ])("writes one text for a key with %s", (_, written) => {
    for (const { publicKey } of [RSA, ECDSA]) {
      expect(synthGroup({ "2026": written(publicKey) }).resource("aws_cloudfront_public_key").encoded_key).toBe(publicKey);
    }
  });

  test("takes a key that only Terraform knows", () => {
    const stack = testStack();
    new KeyGroup(stack, "Signers", { publicKeys: { "2026": new TerraformVariable(stack, "Pem", { type: "string" }).stringValue } });
    expect(synth(stack).resource("aws_cloudfront_public_key").encoded_key).toBe("${var.Pem}");
  });

  test("warns of more keys than the quota allows", () => {
    const publicKeys = Object.fromEntries(["1", "2", "3", "4", "5", "6"].map((name) => [name, ECDSA.publicKey]));
    expect(warnings(new KeyGroup(testStack(), "Signers", { publicKeys }))).toEqual([
      "6 public keys: CloudFront allows 5 in a key group unless the quota of the account has been raised.",
    ]);
  });

  test("that exists is taken by its id", () => {
    const stack = testStack();
    const id = "b74112a1-0ae8-4d2e-9d6e-7ef5e5d6c2c4";
    expect(KeyGroup.fromId(stack, "Signers", id).keyGroupId).toBe(id);
    expect(synth(stack).types).toEqual([]);
  });
});

/**
 * A URL signed with a canned policy (CloudFront Developer Guide, "Create a signed URL using a canned policy", and "Linux commands and OpenSSL for base64
 * encoding and encryption").
 */
function signedUrl(url: string, expires: number, hash: "SHA1" | "SHA256", { privateKey }: Pair): URL {
  const signature = sign(hash, Buffer.from(cannedPolicy(url, expires)), privateKey).toString("base64");
  const signed = new URL(url);
  signed.search += `${signed.search ? "&" : "?"}Expires=${expires}&Signature=${signature.replaceAll("+", "-").replaceAll("=", "_").replaceAll("/", "~")}`;
  signed.search += `&Key-Pair-Id=K2JCJMDEHXQW5F${hash === "SHA256" ? "&Hash-Algorithm=SHA256" : ""}`;
  return signed;
}

function cannedPolicy(url: string, expires: number): string {
  return `{"Statement":[{"Resource":"${url}","Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`;
}

/** What CloudFront does with it: the URL without its own parameters is what was signed. */
function isAccepted(signed: URL, now: number, encodedKey: string): boolean {
  const own = ["Expires", "Signature", "Key-Pair-Id", "Hash-Algorithm"];
  const parameters = new Map(
    signed.search
      .slice(1)
      .split("&")
      .map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]),
  );
  const rest = [...parameters].filter(([name]) => !own.includes(name)).map(([name, value]) => `${name}=${value}`);
  const url = `${signed.origin}${signed.pathname}${rest.length > 0 ? `?${rest.join("&")}` : ""}`;
  const expires = Number(parameters.get("Expires"));
  const signature = Buffer.from(parameters.get("Signature")!.replaceAll("-", "+").replaceAll("_", "=").replaceAll("~", "/"), "base64");
  const hash = parameters.get("Hash-Algorithm") ?? "SHA1";
  return now < expires && verify(hash, Buffer.from(cannedPolicy(url, expires)), createPublicKey(encodedKey), signature);
}

describe.each([
  ["RSA", RSA, ECDSA],
  ["ECDSA", ECDSA, RSA],
])("a URL that is signed with the private key of %s", (_, pair, other) => {
  const url = "https://trading.example.com/reports/2026.pdf?size=large";
  const { encoded_key: key } = synthGroup({ "2026": pair.publicKey }).resource("aws_cloudfront_public_key");

  test.each(["SHA1", "SHA256"] as const)("and %s is accepted by the key of the group until it expires", (hash) => {
    const signed = signedUrl(url, 1_800_000_000, hash, pair);
    expect(isAccepted(signed, 1_799_999_999, key)).toBe(true);
    expect(isAccepted(signed, 1_800_000_000, key)).toBe(false);
  });

  test("is refused for another path, a later expiry, or another key", () => {
    const signed = signedUrl(url, 1_800_000_000, "SHA256", pair);
    expect(isAccepted(new URL(signed.href.replace("2026.pdf", "2027.pdf")), 0, key)).toBe(false);
    expect(isAccepted(new URL(signed.href.replace("1800000000", "1900000000")), 0, key)).toBe(false);
    const stranger = synthGroup({ "2026": other.publicKey }).resource("aws_cloudfront_public_key");
    expect(isAccepted(signed, 0, stranger.encoded_key)).toBe(false);
  });
});

const RULE = "must be a public key as PEM, RSA of 2048 bits or ECDSA on the curve P-256";
const MAKE = "Make the pair with openssl genrsa 2048, or openssl ecparam -name prime256v1 -genkey -noout.";
const READ = 'Give the text of the file, not its path: readFileSync("signer.pub.pem", "utf8").';
const NOT_PRIVATE = "must be the public key: the private key stays with the signer, and whoever reads the state would have it";
const WRITE = "Write it with openssl pkey -in private.pem -pubout. Replace the private key if it has been shared.";
/** As long as its modulus, which needn't have factors: to look for primes of that length takes seconds. */
const OF_4096_BITS = createPublicKey({
  key: { kty: "RSA", n: Buffer.alloc(512, 0xff).toString("base64url"), e: "AQAB" },
  format: "jwk",
}).export({ type: "spki", format: "pem" }) as string;
const OF_P_384 = pairOf(generateKeyPairSync("ec", { namedCurve: "secp384r1" })).publicKey;
const ED25519 = generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" }) as string;
const PKCS1 = createPublicKey(RSA.publicKey).export({ type: "pkcs1", format: "pem" }) as string;

test.each<[string, unknown, string[]]>([
  ["no keys", {}, ["publicKeys: must be an object of strings; received nothing. It is required."]],
  [
    "an empty list of keys",
    { publicKeys: {} },
    ['publicKeys: must name a key at least; received "none". Write it as { "2026": readFileSync("signer.pub.pem", "utf8") }.'],
  ],
  [
    "a name that is none",
    { publicKeys: { "of 2026": RSA.publicKey } },
    ['publicKeys: must be keyed by 1 to 64 letters, digits, dashes and underscores; received "of 2026". Write it as { "2026": … }.'],
  ],
  ["a private key", { publicKeys: { a: PRIVATE_PEM } }, [`publicKeys["a"]: ${NOT_PRIVATE}; received "a private key". ${WRITE}`]],
  [
    "a private key in place of the object",
    { publicKeys: PRIVATE_PEM },
    ['publicKeys: must be an object of strings; received "a value that isn\'t shown". Write it as { name: "value" }.'],
  ],
  [
    "a private key beside the public one",
    { publicKeys: { a: RSA.publicKey }, privateKey: PRIVATE_PEM },
    ['privateKey: must be a prop that there is; received "a value that isn\'t shown". Leave it out. The only prop is publicKeys.'],
  ],
  [
    "a file's path",
    { publicKeys: { a: "./keys/signer.pub.pem" } },
    [`publicKeys["a"]: ${RULE}; received "a text that is no such key". ${READ}`],
  ],
  [
    "keys of other kinds and sizes",
    { publicKeys: { a: OF_4096_BITS, b: OF_P_384, c: ED25519, d: PKCS1, e: PRIVATE_PEM.replaceAll(/-----.*-----/g, "") } },
    [
      `publicKeys["a"]: ${RULE}; received "rsa 4096". ${MAKE}`,
      `publicKeys["b"]: ${RULE}; received "ec secp384r1". ${MAKE}`,
      `publicKeys["c"]: ${RULE}; received "ed25519". ${MAKE}`,
      `publicKeys["d"]: ${RULE}; received "a text that is no such key". ${MAKE}`,
      `publicKeys["e"]: ${RULE}; received "a text that is no such key". ${READ}`,
    ],
  ],
])("a key group refuses %s", (_, props, lines) => {
  const head = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
  const expected = [`trading-test/Signers: ${head}`, ...lines.map((line) => `  - ${line}`)].join("\n");
  const message = messageOf(() => new KeyGroup(testStack(), "Signers", props as KeyGroupProps));
  expect(message).toBe(expected);
  expect(message).not.toContain(PRIVATE_PEM.split("\n")[1]);
});

test("a key group that exists is refused by anything but its id", () => {
  expect(messageOf(() => KeyGroup.fromId(testStack(), "Signers", "arn:aws:cloudfront::1:key-group/a"))).toBe(
    "trading-test/Signers: invalid input\n  - keyGroupId: must be a key group's id; received \"arn:aws:cloudfront::1:key-group/a\". Copy it from CloudFront's console: Key groups, ID.",
  );
});
