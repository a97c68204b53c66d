import { Stored, StoredBalance } from "./stored";
import { BALANCE_PLACES, PRICE_PLACES, decimalOf, units } from "./units";

type Amounts = Map<string, bigint>;

/**
 * What accounts have is what they had, and what their trades have moved; what is reserved is what their open orders may cost. So nothing is made or lost either, which is said by asset. Pure.
 */
export function checkBalances({ balances, orders, trades }: Stored, deposits: readonly StoredBalance[]): readonly string[] {
  const [has, reserved] = [totals(balances), new Map(balances.map((one) => [rowOf(one), units(one.reserved, BALANCE_PLACES)]))];
  const [had, due]: [Amounts, Amounts] = [totals(deposits), new Map()];
  const sums = compare(byAsset(has), byAsset(had), (asset, is, was) => `All accounts together have ${is} ${asset}, and had ${was}.`);

  const accountOf = new Map(orders.map(({ id, account }) => [id, account]));
  for (const { instrument, buyOrder, sellOrder, quantity, price } of trades) {
    const { base, quote } = assetsOf(instrument);
    const [traded, cost] = [asBalance(quantity), units(quantity, PRICE_PLACES) * units(price, PRICE_PLACES)];
    const [buyer, seller] = [accountOf.get(buyOrder), accountOf.get(sellOrder)];
    if (buyer === undefined || seller === undefined) continue;
    add(had, buyer, base, traded);
    add(had, buyer, quote, -cost);
    add(had, seller, base, -traded);
    add(had, seller, quote, cost);
  }
  for (const { account, instrument, side, price, remaining, status } of orders) {
    if (status !== "open") continue;
    const { base, quote } = assetsOf(instrument);
    if (side === "sell") add(due, account, base, asBalance(remaining));
    else add(due, account, quote, units(remaining, PRICE_PLACES) * units(price, PRICE_PLACES));
  }
  return [
    ...sums,
    ...compare(has, had, (row, is, was) => `${row} is ${is}, and its trades come to ${was}.`),
    ...compare(reserved, due, (row, is, was) => `${row} has ${is} reserved, and its open orders may cost ${was}.`),
  ];
}

/** `BTC-EUR` is bitcoins for euros. */
function assetsOf(instrument: string): { readonly base: string; readonly quote: string } {
  const [base, quote] = instrument.split("-") as [string, string];
  return { base, quote };
}

function rowOf({ account, asset }: Pick<StoredBalance, "account" | "asset">): string {
  return `${account} ${asset}`;
}

function asBalance(quantity: string): bigint {
  return units(quantity, BALANCE_PLACES);
}

function add(amounts: Amounts, account: string, asset: string, amount: bigint): void {
  const row = rowOf({ account, asset });
  amounts.set(row, (amounts.get(row) ?? 0n) + amount);
}

function totals(balances: readonly StoredBalance[]): Amounts {
  return new Map(balances.map((one) => [rowOf(one), units(one.available, BALANCE_PLACES) + units(one.reserved, BALANCE_PLACES)]));
}

function byAsset(amounts: Amounts): Amounts {
  const sums: Amounts = new Map();
  for (const [row, amount] of amounts) {
    const asset = row.split(" ")[1]!;
    sums.set(asset, (sums.get(asset) ?? 0n) + amount);
  }
  return sums;
}

function compare(actual: Amounts, expected: Amounts, say: (row: string, is: string, was: string) => string): readonly string[] {
  const rows = [...new Set([...actual.keys(), ...expected.keys()])].sort();
  return rows.flatMap((row) => {
    const [is, was] = [actual.get(row) ?? 0n, expected.get(row) ?? 0n];
    return is === was ? [] : [say(row, decimalOf(is, BALANCE_PLACES), decimalOf(was, BALANCE_PLACES))];
  });
}
