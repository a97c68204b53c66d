import { Validator, isGiven, isKnown } from "../../src/internal/validator";

/** What an endpoint's name says of its cache (ElastiCache User Guide, "Finding connection endpoints"). */
interface EndpointNames {
  readonly endpoint: string;
  readonly readerEndpoint?: string;
  readonly clusterMode: boolean;
}

const PORT_BEHIND = /^(.*):\d+$/;
const CONFIGURATION = /^clustercfg\.|\.clustercfg\./;
const PRIMARY = /^master\.|\.ng\.\d{4}\./;
const SERVERLESS = /\.serverless\./;

/** Records an endpoint with its port, one of another kind of cache, and one of another region. Names of one's own pass. */
export function checkEndpoints(validator: Validator, { endpoint, readerEndpoint, clusterMode }: EndpointNames, region: string): void {
  if (isKnown(endpoint)) {
    validator
      .check(
        "endpoint",
        endpoint,
        !CONFIGURATION.test(endpoint) || clusterMode,
        "must be a primary endpoint with cluster mode disabled",
        "Set clusterMode to true.",
      )
      .check(
        "endpoint",
        endpoint,
        !PRIMARY.test(endpoint) || !clusterMode,
        "must be a configuration endpoint with cluster mode enabled",
        "Set clusterMode to false.",
      )
      .check(
        "endpoint",
        endpoint,
        !endpoint.startsWith("replica."),
        "must be no reader endpoint",
        'Give the one that begins with "master.", and this one as readerEndpoint.',
      )
      .check(
        "endpoint",
        endpoint,
        !SERVERLESS.test(endpoint),
        "must be one of a replication group",
        "Make a ServerlessRedisCache, or connect to this one by hand.",
      );
  }
  for (const [prop, name] of Object.entries({ endpoint, readerEndpoint })) {
    if (!isGiven(name) || !isKnown(name)) continue;
    const [, code] = /\.([a-z]{2}[a-z]{1,2}\d)\.cache\.amazonaws\.com$/.exec(name) ?? [];
    validator.onceKnown([code, region], (collected, given, own) => {
      const ours = codeOf(own);
      collected.check(
        prop,
        name,
        ours === undefined || given === ours,
        `must be in ${own}, whose endpoints have ${ours}`,
        "Import the cache in a stack of its own region.",
      );
    });
  }
}

/** A host's name without the port that stands behind it. */
export function withoutPort(name: string): string | undefined {
  const [, host] = PORT_BEHIND.exec(name) ?? [];
  return host;
}

/** `euc1` of `eu-central-1`; undefined for regions of partitions whose codes are others. Pure. */
function codeOf(region: string): string | undefined {
  const [, area, direction, number] =
    /^([a-z]{2})-(central|east|west|north|south|northeast|northwest|southeast|southwest)-(\d)$/.exec(region) ?? [];
  if (area === undefined || area === "cn") return undefined;
  return (
    area +
    direction!
      .replace(/^(north|south)(east|west)$/, (_, one: string, two: string) => one[0]! + two[0]!)
      .replace(/^(central|east|west|north|south)$/, (word) => word[0]!) +
    number!
  );
}
