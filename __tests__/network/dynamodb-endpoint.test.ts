import { SecurityGroup } from "../../src/core";
import { messageOf, statements, synth } from "../support/synth";
import { make, makeImported, reference, synthesized } from "./fixture";

const endpoint = (props: Parameters<typeof synthesized>[0] = {}) =>
  synthesized({ dynamoDbEndpoint: true, ...props }).resource("aws_vpc_endpoint", "Network_DynamoDbEndpoint");

// DynamoDB Developer Guide, "Gateway endpoints for DynamoDB".
describe("the DynamoDB endpoint", () => {
  test("isn't there by default", () => {
    const { network } = make();
    expect([network.dynamoDbEndpoint, network.endpointServices]).toEqual([undefined, ["s3"]]);
  });

  test("is a gateway endpoint of the region's DynamoDB, in the route tables of the private and isolated tiers", () => {
    expect(endpoint()).toMatchObject({ vpc_endpoint_type: "Gateway", service_name: "com.amazonaws.eu-central-1.dynamodb" });
    expect(endpoint().route_table_ids).toHaveLength(6);
    expect(make({ dynamoDbEndpoint: true }).network.endpointServices).toEqual(["s3", "dynamodb"]);
  });

  // Construct ids are public contract: another one replaces the endpoint.
  test("is at a path that stays", () => {
    expect(make({ dynamoDbEndpoint: true }).network.dynamoDbEndpoint!.node.path).toBe("trading-test/Network/DynamoDbEndpoint/Resource");
  });

  test("allows the principals of the trusted accounts the tables of those", () => {
    const trustedAccountIds = ["111122223333", "444455556666"];
    expect(statements(endpoint({ trustedAccountIds }).policy)).toEqual([
      {
        Sid: "TrustedAccounts",
        Effect: "Allow",
        Principal: "*",
        Action: "dynamodb:*",
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": trustedAccountIds, "aws:ResourceAccount": trustedAccountIds } },
      },
    ]);
  });

  test.each(["s3", "dynamodb"])("and S3's have a policy of their own in place of the default one: %s", (name) => {
    const policy = [{ sid: "ReadOnly", principals: "*", actions: [`${name}:Get*`], resources: ["*"] }] as const;
    const { stack, network } = make({ dynamoDbEndpoint: true, endpointSettings: { [name]: { policy } } });
    const resource = name === "s3" ? network.s3Endpoint : network.dynamoDbEndpoint!;
    const { policy: written } = synth(stack).resources("aws_vpc_endpoint")[resource.friendlyUniqueId]!;
    expect(statements(written).map(({ Sid }) => Sid)).toEqual(["ReadOnly"]);
  });

  test("has an id that no tier can have", () => {
    expect(messageOf(() => make({ tiers: [{ name: "DynamoDbEndpoint", kind: "private", size: "small" }] }))).toContain(
      'tiers[0].name: must not be the id of another part of the network; received "DynamoDbEndpoint".',
    );
  });

  test("is what services are allowed to reach", () => {
    const { stack, network } = make({ dynamoDbEndpoint: true });
    network.allowAwsServicesFrom(new SecurityGroup(stack, "Client", { vpcId: network.vpcId, description: "a service" }));
    const egress = Object.values(synth(stack).resources("aws_vpc_security_group_egress_rule"));
    expect(egress).toContainEqual(
      expect.objectContaining({
        prefix_list_id: reference(stack, network.dynamoDbEndpoint!.prefixListId),
        from_port: 443,
        to_port: 443,
        description: "Client to DynamoDB: tables",
      }),
    );
  });

  test("of a VPC that exists is known by its prefix list", () => {
    const { stack, network } = makeImported({ dynamoDbPrefixListId: "pl-0123", endpointServices: [] });
    network.allowAwsServicesFrom(new SecurityGroup(stack, "Client", { vpcId: network.vpcId, description: "a service" }));
    expect(synth(stack).resource("aws_vpc_security_group_egress_rule").prefix_list_id).toBe("pl-0123");
    expect(network.endpointServices).toEqual(["dynamodb"]);
  });
});
