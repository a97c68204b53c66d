import { RedisLogin, clientOf } from "../../../tools/support/databases/redis";

/** What tests ask of ioredis. */
export interface IoredisCluster {
  connect(): Promise<void>;
  disconnect(): void;
  ping(): Promise<string>;
  set(key: string, value: string): Promise<unknown>;
  get(key: string): Promise<string>;
  eval(script: string, keys: number, ...names: readonly string[]): Promise<unknown>;
  publish(channel: string, message: string): Promise<number>;
  subscribe(channel: string): Promise<unknown>;
  multi(): { incr(key: string): { get(key: string): { exec(): Promise<unknown> } } };
  on(event: string, listener: (...values: readonly string[]) => void): void;
}

/** What tests ask of node-redis. */
export interface NodeRedisCluster {
  connect(): Promise<unknown>;
  close(): Promise<void>;
  sendCommand(key: undefined, isReadOnly: boolean, command: readonly string[]): Promise<unknown>;
  set(key: string, value: string): Promise<unknown>;
  get(key: string): Promise<string>;
  eval(script: string, options: { readonly keys: readonly string[] }): Promise<unknown>;
  publish(channel: string, message: string): Promise<number>;
  subscribe(channel: string, listener: (message: string) => void): Promise<void>;
  multi(): { incr(key: string): { get(key: string): { exec(): Promise<unknown> } } };
  on(event: string, listener: () => void): void;
}

/** As an application makes it, with the readiness check and the name of the library that clients send. */
export async function ioredisCluster(port: number, login: RedisLogin): Promise<IoredisCluster> {
  const { Cluster } = await clientOf<{ Cluster: new (nodes: readonly object[], options: object) => IoredisCluster }>("ioredis");
  const client = new Cluster([{ host: "127.0.0.1", port }], {
    lazyConnect: true,
    enableReadyCheck: true,
    clusterRetryStrategy: () => null,
    redisOptions: { ...login, connectionName: "trading-api" },
  });
  client.on("error", () => undefined);
  return client;
}

/** The same. */
export async function nodeRedisCluster(port: number, login: RedisLogin): Promise<NodeRedisCluster> {
  const { createCluster } = await clientOf<{ createCluster(options: object): NodeRedisCluster }>("@redis/client");
  const client = createCluster({
    rootNodes: [{ url: `redis://127.0.0.1:${port}` }],
    defaults: { ...login, name: "trading-api" },
  });
  client.on("error", () => undefined);
  return client;
}
