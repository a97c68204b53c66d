export { RedisAccess } from "./access";
export { type RedisAccessProps } from "./access-props";
export { type RedisCommandCategory } from "./access-rules";
export { type RedisAlarm } from "./alarms";
export { type RedisConnection, redisEnvironment } from "./connection";
export { type RedisEngine, type RedisEngineProps } from "./engine";
export { type RedisAutoScaling, type RedisScalingPolicies, type RedisScalingResources, type RedisShardAutoScaling } from "./auto-scaling";
export {
  type IRedisGlobalDatastore,
  RedisGlobalDatastore,
  type RedisGlobalDatastoreAttributes,
  type RedisGlobalDatastoreProps,
} from "./global-datastore";
export { type RedisGlobalMembership } from "./global-membership";
export { type ImportedRedisCache, type RedisCacheAttributes } from "./imported-redis-cache";
export { type IRedisCache } from "./interfaces";
export { type RedisLogProps, type RedisLogType } from "./log-delivery";
export { RedisCache } from "./redis-cache";
export { type RedisCacheProps } from "./redis-cache-props";
export { type IRedisUser, RedisUser, type RedisUserProps } from "./redis-user";
export { type RedisScalingSchedule } from "./scaling-schedules";
export { type RedisRestoreProps } from "./snapshots";
export { type ServerlessRedisAlarm } from "./serverless-alarms";
export { ServerlessRedisCache, type ServerlessRedisCacheProps } from "./serverless-redis-cache";
export { type RedisUserOptions } from "./users";
export { type IRedisEventTopic } from "./notifications";
export { type RedisMaxmemoryPolicy, type RedisParameterProps } from "./parameters";
export { RedisEventTopic, type RedisEventTopicProps } from "./redis-event-topic";
