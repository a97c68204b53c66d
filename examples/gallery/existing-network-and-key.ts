import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { AuroraCluster, EncryptionKey, Network, RedisCache } from "../../src";

/**
 * A database and a cache in a VPC that is there, under a key that is there.
 *
 * Use it where a platform team has made the landing zone: subnets and key are handed over by their ids. Give `required_key_policy` to the key's owner before the first apply: log
 * groups are encrypted by CloudWatch Logs, which the key policy must allow.
 */
export class ExistingNetworkAndKey extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-central-1", allowedAccountIds: ["111122223333"] });

    const network = Network.fromAttributes(this, "Network", {
      vpcId: "vpc-0a1b2c3d4e5f60718",
      cidrBlock: "10.0.0.0/16",
      tiers: {
        isolated: {
          kind: "isolated",
          subnetIds: { "eu-central-1a": "subnet-0aaaaaaaaaaaaaaaa", "eu-central-1b": "subnet-0bbbbbbbbbbbbbbbb" },
        },
      },
      databaseSubnetGroupName: "landing-zone-data", // the cache's is made here, since none is named
    });
    const encryptionKey = EncryptionKey.fromArn(
      this,
      "Key",
      "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    );
    new AuroraCluster(this, "Database", { network, encryptionKey });
    new RedisCache(this, "Cache", { network, encryptionKey });

    new TerraformOutput(this, "required_key_policy", { value: encryptionKey.requiredPolicyJson });
  }
}
