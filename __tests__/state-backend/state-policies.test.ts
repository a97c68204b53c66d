import { Lazy, TerraformVariable } from "cdktf";
import {
  StateBucket,
  StateLocation,
  StatePlanOptions,
  stateDeployPolicyJson,
  stateKey,
  statePlanPolicyJson,
} from "../../modules/state-backend";
import { IGrantable } from "../../src/core";
import { messageOf, statements, testStack } from "../support/synth";
import { BUCKET_ARN, KEY_ARN, NAME, STATE, bucket, granted, resolved, role } from "./fixture";

const LOCATION: StateLocation = { bucketArn: BUCKET_ARN, key: STATE, encryptionKeyArn: KEY_ARN };

function grantedBy(grant: (states: StateBucket, grantee: IGrantable) => void) {
  const { stack, states } = bucket();
  grant(states, role(stack));
  return { stack, states, permissions: granted(stack) };
}

describe("A role that deploys a stack", () => {
  test("reads and writes its state, locks it, and uses its key, and nothing else", () => {
    const { stack, states, permissions } = grantedBy((bucketOfStates, grantee) =>
      bucketOfStates.grantDeploy(grantee, stateKey("trading-prod")),
    );
    expect(permissions).toEqual([
      {
        Sid: "StateEncryptDecrypt",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: resolved(stack, states.encryptionKey.keyArn),
        Condition: { StringLike: { "kms:ViaService": "s3.eu-central-1.*" } },
      },
      {
        Sid: "StateList",
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: BUCKET_ARN,
        Condition: { StringEquals: { "s3:prefix": [STATE, `${STATE}.tflock`, "env:/"] } },
      },
      {
        Sid: "StateLock",
        Effect: "Allow",
        Action: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
        Resource: `${BUCKET_ARN}/${STATE}.tflock`,
      },
      { Sid: "StateReadWrite", Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: `${BUCKET_ARN}/${STATE}` },
    ]);
  });

  test("deletes the lock file alone", () => {
    const deletes = statements(stateDeployPolicyJson(testStack(), LOCATION)).filter(({ Action }) =>
      [Action].flat().includes("s3:DeleteObject"),
    );
    expect(deletes.map(({ Resource }) => Resource)).toEqual([`${BUCKET_ARN}/${STATE}.tflock`]);
  });

  test("of two stacks has a statement for each state", () => {
    const { permissions } = grantedBy((states, grantee) => {
      states.grantDeploy(grantee, stateKey("trading-dev"));
      states.grantDeploy(grantee, stateKey("trading-prod"));
    });
    const readWrite = permissions.filter(({ Sid }) => Sid.startsWith("StateReadWrite"));
    expect(readWrite.map(({ Resource }) => Resource)).toEqual([
      `${BUCKET_ARN}/trading-dev/terraform.tfstate`,
      `${BUCKET_ARN}/trading-prod/terraform.tfstate`,
    ]);
  });

  test("has the same policy in whatever order it is granted", () => {
    const grants = [
      (states: StateBucket, grantee: IGrantable) => states.grantDeploy(grantee, stateKey("trading-prod")),
      (states: StateBucket, grantee: IGrantable) => states.grantDeploy(grantee, stateKey("trading-dev")),
      (states: StateBucket, grantee: IGrantable) => states.grantPlan(grantee, stateKey("trading-test")),
    ];
    const policies = [grants, [...grants].reverse()].map((ordered) =>
      grantedBy((states, grantee) => ordered.forEach((grant) => grant(states, grantee))),
    );
    expect(policies[1]!.permissions).toEqual(policies[0]!.permissions);
  });
});

describe("A role that plans a stack", () => {
  test("reads the state and writes nothing", () => {
    const { permissions } = grantedBy((states, grantee) => states.grantPlan(grantee, STATE));
    expect(permissions.flatMap(({ Action }) => Action)).toEqual(["kms:Decrypt", "s3:ListBucket", "s3:GetObject"]);
  });

  test("writes nothing where it is told not to lock", () => {
    const policies = [statePlanPolicyJson(testStack(), LOCATION, { lock: false }), statePlanPolicyJson(testStack(), LOCATION)];
    expect(policies[0]).toBe(policies[1]);
  });

  test("writes the lock file alone where it is told to lock", () => {
    const writes = statements(statePlanPolicyJson(testStack(), LOCATION, { lock: true })).filter(({ Action }) =>
      [Action].flat().includes("s3:PutObject"),
    );
    expect(writes.map(({ Resource }) => Resource)).toEqual([`${BUCKET_ARN}/${STATE}.tflock`]);
  });

  test("uses the key through S3 of the key's region alone", () => {
    const policies = [stateDeployPolicyJson(testStack(), LOCATION), statePlanPolicyJson(testStack(), LOCATION)];
    const conditions = policies.flatMap(statements).filter(({ Action }) => [Action].flat().join().startsWith("kms:"));
    expect(conditions.map(({ Condition }) => Condition)).toEqual(
      policies.map(() => ({ StringLike: { "kms:ViaService": "s3.eu-central-1.*" } })),
    );
  });

  test("uses a key whose ARN only Terraform knows through S3 of any region", () => {
    const stack = testStack();
    const encryptionKeyArn = new TerraformVariable(stack, "key", { type: "string" }).stringValue;
    const [decrypt] = statements(statePlanPolicyJson(stack, { ...LOCATION, encryptionKeyArn }));
    expect(decrypt!.Condition).toEqual({ StringLike: { "kms:ViaService": "s3.*.*" } });
  });

  test("encrypts the lock file where it is told to lock", () => {
    const permissions = statements(statePlanPolicyJson(testStack(), LOCATION, { lock: true }));
    expect(permissions.find(({ Sid }) => Sid === "StateEncryptDecrypt")!.Action).toEqual(["kms:Decrypt", "kms:GenerateDataKey"]);
  });
});

