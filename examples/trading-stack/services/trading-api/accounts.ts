import { Queries } from "../shared/database";
import { shortest } from "./decimals";

/** What an account has of an asset. `reserved` is what its open orders may cost. */
export interface Balance {
  readonly asset: string;
  readonly available: string;
  readonly reserved: string;
}

export interface Account {
  readonly id: string;
  readonly balances: readonly Balance[];
}

/** Opens an account with what is paid in; one that is open keeps what it has. Returns whether it is new. */
export async function openAccount(queries: Queries, id: string, deposits: Readonly<Record<string, string>>): Promise<boolean> {
  const opened = await queries.rows("INSERT INTO accounts (id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id", [id]);
  if (opened.length === 0) return false;
  for (const [asset, amount] of Object.entries(deposits)) {
    await queries.rows("INSERT INTO balances (account, asset, available) VALUES ($1, $2, $3)", [id, asset, amount]);
  }
  return true;
}

export async function findAccount(queries: Queries, id: string): Promise<Account | undefined> {
  const rows = await queries.rows<{ asset: string | null; available: string; reserved: string }>(
    `SELECT asset, available, reserved FROM accounts LEFT JOIN balances ON account = id WHERE id = $1 ORDER BY asset`,
    [id],
  );
  if (rows.length === 0) return undefined;
  const balances = rows.flatMap(({ asset, available, reserved }) =>
    asset === null ? [] : [{ asset, available: shortest(available), reserved: shortest(reserved) }],
  );
  return { id, balances };
}
