import { ElasticacheReplicationGroupConfig } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { Construct } from "constructs";
import { AwsEnvironment } from "../../src/core";
import { PropTypes, oneOf } from "../../src/internal/prop-types";
import { deployAfter, isElsewhere } from "../../src/internal/stacks";
import { Validator, isGiven } from "../../src/internal/validator";
import { GLOBAL_DATASTORE, IRedisGlobalDatastore, givePrimary } from "./global-datastore";

const ROLES = ["primary", "secondary"] as const;

/** A cache's part in a global datastore. */
export interface RedisGlobalMembership {
  /** The global datastore. A cache that exists can become the primary one; a secondary one is made as such. */
  readonly datastore: IRedisGlobalDatastore;
  /** What the cache is created as: `primary` takes writes, `secondary` follows it in another region, for reads. A promotion changes the roles and not this prop. */
  readonly role: "primary" | "secondary";
}

const MEMBERSHIP: PropTypes<RedisGlobalMembership> = { datastore: GLOBAL_DATASTORE, role: oneOf(ROLES) };

/** What the global datastore says for all its caches. */
const COMMON = ["engine", "engineVersion", "autoMinorVersionUpgrade", "nodeType", "clusterMode", "shards"] as const;
/** What a secondary cache has from its primary one. */
const OF_THE_PRIMARY = ["parameters", "maxmemoryPolicy", "reservedMemoryPercent", "snapshotName", "snapshotArns"] as const;
/** What isn't scaled by load (ElastiCache User Guide, "Auto Scaling clusters"). */
const SCALING = ["shardAutoScaling", "replicaAutoScaling"] as const;

/** What counts for a member of a global datastore among a cache's choices. */
type MemberProps = { readonly globalDatastore?: RedisGlobalMembership; readonly replicasPerShard?: number } & {
  readonly [Prop in (typeof COMMON)[number] | (typeof OF_THE_PRIMARY)[number] | (typeof SCALING)[number]]?: unknown;
};

/** A cache that is in a global datastore. */
interface Member {
  readonly cache: Construct;
  readonly role: RedisGlobalMembership["role"];
}

/** The caches of each global datastore, of this app. */
const MEMBERS = new WeakMap<IRedisGlobalDatastore, readonly Member[]>();

/** Secondary caches of one global datastore (ElastiCache User Guide, "Prerequisites and limitations" of global datastores). */
const MAX_SECONDARIES = 2;

/** A cache's choices with what its global datastore says. Pure. */
export function withGlobalSettings<Props extends MemberProps>(props: Props): Props {
  const datastore = props?.globalDatastore?.datastore;
  if (!isGiven(datastore)) return props;
  return { ...props, ...Object.fromEntries(COMMON.map((prop) => [prop, datastore[prop]])) };
}

/** Whether a cache is created as a secondary one. Pure. */
export function isSecondary(membership: RedisGlobalMembership | undefined): boolean {
  return membership?.role === "secondary";
}

/** Records what a member of a global datastore can't have, or must. To be handed the choices as the caller has made them. */
export function checkGlobalMembership(validator: Validator, cache: Construct, props: MemberProps): void {
  const { globalDatastore: membership, replicasPerShard } = props;
  if (!isGiven(membership)) return;
  validator.props(membership, MEMBERSHIP, "globalDatastore");
  if (!isGiven(membership.datastore?.engine)) return;
  refuse(
    validator,
    props,
    COMMON,
    "must be left out: the global datastore says it for all its caches",
    "Give it to the RedisGlobalDatastore.",
  );
  refuse(validator, props, SCALING, "must be left out: the caches of a global datastore aren't scaled by load", "Leave it out.");
  validator.check(
    "replicasPerShard",
    replicasPerShard,
    replicasPerShard !== 0,
    "must be 1 or more in a global datastore: a secondary cache has its primary's automatic failover",
    "Leave it out.",
  );
  const others = MEMBERS.get(membership.datastore) ?? [];
  if (membership.role === "primary") checkPrimary(validator, cache, membership.datastore, others);
  if (membership.role === "secondary") checkSecondary(validator, cache, props, others);
}

function refuse(validator: Validator, props: MemberProps, names: readonly (keyof MemberProps)[], rule: string, fix: string): void {
  for (const prop of names) validator.check(prop, props[prop], !isGiven(props[prop]), rule, fix);
}

