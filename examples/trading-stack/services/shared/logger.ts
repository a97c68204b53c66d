import { FastifyServerOptions } from "fastify";
import { ServiceConfig } from "./config";

/** What parts of a service write with: the server's own logger, or a test's. */
export interface Logger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** One JSON object a line, which the CloudWatch agent ships as it is. Bodies and idempotency keys aren't logged. */
export function loggerOptions({ name, version, logLevel }: ServiceConfig): Exclude<NonNullable<FastifyServerOptions["logger"]>, boolean> {
  return {
    level: logLevel,
    base: { service: name, version, pid: process.pid },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: ["req.headers.authorization", "req.headers.cookie"],
  };
}
