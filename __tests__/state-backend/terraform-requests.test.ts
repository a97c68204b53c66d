import { StateBucket, StatePlanOptions, stateKey } from "../../modules/state-backend";
import { EncryptionKey, IGrantable } from "../../src/core";
import { Request, evaluate } from "../support/policy-evaluator";
import { Arguments, statements, synth, testStack } from "../support/synth";
import { BUCKET_ARN, KEY_ARN, STATE, bucket, role } from "./fixture";

const LOCK = `${STATE}.tflock`;

/**
 * What Terraform's S3 backend asks of S3 with `use_lockfile`, by its own log (`TF_LOG=DEBUG`, Terraform 1.11; the integration test reads it anew),
 * and the action that S3 checks for it (S3 API reference, "Permissions" of each operation).
 *
 * For an object that doesn't exist, S3 answers 404 to whoever may list the bucket, and 403 to everybody else (S3 API reference, "HeadObject",
 * "GetObject"). It asks for `s3:ListBucket` then with the object's key as `s3:prefix`, as Ceph's tests against S3 have it
 * (`test_head_object_404_with_policy_prefix`).
 */
const REQUESTS = {
  "lists the workspaces": list("env:/"),
  "asks for the state": object("s3:GetObject", STATE),
  "is told that there is no state yet": list(STATE),
  "creates the lock": object("s3:PutObject", LOCK, { "s3:if-none-match": "*", "s3:x-amz-server-side-encryption": "aws:kms" }),
  "asks who holds the lock": object("s3:GetObject", LOCK),
  "is told that the lock has just been released": list(LOCK),
  "writes the state": object("s3:PutObject", STATE, { "s3:x-amz-server-side-encryption": "aws:kms" }),
  "releases the lock": object("s3:DeleteObject", LOCK),
} as const;

/** S3 uses the key on behalf of whoever writes or reads (S3 User Guide, "Using server-side encryption with AWS KMS keys"). */
function throughS3(action: string): Request {
  return { action, resource: KEY_ARN, context: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } };
}

type Name = keyof typeof REQUESTS;

const READING: readonly Name[] = ["lists the workspaces", "asks for the state", "is told that there is no state yet"];
const LOCKING: readonly Name[] = [
  "creates the lock",
  "asks who holds the lock",
  "is told that the lock has just been released",
  "releases the lock",
];

function list(prefix: string): Request {
  return { action: "s3:ListBucket", resource: BUCKET_ARN, context: { "s3:prefix": prefix } };
}

function object(action: string, key: string, context: Record<string, string> = {}): Request {
  return { action, resource: `${BUCKET_ARN}/${key}`, context };
}

/** The policies of the role and of the bucket, which S3 evaluates together within one account. */
function policiesOf(grant: (states: StateBucket, grantee: IGrantable) => void): Arguments[] {
  const stack = testStack();
  const { states } = bucket({ encryptionKey: EncryptionKey.fromArn(stack, "Key", KEY_ARN) }, stack);
  grant(states, role(stack));
  const synthesized = synth(stack);
  return ["aws_iam_role_policy", "aws_s3_bucket_policy"].flatMap((type) => statements(synthesized.resource(type).policy));
}

function planning(options?: StatePlanOptions): Arguments[] {
  return policiesOf((states, grantee) => states.grantPlan(grantee, STATE, options));
}

describe("A first deployment by Terraform", () => {
  const deploying = policiesOf((states, grantee) => states.grantDeploy(grantee, stateKey("trading-prod")));

  test.each(Object.entries(REQUESTS))("%s", (_, request) => {
    expect(evaluate(deploying, request)).toBe("allow");
  });

  test.each(["kms:GenerateDataKey", "kms:Decrypt"])("encrypts and decrypts the state by %s", (action) => {
    expect(evaluate(deploying, throughS3(action))).toBe("allow");
  });

  test("can't delete the state", () => {
    expect(evaluate(deploying, object("s3:DeleteObject", STATE))).toBe("deny");
  });

  test("isn't told what other states there are", () => {
    expect(evaluate(deploying, list(""))).toBe("none");
    expect(evaluate(deploying, { ...list(""), context: {} })).toBe("none");
    expect(evaluate(deploying, list("trading-"))).toBe("none");
  });
});

describe("A first plan by Terraform", () => {
  test.each(READING)("%s", (name) => {
    expect(evaluate(planning(), REQUESTS[name])).toBe("allow");
  });

  test.each([...READING, ...LOCKING])("with a lock %s", (name) => {
    expect(evaluate(planning({ lock: true }), REQUESTS[name])).toBe("allow");
  });

  test.each(["creates the lock", "writes the state", "releases the lock"] as const)("without a lock never %s", (name) => {
    expect(evaluate(planning(), REQUESTS[name])).toBe("none");
  });

  test("with a lock never writes the state", () => {
    expect(evaluate(planning({ lock: true }), REQUESTS["writes the state"])).toBe("none");
  });
});
