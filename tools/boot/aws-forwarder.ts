import { IncomingHttpHeaders, IncomingMessage, ServerResponse, createServer, request } from "node:http";
import { gzipSync } from "node:zlib";

/** What an instance asked of AWS, and what it got. */
export interface AwsRequest {
  /** As in the credential's scope: `s3`, `autoscaling`. */
  readonly service: string;
  /** The action of a query API, or the method, path and query of a REST API. */
  readonly operation: string;
  readonly accessKeyId: string;
  readonly status: number;
  /** The answer's headers of S3: encryption, version, checksum. */
  readonly headers: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface ForwarderOptions {
  /** The socket behind which AWS's API answers. */
  readonly socketPath: string;
  /** Whether the instance's termination waits for its lifecycle action. */
  readonly waitsForTermination: () => boolean;
  /** Called when the action was completed. */
  readonly onCompleted: () => void;
  /** Whether the network changes a byte of each object that is downloaded. @default false */
  readonly corruptsObjects?: boolean;
}

const KEPT_HEADERS = /^(x-amz-(server-side-encryption|version-id|checksum)|etag)/;
const SCOPE = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//;

/** Where an instance reaches AWS: it notes each request and hands it on. */
export class AwsForwarder {
  public readonly requests: AwsRequest[] = [];
  public readonly server = createServer((incoming, outgoing) => void this.forward(incoming, outgoing));

  public constructor(private readonly options: ForwarderOptions) {}

  private async forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const [, accessKeyId = "", service = ""] = SCOPE.exec(incoming.headers.authorization ?? "") ?? [];
    const parameters = new URLSearchParams(service === "s3" ? "" : body.toString());
    const operation = parameters.get("Action") ?? `${incoming.method} ${incoming.url}`;
    const asked = operation === "CompleteLifecycleAction" ? await this.complete(incoming, parameters) : await this.ask(incoming, body);
    const isObject = service === "s3" && incoming.method === "GET" && asked.status === 200;
    const answer = isObject && incoming.headers["x-amz-checksum-mode"] === "ENABLED" ? withChecksum(asked) : asked;
    this.requests.push({ service, operation, accessKeyId, status: answer.status, headers: keptHeaders(answer.headers) });
    const sent = isObject && this.options.corruptsObjects ? withAnotherByte(answer.body) : answer.body;
    const { "transfer-encoding": _, connection: __, ...headers } = answer.headers;
    outgoing.writeHead(answer.status, { ...headers, "content-length": sent.length }).end(sent);
  }

  private ask({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
    return new Promise((resolve) => {
      const failed = (error: Error): void => resolve({ status: 502, headers: {}, body: Buffer.from(error.message) });
      const asked = request({ socketPath: this.options.socketPath, method, path: url, headers }, (response) => {
        const chunks: Buffer[] = [];
        response
          .on("data", (chunk: Buffer) => chunks.push(chunk))
          .on("end", () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }))
          .on("error", failed);
      });
      asked.on("error", failed).end(body);
    });
  }

  /**
   * The emulator has no lifecycle actions, whose wait state is the instance's. As AWS does, an action is refused unless its hook exists and the instance waits (EC2 Auto Scaling API
   * reference, `CompleteLifecycleAction`).
   */
  private async complete(incoming: IncomingMessage, parameters: URLSearchParams): Promise<Answer> {
    const [group, hook, instance] = ["AutoScalingGroupName", "LifecycleHookName", "InstanceId"].map((name) => parameters.get(name) ?? "");
    const query = new URLSearchParams({ Action: "DescribeLifecycleHooks", Version: "2011-01-01", AutoScalingGroupName: group! });
    query.set("LifecycleHookNames.member.1", hook!);
    const body = Buffer.from(query.toString());
    const headers = { ...incoming.headers, "content-length": `${body.length}` };
    const hooks = await this.ask({ method: "POST", url: "/", headers } as IncomingMessage, body);
    const isThere = hooks.status === 200 && hooks.body.includes(`<LifecycleHookName>${hook}</LifecycleHookName>`);
    if (!isThere || !this.options.waitsForTermination()) return refusal(`No active Lifecycle Action found with instance ID ${instance}`);
    this.options.onCompleted();
    return xml(200, "<CompleteLifecycleActionResponse><CompleteLifecycleActionResult/></CompleteLifecycleActionResponse>");
  }
}

function refusal(message: string): Answer {
  return xml(
    400,
    `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>${message}</Message></Error></ErrorResponse>`,
  );
}

function xml(status: number, text: string): Answer {
  return { status, headers: { "content-type": "text/xml" }, body: Buffer.from(text) };
}

/**
 * S3 has a checksum of each object, whether or not who uploads it gives one, and answers with it where it is asked for (S3 User Guide, "Checking object integrity in Amazon S3"); the
 * emulator has those alone that were given. It is in the trailer of a gzip file (RFC 1952, section 2.3.1).
 */
function withChecksum({ status, headers, body }: Answer): Answer {
  if (Object.keys(headers).some((name) => name.startsWith("x-amz-checksum-"))) return { status, headers, body };
  const trailer = gzipSync(body, { level: 1 }).subarray(-8);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(trailer.readUInt32LE(0));
  return { status, headers: { ...headers, "x-amz-checksum-crc32": checksum.toString("base64") }, body };
}

function withAnotherByte(body: Buffer): Buffer {
  const changed = Buffer.from(body);
  if (changed.length > 0) changed[changed.length - 1] = (changed[changed.length - 1]! + 1) % 256;
  return changed;
}

function keptHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => KEPT_HEADERS.test(name))
      .map(([name, value]) => [name, String(value)])
      .sort(),
  );
}
