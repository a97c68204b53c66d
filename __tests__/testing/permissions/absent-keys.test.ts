/** Which condition keys a kind of request doesn't have: IAM User Guide, "AWS global condition context keys", the availability of each. */
import { AccessRequest } from "../../../src/testing";
import { evaluate, policy } from "./fixture";

/** A queue that takes what has no such key. */
const queueWithout = (key: string, Principal: unknown) => ({
  aws_sqs_queue: {
    Orders: {
      name: "orders",
      policy: policy({ Effect: "Allow", Principal, Action: "sqs:SendMessage", Resource: "*", Condition: { Null: { [key]: "true" } } }),
    },
  },
  aws_iam_role: { App: { name: "app", assume_role_policy: policy() } },
});
const send = (principal: string): AccessRequest => ({ principal, action: "sqs:SendMessage", resource: "Orders" });
const App = { AWS: "arn:aws:iam::111122223333:role/app" };

test.each(["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:SourceOwner"])(
  "a role's own request has no %s, which services send for whom they act for",
  (key) => expect(evaluate(queueWithout(key, App), send("App"))).toMatchObject({ verdict: "allowed", assumptions: [] }),
);

test.each(["aws:PrincipalServiceName", "aws:PrincipalServiceNamesList"])("a role's own request has no %s, which names a service", (key) => {
  expect(evaluate(queueWithout(key, App), send("App"))).toMatchObject({ verdict: "allowed", assumptions: [] });
});

test.each([
  ...["aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:username", "aws:userid"],
  ...["aws:SourceVpc", "aws:SourceVpce", "aws:VpcSourceIp"],
])("a service's request has no %s", (key) => {
  const resources = queueWithout(key, { Service: "events.amazonaws.com" });
  expect(evaluate(resources, send("events.amazonaws.com"))).toMatchObject({ verdict: "allowed", assumptions: [] });
});

test.each(["aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:username", "kms:CallerAccount"])(
  "a request without a signature has no %s",
  (key) => {
    expect(evaluate(queueWithout(key, "*"), send("anonymous"))).toMatchObject({ verdict: "allowed", assumptions: [] });
  },
);

test("a request without a signature is of the account anonymous", () => {
  const Condition = { StringEquals: { "aws:PrincipalAccount": "anonymous" } };
  const statement = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*", Condition };
  const resources = { aws_sqs_queue: { Orders: { name: "orders", policy: policy(statement) } } };
  expect(evaluate(resources, send("anonymous"))).toMatchObject({ verdict: "allowed", assumptions: [] });
});

test("a key that a request may have isn't taken for absent", () => {
  expect(evaluate(queueWithout("aws:Referer", App), send("App")).verdict).toBe("depends");
});
