import { TerraformOutput, TerraformStack } from "cdktf";
import { RedisCache, RedisCacheProps, ServerlessRedisCache, ServerlessRedisCacheProps } from "../../modules/redis-cache";
import { AlarmTopic, EncryptionKey } from "../../src/core";
import { network } from "../support/network";
import { synth, testStack } from "../support/synth";

export const REPLICATION_GROUP = "aws_elasticache_replication_group";
export const SERVERLESS_CACHE = "aws_elasticache_serverless_cache";
export const USER = "aws_elasticache_user";
export const USER_GROUP = "aws_elasticache_user_group";

export type CacheProps = Partial<RedisCacheProps>;
export type ServerlessProps = Partial<ServerlessRedisCacheProps>;

/** `Cache` in a stack of its own, with a key. */
export function cache(props: CacheProps = {}): { stack: TerraformStack; key: EncryptionKey; cache: RedisCache } {
  const stack = testStack();
  const key = new EncryptionKey(stack, "Key");
  return { stack, key, cache: new RedisCache(stack, "Cache", { network, encryptionKey: key, ...props }) };
}

/** A serverless `Cache` in a stack of its own, with a key. */
export function serverless(props: ServerlessProps = {}): { stack: TerraformStack; key: EncryptionKey; cache: ServerlessRedisCache } {
  const stack = testStack();
  const key = new EncryptionKey(stack, "Key");
  const limits = { maxDataGb: 10, maxEcpuPerSecond: 50_000 };
  return { stack, key, cache: new ServerlessRedisCache(stack, "Cache", { network, encryptionKey: key, ...limits, ...props }) };
}

/** The arguments of the replication group that the props make. */
export function replicationGroup(props: CacheProps = {}) {
  return synth(cache(props).stack).resource(REPLICATION_GROUP);
}

/** The arguments of the serverless cache that the props make. */
export function serverlessCache(props: ServerlessProps = {}) {
  return synth(serverless(props).stack).resource(SERVERLESS_CACHE);
}

/** What alarms notify. */
export function topic({ stack, key }: { readonly stack: TerraformStack; readonly key: EncryptionKey }): AlarmTopic {
  return new AlarmTopic(stack, "Topic", { encryptionKey: key });
}

/** A value as Terraform gets it. */
export function resolved(stack: TerraformStack, value: unknown): unknown {
  const id = `Value${stack.node.children.length}`;
  new TerraformOutput(stack, id, { value });
  return synth(stack).output(id);
}

/** The whole message of an error with these broken rules. */
export function refusal(path: string, ...lines: readonly string[]): string {
  const head = `${path}: ${lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`}`;
  return [head, ...lines.map((line) => `  - ${line}`)].join("\n");
}
