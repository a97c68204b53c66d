import { Aspects } from "cdktf";
import { IConstruct } from "constructs";
import { FORMATS } from "../internal/formats";
import { STRING } from "../internal/prop-types";
import { Validator } from "../internal/validator";

/** Shared by every copy of the library that an app may load. */
const BOUNDARY = Symbol.for("cdktf-trading-platform/permissions-boundary");

interface Scope {
  [BOUNDARY]?: string;
}

/** What has a permissions boundary: roles of this library, and roles and users that are made without it. */
interface Bounded extends IConstruct {
  readonly terraformResourceType: string;
  readonly permissionsBoundaryInput?: string;
  permissionsBoundary: string;
}

const BOUNDED_TYPES = ["aws_iam_role", "aws_iam_user"];

/**
 * Gives every role below a scope, such as a stack, a permissions boundary: the most that the role may do, whatever it is granted (IAM User
 * Guide, "Permissions boundaries for IAM entities"). A role with a boundary of its own keeps it, and the nearest scope counts.
 *
 *     usePermissionsBoundary(this, "arn:aws:iam::111122223333:policy/trading-boundary");
 *
 * @param scope the stack, or any construct
 * @param policyArn the ARN of the managed policy
 * @throws ValidationError for anything but a managed policy's ARN
 */
export function usePermissionsBoundary(scope: IConstruct, policyArn: string): void {
  new Validator(scope).props({ policyArn }, { policyArn: STRING }).format("policyArn", policyArn, FORMATS.policyArn).throwIfInvalid();
  (scope as IConstruct & Scope)[BOUNDARY] = policyArn;
  Aspects.of(scope).add({ visit: setBoundary });
}

function setBoundary(node: IConstruct): void {
  if (!isBounded(node) || node.permissionsBoundaryInput !== undefined) return;
  const scopes = node.node.scopes as (IConstruct & Scope)[];
  node.permissionsBoundary = scopes.reduce<string>((outer, scope) => scope[BOUNDARY] ?? outer, "");
}

function isBounded(node: IConstruct): node is Bounded {
  return BOUNDED_TYPES.includes((node as Partial<Bounded>).terraformResourceType ?? "");
}
