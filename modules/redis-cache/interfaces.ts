import { IConnectable, IGrantable } from "../../src/core";
import { RedisConnection } from "./connection";
import { IRedisUser } from "./redis-user";
import { RedisUserOptions } from "./users";

/** A Redis OSS or Valkey cache, made here or elsewhere. */
export interface IRedisCache extends IConnectable {
  /** The name to connect to, over TLS: the configuration endpoint with cluster mode enabled, else the primary endpoint. */
  readonly endpoint: string;
  /** The port to connect to. */
  readonly port: number;
  /**
   * Lets a role connect as a user, with an IAM token in place of a password (ElastiCache User Guide, "Authenticating with IAM").
   *
   * @param grantee the role, or something that runs as one
   * @param user what the user is called in this stack: 1 to 40 lower-case letters, digits and dashes; it logs in as `userName(user)`. Or a `RedisUser` that caches share
   * @param options what the user may do
   * @throws ValidationError for a name or an access that ElastiCache refuses, or a user that was granted with another access
   */
  grantConnect(grantee: IGrantable, user: string | IRedisUser, options?: RedisUserOptions): void;
  /** What a user logs in with, by the name that `grantConnect` was given. */
  userName(user: string | IRedisUser): string;
  /**
   * What a service needs to know to connect as a user; `redisEnvironment` makes environment variables of it.
   *
   * @param user as `grantConnect` was given it
   */
  connection(user: string | IRedisUser): RedisConnection;
}
