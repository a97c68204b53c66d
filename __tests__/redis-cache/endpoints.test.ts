import { RedisCache, RedisCacheAttributes } from "../../modules/redis-cache";
import { messageOf, testStack } from "../support/synth";
import { refusal } from "./fixture";

const CONFIGURATION = "clustercfg.books.abcdef.euc1.cache.amazonaws.com";
const PRIMARY = "master.books.abcdef.euc1.cache.amazonaws.com";

function imported(attributes: Partial<RedisCacheAttributes>, region?: string): RedisCache["port"] {
  const all = { replicationGroupId: "books", endpoint: CONFIGURATION, securityGroupId: "sg-0123456789abcdef0", ...attributes };
  return RedisCache.fromAttributes(testStack("trading-test", region), "Books", all).port;
}

// ElastiCache User Guide, "Finding connection endpoints".
describe("the endpoint of a cache that exists is refused", () => {
  test.each<[string, Partial<RedisCacheAttributes>, string]>([
    [
      "with its port",
      { endpoint: `${CONFIGURATION}:6379` },
      `endpoint: must be a lower-case domain name; received "${CONFIGURATION}:6379". Write it without the port: "${CONFIGURATION}".`,
    ],
    [
      "of a cache with cluster mode, where there is none",
      { clusterMode: false },
      `endpoint: must be a primary endpoint with cluster mode disabled; received "${CONFIGURATION}". Set clusterMode to true.`,
    ],
    [
      "of a cache without cluster mode, where it is enabled",
      { endpoint: PRIMARY },
      `endpoint: must be a configuration endpoint with cluster mode enabled; received "${PRIMARY}". Set clusterMode to false.`,
    ],
    [
      "for reads",
      { endpoint: "replica.books.abcdef.euc1.cache.amazonaws.com", clusterMode: false },
      'endpoint: must be no reader endpoint; received "replica.books.abcdef.euc1.cache.amazonaws.com". Give the one that begins with "master.", and this one as readerEndpoint.',
    ],
    [
      "of a serverless cache",
      { endpoint: "books-abcdef.serverless.euc1.cache.amazonaws.com" },
      'endpoint: must be one of a replication group; received "books-abcdef.serverless.euc1.cache.amazonaws.com". Make a ServerlessRedisCache, or connect to this one by hand.',
    ],
    [
      "in another region",
      { endpoint: "clustercfg.books.abcdef.use1.cache.amazonaws.com" },
      'endpoint: must be in eu-central-1, whose endpoints have euc1; received "clustercfg.books.abcdef.use1.cache.amazonaws.com". Import the cache in a stack of its own region.',
    ],
  ])("%s", (_, attributes, line) => {
    expect(messageOf(() => imported(attributes))).toBe(refusal("trading-test/Books", line));
  });

  test.each<[Partial<RedisCacheAttributes>, string]>([
    [{}, "eu-central-1"],
    [{ endpoint: PRIMARY, clusterMode: false }, "eu-central-1"],
    [{ endpoint: "clustercfg.books.abcdef.apse2.cache.amazonaws.com" }, "ap-southeast-2"],
    [{ endpoint: "clustercfg.books.abcdef.use1.cache.amazonaws.com" }, "us-east-1"],
    [{ endpoint: "cache.example.com" }, "eu-central-1"],
  ])("but not %j in %s", (attributes, region) => {
    expect(imported(attributes, region)).toBe(6379);
  });
});
