import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import { Annotations, Token } from "cdktf";
import { Construct } from "constructs";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { fitName, pathFromStack } from "../../src/internal/names";
import { NUMBER, PropTypes, STRING, either, oneOf, optional, record } from "../../src/internal/prop-types";
import { sortedEntries } from "../../src/internal/sorted-by";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { isDataTiering } from "./node-type";
import { SET_BY_PROPS, allowedInWords, allows, knownName } from "./parameter-values";

/** The values of `RedisMaxmemoryPolicy` (ElastiCache User Guide, "Valkey and Redis OSS parameters"). */
const MAXMEMORY_POLICIES = [
  "volatile-lru",
  "volatile-lfu",
  "volatile-ttl",
  "volatile-random",
  "allkeys-lru",
  "allkeys-lfu",
  "allkeys-random",
  "noeviction",
] as const;
/** Which keys are evicted when the memory is used up: those with a TTL (`volatile-…`), any (`allkeys-…`), or none. */
export type RedisMaxmemoryPolicy =
  "volatile-lru" | "volatile-lfu" | "volatile-ttl" | "volatile-random" | "allkeys-lru" | "allkeys-lfu" | "allkeys-random" | "noeviction";

/** Those of nodes with data tiering (ElastiCache User Guide, "Data tiering in ElastiCache"). */
const DATA_TIERING_POLICIES: readonly RedisMaxmemoryPolicy[] = ["volatile-lru", "allkeys-lru", "noeviction"];

/** What a cache does with its memory, and what else differs from the engine's default parameter group. */
export interface RedisParameterProps {
  /**
   * Which keys are evicted when the memory is used up. With `volatile-lru` keys with a TTL go, least recently used first, as sessions do; keys without one, such as order
   * books, are never evicted. Where there is nothing to evict, and always with `noeviction`, writes fail with `OOM`.
   *
   * @default "volatile-lru"
   */
  readonly maxmemoryPolicy?: RedisMaxmemoryPolicy;
  /**
   * Percent of a node's memory that is kept free of data, for snapshots and for the replication of what is written meanwhile: 0 to 99 (ElastiCache User Guide, "Managing
   * reserved memory").
   *
   * @default 25; 30 on `small` and 50 on `micro` node types
   */
  readonly reservedMemoryPercent?: number;
  /**
   * Further parameters by name, in their own units, such as `slowlog-log-slower-than`. They take effect at once, except `databases` and `cluster-databases`, which can't be changed
   * once the cache exists.
   *
   * @default - the engine's default parameters
   */
  readonly parameters?: Readonly<Record<string, string | number>>;
}

export const PARAMETER_PROPS: PropTypes<RedisParameterProps> = {
  maxmemoryPolicy: optional(oneOf(MAXMEMORY_POLICIES)),
  reservedMemoryPercent: optional(NUMBER),
  parameters: optional(record()),
};

const VALUE = either(STRING, NUMBER);

/** What the rules of parameters depend on. */
interface ParameterRules {
  readonly family: string;
  readonly nodeType: string;
  /** The fewest replicas that a shard has. */
  readonly replicasPerShard: number;
}

/** What AWS warns of going below (ElastiCache User Guide, "Managing reserved memory"). */
const LEAST_RESERVE_PERCENT = 25;

/** The memory's settings with their defaults. Pure. */
export function resolveMemory(
  { maxmemoryPolicy, reservedMemoryPercent }: RedisParameterProps,
  nodeType: string,
): { readonly maxmemoryPolicy: RedisMaxmemoryPolicy; readonly reservedMemoryPercent: number } {
  return {
    maxmemoryPolicy: maxmemoryPolicy ?? "volatile-lru",
    reservedMemoryPercent: reservedMemoryPercent ?? recommendedReserve(nodeType),
  };
}

/** What AWS recommends: small burstable nodes near their limit begin to swap (ElastiCache User Guide, "Managing reserved memory"). */
function recommendedReserve(nodeType: string): number {
  if (nodeType.endsWith(".micro")) return 50;
  return nodeType.endsWith(".small") ? 30 : 25;
}

/** Records parameters that ElastiCache refuses, and those that would do something else than they say. */
export function checkParameters(validator: Validator, props: RedisParameterProps, rules: ParameterRules): void {
  validator
    .integerBetween("reservedMemoryPercent", props.reservedMemoryPercent, 0, 99, "percent")
    .check(
      "maxmemoryPolicy",
      props.maxmemoryPolicy,
      !isDataTiering(rules.nodeType) || DATA_TIERING_POLICIES.includes(props.maxmemoryPolicy ?? "volatile-lru"),
      `must be one of ${DATA_TIERING_POLICIES.join(", ")} with data tiering`,
      "Use one of these, or a node type without data tiering.",
    );
  const parameters = props.parameters ?? {};
  // Values may be Terraform's, names are looked at.
  if (Token.isUnresolved(parameters)) validator.known("parameters", parameters).throwIfInvalid();
  validator.values("parameters", parameters, VALUE);
  for (const [name, value] of Object.entries(parameters)) checkParameter(validator, `parameters["${name}"]`, name, value, rules.family);
  checkReplicas(validator, parameters, rules.replicasPerShard);
}

