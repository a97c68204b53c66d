import { fullEdge } from "../support/full-modules/edge";
import { roleStatements } from "../support/role-statements";
import { synth } from "../support/synth";

// CloudFront Developer Guide, "Use real-time access logs", the IAM role.
test("each role that the module makes or is granted to may do this, and nothing more", () => {
  expect(roleStatements(synth(fullEdge()))).toEqual([
    "Requests_Role StreamEncrypt: kms:GenerateDataKey",
    "Requests_Role StreamWrite: kinesis:DescribeStream, kinesis:DescribeStreamSummary, kinesis:PutRecord, kinesis:PutRecords",
  ]);
});
