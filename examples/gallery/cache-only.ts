import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { AlarmTopic, EncryptionKey, Network, RedisAccess, RedisCache, Role, SecurityGroup } from "../../src";

/**
 * A cache and nothing else: Valkey over two AZs with automatic failover, and a security group for its clients.
 *
 * Use it for order books or sessions that services of other teams share: whatever is in the group `Clients` connects, and logs in by its IAM role as the one user that this stack
 * grants it. Smaller nodes than `cache.r7g.large`, the default, are for a start: `nodeType` changes in place.
 */
export class CacheOnly extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-central-1", allowedAccountIds: ["111122223333"] });

    const encryptionKey = new EncryptionKey(this, "Key");
    const network = new Network(this, "Network", {
      cidrBlock: "10.21.0.0/20",
      availabilityZones: ["eu-central-1a", "eu-central-1b"],
      encryptionKey,
    });
    const cache = new RedisCache(this, "Cache", { network, encryptionKey, nodeType: "cache.t4g.small" });
    cache.addAlarms(new AlarmTopic(this, "Alarms", { encryptionKey, emails: ["oncall@example.com"] }));

    const clients = new SecurityGroup(this, "Clients", { vpcId: network.vpcId, description: "Clients of the order books" });
    cache.connections.allowDefaultPortFrom(clients, "order books");
    const matching = Role.fromArn(this, "Matching", "arn:aws:iam::111122223333:role/matching-engine");
    cache.grantConnect(matching, "matching", { access: RedisAccess.orderBook("book") });

    new TerraformOutput(this, "endpoint", { value: cache.endpoint });
    new TerraformOutput(this, "user", { value: cache.userName("matching") });
    new TerraformOutput(this, "clients_security_group_id", { value: clients.securityGroupId });
  }
}