function checkPrimary(validator: Validator, cache: Construct, datastore: IRedisGlobalDatastore, others: readonly Member[]): void {
  validator
    .check(
      "globalDatastore.role",
      "primary",
      others.every(({ role }) => role !== "primary"),
      "must be primary for one cache alone",
      'Make the others "secondary", each in another region.',
    )
    .check(
      "globalDatastore.role",
      "primary",
      Construct.isConstruct(datastore) && !isElsewhere(cache, datastore),
      "must be secondary, but in the stack of a RedisGlobalDatastore that is made here",
      "Make the global datastore and its primary cache in one stack.",
    );
}

function checkSecondary(validator: Validator, cache: Construct, props: MemberProps, others: readonly Member[]): void {
  const { datastore } = props.globalDatastore!;
  refuse(validator, props, OF_THE_PRIMARY, "must be left out for a secondary cache, which has the primary's", "Leave it out.");
  validator
    .check(
      "globalDatastore.role",
      "secondary",
      !Construct.isConstruct(datastore) || others.some(({ role }) => role === "primary"),
      "must not be secondary before there is a primary cache",
      "Make the primary cache first.",
    )
    .check(
      "globalDatastore.role",
      "secondary",
      others.filter(({ role }) => role === "secondary").length < MAX_SECONDARIES,
      `must be secondary for ${MAX_SECONDARIES} caches at most`,
      "Make one of them a cache of its own.",
    );
  const { region } = AwsEnvironment.of(cache);
  for (const other of others) {
    validator.onceKnown([region, AwsEnvironment.of(other.cache).region], (collected, own, taken) =>
      collected.check(
        "globalDatastore.datastore",
        own,
        own !== taken,
        `must be one without a cache in ${own}: ${other.cache.node.path} is there`,
        "Make this cache in the stack of another region.",
      ),
    );
  }
}

/** Enters a cache into its global datastore: the primary one is what the datastore is made of, and a secondary one is deployed after it. */
export function joinGlobalDatastore(
  cache: Construct,
  membership: RedisGlobalMembership | undefined,
  own: { readonly replicationGroupId: string; readonly parameterGroupName: string | undefined },
): void {
  if (!isGiven(membership)) return;
  const { datastore, role } = membership;
  const others = MEMBERS.get(datastore) ?? [];
  MEMBERS.set(datastore, [...others, { cache, role }]);
  if (role === "primary") {
    givePrimary(datastore, { replicationGroupId: own.replicationGroupId, parameterGroupName: own.parameterGroupName! });
  } else {
    deployAfter(cache, ...others.filter((other) => other.role === "primary").map((other) => other.cache));
  }
}

/** What only the global datastore changes once a cache is in it (ElastiCache User Guide; hashicorp/terraform-provider-aws#38557, #41713). */
const IGNORED = ["automatic_failover_enabled", "engine", "engine_version", "node_type", "num_node_groups", "parameter_group_name"];

/**
 * A replication group's arguments, as a member of a global datastore has them: a secondary one says nothing of what it has from its primary (ElastiCache User Guide, "Using the AWS CLI with
 * global datastores"), and nothing is changed that only the global datastore changes. Pure.
 */
export function memberArguments(
  config: ElasticacheReplicationGroupConfig,
  membership: RedisGlobalMembership | undefined,
): ElasticacheReplicationGroupConfig {
  if (!isGiven(membership)) return config;
  const { ignoreChanges } = config.lifecycle ?? {};
  const lifecycle = {
    ...config.lifecycle,
    ignoreChanges: [...new Set([...(Array.isArray(ignoreChanges) ? ignoreChanges : []), ...IGNORED])],
  };
  if (!isSecondary(membership)) return { ...config, lifecycle };
  return {
    ...config,
    globalReplicationGroupId: membership.datastore.globalReplicationGroupId,
    engine: undefined,
    engineVersion: undefined,
    nodeType: undefined,
    clusterMode: undefined,
    numNodeGroups: undefined,
    parameterGroupName: undefined,
    transitEncryptionEnabled: undefined,
    transitEncryptionMode: undefined,
    atRestEncryptionEnabled: undefined,
    snapshotArns: undefined,
    snapshotName: undefined,
    lifecycle,
  };
}
