import { TerraformStack } from "cdktf";
import { IConstruct } from "constructs";
import { fitName, pathFromStack } from "./names";
import { isElsewhere } from "./stacks";

/**
 * The prefix of a construct's own in a log bucket: its path, behind that of its stack where the log bucket is another stack's.
 *
 * @param kind what delivers: `s3`
 */
export function logPrefix(kind: string, scope: IConstruct, logBucket: unknown, maxLength = 200): string {
  const name = (ids: readonly string[]): string => fitName(ids, { maxLength, punctuation: "-_" });
  const stackName = name(TerraformStack.of(scope).node.path.split("/"));
  return [kind, ...(isElsewhere(scope, logBucket) ? [stackName] : []), name(pathFromStack(scope).slice(1))].join("/");
}
