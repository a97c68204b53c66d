/** What isn't known for sure is said to depend on something, rather than denied. */
import { ACCOUNT, REGION, Resources, evaluate, merged, policy, roleWith } from "./fixture";

describe("a topic's default policy", () => {
  const topic: Resources = { aws_sns_topic: { Alarms: { name: "alarms" } } };
  const publish = { principal: "app", action: "sns:Publish", resource: "Alarms" };

  test("names the account by aws:SourceOwner: whether its roles have that isn't documented (Amazon SNS Developer Guide)", () => {
    const { verdict, explanation } = evaluate(merged(topic, roleWith("app", [])), publish);
    expect(verdict).toBe("depends");
    expect(explanation).toContain("depends on aws:SourceOwner");
  });

  // Amazon SNS Developer Guide, "Example cases for Amazon SNS access control", the default policy; "Actions defined by Amazon SNS".
  test.each([
    ...["Publish", "Subscribe", "GetTopicAttributes", "SetTopicAttributes", "AddPermission", "RemovePermission", "DeleteTopic"],
    "ListSubscriptionsByTopic",
  ])("is about sns:%s", (name) => {
    const { verdict, explanation } = evaluate(merged(topic, roleWith("app", [])), { ...publish, action: `sns:${name}` });
    expect(verdict).toBe("depends");
    expect(explanation).toBe(
      `Whether role app is authorized to perform sns:${name} on Alarms depends on aws:SourceOwner: the default topic policy of Alarms allows sns:${name} to role app ` +
        `only where StringEquals aws:SourceOwner is ${ACCOUNT} (statement __default_statement_ID).`,
    );
  });

  test("is about no other action", () => {
    expect(evaluate(merged(topic, roleWith("app", [])), { ...publish, action: "sns:TagResource" }).verdict).toBe("denied");
  });

  test("isn't needed by a role whose own policies allow it (IAM User Guide, Policy evaluation within a single account)", () => {
    const app = roleWith("app", [{ Effect: "Allow", Action: "sns:Publish", Resource: "*" }]);
    expect(evaluate(merged(topic, app), publish).verdict).toBe("allowed");
  });

  test("gives other accounts nothing (Amazon SNS Developer Guide, only the topic owner has access)", () => {
    const principal = "arn:aws:iam::444455556666:role/app";
    expect(evaluate(topic, { ...publish, principal }).verdict).toBe("denied");
  });
});

describe("across accounts", () => {
  const reader = (Action: string): Resources => roleWith("app", [{ Effect: "Allow", Action, Resource: "*" }]);

  test.each([
    ["kinesis:GetRecords", "kinesis:eu-central-1:444455556666:stream/orders", "isn't in the stacks"],
    ["es:ESHttpGet", "es:eu-central-1:444455556666:domain/orders", "isn't read"],
    ["s3:GetObject", "s3:eu-central-1:444455556666:accesspoint/orders/object/x", "isn't read"],
    ["execute-api:Invoke", "execute-api:eu-central-1:444455556666:a1b2c3/prod/GET/orders", "isn't read"],
  ])("%s depends on a policy of the resource (IAM User Guide, AWS services that work with IAM)", (action, rest, why) => {
    const resource = `arn:aws:${rest}`;
    const { verdict, explanation } = evaluate(reader(action), { principal: "app", action, resource });
    expect(verdict).toBe("depends");
    expect(explanation).toContain(`the policy of ${resource}, which ${why}`);
  });

  test("aws_cloudwatch_event_permission may allow it (EventBridge API Reference, PutPermission)", () => {
    const bus: Resources = {
      aws_cloudwatch_event_bus: { Orders: { name: "orders" }, Other: { name: "other" } },
      aws_cloudwatch_event_permission: { P: { principal: "444455556666", statement_id: "s", event_bus_name: "orders" } },
    };
    const request = { principal: "arn:aws:iam::444455556666:root", action: "events:PutEvents", resource: "Orders" };
    expect(evaluate(bus, request).explanation).toContain("the permission P of Orders, which isn't read, may allow events:PutEvents");
    expect(evaluate(bus, { ...request, resource: "Other" }).verdict).toBe("denied");
  });

  test("a stream's policy is read (Kinesis Data Streams Developer Guide, Sharing your data stream with another account)", () => {
    const principal = "arn:aws:iam::444455556666:role/app";
    const statement = { Effect: "Allow", Principal: { AWS: principal }, Action: "kinesis:GetRecords", Resource: "*" };
    const stream: Resources = {
      aws_kinesis_stream: { Orders: { name: "orders" } },
      aws_kinesis_resource_policy: { P: { resource_arn: "${aws_kinesis_stream.Orders.arn}", policy: policy(statement) } },
    };
    const ask = (action: string) => evaluate(stream, { principal, action, resource: "Orders" }).verdict;
    expect(ask("kinesis:GetRecords")).toBe("depends");
    expect(ask("kinesis:PutRecord")).toBe("denied");
  });
});

test("a policy that isn't read is taken to deny nothing within the account, and that is said", () => {
  const resource = `arn:aws:es:${REGION}:${ACCOUNT}:domain/orders`;
  const app = roleWith("app", [{ Effect: "Allow", Action: "es:ESHttpGet", Resource: "*" }]);
  expect(evaluate(app, { principal: "app", action: "es:ESHttpGet", resource })).toMatchObject({
    verdict: "allowed",
    assumptions: [`${resource} isn't read: it is taken to be in account ${ACCOUNT}, with a policy that denies nothing`],
  });
});

test("a resource that has no policy is denied to other accounts (IAM User Guide, Cross-account policy evaluation logic)", () => {
  const stream: Resources = { aws_kinesis_stream: { Orders: { name: "orders" } } };
  const request = { principal: "arn:aws:iam::444455556666:role/app", action: "kinesis:GetRecords", resource: "Orders" };
  expect(evaluate(stream, request).verdict).toBe("denied");
  expect(evaluate(stream, { ...request, resource: `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/orders` }).verdict).toBe("denied");
});

describe("a policy that is attached to a role that only Terraform knows", () => {
  const attached = (role: string): Resources =>
    merged(roleWith("app", []), {
      aws_iam_policy: { Read: { name: "read", policy: policy({ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }) } },
      aws_iam_role_policy_attachment: { A: { role, policy_arn: "${aws_iam_policy.Read.arn}" } },
      aws_sqs_queue: { Orders: { name: "orders" } },
    });
  const ask = (role: string, action = "sqs:SendMessage") => evaluate(attached(role), { principal: "app", action, resource: "Orders" });

  test("may be a role's own, for what it allows (Terraform, aws_iam_role_policy_attachment)", () => {
    expect(ask("${var.role}").explanation).toBe(
      "Whether role app is authorized to perform sqs:SendMessage on Orders depends on var.role: " +
        "the policy Read, which may be attached to role app, allows sqs:SendMessage on Orders (statement number 1).",
    );
    expect(ask("${var.role}", "sqs:DeleteMessage").verdict).toBe("denied");
  });

  test("may be the one of a role whose name only Terraform knows", () => {
    const resources = merged(attached("app-1"), roleWith("api", [], { name: "${var.name}" }));
    const { verdict } = evaluate(resources, { principal: "api", action: "sqs:SendMessage", resource: "Orders" });
    expect(verdict).toBe("depends");
  });

  test("isn't the one of a role of another name", () => {
    expect(ask("other-${var.role}").verdict).toBe("denied");
    expect(ask("other").verdict).toBe("denied");
  });
});
