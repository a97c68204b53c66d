import { PlacedOrder, placeOrder, ProblemDetails, ProblemError } from "./api";
import { Side } from "./book";
import { decimalError, formatDecimal, multiplyDecimals } from "./decimals";
import { byId, setText } from "./dom";
import { SIDES } from "./market-view";
import { draftErrors, DraftErrors, DraftField, DraftKey, OrderDraft, randomKey } from "./order-draft";

const FIELDS: readonly DraftField[] = ["account", "quantity", "price"];

export interface OrderFormProps {
  readonly instrument: () => string;
  readonly onPlaced: (order: PlacedOrder) => void;
  /** Of the account, once it may be one. */
  readonly onAccount: (account: string) => void;
}

/** The form of a new order. What is wrong is said at its field, when the order is placed, and no more once it is right. */
export class OrderForm {
  private readonly form = byId<HTMLFormElement>("order-form");
  private readonly key = new DraftKey(randomKey);
  private isBusy = false;

  public constructor(private readonly props: OrderFormProps) {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.submit();
    });
    this.form.addEventListener("input", () => this.changed());
    input("account").addEventListener("change", () => props.onAccount(this.account));
  }

  public get account(): string {
    return input("account").value.trim();
  }

  public showInstrument(): void {
    const [base, quote] = this.props.instrument().split("-");
    setText("quantity-unit", base!);
    setText("price-unit", quote!);
    this.showTotal();
  }

  private changed(): void {
    const errors = draftErrors(this.draft());
    for (const field of FIELDS) if (input(field).ariaInvalid === "true" && !errors[field]) showError(field, undefined);
    this.showTotal();
  }

  private draft(): OrderDraft {
    const side = new FormData(this.form).get("side") as Side;
    const [quantity, price] = [input("quantity").value.trim(), input("price").value.trim()];
    return { account: this.account, instrument: this.props.instrument(), side, quantity, price };
  }

  private showTotal(): void {
    const { quantity, price, instrument } = this.draft();
    const isKnown = !decimalError(quantity) && !decimalError(price);
    setText("total", isKnown ? `${formatDecimal(multiplyDecimals(quantity, price))} ${instrument.split("-")[1]}` : "–");
  }

  private async submit(): Promise<void> {
    if (this.isBusy) return;
    const draft = this.draft();
    setText("order-result", "");
    byId("order-problem").replaceChildren();
    if (this.refuse(draftErrors(draft))) return;
    this.busy(true);
    try {
      const order = await placeOrder(draft, this.key.of(draft));
      this.key.answered();
      // Who presses the button once more hasn't placed it twice.
      input("quantity").value = "";
      this.showTotal();
      setText("order-result", resultText(order));
      this.props.onPlaced(order);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (!error.isTemporary) this.key.answered();
      this.showProblem(error);
    } finally {
      this.busy(false);
    }
  }

  /** Shows errors and brings the reader to the first. */
  private refuse(errors: DraftErrors): boolean {
    for (const field of FIELDS) showError(field, errors[field]);
    const first = FIELDS.find((field) => errors[field] !== undefined);
    if (first) input(first).focus();
    return first !== undefined;
  }

  private showProblem(error: ProblemError): void {
    this.refuse(fieldErrors(error.problem));
    const again = error.isTemporary ? " If the order was stored, placing it again doesn't place it twice." : "";
    const title = document.createElement("strong");
    title.textContent = error.problem.title;
    const detail = document.createElement("p");
    detail.textContent = `${error.problem.detail ?? ""}${again}`;
    byId("order-problem").replaceChildren(title, detail);
  }

  /** The button keeps the focus, which a disabled one loses. */
  private busy(isBusy: boolean): void {
    this.isBusy = isBusy;
    byId("place").ariaDisabled = String(isBusy);
    setText("place", isBusy ? "Placing order" : "Place order");
  }
}

function input(field: DraftField): HTMLInputElement {
  return byId<HTMLInputElement>(field);
}

function showError(field: DraftField, error: string | undefined): void {
  input(field).ariaInvalid = error === undefined ? null : "true";
  setText(`${field}-error`, error ?? "");
}

/** The server's errors that are of a field. */
function fieldErrors({ errors = [] }: ProblemDetails): DraftErrors {
  return Object.fromEntries(
    errors.flatMap(({ pointer, detail }) => {
      const field = FIELDS.find((name) => pointer === `/body/${name}`);
      return field ? [[field, `The platform says: ${detail}.`]] : [];
    }),
  );
}

function resultText({ side, quantity, price, instrument, matched }: PlacedOrder): string {
  const [base, quote] = instrument.split("-");
  const what = `${SIDES[side]} ${formatDecimal(quantity)} ${base} at ${formatDecimal(price)} ${quote}`;
  return matched === "done" ? `Order placed: ${what}.` : `Order stored: ${what}. It is matched when the order book is back.`;
}
