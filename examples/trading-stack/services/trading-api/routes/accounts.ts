import { FastifyInstance } from "fastify";
import { Database } from "../../shared/database";
import { Problem } from "../../shared/problem";
import { findAccount } from "../accounts";
import { ACCOUNT_PARAMS } from "./schemas";

/** Accounts are opened by who runs the platform, not by this API. */
export function accountRoutes(app: FastifyInstance, database: Database): void {
  app.get<{ Params: { readonly id: string } }>("/accounts/:id", { schema: { params: ACCOUNT_PARAMS } }, async ({ params: { id } }) => {
    const account = await findAccount(database, id);
    if (!account) throw new Problem(404, "not-found", "Not found", `There is no account ${id}.`);
    return account;
  });
}
