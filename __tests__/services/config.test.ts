import { tradingApiConfig } from "../../examples/trading-stack/services/trading-api/config";

const AWS = {
  ...{ DATABASE_HOST: "db.example", DATABASE_NAME: "app", DATABASE_USER: "trading_api", DATABASE_REGION: "eu-central-1" },
  ...{ CACHE_HOST: "cache.example", CACHE_PORT: "6379", CACHE_USER: "trading-api", CACHE_NAME: "cache", CACHE_REGION: "eu-central-1" },
};

test("a service on AWS logs in with tokens, and verifies certificates", () => {
  expect(tradingApiConfig(AWS).database).toEqual({
    ...{ host: "db.example", port: 5432, name: "app", user: "trading_api", region: "eu-central-1", password: undefined, tls: "verify" },
    connections: 10,
  });
});

test("what isn't said has a default; an empty value is none", () => {
  expect(tradingApiConfig({ ...AWS, PORT: "", SERVICE_VERSION: "" })).toMatchObject({
    service: { name: "trading-api", version: "development", host: "0.0.0.0", port: 8080, logLevel: "info" },
    ...{ requestsPerSecondOfAccount: 50, migrates: false, demoAccounts: 0 },
  });
});

test("all that is missing is named at once", () => {
  expect(() => tradingApiConfig({})).toThrow(
    "The service can't start: DATABASE_HOST isn't set. DATABASE_NAME isn't set. DATABASE_USER isn't set. CACHE_HOST isn't set.",
  );
});

test.each([
  [{ PORT: "http" }, 'PORT must be a whole number from 0 to 65535, not "http".'],
  [{ PORT: "65536" }, 'PORT must be a whole number from 0 to 65535, not "65536".'],
  [{ DATABASE_CONNECTIONS: "0" }, 'DATABASE_CONNECTIONS must be a whole number from 1 to 100, not "0".'],
  [{ LOG_LEVEL: "loud" }, 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, not "loud".'],
  [{ DATABASE_TLS: "off" }, "DATABASE_TLS can't be off where the service logs in with a token."],
  [{ DATABASE_PASSWORD: "x" }, "DATABASE_REGION and DATABASE_PASSWORD exclude each other: with a region the service logs in with a token."],
])("%j is refused", (env, problem) => {
  expect(() => tradingApiConfig({ ...AWS, ...env })).toThrow(`The service can't start: ${problem}`);
});
