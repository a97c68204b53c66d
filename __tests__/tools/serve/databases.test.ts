import { askCache, migrateAt, ownPostgres, ownValkey } from "../../../tools/serve/databases";
import { freePort } from "../../../tools/support/databases/server";
import { Failure } from "../../../tools/support/failure";

const missing = async (): Promise<never> => {
  throw new Failure("There is none for this machine.");
};
// What is loaded for the first time takes a while on a busy machine.
jest.setTimeout(30_000);

jest.mock("../../../tools/support/databases/postgres", () => ({ startPostgres: async () => missing() }));
jest.mock("../../../tools/support/databases/redis", () => ({
  ...jest.requireActual<object>("../../../tools/support/databases/redis"),
  startRedis: async () => missing(),
}));

test("where no PostgreSQL is to be had, the message says how to use one's own", async () => {
  await expect(ownPostgres()).rejects.toThrow(
    "There is none for this machine.\nA server of your own will do as well: npm run serve -- --database-url postgres://user:password@127.0.0.1:5432/app.",
  );
});

test("where no Valkey is to be had, the message says how to use one's own", async () => {
  await expect(ownValkey()).rejects.toThrow(
    "There is none for this machine.\nA server of your own will do as well: npm run serve -- --cache-url redis://127.0.0.1:6379.",
  );
});

test("a database where nothing answers is named", async () => {
  const port = await freePort();
  await expect(migrateAt({ host: "127.0.0.1", port, name: "app", user: "me", tls: false })).rejects.toThrow(
    `PostgreSQL at 127.0.0.1:${port} can't be used: connect ECONNREFUSED 127.0.0.1:${port}`,
  );
});

test("a cache where nothing answers is named", async () => {
  const port = await freePort();
  await expect(askCache({ host: "127.0.0.1", port, tls: false })).rejects.toThrow(
    `No Redis or Valkey can be used at 127.0.0.1:${port}: connect ECONNREFUSED 127.0.0.1:${port}`,
  );
});
