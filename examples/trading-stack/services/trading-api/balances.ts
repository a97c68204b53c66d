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
 * Adds to balances, each row once. An account gets the row of an asset that it hadn't; no balance may become negative, which the table itself refuses.
 *
 * The first statement locks the rows, in one order for every transaction, so that none waits for another in a circle: "all rows will be locked when the ON
 * CONFLICT DO UPDATE action is taken", also those that its condition leaves as they are (PostgreSQL documentation, INSERT). An UPDATE promises no order.
 */
export async function addToBalances(queries: Queries, changes: readonly BalanceChange[]): Promise<void> {
  const rows = merged(changes);
  if (rows.length === 0) return;
  const keys = [rows.map(({ account }) => account), rows.map(({ asset }) => asset)];
  await queries.rows(
    `INSERT INTO balances AS balance (account, asset, available, reserved)
     SELECT account, asset, 0, 0 FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS changed (account, asset, position) ORDER BY position
     ON CONFLICT (account, asset) DO UPDATE SET reserved = balance.reserved WHERE false`,
    keys,
  );
  await queries.rows(
    `UPDATE balances AS balance SET available = balance.available + changed.available, reserved = balance.reserved + changed.reserved
     FROM unnest($1::text[], $2::text[], $3::numeric[], $4::numeric[]) AS changed (account, asset, available, reserved)
     WHERE balance.account = changed.account AND balance.asset = changed.asset`,
    [...keys, rows.map(({ available }) => textOf(available)), rows.map(({ reserved }) => textOf(reserved))],
  );
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
