import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Network, flowLogSource } from "../../modules/network";
import { LogBucket } from "../../modules/storage";
import { AwsEnvironment, EncryptionKey, useRemoval } from "../../src/core";
import { policyStatements } from "../../src/testing";
import { evaluate } from "../support/policy-evaluator";
import { messageOf, statements, synth, testStack } from "../support/synth";
import { AZS, make, reference, synthesized } from "./fixture";

/** Subnet groups of databases and caches have fewer characters to tell ids apart by. */
const WITHOUT_DATA = [{ name: "public", kind: "public", size: "small" }] as const;

describe("flow logs by default", () => {
  const result = synthesized();

  test("record all traffic of the VPC, in intervals of ten minutes", () => {
    expect(result.resource("aws_flow_log")).toMatchObject({
      vpc_id: expect.stringContaining("aws_vpc.Network"),
      traffic_type: "ALL",
      max_aggregation_interval: 600,
    });
  });

  test("are delivered to their log group, by their role", () => {
    const address = (type: string): string => `${type}.${Object.keys(result.resources(type))[0]}`;
    expect(result.resource("aws_flow_log")).toMatchObject({
      log_destination_type: "cloud-watch-logs",
      log_destination: `\${${address("aws_cloudwatch_log_group")}.arn}`,
      iam_role_arn: `\${${address("aws_iam_role")}.arn}`,
    });
  });

  test("are kept for a year, encrypted under the customer-managed key", () => {
    expect(result.resource("aws_cloudwatch_log_group")).toMatchObject({
      name: "/aws/vpc/flow-logs/trading-test-Network-FlowLogs",
      retention_in_days: 365,
      kms_key_id: expect.stringContaining("aws_kms_key.Key"),
    });
  });

  test("are protected", () => {
    expect(result.resource("aws_cloudwatch_log_group").lifecycle).toEqual({ prevent_destroy: true });
  });

  // VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs".
  test("are written by a role that the flow logs of this account alone may assume", () => {
    expect(statements(result.resource("aws_iam_role").assume_role_policy)).toMatchObject([
      {
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/*" },
        },
      },
    ]);
  });

  test("are written by a role that says what it is for", () => {
    expect(result.resource("aws_iam_role").description).toBe("Writes the flow logs of trading-test/Network");
  });

  test("are written by a role that may write into their own log group alone", () => {
    const group = Object.keys(result.resources("aws_cloudwatch_log_group"))[0]!;
    const arn = `\${aws_cloudwatch_log_group.${group}.arn}`;
    expect(statements(result.resource("aws_iam_role_policy").policy)).toMatchObject([
      {
        Sid: "FlowLogsWrite",
        Action: ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [arn, `${arn}:*`],
      },
    ]);
  });

  test("wait for the role's permissions", () => {
    expect(result.resource("aws_flow_log").depends_on).toEqual([
      expect.stringContaining("aws_iam_role_policy.Network_FlowLogs_Role_Grants"),
    ]);
  });
});

describe("flow logs", () => {
  test("take every choice", () => {
    const result = synthesized({ flowLogTraffic: "REJECT", flowLogIntervalSeconds: 60, flowLogRetentionDays: 30, removal: "destroy" });
    expect(result.resource("aws_flow_log")).toMatchObject({ traffic_type: "REJECT", max_aggregation_interval: 60 });
    expect(result.resource("aws_cloudwatch_log_group").retention_in_days).toBe(30);
    expect(result.resource("aws_cloudwatch_log_group").lifecycle).toBeUndefined();
  });

  // CloudWatch Logs API, CreateLogGroup: names hold underscores and dashes.
  test("of networks whose ids differ in an underscore and a dash have log groups of their own", () => {
    const stack = testStack();
    const encryptionKey = new EncryptionKey(stack, "Key");
    for (const id of ["Market_Data", "Market-Data"]) {
      new Network(stack, id, { cidrBlock: "10.0.0.0/16", availabilityZones: AZS, tiers: WITHOUT_DATA, encryptionKey });
    }
    const names = Object.values(synth(stack).resources("aws_cloudwatch_log_group")).map(({ name }) => name);
    expect(new Set(names).size).toBe(2);
  });

  test("are removed as is said once for the stack", () => {
    const stack = testStack();
    useRemoval(stack, "destroy");
    expect(make({}, stack).network.removal).toBe("destroy");
    expect(synth(stack).resource("aws_cloudwatch_log_group").lifecycle).toBeUndefined();
  });

  test("are reachable as resources, with their log group and role", () => {
    const { flowLog } = make().network;
    expect([flowLog.resource, flowLog.logGroup!, flowLog.role!.resource].map(({ terraformResourceType }) => terraformResourceType)).toEqual(
      ["aws_flow_log", "aws_cloudwatch_log_group", "aws_iam_role"],
    );
  });
});

describe("flow logs in a log bucket", () => {
  const stack = testStack();
  const flowLogs = new LogBucket(stack, "Logs");
  const { network } = make({ flowLogs }, stack);
  const result = synth(stack);

  test("record all traffic of the VPC, in intervals of ten minutes", () => {
    expect(result.resource("aws_flow_log")).toMatchObject({
      vpc_id: reference(stack, network.vpcId),
      traffic_type: "ALL",
      max_aggregation_interval: 600,
    });
  });

  test("are delivered under a prefix of the network's own, partitioned for queries", () => {
    expect(result.resource("aws_flow_log")).toMatchObject({
      log_destination_type: "s3",
      log_destination: expect.stringMatching(/\/trading-test-Network-FlowLogs$/),
      destination_options: { file_format: "parquet", hive_compatible_partitions: true, per_hour_partition: true },
    });
  });

  test("wait for the bucket policy that allows the delivery", () => {
    expect(result.resource("aws_flow_log").depends_on).toContainEqual(expect.stringContaining("aws_s3_bucket_policy.Logs"));
  });

  // VPC User Guide, "Flow log files": where EC2 puts files with Hive-compatible prefixes.
  test("are allowed under the keys that EC2 gives them", () => {
    const { policy } = result.resource("aws_s3_bucket_policy");
    const bucket = policyStatements(policy).find(({ Sid }) => Sid === "FlowLogsAclCheck")!.Resource;
    const request = {
      principal: "delivery.logs.amazonaws.com",
      action: "s3:PutObject",
      resource: `${bucket}/trading-test-Network-FlowLogs/AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=eu-central-1/x`,
      context: {
        "aws:SourceAccount": "111122223333",
        "aws:SourceArn": "arn:aws:logs:eu-central-1:111122223333:x",
        "s3:x-amz-acl": "bucket-owner-full-control",
      },
    };
    expect(evaluate(policyStatements(policy), request)).toBe("allow");
  });

  test("of networks whose ids differ in an underscore and a dash have prefixes of their own", () => {
    const both = testStack();
    const [encryptionKey, logs] = [new EncryptionKey(both, "Key"), new LogBucket(both, "Logs")];
    for (const id of ["Market_Data", "Market-Data"]) {
      new Network(both, id, { cidrBlock: "10.0.0.0/16", availabilityZones: AZS, tiers: WITHOUT_DATA, encryptionKey, flowLogs: logs });
    }
    const destinations = Object.values(synth(both).resources("aws_flow_log")).map(({ log_destination }) => log_destination);
    expect(new Set(destinations).size).toBe(2);
  });

  // CloudWatch Logs User Guide, "Logs sent to Amazon S3": aws:SourceArn has the region of what generates the logs.
  test("are allowed from the network's region, in a bucket of another region as well", () => {
    const both = testStack();
    const provider = new AwsProvider(both, "Second", { alias: "second", region: "eu-west-1" });
    make({ flowLogs: new LogBucket(both, "Logs", { provider, region: "eu-west-1" }) }, both);
    const { policy } = synth(both).resource("aws_s3_bucket_policy");
    expect(policyStatements(policy).find(({ Sid }) => Sid === "FlowLogs")!.Condition.ArnLike).toEqual({
      "aws:SourceArn": "arn:aws:logs:eu-central-1:111122223333:*",
    });
  });

  test("have neither a log group nor a role", () => {
    expect(result.types).not.toEqual(expect.arrayContaining(["aws_cloudwatch_log_group", "aws_iam_role"]));
    expect([network.flowLog.logGroup, network.flowLog.role]).toEqual([undefined, undefined]);
  });

  test("need no key of the network's: nothing else that it creates is encrypted", () => {
    const props = { encryptionKey: undefined, natGateways: "perAz", interfaceEndpoints: ["kms"], networkAcls: true, ipv6: true } as const;
    const own = testStack();
    make({ ...props, flowLogs: new LogBucket(own, "Logs") }, own);
    expect(synth(own).resource("aws_flow_log").log_destination_type).toBe("s3");
  });

  test("are said by the network", () => {
    expect(network.flowLogs).toBe(flowLogs);
  });
});

// VPC User Guide, "Amazon S3 bucket permissions for flow logs".
describe("the source of flow logs", () => {
  const environment = AwsEnvironment.of(testStack());

  test("is the log delivery service, for this account", () => {
    expect(flowLogSource(environment)).toMatchObject({
      service: "delivery.logs.amazonaws.com",
      accountId: "111122223333",
      sourceArn: "arn:aws:logs:eu-central-1:111122223333:*",
      keyPattern: "AWSLogs/111122223333/*",
    });
  });

  test("is called by its name where another wants its prefix", () => {
    const bucket = new LogBucket(testStack(), "Logs");
    bucket.addLogSource("vpc", flowLogSource(environment));
    expect(messageOf(() => bucket.addLogSource("vpc", { ...flowLogSource(environment), sid: "Another" }))).toContain(
      "Choose another than that of flow logs.",
    );
  });

  test("with Hive-compatible prefixes has another folder", () => {
    expect(flowLogSource(environment, { hiveCompatiblePartitions: true }).keyPattern).toBe("AWSLogs/aws-account-id=111122223333/*");
  });

  test("is refused with options of another type", () => {
    expect(messageOf(() => flowLogSource(environment, { region: 1 as never }))).toMatch(
      /^flowLogSource: invalid input\n  - options\.region: must be a string/,
    );
  });

  test("is in the region that is named", () => {
    expect(flowLogSource(environment, { region: "eu-west-1" }).sourceArn).toBe("arn:aws:logs:eu-west-1:111122223333:*");
  });
});
