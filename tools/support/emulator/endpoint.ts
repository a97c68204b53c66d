import { Failure } from "../failure";

/**
 * The address of an emulator that the user gave.
 *
 * @throws Failure for something that isn't an HTTP address
 */
export function parseEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new Failure(`--endpoint needs a URL such as http://127.0.0.1:4566, got "${text}".`, 2);
  return url.origin;
}

/**
 * @throws Failure for something that isn't a TCP port
 */
export function parsePort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(port >= 1 && port <= 65535)) throw new Failure(`--port needs a number from 1 to 65535, got "${text}".`, 2);
  return port;
}

/** Whether anything speaks HTTP there. */
export async function isReachable(url: string): Promise<boolean> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
}
