import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { ManagedPolicy, RedisCache, Role, SecurityGroup, redisEnvironment } from "../../src";

const VPC_ACCESS = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole";

/**
 * A Lambda function that reads a cache which is there: the provider's own resource, with a role and a security group of the library.
 *
 * Use it for anything of AWS that this library has no construct for: make a `Role` and a `SecurityGroup`, give both to the resource, and name them wherever a caller is asked for.
 * In the VPC the function reaches the cache and nothing else; its logs are written by Lambda itself.
 */
export class LambdaCaller extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-central-1", allowedAccountIds: ["111122223333"] });

    const cache = RedisCache.fromAttributes(this, "Cache", {
      replicationGroupId: "market-data",
      endpoint: "clustercfg.market-data.abc123.euc1.cache.amazonaws.com",
      securityGroupId: "sg-0123456789abcdef0",
    });
    const role = new Role(this, "Role", {
      assumedBy: { services: ["lambda.amazonaws.com"] },
      managedPolicies: [ManagedPolicy.fromArn(this, "VpcAccess", VPC_ACCESS)],
    });
    const group = new SecurityGroup(this, "Group", { vpcId: "vpc-0a1b2c3d4e5f60718", description: "Quotes, a Lambda function" });
    cache.connections.allowDefaultPortFrom(group, "quotes are read");
    cache.grantConnect(role, "quotes"); // a user of the cache's own user group

    new LambdaFunction(this, "Function", {
      functionName: "quotes",
      role: role.roleArn,
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      s3Bucket: "releases-111122223333",
      s3Key: "quotes/2026-11-26.zip",
      environment: { variables: { ...redisEnvironment(cache.connection("quotes")) } },
      vpcConfig: { subnetIds: ["subnet-0aaaaaaaaaaaaaaaa", "subnet-0bbbbbbbbbbbbbbbb"], securityGroupIds: [group.securityGroupId] },
      dependsOn: [...role.policyAttachments], // Lambda makes network interfaces as the role
    });
  }
}
