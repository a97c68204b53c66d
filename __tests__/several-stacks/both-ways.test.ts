import { TerraformStack } from "cdktf";
import {
  AlarmTopic,
  Bucket,
  BucketAuditTrail,
  EncryptionKey,
  IEncryptionKey,
  Network,
  NotificationQueue,
  NotificationTopic,
  Role,
  StateBucket,
} from "../../src";
import { statesRead, testStacks } from "../support/stacks";
import { messageOf, synth } from "../support/synth";
import { Platform } from "./fixture";

/** Two stacks; the key is in the one that is made second. */
function keyElsewhere() {
  const [data, keys] = testStacks("data", "keys") as [TerraformStack, TerraformStack];
  return { data, keys, key: new EncryptionKey(keys, "Key") };
}

const USERS: Readonly<Record<string, (stack: TerraformStack, key: IEncryptionKey) => unknown>> = {
  Bucket: (stack, encryptionKey) => new Bucket(stack, "User", { encryptionKey }),
  StateBucket: (stack, encryptionKey) => new StateBucket(stack, "User", { bucketName: "acme-states", encryptionKey }),
  NotificationQueue: (stack, encryptionKey) => new NotificationQueue(stack, "User", { encryptionKey }),
  NotificationTopic: (stack, encryptionKey) => new NotificationTopic(stack, "User", { encryptionKey }),
  AlarmTopic: (stack, encryptionKey) => new AlarmTopic(stack, "User", { encryptionKey }),
  BucketAuditTrail: (stack, encryptionKey) => {
    const platform = new Platform(stack, { key: new EncryptionKey(stack, "Own") });
    return new BucketAuditTrail(stack, "User", { encryptionKey, buckets: [platform.bucket()], destination: platform.logs });
  },
  Network: (stack, encryptionKey) =>
    new Network(stack, "User", { cidrBlock: "10.0.0.0/16", availabilityZones: ["eu-central-1a", "eu-central-1b"], encryptionKey }),
};

describe("what is given a key of another stack", () => {
  test.each(Object.entries(USERS))("is deployed after it: %s", (_, make) => {
    const { data, keys, key } = keyElsewhere();
    make(data, key);
    expect(data.dependsOn(keys)).toBe(true);
  });

  // Terraform would need each stack before the other.
  test.each(Object.entries(USERS))("is refused where the key's stack is deployed after it: %s", (_, make) => {
    const { data, keys, key } = keyElsewhere();
    keys.addDependency(data);
    expect(messageOf(() => make(data, key))).toBe(
      'data/User: invalid input\n  - keys/Key: must not be in a stack that depends on data; received "keys". ' +
        "Make it in data, or in a stack that data depends on; or import it here, by its fromArn or fromAttributes.",
    );
  });

  test("grants to a role beside the key without a circle: the grant is in its own stack", () => {
    const { data, keys, key } = keyElsewhere();
    const bucket = new Bucket(data, "Records", { encryptionKey: key });
    bucket.grantRead(new Role(keys, "Reader", { assumedBy: { services: ["ec2.amazonaws.com"] } }));
    expect(statesRead(synth(data))).toEqual(["keys"]);
    expect(statesRead(synth(keys))).toEqual([]);
    expect(Object.keys(synth(data).resources("aws_iam_role_policy"))).toEqual([expect.stringMatching(/^GrantsTo-keys-Reader/)]);
  });
});
