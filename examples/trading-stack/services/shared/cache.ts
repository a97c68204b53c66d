import { createHash } from "node:crypto";
import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fromNodeProviderChain } from "@aws-sdk/credential-providers";
import { ErrorReply, RedisClientOptions, RedisClientType, RedisClusterType, createClient, createCluster } from "redis";
import { CacheConfig } from "./cache-config";
import { cacheCredentials } from "./cache-credentials";
import { cacheToken } from "./cache-token";
import { Logger } from "./logger";

const CONNECT_MILLISECONDS = 3000;
/** A server that vanished says nothing at all: it is asked now and then, and the connection given up where it doesn't answer. */
const PING_MILLISECONDS = 1000;
const SILENCE_MILLISECONDS = 3000;
const ANSWER_MILLISECONDS = 3000;
const RETRY_MILLISECONDS = 100;
const MAX_RETRY_MILLISECONDS = 1000;
/** What servers answer that are going, coming or in another's place. */
const UNAVAILABLE =
  /^(BUSY|CLUSTERDOWN|LOADING|MASTERDOWN|MOVED|ASK|NOAUTH|NOREPLICAS|OOM|READONLY|TRYAGAIN|UNBLOCKED|WRONGPASS|ERR max number of clients)/;

type Client = RedisClientType | RedisClusterType;

/** The cache can't be used now. Whether a command was carried out isn't known. */
export class CacheUnavailableError extends Error {
  public override readonly name = "CacheUnavailableError";
}

/** A Lua script, known to servers by its SHA-1. */
export class Script {
  public readonly sha1: string;

  public constructor(public readonly text: string) {
    this.sha1 = createHash("sha1").update(text).digest("hex");
  }
}

/**
 * A connection to Valkey or Redis OSS, with cluster mode or without, that is made anew whenever it is lost. Commands aren't kept for later: they are refused
 * while there is none. Emits `connected` each time when there is one.
 */
export class Cache extends EventEmitter<{ connected: [] }> {
  private client: Client;
  private readonly subscriptions = new Map<string, (message: string) => void>();
  private readonly options: RedisClientOptions;
  private isClosed = false;
  private isConnected = false;

  /** Connects in the background: a service starts without its cache, too. */
  public constructor(
    private readonly config: CacheConfig,
    private readonly logger: Logger,
  ) {
    super();
    this.setMaxListeners(0);
    this.options = clientOptions(config, (error) => this.warn(error));
    this.client = this.connect();
  }

  /**
   * @throws CacheUnavailableError where the cache doesn't answer
   * @throws ErrorReply where it refuses the command
   */
  public async run(script: Script, keys: readonly string[], args: readonly string[]): Promise<unknown> {
    const values = [String(keys.length), ...keys, ...args];
    return this.answerOf(async (client) => {
      try {
        return await send(client, keys[0], ["EVALSHA", script.sha1, ...values]);
      } catch (error) {
        // A server that was started, or took another's place, hasn't seen it.
        if (!(error instanceof ErrorReply) || !error.message.startsWith("NOSCRIPT")) throw error;
        return send(client, keys[0], ["EVAL", script.text, ...values]);
      }
    });
  }

  /** @throws CacheUnavailableError where the cache doesn't answer */
  public async ping(): Promise<void> {
    await this.answerOf((client) => send(client, undefined, ["PING"]));
  }

  /** One listener per sharded channel, also of connections to come. Messages in between are lost: `connected` says so. */
  public async subscribe(channel: string, listener: (message: string) => void): Promise<void> {
    this.subscriptions.set(channel, listener);
    if (this.isConnected) await this.connected(this.client);
  }

  public async unsubscribe(channel: string): Promise<void> {
    this.subscriptions.delete(channel);
    // What is gone with its connection needs no end.
    if (this.isConnected) await this.answerOf((client) => client.sUnsubscribe(channel)).catch(() => undefined);
  }

  /** Waits for answers that are due. */
  public async close(): Promise<void> {
    this.isClosed = true;
    const end = this.isConnected ? this.client.close() : Promise.reject(new Error());
    await Promise.race([end, sleep(ANSWER_MILLISECONDS, undefined, { ref: false }).then(() => Promise.reject(new Error()))]).catch(() =>
      destroy(this.client),
    );
  }

