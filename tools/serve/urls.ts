import { isIP } from "node:net";
import { Failure } from "../support/failure";
import { LocalCache, LocalDatabase } from "./local-environment";

const POSTGRES_PORT = 5432;
const REDIS_PORT = 6379;
/** Of libpq: those that verify the certificate (PostgreSQL documentation, "SSL Support"). */
const VERIFYING = ["verify-ca", "verify-full"];

/**
 * The database that a URL names. Pure.
 *
 * @throws Failure for something that is no such URL
 */
export function parseDatabaseUrl(text: string): LocalDatabase {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const name = decodeURIComponent(url?.pathname.slice(1) ?? "");
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.hostname === "" || url.username === "" || name === "") {
    throw new Failure(`--database-url needs a URL such as postgres://user:password@127.0.0.1:5432/app, got "${withoutPassword(text)}".`, 2);
  }
  const address = url.searchParams.get("hostaddr");
  if (address !== null && isIP(address) === 0) throw new Failure(`hostaddr of --database-url must be an IP address, got "${address}".`, 2);
  return {
    host: url.hostname,
    ...(address !== null && { address }),
    port: Number(url.port || POSTGRES_PORT),
    name,
    user: decodeURIComponent(url.username),
    ...(url.password !== "" && { password: decodeURIComponent(url.password) }),
    tls: VERIFYING.includes(url.searchParams.get("sslmode") ?? ""),
  };
}

/**
 * The cache that a URL names, as far as a URL says it: whether it is a cluster is asked for. Pure.
 *
 * @throws Failure for something that is no such URL
 */
export function parseCacheUrl(text: string): Omit<LocalCache, "clusterMode"> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^rediss?:$/.test(url.protocol) || url.hostname === "") {
    throw new Failure(`--cache-url needs a URL such as redis://127.0.0.1:6379, or rediss:// for TLS, got "${withoutPassword(text)}".`, 2);
  }
  return {
    host: url.hostname,
    port: Number(url.port || REDIS_PORT),
    ...(url.username !== "" && { user: decodeURIComponent(url.username) }),
    ...(url.password !== "" && { password: decodeURIComponent(url.password) }),
    tls: url.protocol === "rediss:",
  };
}

/** A message is read by others. */
function withoutPassword(text: string): string {
  return text.replace(/(\/\/[^:/@\s]*):[^@/\s]*@/, "$1:…@");
}