const STATE_KEY_LINE = (key: string) =>
  "key: must be words joined by single slashes, without one at either end and without wildcards; " +
  `received ${JSON.stringify(key)}. Make it with stateKey("trading-prod").`;

describe("A policy for one state refuses", () => {
  test.each<[string, { readonly [K in keyof StateLocation]?: unknown }, string]>([
    ["a missing key", { key: undefined }, "key: must be a string; received nothing. It is required."],
    [
      "a stack's id in place of its state's key",
      { key: "trading-prod" },
      'key: must be the key of a state, which ends in a file\'s name; received "trading-prod". Make it with stateKey("trading-prod").',
    ],
    ["a key that begins with a slash", { key: "/prod/terraform.tfstate" }, STATE_KEY_LINE("/prod/terraform.tfstate")],
    ["a key that ends with a slash", { key: "prod/" }, STATE_KEY_LINE("prod/")],
    ["a key with two slashes", { key: "a//b" }, STATE_KEY_LINE("a//b")],
    ["a key with the wildcard *", { key: "trading-*/terraform.tfstate" }, STATE_KEY_LINE("trading-*/terraform.tfstate")],
    ["a key with the wildcard ?", { key: "trading-?/terraform.tfstate" }, STATE_KEY_LINE("trading-?/terraform.tfstate")],
    ["a key without a stack", { key: stateKey("") }, STATE_KEY_LINE("/terraform.tfstate")],
    ["a missing bucket", { bucketArn: undefined }, "bucketArn: must be a string; received nothing. It is required."],
    [
      "a bucket's name in place of its ARN",
      { bucketArn: NAME },
      `bucketArn: must be a bucket's ARN; received "${NAME}". Write it as "arn:aws:s3:::trading-assets".`,
    ],
    ["a missing KMS key", { encryptionKeyArn: undefined }, "encryptionKeyArn: must be a string; received nothing. It is required."],
    [
      "an alias in place of the KMS key's ARN",
      { encryptionKeyArn: `alias/${NAME}` },
      `encryptionKeyArn: must be a key's ARN, not an alias; received "alias/${NAME}". Copy the whole ARN: arn:aws:kms:<region>:<account>:key/<id>.`,
    ],
  ])("%s", (_, location, line) => {
    const message = `trading-test: invalid input\n  - ${line}`;
    expect(messageOf(() => stateDeployPolicyJson(testStack(), { ...LOCATION, ...location } as StateLocation))).toBe(message);
    expect(messageOf(() => statePlanPolicyJson(testStack(), { ...LOCATION, ...location } as StateLocation))).toBe(message);
  });

  test.each<[string, unknown, string]>([
    ["options that are none", true, "options: must be an object; received true. Write it as { … }."],
    [
      "a text in place of the lock",
      { lock: "false" },
      'options.lock: must be true or false; received "false". Write true or false, without quotes.',
    ],
    [
      "a lock that only Terraform knows",
      { lock: Lazy.anyValue({ produce: () => true }) },
      'options.lock: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ],
  ])("%s", (_, options, line) => {
    expect(messageOf(() => statePlanPolicyJson(testStack(), LOCATION, options as StatePlanOptions))).toBe(
      `trading-test: invalid input\n  - ${line}`,
    );
  });

  test("everything that is wrong, in one error", () => {
    const wrong: StateLocation = { bucketArn: NAME, key: "*", encryptionKeyArn: "alias/x" };
    expect(messageOf(() => stateDeployPolicyJson(testStack(), wrong)).split("\n")[0]).toBe("trading-test: 3 invalid inputs");
  });
});

describe("A grant on a state refuses", () => {
  test.each<[string, (states: StateBucket, grantee: IGrantable) => void, string]>([
    ["a key that isn't one object's", (states, grantee) => states.grantDeploy(grantee, "*"), STATE_KEY_LINE("*")],
    [
      "something to deploy that has no role",
      (states) => states.grantDeploy("deploy" as unknown as IGrantable, STATE),
      'grantee: must be a role, or something that runs as one; received "deploy". Give a role, or something that runs as one; for one that exists, Role.fromArn(…).',
    ],
    [
      "something to plan that has no role",
      (states) => states.grantPlan("plan" as unknown as IGrantable, STATE),
      'grantee: must be a role, or something that runs as one; received "plan". Give a role, or something that runs as one; for one that exists, Role.fromArn(…).',
    ],
  ])("%s", (_, grant, line) => {
    const { stack, states } = bucket();
    expect(messageOf(() => grant(states, role(stack)))).toBe(`trading-test/States: invalid input\n  - ${line}`);
  });

  test("a key, and leaves the role as it is", () => {
    const { stack, states } = bucket();
    const grantee = role(stack);
    expect(() => states.grantDeploy(grantee, "*")).toThrow();
    expect(grantee.policy).toBeUndefined();
  });
});
