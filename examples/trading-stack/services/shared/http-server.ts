import { Socket } from "node:net";
import { Writable } from "node:stream";
import { FastifyInstance, fastify } from "fastify";
import { ServiceConfig } from "./config";
import { loggerOptions } from "./logger";
import { answerProblems, Problem, PROBLEM_TYPE, problemOf, sendProblem } from "./problem";

const KILOBYTE = 1024;
const LIMIT_BYTES = 16 * KILOBYTE;
/** Longer than the load balancer keeps an idle connection, so that it is never the server that closes one that is just being used. */
const KEEP_ALIVE_MILLISECONDS = 310_000;
const REQUEST_MILLISECONDS = 10_000;
/** How often Node.js looks for requests that take too long; by itself, twice a minute. */
const CHECK_MILLISECONDS = 1000;

/**
 * How many connections may wait while a process is busy: what Linux allows (`net.core.somaxconn`). One more is dropped, and its client's kernel tries again
 * after 1, 3 and 7 seconds; with Node.js' own 511, a start under 500 requests a second was seen to do so.
 */
const BACKLOG = 4096;

/**
 * A server with the limits and the error answers that every service has.
 *
 * @param log where its log goes: the standard output, unless a test keeps it
 */
export function createServer(config: ServiceConfig, log?: Writable): FastifyInstance {
  const app = fastify({
    logger: { ...loggerOptions(config), ...(log && { stream: log }) },
    bodyLimit: LIMIT_BYTES,
    // Node.js would exchange the two limits where that of the headers is the longer one, as its default is.
    http: { maxHeaderSize: LIMIT_BYTES, headersTimeout: REQUEST_MILLISECONDS, connectionsCheckingInterval: CHECK_MILLISECONDS },
    keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
    requestTimeout: REQUEST_MILLISECONDS,
    // What one request holds says what one field may: converting or dropping would guess.
    // Verbose errors have the schema that was missed, whose description is the answer.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false, allErrors: false, verbose: true } },
    // Problems of what never becomes a request.
    frameworkErrors: (error, _request, reply) => void sendProblem(reply, problemOf(error)),
    clientErrorHandler: (error, socket) => refuseConnection(error as NodeJS.ErrnoException, socket),
  });
  // JSON alone: any other body is answered with 415.
  app.removeContentTypeParser("text/plain");
  answerProblems(app);
  closeAfterAnswers(app);
  return app;
}

/** Serves from now on. */
export async function listen(app: FastifyInstance, { host, port }: ServiceConfig): Promise<void> {
  await app.listen({ host, port, backlog: BACKLOG });
}

/** A server that closes waits for its connections: one whose request is answered meanwhile would stay open for as long as an idle one may. */
function closeAfterAnswers(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook("preClose", async () => void (isClosing = true));
  app.addHook("onSend", async (_request, reply) => {
    if (isClosing) reply.header("connection", "close");
  });
}

/** What isn't HTTP, or more of it than the limit, has no request to answer: the answer is written as it is. */
function refuseConnection({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const problem = refusal(code);
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join("\r\n")}\r\nconnection: close\r\n\r\n${body}`);
}

function refusal(code: string | undefined): Problem {
  if (code === "HPE_HEADER_OVERFLOW") {
    return new Problem(431, "headers-too-large", "Request Header Fields Too Large", "The headers are larger than 16 kB.");
  }
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") {
    return new Problem(408, "request-timeout", "Request Timeout", "The request took longer than 10 seconds to arrive.");
  }
  return new Problem(400, "invalid-request", "Bad Request", "This is no HTTP request.");
}
