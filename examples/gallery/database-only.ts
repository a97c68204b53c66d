import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { AlarmTopic, AuroraCluster, EncryptionKey, Network } from "../../src";

/**
 * A database and nothing else: Aurora PostgreSQL over two AZs, in a VPC of its own that nothing from outside of it reaches.
 *
 * Use it where data come first and services follow, or where each team has a database and deploys its services from elsewhere. The smallest capacity costs
 * little while nobody works; for a steady load, leave `serverless` out and give `instanceClass`.
 */
export class DatabaseOnly extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-central-1", allowedAccountIds: ["111122223333"] });

    const encryptionKey = new EncryptionKey(this, "Key");
    const network = new Network(this, "Network", {
      cidrBlock: "10.20.0.0/20",
      availabilityZones: ["eu-central-1a", "eu-central-1b"],
      tiers: [{ name: "data", kind: "isolated", size: "medium" }], // one for services may follow
      encryptionKey,
    });
    const database = new AuroraCluster(this, "Database", {
      network,
      encryptionKey,
      serverless: { minCapacityAcu: 0.5, maxCapacityAcu: 4 },
      databaseName: "orders",
      dataApi: true, // statements by HTTPS, with IAM: there is no other way in yet
    });
    database.addUser("orders_api", { access: "read-write" });
    database.addAlarms(new AlarmTopic(this, "Alarms", { encryptionKey, emails: ["oncall@example.com"] }));

    new TerraformOutput(this, "endpoint", { value: database.endpoint });
    new TerraformOutput(this, "secret_arn", { value: database.secretArn });
  }
}
