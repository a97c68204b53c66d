import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { AwsEnvironment, PolicyStatement } from "../../src/core";
import { pathFromStack } from "../../src/internal/names";
import { PolicyDocument } from "../../src/internal/policy-document";
import { TierSubnets } from "./tier-subnets";

/** The gateway endpoint that DynamoDB is reached through: free, and without NAT. By default it leads principals of the trusted accounts to the tables of those. */
export function createDynamoDbEndpoint(
  scope: Construct,
  values: {
    readonly vpcId: string;
    /** All but the public ones reach DynamoDB through it. */
    readonly tiers: readonly TierSubnets[];
    readonly trustedAccountIds: readonly string[];
    /** In place of the default policy. */
    readonly policy?: readonly PolicyStatement[];
  },
): VpcEndpoint {
  const parent = new Construct(scope, "DynamoDbEndpoint");
  const { trustedAccountIds } = values;
  const accounts = trustedAccountIds.length === 1 ? trustedAccountIds[0]! : trustedAccountIds;
  const tiers = values.tiers.filter(({ kind }) => kind !== "public");
  const policy = values.policy ?? [
    {
      sid: "TrustedAccounts",
      principals: "*",
      actions: ["dynamodb:*"],
      resources: ["*"],
      conditions: { StringEquals: { "aws:PrincipalAccount": accounts, "aws:ResourceAccount": accounts } },
    } as const,
  ];
  return new VpcEndpoint(parent, "Resource", {
    vpcId: values.vpcId,
    vpcEndpointType: "Gateway",
    serviceName: `com.amazonaws.${AwsEnvironment.of(parent).region}.dynamodb`,
    routeTableIds: tiers.flatMap(({ subnets }) => subnets.map(({ routeTableId }) => routeTableId)),
    policy: new PolicyDocument(policy).toJson(),
    tags: { Name: pathFromStack(parent).join("/") },
  });
}
