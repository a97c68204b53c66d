import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { Lazy } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { IGrantable } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { grantTo } from "../../src/internal/grant";
import { fitName, pascalCase, pathFromStack } from "../../src/internal/names";
import { PropTypes, STRING, optional, record } from "../../src/internal/prop-types";
import { Validator, isKnown, validateAtSynthesis } from "../../src/internal/validator";
import { RedisEngine, needsDefaultUser } from "./engine";

/** The choices for a user of a cache. */
export interface RedisUserOptions {
  /**
   * What the user may do, as an access string of ElastiCache, without a password or `reset`. Write it as ElastiCache returns it: `on`, keys, channels,
   * then `-@all` before the first command that is added, as in `on ~book:* &* -@all +@read`. Written in another way, it is a change in every plan.
   * See "Role-Based Access Control (RBAC)" in the ElastiCache User Guide.
   *
   * @default "on ~* &* +@all -@dangerous +info"
   */
  readonly accessString?: string;
}

const OPTIONS: PropTypes<RedisUserOptions> = { accessString: optional(STRING) };

/** Clients ask for INFO when they connect, though Redis counts it among the dangerous commands. Written as ElastiCache returns it. */
const DEFAULT_ACCESS = "on ~* &* +@all -@dangerous +info";
const NO_ACCESS = "off -@all";
const ID_MAX_LENGTH = 40;
/** Users of one group (ElastiCache User Guide, "Role-Based Access Control (RBAC)"). */
const MAX_USERS = 100;

/**
 * Records a user that ElastiCache refuses or that can't log in: its id must be its name for IAM authentication, so that a name follows the rules of ids.
 * Limits of access strings: ElastiCache User Guide, "Role-Based Access Control (RBAC)".
 */
export function checkUser(validator: Validator, user: string, options: RedisUserOptions): void {
  validator
    .props({ user, options }, { user: STRING, options: record<RedisUserOptions>() })
    .props(options, OPTIONS, "options")
    .known("user", user)
    .check(
      "user",
      user,
      FORMATS.cacheIdentifier.holds(user) && user !== "default",
      `${FORMATS.cacheIdentifier.rule}, and not default`,
      'Write it as "trading-api".',
    )
    .check(
      "options.accessString",
      // It may hold a password.
      isKnown(options.accessString) ? "a text that isn't shown" : options.accessString,
      isAccessString(options.accessString ?? DEFAULT_ACCESS),
      "must hold on or off, and neither a password nor reset",
      'Write it as "on ~book:* &* -@all +@read".',
    );
}

/** Passwords are written behind `>` and `<`, their hashes behind `#` and `!`. */
function isAccessString(text: string): boolean {
  const words = text.split(/\s+/);
  return words.some((word) => /^(on|off)$/.test(word)) && !words.some((word) => /^([><#!].*|nopass|resetpass|reset)$/.test(word));
}

/** Lets a role connect to a cache as a user: the permission names both (ElastiCache User Guide, "Authenticating with IAM"). */
export function grantConnectTo(cache: IConstruct, grantee: IGrantable, user: string, cacheArn: string, userArn: string): void {
  grantTo(cache, grantee, {
    sid: `${cache.node.id}ConnectAs${pascalCase(user)}`,
    actions: ["elasticache:Connect"],
    resources: [cacheArn, userArn],
  });
}

/** The users of a cache, all of whom log in by IAM authentication, and the user group of the cache. */
export class RedisUsers extends Construct {
  public readonly group: ElasticacheUserGroup;
  private readonly users = new Map<string, ElasticacheUser>();
  private readonly accessStrings = new Map<string, string>();

  constructor(
    private readonly cache: Construct,
    id: string,
    private readonly engine: RedisEngine,
  ) {
    super(cache, id);
    if (needsDefaultUser(engine)) this.users.set("default", this.createDisabledDefaultUser());
    this.group = new ElasticacheUserGroup(this, "Group", {
      engine,
      userGroupId: fitName(pathFromStack(cache), { maxLength: ID_MAX_LENGTH, capitals: false }),
      userIds: Lazy.listValue({ produce: () => this.sorted().map(({ userId }) => userId) }),
    });
    validateAtSynthesis(cache, (validator) => this.checkCount(validator));
  }

  /** The users made until now, by name. */
  public get byName(): Readonly<Record<string, ElasticacheUser>> {
    return Object.fromEntries(this.users);
  }

  /** What a user logs in with. */
  public nameOf(user: string): string {
    const validator = new Validator(this.cache);
    checkUser(validator, user, {});
    validator.throwIfInvalid();
    return fitName([...pathFromStack(this.cache), user], { maxLength: ID_MAX_LENGTH, capitals: false });
  }

  /** The user of that name; made when it is first asked for. */
  public user(name: string, options: RedisUserOptions): ElasticacheUser {
    const validator = new Validator(this.cache);
    checkUser(validator, name, options);
    const accessString = options.accessString ?? DEFAULT_ACCESS;
    const existing = this.users.get(name);
    validator
      .check(
        "options.accessString",
        isKnown(accessString) ? accessString : "a value that only Terraform knows",
        !existing || this.accessStrings.get(name) === accessString,
        `must be the same for every grant of ${name}`,
        "Grant another user to the second role.",
      )
      .throwIfInvalid();
    return existing ?? this.createUser(name, accessString);
  }

  /**
   * For IAM authentication the id must be the name (ElastiCache User Guide, "Authenticating with IAM"), and ids are unique in the account and region: both
   * begin with the cache's path, so that two caches can have a user each for one service.
   */
  private createUser(name: string, accessString: string): ElasticacheUser {
    const userId = this.nameOf(name);
    const user = new ElasticacheUser(this, name, {
      userId,
      userName: userId,
      engine: this.engine,
      accessString,
      authenticationMode: { type: "iam" },
    });
    this.users.set(name, user);
    this.accessStrings.set(name, accessString);
    return user;
  }

  /** A user group of Redis OSS must hold a user called `default`; this one is disabled, so that its missing password opens nothing. */
  private createDisabledDefaultUser(): ElasticacheUser {
    return new ElasticacheUser(this, "default", {
      userId: fitName([...pathFromStack(this.cache), "default"], { maxLength: ID_MAX_LENGTH, capitals: false }),
      userName: "default",
      engine: this.engine,
      accessString: NO_ACCESS,
      authenticationMode: { type: "no-password-required" },
    });
  }

  /** By name: ids are tokens, whose order is that of the calls. */
  private sorted(): ElasticacheUser[] {
    return [...this.users.keys()].sort().map((name) => this.users.get(name)!);
  }

  private checkCount(validator: Validator): void {
    const count = this.users.size;
    validator.check("users", count, count <= MAX_USERS, `must be ${MAX_USERS} or fewer in one user group`, "Let services share a user.");
  }
}
