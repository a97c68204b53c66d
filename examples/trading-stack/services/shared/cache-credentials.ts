import { RedisClientOptions } from "redis";

type Provider = NonNullable<RedisClientOptions["credentialsProvider"]>;
type StreamingProvider = Extract<Provider, { type: "streaming-credentials-provider" }>;
type Listener = Parameters<StreamingProvider["subscribe"]>[0];

/** A new token comes well before the connection would end: time for further attempts. */
const RENEWED_AT = 0.9;
const RETRY_SECONDS = 60;
/** The client doesn't hand a subscription back when it reconnects: the oldest are let go. */
const MAX_LISTENERS = 1000;

/** What is signed for, and how long a connection lasts after its last `AUTH`. */
export interface CacheCredentialsProps {
  readonly user: string;
  readonly sign: () => Promise<string>;
  readonly reauthenticationSeconds: number;
  readonly onError: (error: Error) => void;
}

/** A token for each connection that is made, and another for those that are open before they end. */
export function cacheCredentials({ user, sign, reauthenticationSeconds, onError }: CacheCredentialsProps): StreamingProvider {
  const timers = new Map<Listener, NodeJS.Timeout>();

  const drop = (listener: Listener): void => {
    clearTimeout(timers.get(listener));
    timers.delete(listener);
  };
  const renewIn = (listener: Listener, seconds: number): void => {
    timers.set(listener, setTimeout(() => void renew(listener), seconds * 1000).unref());
  };
  const renew = async (listener: Listener): Promise<void> => {
    try {
      const password = await sign();
      if (!timers.has(listener)) return;
      listener.onNext({ username: user, password });
      renewIn(listener, reauthenticationSeconds * RENEWED_AT);
    } catch (error) {
      onError(error as Error);
      if (timers.has(listener)) renewIn(listener, Math.min(RETRY_SECONDS, reauthenticationSeconds / 20));
    }
  };

  return {
    type: "streaming-credentials-provider",
    subscribe: async (listener) => {
      const password = await sign();
      if (timers.size >= MAX_LISTENERS) drop(timers.keys().next().value!);
      renewIn(listener, reauthenticationSeconds * RENEWED_AT);
      return [{ username: user, password }, { dispose: () => drop(listener) }];
    },
    onReAuthenticationError: onError,
  };
}
