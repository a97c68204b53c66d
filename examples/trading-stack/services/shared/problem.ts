import { STATUS_CODES } from "node:http";
import { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, FastifySchemaValidationError } from "fastify";

/** The media type of problem details (RFC 9457, section 3). */
export const PROBLEM_TYPE = "application/problem+json";

/** One thing that is wrong with a request: where, as a JSON pointer, and what. */
export interface InvalidParameter {
  readonly pointer: string;
  readonly detail: string;
}

/** What is said beyond title and detail. */
export interface ProblemOptions {
  readonly errors?: readonly InvalidParameter[];
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** A refusal, answered as problem details. Its `type` is a relative reference: `/problems/<name>`. */
export class Problem extends Error {
  public readonly errors?: readonly InvalidParameter[];
  public readonly retryAfterSeconds?: number;

  public constructor(
    public readonly status: number,
    public readonly type: string,
    public readonly title: string,
    detail: string,
    { errors, retryAfterSeconds, cause }: ProblemOptions = {},
  ) {
    super(detail, { cause });
    this.name = "Problem";
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The body. Members that there aren't are left out. */
  public toJSON(): Record<string, unknown> {
    const { type, title, status, message, errors } = this;
    return { type: `/problems/${type}`, title, status, detail: message, ...(errors && { errors }) };
  }
}

/** What HTTP itself refuses, by Fastify's codes. */
const REFUSED: Readonly<Record<string, readonly [type: string, detail: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ["body-too-large", "The body is larger than 16 kB."],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ["unsupported-media-type", "The body must be application/json."],
  FST_ERR_CTP_EMPTY_JSON_BODY: ["invalid-json", "The body is empty."],
  FST_ERR_CTP_INVALID_JSON_BODY: ["invalid-json", "The body is no JSON."],
  FST_ERR_BAD_URL: ["invalid-request", "The path isn't percent-encoded as RFC 3986 says."],
  FST_ERR_MAX_PARAM_LENGTH: ["invalid-request", "A part of the path is too long."],
};

/** Any error as a problem. What isn't known is a 500 that says nothing of the inside. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code = "", statusCode = 500, validation, validationContext, message = "" } = (error ?? {}) as Partial<FastifyError>;
  if (validation) {
    const errors = validation.map((missed) => {
      const name = missed.params.additionalProperty ?? missed.params.missingProperty;
      const pointer = `/${validationContext}${missed.instancePath}${typeof name === "string" ? `/${name}` : ""}`;
      return { pointer, detail: ruleOf(missed) };
    });
    return new Problem(400, "invalid-request", "The request is invalid", "The request doesn't match its schema.", { errors });
  }
  if (statusCode >= 500) {
    return new Problem(500, "internal", "Internal error", "The service failed. The failure is in its log.", { cause: error });
  }
  const [type, detail] = REFUSED[code] ?? ["invalid-request", message];
  return new Problem(statusCode, type, STATUS_CODES[statusCode] ?? "The request is invalid", detail);
}

/** What a validator's error says to somebody who doesn't know the schema. */
function ruleOf({ params, message = "is invalid", ...rest }: FastifySchemaValidationError): string {
  const { additionalProperty, missingProperty, allowedValues, pattern, type } = params;
  const { description } = (rest as { readonly parentSchema?: { readonly description?: string } }).parentSchema ?? {};
  if (additionalProperty !== undefined) return "is no member of this request";
  if (missingProperty !== undefined) return "is missing";
  if (Array.isArray(allowedValues)) return `must be ${allowedValues.join(" or ")}`;
  if (type === "string") return "must be a text, in quotes";
  if (pattern !== undefined && description !== undefined) return `must be ${description}`;
  return message;
}

/** Answers with a problem. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.retryAfterSeconds !== undefined) reply.header("retry-after", String(problem.retryAfterSeconds));
  // To a text Fastify would add a charset, which JSON has none of. A problem is of this moment: no cache may keep it.
  const body = Buffer.from(JSON.stringify(problem));
  return reply.code(problem.status).header("cache-control", "no-store").type(PROBLEM_TYPE).send(body);
}

/** Every error and every unknown path of a server becomes a problem. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply) => {
    const problem = problemOf(error);
    // What a client can only repeat is a warning.
    const level = problem.status === 503 ? "warn" : "error";
    if (problem.status >= 500) request.log[level]({ err: problem.cause ?? problem }, problem.message);
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, new Problem(404, "not-found", "Not found", `There is no ${request.method} ${request.url.split("?")[0]}.`)),
  );
}
