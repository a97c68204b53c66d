import { Fn } from "cdktf";
import { Behavior, DistributionProps, staticAssets } from "../../modules/edge";
import { synth, warnings } from "../support/synth";
import { bucket, loadBalancer, makeDistribution } from "./fixture";

function distributionOf(props: Partial<DistributionProps>) {
  const { stack } = makeDistribution();
  const origins = { app: { loadBalancer: loadBalancer(stack) }, files: { bucket: bucket() } };
  return makeDistribution({ origins, ...props });
}

const keyHeaders = (behavior: Behavior): unknown =>
  synth(distributionOf({ defaultBehavior: behavior }).stack).resource("aws_cloudfront_cache_policy")
    .parameters_in_cache_key_and_forwarded_to_origin.headers_config;

// CloudFront Developer Guide, "Configure CloudFront to respect CORS settings": forward Origin by a cache policy, so that responses are cached by it.
describe("a behavior that caches and forwards the headers of CORS", () => {
  test.each<[string, Behavior]>([
    ["of a load balancer", { origin: "app", cache: {}, forward: "cors" }],
    ["of a bucket", staticAssets("files", { forward: "cors" })],
  ])("%s has Origin in the cache key: a response says who may read it", (_, behavior) => {
    expect(keyHeaders(behavior)).toEqual({ header_behavior: "whitelist", headers: { items: ["origin"] } });
  });

  test("keeps the headers of the key that it has, Origin among them once", () => {
    const cache = { headers: ["accept-language", "Origin"] };
    expect(keyHeaders({ origin: "app", cache, forward: "cors" })).toMatchObject({ headers: { items: ["accept-language", "Origin"] } });
    expect(keyHeaders({ origin: "app", cache: { headers: ["accept-language"] }, forward: "cors" })).toMatchObject({
      headers: { items: ["accept-language", "origin"] },
    });
  });

  test("adds Origin to headers that only Terraform knows", () => {
    const headers = Fn.split(",", "x-market,accept-language");
    expect(keyHeaders({ origin: "app", cache: { headers }, forward: "cors" })).toMatchObject({
      headers: { items: '${concat(split(",", "x-market,accept-language"), ["origin"])}' },
    });
  });

  test("has a cache policy of its own beside that of assets, which everybody may read alike", () => {
    const { distribution } = distributionOf({
      defaultBehavior: staticAssets("files"),
      behaviors: { "/fonts/*": staticAssets("files", { forward: "cors" }) },
    });
    expect(Object.keys(distribution.cachePolicies)).toEqual(["assets", "/fonts/*"]);
  });

  test("has no key where nothing is cached", () => {
    const { distribution } = distributionOf({ defaultBehavior: { origin: "app", cache: "disabled", forward: "cors" } });
    expect(distribution.cachePolicies).toEqual({});
  });
});

// CloudFront Developer Guide, "Quotas", policies: 20 custom cache policies and 20 custom response headers policies per account.
test.each<[string, (index: number) => Behavior]>([
  ["Cache policies", (index) => ({ origin: "app", cache: { defaultTtlSeconds: index + 1 } })],
  ["Response headers policies", () => ({ origin: "app", responseHeaders: { frameOptions: "SAMEORIGIN" } })],
])("%s beyond the quota of the account are warned of, and as many as it allows aren't", (kind, behavior) => {
  const warningsOf = (count: number) => {
    const behaviors = Object.fromEntries(Array.from({ length: count - 1 }, (_, index) => [`/${index}/*`, behavior(index)]));
    return warnings(distributionOf({ defaultBehavior: behavior(count), behaviors }).distribution);
  };
  expect(warningsOf(20)).toEqual([]);
  expect(warningsOf(21)).toEqual([`${kind} of the distribution: 21. CloudFront allows 20 in an account unless the quota has been raised.`]);
});
