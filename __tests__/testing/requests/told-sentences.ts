import { RequestSimulation } from "../../../src/testing";

/** A request, and all that its simulation tells. */
export type Row = readonly [what: string, ask: () => RequestSimulation, told: readonly string[]];

export const ARRIVED = "distribution · Site · the distribution has www.example.com among its names";
/** What happens to a request of the site's root until the origin is asked. */
export const PASSED = [
  ARRIVED,
  "cache behavior · Site · / matches no path pattern: cache behavior Default (*)",
  "cache behavior · Site · GET over HTTPS is allowed",
  "cache · CachingDisabled · cache key: path /",
];
export const SENT =
  "origin · origin.example.com · GET https://origin.example.com:443/ with Host: origin.example.com, the headers host, user-agent, without cookies";
export const UNCACHED = "cache · CachingDisabled · the response 200 isn't cached";
export const CONNECTED = "assumed · origin.example.com answers on port 443 over HTTPS, with a certificate for it";
export const FROM_SERVER =
  "GET https://www.example.com/ is answered with 200 by the origin. It has the cache behavior Default (*) and reaches origin.example.com. It isn't cached.";
