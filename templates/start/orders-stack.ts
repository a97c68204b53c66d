import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { TerraformOutput, TerraformStack } from "cdktf";
import {
  AuroraCluster,
  EncryptionKey,
  Network,
  RedisCache,
  Role,
  SecurityGroup,
  Tags,
  useRemoval,
  useStateBackend,
} from "cdktf-trading-platform";
import type { Construct } from "constructs";
import type { Environment } from "./environments.ts";

/** A network, a database and a cache, and what the ECS tasks that use them run as. */
export class OrdersStack extends TerraformStack {
  constructor(scope: Construct, id: string, env: Environment) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: env.region, allowedAccountIds: [env.accountId] });
    useStateBackend(this, env.state);
    useRemoval(this, env.removal);
    Tags.of(this).addAll({ team: "orders", stack: id });

    const key = new EncryptionKey(this, "Key");
    const network = new Network(this, "Network", { encryptionKey: key, ...env.network });
    const database = new AuroraCluster(this, "Database", { network, encryptionKey: key, dataApi: true, ...env.database });
    const cache = new RedisCache(this, "Cache", { network, encryptionKey: key, ...env.cache });

    const tasks = new SecurityGroup(this, "Tasks", { vpcId: network.vpcId, description: "Tasks that use database and cache" });
    const role = new Role(this, "TaskRole", { assumedBy: { services: ["ecs-tasks.amazonaws.com"] } });

    network.allowAwsServicesFrom(tasks);
    database.connections.allowDefaultPortFrom(tasks, "orders");
    database.addUser("orders", { access: "read-write" });
    database.grantConnect(role, "orders");
    cache.connections.allowDefaultPortFrom(tasks, "sessions");
    cache.grantConnect(role, "orders");

    const outputs = {
      database_endpoint: database.endpoint,
      cache_endpoint: cache.endpoint,
      task_role_arn: role.roleArn,
      task_security_group_id: tasks.securityGroupId,
    };
    for (const [name, value] of Object.entries(outputs)) new TerraformOutput(this, name, { value });
  }
}
