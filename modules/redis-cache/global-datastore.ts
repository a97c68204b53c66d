import { ElasticacheGlobalReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-global-replication-group";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { Removal } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { pathText, physicalName } from "../../src/internal/names";
import { BOOLEAN, NUMBER, PropTypes, STRING, like, oneOf, optional } from "../../src/internal/prop-types";
import { REMOVAL, removalLifecycle, removalOf } from "../../src/internal/removal";
import { Validator, validateAtSynthesis } from "../../src/internal/validator";
import { REDIS_ENGINES, RedisEngine, checkEngine, defaultEngineVersion } from "./engine";
import { checkNodeType } from "./node-type";
import { checkTopology } from "./topology";

/** What all caches of a global datastore have in common. */
interface GlobalSettings {
  /** The engine of all its caches. Terraform can't change it: see the guide. @default "valkey" */
  readonly engine?: RedisEngine;
  /** The version of all its caches. A newer one is an update of all of them, in place. @default "8.0", or "7.1" for redis */
  readonly engineVersion?: string;
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
  engine: optional(oneOf(REDIS_ENGINES)),
  engineVersion: optional(STRING),
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
  ["globalReplicationGroupId", "engine", "engineVersion", "nodeType", "clusterMode", "shards"],
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
    validator.throwIfInvalid();
    const settings = resolveSettings(attributes);
    checkSettings(validator, settings);
    validator.throwIfInvalid();
    return { ...settings, globalReplicationGroupId: attributes.globalReplicationGroupId };
  }

  /** The engine of all its caches. */
  public readonly engine: RedisEngine;
  /** The version of all its caches. */
  public readonly engineVersion: string;
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
    validator.throwIfInvalid();
    const settings = resolveSettings(props);
    checkSettings(validator, settings);
    validator.format("globalReplicationGroupIdSuffix", props.globalReplicationGroupIdSuffix, FORMATS.cacheIdentifier).throwIfInvalid();
    this.engine = settings.engine;
    this.engineVersion = settings.engineVersion;
    this.nodeType = settings.nodeType;
    this.clusterMode = settings.clusterMode;
    this.shards = settings.shards;
    this.removal = removalOf(this, props.removal);
    validateAtSynthesis(this, (collected) => this.checkPrimary(collected));
    this.resource = this.createGlobalReplicationGroup(props);
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

  private createGlobalReplicationGroup({ globalReplicationGroupIdSuffix }: RedisGlobalDatastoreProps): ElasticacheGlobalReplicationGroup {
    return new ElasticacheGlobalReplicationGroup(this, "Resource", {
      globalReplicationGroupIdSuffix: globalReplicationGroupIdSuffix ?? physicalName(this, { maxLength: MAX_LENGTH, capitals: false }),
      globalReplicationGroupDescription: pathText(this, 255, "Global datastore "),
      primaryReplicationGroupId: Lazy.stringValue({ produce: () => PRIMARIES.get(this)?.replicationGroupId }),
      cacheNodeType: this.nodeType,
      engineVersion: this.engineVersion,
      // The provider sends it with a major version alone, and accepts no change without one.
      parameterGroupName: Lazy.stringValue({ produce: () => PRIMARIES.get(this)?.parameterGroupName }),
      numNodeGroups: this.clusterMode ? this.shards : undefined,
      lifecycle: {
        ...removalLifecycle(this.removal),
        // A secondary cache that has been promoted is shown here, and the provider would replace the global datastore (hashicorp/terraform-provider-aws#46121).
        ignoreChanges: ["primary_replication_group_id"],
      },
    });
  }
}

/** The id's length less that of the prefix. ElastiCache's limit isn't documented: this keeps the whole id within that of replication groups, 40 characters. */
const MAX_LENGTH = 34;

function resolveSettings(props: GlobalSettings): Required<GlobalSettings> {
  const engine = props.engine ?? "valkey";
  return {
    engine,
    engineVersion: props.engineVersion ?? defaultEngineVersion(engine),
    nodeType: props.nodeType ?? "cache.r7g.large",
    clusterMode: props.clusterMode ?? true,
    shards: props.shards ?? 1,
  };
}

/** Records what ElastiCache refuses of a global datastore (ElastiCache User Guide, "Prerequisites and limitations" of global datastores). */
function checkSettings(validator: Validator, settings: Required<GlobalSettings>): void {
  const { engine, engineVersion, nodeType } = settings;
  checkEngine(validator, { engine, engineVersion, userGroupEngine: engine });
  checkTopology(validator, { clusterMode: settings.clusterMode, shards: settings.shards, replicasPerShard: 1 });
  checkNodeType(validator, nodeType);
  validator.check(
    "nodeType",
    nodeType,
    !/^cache\.(t\d|[mr][34]\.)/.test(nodeType),
    "must be neither burstable nor of the families m3, m4, r3 and r4: global datastores have none",
    'Use "cache.r7g.large" or larger.',
  );
}
