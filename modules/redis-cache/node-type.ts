import { Validator } from "../../src/internal/validator";

/** Records something that is no node type. */
export function checkNodeType(validator: Validator, nodeType: string): void {
  validator.matches("nodeType", nodeType, /^cache\.[a-z][a-z0-9]*\.[a-z0-9]+$/, "must be a node type", 'Write it as "cache.r7g.large".');
}

/** Whether nodes of a type keep a part of the data on an SSD (ElastiCache User Guide, "Data tiering in ElastiCache"). Pure. */
export function isDataTiering(nodeType: string): boolean {
  return nodeType.startsWith("cache.r6gd.");
}

/** Whether auto scaling supports a node type: `large` or larger, none of them burstable (ElastiCache User Guide, "Auto Scaling clusters"). Pure. */
export function allowsAutoScaling(nodeType: string): boolean {
  return !nodeType.startsWith("cache.t") && /\.(\d*x)?large$/.test(nodeType);
}
