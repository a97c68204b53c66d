import { evaluate } from "../support/policy-evaluator";
import { messageOf, statements, synth } from "../support/synth";
import { ASSETS_ARN, makeBucket } from "./fixture";

const REQUEST = { principal: "anybody", action: "s3:PutObject", resource: `${ASSETS_ARN}/report.csv` };

describe("a bucket's policy", () => {
  const policy = statements(makeBucket().synthesized().resource("aws_s3_bucket_policy").policy);

  test.each([
    ["plain HTTP", { "aws:SecureTransport": "false" }],
    ["TLS 1.1", { "s3:TlsVersion": "1.1" }],
  ])("denies requests over %s, whoever may make them", (_, context) => {
    expect(evaluate(policy, { ...REQUEST, context })).toBe("deny");
  });

  test("neither denies nor allows requests over TLS 1.2: grants decide", () => {
    expect(evaluate(policy, { ...REQUEST, context: { "s3:TlsVersion": "1.2" } })).toBe("none");
  });

  test("holds nothing but that until somebody adds a statement", () => {
    expect(policy.map(({ Sid, Effect, Condition }) => [Sid, Effect, Condition])).toEqual([
      ["Tls12OrNewer", "Deny", { NumericLessThan: { "s3:TlsVersion": "1.2" } }],
      ["TlsOnly", "Deny", { Bool: { "aws:SecureTransport": "false" } }],
    ]);
  });

  test("waits for the block of public access: S3 refuses two changes of a bucket's access at once", () => {
    expect(makeBucket().synthesized().resource("aws_s3_bucket_policy").depends_on).toEqual([
      expect.stringMatching(/^aws_s3_bucket_public_access_block\.Assets_/),
    ]);
  });

  test("takes statements until synthesis, in one order whatever the order of the calls", () => {
    const added = (sids: string[]) => {
      const { bucket, synthesized } = makeBucket();
      for (const sid of sids) {
        bucket.addToPolicy({
          sid,
          principals: { services: ["x.amazonaws.com"] },
          actions: ["s3:GetObject"],
          resources: [`${ASSETS_ARN}/*`],
        });
      }
      return statements(synthesized().resource("aws_s3_bucket_policy").policy);
    };
    expect(added(["Reader", "Auditor"]).map(({ Sid }) => Sid)).toEqual(["Auditor", "Reader", "Tls12OrNewer", "TlsOnly"]);
    expect(added(["Auditor", "Reader"])).toEqual(added(["Reader", "Auditor"]));
  });

  // S3 User Guide, "Bucket policies for Amazon S3": limited to 20 KB in size.
  test.each([
    [20_480, undefined],
    [20_481, "policy: must fit into 20480 bytes; received 20481."],
  ])("of %d bytes: %s", (bytes, message) => {
    const padded = (length: number) => {
      const { stack, bucket } = makeBucket();
      const resources = [`${ASSETS_ARN}/${"x".repeat(length)}`];
      bucket.addToPolicy({ sid: "Read", principals: { services: ["x.amazonaws.com"] }, actions: ["s3:GetObject"], resources });
      return stack;
    };
    const fixed = synth(padded(0)).resource("aws_s3_bucket_policy").policy.length;
    const action = () => synth(padded(bytes - fixed));
    if (message === undefined) expect(action).not.toThrow();
    else expect(action).toThrow(message);
  });

  test("that S3 would refuse for its size is found at synthesis", () => {
    const { stack, bucket } = makeBucket();
    for (let index = 0; index < 100; index++) {
      const reader = `arn:aws:iam::111122223333:role/a-reader-with-quite-a-long-name-${String(index).padStart(3, "0")}`;
      bucket.addToPolicy({
        sid: "Read",
        principals: { aws: [reader] },
        actions: ["s3:GetObject"],
        resources: [`${ASSETS_ARN}/${index}/*`],
      });
    }
    expect(messageOf(() => synth(stack))).toMatch(
      /^trading-test\/Assets: invalid input\n {2}- policy: must fit into 20480 bytes; received \d{5}\. Spread what reads and delivers over several buckets\.$/,
    );
  });
});
