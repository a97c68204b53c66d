import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { fitName, pathFromStack } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";
import { checkUserName } from "./redis-cache-interface";
import { REDIS_ENGINES, RedisEngine } from "./redis-engine";

/**
 * Clients ask for INFO when they connect, though Redis counts it among the dangerous commands. Written as ElastiCache gives it back: another order
 * would be a change in every plan.
 */
const DEFAULT_ACCESS = "on ~* &* +@all -@dangerous +info";
const NO_ACCESS = "off -@all";
const ID_MAX_LENGTH = 40;
/** Users of one group (ElastiCache guide, "Role-Based Access Control"). */
const MAX_USERS = 100;

/** The users of a cache, all of whom log in by IAM, and the group that the cache takes. */
export class RedisUsers extends Construct {
  public readonly group: ElasticacheUserGroup;
  /** Keyed by name. */
  public readonly users = new Map<string, ElasticacheUser>();
  private readonly accessStrings = new Map<string, string>();

  constructor(
    scope: Construct,
    id: string,
    private readonly engine: RedisEngine,
  ) {
    super(scope, id);
    if (REDIS_ENGINES[engine].needsDefaultUser) this.users.set("default", this.createDisabledDefaultUser());
    this.group = new ElasticacheUserGroup(this, "Group", {
      engine,
      userGroupId: fitName(pathFromStack(scope), { maxLength: ID_MAX_LENGTH, capitals: false }),
      userIds: Lazy.listValue({ produce: () => this.userIds() }),
    });
    this.node.addValidation({ validate: () => this.checkCount() });
  }

  /** The user of that name; made when it is first asked for. */
  public user(name: string, accessString = DEFAULT_ACCESS): ElasticacheUser {
    const existing = this.users.get(name);
    checkUserName(new Validator(this.node.scope!), name)
      .check(
        "accessString",
        accessString,
        !existing || this.accessStrings.get(name) === accessString,
        `must be the same for every grant of ${name}`,
        "Give another user to the second role.",
      )
      .throwIfInvalid();
    if (existing) return existing;
    // IAM logins need a user whose id is its name.
    const user = new ElasticacheUser(this, name, {
      userId: name,
      userName: name,
      engine: this.engine,
      accessString,
      authenticationMode: { type: "iam" },
    });
    this.users.set(name, user);
    this.accessStrings.set(name, accessString);
    return user;
  }

  /** Redis wants a user called `default`; this one is switched off, so that its missing password opens nothing. */
  private createDisabledDefaultUser(): ElasticacheUser {
    return new ElasticacheUser(this, "default", {
      userId: fitName([...pathFromStack(this.node.scope!), "default"], { maxLength: ID_MAX_LENGTH, capitals: false }),
      userName: "default",
      engine: this.engine,
      accessString: NO_ACCESS,
      authenticationMode: { type: "no-password-required" },
    });
  }

  /** By name: ids are tokens, whose order is that of the calls. */
  private userIds(): string[] {
    return [...this.users.keys()].sort().map((name) => this.users.get(name)!.userId);
  }

  private checkCount(): string[] {
    if (this.users.size <= MAX_USERS) return [];
    return [`${this.node.path}: a cache has at most ${MAX_USERS} users; received ${this.users.size}. Let services share a user.`];
  }
}
