import { PolicyDocument } from "./statement";

/** A policy and what people call it. */
export interface Policy {
  /** As sentences have it: `the key policy of Key`. */
  readonly label: string;
  /** The construct's path of the resource that has it. */
  readonly resource: string;
  /** Undefined for one that isn't in the stacks, or that only Terraform knows. */
  readonly document?: PolicyDocument;
  /** What it depends on whether it is a policy of whom it is asked for. */
  readonly onlyWith?: readonly string[];
}

/** Adds to the policies of somebody. */
export function addPolicy(policies: Map<string, Policy[]>, key: string, policy: Policy): void {
  const known = policies.get(key);
  if (known) known.push(policy);
  else policies.set(key, [policy]);
}
