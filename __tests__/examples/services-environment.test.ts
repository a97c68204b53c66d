/** What the launch templates of the example say is all that its services need, and what the roles may do is what the services do. */
import { builtServices } from "../../examples/trading-stack/built-services";
import { environments } from "../../examples/trading-stack/environments";
import { Cache } from "../../examples/trading-stack/services/shared/cache";
import { tradingApiConfig } from "../../examples/trading-stack/services/trading-api/config";
import { RedisOrderBook, changesChannel } from "../../examples/trading-stack/services/trading-api/order-book-redis";
import { webFrontendConfig } from "../../examples/trading-stack/services/web-frontend/config";
import { SynthesizedStack } from "../../src/testing";
import { stackCacheUsers } from "../../tools/serve/cache-users";
import { StackService, hasReference, stackServices } from "../../tools/serve/launch-templates";
import { layeredStacks, tradingStack } from "../support/platforms";

/** The stack that the services are in, and the one of the cache. */
const PLATFORMS: readonly (readonly [string, SynthesizedStack, SynthesizedStack])[] = [
  ...Object.keys(environments).map((name) => {
    const stack = tradingStack(name);
    return [`trading-${name}`, stack, stack] as const;
  }),
  (() => {
    const [, data, services] = layeredStacks();
    return ["the platform in three stacks", services!, data!] as const;
  })(),
];

/** A template's environment as an instance has it: what Terraform fills in are names, ids and hosts. */
function filledIn(service: StackService): Readonly<Record<string, string>> {
  const values = Object.entries(service.environment).map(([name, value]) => [name, value.replace(/\$\{[^}]*\}/g, "filled-in")]);
  return Object.fromEntries(values) as Record<string, string>;
}

function serviceOf(stack: SynthesizedStack, unit: string): StackService {
  return stackServices(stack).find((each) => each.unit === unit)!;
}

describe.each(PLATFORMS)("in %s", (_, stack, data) => {
  const api = serviceOf(stack, "trading-api");
  const web = serviceOf(stack, "web-frontend");

  test("the API is told all that it needs, and logs in to database and cache by tokens", () => {
    const { service, database, cache, recordsBucket, migrates } = tradingApiConfig(filledIn(api));
    expect(service).toMatchObject({ name: "trading-api", version: builtServices().tradingApi.version, port: 8080 });
    expect(database).toMatchObject({ name: "app", user: "trading_api", region: "eu-central-1", tls: "verify", password: undefined });
    expect(cache).toMatchObject({ tls: true, clusterMode: true, iam: { region: "eu-central-1", serverless: false } });
    expect([recordsBucket, migrates]).toEqual(["filled-in", false]);
  });

  // AWS SDKs and Tools Reference Guide, "AWS Region": without a setting there is no region.
  test("the API's client of S3 knows its region", () => {
    expect(api.environment.AWS_REGION).toBe("eu-central-1");
  });

  test("the frontend is told the versions of its assets, and what can be traded", () => {
    expect(webFrontendConfig(filledIn(web))).toMatchObject({
      service: { name: "web-frontend", version: builtServices().webFrontend.version, port: 8080 },
      assets: { script: "page.js?versionId=filled-in", style: "style.css?versionId=filled-in", icon: "icon.svg?versionId=filled-in" },
      instruments: ["BTC-EUR", "ETH-EUR"],
    });
  });

  test("the versions are those of objects that Terraform uploads before the launch template names them", () => {
    const references = ["ASSET_SCRIPT", "ASSET_STYLE", "ASSET_ICON"].map(
      (name) => /aws_s3_object\.([\w-]+)\.version_id/.exec(web.environment[name]!)![1]!,
    );
    const objects = references.map((id) => stack.resources("aws_s3_object")[id]);
    expect(objects.map(({ key, content_type, cache_control }) => [key, content_type, cache_control])).toEqual([
      ["static/page.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
      ["static/style.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable"],
      ["static/icon.svg", "image/svg+xml", "public, max-age=31536000, immutable"],
    ]);
  });

  test("the order book's keys and channels are those that its user of the cache may use", async () => {
    const used: string[] = [];
    const run = async (_script: unknown, keys: readonly string[], [, channel]: readonly string[]): Promise<unknown> => {
      used.push(...keys, channel!);
      return ["1", "open", 0];
    };
    await new RedisOrderBook({ run } as unknown as Cache).state("BTC-EUR");
    expect(used.at(-1)).toBe(changesChannel("BTC-EUR"));
    const [user, ...others] = stackCacheUsers(data);
    expect(others).toEqual([]);
    const words = user!.accessString.split(" ");
    // ElastiCache User Guide, "Specifying permissions using an access string": ~ is a pattern of keys, & one of channels.
    const patterns = (sign: string): readonly string[] => words.filter((word) => word.startsWith(sign)).map((word) => word.slice(1));
    expect([patterns("~"), patterns("&")]).toEqual([["book:*"], ["book:*"]]);
    expect(used.filter((name) => !name.startsWith("book:"))).toEqual([]);
  });
});

test("what the services are told is no secret: references are to names, endpoints, ids and versions", () => {
  const values = stackServices(tradingStack("prod")).flatMap(({ environment }) => Object.values(environment).filter(hasReference));
  const attributes = values.map((value) => /\.(\w+)\}$/.exec(value)![1]);
  expect([...new Set(attributes)].sort()).toEqual([
    "bucket",
    "configuration_endpoint_address",
    "endpoint",
    "replication_group_id",
    "version_id",
  ]);
});
