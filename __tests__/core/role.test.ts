import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { ManagedPolicy, PolicyStatement, Role } from "../../src/core";
import { grantTo } from "../../src/internal/grant";
import { ACCOUNT_ID, LONGEST_REGION, REGION, messageOf, statements, synth, testStack, warnings } from "../support/synth";

const BOUNDARY_ARN = "arn:aws:iam::111122223333:policy/trading-boundary";
const EC2 = { assumedBy: { services: ["ec2.amazonaws.com"] } };

/** A statement of about so many characters. */
function read(characters: number): PolicyStatement {
  return { sid: "Read", actions: ["s3:GetObject"], resources: [`arn:aws:s3:::${"a".repeat(characters - 130)}`] };
}

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

  // IAM User Guide, "IAM and AWS STS quotas": a role's name has up to 64 characters, 26 of which Terraform appends.
  test("is named after its path, within IAM's 64 characters, and described by it", () => {
    const stack = testStack();
    new Role(stack, "Order_Writer", EC2);
    new Role(stack, `Reader${"x".repeat(100)}`, EC2);
    const role = synth(stack).resource("aws_iam_role", "Order_Writer");
    expect(role).toMatchObject({ name_prefix: "trading-test-Order_Writer-", description: "trading-test/Order_Writer" });
    expect(role.name).toBeUndefined();
    expect(synth(stack).resource("aws_iam_role", "Reader").name_prefix).toHaveLength(64 - 26);
  });

  test("takes a description", () => {
    const stack = testStack();
    new Role(stack, "Role", { ...EC2, description: "Writes orders" });
    expect(synth(stack).resource("aws_iam_role").description).toBe("Writes orders");
  });

  test("keeps the ids of its constructs and the name of its policy, by which Terraform finds them", () => {
    const stack = testStack();
    const role = new Role(stack, "Role", EC2);
    role.addToPolicy({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:a"] });
    expect(role.node.children.map(({ node }) => node.id)).toEqual(["Resource", "Grants"]);
    expect(synth(stack).resource("aws_iam_role_policy").name).toBe("grants");
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
    role.addToPolicy({ sid: "Write", actions: ["s3:PutObject"], resources: ["arn:b"] });
    role.addToPolicy({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:a"] });
    role.addToPolicy({ sid: "Write", actions: ["s3:PutObject"], resources: ["arn:b"] });
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)).toEqual([
      { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:a" },
      { Sid: "Write", Effect: "Allow", Action: "s3:PutObject", Resource: "arn:b" },
    ]);
  });

  test("tells statements of one sid apart by a counter", () => {
    const stack = testStack();
    const role = new Role(stack, "Role", EC2);
    role.addToPolicy({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:a"] });
    role.addToPolicy({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:b"] });
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy).map(({ Sid }) => Sid)).toEqual(["Read", "Read2"]);
  });

  test("that exists already gets one inline policy named for this stack and its region: roles are global", () => {
    const stack = testStack();
    const role = Role.fromAttributes(stack, "Batch", { roleArn: "arn:aws:iam::111122223333:role/batch", roleName: "batch" });
    role.addToPolicy({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:a"] });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_iam_role_policy")).toMatchObject({ role: "batch", name: "trading-test-Batch-eu-central-1" });
    expect(synthesized.resources("aws_iam_role")).toEqual({});
  });

  // IAM User Guide, "IAM identifiers": arn:aws:iam::account:role/path/role-name.
  test.each(["role/batch", "role/teams/quotes/batch"])("that exists already is known by its ARN alone: %s", (path) => {
    const role = Role.fromArn(testStack(), "Batch", `arn:aws:iam::111122223333:${path}`);
    expect(role).toMatchObject({ roleArn: `arn:aws:iam::111122223333:${path}`, roleName: "batch" });
  });

  test("that exists already may have an ARN that only Terraform knows", () => {
    const stack = testStack();
    const roleArn = new TerraformVariable(stack, "Arn", { type: "string" }).stringValue;
    Role.fromArn(stack, "Batch", roleArn).addToPolicy({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:a"] });
    expect(synth(stack).resource("aws_iam_role_policy").role).toBe('${element(reverse(split("/", var.Arn)), 0)}');
  });

  // IAM API Reference, PutRolePolicy: a policy's name has up to 128 characters.
  test("that exists already gets a policy with a name within IAM's 128 characters, however deep it is", () => {
    const stack = testStack("trading-test", LONGEST_REGION);
    const role = Role.fromAttributes(stack, "B".repeat(200), { roleArn: "arn:aws:iam::111122223333:role/batch", roleName: "batch" });
    role.addToPolicy({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:a"] });
    expect(synth(stack).resource("aws_iam_role_policy").name).toHaveLength(128);
  });

  test("is filed under a path, within a permissions boundary", () => {
    const stack = testStack();
    new Role(stack, "Role", { ...EC2, path: "/deployment/", permissionsBoundaryArn: BOUNDARY_ARN });
    expect(synth(stack).resource("aws_iam_role")).toMatchObject({ path: "/deployment/", permissions_boundary: BOUNDARY_ARN });
  });

  test("has managed policies, each attached by an id that is the policy's own", () => {
    const attachments = (order: readonly string[]) => {
      const stack = testStack();
      const managedPolicies = order.map((id) => ManagedPolicy.fromArn(stack, id, `arn:aws:iam::aws:policy/${id}`));
      new Role(stack, "Role", { ...EC2, managedPolicies });
      const attached = Object.entries(synth(stack).resources("aws_iam_role_policy_attachment"));
      return attached.map(([id, { policy_arn }]) => [id.replace(/_[0-9A-F]{8}$/, ""), policy_arn]).sort();
    };
    expect(attachments(["ReadOnlyAccess", "SecurityAudit"])).toEqual([
      ["Role_ManagedPolicies_ReadOnlyAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess"],
      ["Role_ManagedPolicies_SecurityAudit", "arn:aws:iam::aws:policy/SecurityAudit"],
    ]);
    expect(attachments(["SecurityAudit", "ReadOnlyAccess"])).toEqual(attachments(["ReadOnlyAccess", "SecurityAudit"]));
  });

  test("has its attachments at hand", () => {
    const stack = testStack();
    const policy = ManagedPolicy.fromArn(stack, "ReadOnly", "arn:aws:iam::aws:policy/ReadOnlyAccess");
    const { policyAttachments } = new Role(stack, "Role", { ...EC2, managedPolicies: [policy] });
    expect(policyAttachments.map(({ policyArnInput }) => policyArnInput)).toEqual([policy.policyArn]);
  });

  // IAM User Guide, "IAM and AWS STS quotas": 10, and 25 where the quota is raised.
  test.each([
    [10, []],
    [
      25,
      ['The role has 25 managed policies: IAM attaches no more than 10 until the account\'s quota "Managed policies per role" is raised.'],
    ],
  ])("may have %i managed policies, with a warning where that needs a raised quota", (length, expected) => {
    const stack = testStack();
    const managedPolicies = Array.from({ length }, (_, index) => ManagedPolicy.fromArn(stack, `Policy${index}`, BOUNDARY_ARN));
    const role = new Role(stack, "Role", { ...EC2, managedPolicies });
    expect(role.policyAttachments).toHaveLength(length);
    expect(warnings(role)).toEqual(expected);
  });

  test("refuses more managed policies than IAM attaches to a role", () => {
    const stack = testStack();
    const managedPolicies = Array.from({ length: 26 }, (_, index) => ManagedPolicy.fromArn(stack, `Policy${index}`, BOUNDARY_ARN));
    expect(messageOf(() => new Role(stack, "Role", { ...EC2, managedPolicies }))).toBe(
      "trading-test/Role: invalid input\n  - managedPolicies: must be 25 at most; received 26. Put more statements into each policy.",
    );
  });

  test("refuses a managed policy that is given twice", () => {
    const stack = testStack();
    const policy = ManagedPolicy.fromArn(stack, "ReadOnly", BOUNDARY_ARN);
    expect(messageOf(() => new Role(stack, "Role", { ...EC2, managedPolicies: [policy, policy] }))).toBe(
      'trading-test/Role: invalid input\n  - managedPolicies: must not hold one policy twice; received ["ReadOnly","ReadOnly"]. Give each policy once.',
    );
  });

  test("refuses at synthesis what IAM's inline limit can't hold, and says what to do", () => {
    const stack = testStack();
    const role = new Role(stack, "Role", EC2);
    for (let index = 0; index < 100; index++) {
      role.addToPolicy({
        sid: `Read${index}`,
        actions: ["s3:GetObject"],
        resources: [`arn:aws:s3:::a-bucket-with-a-long-name-number-${index}/*`],
      });
    }
    expect(messageOf(() => synth(stack))).toMatch(
      /^trading-test\/Role: invalid input\n {2}- grants: must fit into 10240 characters; received \d{5}\. Grant on fewer, wider resources \(a prefix rather than many\), or give the role a ManagedPolicy\.$/,
    );
  });

  // IAM User Guide, "IAM and AWS STS quotas": the sum of all inline policies of a role, whoever makes them.
  test("refuses at synthesis what several stacks grant a role together, and names them", () => {
    const network = testStack("network");
    const [data, services] = ["data", "services"].map((id) => {
      const stack = new TerraformStack(network.node.root as Construct, id);
      new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [ACCOUNT_ID] });
      return stack;
    }) as [TerraformStack, TerraformStack];
    const role = new Role(network, "Role", EC2);
    new Role(network, "Other", EC2).addToPolicy(read(6000));
    const buckets = [data, services].map((stack) => new Construct(stack, "Bucket"));
    grantTo(buckets[0]!, role, read(5000));
    expect(() => synth(data)).not.toThrow();
    grantTo(buckets[1]!, role, read(5300));
    expect(messageOf(() => synth(services))).toMatch(
      /^services\/GrantsTo-network-Role: invalid input\n {2}- grants: must fit into 10240 characters; received 10282\. Grant on fewer, wider resources \(a prefix rather than many\), or give the role a ManagedPolicy\. What data\/GrantsTo-network-Role grants the same role is counted as well\.$/,
    );
  });

  test("counts what two imports of one role grant", () => {
    const stack = testStack();
    for (const id of ["Api", "Batch"]) {
      Role.fromAttributes(stack, id, { roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/api`, roleName: "api" }).addToPolicy(read(6000));
    }
    expect(messageOf(() => synth(stack))).toContain("What trading-test/Batch grants the same role is counted as well.");
  });

  describe("with a trust policy", () => {
    const trusted = (accounts: number) => ({
      assumedBy: { aws: Array.from({ length: accounts }, (_, index) => `arn:aws:iam::${100_000_000_000 + index}:root`) },
    });
    // IAM User Guide, "IAM and AWS STS quotas": 2,048 characters, 8,192 once the quota is raised. A principal here has 33, with its comma.
    test("within 2,048 characters gives no warning", () => {
      const role = new Role(testStack(), "Role", trusted(55));
      expect(warnings(role)).toEqual([]);
    });

    test("over 2,048 characters warns that the quota must be raised", () => {
      const role = new Role(testStack(), "Role", trusted(70));
      expect(warnings(role)).toEqual([
        'The trust policy has 2430 characters: IAM refuses more than 2048 until the account\'s quota "Role trust policy length" is raised.',
      ]);
    });

    test("over 8,192 characters is refused", () => {
      expect(messageOf(() => new Role(testStack(), "Role", trusted(250)))).toBe(
        "trading-test/Role: invalid input\n  - assumedBy: must fit into 8192 characters; received 8370. Name fewer principals, or make several roles.",
      );
    });
  });

  test("has the same policy whatever the order of the grants, also on what Terraform only knows later", () => {
    const policy = (order: readonly string[]) => {
      const stack = testStack();
      const buckets = Object.fromEntries(order.map((id) => [id, new S3Bucket(stack, id)]));
      const role = new Role(stack, "Role", EC2);
      for (const id of order) role.addToPolicy({ sid: "Read", actions: ["s3:GetObject"], resources: [buckets[id]!.arn] });
      return synth(stack).resource("aws_iam_role_policy").policy;
    };
    expect(policy(["A", "B", "C"])).toBe(policy(["C", "A", "B"]));
  });

  test.each([
    ["nobody to assume it", {}, "assumedBy: must be an object; received nothing. It is required."],
    [
      "somebody who isn't named",
      { assumedBy: {} },
      'assumedBy: must name somebody; received {}. Write them as { services: ["ec2.amazonaws.com"] }.',
    ],
    [
      "a name longer than IAM's 64 characters",
      { ...EC2, roleName: "r".repeat(65) },
      `roleName: must be 1 to 64 letters, digits and _+=,.@-; received "${"r".repeat(65)}". Write it as "trading-deploy".`,
    ],
    [
      "a session of a minute",
      { ...EC2, maxSessionSeconds: 60 },
      "maxSessionSeconds: must be a whole number from 3600 to 43200 seconds; received 60. Give a value from 3600 to 43200.",
    ],
    [
      "a path without a slash at its end",
      { ...EC2, path: "/deployment" },
      'path: must be a path that begins and ends with a slash; received "/deployment". Write it as "/deployment/".',
    ],
    [
      "a role as its permissions boundary",
      { ...EC2, permissionsBoundaryArn: "arn:aws:iam::111122223333:role/boundary" },
      'permissionsBoundaryArn: must be a managed policy\'s ARN; received "arn:aws:iam::111122223333:role/boundary". Copy the ARN that holds "policy/".',
    ],
    [
      "an ARN in place of a managed policy",
      { ...EC2, managedPolicies: [BOUNDARY_ARN] },
      `managedPolicies[0].policy: must be a ManagedPolicy; received "${BOUNDARY_ARN}". Give a ManagedPolicy; for one that exists, ManagedPolicy.fromArn(…).`,
    ],
    [
      "an action that assumes no role",
      { ...EC2, assumeAction: "sts:GetCallerIdentity" },
      'assumeAction: must be one of sts:AssumeRole, sts:AssumeRoleWithWebIdentity; received "sts:GetCallerIdentity". Use one of these.',
    ],
  ])("refuses %s", (_, props, message) => {
    expect(messageOf(() => new Role(testStack(), "Role", props as never))).toBe(`trading-test/Role: invalid input\n  - ${message}`);
  });

  test("refuses a statement that allows nothing, also where the role exists already", () => {
    const stack = testStack();
    const existing = Role.fromAttributes(stack, "Batch", { roleArn: "arn:aws:iam::111122223333:role/batch", roleName: "batch" });
    for (const role of [new Role(stack, "Role", EC2), existing]) {
      expect(messageOf(() => role.addToPolicy({ sid: "Nothing", actions: [] }))).toContain("statement.actions: must not be empty");
    }
  });

  test("that exists already is refused by a name that IAM refuses", () => {
    const attributes = { roleArn: "arn:aws:iam::111122223333:role/batch", roleName: "service/batch" };
    expect(messageOf(() => Role.fromAttributes(testStack(), "Batch", attributes))).toBe(
      'trading-test/Batch: invalid input\n  - roleName: must be 1 to 64 letters, digits and _+=,.@-; received "service/batch". Write it as "trading-deploy".',
    );
  });

  test("that exists already is refused by an ARN that is no role's", () => {
    expect(messageOf(() => Role.fromArn(testStack(), "Batch", "batch"))).toBe(
      'trading-test/Batch: invalid input\n  - roleArn: must be a role\'s ARN; received "batch". Copy the ARN that holds "role/".',
    );
  });
});
