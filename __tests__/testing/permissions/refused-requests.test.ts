/** Questions that IAM is never asked are refused: "denied" would hold whatever the policies say. */
import { permissions } from "../../../src/testing";
import { messageOf } from "../../support/synth";
import { Resources, evaluate, merged, roleWith } from "./fixture";

const BUCKET: Resources = { aws_s3_bucket: { Data: { bucket: "data" } } };
const GET = { principal: "app", action: "s3:GetObject", resource: "Data", resourcePath: "/x" };

describe("a request is refused", () => {
  const resources = merged(BUCKET, roleWith("app", []), roleWith("other", []));
  const ask = (request: object): string => messageOf(() => evaluate(resources, { ...GET, ...request }));

  test("for a principal that isn't there", () => {
    expect(ask({ principal: "api" })).toBe(
      '"api" has no role in the stacks: name one of app, other; an ARN; an AWS service such as "delivery.logs.amazonaws.com"; or "anonymous"',
    );
  });

  test("for a principal that has several roles", () => {
    const several: Resources = { aws_iam_role: { Api_Read_0123ABCD: { name: "a" }, Api_Write_0123ABCD: { name: "b" } } };
    expect(messageOf(() => evaluate(several, { principal: "Api", action: "s3:ListAllMyBuckets", resource: "*" }))).toBe(
      '"Api" has several roles: name one of Api/Read, Api/Write',
    );
  });

  test("for a condition key without its prefix", () => {
    expect(ask({ context: { SourceArn: "Data" } })).toBe(
      'permissions: invalid input\n  - context: must have condition keys with their prefix; received "SourceArn". ' +
        'Write it as "aws:SourceArn", or with its service\'s prefix.',
    );
  });

  test("for a resource that isn't there", () => {
    expect(ask({ resource: "Archive" })).toBe('"Archive" is no resource that s3:GetObject could be asked of: name one of Data; or an ARN');
  });

  test("for a resource where the stack has none of the service", () => {
    expect(ask({ action: "sqs:SendMessage", resource: "Queue" })).toBe(
      '"Queue" is no resource that sqs:SendMessage could be asked of: name an ARN, as the stacks have none',
    );
  });

  test("for a path of several resources", () => {
    const several: Resources = merged(roleWith("app", []), {
      aws_s3_bucket: { Logs_A_0123ABCD: { bucket: "logs-a" }, Logs_B_0123ABCD: { bucket: "logs-b" } },
    });
    expect(messageOf(() => evaluate(several, { principal: "app", action: "s3:ListBucket", resource: "Logs" }))).toBe(
      '"Logs" is several resources: name one of Logs/A (arn:aws:s3:::logs-a), Logs/B (arn:aws:s3:::logs-b)',
    );
  });

  test("for an action on objects that names none", () => {
    expect(ask({ resourcePath: undefined })).toBe(
      's3:GetObject is asked of an object of Data: say which one as resourcePath, such as "/trades/2026.json"',
    );
  });

  test("for what isn't one action of a service, which no policy could allow", () => {
    expect(ask({ action: "GetObject" })).toBe(
      'permissions: invalid input\n  - action: must be one action with its service; received "GetObject". Write it as "s3:PutObject".',
    );
    expect(ask({ action: "s3:*" })).toContain('received "s3:*"');
  });

  test("for a path that doesn't continue the resource's ARN", () => {
    expect(ask({ resourcePath: "2026/01.json" })).toBe(
      "permissions: invalid input\n  - resourcePath: must begin as what follows the ARN does; " +
        'received "2026/01.json". Write it as "/trades/2026.json" or ":log-stream:name".',
    );
  });

  test("for a condition key whose value is no text", () => {
    expect(ask({ context: { "s3:max-keys": 10 } })).toBe(
      'permissions: invalid input\n  - context["s3:max-keys"]: must be a string or a list of strings; received 10. ' +
        "Put it in quotes; a key that the request doesn't have is [].",
    );
  });

  test("for a source that isn't there", () => {
    expect(ask({ context: { "aws:SourceArn": "Edge/Distributon" } })).toBe(
      '"Edge/Distributon" is no resource of the stacks: name one by its path or its ARN',
    );
  });

  test("for an endpoint that isn't there", () => {
    expect(ask({ context: { "aws:SourceVpce": "Network/S3" } })).toBe(
      '"Network/S3" is no VPC endpoint of the stacks: give the id of another, such as "vpce-0123456789abcdef0"',
    );
  });

  test("for a member that there isn't", () => {
    expect(ask({ resources: "Data" })).toContain("resources");
  });

  test("for stacks that aren't synthesized", () => {
    expect(messageOf(() => permissions({} as never))).toBe(
      "permissions takes what synthesize returns, of a stack or of each in a list: permissions(synthesize(stack))",
    );
  });
});
