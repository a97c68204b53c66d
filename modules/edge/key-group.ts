import { CloudfrontKeyGroup } from "@cdktf/provider-aws/lib/cloudfront-key-group";
import { CloudfrontPublicKey } from "@cdktf/provider-aws/lib/cloudfront-public-key";
import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { accountWideName, namePrefix, pathText } from "../../src/internal/names";
import { PropTypes, STRING, STRING_RECORD, like, secret } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { checkPublicKey, publicKeyText } from "./public-key";

/** Whose signatures a behavior accepts. */
export interface IKeyGroup {
  /** The key group's id. */
  readonly keyGroupId: string;
}

/** The prop type of key groups. */
export const KEY_GROUP = like<IKeyGroup>("a KeyGroup", ["keyGroupId"], "KeyGroup.fromId");

/** The choices for a key group. */
export interface KeyGroupProps {
  /**
   * The public keys as PEM, by names of your own: 1 to 64 letters, digits, dashes and underscores. RSA of 2048 bits, or ECDSA on the curve P-256.
   * A second key is added to rotate: sign with it once it is deployed, and remove the first when nothing that it has signed is valid any more.
   */
  readonly publicKeys: Readonly<Record<string, string>>;
}

const PROPS: PropTypes<KeyGroupProps> = { publicKeys: secret(STRING_RECORD) };

/** A quota that AWS raises on request (CloudFront Developer Guide, "Quotas", on key groups). */
const MAX_KEYS = 5;

/** Keys whose signatures CloudFront accepts in signed URLs and signed cookies (CloudFront Developer Guide, "Specify signers"). */
export class KeyGroup extends Construct implements IKeyGroup {
  /**
   * A key group that exists already.
   *
   * @throws ValidationError for anything but a key group's id
   */
  public static fromId(scope: Construct, id: string, keyGroupId: string): ImportedKeyGroup {
    return new ImportedKeyGroup(scope, id, keyGroupId);
  }

  /** The key group's id. */
  public readonly keyGroupId: string;
  /** What signers write as `Key-Pair-Id`, by the keys' names. */
  public readonly publicKeyIds: Readonly<Record<string, string>>;
  /** The key group. */
  public readonly resource: CloudfrontKeyGroup;
  /** The public keys by their names. */
  public readonly publicKeys: Readonly<Record<string, CloudfrontPublicKey>>;

  /** @throws ValidationError for a key that CloudFront doesn't take, which no message shows */
  constructor(scope: Construct, id: string, props: KeyGroupProps) {
    super(scope, id);
    checkKeyGroup(this, props);
    const names = Object.keys(props.publicKeys).sort();
    if (names.length > MAX_KEYS) {
      Annotations.of(this).addWarning(
        `${names.length} public keys: CloudFront allows ${MAX_KEYS} in a key group unless the quota of the account has been raised.`,
      );
    }
    this.publicKeys = Object.fromEntries(names.map((name) => [name, createPublicKey(this, name, props.publicKeys[name]!)]));
    this.publicKeyIds = Object.fromEntries(names.map((name) => [name, this.publicKeys[name]!.id]));
    this.resource = new CloudfrontKeyGroup(this, "Resource", {
      name: accountWideName(this, { maxLength: 128, punctuation: "-_" }),
      comment: pathText(this, 128),
      items: names.map((name) => this.publicKeyIds[name]!),
      lifecycle: CREATE_BEFORE_DESTROY,
    });
    this.keyGroupId = this.resource.id;
  }
}

/** A key group that exists: `KeyGroup.fromId`. */
export class ImportedKeyGroup extends Construct implements IKeyGroup {
  /** The key group's id. */
  public readonly keyGroupId: string;

  /** @throws ValidationError for anything but a key group's id */
  constructor(scope: Construct, id: string, keyGroupId: string) {
    super(scope, id);
    new Validator(this)
      .props({ keyGroupId }, { keyGroupId: STRING })
      .matches(
        "keyGroupId",
        keyGroupId,
        /^[A-Za-z0-9-]{1,64}$/,
        "must be a key group's id",
        "Copy it from CloudFront's console: Key groups, ID.",
      )
      .throwIfInvalid();
    this.keyGroupId = keyGroupId;
  }
}

/** A changed key is another one: it is in the group before the old one is deleted, under a name of its own. */
function createPublicKey(group: Construct, name: string, pem: string): CloudfrontPublicKey {
  const scope = new Construct(group, `PublicKey-${name}`);
  return new CloudfrontPublicKey(scope, "Resource", {
    namePrefix: namePrefix(scope, { maxLength: 128, punctuation: "-_" }),
    comment: pathText(scope, 128),
    encodedKey: publicKeyText(pem),
    lifecycle: CREATE_BEFORE_DESTROY,
  });
}

function checkKeyGroup(group: Construct, props: KeyGroupProps): void {
  const validator = new Validator(group).props(props, PROPS).known("publicKeys", props.publicKeys);
  const names = Object.keys(props.publicKeys);
  validator.check(
    "publicKeys",
    "none",
    names.length > 0,
    "must name a key at least",
    'Write it as { "2026": readFileSync("signer.pub.pem", "utf8") }.',
  );
  for (const name of names) {
    validator.matches(
      "publicKeys",
      name,
      /^[A-Za-z0-9_-]{1,64}$/,
      "must be keyed by 1 to 64 letters, digits, dashes and underscores",
      'Write it as { "2026": … }.',
    );
    checkPublicKey(validator, `publicKeys["${name}"]`, props.publicKeys[name]!);
  }
  validator.throwIfInvalid();
}
