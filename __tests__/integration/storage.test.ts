/**
 * Buckets by the real provider: validated and planned offline, applied to the emulator, used with the AWS SDK, destroyed to nothing.
 * Each test on the emulator goes on from the one before.
 */
import { join } from "node:path";
import {
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, AssetType, TerraformAsset, TerraformOutput, TerraformStack } from "cdktf";
import { ArchiveBucket, Bucket, BucketAuditTrail, LogBucket, NotificationQueue, NotificationTopic } from "../../modules/storage";
import { AlarmTopic, AwsEnvironment, EncryptionKey, Removal } from "../../src/core";
import { PROJECT } from "../../tools/support/paths";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { addLogSources, fromAccount, logSources } from "../support/log-sources";
import { evaluate } from "../support/policy-evaluator";
import { statements } from "../support/synth";
import { Workspace, useEmulator } from "./support";

const REGION = "eu-central-1";
const SECOND_REGION = "eu-west-1";
const PLACE = { accountId: EMULATOR_ACCOUNT_ID, region: REGION };
const LOGS = `aws-waf-logs-storage-${EMULATOR_ACCOUNT_ID}`;
const RECORDS = `storage-records-${EMULATOR_ACCOUNT_ID}-${REGION}`;
const SHARED = `storage-shared-${EMULATOR_ACCOUNT_ID}-${REGION}`;
const OTHER_ACCOUNT_ID = "999988887777";
const RULE = `arn:aws:events:${REGION}:${EMULATOR_ACCOUNT_ID}:rule/storage`;
const emulator = useEmulator();

/** Every kind of bucket with all that it can have. */
function build(removal: Removal) {
  return (app: App) => {
    const stack = new TerraformStack(app, "storage");
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    const provider = new AwsProvider(stack, "AwsSecond", {
      alias: "second",
      region: SECOND_REGION,
      allowedAccountIds: [EMULATOR_ACCOUNT_ID],
    });
    const second = { provider, region: SECOND_REGION };
    const encryptionKey = new EncryptionKey(stack, "Key", { removal });
    const logs = new LogBucket(stack, "Logs", { removal, bucketName: LOGS });
    addLogSources(logs, PLACE);
    const secondLogs = new LogBucket(stack, "SecondLogs", { ...second, removal });

    const common = { encryptionKey, accessLogs: logs, inventory: { destination: logs }, requestMetrics: true, removal };
    const reports = new Bucket(stack, "Reports", {
      ...common,
      eventBridge: true,
      intelligentTieringAfterDays: { ARCHIVE_ACCESS: 90, DEEP_ARCHIVE_ACCESS: 180 },
      corsRules: [{ allowedOrigins: ["https://app.example.com"], allowedMethods: ["GET", "PUT"], allowedHeaders: ["x-amz-*"] }],
      replica: { ...second, accessLogs: secondLogs, replicationTimeControl: false },
      transitionNoncurrentAfterDays: { STANDARD_IA: 30, GLACIER: 60 },
      noncurrentVersionsToKeep: 3,
      lifecycleRules: {
        drafts: { keyPrefix: "drafts/", expireAfterDays: 7, abortMultipartAfterDays: 1 },
        small: { objectSizeGreaterThanBytes: 0, objectSizeLessThanBytes: 131_072, transitionAfterDays: { GLACIER_IR: 30 } },
        internal: { objectTags: { kind: "internal" }, expireNoncurrentAfterDays: 1 },
        internalReports: { keyPrefix: "reports/", objectTags: { kind: "internal", team: "risk" }, expireAfterDays: 30 },
      },
    });
    const records = new ArchiveBucket(stack, "Records", { ...common, retentionYears: 7, replica: second, governanceBypassAllowedTo: [] });
    const copy = Bucket.fromAttributes(stack, "Copy", {
      bucketName: "acme-copy",
      region: SECOND_REGION,
      encryptionKey: EncryptionKey.fromArn(stack, "CopyKey", `arn:aws:kms:${SECOND_REGION}:${OTHER_ACCOUNT_ID}:key/0d3c`),
    });
    const shared = new Bucket(stack, "Shared", { encryptionKey, removal, replica: { bucket: copy, accountId: OTHER_ACCOUNT_ID } });
    new TerraformOutput(stack, "copy-policy", { value: copy.requiredPolicyJson });
    const { trailArn } = new BucketAuditTrail(stack, "Audit", { buckets: [records, shared], destination: logs, encryptionKey });
    new TerraformOutput(stack, "trail", { value: trailArn });
    const arrivals = new NotificationQueue(stack, "Arrivals", { encryptionKey, removal });
    records.addNotification("arrived", { target: arrivals, events: ["s3:ObjectCreated:*"], keyPrefix: "trades/" });
    arrivals.allowEventBridge(RULE);
    const failures = new NotificationTopic(stack, "Failures", { encryptionKey });
    failures.allowEventBridge();
    const functionArn = makeFunction(stack);
    failures.addSubscription("arrivals", { endpoint: arrivals, rawMessageDelivery: true });
    failures.addSubscription("on-failure", { endpoint: { functionArn }, deadLetterQueue: arrivals });
    failures.addSubscription("hook", { endpoint: { url: "https://hooks.example.com/failures" } });
    records.addNotification("restored", { target: { functionArn }, events: ["s3:ObjectRestore:Completed"] });
    records.addNotification("not-copied", {
      target: failures,
      events: ["s3:Replication:OperationFailedReplication", "s3:Replication:OperationMissedThreshold"],
    });
    const topic = new AlarmTopic(stack, "Alarms", { encryptionKey });
    reports.addAlarms(topic);
    records.addAlarms(topic);
    const { replicaBucket } = records;
    replicaBucket!.addAlarms(new AlarmTopic(stack, "SecondAlarms", { encryptionKey: replicaBucket!.encryptionKey!, provider }));
    new TerraformOutput(stack, "queue", { value: arrivals.queueUrl });
    return stack;
  };
}

