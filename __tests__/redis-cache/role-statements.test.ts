import { fullRedisCache } from "../support/full-modules/redis-cache";
import { roleStatements } from "../support/role-statements";
import { synth } from "../support/synth";

// ElastiCache User Guide, "Authenticating with IAM".
test("each role that the module makes or is granted to may do this, and nothing more", () => {
  expect(roleStatements(synth(fullRedisCache()))).toEqual([
    "ApiRole CacheConnectAsTradingApi: elasticache:Connect",
    "ApiRole CacheConnectAsTradingTestShared: elasticache:Connect",
    "ApiRole ScaledConnectAsTradingApi: elasticache:Connect",
    "ApiRole ScaledConnectAsTradingTestShared: elasticache:Connect",
    "ApiRole ServerlessConnectAsTradingApi: elasticache:Connect",
    "ApiRole ServerlessConnectAsTradingTestShared: elasticache:Connect",
  ]);
});
