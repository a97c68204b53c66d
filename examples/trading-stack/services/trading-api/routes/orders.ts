import { setTimeout as sleep } from "node:timers/promises";
import { FastifyInstance } from "fastify";
import { Database } from "../../shared/database";
import { Problem } from "../../shared/problem";
import { isTradable, MAXIMUM } from "../decimals";
import { OrderBook } from "../order-book";
import { NewOrder, Order, OrderPage, OrderStatus, findOrder, listOrders, placeOrder, requestCancellation } from "../orders";
import { inTime } from "./book-problems";
import { IDEMPOTENCY_HEADERS, NEW_ORDER, ORDERS_QUERY, ORDER_PARAMS } from "./schemas";

const DEFAULT_LIMIT = 50;
/** How long a client waits for the book, before its order is left to the sweeper. */
const SUBMIT_MILLISECONDS = 1000;
/** How long a cancellation waits for its settlement. */
const SETTLED_MILLISECONDS = 2000;
const POLL_MILLISECONDS = 25;

interface ById {
  readonly Params: { readonly id: string };
}

interface PageQuery extends Omit<OrderPage, "limit"> {
  readonly limit?: string;
}

/** Orders: they are stored first, matched then. What is stored is never lost, whatever becomes of the book. */
export function orderRoutes(app: FastifyInstance, database: Database, book: OrderBook): void {
  app.post<{ Body: NewOrder; Headers: { "idempotency-key": string } }>(
    "/orders",
    { schema: { body: NEW_ORDER, headers: IDEMPOTENCY_HEADERS } },
    async (request, reply) => {
      checkDecimals(request.body);
      const { order, isNew } = await placeOrder(database, request.body, request.headers["idempotency-key"]);
      const matched = order.status === "open" ? await submit(order) : "done";
      return reply
        .code(isNew ? 201 : 200)
        .header("location", `/api/orders/${order.id}`)
        .send({ ...order, matched });
    },
  );

  app.get<{ Querystring: PageQuery }>("/orders", { schema: { querystring: ORDERS_QUERY } }, async ({ query }) => {
    const limit = Number(query.limit ?? DEFAULT_LIMIT);
    const orders = await listOrders(database, { ...query, limit });
    return { orders, next: orders.length === limit ? orders.at(-1)!.id : null };
  });

  app.get<ById>("/orders/:id", { schema: { params: ORDER_PARAMS } }, async ({ params }) => known(params.id));

  app.delete<ById>("/orders/:id", { schema: { params: ORDER_PARAMS } }, async ({ params }, reply) => {
    const order = await known(params.id);
    if (!isOpen(order)) return cancelled(order);
    // First, since what only the cache was told is lost with it.
    await requestCancellation(database, order.id);
    const settled = (await cancel(order)) ? await whenSettled(order.id) : await known(order.id);
    return isOpen(settled) ? reply.code(202).send(settled) : cancelled(settled);
  });

  /** `pending`: the book hasn't said that it has the order. It is in the database, and the sweeper submits it when the book is back. */
  async function submit({ id, instrument, side, price, remaining }: Order): Promise<"done" | "pending"> {
    try {
      const { outcome } = await inTime(book.submit({ id, instrument, side, price, quantity: remaining }), SUBMIT_MILLISECONDS);
      return outcome === "pending" || outcome === "full" ? "pending" : "done";
    } catch (error) {
      app.log.warn({ err: error, order: id }, "an order waits for the book");
      return "pending";
    }
  }

  /** Whether the book was told. Otherwise the sweeper tells it, when it is back. */
  async function cancel({ instrument, id }: Order): Promise<boolean> {
    try {
      return (await inTime(book.cancel(instrument, id), SUBMIT_MILLISECONDS)) !== "pending";
    } catch (error) {
      app.log.warn({ err: error, order: id }, "a cancellation waits for the book");
      return false;
    }
  }

  async function known(id: string): Promise<Order> {
    const order = await findOrder(database, id);
    if (!order) throw new Problem(404, "not-found", "Not found", `There is no order ${id}.`);
    return order;
  }

  /** Only the settlement writes what becomes of an order, by the events of the book in their order: a fill may have come first. */
  async function whenSettled(id: string): Promise<Order> {
    for (const end = Date.now() + SETTLED_MILLISECONDS; ; await sleep(POLL_MILLISECONDS)) {
      const order = await known(id);
      if (!isOpen(order) || Date.now() > end) return order;
    }
  }
}

function isOpen({ status }: Order): boolean {
  return status === "open" || status === "cancelling";
}

function cancelled(order: Order): Order {
  const filled: OrderStatus = "filled";
  if (order.status === filled) {
    throw new Problem(409, "order-filled", "The order is filled", `Order ${order.id} is filled, and can't be cancelled.`);
  }
  return order;
}

/** What a pattern can't say. */
function checkDecimals(order: NewOrder): void {
  const errors = (["quantity", "price"] as const)
    .filter((name) => !isTradable(order[name]))
    .map((name) => ({ pointer: `/body/${name}`, detail: `must be more than 0 and at most ${MAXIMUM}` }));
  if (errors.length > 0) {
    throw new Problem(400, "invalid-request", "The request is invalid", "The request doesn't match its schema.", { errors });
  }
}
