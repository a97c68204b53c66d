export { CacheAutoScaling } from "./cache-auto-scaling";
export { type RedisCacheAttributes } from "./imported-redis-cache";
export { type RedisAlarm } from "./redis-alarms";
export { RedisCache } from "./redis-cache";
export { type IRedisCache, type RedisUserOptions } from "./redis-cache-interface";
export { type RedisAutoScaling, type RedisCacheProps } from "./redis-cache-props";
export { type RedisEngine } from "./redis-engine";
export { RedisUsers } from "./redis-users";
