/** Questions that IAM is never asked are refused: "denied" would hold whatever the policies say. */
import { Construct } from "constructs";
import { SynthesizedStack, permissions } from "../../../src/testing";
import { messageOf, testStack } from "../../support/synth";
import { Resources, evaluate, merged, roleWith } from "./fixture";

const BUCKET: Resources = { aws_s3_bucket: { Data: { bucket: "data" } } };
const GET = { principal: "app", action: "s3:GetObject", resource: "Data", resourcePath: "/x" };

describe("a request is refused", () => {
  const resources = merged(BUCKET, roleWith("app", []), roleWith("other", []));
  const ask = (request: object): string => messageOf(() => evaluate(resources, { ...GET, ...request }));

  test("for a principal that isn't there", () => {
    expect(ask({ principal: "api" })).toBe(
      'principal: "api" has no role in the stacks: write app, or name one of app, other; an ARN; an AWS service such as "delivery.logs.amazonaws.com"; or "anonymous"',
    );
  });

  const reader: Resources = merged(roleWith("Roles_Reader_0123ABCD", []), {
    aws_lambda_function: { Api_0123ABCD: { role: "${aws_iam_role.Roles_Reader_0123ABCD.arn}" } },
  });
  const HOLDERS = "Api, Roles/Reader";
  const OTHERS = 'an ARN; an AWS service such as "delivery.logs.amazonaws.com"; or "anonymous"';

  test.each([
    ["Apis", `write Api, or name one of ${HOLDERS}; ${OTHERS}`],
    ["Roles/Raeder", `write Roles/Reader, or name one of ${HOLDERS}; ${OTHERS}`],
    ["Nobody", `name one of ${HOLDERS}; ${OTHERS}`],
    // Without the stack's own id, which is no part of a path.
    ["orders/Api", 'leave out the stack\'s id, as in "Api"'],
    ["orders/Roles", 'leave out the stack\'s id, as in "Roles"'],
    ["orders/Nobody", `name one of ${HOLDERS}; ${OTHERS}`],
  ])("for the principal %s, with the holders of roles too", (principal, said) => {
    const stack = new SynthesizedStack({ resource: reader }, [], "orders");
    expect(messageOf(() => permissions(stack).evaluate({ principal, action: "s3:ListAllMyBuckets", resource: "*" }))).toBe(
      `principal: "${principal}" has no role in the stacks: ${said}`,
    );
  });

  test.each(["principal", "resource"])("for a construct as %s", (prop) => {
    expect(ask({ [prop]: new Construct(testStack(), "Api") })).toBe(
      `permissions: invalid input\n  - ${prop}: must be a string; received the Construct trading-test/Api. Write its path below the stack.`,
    );
  });

  test("for a number as principal", () => {
    expect(ask({ principal: 7 })).toBe("permissions: invalid input\n  - principal: must be a string; received 7. Put it in quotes.");
  });

  test("for a principal that has several roles", () => {
    const several: Resources = { aws_iam_role: { Api_Read_0123ABCD: { name: "a" }, Api_Write_0123ABCD: { name: "b" } } };
    expect(messageOf(() => evaluate(several, { principal: "Api", action: "s3:ListAllMyBuckets", resource: "*" }))).toBe(
      'principal: "Api" has several roles: name one of Api/Read, Api/Write',
    );
  });

  test("for a condition key without its prefix", () => {
    expect(ask({ context: { SourceArn: "Data" } })).toBe(
      'permissions: invalid input\n  - context: must have condition keys with their prefix; received "SourceArn". ' +
        'Write it as "aws:SourceArn", or with its service\'s prefix.',
    );
  });

  test("for a resource that isn't there", () => {
    expect(ask({ resource: "Archive" })).toBe(
      'resource: "Archive" is no resource that s3:GetObject could be asked of: name one of Data; or an ARN',
    );
  });

  test("for a resource where the stack has none of the service", () => {
    expect(ask({ action: "sqs:SendMessage", resource: "Queue" })).toBe(
      'resource: "Queue" is no resource that sqs:SendMessage could be asked of: name an ARN, as the stacks have none',
    );
  });

  test("for a path of several resources", () => {
    const several: Resources = merged(roleWith("app", []), {
      aws_s3_bucket: { Logs_A_0123ABCD: { bucket: "logs-a" }, Logs_B_0123ABCD: { bucket: "logs-b" } },
    });
    expect(messageOf(() => evaluate(several, { principal: "app", action: "s3:ListBucket", resource: "Logs" }))).toBe(
      'resource: "Logs" is several resources: name one of Logs/A (arn:aws:s3:::logs-a), Logs/B (arn:aws:s3:::logs-b)',
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
      'context["aws:SourceArn"]: "Edge/Distributon" is no resource of the stacks: name one by its path or its ARN',
    );
    expect(ask({ context: { "aws:sourcearn": ["Data", "x"] } })).toBe(
      'context["aws:sourcearn"]: "x" is no resource of the stacks: name one by its path or its ARN',
    );
  });

  test("for an endpoint that isn't there", () => {
    expect(ask({ context: { "aws:SourceVpce": "Network/S3" } })).toBe(
      'context["aws:SourceVpce"]: "Network/S3" is no VPC endpoint of the stacks: give the id of another, such as "vpce-0123456789abcdef0"',
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
