import { ManagedPolicy, ManagedPolicyProps, PolicyStatement } from "../../src/core";
import { messageOf, statements, synth, testStack } from "../support/synth";

const READ: PolicyStatement = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"] };
const WRITE: PolicyStatement = { sid: "Write", actions: ["s3:PutObject"], resources: ["arn:aws:s3:::assets/*"] };

function policy(props: ManagedPolicyProps = { statements: [READ] }) {
  const stack = testStack();
  return { stack, policy: new ManagedPolicy(stack, "Deploy", props) };
}

describe("A managed policy", () => {
  test("holds its statements, sorted, each once", () => {
    const made = policy({ statements: [WRITE, READ, WRITE] });
    expect(statements(synth(made.stack).resource("aws_iam_policy").policy).map(({ Sid }) => Sid)).toEqual(["Read", "Write"]);
  });

  test("is the same whatever the order of its statements", () => {
    const [one, other] = [policy({ statements: [READ] }), policy({ statements: [WRITE] })];
    one.policy.addToPolicy(WRITE);
    other.policy.addToPolicy(READ);
    expect(synth(one.stack).resource("aws_iam_policy").policy).toBe(synth(other.stack).resource("aws_iam_policy").policy);
  });

  // IAM User Guide, "Delete IAM policies": one that is attached, or a permissions boundary, can't be deleted.
  test("is replaced by one that is there first, unless its name is fixed", () => {
    const lifecycleOf = (props: ManagedPolicyProps) => synth(policy(props).stack).resource("aws_iam_policy").lifecycle;
    expect(lifecycleOf({ statements: [READ] })).toEqual({ create_before_destroy: true });
    expect(lifecycleOf({ statements: [READ], policyName: "deploy" })).toBeUndefined();
  });

  test("is named after its path, with something unique behind it", () => {
    expect(synth(policy().stack).resource("aws_iam_policy")).toMatchObject({
      name_prefix: "trading-test-Deploy-",
      description: "trading-test/Deploy",
    });
  });

  // IAM API Reference, CreatePolicy: a policy's name has up to 128 characters, 26 of which Terraform appends.
  test("has a name within IAM's 128 characters, with the underscores of its path", () => {
    const stack = testStack();
    new ManagedPolicy(stack, `Order_Writers${"x".repeat(200)}`, { statements: [READ] });
    expect(synth(stack).resource("aws_iam_policy").name_prefix).toMatch(/^trading-test-Order_Writersx[\w-]{75}$/);
  });

  test("takes a fixed name, a path and a description", () => {
    const props = {
      statements: [READ],
      policyName: "trading-boundary",
      path: "/deployment/",
      description: "The most that services may do",
    };
    expect(synth(policy(props).stack).resource("aws_iam_policy")).toMatchObject({
      name: "trading-boundary",
      path: "/deployment/",
      description: "The most that services may do",
    });
  });

  test("has the policy as its default child", () => {
    const made = policy();
    expect(made.policy.node.defaultChild).toBe(made.policy.resource);
  });

  // IAM User Guide, "IAM and AWS STS quotas": 6,144 characters, white space not counted.
  test("refuses at synthesis to be longer than IAM allows", () => {
    const long = Array.from({ length: 80 }, (_, index) => ({
      ...READ,
      sid: `Read${index}`,
      resources: [`arn:aws:s3:::assets-${index}/*`],
    }));
    expect(messageOf(() => synth(policy({ statements: long }).stack))).toMatch(
      /^trading-test\/Deploy: invalid input\n {2}- statements: must fit into 6144 characters; received \d{4}\. Split them into several policies\.$/,
    );
  });

  test("refuses at synthesis to be empty", () => {
    expect(messageOf(() => synth(policy({}).stack))).toBe(
      "trading-test/Deploy: invalid input\n  - statements: must have one at least; received []. Give it statements, or remove the policy.",
    );
  });

  test.each<[string, unknown, string]>([
    [
      "a name with a slash",
      { policyName: "trading/boundary" },
      'policyName: must be 1 to 128 letters, digits and _+=,.@-; received "trading/boundary". Write it as "trading-boundary".',
    ],
    [
      "a path without slashes",
      { path: "deployment" },
      'path: must be a path that begins and ends with a slash; received "deployment". Write it as "/deployment/".',
    ],
    [
      "one statement in place of a list",
      { statements: READ },
      `statements: must be a list; received ${JSON.stringify(READ)}. Put it in brackets: […].`,
    ],
  ])("refuses %s", (_, props, line) => {
    expect(messageOf(() => policy(props as ManagedPolicyProps))).toBe(`trading-test/Deploy: invalid input\n  - ${line}`);
  });

  test("refuses a statement without a sid", () => {
    const { policy: made } = policy();
    expect(messageOf(() => made.addToPolicy({ actions: ["s3:GetObject"] } as never))).toBe(
      "trading-test/Deploy: invalid input\n  - statement.sid: must be a string; received nothing. It is required.",
    );
  });
});

describe("A managed policy that exists", () => {
  test("creates nothing", () => {
    const stack = testStack();
    const { policyArn } = ManagedPolicy.fromArn(stack, "ReadOnly", "arn:aws:iam::aws:policy/ReadOnlyAccess");
    expect([policyArn, synth(stack).types]).toEqual(["arn:aws:iam::aws:policy/ReadOnlyAccess", []]);
  });

  test("is refused by its name", () => {
    expect(messageOf(() => ManagedPolicy.fromArn(testStack(), "ReadOnly", "ReadOnlyAccess"))).toBe(
      'trading-test/ReadOnly: invalid input\n  - arn: must be a managed policy\'s ARN; received "ReadOnlyAccess". Copy the ARN that holds "policy/".',
    );
  });
});