/** A function that is never run. */
function makeFunction(stack: TerraformStack): string {
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  };
  const role = new IamRole(stack, "FunctionRole", { assumeRolePolicy: JSON.stringify(trust) });
  const code = new TerraformAsset(stack, "FunctionCode", { path: join(PROJECT, "__tests__/storage"), type: AssetType.ARCHIVE });
  const made = new LambdaFunction(stack, "Function", {
    functionName: "storage-on-event",
    role: role.arn,
    runtime: "nodejs22.x",
    handler: "index.handler",
    filename: code.path,
    sourceCodeHash: code.assetHash,
  });
  return made.arn;
}

describe("planned offline", () => {
  test("every kind of bucket is valid, and needs no data source", async () => {
    const workspace = await Workspace.make(build("protect"));
    await workspace.validate();
    const plan = await workspace.plan();
    expect(plan.dataSources).toEqual([]);
    expect(plan.changes.every(({ action }) => action === "create")).toBe(true);
    const buckets = plan.of("create", "aws_s3_bucket").map(({ after }) => after!);
    expect(buckets).toHaveLength(7);
    expect(buckets.every(({ force_destroy }) => force_destroy === false)).toBe(true);
    expect(plan.resource("aws_s3_bucket", "Records/Resource")).toMatchObject({ bucket: RECORDS, object_lock_enabled: true });
    expect(plan.of("create", "aws_s3_bucket_policy")).toHaveLength(7);
  });
});

