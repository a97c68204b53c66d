import { Role } from "../../src/core";
import { messageOf, statements, synth, testStack } from "../support/synth";

const EC2 = { assumedBy: { services: ["ec2.amazonaws.com"] } };

describe("Role", () => {
  test("can be assumed by the principals named and holds no permission by itself", () => {
    const stack = testStack();
    new Role(stack, "Role", EC2);
    const synthesized = synth(stack);
    expect(statements(synthesized.resource("aws_iam_role").assume_role_policy)).toEqual([
      { Sid: "Assume", Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    expect(synthesized.types).toEqual(["aws_iam_role"]);
  });

  test("takes a fixed name, a session length, conditions and a web identity", () => {
    const stack = testStack();
    new Role(stack, "Role", {
      assumedBy: { federated: ["arn:aws:iam::1:oidc-provider/x"] },
      assumeAction: "sts:AssumeRoleWithWebIdentity",
      assumeConditions: { StringEquals: { "x:sub": "repo" } },
      roleName: "deploy",
      maxSessionSeconds: 7200,
    });
    const role = synth(stack).resource("aws_iam_role");
    expect(role).toMatchObject({ name: "deploy", max_session_duration: 7200 });
    expect(statements(role.assume_role_policy)[0]).toMatchObject({
      Principal: { Federated: "arn:aws:iam::1:oidc-provider/x" },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringEquals: { "x:sub": "repo" } },
    });
  });

  test("writes all grants as one inline policy, sorted, each once", () => {
    const stack = testStack();
    const role = new Role(stack, "Role", EC2);
    role.grant({ sid: "Write", actions: ["s3:PutObject"], resources: ["arn:b"] });
    role.grant({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:a"] });
    role.grant({ sid: "Write", actions: ["s3:PutObject"], resources: ["arn:b"] });
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)).toEqual([
      { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:a" },
      { Sid: "Write", Effect: "Allow", Action: "s3:PutObject", Resource: "arn:b" },
    ]);
  });

  test("tells statements of one sid apart by a counter", () => {
    const stack = testStack();
    const role = new Role(stack, "Role", EC2);
    role.grant({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:a"] });
    role.grant({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:b"] });
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy).map(({ Sid }) => Sid)).toEqual(["Read", "Read2"]);
  });

  test("that exists already gets one inline policy named for this stack", () => {
    const stack = testStack();
    const role = Role.fromAttributes(stack, "Batch", { roleArn: "arn:aws:iam::1:role/batch", roleName: "batch" });
    role.grant({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:a"] });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_iam_role_policy")).toMatchObject({ role: "batch", name: "trading-test-Batch" });
    expect(synthesized.resources("aws_iam_role")).toEqual({});
  });

  test("refuses at synthesis what IAM's inline limit can't hold, and says what to do", () => {
    const stack = testStack();
    const role = new Role(stack, "Role", EC2);
    for (let index = 0; index < 100; index++) {
      role.grant({
        sid: `Read${index}`,
        actions: ["s3:GetObject"],
        resources: [`arn:aws:s3:::a-bucket-with-a-long-name-number-${index}/*`],
      });
    }
    expect(messageOf(() => synth(stack))).toMatch(
      /trading-test\/Role: the grants of a role must fit into 10240 characters; received \d{5}\. Grant on fewer, wider resources \(a prefix rather than many\), or attach a managed policy of your own\./,
    );
  });
});
