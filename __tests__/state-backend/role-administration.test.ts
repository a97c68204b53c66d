import { RoleAdministration, roleAdministrationStatements } from "../../modules/state-backend";
import { ManagedPolicy, Role, RoleProps, usePermissionsBoundary } from "../../src/core";
import { Request, evaluate } from "../support/policy-evaluator";
import { Arguments, messageOf, statements, synth, testStack } from "../support/synth";

const ROLE = "arn:aws:iam::111122223333:role/trading-prod-TradingApi";
const DEPLOY_ROLE = "arn:aws:iam::111122223333:role/state-prod-Deploy";
const BOUNDARY = "arn:aws:iam::111122223333:policy/trading-prod-boundary";
const OTHER_BOUNDARY = "arn:aws:iam::111122223333:policy/AdministratorAccess";
const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

const ADMINISTRATION: RoleAdministration = {
  roleArns: ["arn:aws:iam::111122223333:role/trading-prod-*"],
  permissionsBoundaryArn: BOUNDARY,
  passedTo: ["ec2.amazonaws.com"],
};

/** The statements as IAM reads them. */
function policy(administration: Partial<RoleAdministration> = {}): Arguments[] {
  const stack = testStack();
  new ManagedPolicy(stack, "Policy", { statements: roleAdministrationStatements(stack, { ...ADMINISTRATION, ...administration }) });
  return statements(synth(stack).resource("aws_iam_policy").policy);
}

function on(resource: string, action: string, context: Record<string, string> = {}): Request {
  return { action, resource, context };
}

const within = (boundary: string) => ({ "iam:PermissionsBoundary": boundary });

