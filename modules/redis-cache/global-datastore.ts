import { ElasticacheGlobalReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-global-replication-group";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { Removal } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { pathText, physicalName } from "../../src/internal/names";
import { BOOLEAN, NUMBER, PropTypes, STRING, like, optional } from "../../src/internal/prop-types";
import { REMOVAL, removalLifecycle, removalOf } from "../../src/internal/removal";
import { Validator, validateAtSynthesis } from "../../src/internal/validator";
import { ENGINE, RedisEngine, ResolvedEngine, checkEngine, resolveEngine, versionArguments } from "./engine";
import { checkNodeType, isBurstable } from "./node-type";
import { checkTopology } from "./topology";

/** What all caches of a global datastore have in common. */
interface GlobalSettings {
  /** The engine of all its caches. A change is made outside of Terraform: see the guide. @default "valkey" */
  readonly engine?: RedisEngine;
  /** A major version, or a full one such as `8.0`, as of a cache alone. A newer one is an update of all its caches, in place; ElastiCache refuses an older one. @default - "8", "7" for redis */
  readonly engineVersion?: string;
  /** Whether ElastiCache upgrades minor versions of its caches. Terraform then leaves the version alone. @default - true where `engineVersion` is a major version */
  readonly autoMinorVersionUpgrade?: boolean;
  /** The node type of all its caches: `large` or larger, and neither burstable nor of the families m4 and r4. A change is made in all of them, in place. @default "cache.r7g.large" */
  readonly nodeType?: string;
  /** Whether keys are partitioned over shards. ElastiCache refuses a change. @default true */
  readonly clusterMode?: boolean;
  /** Shards of each cache; 1 with cluster mode disabled. A change is made in all of them, in place. @default 1 */
  readonly shards?: number;
}

/** The choices for a global datastore. */
export interface RedisGlobalDatastoreProps extends GlobalSettings {
  /** What its id ends with, 1 to 40 lower-case letters, digits and dashes: ElastiCache puts a prefix before it, which stands for the region (`ldgnf-`). A change replaces the global datastore. @default - made from the construct's path */
  readonly globalReplicationGroupIdSuffix?: string;
  /** What happens to the global datastore when it leaves the configuration; the data stays in its caches. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
}

const SETTINGS: PropTypes<GlobalSettings> = {
  engine: optional(ENGINE),
  engineVersion: optional(STRING),
  autoMinorVersionUpgrade: optional(BOOLEAN),
  nodeType: optional(STRING),
  clusterMode: optional(BOOLEAN),
  shards: optional(NUMBER),
};

const PROPS: PropTypes<RedisGlobalDatastoreProps> = {
  ...SETTINGS,
  globalReplicationGroupIdSuffix: optional(STRING),
  removal: REMOVAL,
};

/** What identifies a global datastore that exists already, and what its caches have in common. */
export interface RedisGlobalDatastoreAttributes extends GlobalSettings {
  /** Its id, with the prefix of its region: `ldgnf-orders`. */
  readonly globalReplicationGroupId: string;
}

const ATTRIBUTES: PropTypes<RedisGlobalDatastoreAttributes> = { ...SETTINGS, globalReplicationGroupId: STRING };

/** A global datastore, made here or elsewhere. */
export interface IRedisGlobalDatastore {
  /** Its id, with the prefix of its region: `ldgnf-orders`. */
  readonly globalReplicationGroupId: string;
  /** The engine of all its caches. */
  readonly engine: RedisEngine;
  /** The version of all its caches. */
  readonly engineVersion: string;
  /** Whether ElastiCache upgrades minor versions of its caches. */
  readonly autoMinorVersionUpgrade: boolean;
  /** The node type of all its caches. */
  readonly nodeType: string;
  /** Whether keys are partitioned over shards. */
  readonly clusterMode: boolean;
  /** Shards of each cache. */
  readonly shards: number;
}

/** The prop type of global datastores. */
export const GLOBAL_DATASTORE = like<IRedisGlobalDatastore>(
  "a RedisGlobalDatastore",
  ["globalReplicationGroupId", "engine", "engineVersion", "autoMinorVersionUpgrade", "nodeType", "clusterMode", "shards"],
  "RedisGlobalDatastore.fromAttributes",
);

/** What the primary cache gives its global datastore. */
interface PrimaryCache {
  readonly replicationGroupId: string;
  /** Of the primary's region: each cache gets a copy with a major version. */
  readonly parameterGroupName: string;
}

/** The primary cache of each global datastore that is made in this app. */
const PRIMARIES = new WeakMap<IRedisGlobalDatastore, PrimaryCache>();

/** Makes a cache the primary one of a global datastore. */
export function givePrimary(datastore: IRedisGlobalDatastore, primary: PrimaryCache): void {
  PRIMARIES.set(datastore, primary);
}

/**
 * A global datastore of ElastiCache: caches in up to three regions, of which the primary one takes writes and the others follow it, for reads. Caches join it by their prop `globalDatastore`.
 *
 * Engine, version, node type, cluster mode and shards are its own and the same in all its caches: ElastiCache changes them in all at once, and refuses them of one alone (ElastiCache User Guide,
 * "Replication across AWS Regions using global datastores").
 */
export class RedisGlobalDatastore extends Construct implements IRedisGlobalDatastore {
  /**
   * A global datastore that exists already, which caches of this app join as secondary ones.
   *
   * @throws ValidationError for an attribute that no global datastore has
   */
  public static fromAttributes(scope: Construct, id: string, attributes: RedisGlobalDatastoreAttributes): IRedisGlobalDatastore {
    const construct = new Construct(scope, id);
    const validator = new Validator(construct).props(attributes, ATTRIBUTES);
    validator.matches(
      "globalReplicationGroupId",
      attributes.globalReplicationGroupId,
      /^[a-z][a-z0-9-]*[a-z0-9]$/,
      "must be lower-case letters, digits and dashes, beginning with a letter",
      'Copy the id with the prefix that ElastiCache gave it: "ldgnf-orders".',
    );
    const { engine, engineVersion, autoMinorVersionUpgrade, nodeType, clusterMode, shards } = checkSettings(validator, attributes);
    const { globalReplicationGroupId } = attributes;
    return { globalReplicationGroupId, engine, engineVersion, autoMinorVersionUpgrade, nodeType, clusterMode, shards };
  }

  /** The engine of all its caches. */
  public readonly engine: RedisEngine;
  /** The version of all its caches. */
  public readonly engineVersion: string;
  /** Whether ElastiCache upgrades minor versions of its caches. */
  public readonly autoMinorVersionUpgrade: boolean;
  /** The node type of all its caches. */
  public readonly nodeType: string;
  /** Whether keys are partitioned over shards. */
  public readonly clusterMode: boolean;
  /** Shards of each cache. */
  public readonly shards: number;
  /** Its id, with the prefix of its region. */
  public readonly globalReplicationGroupId: string;
  /** What happens to the global datastore when it leaves the configuration. */
  public readonly removal: Removal;
  /** The global replication group. */
  public readonly resource: ElasticacheGlobalReplicationGroup;

  /** @throws ValidationError for a value that ElastiCache refuses, and at synthesis for a global datastore without a primary cache */
  constructor(scope: Construct, id: string, props: RedisGlobalDatastoreProps = {}) {
    super(scope, id);
    const validator = new Validator(this).props(props, PROPS);
    validator.format("globalReplicationGroupIdSuffix", props.globalReplicationGroupIdSuffix, FORMATS.cacheIdentifier);
    const settings = checkSettings(validator, props);
    this.engine = settings.engine;
    this.engineVersion = settings.engineVersion;
    this.autoMinorVersionUpgrade = settings.autoMinorVersionUpgrade;
    this.nodeType = settings.nodeType;
    this.clusterMode = settings.clusterMode;
    this.shards = settings.shards;
    this.removal = removalOf(this, props.removal);
    validateAtSynthesis(this, (collected) => this.checkPrimary(collected));
    this.resource = this.createGlobalReplicationGroup(props, settings);
    this.globalReplicationGroupId = this.resource.globalReplicationGroupId;
  }

  private checkPrimary(validator: Validator): void {
    validator.check(
      "globalDatastore",
      "no primary cache",
      PRIMARIES.has(this),
      "must have a primary cache",
      'Make a RedisCache with globalDatastore: { datastore, role: "primary" } in the same stack.',
    );
  }

  private createGlobalReplicationGroup(props: RedisGlobalDatastoreProps, settings: ResolvedSettings): ElasticacheGlobalReplicationGroup {
    const { engineVersion, ignored, postcondition } = versionArguments(settings);
    const { globalReplicationGroupIdSuffix } = props;
    return new ElasticacheGlobalReplicationGroup(this, "Resource", {
      globalReplicationGroupIdSuffix: globalReplicationGroupIdSuffix ?? physicalName(this, { maxLength: MAX_LENGTH, capitals: false }),
      globalReplicationGroupDescription: pathText(this, 255, "Global datastore "),
      primaryReplicationGroupId: Lazy.stringValue({ produce: () => PRIMARIES.get(this)?.replicationGroupId }),
      cacheNodeType: this.nodeType,
      engineVersion,
      // The provider sends it with a major version alone, and accepts no change without one.
      parameterGroupName: Lazy.stringValue({ produce: () => PRIMARIES.get(this)?.parameterGroupName }),
      numNodeGroups: this.clusterMode ? this.shards : undefined,
      lifecycle: {
        ...removalLifecycle(this.removal),
        // A secondary cache that has been promoted is shown here, and the provider would replace the global datastore (hashicorp/terraform-provider-aws#46121).
        ignoreChanges: ["primary_replication_group_id", ...ignored],
        postcondition,
      },
    });
  }
}

/** The id's length less that of the prefix. ElastiCache's limit isn't documented: this keeps the whole id within that of replication groups, 40 characters. */
const MAX_LENGTH = 34;

/** What decides which resources are created, and how. */
const KNOWN_AT_SYNTHESIS = ["engine", "engineVersion", "autoMinorVersionUpgrade"] as const;

/** What all caches have in common, with its defaults resolved. */
interface ResolvedSettings extends ResolvedEngine {
  readonly nodeType: string;
  readonly clusterMode: boolean;
  readonly shards: number;
}

/**
 * What all caches have in common, with its defaults resolved.
 *
 * @throws ValidationError for what ElastiCache refuses (ElastiCache User Guide, "Prerequisites and limitations" of global datastores)
 */
function checkSettings(validator: Validator, props: GlobalSettings): ResolvedSettings {
  for (const prop of KNOWN_AT_SYNTHESIS) validator.known(prop, props[prop]);
  validator.throwIfInvalid();
  checkEngine(validator, props);
  const nodeType = props.nodeType ?? "cache.r7g.large";
  const clusterMode = props.clusterMode ?? true;
  const shards = props.shards ?? 1;
  const engine = resolveEngine(props);
  checkTopology(validator, { clusterMode, shards, replicasPerShard: 1 });
  checkNodeType(validator, nodeType, engine.engine);
  validator
    .check(
      "nodeType",
      nodeType,
      !isBurstable(nodeType) && !/^cache\.[mr]4\./.test(nodeType),
      "must be neither burstable nor of the families m4 and r4: global datastores have none",
      'Use "cache.r7g.large" or larger.',
    )
    .throwIfInvalid();
  return { ...engine, nodeType, clusterMode, shards };
}
