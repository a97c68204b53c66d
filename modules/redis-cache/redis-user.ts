import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import { Construct } from "constructs";
import { AwsEnvironment } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { fitName, pathFromStack } from "../../src/internal/names";
import { PropTypes, STRING, like, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { REDIS_ACCESS, RedisAccess, ownRulesOf } from "./access";
import { checkUse } from "./access-use";
import { DEFAULT_ENGINE, ENGINE, RedisEngine } from "./engine";

/** Characters of a user's id (ElastiCache API Reference, CreateUser). */
export const ID_MAX_LENGTH = 40;

/** A user of caches, who logs in with IAM authentication. */
export interface IRedisUser {
  /** What the user logs in with, which is its id as well. */
  readonly userName: string;
  /** The same, as what needs the user to exist refers to it. */
  readonly userId: string;
  /** The user's ARN. */
  readonly userArn: string;
  /** The engine of the user. */
  readonly engine: RedisEngine;
}

/** The prop type of users. */
export const REDIS_USER = like<IRedisUser>("a RedisUser", ["userName", "userId", "userArn", "engine"], "RedisUser.fromUserName");

/** The choices for a user that caches share. */
export interface RedisUserProps {
  /** What the user may do, on each of the caches. */
  readonly access: RedisAccess;
  /** The engine: users of Redis OSS may be in the user groups of both engines, users of Valkey in those of Valkey. @default "valkey" */
  readonly engine?: RedisEngine;
  /**
   * A fixed name, 1 to 40 lower-case letters, digits and single dashes, unique in the account and region. It is the id as well, as IAM authentication wants it. A change replaces the
   * user.
   *
   * @default - made from the construct's path
   */
  readonly userName?: string;
}

const PROPS: PropTypes<RedisUserProps> = { access: REDIS_ACCESS, engine: optional(ENGINE), userName: optional(STRING) };

/**
 * A user that several caches share: it logs in with IAM authentication, by one name.
 *
 *     const api = new RedisUser(this, "TradingApiUser", { access: RedisAccess.application("trading-api") });
 *     books.grantConnect(service, api);
 *     sessions.grantConnect(service, api);
 */
export class RedisUser extends Construct implements IRedisUser {
  /**
   * A user that exists already, made elsewhere in the account and region.
   *
   * @param scope any construct of the stack
   * @param userName what it logs in with, which is its id
   * @param engine the engine of the user
   * @throws ValidationError for a name that no user has
   */
  public static fromUserName(scope: Construct, userName: string, engine: RedisEngine = DEFAULT_ENGINE): IRedisUser {
    const given = { userName, engine };
    new Validator(scope)
      .props(given, { userName: STRING, engine: ENGINE })
      .known("userName", userName)
      .known("engine", engine)
      .format("userName", userName, FORMATS.cacheIdentifier)
      .throwIfInvalid();
    return { ...given, userId: userName, userArn: AwsEnvironment.of(scope).arn("elasticache", `user:${userName}`) };
  }

  /** What the user logs in with, which is its id as well. */
  public readonly userName: string;
  /** The same, as what needs the user to exist refers to it. */
  public readonly userId: string;
  /** The user's ARN. */
  public readonly userArn: string;
  /** The engine of the user. */
  public readonly engine: RedisEngine;
  /** What the user may do. */
  public readonly access: RedisAccess;
  /** The user. */
  public readonly resource: ElasticacheUser;

  /** @throws ValidationError for a name or an access that ElastiCache refuses */
  constructor(scope: Construct, id: string, props: RedisUserProps) {
    super(scope, id);
    const validator = new Validator(this).props(props, PROPS);
    this.engine = props.engine ?? DEFAULT_ENGINE;
    this.access = props.access;
    validator
      .known("engine", this.engine)
      .known("userName", props.userName ?? "")
      .format("userName", props.userName, FORMATS.cacheIdentifier);
    validator.check(
      "userName",
      props.userName,
      props.userName !== "default",
      "must not be default, which no IAM user is called",
      'Write it as "trading-api".',
    );
    checkUse(validator, "access", ownRulesOf(this.access));
    validator.throwIfInvalid();
    this.userName = props.userName ?? fitName(pathFromStack(this), { maxLength: ID_MAX_LENGTH, capitals: false });
    this.resource = new ElasticacheUser(this, "Resource", {
      // For IAM authentication the id must be the name (ElastiCache User Guide, "Authenticating with IAM").
      userId: this.userName,
      userName: this.userName,
      engine: this.engine,
      accessString: this.access.accessString,
      authenticationMode: { type: "iam" },
      // Its user groups let go of it before it is deleted: ElastiCache takes a deleted user out of them by itself, and then refuses to remove it.
      lifecycle: CREATE_BEFORE_DESTROY,
    });
    this.userId = this.resource.userId;
    this.userArn = this.resource.arn;
  }
}
