import { CloudfrontRealtimeLogConfig } from "@cdktf/provider-aws/lib/cloudfront-realtime-log-config";
import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, Role } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { accountWideName, physicalName } from "../../src/internal/names";
import { NUMBER, PropType, PropTypes, STRING, STRINGS, like, optional } from "../../src/internal/prop-types";
import { checkKeyRegion } from "../../src/internal/region";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";

/** The fields of a record, in the order that records have them (CloudFront Developer Guide, "Use real-time logs", "Fields"). */
const FIELDS = [
  "timestamp",
  "c-ip",
  "time-to-first-byte",
  "sc-status",
  "sc-bytes",
  "cs-method",
  "cs-protocol",
  "cs-host",
  "cs-uri-stem",
  "cs-bytes",
  "x-edge-location",
  "x-edge-request-id",
  "x-host-header",
  "time-taken",
  "cs-protocol-version",
  "c-ip-version",
  "cs-user-agent",
  "cs-referer",
  "cs-cookie",
  "cs-uri-query",
  "x-edge-response-result-type",
  "x-forwarded-for",
  "ssl-protocol",
  "ssl-cipher",
  "x-edge-result-type",
  "fle-encrypted-fields",
  "fle-status",
  "sc-content-type",
  "sc-content-len",
  "sc-range-start",
  "sc-range-end",
  "c-port",
  "x-edge-detailed-result-type",
  "c-country",
  "cs-accept-encoding",
  "cs-accept",
  "cache-behavior-path-pattern",
  "cs-headers",
  "cs-header-names",
  "cs-headers-count",
] as const;
/** Fields that have the viewers' sessions and tokens in them, and those of field-level encryption. */
const NOT_BY_DEFAULT: readonly string[] = ["cs-cookie", "cs-headers", "fle-encrypted-fields", "fle-status"];

/** A field of a real-time log's records. */
export type RealTimeLogField =
  | "timestamp"
  | "c-ip"
  | "time-to-first-byte"
  | "sc-status"
  | "sc-bytes"
  | "cs-method"
  | "cs-protocol"
  | "cs-host"
  | "cs-uri-stem"
  | "cs-bytes"
  | "x-edge-location"
  | "x-edge-request-id"
  | "x-host-header"
  | "time-taken"
  | "cs-protocol-version"
  | "c-ip-version"
  | "cs-user-agent"
  | "cs-referer"
  | "cs-cookie"
  | "cs-uri-query"
  | "x-edge-response-result-type"
  | "x-forwarded-for"
  | "ssl-protocol"
  | "ssl-cipher"
  | "x-edge-result-type"
  | "fle-encrypted-fields"
  | "fle-status"
  | "sc-content-type"
  | "sc-content-len"
  | "sc-range-start"
  | "sc-range-end"
  | "c-port"
  | "x-edge-detailed-result-type"
  | "c-country"
  | "cs-accept-encoding"
  | "cs-accept"
  | "cache-behavior-path-pattern"
  | "cs-headers"
  | "cs-header-names"
  | "cs-headers-count";

/** A real-time log that behaviors can have. */
export interface IRealTimeLog {
  /** The ARN of the real-time log configuration. */
  readonly realTimeLogConfigArn: string;
}

/** The prop type of real-time logs. */
export const REAL_TIME_LOG = like<IRealTimeLog>("a RealTimeLog", ["realTimeLogConfigArn"]);

/** The choices for a real-time log. */
export interface RealTimeLogProps {
  /** Encrypts the stream: a key of its region. */
  readonly encryptionKey: IEncryptionKey;
  /** The ARN of a stream that exists, encrypted with `encryptionKey`. @default - one is created in the stack's region, on demand, kept for a day */
  readonly streamArn?: string;
  /** Which share of the requests is logged, 1 to 100 percent. @default 100 */
  readonly samplingPercent?: number;
  /** What a record says of a request. @default - all but cookies and headers, which hold sessions and tokens, and field-level encryption */
  readonly fields?: readonly RealTimeLogField[];
}

const PROPS: PropTypes<RealTimeLogProps> = {
  encryptionKey: ENCRYPTION_KEY,
  streamArn: optional(STRING),
  samplingPercent: optional(NUMBER),
  fields: optional(STRINGS) as PropType<RealTimeLogProps["fields"]>,
};

/**
 * Records of requests within seconds, in a stream of Kinesis. They are delivered on a best-effort basis: a complete account of the requests are the
 * access logs.
 */
