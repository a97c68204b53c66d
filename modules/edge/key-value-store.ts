import { CloudfrontKeyValueStore } from "@cdktf/provider-aws/lib/cloudfront-key-value-store";
import { CloudfrontkeyvaluestoreKeysExclusive } from "@cdktf/provider-aws/lib/cloudfrontkeyvaluestore-keys-exclusive";
import { Construct } from "constructs";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { accountWideName, pathText } from "../../src/internal/names";
import { PropTypes, STRING, STRING_RECORD, like, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";

/** What functions at the edge read by key. */
export interface IKeyValueStore {
  /** The store's ARN. */
  readonly keyValueStoreArn: string;
}

/** The prop type of key value stores. */
export const KEY_VALUE_STORE = like<IKeyValueStore>("a KeyValueStore", ["keyValueStoreArn"], "KeyValueStore.fromArn");

/** The choices for a key value store. */
export interface KeyValueStoreProps {
  /**
   * All keys with their values: what others write is removed by the next apply. Keys have up to 512 bytes, values up to 1 kB, all of them up to
   * 5 MB. They are in the state and readable by whoever may read the store: no place for secrets.
   *
   * @default - whatever others write
   */
  readonly keys?: Readonly<Record<string, string>>;
}

const PROPS: PropTypes<KeyValueStoreProps> = { keys: optional(STRING_RECORD) };

/** CloudFront Developer Guide, "Quotas", on key value stores. */
const MAX_KEY_BYTES = 512;
const MAX_VALUE_BYTES = 1024;
const MAX_STORE_BYTES = 5 * 1024 * 1024;

/** Keys and values of CloudFront that functions read, changed without a change of their code. */
export class KeyValueStore extends Construct implements IKeyValueStore {
  /**
   * A store that exists already.
   *
   * @throws ValidationError for anything but a key value store's ARN
   */
  public static fromArn(scope: Construct, id: string, keyValueStoreArn: string): ImportedKeyValueStore {
    return new ImportedKeyValueStore(scope, id, keyValueStoreArn);
  }

  /** The store's ARN. */
  public readonly keyValueStoreArn: string;
  /** The store's id, by which a function's code names it: `cf.kvs("…")`; a function with one store needs none. */
  public readonly keyValueStoreId: string;
  /** The store. */
  public readonly resource: CloudfrontKeyValueStore;
  /** Its keys; undefined where others write them. */
  public readonly keysResource?: CloudfrontkeyvaluestoreKeysExclusive;

  /** @throws ValidationError for keys or values that are longer than CloudFront allows */
  constructor(scope: Construct, id: string, props: KeyValueStoreProps = {}) {
    super(scope, id);
    checkKeyValueStore(this, props);
    this.resource = new CloudfrontKeyValueStore(this, "Resource", {
      name: accountWideName(this, { maxLength: 64, punctuation: "-_" }),
      comment: pathText(this, 128),
      lifecycle: CREATE_BEFORE_DESTROY,
    });
    this.keyValueStoreArn = this.resource.arn;
    this.keyValueStoreId = this.resource.id;
    this.keysResource = props.keys && this.createKeys(props.keys);
  }

  private createKeys(keys: Readonly<Record<string, string>>): CloudfrontkeyvaluestoreKeysExclusive {
    return new CloudfrontkeyvaluestoreKeysExclusive(this, "Keys", {
      keyValueStoreArn: this.keyValueStoreArn,
      resourceKeyValuePair: Object.keys(keys)
        .sort()
        .map((key) => ({ key, value: keys[key]! })),
    });
  }
}

/** A key value store that exists: `KeyValueStore.fromArn`. */
export class ImportedKeyValueStore extends Construct implements IKeyValueStore {
  /** The store's ARN. */
  public readonly keyValueStoreArn: string;

  /** @throws ValidationError for anything but a key value store's ARN */
  constructor(scope: Construct, id: string, keyValueStoreArn: string) {
    super(scope, id);
    new Validator(this)
      .props({ keyValueStoreArn }, { keyValueStoreArn: STRING })
      .matches(
        "keyValueStoreArn",
        keyValueStoreArn,
        /^arn:aws:cloudfront::\d{12}:key-value-store\/[0-9a-fA-F-]{36}$/,
        "must be a key value store's ARN",
        'Copy the ARN that holds "key-value-store/".',
      )
      .throwIfInvalid();
    this.keyValueStoreArn = keyValueStoreArn;
  }
}

function checkKeyValueStore(store: Construct, props: KeyValueStoreProps): void {
  const validator = new Validator(store).props(props, PROPS).known("keys", props.keys);
  const keys = Object.entries(props.keys ?? {});
  for (const [key, value] of keys) {
    validator
      .check(
        "keys",
        key,
        bytes(key) >= 1 && bytes(key) <= MAX_KEY_BYTES,
        `must be keyed by 1 to ${MAX_KEY_BYTES} bytes`,
        "Shorten the key.",
      )
      .check(
        `keys["${key.slice(0, 40)}"]`,
        isKnown(value) ? `${bytes(value)} bytes` : value,
        bytes(value) <= MAX_VALUE_BYTES,
        `must be a value of ${MAX_VALUE_BYTES} bytes or fewer`,
        "Spread it over several keys.",
      );
  }
  const total = keys.reduce((sum, [key, value]) => sum + bytes(key) + bytes(value), 0);
  validator
    .check("keys", `${total} bytes`, total <= MAX_STORE_BYTES, `must have ${MAX_STORE_BYTES} bytes or fewer`, "Use a second store.")
    .throwIfInvalid();
}

function bytes(text: string): number {
  return isKnown(text) ? Buffer.byteLength(text) : 0;
}
