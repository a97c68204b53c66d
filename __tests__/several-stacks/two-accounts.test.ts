import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { AlarmTopic, AuroraCluster, Bucket, EncryptionKey, LogBucket, NotificationQueue, Role } from "../../src";
import { network } from "../support/network";
import { evaluate } from "../support/policy-evaluator";
import { ACCOUNT_ID, Arguments, REGION, messageOf, statements, synth } from "../support/synth";

const OTHER = "444455556666";
const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT_ID}:key/1`;

function provider(stack: TerraformStack, accountId: string): void {
  new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [accountId] });
}

/** A stack of account 1111…, and one of account 4444… that is deployed after it. */
function twoAccounts() {
  const app = Testing.app();
  const [owner, user] = [new TerraformStack(app, "owner"), new TerraformStack(app, "user")];
  provider(owner, ACCOUNT_ID);
  provider(user, OTHER);
  const key = new EncryptionKey(owner, "Key");
  const role = () => new Role(user, "Reader", { assumedBy: { services: ["ec2.amazonaws.com"] } });
  return { owner, user, key, role };
}

function policy(stack: TerraformStack, type: string, id = ""): Arguments[] {
  return statements(synth(stack).resource(type, id).policy);
}

const roleOf = (account: string): string => `arn:aws:iam::${account}:role/reader`;

describe("alarms of another account", () => {
  function alarms() {
    const { owner, user, key } = twoAccounts();
    const topic = new AlarmTopic(owner, "Alarms", { encryptionKey: key });
    new NotificationQueue(user, "Arrivals", { encryptionKey: new EncryptionKey(user, "Key") }).addAlarms(topic);
    return { owner, user };
  }
  const publish = (account: string) => ({
    principal: "cloudwatch.amazonaws.com",
    action: "sns:Publish",
    resource: "${aws_sns_topic.Alarms_77CD0AB1.arn}",
    context: { "aws:SourceAccount": account, "aws:SourceArn": `arn:aws:cloudwatch:${REGION}:${account}:alarm:user-Arrivals` },
  });

  // SNS Developer Guide, "Example cases for Amazon SNS access control", "Allow CloudWatch alarms in a different account to publish".
  test.each([
    [ACCOUNT_ID, "allow"],
    [OTHER, "allow"],
    ["777788889999", "none"],
  ])("of account %s that publish to the topic: %s", (account, verdict) => {
    const found = policy(alarms().owner, "aws_sns_topic_policy").map((statement) => ({ ...statement, Resource: "*" }));
    expect(evaluate(found, publish(account))).toBe(verdict);
  });

  test("are refused at synthesis where an account is said only after them", () => {
    const app = Testing.app();
    const [owner, user] = [new TerraformStack(app, "owner"), new TerraformStack(app, "user")];
    provider(owner, ACCOUNT_ID);
    const topic = new AlarmTopic(owner, "Alarms", { encryptionKey: new EncryptionKey(owner, "Key") });
    new NotificationQueue(user, "Arrivals", { encryptionKey: new EncryptionKey(user, "Key") }).addAlarms(topic);
    provider(user, OTHER);
    expect(messageOf(() => synth(owner))).toBe(
      "owner/Alarms: invalid input\n  - addAlarms: must be in a stack whose account, 444455556666, is said before; received the NotificationQueue user/Arrivals. " +
        "Make the AwsProvider, or the AwsEnvironment, of owner and of user first thing in each.",
    );
  });

  test("may use the topic's key", () => {
    const request = { ...publish(OTHER), action: "kms:GenerateDataKey", resource: KEY_ARN };
    expect(evaluate(policy(alarms().owner, "aws_kms_key"), request)).toBe("allow");
  });

  test("name a topic that is deployed after them by its own account", () => {
    const { owner, user, key } = twoAccounts();
    const queue = new NotificationQueue(owner, "Arrivals", { encryptionKey: key });
    const topic = new AlarmTopic(user, "Alarms", { encryptionKey: new EncryptionKey(user, "Key") });
    queue.addAlarms(topic);
    const [alarm] = Object.values(synth(owner).resources("aws_cloudwatch_metric_alarm"));
    expect(alarm!.alarm_actions).toEqual([`arn:aws:sns:${REGION}:${OTHER}:user-Alarms`]);
  });
});

describe("a grant to a role of another account", () => {
  function readers() {
    const { owner, user, key, role } = twoAccounts();
    new Bucket(owner, "Records", { encryptionKey: key, bucketName: "acme-records" }).grantRead(role());
    return { owner, user };
  }
  const read = (account: string, action = "s3:GetObject") => ({
    principal: roleOf(account),
    action,
    resource: "arn:aws:s3:::acme-records/a.csv",
  });

  // IAM User Guide, "Cross-account policy evaluation logic": both accounts must allow it.
  test.each([
    [OTHER, "s3:GetObject", "allow"],
    [OTHER, "s3:PutObject", "none"],
    ["777788889999", "s3:GetObject", "none"],
  ])("has the bucket's policy allow account %s %s: %s", (account, action, verdict) => {
    expect(evaluate(policy(readers().owner, "aws_s3_bucket_policy"), read(account, action))).toBe(verdict);
  });

  test("has the role's own policy allow it, too", () => {
    const granted = statements(synth(readers().user).resource("aws_iam_role_policy").policy);
    expect(evaluate(granted, { action: "s3:GetObject", resource: "arn:aws:s3:::acme-records/a.csv" })).toBe("allow");
  });

  // KMS Developer Guide, "Allowing users in other accounts to use a KMS key".
  test("has the key's policy allow the account to decrypt, through the service alone", () => {
    const keyPolicy = policy(readers().owner, "aws_kms_key");
    const decrypt = { principal: roleOf(OTHER), action: "kms:Decrypt", resource: KEY_ARN };
    expect(evaluate(keyPolicy, { ...decrypt, context: { "kms:ViaService": `s3.${REGION}.amazonaws.com` } })).toBe("allow");
    expect(evaluate(keyPolicy, decrypt)).toBe("none");
  });

  test("works for a bucket of the role's account under a key of the other one", () => {
    const { owner, user, key, role } = twoAccounts();
    new Bucket(user, "Records", { encryptionKey: key }).grantRead(role());
    const request = { principal: roleOf(OTHER), action: "kms:Decrypt", resource: KEY_ARN };
    expect(evaluate(policy(owner, "aws_kms_key"), { ...request, context: { "kms:ViaService": `s3.${REGION}.amazonaws.com` } })).toBe(
      "allow",
    );
  });

  test("is refused on a database, which admits roles of its own account alone", () => {
    const { owner, key, role } = twoAccounts();
    const database = new AuroraCluster(owner, "Database", { network, encryptionKey: key });
    expect(messageOf(() => database.grantConnect(role(), "api"))).toBe(
      "owner/Database: invalid input\n  - grantee: must be a role of the account that this is in: it can't be granted to account 444455556666; " +
        "received the Role user/Reader. Make a Role in owner, assumed by the role of the other account.",
    );
  });

  test("is refused where the role is deployed first: its policy would be written with the other account's credentials", () => {
    const { owner, user, key, role } = twoAccounts();
    owner.addDependency(user);
    expect(messageOf(() => key.grantDecrypt(role()))).toBe(
      "owner/Key: invalid input\n  - grantee: must be in a stack that is deployed after owner: a policy of a role is written with credentials of its own " +
        "account, 444455556666; received the Role user/Reader. Have user deployed after owner: addDependency, before the first call between them.",
    );
  });

  test("is refused at synthesis where an account is said only after it", () => {
    const app = Testing.app();
    const [owner, user] = [new TerraformStack(app, "owner"), new TerraformStack(app, "user")];
    provider(owner, ACCOUNT_ID);
    new EncryptionKey(owner, "Key").grantDecrypt(new Role(user, "Reader", { assumedBy: { services: ["ec2.amazonaws.com"] } }));
    provider(user, OTHER);
    expect(messageOf(() => synth(owner))).toBe(
      "owner/Key: invalid input\n  - grantee: must be in a stack whose account, 444455556666, is said before; received the Role user/Reader. " +
        "Make the AwsProvider, or the AwsEnvironment, of owner and of user first thing in each.",
    );
  });
});

describe("access logs of another account", () => {
  // S3 User Guide, "Logging requests with server access logging": source and target are in one region and owned by one account.
  test("are refused at synthesis: S3 delivers them within the account alone", () => {
    const { owner, user } = twoAccounts();
    const encryptionKey = new EncryptionKey(user, "Key");
    new Bucket(user, "Assets", { encryptionKey, accessLogs: new LogBucket(owner, "Logs") });
    expect(messageOf(() => synth(user))).toBe(
      "user/Assets: invalid input\n  - accessLogs: must be a log bucket of the bucket's own account: S3 delivers access logs to no other; it is of account " +
        "111122223333; received the LogBucket owner/Logs. Make a LogBucket in user for it.",
    );
  });
});