export class RealTimeLog extends Construct implements IRealTimeLog {
  /** The ARN of the real-time log configuration. */
  public readonly realTimeLogConfigArn: string;
  /** The ARN of the stream. */
  public readonly streamArn: string;
  /** Which share of the requests is logged, in percent. */
  public readonly samplingPercent: number;
  /** What a record says of a request, in the order that records have. */
  public readonly fields: readonly RealTimeLogField[];
  /** The real-time log configuration. */
  public readonly resource: CloudfrontRealtimeLogConfig;
  /** The stream; undefined for one that exists already. */
  public readonly stream?: KinesisStream;
  /** The role that CloudFront writes to the stream with. */
  public readonly role: Role;

  /** @throws ValidationError for a stream, a share or fields that CloudFront doesn't have */
  constructor(scope: Construct, id: string, props: RealTimeLogProps) {
    super(scope, id);
    checkRealTimeLog(this, props);
    const fields: readonly string[] = props.fields ?? FIELDS.filter((field) => !NOT_BY_DEFAULT.includes(field));
    this.samplingPercent = props.samplingPercent ?? 100;
    this.fields = FIELDS.filter((field) => fields.includes(field));
    this.stream = isGiven(props.streamArn) ? undefined : createStream(this, props.encryptionKey);
    this.streamArn = props.streamArn ?? this.stream!.arn;
    this.role = createRole(this, this.streamArn, props.encryptionKey);
    this.resource = new CloudfrontRealtimeLogConfig(this, "Resource", {
      name: accountWideName(this, { maxLength: 128, punctuation: "-_" }),
      samplingRate: this.samplingPercent,
      fields: [...this.fields],
      endpoint: { streamType: "Kinesis", kinesisStreamConfig: { roleArn: this.role.roleArn, streamArn: this.streamArn } },
      dependsOn: [this.role.policy!],
      // What a behavior still names can't be deleted: it goes last.
      lifecycle: CREATE_BEFORE_DESTROY,
    });
    this.realTimeLogConfigArn = this.resource.arn;
  }
}

function createStream(scope: Construct, encryptionKey: IEncryptionKey): KinesisStream {
  return new KinesisStream(scope, "Stream", {
    name: physicalName(scope, { maxLength: 128, punctuation: "-_" }),
    streamModeDetails: { streamMode: "ON_DEMAND" },
    encryptionType: "KMS",
    kmsKeyId: encryptionKey.keyArn,
    retentionPeriod: 24,
  });
}

/** CloudFront Developer Guide, "Use real-time logs", on the IAM role and its policy for an encrypted stream. */
function createRole(scope: Construct, streamArn: string, encryptionKey: IEncryptionKey): Role {
  const role = new Role(scope, "Role", {
    assumedBy: { services: ["cloudfront.amazonaws.com"] },
    description: `Writes the real-time log ${scope.node.path}`,
  });
  role.addToPolicy({
    sid: "StreamWrite",
    actions: ["kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:PutRecord", "kinesis:PutRecords"],
    resources: [streamArn],
  });
  role.addToPolicy({ sid: "StreamEncrypt", actions: ["kms:GenerateDataKey"], resources: [encryptionKey.keyArn] });
  return role;
}

function checkRealTimeLog(log: Construct, props: RealTimeLogProps): void {
  const validator = new Validator(log)
    .props(props, PROPS)
    .known("fields", props.fields)
    .integerBetween("samplingPercent", props.samplingPercent, 1, 100, "percent")
    .matches(
      "streamArn",
      props.streamArn,
      /^arn:aws[a-z-]*:kinesis:[a-z0-9-]+:\d{12}:stream\/[A-Za-z0-9_.-]{1,128}$/,
      "must be the ARN of a stream of Kinesis Data Streams",
      'Write it as "arn:aws:kinesis:eu-central-1:111122223333:stream/requests".',
    )
    .check("fields", props.fields, props.fields?.length !== 0, "must name a field at least", 'Write them as ["timestamp", "sc-status"].');
  const [, , , streamRegion] = isKnown(props.streamArn) ? (props.streamArn ?? "").split(":") : [];
  if (!isGiven(props.streamArn) || streamRegion) {
    checkKeyRegion(validator, props.encryptionKey, streamRegion ?? AwsEnvironment.of(log).region);
  }
  props.fields?.forEach((field, index) => validator.oneOf(`fields[${index}]`, field, FIELDS));
  validator.throwIfInvalid();
}