function checkParameter(validator: Validator, path: string, name: string, value: string | number, family: string): void {
  const prop = Object.hasOwn(SET_BY_PROPS, name) ? SET_BY_PROPS[name] : undefined;
  if (prop !== undefined) {
    validator.check(path, value, false, `must follow ${prop}`, `Set ${prop} instead.`);
    return;
  }
  const known = knownName(family, name);
  if (known.is === "fixed") {
    validator.check(path, name, false, "must be a parameter that can be modified", "Leave it out.");
  } else if (known.is === "another") {
    const fix = known.meant === undefined ? "Leave it out." : `Did you mean ${known.meant}?`;
    validator.check(path, name, false, `must be a parameter of ${family}`, fix);
  } else if (known.is === "modifiable") {
    checkValue(validator, path, name, value, known.allowed);
  }
}

function checkValue(validator: Validator, path: string, name: string, value: string | number, allowed: string | undefined): void {
  const text = String(value);
  validator.check(path, value, text !== "", "must be a value", "Leave the parameter out: the engine's default holds.");
  if (text === "" || !isKnown(value)) return;
  if (allowed !== undefined) validator.check(path, value, allows(allowed, text), `must be ${allowedInWords(allowed)}`, "Use such a value.");
  if (name === "notify-keyspace-events") checkEvents(validator, path, text);
}

/** Without K or E ElastiCache accepts the value, and publishes nothing (ElastiCache User Guide, "Valkey and Redis OSS parameters"; Valkey, "Keyspace notifications"). */
function checkEvents(validator: Validator, path: string, events: string): void {
  validator
    .matches(
      path,
      events,
      /^[KEg$lshzxetdmnA]+$/,
      "must be letters of keyspace events: K, E, g, $, l, s, h, z, x, e, t, d, m, n and A",
      'Write it as "Ex".',
    )
    .matches(path, events, /[KE]/, "must hold K or E: nothing is published without one", `Write it as "E${events}".`);
}

/** A primary that waits for more replicas than it has refuses every write, and one with as many does so while one of them is replaced. */
function checkReplicas(validator: Validator, parameters: Readonly<Record<string, string | number>>, replicasPerShard: number): void {
  const least = parameters["min-replicas-to-write"];
  const isOff = Number(parameters["min-replicas-max-lag"] ?? 10) === 0;
  validator.check(
    'parameters["min-replicas-to-write"]',
    least,
    isOff || !isKnown(least) || !isKnown(replicasPerShard) || !(Number(least) > replicasPerShard),
    `must be no more than the replicas of a shard (${replicasPerShard}), or every write is refused`,
    "Lower it, or raise replicasPerShard.",
  );
}

/** Warns of parameters that nothing is known of: ElastiCache decides when they are deployed. */
export function warnOfParameters(scope: Construct, { parameters, reservedMemoryPercent }: RedisParameterProps, family: string): void {
  if (isGiven(reservedMemoryPercent) && isKnown(reservedMemoryPercent) && reservedMemoryPercent < LEAST_RESERVE_PERCENT) {
    Annotations.of(scope).addWarning(
      `reservedMemoryPercent is ${reservedMemoryPercent}: below ${LEAST_RESERVE_PERCENT}, a snapshot, a failover or an upgrade can fail or lose data where much is written.`,
    );
  }
  const unknown = Object.keys(parameters ?? {}).filter(
    (name) => !Object.hasOwn(SET_BY_PROPS, name) && knownName(family, name).is === "unknown",
  );
  if (unknown.length > 0) {
    Annotations.of(scope).addWarning(
      `parameters: this library knows nothing of ${unknown.join(", ")} in the family ${family}; ElastiCache refuses what it doesn't have when it is deployed.`,
    );
  }
}

/** What a parameter group is made of. */
interface ParameterGroupSettings extends RedisParameterProps {
  readonly family: string;
  readonly clusterMode: boolean;
}

/** The parameter group of a cache. Named after its family: a new major version gets a group beside the one in use. */
export function createParameterGroup(scope: Construct, settings: ParameterGroupSettings): ElasticacheParameterGroup {
  const { family } = settings;
  return new ElasticacheParameterGroup(scope, "ParameterGroup", {
    name: fitName([...pathFromStack(scope), family], { maxLength: 255, capitals: false }),
    family,
    description: `Cache ${pathFromStack(scope).join("/")}`,
    parameter: sortedEntries(parametersOf(settings)).map(([name, value]) => ({ name, value })),
    lifecycle: CREATE_BEFORE_DESTROY,
  });
}

/** The memory's settings are written out, as the engine's default may be, so that a plan shows them. */
function parametersOf({ clusterMode, maxmemoryPolicy, reservedMemoryPercent, parameters }: ParameterGroupSettings): Record<string, string> {
  const texts = Object.entries(parameters ?? {}).map(([name, value]): [string, string] => [name, textOf(value)]);
  return {
    "cluster-enabled": clusterMode ? "yes" : "no",
    ...(maxmemoryPolicy === undefined ? {} : { "maxmemory-policy": maxmemoryPolicy }),
    ...(reservedMemoryPercent === undefined ? {} : { "reserved-memory-percent": textOf(reservedMemoryPercent) }),
    ...Object.fromEntries(texts),
  };
}

function textOf(value: string | number): string {
  if (typeof value === "string") return value;
  return isKnown(value) ? String(value) : Token.asString(value);
}
