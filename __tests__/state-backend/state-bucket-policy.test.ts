import { Token } from "cdktf";
import { StateBucketProps, stateKey } from "../../modules/state-backend";
import { Request, evaluate } from "../support/policy-evaluator";
import { Arguments, messageOf, statements, synth } from "../support/synth";
import { BUCKET_ARN, STATE, address, bucket, role, withReplica } from "./fixture";

function policy(props: Partial<StateBucketProps> = {}): Arguments[] {
  return statements(synth(bucket(props).stack).resource("aws_s3_bucket_policy").policy);
}

function statement(sid: string, props: Partial<StateBucketProps> = {}): Arguments {
  return policy(props).find(({ Sid }) => Sid === sid)!;
}

describe("The policy of a state bucket", () => {
  test("has nothing but denials for everybody", () => {
    expect(policy().map(({ Sid, Effect, Principal }) => [Sid, Effect, Principal])).toEqual([
      ["KeepStates", "Deny", "*"],
      ["KmsOnly", "Deny", "*"],
      ["Tls12OrNewer", "Deny", "*"],
      ["TlsOnly", "Deny", "*"],
    ]);
  });

  test("denies requests without TLS", () => {
    expect(statement("TlsOnly")).toMatchObject({
      Action: "s3:*",
      Resource: [BUCKET_ARN, `${BUCKET_ARN}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });

  test("denies requests below TLS 1.2", () => {
    expect(statement("Tls12OrNewer")).toMatchObject({
      Action: "s3:*",
      Resource: [BUCKET_ARN, `${BUCKET_ARN}/*`],
      Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
    });
  });

  test("denies states that ask for another encryption than SSE-KMS", () => {
    expect(statement("KmsOnly")).toMatchObject({
      Action: "s3:PutObject",
      Resource: `${BUCKET_ARN}/*`,
      Condition: {
        Null: { "s3:x-amz-server-side-encryption": "false" },
        StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
      },
    });
  });

  test("is created once public access is blocked", () => {
    const { stack, states } = bucket();
    expect(synth(stack).resource("aws_s3_bucket_policy").depends_on).toEqual([address(states.publicAccessBlock)]);
  });
});

describe("The deletion of a state", () => {
  const ADMINISTRATOR = "arn:aws:iam::111122223333:role/administrator";
  const EMERGENCY = "arn:aws:iam::111122223333:role/emergency";

  function deletion(action: string, key: string, principal = ADMINISTRATOR): Request {
    return { action, resource: `${BUCKET_ARN}/${key}`, principal, context: { "aws:PrincipalArn": principal } };
  }

  test.each(["s3:DeleteObject", "s3:DeleteObjectVersion"])("by %s is denied to everybody", (action) => {
    expect(evaluate(policy(), deletion(action, STATE))).toBe("deny");
  });

  // Terraform documentation, "S3 backend: state storage": <workspace_key_prefix>/<workspace_name>/<key>.
  test("of another workspace is denied as well", () => {
    expect(evaluate(policy(), deletion("s3:DeleteObject", `env:/blue/${STATE}`))).toBe("deny");
  });

  test("is denied under a key of another kind, which a grant names", () => {
    const { stack, states } = bucket();
    states.grantDeploy(role(stack), "legacy/state.json");
    const granted = statements(synth(stack).resource("aws_s3_bucket_policy").policy);
    expect(evaluate(granted, deletion("s3:DeleteObject", "legacy/state.json"))).toBe("deny");
    expect(evaluate(policy({ stateKeys: ["legacy/state.json"] }), deletion("s3:DeleteObject", "legacy/state.json"))).toBe("deny");
  });

  test("isn't that of its lock, which every deployment deletes", () => {
    expect(evaluate(policy({ stateKeys: ["legacy/state.json"] }), deletion("s3:DeleteObject", `${STATE}.tflock`))).toBe("none");
    expect(evaluate(policy({ stateKeys: ["legacy/state.json"] }), deletion("s3:DeleteObject", "legacy/state.json.tflock"))).toBe("none");
  });

  test("isn't denied to the roles that are named for it, and to them alone", () => {
    const denials = policy({ deletionAllowedTo: [EMERGENCY] });
    expect(evaluate(denials, deletion("s3:DeleteObject", STATE, EMERGENCY))).toBe("none");
    expect(evaluate(denials, deletion("s3:DeleteObject", STATE, ADMINISTRATOR))).toBe("deny");
  });

  test("isn't denied to the roles of a pattern, such as those of IAM Identity Center", () => {
    const deletionAllowedTo = ["arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Emergency_*"];
    const principal =
      "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Emergency_0123456789abcdef";
    expect(evaluate(policy({ deletionAllowedTo }), deletion("s3:DeleteObject", STATE, principal))).toBe("none");
  });

  test("is denied in the replica too", () => {
    const { stack } = withReplica();
    const [, replica] = Object.entries(synth(stack).resources("aws_s3_bucket_policy")).find(([id]) => id.includes("Replica"))!;
    const request = { ...deletion("s3:DeleteObject", STATE), resource: `${BUCKET_ARN}-replica/${STATE}` };
    expect(evaluate(statements(replica.policy), request)).toBe("deny");
  });

  test("is the same in whatever order grants name the states", () => {
    const keys = ["b.json", "a.json"];
    const policies = [keys, [...keys].reverse()].map((ordered) => {
      const { stack, states } = bucket();
      const grantee = role(stack);
      ordered.forEach((key) => states.grantDeploy(grantee, key));
      return synth(stack).resource("aws_s3_bucket_policy").policy;
    });
    expect(policies[0]).toBe(policies[1]);
  });

  test("is refused to be allowed to anything but roles", () => {
    const deletionAllowedTo = ["emergency"];
    expect(messageOf(() => bucket({ deletionAllowedTo }))).toBe(
      'trading-test/States: invalid input\n  - deletionAllowedTo[0]: must be a role\'s ARN; received "emergency". Copy the ARN that holds "role/".',
    );
  });

  test("is refused to be told of a state by a key that isn't one object's", () => {
    expect(messageOf(() => bucket({ stateKeys: [stateKey("*")] }))).toBe(
      "trading-test/States: invalid input\n  - stateKeys[0]: must be words joined by single slashes, without one at either end and without wildcards; " +
        'received "*/terraform.tfstate". Make it with stateKey("trading-prod").',
    );
  });
});

test("The roles that may delete states are known at synthesis, as the policy needs them", () => {
  const deletionAllowedTo = Token.asList("${var.roles}");
  expect(messageOf(() => bucket({ deletionAllowedTo }))).toContain("deletionAllowedTo: must be known at synthesis;");
});

test("The keys of states are known at synthesis, as the policy needs them", () => {
  const stateKeys = Token.asList("${var.keys}");
  expect(messageOf(() => bucket({ stateKeys }))).toContain("stateKeys: must be known at synthesis;");
});
