import { Agent, request as ask } from "node:http";
import { Operation } from "./operations";

/** One attempt, and what came of it. */
export type Attempt =
  | { readonly status: number; readonly body: string; readonly retryAfterSeconds?: number }
  /** No answer: the reason is an error's code, such as `ECONNRESET`, or `timeout`. */
  | { readonly status?: undefined; readonly reason: string };

/** How long a client waits for an answer. */
const TIMEOUT_MILLISECONDS = 10_000;
/** Servers of Node.js close a connection that is idle for 5 seconds: a client that closes it before never writes into one that is just being closed. */
const IDLE_MILLISECONDS = 4000;

/** What an operation is as an HTTP request. */
function requestOf(operation: Operation): {
  readonly method: string;
  readonly path: string;
  readonly key?: string;
  readonly body?: string;
} {
  switch (operation.kind) {
    case "book":
      return { method: "GET", path: `/api/book/${operation.instrument}` };
    case "account":
      return { method: "GET", path: `/api/accounts/${operation.account}` };
    case "order":
      return { method: "POST", path: "/api/orders", key: operation.key, body: JSON.stringify(operation.order) };
    case "cancel":
      return { method: "DELETE", path: `/api/orders/${operation.order}` };
  }
}

/** Clients of one URL: connections are kept, and there are as many as there are requests at once. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true, timeout: IDLE_MILLISECONDS });
  private readonly host: string;
  private readonly port: number;

  public constructor(url: string) {
    const { hostname, port } = new URL(url);
    [this.host, this.port] = [hostname, Number(port)];
  }

  /** Asks once. Whatever happens is the result: it never rejects. */
  public async attempt(operation: Operation): Promise<Attempt> {
    const { method, path, key, body } = requestOf(operation);
    const headers = {
      ...(key !== undefined && { "idempotency-key": key }),
      ...(body !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
    };
    return new Promise((resolve) => {
      const { agent, host, port } = this;
      const request = ask({ agent, host, port, method, path, headers });
      const timer = setTimeout(() => request.destroy(Object.assign(new Error(), { code: "timeout" })), TIMEOUT_MILLISECONDS);
      const done = (attempt: Attempt): void => {
        clearTimeout(timer);
        resolve(attempt);
      };
      const fail = ({ code = "no answer" }: NodeJS.ErrnoException): void => done({ reason: code });
      request.on("error", fail);
      request.on("response", (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => (text += part));
        response.on("error", fail);
        response.on("end", () => {
          const retryAfter = Number(response.headers["retry-after"] ?? NaN);
          done({ status: response.statusCode!, body: text, ...(Number.isFinite(retryAfter) && { retryAfterSeconds: retryAfter }) });
        });
      });
      request.end(body);
    });
  }

  public close(): void {
    this.agent.destroy();
  }
}
