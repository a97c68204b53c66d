import { Database } from "../shared/database";
import { openAccount } from "./accounts";

const DEPOSITS = { EUR: "10000000", BTC: "1000", ETH: "10000" } as const;

/** Opens the accounts `demo-1` to `demo-<count>`, for a laptop and for load tests. Those that are open keep what they have. */
export async function openDemoAccounts(database: Database, count: number): Promise<void> {
  await database.transaction(
    async (queries) => {
      for (let number = 1; number <= count; number++) await openAccount(queries, `demo-${number}`, DEPOSITS);
    },
    { idempotent: true },
  );
}
