import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { AuroraCluster, EncryptionKey, IConnectable, IGrantable, Network, Role, SecurityGroup } from "../../src";

/**
 * A database for an ECS service that is there: its tasks connect and log in, nothing of the service is changed.
 *
 * Use it for callers that this library doesn't make, on ECS, EKS or EC2: a caller is a role and a security group. For ECS that is the task role (not the execution role) and the
 * group of the service's `awsvpc` network configuration.
 */
export class EcsCallers extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-central-1", allowedAccountIds: ["111122223333"] });

    const tasks: IGrantable & IConnectable = {
      role: Role.fromArn(this, "TaskRole", "arn:aws:iam::111122223333:role/orders-task"),
      connections: SecurityGroup.fromAttributes(this, "Tasks", { securityGroupId: "sg-0123456789abcdef0" }).connections,
    };
    const network = Network.fromAttributes(this, "Network", {
      vpcId: "vpc-0a1b2c3d4e5f60718",
      cidrBlock: "10.0.0.0/16",
      tiers: {
        isolated: {
          kind: "isolated",
          subnetIds: { "eu-central-1a": "subnet-0aaaaaaaaaaaaaaaa", "eu-central-1b": "subnet-0bbbbbbbbbbbbbbbb" },
        },
      },
    });
    const database = new AuroraCluster(this, "Database", { network, encryptionKey: new EncryptionKey(this, "Key"), dataApi: true });
    database.addUser("orders", { access: "read-write" });
    database.connections.allowDefaultPortFrom(tasks, "orders are written");
    database.grantConnect(tasks, "orders");
  }
}
