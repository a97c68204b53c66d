/** What the provider makes of a policy document (Terraform Registry, AWS Provider, Data Source aws_iam_policy_document). */
import { Arguments } from "../../../src/testing";
import { ACCOUNT, BUCKET, Resources, evaluate, merged, policy, put, userWith } from "./fixture";

function verdict(documents: Arguments, context: Record<string, string> = {}): string {
  const resources: Resources = {
    aws_iam_role: { app: { name: "app", assume_role_policy: policy() } },
    aws_iam_role_policy: { p: { role: "app", policy: "${data.aws_iam_policy_document.All.json}" } },
    aws_sqs_queue: { q: { name: "q" } },
  };
  const request = { principal: "app", action: "sqs:SendMessage", resource: "q", context };
  return evaluate(resources, request, { data: { aws_iam_policy_document: documents } }).verdict;
}

/** Whether the policy of a bucket lets a user put an object. */
function bucketVerdict(principals: Arguments, principal: string): string {
  const resources = merged(userWith("reader"), userWith("writer"), BUCKET("data"), {
    aws_s3_bucket_policy: { p: { bucket: "data", policy: "${data.aws_iam_policy_document.Puts.json}" } },
  });
  const statement = { actions: ["s3:PutObject"], resources: ["arn:aws:s3:::data/*"], principals };
  return evaluate(resources, put(principal, "data"), { data: { aws_iam_policy_document: { Puts: { statement } } } }).verdict;
}

test("a statement takes the place of that of a source with its Sid", () => {
  const Base = { statement: { sid: "Send", actions: ["sqs:*"], resources: ["*"] } };
  const source_policy_documents = ["${data.aws_iam_policy_document.Base.json}"];
  const own = { sid: "Send", actions: ["sqs:ReceiveMessage"], resources: ["*"] };
  expect(verdict({ Base, All: { source_policy_documents, statement: own } })).toBe("denied");
  expect(verdict({ Base, All: { source_policy_documents, statement: { ...own, sid: "Receive" } } })).toBe("allowed");
});

test("conditions of one operator and key are one, with the values of all", () => {
  const of = (values: string[]) => ({ test: "StringEquals", variable: "aws:PrincipalOrgID", values });
  const statement = { actions: ["sqs:*"], resources: ["*"], condition: [of(["o-a1b2c3d4e5"]), of(["o-f6g7h8i9j0"])] };
  expect(verdict({ All: { statement } }, { "aws:PrincipalOrgID": "o-a1b2c3d4e5" })).toBe("allowed");
  expect(verdict({ All: { statement } }, { "aws:PrincipalOrgID": "o-f6g7h8i9j0" })).toBe("allowed");
});

test.each([
  ["those that it names", "reader", "allowed"],
  ["nobody else", "writer", "denied"],
])("principals of a type are %s", (_, principal, expected) => {
  expect(bucketVerdict({ type: "AWS", identifiers: [`arn:aws:iam::${ACCOUNT}:user/reader`] }, principal)).toBe(expected);
});

test("principals of the type * are everybody", () => {
  expect(bucketVerdict({ type: "*", identifiers: ["*"] }, "writer")).toBe("allowed");
});
