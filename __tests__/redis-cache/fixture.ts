import { TerraformStack } from "cdktf";
import { RedisCache, RedisCacheProps } from "../../modules/redis-cache";
import { EncryptionKey } from "../../src/core";
import { network } from "../support/network";
import { testStack } from "../support/synth";

export type CacheProps = Partial<RedisCacheProps>;

/** `Cache` in a stack of its own, with a key. */
export function cache(props: CacheProps = {}): { stack: TerraformStack; key: EncryptionKey; cache: RedisCache } {
  const stack = testStack();
  const key = new EncryptionKey(stack, "Key");
  return { stack, key, cache: new RedisCache(stack, "Cache", { network, encryptionKey: key, ...props }) };
}
