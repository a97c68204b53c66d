export { type RedisAlarm } from "./alarms";
export { type RedisAutoScaling, type RedisScalingResources } from "./auto-scaling";
export { type RedisEngine } from "./engine";
export { type ImportedRedisCache, type RedisCacheAttributes } from "./imported-redis-cache";
export { type RedisLogType } from "./log-delivery";
export { type IRedisCache, RedisCache, type RedisCacheProps } from "./redis-cache";
export { type ServerlessRedisAlarm } from "./serverless-alarms";
export { ServerlessRedisCache, type ServerlessRedisCacheProps } from "./serverless-redis-cache";
export { type RedisUserOptions } from "./users";
