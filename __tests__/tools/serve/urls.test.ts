import { parseCacheUrl, parseDatabaseUrl } from "../../../tools/serve/urls";
import { messageOf } from "../../support/synth";

test("a database's URL is read as libpq reads it", () => {
  expect(parseDatabaseUrl("postgres://me:p%40ss@db.example.com/app")).toEqual({
    ...{ host: "db.example.com", port: 5432, name: "app", user: "me", password: "p@ss", tls: false },
  });
  expect(parseDatabaseUrl("postgresql://me@127.0.0.1:5433/app?sslmode=verify-full")).toMatchObject({ port: 5433, tls: true });
});

// PostgreSQL documentation, "Parameter Key Words": with hostaddr the name isn't looked up, and is what verify-full compares with the certificate.
test("a database behind a forwarded port has an address of its own, and keeps its name", () => {
  expect(parseDatabaseUrl("postgres://me@db.example.com:15432/app?sslmode=verify-full&hostaddr=127.0.0.1")).toEqual({
    ...{ host: "db.example.com", address: "127.0.0.1", port: 15_432, name: "app", user: "me", tls: true },
  });
});

test("an address that is a name is refused", () => {
  expect(messageOf(() => parseDatabaseUrl("postgres://me@db.example.com/app?hostaddr=localhost"))).toBe(
    'hostaddr of --database-url must be an IP address, got "localhost".',
  );
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
