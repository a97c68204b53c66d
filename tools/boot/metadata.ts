import { randomBytes } from "node:crypto";
import { IncomingMessage, ServerResponse, createServer } from "node:http";

/** Who an instance is. */
export interface Identity {
  readonly instanceId: string;
  readonly region: string;
  /** The role of its instance profile. */
  readonly roleName: string;
  /** As base64. */
  readonly userData: string;
}

/** Credentials that the role's session has for one hour. */
export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly token: string;
}

/** Made anew each time: they are good for nothing but to be recognized. */
export function makeCredentials(): RoleCredentials {
  const random = (bytes: number): string => randomBytes(bytes).toString("hex").toUpperCase();
  return { accessKeyId: `ASIA${random(8)}`, secretAccessKey: random(20), token: random(32) };
}

const LATEST = "/latest";
const HOUR_MILLISECONDS = 3_600_000;

/** An instance's metadata by version 2 of the service alone, as launch templates of the library ask for (EC2 User Guide, "Use the Instance Metadata Service"). */
export class Metadata {
  /** The value of autoscaling/target-lifecycle-state. */
  public targetLifecycleState = "InService";
  public readonly server = createServer((request, response) => this.answer(request, response));
  private readonly tokens = new Set<string>();

  public constructor(
    private readonly identity: Identity,
    private readonly credentials: RoleCredentials,
  ) {}

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const reply = (status: number, body: string | Buffer = ""): void => void response.writeHead(status).end(body);
    const { method, url = "", headers } = request;
    if (url === `${LATEST}/api/token`) {
      const seconds = Number(headers["x-aws-ec2-metadata-token-ttl-seconds"]);
      if (method !== "PUT" || !(seconds >= 1 && seconds <= 21_600)) return reply(400);
      const token = randomBytes(16).toString("base64");
      this.tokens.add(token);
      return void response.writeHead(200, { "x-aws-ec2-metadata-token-ttl-seconds": `${seconds}` }).end(token);
    }
    if (!this.tokens.has(String(headers["x-aws-ec2-metadata-token"]))) return reply(401);
    const value = this.value(url);
    return value === undefined ? reply(404) : reply(200, value);
  }

  private value(url: string): string | Buffer | undefined {
    const { instanceId, region, roleName, userData } = this.identity;
    const path = url.slice(`${LATEST}/`.length);
    const values: Readonly<Record<string, () => string | Buffer>> = {
      "user-data": () => Buffer.from(userData, "base64"),
      "meta-data/instance-id": () => instanceId,
      "meta-data/placement/region": () => region,
      "meta-data/autoscaling/target-lifecycle-state": () => this.targetLifecycleState,
      "meta-data/iam/security-credentials/": () => roleName,
      [`meta-data/iam/security-credentials/${roleName}`]: () => this.session(),
    };
    return Object.hasOwn(values, path) ? values[path]!() : undefined;
  }

  private session(): string {
    const { accessKeyId, secretAccessKey, token } = this.credentials;
    const now = Date.now();
    const time = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
    return JSON.stringify({
      ...{ Code: "Success", LastUpdated: time(now), Type: "AWS-HMAC", Expiration: time(now + HOUR_MILLISECONDS) },
      ...{ AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: token },
    });
  }
}
