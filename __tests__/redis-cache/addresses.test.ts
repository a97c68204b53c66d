import { changesSinceCommitted } from "../support/full-modules/committed";
import { fullRedisCache } from "../support/full-modules/redis-cache";

test("everything that the module creates has the addresses of api/addresses/redis-cache.txt", () => {
  expect(changesSinceCommitted("redis-cache", fullRedisCache())).toBe("");
});
