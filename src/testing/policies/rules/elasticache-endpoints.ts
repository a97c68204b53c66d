import { Resource } from "../../configuration";
import { isExpression, isSet } from "../blocks";
import { addressOf, numberOf } from "../each";
import { PolicyRule } from "../rule";

const ENDPOINT = /aws_elasticache_replication_group\.[\w-]+\.(primary|reader|configuration)_endpoint_address/g;
/** What every endpoint's attribute ends in. */
const SUFFIX = "_endpoint_address";

/** A group of several node groups has cluster mode on, one of a single node group where it is said. What moves from one to the other has all. */
function missingEndpoints({ args }: Resource): readonly string[] {
  if (isExpression(args.num_node_groups) || args.cluster_mode === "compatible" || isSet(args.global_replication_group_id)) return [];
  const hasClusterMode = (numberOf(args.num_node_groups) ?? 1) > 1 || args.cluster_mode === "enabled";
  return hasClusterMode ? ["primary_endpoint_address", "reader_endpoint_address"] : ["configuration_endpoint_address"];
}

/** What a stack reads of its caches. Whole stacks are gone through, text by text: to write one as JSON takes longer than all other rules of caches. */
function addEndpoints(value: unknown, read: Set<string>): void {
  if (typeof value === "string") {
    if (value.includes(SUFFIX)) for (const [endpoint] of value.matchAll(ENDPOINT)) read.add(endpoint);
  } else if (typeof value === "object" && value !== null) {
    for (const one of Object.values(value)) addEndpoints(one, read);
  }
}

export const ELASTICACHE_ENDPOINTS: PolicyRule = {
  id: "elasticache-endpoints",
  sentence:
    "What reads a cache's endpoint reads one that it has: the configuration endpoint with cluster mode, else primary and reader endpoint.",
  severity: "high",
  fix: "Read configuration_endpoint_address of a cache with cluster mode on, and primary_endpoint_address or reader_endpoint_address of one with cluster mode off.",
  source: 'Amazon ElastiCache User Guide, "Finding connection endpoints"',
  types: ["aws_elasticache_replication_group"],
  check: (configuration) => {
    const caches = configuration.all("aws_elasticache_replication_group");
    return [...new Set(caches.map(({ stack }) => stack))].flatMap((stack) => {
      const read = new Set<string>();
      addEndpoints(stack.json, read);
      return caches
        .filter((cache) => cache.stack === stack)
        .flatMap((cache) => {
          const found = missingEndpoints(cache).find((attribute) => read.has(`${addressOf(cache)}.${attribute}`));
          return found === undefined ? [] : [{ resource: cache, detail: `${found} is read, which it doesn't have` }];
        });
    });
  },
};