describe("Whoever administers roles", () => {
  test.each(["iam:CreateRole", "iam:PutRolePolicy", "iam:DeleteRolePolicy", "iam:PutRolePermissionsBoundary"])(
    "may %s within the boundary",
    (action) => expect(evaluate(policy(), on(ROLE, action, within(BOUNDARY)))).toBe("allow"),
  );

  test.each(["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"])("may not %s without a boundary", (action) =>
    expect(evaluate(policy(), on(ROLE, action))).toBe("none"),
  );

  test.each(["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"])("may not %s within another boundary", (action) =>
    expect(evaluate(policy(), on(ROLE, action, within(OTHER_BOUNDARY)))).toBe("none"),
  );

  // What the provider's aws_iam_role and aws_iam_role_policy call to change, tag and delete a role.
  test.each([
    ...["iam:CreateRole", "iam:DeleteRolePolicy", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"],
    ...["iam:DeleteRole", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:UpdateRoleDescription"],
  ])("may %s within the boundary", (action) => {
    expect(evaluate(policy(), on(ROLE, action, within(BOUNDARY)))).toBe("allow");
  });

  test.each(["iam:AttachRolePolicy", "iam:DetachRolePolicy"])("may %s with a managed policy that is named", (action) => {
    const context = { ...within(BOUNDARY), "iam:PolicyARN": READ_ONLY };
    expect(evaluate(policy({ attachablePolicyArns: [READ_ONLY] }), on(ROLE, action, context))).toBe("allow");
  });

  // By whatever else it is granted, it would widen what a user may do.
  test("may not remove a user's boundary, whatever else is granted", () => {
    const everything = { Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" };
    const user = "arn:aws:iam::111122223333:user/anna";
    expect(evaluate([...policy(), everything], on(user, "iam:DeleteUserPermissionsBoundary"))).toBe("deny");
  });

  test("may not remove a boundary", () => {
    expect(evaluate(policy(), on(ROLE, "iam:DeleteRolePermissionsBoundary", within(BOUNDARY)))).toBe("deny");
  });

  test.each(["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:DeletePolicyVersion", "iam:DeletePolicy"])(
    "may not change the boundary by %s, whatever else is granted",
    (action) => {
      const everything = { Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" };
      expect(evaluate([...policy(), everything], on(BOUNDARY, action))).toBe("deny");
    },
  );

  test.each(["iam:CreateRole", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:PassRole", "iam:DeleteRole"])(
    "may not %s on its own role",
    (action) => {
      const context = { ...within(BOUNDARY), "iam:PassedToService": "ec2.amazonaws.com" };
      expect(evaluate(policy(), on(DEPLOY_ROLE, action, context))).toBe("none");
    },
  );

  test("has statements that a review finds by their names", () => {
    const sids = policy({ attachablePolicyArns: [READ_ONLY] }).map(({ Sid }) => Sid as string);
    expect(sids.sort()).toEqual([
      "BoundaryStays",
      "BoundaryUnchanged",
      "Roles",
      "RolesManagedPolicies",
      "RolesToServices",
      "RolesWithinBoundary",
    ]);
  });

  test("passes a role to the services that are named", () => {
    expect(evaluate(policy(), on(ROLE, "iam:PassRole", { "iam:PassedToService": "ec2.amazonaws.com" }))).toBe("allow");
  });

  test("passes a role to no other service", () => {
    expect(evaluate(policy(), on(ROLE, "iam:PassRole", { "iam:PassedToService": "lambda.amazonaws.com" }))).toBe("none");
  });

  test("attaches no managed policy", () => {
    expect(evaluate(policy(), on(ROLE, "iam:AttachRolePolicy", { ...within(BOUNDARY), "iam:PolicyARN": READ_ONLY }))).toBe("none");
  });

  test("attaches the managed policies that are named, within the boundary, and no other", () => {
    const allowed = policy({ attachablePolicyArns: [READ_ONLY] });
    const attach = (policyArn: string, context: Record<string, string>) =>
      evaluate(allowed, on(ROLE, "iam:AttachRolePolicy", { ...context, "iam:PolicyARN": policyArn }));
    expect(attach(READ_ONLY, within(BOUNDARY))).toBe("allow");
    expect(attach(READ_ONLY, {})).toBe("none");
    expect(attach("arn:aws:iam::aws:policy/AdministratorAccess", within(BOUNDARY))).toBe("none");
  });

  test.each(["iam:CreateUser", "iam:CreateAccessKey", "iam:CreatePolicy", "iam:CreateOpenIDConnectProvider", "sts:AssumeRole"])(
    "isn't allowed %s",
    (action) => expect(evaluate(policy(), on("*", action))).toBe("none"),
  );
});

describe("The administration of roles is refused for", () => {
  test.each<[string, unknown, string[]]>([
    ["nothing", undefined, ["administration: must be an object; received nothing. It is required."]],
    [
      "every role",
      { ...ADMINISTRATION, roleArns: ["arn:aws:iam::111122223333:role/*"] },
      [
        "administration.roleArns[0]: must be the ARN of a role, or of roles with a prefix; " +
          'received "arn:aws:iam::111122223333:role/*". Write it as "arn:aws:iam::111122223333:role/trading-prod-*".',
      ],
    ],
    [
      "every service",
      { ...ADMINISTRATION, passedTo: ["*"] },
      ['administration.passedTo[0]: must be a service principal, without a wildcard; received "*". Write it as "ec2.amazonaws.com".'],
    ],
    [
      "no roles that are passed to no service",
      { ...ADMINISTRATION, roleArns: [], passedTo: [] },
      [
        "administration.roleArns: must not be empty; received []. Name the roles by their prefix.",
        "administration.passedTo: must not be empty; received []. Name the services that assume the roles.",
      ],
    ],
    [
      "a boundary of another account",
      { ...ADMINISTRATION, permissionsBoundaryArn: "arn:aws:iam::222233334444:policy/boundary" },
      [
        "administration.roleArns[0]: must be of the account of the permissions boundary, 222233334444; " +
          'received "arn:aws:iam::111122223333:role/trading-prod-*". IAM takes a boundary from the role\'s own account.',
      ],
    ],
    [
      "names in place of policies' ARNs",
      { ...ADMINISTRATION, permissionsBoundaryArn: "boundary", attachablePolicyArns: ["ReadOnlyAccess"] },
      [
        'administration.attachablePolicyArns[0]: must be a managed policy\'s ARN; received "ReadOnlyAccess". Copy the ARN that holds "policy/".',
        'administration.permissionsBoundaryArn: must be a managed policy\'s ARN; received "boundary". Copy the ARN that holds "policy/".',
      ],
    ],
  ])("%s", (_, administration, lines) => {
    const title = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
    expect(messageOf(() => roleAdministrationStatements(testStack(), administration as RoleAdministration))).toBe(
      `trading-test: ${title}\n${lines.map((line) => `  - ${line}`).join("\n")}`,
    );
  });
});

// IAM User Guide, "Permissions boundaries for IAM entities: delegating responsibility to others": who can change a role without the boundary is more
// than the boundary allows.
describe("A role of the same stack", () => {
  const administered = (roleName: string, props: Partial<RoleProps> = {}, roleArns = ADMINISTRATION.roleArns) => {
    const stack = testStack();
    new ManagedPolicy(stack, "Policy", { statements: roleAdministrationStatements(stack, { ...ADMINISTRATION, roleArns }) });
    new Role(stack, "Deploy", { assumedBy: { services: ["codebuild.amazonaws.com"] }, ...(roleName && { roleName }), ...props });
    return () => synth(stack);
  };

  test("is refused by a name of the prefix without the boundary: whoever deploys could change itself", () => {
    expect(messageOf(administered("trading-prod-deploy"))).toBe(
      "trading-test: invalid input\n" +
        "  - administration.roleArns[0]: must match no role without the permissions boundary, as arn:aws:iam::111122223333:role/trading-prod-* does; " +
        'received ["trading-prod-deploy"]. Give those roles other names, or the boundary.',
    );
  });

  test("is refused where the name that Terraform makes begins with the prefix", () => {
    const roleArns = ["arn:aws:iam::111122223333:role/trading-test-*"];
    expect(messageOf(administered("", {}, roleArns))).toContain('received ["trading-test-Deploy-*"]');
  });

  // IAM User Guide, "IAM JSON policy elements: Resource": * and ? are wildcards in an ARN, and a name may have + = , . @ - _ as they are.
  test.each([
    ["trading.prod-*", "trading.prod-deploy"],
    ["trading+prod-?", "trading+prod-a"],
  ])("is refused by a name that %s is for, whose characters stand for themselves", (pattern, roleName) => {
    const roleArns = [`arn:aws:iam::111122223333:role/${pattern}`];
    expect(messageOf(administered(roleName, {}, roleArns))).toContain(`received ["${roleName}"]`);
    expect(administered(roleName.replace(/[.+]/, "x"), {}, roleArns)).not.toThrow();
  });

  test("is refused under another boundary", () => {
    expect(administered("trading-prod-deploy", { permissionsBoundaryArn: OTHER_BOUNDARY })).toThrow("must match no role");
  });

  test.each<[string, string, Partial<RoleProps>]>([
    ["has another name", "state-prod-deploy", {}],
    ["has the boundary", "trading-prod-deploy", { permissionsBoundaryArn: BOUNDARY }],
    ["is filed under another path, which is a part of the ARN", "trading-prod-deploy", { path: "/deployment/" }],
  ])("is accepted where it %s", (_, roleName, props) => expect(administered(roleName, props)).not.toThrow());

  test("has the boundary by usePermissionsBoundary as well, also one that the stack makes", () => {
    const stack = testStack();
    const boundary = new ManagedPolicy(stack, "Boundary", { statements: [{ sid: "Read", actions: ["s3:GetObject"], resources: ["*"] }] });
    const administration = { ...ADMINISTRATION, permissionsBoundaryArn: boundary.resource.arn };
    new ManagedPolicy(stack, "Policy", { statements: roleAdministrationStatements(stack, administration) });
    usePermissionsBoundary(stack, boundary.policyArn);
    new Role(stack, "Deploy", { assumedBy: { services: ["codebuild.amazonaws.com"] }, roleName: "trading-prod-deploy" });
    expect(() => synth(stack)).not.toThrow();
  });
});
