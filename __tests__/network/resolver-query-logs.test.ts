import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Token } from "cdktf";
import { Network, resolverQueryLogSource } from "../../modules/network";
import { LogBucket } from "../../modules/storage";
import { AwsEnvironment, EncryptionKey } from "../../src/core";
import { policyStatements } from "../../src/testing";
import { evaluate } from "../support/policy-evaluator";
import { messageOf, synth, testStack } from "../support/synth";
import { AZS, make, reference, synthesized } from "./fixture";

const CONFIG = "aws_route53_resolver_query_log_config";
const ASSOCIATION = "aws_route53_resolver_query_log_config_association";
const GROUP = "aws_cloudwatch_log_group";

function refusal(line: string): string {
  return `trading-test/Network: invalid input\n  - ${line}`;
}

test("DNS queries are not logged by default: an organization may log them by a configuration of its own", () => {
  const { network } = make();
  expect([network.resolverQueryLogs, network.resolverQueryLogging]).toEqual([false, undefined]);
  expect(synthesized().types).not.toEqual(expect.arrayContaining([CONFIG]));
});

describe("Resolver query logs in a log group", () => {
  const { stack, network } = make({ resolverQueryLogs: true });
  const result = synth(stack);
  const { resource, association, logGroup } = network.resolverQueryLogging!;
  const group = result.resource(GROUP, logGroup!.friendlyUniqueId);

  test("are those of the VPC", () => {
    expect(result.resource(ASSOCIATION)).toEqual({
      resolver_query_log_config_id: `\${${CONFIG}.${resource.friendlyUniqueId}.id}`,
      resource_id: reference(stack, network.vpcId),
    });
    expect(association.friendlyUniqueId).toBe(Object.keys(result.resources(ASSOCIATION))[0]);
  });

  test("are delivered to a log group of their own", () => {
    expect(result.resource(CONFIG).destination_arn).toBe(`\${${GROUP}.${logGroup!.friendlyUniqueId}.arn}`);
  });

  // CloudWatch Logs User Guide, "Log group resource policy size limit considerations": names that AWS's own resource policy goes on to cover.
  test("are in a group whose name begins with /aws/vendedlogs/", () => {
    expect(group.name).toBe("/aws/vendedlogs/route53resolver/trading-test-Network-ResolverQueryLogs");
  });

  // CloudWatch Logs quotas: a region has ten resource policies, and AWS makes its own for this delivery.
  test("take none of the resource policies of the region", () => {
    expect(result.types).not.toContain("aws_cloudwatch_log_resource_policy");
  });

  test("are kept for a year, protected, under the customer-managed key", () => {
    expect(group).toMatchObject({
      retention_in_days: 365,
      kms_key_id: expect.stringContaining("aws_kms_key.Key"),
      skip_destroy: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("are kept as long as is said, and removed with the network where that is said", () => {
    const made = make({ resolverQueryLogs: true, resolverQueryLogRetentionDays: 30, removal: "destroy" });
    const changed = synth(made.stack).resource(GROUP, made.network.resolverQueryLogging!.logGroup!.friendlyUniqueId);
    expect(made.network.resolverQueryLogRetentionDays).toBe(30);
    expect(changed.retention_in_days).toBe(30);
    expect([changed.skip_destroy, changed.lifecycle]).toEqual([undefined, undefined]);
  });

  test("have the construct's path as the name and the tag of their configuration", () => {
    expect(result.resource(CONFIG)).toMatchObject({
      name: "trading-test-Network-ResolverQueryLogs",
      tags: { Name: "trading-test/Network/ResolverQueryLogs" },
    });
  });

  // Amazon Route 53 API Reference, CreateResolverQueryLogConfig: Name, 64 characters at most, (?!^[0-9]+$)([a-zA-Z0-9\-_' ']+).
  test("have a name that Resolver accepts, however deep the network is", () => {
    const deep = testStack();
    const encryptionKey = new EncryptionKey(deep, "Key");
    new Network(deep, `Market_Data${"x".repeat(80)}`, {
      cidrBlock: "10.0.0.0/16",
      availabilityZones: AZS,
      encryptionKey,
      resolverQueryLogs: true,
    });
    expect(synth(deep).resource(CONFIG).name).toMatch(/^trading-test-Market_Datax[a-zA-Z0-9\-_]{1,39}$/);
  });
});

describe("Resolver query logs in a log bucket", () => {
  const stack = testStack();
  const logs = new LogBucket(stack, "Logs");
  const { network } = make({ resolverQueryLogs: logs }, stack);
  const result = synth(stack);
  const statements = policyStatements(result.resource("aws_s3_bucket_policy").policy);
  const request = (prefix: string, context = {}) => ({
    principal: "delivery.logs.amazonaws.com",
    action: "s3:PutObject",
    resource: `${logs.bucketArn}/${prefix}/AWSLogs/111122223333/vpcdnsquerylogs/vpc-0123/2026/01/01/x.log.gz`,
    context: {
      "aws:SourceAccount": "111122223333",
      "aws:SourceArn": "arn:aws:logs:eu-central-1:111122223333:x",
      "s3:x-amz-acl": "bucket-owner-full-control",
      ...context,
    },
  });

  // Amazon Route 53 API Reference, CreateResolverQueryLogConfig, DestinationArn: a prefix is appended with a slash behind it.
  test("are delivered under a prefix of the network's own", () => {
    expect(result.resource(CONFIG).destination_arn).toBe(`${logs.bucketArn}/trading-test-Network-ResolverQueryLogs/`);
    expect(network.resolverQueryLogs).toBe(logs);
  });

  test("wait for the bucket policy that allows the delivery", () => {
    expect(result.resource(CONFIG).depends_on).toContainEqual(expect.stringContaining("aws_s3_bucket_policy.Logs"));
  });

  test("have no log group", () => {
    expect(network.resolverQueryLogging!.logGroup).toBeUndefined();
    expect(Object.values(result.resources(GROUP)).map(({ name }) => name)).toEqual(["/aws/vpc/flow-logs/trading-test-Network-FlowLogs"]);
  });

  // CloudWatch Logs User Guide, "Logs sent to Amazon S3".
  test("are allowed under the keys that Resolver gives them, and under no other prefix", () => {
    expect(evaluate(statements, request("trading-test-Network-ResolverQueryLogs"))).toBe("allow");
    expect(evaluate(statements, request("trading-test-Another-ResolverQueryLogs"))).toBe("none");
  });

  test("are not allowed on behalf of another account", () => {
    const context = { "aws:SourceAccount": "999999999999" };
    expect(evaluate(statements, request("trading-test-Network-ResolverQueryLogs", context))).toBe("none");
  });

  test("may share the bucket with the flow logs", () => {
    const both = testStack();
    const bucket = new LogBucket(both, "Logs");
    make({ flowLogs: bucket, resolverQueryLogs: bucket }, both);
    const made = synth(both);
    expect(made.types).not.toContain(GROUP);
    const allowed = policyStatements(made.resource("aws_s3_bucket_policy").policy).map(({ Sid }) => Sid);
    expect(allowed).toEqual(expect.arrayContaining(["FlowLogs", "ResolverQueryLogs"]));
  });
});

describe("the source of Resolver query logs", () => {
  test("is the log delivery service, for this account and region", () => {
    expect(resolverQueryLogSource(AwsEnvironment.of(testStack()))).toMatchObject({
      sid: "ResolverQueryLogs",
      service: "delivery.logs.amazonaws.com",
      accountId: "111122223333",
      sourceArn: "arn:aws:logs:eu-central-1:111122223333:*",
      keyPattern: "AWSLogs/111122223333/*",
      checksBucketAcl: true,
      setsOwnerFullControl: true,
    });
  });

  test("is called by its name where another wants its prefix", () => {
    const environment = AwsEnvironment.of(testStack());
    const bucket = new LogBucket(testStack(), "Logs");
    bucket.addLogSource("dns", resolverQueryLogSource(environment));
    expect(messageOf(() => bucket.addLogSource("dns", { ...resolverQueryLogSource(environment), sid: "Another" }))).toContain(
      "Choose another than that of Resolver query logs.",
    );
  });
});

describe("Resolver query logs are refused", () => {
  // Amazon Route 53 Developer Guide, "Managing Resolver query logging configurations": resources of the VPC's Region alone.
  test("in a log bucket of another region", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Second", { alias: "second", region: "eu-west-1" });
    expect(messageOf(() => make({ resolverQueryLogs: new LogBucket(stack, "Logs", { provider }) }, stack))).toBe(
      refusal(
        'resolverQueryLogs: must be a log bucket in eu-central-1: this is delivered to no other region; received "eu-west-1". Make a LogBucket in eu-central-1 for it.',
      ),
    );
  });

  test("for a time that CloudWatch Logs doesn't have", () => {
    expect(messageOf(() => make({ resolverQueryLogs: true, resolverQueryLogRetentionDays: 42 }))).toContain(
      "resolverQueryLogRetentionDays: must be one of 1, 3, 5, 7, 14, 30,",
    );
  });

  test("in a log group without a key", () => {
    const stack = testStack();
    const props = { cidrBlock: "10.0.0.0/16", availabilityZones: AZS, flowLogs: new LogBucket(stack, "Logs") };
    expect(messageOf(() => new Network(stack, "Network", { ...props, resolverQueryLogs: true }))).toBe(
      refusal(
        "encryptionKey: must be given for Resolver query logs in a log group; received nothing. Give an EncryptionKey, or a log bucket as resolverQueryLogs.",
      ),
    );
  });

  test("in something that is no log bucket", () => {
    expect(messageOf(() => make({ resolverQueryLogs: "s3" as never }))).toBe(
      refusal('resolverQueryLogs: must be true or false, or a LogBucket; received "s3". Write true or false, without quotes.'),
    );
  });

  test("by a choice that only Terraform knows", () => {
    expect(messageOf(() => make({ resolverQueryLogs: Token.asAny({ resolve: () => true }) as never }))).toContain(
      "resolverQueryLogs: must be known at synthesis",
    );
  });
});
