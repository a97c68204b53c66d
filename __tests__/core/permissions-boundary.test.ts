import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamUser } from "@cdktf/provider-aws/lib/iam-user";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Role, usePermissionsBoundary } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";

const EC2 = { assumedBy: { services: ["ec2.amazonaws.com"] } };
const boundary = (name: string) => `arn:aws:iam::111122223333:policy/${name}`;

function boundaries(stack: TerraformStack): Record<string, unknown> {
  const roles = Object.entries(synth(stack).resources("aws_iam_role"));
  return Object.fromEntries(roles.map(([id, { permissions_boundary }]) => [id.split("_")[0], permissions_boundary]));
}

describe("A permissions boundary of a stack", () => {
  test("is every role's, made before it or after", () => {
    const stack = testStack();
    new Role(stack, "Before", EC2);
    usePermissionsBoundary(stack, boundary("stack"));
    new Role(stack, "After", EC2);
    expect(boundaries(stack)).toEqual({ Before: boundary("stack"), After: boundary("stack") });
  });

  test("isn't that of a role with a boundary of its own", () => {
    const stack = testStack();
    usePermissionsBoundary(stack, boundary("stack"));
    new Role(stack, "Own", { ...EC2, permissionsBoundaryArn: boundary("own") });
    expect(boundaries(stack)).toEqual({ Own: boundary("own") });
  });

  test("isn't that of roles below a nearer scope that has one, in whatever order they are given", () => {
    for (const innerFirst of [true, false]) {
      const stack = testStack();
      const inner = new Construct(stack, "Inner");
      new Role(inner, "Role", EC2);
      const calls = [() => usePermissionsBoundary(inner, boundary("inner")), () => usePermissionsBoundary(stack, boundary("stack"))];
      (innerFirst ? calls : calls.reverse()).forEach((call) => call());
      expect(boundaries(stack)).toEqual({ Inner: boundary("inner") });
    }
  });

  test("is that of roles and users which are made without the library", () => {
    const stack = testStack();
    usePermissionsBoundary(stack, boundary("stack"));
    new IamRole(stack, "Role", { assumeRolePolicy: "{}" });
    new IamUser(stack, "User", { name: "user" });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_iam_role").permissions_boundary).toBe(boundary("stack"));
    expect(synthesized.resource("aws_iam_user").permissions_boundary).toBe(boundary("stack"));
  });

  // An app may load the library twice, as when two of its packages bring a copy each.
  test("is the same to every copy of the library", () => {
    const stack = testStack();
    usePermissionsBoundary(stack, boundary("stack"));
    const values = stack as unknown as Record<symbol, string>;
    expect(values[Symbol.for("cdktf-trading-platform/permissions-boundary")]).toBe(boundary("stack"));
  });

  test("is refused by its name", () => {
    expect(messageOf(() => usePermissionsBoundary(testStack(), "trading-boundary"))).toBe(
      'trading-test: invalid input\n  - policyArn: must be a managed policy\'s ARN; received "trading-boundary". Copy the ARN that holds "policy/".',
    );
  });
});
