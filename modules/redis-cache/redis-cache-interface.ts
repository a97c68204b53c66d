import { IConnectable, IGrantable } from "../../src/core";
import { Validator } from "../../src/internal/validator";

/** A Redis or Valkey cache, made here or elsewhere. */
export interface IRedisCache extends IConnectable {
  /** The name to connect to, over TLS: the configuration endpoint in cluster mode, else the primary's. */
  readonly endpoint: string;
  readonly port: number;
  /**
   * Lets a role connect as a user with a token instead of a password (ElastiCache guide, "Authenticating with IAM").
   *
   * @param user the user's name and id: lower-case letters, digits and dashes, up to 40, one of its kind in account and region
   */
  grantConnect(grantee: IGrantable, user: string, options?: RedisUserOptions): void;
}

export interface RedisUserOptions {
  /**
   * What the user may do, as `ACL SETUSER` has it, in ElastiCache's own spelling: `on`, keys, channels, then `-@all` before the first command that is
   * added, as in `on ~book:* &* -@all +@read`. Any other spelling of the same is a change in every plan.
   *
   * @default "on ~* &* +@all -@dangerous +info"
   */
  readonly accessString?: string;
}

/** Collects what is wrong with a user's name: the same rules for its id, which must be its name for IAM logins. */
export function checkUserName(validator: Validator, user: string): Validator {
  return validator.matches(
    "user",
    user,
    /^(?!default$)(?!.*--)[a-z][a-z0-9-]{0,39}(?<!-)$/,
    "must be 1 to 40 lower-case letters, digits and single dashes, beginning with a letter, and not default",
    'Write it as "trading-api".',
  );
}