  private connect(): Client {
    const { config, options } = this;
    const client = (
      config.clusterMode
        ? createCluster({
            rootNodes: [{ socket: options.socket as object }],
            defaults: options as object,
            topologyRefreshOnReconnectionAttemptStrategy: MAX_RETRY_MILLISECONDS,
          })
        : createClient(options)
    ) as Client;
    client.on("error", (error: Error) => this.warn(error));
    client.on(config.clusterMode ? "node-ready" : "ready", () => void this.connected(client));
    void this.connectUntil(client);
    return client;
  }

  /** A client without cluster mode goes on by itself; one with it gives up where no node answers at first. */
  private async connectUntil(client: Client): Promise<void> {
    for (let wait = RETRY_MILLISECONDS; !this.isClosed; wait = Math.min(2 * wait, MAX_RETRY_MILLISECONDS)) {
      try {
        await client.connect();
        return await this.connected(client);
      } catch (error) {
        this.warn(error as Error);
      }
      await sleep(wait, undefined, { ref: false });
      if (client !== this.client) return;
    }
  }

  /** Of several nodes, one is. What is subscribed to already stays as it is. */
  private async connected(client: Client): Promise<void> {
    if (client !== this.client || this.isClosed || !client.isOpen) return;
    this.isConnected = true;
    try {
      for (const [channel, listener] of this.subscriptions) await client.sSubscribe(channel, listener);
      this.emit("connected");
    } catch (error) {
      this.warn(error as Error);
      setTimeout(() => void this.connected(client), MAX_RETRY_MILLISECONDS).unref();
    }
  }

  private async answerOf<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const { client } = this;
    if (!this.isConnected) throw new CacheUnavailableError("There is no connection to the cache.");
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new CacheUnavailableError("The cache doesn't answer.")), ANSWER_MILLISECONDS);
    });
    try {
      return await Promise.race([work(client), silence]);
    } catch (error) {
      const { message } = error as Error;
      if (error instanceof ErrorReply && !UNAVAILABLE.test(message)) throw error;
      // The primary of before a failover answers so until it is left: its name leads to another now.
      if (/^(READONLY|NOAUTH)/.test(message)) this.renew(client);
      throw new CacheUnavailableError(message, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  private renew(client: Client): void {
    if (client !== this.client || this.isClosed) return;
    this.isConnected = false;
    destroy(client);
    this.client = this.connect();
  }

  private warn(error: Error): void {
    if (!this.isClosed) this.logger.warn({ err: error }, "the connection to the cache has a problem");
  }
}

function send(client: Client, key: string | undefined, command: readonly string[]): Promise<unknown> {
  if ("slots" in client) return client.sendCommand(key, false, [...command]);
  return client.sendCommand([...command]);
}

function destroy(client: Client): void {
  try {
    client.destroy();
  } catch {
    // It was closed before.
  }
}

/** The options of a client, and of each node's with cluster mode. */
export function clientOptions(config: CacheConfig, onError: (error: Error) => void): RedisClientOptions {
  const { host, port, tls, ca, user, password } = config;
  const socket = {
    host,
    port,
    connectTimeout: CONNECT_MILLISECONDS,
    socketTimeout: SILENCE_MILLISECONDS,
    reconnectStrategy: (retries: number) => Math.min(RETRY_MILLISECONDS * 2 ** retries, MAX_RETRY_MILLISECONDS),
    // Amazon's root certificates are among those that Node.js trusts. The name in the certificate must be the node's.
    ...(tls && { tls: true as const, rejectUnauthorized: true, minVersion: "TLSv1.2" as const, ...(ca !== undefined && { ca }) }),
  };
  return {
    socket,
    name: "trading-api",
    ...loginOf(config, onError),
    ...(config.iam === undefined && { ...(user !== undefined && { username: user }), ...(password !== undefined && { password }) }),
    pingInterval: PING_MILLISECONDS,
    disableOfflineQueue: true,
    maintNotifications: "disabled",
  };
}

function loginOf({ iam, user }: CacheConfig, onError: (error: Error) => void): Pick<RedisClientOptions, "credentialsProvider"> {
  if (iam === undefined || user === undefined) return {};
  const credentials = fromNodeProviderChain();
  const sign = (): Promise<string> => cacheToken({ ...iam, userName: user, credentials });
  return { credentialsProvider: cacheCredentials({ user, sign, reauthenticationSeconds: iam.reauthenticationSeconds, onError }) };
}
