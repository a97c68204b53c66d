import { RealTimeLog, RealTimeLogProps } from "../../modules/edge";
import { EncryptionKey } from "../../src/core";
import { SynthesizedStack, messageOf, statements, synth, testStack } from "../support/synth";

const STREAM = "arn:aws:kinesis:eu-central-1:111122223333:stream/requests";

function synthLog(props: Partial<RealTimeLogProps> = {}): SynthesizedStack {
  const stack = testStack();
  new RealTimeLog(stack, "Requests", { encryptionKey: new EncryptionKey(stack, "Key"), ...props });
  return synth(stack);
}

describe("a real-time log", () => {
  const result = synthLog();

  test("has every request, in an encrypted stream that grows by itself", () => {
    expect(result.resource("aws_cloudfront_realtime_log_config")).toMatchObject({
      name: "trading-test-Requests-eu-central-1",
      sampling_rate: 100,
    });
    expect(result.resource("aws_kinesis_stream")).toMatchObject({
      name: "trading-test-Requests",
      stream_mode_details: { stream_mode: "ON_DEMAND" },
      encryption_type: "KMS",
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.Key_/),
      retention_period: 24,
    });
  });

  test("has no field that holds sessions and tokens, unless it is asked for", () => {
    const { fields } = result.resource("aws_cloudfront_realtime_log_config");
    expect(fields).toHaveLength(36);
    expect(fields).not.toContain("cs-cookie");
    expect(fields).not.toContain("cs-headers");
    expect(synthLog({ fields: ["cs-cookie"] }).resource("aws_cloudfront_realtime_log_config").fields).toEqual(["cs-cookie"]);
  });

  // The order of the records' fields is CloudFront's own; a list in another order would never match what CloudFront shows.
  test("names the fields in the order that records have, each once", () => {
    const log = synthLog({ fields: ["sc-status", "timestamp", "sc-status"], samplingPercent: 5 }).resource(
      "aws_cloudfront_realtime_log_config",
    );
    expect(log).toMatchObject({ fields: ["timestamp", "sc-status"], sampling_rate: 5 });
  });

  // CloudFront Developer Guide, "Use real-time logs", "IAM role".
  test("is written by CloudFront with a role that can do nothing else", () => {
    const trust = statements(result.resource("aws_iam_role").assume_role_policy);
    expect(trust).toMatchObject([{ Principal: { Service: "cloudfront.amazonaws.com" }, Action: "sts:AssumeRole" }]);
    expect(statements(result.resource("aws_iam_role_policy").policy)).toMatchObject([
      { Action: "kms:GenerateDataKey", Resource: expect.stringMatching(/^\$\{aws_kms_key\.Key_.*\.arn\}$/) },
      {
        Action: ["kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:PutRecord", "kinesis:PutRecords"],
        Resource: expect.stringMatching(/^\$\{aws_kinesis_stream\.Requests_Stream_.*\.arn\}$/),
      },
    ]);
  });

  test("is made once the role may write", () => {
    expect(result.resource("aws_cloudfront_realtime_log_config").depends_on).toEqual([expect.stringContaining("aws_iam_role_policy.")]);
  });

  test("writes to a stream that exists", () => {
    const given = synthLog({ streamArn: STREAM });
    expect(given.types).not.toContain("aws_kinesis_stream");
    expect(given.resource("aws_cloudfront_realtime_log_config").endpoint).toMatchObject({
      stream_type: "Kinesis",
      kinesis_stream_config: { stream_arn: STREAM },
    });
  });
});

test.each<[string, Record<string, unknown>, string[]]>([
  ["no key", { encryptionKey: undefined }, ["encryptionKey: must be an EncryptionKey; received nothing. Give an EncryptionKey."]],
  [
    "a share, a stream and a field that there aren't",
    { samplingPercent: 0, streamArn: "requests", fields: ["c-ip", "cs-body"] },
    [
      "samplingPercent: must be a whole number from 1 to 100 percent; received 0. Give a value from 1 to 100.",
      'streamArn: must be the ARN of a stream of Kinesis Data Streams; received "requests". Write it as "arn:aws:kinesis:eu-central-1:111122223333:stream/requests".',
      'fields[1]: must be one of timestamp, c-ip, time-to-first-byte, sc-status, sc-bytes, cs-method, cs-protocol, cs-host, cs-uri-stem, cs-bytes, x-edge-location, x-edge-request-id, x-host-header, time-taken, cs-protocol-version, c-ip-version, cs-user-agent, cs-referer, cs-cookie, cs-uri-query, x-edge-response-result-type, x-forwarded-for, ssl-protocol, ssl-cipher, x-edge-result-type, fle-encrypted-fields, fle-status, sc-content-type, sc-content-len, sc-range-start, sc-range-end, c-port, x-edge-detailed-result-type, c-country, cs-accept-encoding, cs-accept, cache-behavior-path-pattern, cs-headers, cs-header-names, cs-headers-count; received "cs-body". Use one of these.',
    ],
  ],
  ["no field", { fields: [] }, ['fields: must name a field at least; received []. Write them as ["timestamp", "sc-status"].']],
])("a real-time log refuses %s", (_, props, lines) => {
  const head = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
  const expected = [`trading-test/Requests: ${head}`, ...lines.map((line) => `  - ${line}`)].join("\n");
  expect(messageOf(() => synthLog(props))).toBe(expected);
});
