/** What a service is told by its environment: names that are missing are all named at once. */

/** How the service reaches its database. */
export interface DatabaseConfig {
  readonly host: string;
  /** The IP address to connect to, where it isn't the host's own: the near end of a forwarded port. The certificate is verified for the host. @default - the host's */
  readonly address?: string;
  readonly port: number;
  readonly name: string;
  readonly user: string;
  /** The region that tokens are signed for. Without it the user has a password, or none. */
  readonly region?: string;
  /** A laptop's own server alone: on AWS the service logs in with a token. */
  readonly password?: string;
  readonly tls: "verify" | "off";
  /** How many connections a process holds at most. */
  readonly connections: number;
}

/** What every service has. */
export interface ServiceConfig {
  readonly name: string;
  readonly version: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
}

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment can't be used as it is. */
export class ConfigError extends Error {
  public constructor(public readonly problems: readonly string[]) {
    super(`The service can't start: ${problems.join(" ")}`);
    this.name = "ConfigError";
  }
}

/** Reads variables, and remembers what is wrong with them. */
export class EnvironmentReader {
  private readonly problems: string[] = [];

  public constructor(private readonly env: Environment) {}

  /** Launch templates may hand over an empty value: it is as good as none. */
  public optional(name: string): string | undefined {
    return this.env[name] === "" ? undefined : this.env[name];
  }

  public text(name: string, fallback?: string): string {
    const value = this.optional(name) ?? fallback;
    if (value === undefined) this.problems.push(`${name} isn't set.`);
    return value ?? "";
  }

  public integer(name: string, minimum: number, maximum: number, fallback?: number): number {
    const value = this.text(name, fallback?.toString());
    const isInteger = /^\d+$/.test(value) && Number(value) >= minimum && Number(value) <= maximum;
    if (value !== "" && !isInteger) this.problems.push(`${name} must be a whole number from ${minimum} to ${maximum}, not "${value}".`);
    return Number(value);
  }

  public oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const value = this.text(name, fallback);
    if (!allowed.includes(value as T)) this.problems.push(`${name} must be one of ${allowed.join(", ")}, not "${value}".`);
    return value as T;
  }

  public refuse(problem: string): void {
    this.problems.push(problem);
  }

  /** @throws ConfigError where something is missing or wrong */
  public check(): void {
    if (this.problems.length > 0) throw new ConfigError(this.problems);
  }
}

const MAXIMUM_PORT = 65_535;
/** A sweep holds one while it asks by another, and the archive one for as long as a batch is stored. */
const MINIMUM_CONNECTIONS = 3;

export function serviceConfig(reader: EnvironmentReader, name: string): ServiceConfig {
  return {
    name: reader.text("SERVICE_NAME", name),
    version: reader.text("SERVICE_VERSION", "development"),
    host: reader.text("HOST", "0.0.0.0"),
    port: reader.integer("PORT", 0, MAXIMUM_PORT, 8080),
    logLevel: reader.oneOf("LOG_LEVEL", ["trace", "debug", "info", "warn", "error", "fatal", "silent"], "info"),
  };
}

export function databaseConfig(reader: EnvironmentReader): DatabaseConfig {
  const config: DatabaseConfig = {
    host: reader.text("DATABASE_HOST"),
    port: reader.integer("DATABASE_PORT", 1, MAXIMUM_PORT, 5432),
    name: reader.text("DATABASE_NAME"),
    user: reader.text("DATABASE_USER"),
    region: reader.optional("DATABASE_REGION"),
    password: reader.optional("DATABASE_PASSWORD"),
    tls: reader.oneOf("DATABASE_TLS", ["verify", "off"], "verify"),
    connections: reader.integer("DATABASE_CONNECTIONS", MINIMUM_CONNECTIONS, 100, 10),
  };
  if (config.region !== undefined && config.password !== undefined) {
    reader.refuse("DATABASE_REGION and DATABASE_PASSWORD exclude each other: with a region the service logs in with a token.");
  }
  // A token is as good as a password for 15 minutes.
  if (config.region !== undefined && config.tls === "off") {
    reader.refuse("DATABASE_TLS can't be off where the service logs in with a token.");
  }
  return config;
}
