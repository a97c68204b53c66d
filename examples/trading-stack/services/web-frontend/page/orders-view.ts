import { Account, cancelOrder, listOrders, Order, ProblemError, readAccount } from "./api";
import { formatDecimal } from "./decimals";
import { byId, cell, coalesced, emptyRow, row, setText } from "./dom";
import { SIDES } from "./market-view";
import { accountError } from "./order-draft";
import { mayBeOf } from "./trades";

/** Trades are pushed before they are settled. */
const SETTLED_MILLISECONDS = 400;
/** What is settled later than that, or of another instrument, is seen by asking. */
const POLL_MILLISECONDS = 5000;
const COLUMNS = 4;

const STATUSES: Readonly<Record<Order["status"], string>> = {
  open: "Open",
  filled: "Filled",
  cancelled: "Cancelled",
  cancelling: "Cancelling",
};

/** The orders of an account, and what it has. */
export class OrdersView {
  /** Soon, and once for all that happens until then. */
  public readonly refreshSoon = coalesced(() => void this.refresh(), SETTLED_MILLISECONDS);
  private account = "";
  private orders: readonly Order[] = [];
  private shown = "";
  private readonly cancelling = new Set<string>();

  public constructor() {
    setInterval(() => {
      if (!document.hidden && this.orders.some(({ status }) => status === "open")) this.refreshSoon();
    }, POLL_MILLISECONDS);
  }

  /** In a busy market each page would ask several times a second: only whose order a trade may be asks. */
  public traded(instrument: string, price: string): void {
    if (this.orders.some((order) => mayBeOf(order, instrument, price))) this.refreshSoon();
  }

  public showAccount(account: string): void {
    if (account === this.account) return;
    this.account = account;
    setText("orders-account", account && ` of ${account}`);
    this.orders = [];
    this.show();
    setText("balances", "");
    void this.refresh();
  }

  public async refresh(): Promise<void> {
    const account = this.account;
    if (accountError(account) !== undefined) return;
    try {
      const [orders, has] = await Promise.all([listOrders(account), readAccount(account)]);
      // Another account was chosen meanwhile.
      if (account !== this.account) return;
      this.orders = orders;
      setText("balances", balancesText(has));
      this.show();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      // What is shown stays: it was so a moment ago.
      if (account === this.account && !error.isTemporary) setText("balances", error.message);
    }
  }

  private async cancel(order: Order): Promise<void> {
    if (this.cancelling.has(order.id)) return;
    this.cancelling.add(order.id);
    byId("order-problem").replaceChildren();
    try {
      const { status } = await cancelOrder(order.id);
      setText("order-result", `${STATUSES[status]}: ${nameOf(order)}.`);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setText("order-problem", `Not cancelled: ${error.message}`);
    } finally {
      this.cancelling.delete(order.id);
    }
    await this.refresh();
  }

  private show(): void {
    const content = JSON.stringify([this.account, this.orders]);
    if (content === this.shown) return;
    this.shown = content;
    const body = byId("orders");
    const focused = body.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.order : undefined;
    body.replaceChildren(
      ...(this.orders.length === 0
        ? [emptyRow(COLUMNS, this.account ? "No orders" : "Enter an account to see its orders")]
        : this.orders.map((order) => this.rowOf(order))),
    );
    if (focused === undefined) return;
    // Who works by keyboard stays where they were, or close to it where the button is gone.
    const same = body.querySelector<HTMLElement>(`[data-order="${focused}"]`);
    (same ?? byId<HTMLElement>("orders-title")).focus();
  }

  private rowOf(order: Order): Node {
    const { side, instrument, quantity, remaining, price, status } = order;
    const name = document.createElement("span");
    name.className = side;
    name.textContent = SIDES[side];
    const traded = document.createElement("span");
    traded.className = "instrument";
    traded.textContent = instrument;
    const what = cell(name);
    what.append(" ", traded);
    const left = cell(`${formatDecimal(remaining)} of ${formatDecimal(quantity)}`);
    const stands = cell(STATUSES[status], "status");
    if (status === "open") stands.append(" ", this.cancelButton(order));
    return row(what, left, cell(formatDecimal(price)), stands);
  }

  private cancelButton(order: Order): Node {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Cancel";
    button.ariaLabel = `Cancel ${nameOf(order)}`;
    button.dataset.order = order.id;
    button.addEventListener("click", () => void this.cancel(order));
    return button;
  }
}

function nameOf({ side, quantity, instrument, price }: Order): string {
  return `${SIDES[side].toLowerCase()} ${formatDecimal(quantity)} ${instrument} at ${formatDecimal(price)}`;
}

function balancesText({ balances }: Account): string {
  const available = balances.map(({ asset, available: amount }) => `${formatDecimal(amount)} ${asset}`);
  return `Available: ${available.length === 0 ? "nothing" : available.join(", ")}`;
}
