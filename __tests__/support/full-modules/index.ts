/** Each module's stack with everything that it creates, by the module's name. */
import { TerraformStack } from "cdktf";
import { fullAlbAsg } from "./alb-asg";
import { fullAuroraCluster } from "./aurora-cluster";
import { fullEdge } from "./edge";
import { fullNetwork } from "./network";
import { fullRedisCache } from "./redis-cache";
import { fullStateBackend } from "./state-backend";
import { fullStorage } from "./storage";

export const FULL_MODULES: Readonly<Record<string, () => TerraformStack>> = {
  "alb-asg": fullAlbAsg,
  "aurora-cluster": fullAuroraCluster,
  edge: fullEdge,
  network: fullNetwork,
  "redis-cache": fullRedisCache,
  "state-backend": fullStateBackend,
  storage: fullStorage,
};
