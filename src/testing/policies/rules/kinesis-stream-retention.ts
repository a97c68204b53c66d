import { says } from "../blocks";
import { eachOf, isBelow } from "../each";
import { PolicyRule } from "../rule";

export const KINESIS_STREAM_RETENTION: PolicyRule = {
  id: "kinesis-stream-retention",
  sentence: "A stream keeps its records for 168 hours.",
  severity: "medium",
  fix: "Set retention_period to 168 or more.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Kinesis", Kinesis.3',
  fsbp: ["Kinesis.3"],
  types: ["aws_kinesis_stream"],
  // Without it they are kept for a day (provider, aws_kinesis_stream).
  check: eachOf(
    ["aws_kinesis_stream"],
    ({ args }) => isBelow(args.retention_period, 168) && says("retention_period", args.retention_period),
  ),
};
