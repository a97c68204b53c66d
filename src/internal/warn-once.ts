import { Annotations } from "cdktf";
import { IConstruct } from "constructs";

/** Adds a warning to a construct unless it has the same already: what is looked at in each synthesis says it once. */
export function warnOnce(construct: IConstruct, warning: string): void {
  if (construct.node.metadata.some(({ data }) => data === warning)) return;
  Annotations.of(construct).addWarning(warning);
}
