import { Construct } from "constructs";

/** The name of a load balancer or a target group has 32 characters, of which Terraform takes 26; one of the others is a dash. */
const LENGTH = 5;

/**
 * Prefix for the name of a load balancer or a target group: a replacement is created before the old one is deleted, so the two can't have one name. A tag Name
 * should say what the prefix has no room for.
 */
export function shortNamePrefix(scope: Construct): string {
  const prefix = scope.node.id
    .replace(/[^A-Za-z0-9]/g, "")
    .slice(0, LENGTH)
    .toLowerCase();
  // An id may have no such character, and a name begins with one.
  return `${prefix || "x"}-`;
}
