import rateLimit from "@fastify/rate-limit";
import { FastifyInstance, FastifyRequest } from "fastify";
import { Problem } from "../shared/problem";

/** How many accounts are remembered. */
const ACCOUNTS = 10_000;

/**
 * Limits the requests of each account, in each process: with n processes an account has up to n times as many. Requests that name no account are the web
 * ACL's to limit, by address.
 */
export async function limitAccounts(app: FastifyInstance, requestsPerSecond: number): Promise<void> {
  await app.register(rateLimit, {
    max: requestsPerSecond,
    timeWindow: 1000,
    cache: ACCOUNTS,
    // The body is known then.
    hook: "preHandler",
    keyGenerator: (request) => accountOf(request) ?? "",
    allowList: (request) => accountOf(request) === undefined,
    errorResponseBuilder: (request, { max }) =>
      new Problem(
        429,
        "too-many-requests",
        "Too many requests",
        `Account ${accountOf(request)} has made more than ${max} requests within a second.`,
      ),
  });
}

interface Named {
  readonly account?: string;
  readonly id?: string;
}

function accountOf({ body, query, params, routeOptions }: FastifyRequest): string | undefined {
  const isAccount = routeOptions.url?.endsWith("/accounts/:id");
  return (body as Named | undefined)?.account ?? (query as Named).account ?? (isAccount ? (params as Named).id : undefined);
}
