import { parseCacheUrl, parseDatabaseUrl } from "../../../tools/serve/urls";
import { messageOf } from "../../support/synth";

test("a database's URL is read as libpq reads it", () => {
  expect(parseDatabaseUrl("postgres://me:p%40ss@db.example.com/app")).toEqual({
    ...{ host: "db.example.com", port: 5432, name: "app", user: "me", password: "p@ss", tls: false },
  });
  expect(parseDatabaseUrl("postgresql://me@127.0.0.1:5433/app?sslmode=verify-full")).toMatchObject({ port: 5433, tls: true });
});

test.each(["postgres://127.0.0.1/app", "postgres://me@127.0.0.1", "mysql://me@127.0.0.1/app", "app"])("%s is no database's URL", (url) => {
  expect(messageOf(() => parseDatabaseUrl(url))).toBe(
    `--database-url needs a URL such as postgres://user:password@127.0.0.1:5432/app, got "${url}".`,
  );
});

test("a message doesn't repeat a password", () => {
  expect(messageOf(() => parseDatabaseUrl("mysql://me:secret@127.0.0.1/app"))).toContain('got "mysql://me:…@127.0.0.1/app".');
});

test("a cache's URL says host, port, login and TLS", () => {
  expect(parseCacheUrl("rediss://user:pass@cache.example.com")).toEqual({
    ...{ host: "cache.example.com", port: 6379, user: "user", password: "pass", tls: true },
  });
  expect(parseCacheUrl("redis://127.0.0.1:7000")).toEqual({ host: "127.0.0.1", port: 7000, tls: false });
});

test("what is no cache's URL is refused", () => {
  expect(messageOf(() => parseCacheUrl("127.0.0.1:6379"))).toBe(
    '--cache-url needs a URL such as redis://127.0.0.1:6379, or rediss:// for TLS, got "127.0.0.1:6379".',
  );
});
