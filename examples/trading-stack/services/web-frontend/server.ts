import { createHash } from "node:crypto";
import { FastifyInstance } from "fastify";
import { probeRoutes } from "../shared/probes";
import { Assets } from "./assets";
import { WebFrontendConfig } from "./config";
import { indexPage } from "./index-page";

/** What the edge sends, for who reaches the service without it. The edge leaves an origin's own header as it is. */
const CONTENT_SECURITY_POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'";

/** The page at `/`, and the probes, on a server that doesn't listen yet. Everything else is somebody else's: the edge sends it to the bucket or to the API. */
export function addWebFrontend(app: FastifyInstance, config: WebFrontendConfig, built: Assets): void {
  // The process holds all that it needs.
  probeRoutes(app, "", config.service, {});
  const page = indexPage(config, { ...built, ...config.assets });
  const etag = `"${createHash("sha256").update(page).digest("base64url")}"`;
  app.get("/", async (request, reply) => {
    // A release is seen at once: browsers keep the page, and ask each time whether it is still the one.
    reply.headers({ "cache-control": "no-cache", "content-security-policy": CONTENT_SECURITY_POLICY, etag });
    if (request.headers["if-none-match"] === etag) return reply.code(304).send();
    return reply.type("text/html; charset=utf-8").send(page);
  });
}
