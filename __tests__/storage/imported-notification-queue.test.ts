import { TerraformOutput } from "cdktf";
import { Bucket, NotificationQueue } from "../../modules/storage";
import { EncryptionKey } from "../../src/core";
import { messageOf, statements, synth, testStack, warnings } from "../support/synth";
import { ASSETS_ARN, KEY, invalid } from "./fixture";

const ARN = "arn:aws:sqs:eu-central-1:111122223333:existing";
const RULE = "arn:aws:events:eu-central-1:111122223333:rule/trade-records";
function make() {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const target = NotificationQueue.fromAttributes(stack, "Existing", { queueArn: ARN, encryptionKey });
  new TerraformOutput(stack, "policy", { value: target.requiredPolicyJson });
  const required = () => statements(synth(stack).output("policy") as string);
  const keyStatements = () => statements(synth(stack).resource("aws_kms_key").policy).map(({ Sid }) => Sid);
  return { stack, target, required, keyStatements };
}

describe("a queue that exists", () => {
  test("hands back what its policy needs for event notifications, and adds what its key needs", () => {
    const { stack, target, required, keyStatements } = make();
    new Bucket(stack, "Assets", { encryptionKey: KEY }).addNotification("arrived", { target, events: ["s3:ObjectCreated:*"] });
    expect(required()).toEqual([
      {
        Sid: "S3Notifications",
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: ARN,
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": ASSETS_ARN } },
      },
    ]);
    expect(keyStatements()).toEqual(["AccountAdministration", "S3Notifications"]);
  });

  test("hands back what its policy needs for EventBridge, and adds what its key needs", () => {
    const { target, required, keyStatements } = make();
    target.allowEventBridge(RULE);
    expect(required()).toEqual([
      {
        Sid: "EventBridge",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: ARN,
        Condition: { ArnEquals: { "aws:SourceArn": RULE } },
      },
    ]);
    expect(keyStatements()).toEqual(["AccountAdministration", "EventBridge"]);
  });

  test("warns of what fails until the owner has added it", () => {
    const { stack, target } = make();
    target.allowEventBridge(RULE);
    synth(stack);
    expect(warnings(target)).toEqual([
      "This queue exists already, and its policy belongs to its owner. Until the owner adds requiredPolicyJson to it, these fail: EventBridge.",
    ]);
  });

  const CASES: [string, unknown, string][] = [
    ["no attributes", undefined, "props: must be an object; received nothing. It is required."],
    ["no ARN", {}, "queueArn: must be a string; received nothing. It is required."],
    [
      "a key's ARN in place of the key",
      { queueArn: ARN, encryptionKey: KEY.keyArn },
      `encryptionKey: must be an EncryptionKey; received "${KEY.keyArn}". Give an EncryptionKey; for one that exists, EncryptionKey.fromArn(…).`,
    ],
    [
      "the ARN of something else",
      { queueArn: "arn:aws:sns:eu-central-1:111122223333:x" },
      'queueArn: must be the ARN of an SQS queue; received "arn:aws:sns:eu-central-1:111122223333:x". Write it as "arn:aws:sqs:eu-central-1:111122223333:trade-records-arrived".',
    ],
  ];

  test.each(CASES)("is refused with %s", (_, attributes, line) => {
    expect(messageOf(() => NotificationQueue.fromAttributes(testStack(), "Existing", attributes as never))).toBe(invalid("Existing", line));
  });
});
