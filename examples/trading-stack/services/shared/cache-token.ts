import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";

type Credentials = ConstructorParameters<typeof SignatureV4>[0]["credentials"];
type Sha256 = ConstructorParameters<typeof SignatureV4>[0]["sha256"];

/** How long a token may be used to log in (ElastiCache User Guide, "Authenticating with IAM"). */
const LIFETIME_SECONDS = 15 * 60;
const SCHEME = "http://";

/** What a token is signed for. */
export interface CacheTokenProps {
  /** The replication group's id, or the serverless cache's name. */
  readonly cacheName: string;
  readonly userName: string;
  readonly serverless: boolean;
  readonly region: string;
  readonly credentials: Credentials;
}

/** Signs in place of a password: a presigned `connect` request, without its scheme. Nothing is requested (the same page). */
export async function cacheToken(props: CacheTokenProps, now = new Date()): Promise<string> {
  const { cacheName, userName, serverless, region, credentials } = props;
  const signer = new SignatureV4({ service: "elasticache", region, credentials, sha256: NodeSha256 as unknown as Sha256 });
  const query = { Action: "connect", User: userName, ...(serverless && { ResourceType: "ServerlessCache" }) };
  const request = { method: "GET", protocol: "http:", hostname: cacheName, path: "/", query, headers: { host: cacheName } };
  const signed = await signer.presign(request, { expiresIn: LIFETIME_SECONDS, signingDate: now });
  const pairs = Object.entries(signed.query ?? {}).map(([name, value]) => `${encode(name)}=${encode(String(value))}`);
  return `${SCHEME}${cacheName}/?${pairs.join("&")}`.slice(SCHEME.length);
}

/** As SigV4 encodes: RFC 3986's unreserved characters alone stay. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** SHA-256, with a key HMAC, as the signer asks for it. */
class NodeSha256 {
  private readonly hash: ReturnType<typeof createHash>;

  public constructor(secret?: string | Uint8Array) {
    this.hash = secret === undefined ? createHash("sha256") : (createHmac("sha256", secret) as unknown as ReturnType<typeof createHash>);
  }

  public update(data: string | Uint8Array): void {
    this.hash.update(data);
  }

  public async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.hash.digest());
  }

  public reset(): void {
    throw new Error("A hash is used once.");
  }
}
