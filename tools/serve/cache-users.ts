import { SynthesizedStack } from "../../src/testing";
import { Failure } from "../support/failure";

/** A user of the stack's cache: what it logs in as, and what it may do. */
export interface StackCacheUser {
  readonly name: string;
  /** As ElastiCache is given it (ElastiCache User Guide, "Specifying permissions using an access string"). */
  readonly accessString: string;
}

/** ElastiCache's own, whose permissions are another's. */
const DEFAULT_USER = "default";

/** The users of a stack's cache that roles log in as, by name. */
export function stackCacheUsers(stack: SynthesizedStack): readonly StackCacheUser[] {
  return Object.values(stack.resources("aws_elasticache_user"))
    .filter(({ user_name: name }) => name !== DEFAULT_USER)
    .map(({ user_name: name, access_string: accessString }) => {
      if (typeof name !== "string" || typeof accessString !== "string") {
        throw new Failure("A user of the stack's cache has no name or no access string.");
      }
      return { name, accessString };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
