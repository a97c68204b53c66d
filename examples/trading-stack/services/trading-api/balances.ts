import { Queries } from "../shared/database";

/** What is added to a balance, in units of 10^-16: quantity × price, exactly. */
export interface BalanceChange {
  readonly account: string;
  readonly asset: string;
  readonly available: bigint;
  readonly reserved: bigint;
}

const DECIMALS = 16;

/**
 * Adds to balances, each row once and in one order for every transaction, so that none waits for another in a circle. An account gets the row of an asset
 * that it hadn't; no balance may become negative, which the table itself refuses.
 */
export async function addToBalances(queries: Queries, changes: readonly BalanceChange[]): Promise<void> {
  for (const { account, asset, available, reserved } of merged(changes)) {
    // What was reserved has a row. A new one couldn't begin below zero.
    const sql =
      reserved < 0n
        ? "UPDATE balances SET available = available + $3, reserved = reserved + $4 WHERE account = $1 AND asset = $2"
        : `INSERT INTO balances AS balance (account, asset, available, reserved) VALUES ($1, $2, $3, $4) ON CONFLICT (account, asset)
           DO UPDATE SET available = balance.available + excluded.available, reserved = balance.reserved + excluded.reserved`;
    await queries.rows(sql, [account, asset, textOf(available), textOf(reserved)]);
  }
}

/** One change a row, by account and asset: who trades with itself has two of them for each asset. */
function merged(changes: readonly BalanceChange[]): readonly BalanceChange[] {
  const byRow = new Map<string, BalanceChange>();
  for (const change of changes) {
    const row = JSON.stringify([change.account, change.asset]);
    const { available = 0n, reserved = 0n } = byRow.get(row) ?? {};
    byRow.set(row, { ...change, available: available + change.available, reserved: reserved + change.reserved });
  }
  return [...byRow].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
}

function textOf(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(DECIMALS + 1, "0");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`;
}