describe("on the emulator", () => {
  let workspace: Workspace;

  test("everything is applied, and a second plan is empty", async () => {
    workspace = await Workspace.make(build("protect"), { endpoint: emulator.url });
    await workspace.apply();
    expect((await workspace.plan()).unexplained).toEqual([]);
  });

  test("the log bucket's policy allows every source of this account, over TLS alone, and none of another", async () => {
    const { Policy } = await s3().send(new GetBucketPolicyCommand({ Bucket: LOGS }));
    for (const [source, request] of logSources(LOGS, PLACE)) {
      const put = { action: "s3:PutObject", ...request };
      const plainHttp = { ...put, context: { ...put.context, "aws:SecureTransport": "false" } };
      const answers = [put, fromAccount("999999999999", put), plainHttp].map((each) => evaluate(statements(Policy!), each));
      expect([source, ...answers]).toEqual([source, "allow", "none", "deny"]);
    }
  });

  test("a record that arrives is locked for seven years, and its queue gets an event notification", async () => {
    const { VersionId } = await s3().send(new PutObjectCommand({ Bucket: RECORDS, Key: "trades/1.json", Body: "{}" }));
    const { Retention } = await s3().send(new GetObjectRetentionCommand({ Bucket: RECORDS, Key: "trades/1.json", VersionId }));
    expect(Retention!.Mode).toBe("GOVERNANCE");
    expect(Retention!.RetainUntilDate!.getTime()).toBeGreaterThan(Date.now() + SEVEN_YEARS_MILLISECONDS);
    const QueueUrl = (await workspace.outputs()).queue as string;
    const { Messages = [] } = await sqs().send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    // S3's own test message came first. Keys are encoded as in a URL.
    const records = Messages.flatMap(({ Body }) => JSON.parse(Body!).Records ?? []);
    expect(records.map(({ eventName, s3: { bucket, object } }) => [eventName, bucket.name, decodeURIComponent(object.key)])).toEqual([
      ["ObjectCreated:Put", RECORDS, "trades/1.json"],
    ]);
  });

  test("a locked version can't be deleted, nor one on hold by who may bypass governance", async () => {
    const [version] = await versionsOf(RECORDS);
    await expect(s3().send(new DeleteObjectCommand({ Bucket: RECORDS, ...version }))).rejects.toThrow(/Access Denied/);
    await s3().send(new PutObjectLegalHoldCommand({ Bucket: RECORDS, ...version, LegalHold: { Status: "ON" } }));
    await expect(s3().send(new DeleteObjectCommand({ Bucket: RECORDS, ...version, BypassGovernanceRetention: true }))).rejects.toThrow(
      /Access Denied/,
    );
    await s3().send(new PutObjectLegalHoldCommand({ Bucket: RECORDS, ...version, LegalHold: { Status: "OFF" } }));
    expect(await versionsOf(RECORDS)).toEqual([version]);
  });

  test("a record can't be deleted by who may bypass governance, since the bucket policy denies it", async () => {
    const [version] = await versionsOf(RECORDS);
    const bypass = new DeleteObjectCommand({ Bucket: RECORDS, ...version, BypassGovernanceRetention: true });
    await expect(s3().send(bypass)).rejects.toThrow(/Access Denied/);
  });

  test("the other account is told what to allow the role that S3 replicates with, and nobody else", async () => {
    const policy = statements((await workspace.outputs())["copy-policy"] as string);
    const { ReplicationConfiguration } = await s3().send(new GetBucketReplicationCommand({ Bucket: SHARED }));
    const asked = (principal: string) =>
      evaluate(policy, { principal, action: "s3:ReplicateObject", resource: "arn:aws:s3:::acme-copy/a" });
    expect(asked(ReplicationConfiguration!.Role!)).toBe("allow");
    expect(asked(`${ReplicationConfiguration!.Role!}-other`)).toBe("none");
  });

  test("a deletion hides a record and keeps its version", async () => {
    await s3().send(new DeleteObjectCommand({ Bucket: RECORDS, Key: "trades/1.json" }));
    expect(await versionsOf(RECORDS)).toHaveLength(1);
  });

  test("protected buckets are not destroyed, and nothing else is before them", async () => {
    const before = await workspace.resources();
    const { status, stderr } = await workspace.tryRun("destroy", "-no-color", "-auto-approve");
    expect(status).toBe(1);
    expect(stderr.match(/Resource aws_s3_bucket\.\w+ has\s+lifecycle\.prevent_destroy\s+set/g)).toHaveLength(7);
    expect(await workspace.resources()).toEqual(before);
    expect(await versionsOf(RECORDS)).toHaveLength(1);
  });

  test("buckets that may be destroyed are destroyed with what is in them", async () => {
    workspace.synth(build("destroy"));
    await workspace.apply();
    await workspace.destroy();
    expect(await workspace.resources()).toEqual([]);
    await expect(versionsOf(RECORDS)).rejects.toThrow(/does not exist/);
  });
});

/** Less a minute, for the time between the upload and the question. */
const SEVEN_YEARS_MILLISECONDS = (7 * 365 * 24 * 60 - 1) * 60_000;
const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };

function s3(): S3Client {
  return new S3Client({ endpoint: emulator.url, region: REGION, credentials: CREDENTIALS, forcePathStyle: true });
}

function sqs(): SQSClient {
  return new SQSClient({ endpoint: emulator.url, region: REGION, credentials: CREDENTIALS });
}

async function versionsOf(bucketName: string): Promise<{ readonly Key: string; readonly VersionId: string }[]> {
  const { Versions = [] } = await s3().send(new ListObjectVersionsCommand({ Bucket: bucketName }));
  return Versions.map(({ Key, VersionId }) => ({ Key: Key!, VersionId: VersionId! }));
}
