import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { Lazy, TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { IGrantable } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { grantTo } from "../../src/internal/grant";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { fitName, pascalCase, pathFromStack } from "../../src/internal/names";
import { PropType, PropTypes, STRING, either, optional, record, secret } from "../../src/internal/prop-types";
import { checkPlace } from "../../src/internal/region";
import { sortedBy } from "../../src/internal/sorted-by";
import { closestTo } from "../../src/internal/spelling";
import { dependsOnStackOf, deployAfter } from "../../src/internal/stacks";
import { Validator, validateAtSynthesis } from "../../src/internal/validator";
import { warnOnce } from "../../src/internal/warn-once";
import { REDIS_ACCESS, RedisAccess, ownRulesOf } from "./access";
import { checkUse } from "./access-use";
import { RedisEngine, needsDefaultUser } from "./engine";
import { ID_MAX_LENGTH, IRedisUser, REDIS_USER, RedisUser } from "./redis-user";

/** The choices for a user of a cache. */
export interface RedisUserOptions {
  /**
   * What the user may do.
   *
   * @default - `RedisAccess.application(user)`: what an application does, on keys and channels that begin with `<user>:`
   */
  readonly access?: RedisAccess;
}

const OPTIONS: PropTypes<RedisUserOptions> = { access: optional(REDIS_ACCESS) };
const OPTIONS_RECORD: PropType<RedisUserOptions> = {
  ...secret(record<RedisUserOptions>()),
  fixOf: (value) => (typeof value === "string" ? "Write an access string as { access: RedisAccess.fromAccessString(…) }." : undefined),
};
const USER_OR_NAME: PropType<string | IRedisUser> = {
  ...either<string, IRedisUser>(STRING, REDIS_USER),
  fixOf: (value) => (isRole(value) ? "Give the role first, then the user." : undefined),
};

const NO_ACCESS = "off -@all";
/** Users of one group (ElastiCache User Guide, "Role-Based Access Control (RBAC)"). */
const MAX_USERS = 100;

/** Records a user that ElastiCache refuses or that can't log in: its id must be its name for IAM authentication, so that a name follows the rules of ids. */
export function checkUser(validator: Validator, user: string | IRedisUser, options: RedisUserOptions): void {
  validator
    .props({ user, options }, { user: USER_OR_NAME, options: OPTIONS_RECORD })
    .check("options", "a RedisAccess", !REDIS_ACCESS.accepts(options), "must hold the access", "Write it as { access: … }.");
  if (REDIS_ACCESS.accepts(options)) return;
  validator.props(options, OPTIONS, "options");
  if (typeof user !== "string") {
    validator.check(
      "options.access",
      "a RedisAccess",
      (options.access ?? undefined) === undefined,
      "must be left out for a RedisUser, which has its own",
      "Set it where the user is made.",
    );
    return;
  }
  validator
    .known("user", user)
    .check(
      "user",
      user,
      FORMATS.cacheIdentifier.holds(user) && user !== "default",
      `${FORMATS.cacheIdentifier.rule}, and not default`,
      FORMATS.cacheIdentifier.fixOf?.(user) ?? 'Write it as "trading-api".',
    );
}

/** Whether something is a role, or runs as one, in the place of the user. */
function isRole(value: unknown): boolean {
  return typeof value === "object" && value !== null && "role" in value;
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
  private readonly defaultUser?: ElasticacheUser;
  /** Those that were made for this cache, by what grants called them. */
  private readonly own = new Map<string, RedisUser>();
  /** Those that other caches may have as well, by what they log in with. */
  private readonly shared = new Map<string, IRedisUser>();
  /** As whom services connect, by what he logs in with: as the caller has named him. */
  private readonly connected = new Map<string, string>();

  constructor(
    private readonly cache: Construct,
    id: string,
    private readonly engine: RedisEngine,
  ) {
    super(cache, id);
    this.defaultUser = needsDefaultUser(engine) ? this.createDisabledDefaultUser() : undefined;
    this.group = new ElasticacheUserGroup(this, "Group", {
      engine,
      userGroupId: fitName(pathFromStack(cache), { maxLength: ID_MAX_LENGTH, capitals: false }),
      userIds: Lazy.listValue({ produce: () => this.memberIds() }),
    });
    validateAtSynthesis(cache, (validator) => this.checkCount(validator));
    validateAtSynthesis(cache, () => this.warnOfStrangers());
  }

  /** The users that grants have made, by what they were called. */
  public get byName(): Readonly<Record<string, RedisUser>> {
    return Object.fromEntries(this.own);
  }

  /** What a user logs in with. */
  public nameOf(user: string | IRedisUser): string {
    const validator = new Validator(this.cache);
    checkUser(validator, user, {});
    validator.throwIfInvalid();
    return typeof user === "string" ? this.idOf(user) : user.userName;
  }

  /** The same, of a user as whom a service connects: who is in the user group by the end, or can't log in. */
  public connectAs(user: string | IRedisUser): string {
    const name = this.nameOf(user);
    this.connected.set(name, typeof user === "string" ? user : user.userName);
    return name;
  }

  /** Lets a role connect to the cache as a user, who is made when he is first named, or shared. */
  public grantConnect(grantee: IGrantable, user: string | IRedisUser, options: RedisUserOptions, cacheArn: string): void {
    const { userArn } = this.userOf(user, options);
    grantConnectTo(this.cache, grantee, typeof user === "string" ? user : user.userName, cacheArn, userArn);
  }

  private userOf(user: string | IRedisUser, options: RedisUserOptions): IRedisUser {
    const validator = new Validator(this.cache);
    checkUser(validator, user, options);
    if (typeof user !== "string") return this.share(validator, user);
    validator.throwIfInvalid();
    const existing = this.own.get(user);
    const access = options.access ?? RedisAccess.application(user);
    checkUse(validator, "options.access", ownRulesOf(access));
    validator
      .check(
        "options.access",
        access.accessString,
        existing === undefined || existing.access.accessString === access.accessString,
        `must be the same for every grant of ${user}`,
        "Grant another user to the second role.",
      )
      .throwIfInvalid();
    if (existing) return existing;
    const made = new RedisUser(this, user, { access, engine: this.engine, userName: this.idOf(user) });
    this.own.set(user, made);
    return made;
  }

  private share(validator: Validator, user: IRedisUser): IRedisUser {
    validator
      .check(
        "user",
        user.userName,
        this.engine === "valkey" || user.engine === "redis",
        "must be a user of engine redis: a user group of Redis OSS takes no user of Valkey",
        'Make the RedisUser with engine: "redis".',
      )
      .throwIfInvalid();
    checkPlace(validator, "user", user, "a user", (place) => `Make a RedisUser in ${place}.`);
    this.checkOrder(validator, user);
    deployAfter(this.cache, user);
    // One that is made here stands for its name, whichever is granted first: the group then waits for it.
    if (!Construct.isConstruct(this.shared.get(user.userName))) this.shared.set(user.userName, user);
    return user;
  }

  /** Ids are unique in the account and region: they begin with the cache's path, so that two caches can have a user each for one service. */
  private idOf(user: string): string {
    return fitName([...pathFromStack(this.cache), user], { maxLength: ID_MAX_LENGTH, capitals: false });
  }

  /** A user group of Redis OSS must hold a user called `default`; this one is disabled, so that its missing password opens nothing. */
  private createDisabledDefaultUser(): ElasticacheUser {
    return new ElasticacheUser(this, "default", {
      userId: this.idOf("default"),
      userName: "default",
      engine: this.engine,
      accessString: NO_ACCESS,
      // In `authenticationMode` ElastiCache returns it as "no-password", and every plan would change it back (ElastiCache API Reference, Authentication).
      noPasswordRequired: true,
      lifecycle: CREATE_BEFORE_DESTROY,
    });
  }

  /** In the order of the names: ids are tokens, whose order is that of the calls. */
  private memberIds(): string[] {
    const granted = sortedBy([...this.own.values(), ...this.shared.values()], ({ userName }) => userName);
    return [...(this.defaultUser ? [this.defaultUser] : []), ...granted].map(({ userId }) => userId);
  }

  /** A user group names its users, which are there first. */
  private checkOrder(validator: Validator, user: IRedisUser): void {
    validator
      .check(
        "user",
        user,
        !dependsOnStackOf(this.cache, user),
        "must be a user that is deployed before the cache, whose user group names it",
        `Make it in ${TerraformStack.of(this.cache).node.path}; or give it a fixed userName, and here RedisUser.fromUserName.`,
      )
      .throwIfInvalid();
  }

  /** Warns of a connection as somebody who isn't in the user group: his logins fail once the service is deployed. */
  private warnOfStrangers(): void {
    const members = new Map([...this.own].map(([name, { userName }]) => [userName, name]));
    for (const [userName, given] of this.connected) {
      if (members.has(userName) || this.shared.has(userName)) continue;
      const meant = members.get(given) ?? closestTo(given, [...this.own.keys()]);
      warnOnce(
        this.cache,
        `connection("${given}") of ${this.cache.node.path}: nobody is granted that user, who isn't in the cache's user group and can't log in. ` +
          (meant === undefined ? "Grant it: grantConnect." : `Did you mean "${meant}"?`),
      );
    }
  }

  private checkCount(validator: Validator): void {
    const count = this.memberIds().length;
    validator.check("users", count, count <= MAX_USERS, `must be ${MAX_USERS} or fewer in one user group`, "Let services share a user.");
  }
}
