import { TerraformStack } from "cdktf";
import { IConnectable, IGrantable, INetwork, Role, SecurityGroup } from "../../src/core";

/** A network of ids alone. */
export const network: INetwork = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlock: "10.0.0.0/16",
  availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
  databaseSubnetGroupName: "database-subnets",
  cacheSubnetGroupName: "cache-subnets",
  get dataSubnets() {
    return this.subnets("isolated");
  },
  subnets: (tier) => ["a", "b", "c"].map((zone) => ({ subnetId: `subnet-${tier}-${zone}`, availabilityZone: `eu-central-1${zone}` })),
  allowAwsServicesFrom: () => undefined,
};

/** What a service is to a database or a cache: a role and a security group. */
export function service(stack: TerraformStack, id = "Api"): IGrantable & IConnectable {
  const { role } = new Role(stack, `${id}Role`, { assumedBy: { services: ["ec2.amazonaws.com"] } });
  const { connections } = new SecurityGroup(stack, id, { vpcId: network.vpcId, description: id });
  return { role, connections };
}
