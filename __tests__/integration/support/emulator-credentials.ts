/** What the emulator tells of the requests that it has had with the caller's credentials. */
export interface RequestsSoFar {
  /** As `rds:CreateDBCluster`, in order. */
  readonly changes: readonly string[];
  readonly refused: readonly string[];
}

/**
 * Lets the caller's credentials expire, as those of a long apply do.
 *
 * @param after so many more changes, or the first request for an operation such as `rds:CreateDBCluster`
 */
export async function expireCredentials(url: string, after: number | string): Promise<void> {
  await post(url, { expireAfter: after });
}

/** Makes the credentials valid again, and begins to count anew. */
export async function renewCredentials(url: string): Promise<void> {
  await post(url, {});
}

/** What has been requested since the credentials were made to expire, or were renewed. */
export async function requestsSoFar(url: string): Promise<RequestsSoFar> {
  return (await (await fetch(new URL("/moto-api/credentials", url))).json()) as RequestsSoFar;
}

async function post(url: string, body: object): Promise<void> {
  const { ok, status } = await fetch(new URL("/moto-api/credentials", url), { method: "POST", body: JSON.stringify(body) });
  if (!ok) throw new Error(`the emulator refused its switch with status ${status}`);
}
