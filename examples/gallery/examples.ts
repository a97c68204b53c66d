import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { CacheOnly } from "./cache-only";
import { DatabaseOnly } from "./database-only";
import { EcsCallers } from "./ecs-callers";
import { ExistingNetworkAndKey } from "./existing-network-and-key";
import { LambdaCaller } from "./lambda-caller";
import { ServiceBehindExistingLoadBalancer } from "./service-behind-existing-load-balancer";
import { State } from "./state";
import { StaticSite } from "./static-site";
import { TradeArchive } from "./trade-archive";

/** Each example by the name of its file, which is the id of its stack. */
export const examples: Readonly<Record<string, new (scope: Construct, id: string) => TerraformStack>> = {
  "cache-only": CacheOnly,
  "database-only": DatabaseOnly,
  "ecs-callers": EcsCallers,
  "existing-network-and-key": ExistingNetworkAndKey,
  "lambda-caller": LambdaCaller,
  "service-behind-existing-load-balancer": ServiceBehindExistingLoadBalancer,
  state: State,
  "static-site": StaticSite,
  "trade-archive": TradeArchive,
};
