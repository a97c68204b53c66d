import { RedisAccess } from "../../../modules/redis-cache";
import { stackCacheUsers } from "../../../tools/serve/cache-users";
import { synthesizeEnvironment } from "../../../tools/serve/synthesis";

test("the users are those that roles connect to the cache as, with what they are granted", () => {
  expect(stackCacheUsers(synthesizeEnvironment("prod"))).toEqual([
    { name: "trading-prod-cache-trading-api", accessString: RedisAccess.orderBook("book").accessString },
  ]);
});
