import { OrderDraft } from "./order-draft";
import { ListedTrade } from "./trades";

const ANSWER_MILLISECONDS = 15_000;

export interface Order extends OrderDraft {
  readonly id: string;
  readonly remaining: string;
  readonly status: "open" | "filled" | "cancelled" | "cancelling";
}

export interface PlacedOrder extends Order {
  readonly matched: "done" | "pending";
}

export interface Account {
  readonly balances: readonly { readonly asset: string; readonly available: string; readonly reserved: string }[];
}

/** Problem details (RFC 9457), as far as the page shows them. */
export interface ProblemDetails {
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** A refusal, or no answer at all. */
export class ProblemError extends Error {
  public constructor(public readonly problem: ProblemDetails) {
    super(problem.detail ?? problem.title);
  }

  /** Whether nobody knows what became of the request, or it is only for now: it may be repeated as it is. */
  public get isTemporary(): boolean {
    return this.problem.status === 0 || this.problem.status === 429 || this.problem.status >= 500;
  }
}

export async function placeOrder(draft: OrderDraft, key: string): Promise<PlacedOrder> {
  const headers = { "content-type": "application/json", "idempotency-key": key };
  return request("/api/orders", { method: "POST", headers, body: JSON.stringify(draft) });
}

export async function cancelOrder(id: string): Promise<Order> {
  return request(`/api/orders/${id}`, { method: "DELETE" });
}

export async function listOrders(account: string): Promise<readonly Order[]> {
  const { orders } = await request<{ orders: readonly Order[] }>(`/api/orders?account=${encodeURIComponent(account)}&limit=20`);
  return orders;
}

export async function listTrades(instrument: string, limit: number): Promise<readonly ListedTrade[]> {
  const { trades } = await request<{ trades: readonly ListedTrade[] }>(`/api/trades?instrument=${instrument}&limit=${limit}`);
  return trades;
}

export async function listInstruments(): Promise<readonly string[]> {
  const { instruments } = await request<{ instruments: readonly string[] }>("/api/instruments");
  return instruments;
}

export async function readAccount(id: string): Promise<Account> {
  return request(`/api/accounts/${encodeURIComponent(id)}`);
}

/** @throws ProblemError for everything but a success */
async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(path, { ...init, signal: AbortSignal.timeout(ANSWER_MILLISECONDS) });
    body = await response.json().catch(() => undefined);
  } catch {
    throw new ProblemError({ status: 0, title: "No answer", detail: "The platform can't be reached. Try again." });
  }
  if (response.ok && body !== undefined) return body as T;
  throw new ProblemError(problemOf(response, body));
}

/** An error of the edge or the load balancer is a page of their own: it is only said which it was. */
function problemOf({ status, headers }: Response, body: unknown): ProblemDetails {
  if (headers.get("content-type")?.startsWith("application/problem+json") && body) return body as ProblemDetails;
  return { status, title: "The platform doesn't answer", detail: `The answer was ${status}. Try again.` };
}
