import { IConnectable, IGrantable } from "../../src/core";

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
