import { statements, synth } from "../support/synth";
import { BUCKET_ARN, address, bucket } from "./fixture";

function denials() {
  return statements(synth(bucket().stack).resource("aws_s3_bucket_policy").policy);
}

describe("The policy of a state bucket", () => {
  test("has nothing but denials for everybody", () => {
    expect(denials().map(({ Sid, Effect, Principal }) => [Sid, Effect, Principal])).toEqual([
      ["KmsOnly", "Deny", "*"],
      ["Tls12OrNewer", "Deny", "*"],
      ["TlsOnly", "Deny", "*"],
    ]);
  });

  test("denies requests without TLS", () => {
    expect(denials()[2]).toMatchObject({
      Action: "s3:*",
      Resource: [BUCKET_ARN, `${BUCKET_ARN}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });

  test("denies requests below TLS 1.2", () => {
    expect(denials()[1]).toMatchObject({
      Action: "s3:*",
      Resource: [BUCKET_ARN, `${BUCKET_ARN}/*`],
      Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
    });
  });

  test("denies states that ask for another encryption than SSE-KMS", () => {
    expect(denials()[0]).toMatchObject({
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
