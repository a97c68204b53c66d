import { TerraformStack } from "cdktf";
import { INetwork, SecurityGroup } from "../../src/core";
import { messageOf, synth } from "../support/synth";
import { make, makeImported, reference } from "./fixture";

const client = (stack: TerraformStack, network: INetwork, id = "Client") =>
  new SecurityGroup(stack, id, { vpcId: network.vpcId, description: "a service" });

describe("a service that is allowed to reach AWS", () => {
  test("reaches S3 through the gateway endpoint", () => {
    const { stack, network } = make();
    network.allowAwsServicesFrom(client(stack, network));
    expect(Object.values(synth(stack).resources("aws_vpc_security_group_egress_rule"))).toMatchObject([
      { prefix_list_id: reference(stack, network.s3Endpoint.prefixListId), ip_protocol: "tcp", from_port: 443, to_port: 443 },
    ]);
  });

  test("reaches the interface endpoints, which allow it", () => {
    const { stack, network } = make({ interfaceEndpoints: ["kms"] });
    const service = client(stack, network);
    network.allowAwsServicesFrom(service);
    const result = synth(stack);
    const [group, endpoints] = [service, network.endpointSecurityGroup!].map(({ securityGroupId }) => reference(stack, securityGroupId));
    expect(Object.values(result.resources("aws_vpc_security_group_egress_rule"))).toContainEqual(
      expect.objectContaining({ security_group_id: group, referenced_security_group_id: endpoints, from_port: 443, to_port: 443 }),
    );
    expect(Object.values(result.resources("aws_vpc_security_group_ingress_rule"))).toContainEqual(
      expect.objectContaining({ security_group_id: endpoints, referenced_security_group_id: group, from_port: 443, to_port: 443 }),
    );
  });

  test("is allowed by rules that say what they are for", () => {
    const { stack, network } = make({ interfaceEndpoints: ["kms"] });
    network.allowAwsServicesFrom(client(stack, network));
    const egress = Object.values(synth(stack).resources("aws_vpc_security_group_egress_rule"));
    expect(egress.map(({ description }) => description).sort()).toEqual([
      "Client to Network-InterfaceEndpoints: AWS APIs",
      "Client to S3: objects and packages",
    ]);
  });

  // A lookup knows the list's id earlier than an endpoint does, and an address that has it would change with it.
  test.each([
    ["a network", () => make({ dynamoDbEndpoint: true })],
    ["a VPC that exists", () => makeImported({ s3PrefixListId: "pl-0123", dynamoDbPrefixListId: "pl-4567" })],
  ])("has rules to the gateway endpoints that are called by the service, in %s", (_, made) => {
    const { stack, network } = made();
    const service = client(stack, network);
    network.allowAwsServicesFrom(service);
    const ids = service.node.findAll().map(({ node }) => node.id);
    expect(ids.filter((id) => id.startsWith("EgressTo-")).sort()).toEqual(["EgressTo-DynamoDB-tcp-443", "EgressTo-S3-tcp-443"]);
  });

  test("is allowed the same in whatever order services are", () => {
    const [one, other] = [make({ interfaceEndpoints: ["kms"] }), make({ interfaceEndpoints: ["kms"] })];
    const clients = [one, other].map(({ stack, network }) => ["A", "B"].map((id) => client(stack, network, id)));
    clients[0]!.forEach((service) => one.network.allowAwsServicesFrom(service));
    clients[1]!.reverse().forEach((service) => other.network.allowAwsServicesFrom(service));
    expect(synth(one.stack).json).toEqual(synth(other.stack).json);
  });

  test.each([
    ["a network", () => make().network],
    ["a VPC that exists", () => makeImported().network],
  ])("is something with connections, for %s", (_, network) => {
    expect(messageOf(() => network().allowAwsServicesFrom("sg-0123" as never))).toBe(
      "trading-test/Network: invalid input\n" +
        "  - client: must be something with connections: a service, a load balancer, a database, a cache; " +
        'received "sg-0123". Give something with connections: a service, a load balancer, a database, a cache.',
    );
  });
});
