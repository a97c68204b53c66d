/** Everything that the module network creates. */
import { TerraformStack } from "cdktf";
import { AlarmTopic, EncryptionKey } from "../../../src/core";
import { make } from "../../network/fixture";
import { testStack } from "../synth";

export function fullNetwork(): TerraformStack {
  const stack = testStack();
  const { network } = make(
    {
      secondaryCidrBlocks: ["100.64.0.0/16"],
      tiers: [
        { name: "public", kind: "public", size: "small" },
        { name: "private", kind: "private", size: "large" },
        { name: "isolated", kind: "isolated", size: "small" },
        { name: "pods", kind: "private", size: "large", cidrBlock: "100.64.0.0/16" },
      ],
      natGateways: "perAz",
      interfaceEndpoints: [
        "sessionManager",
        "secrets",
        { name: "market-data", serviceName: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123" },
      ],
      dynamoDbEndpoint: true,
      resolverQueryLogs: true,
      ipv6: true,
      networkAcls: true,
      gatewayEndpointCidrBlocks: ["3.5.134.0/23"],
      publicAccessExclusion: "egress",
    },
    stack,
  );
  network.addRoute("onPremises", { tiers: ["private"], destinationCidrBlock: "10.200.0.0/16", transitGatewayId: "tgw-0123" });
  const encryptionKey = stack.node.findChild("Key") as EncryptionKey;
  network.addAlarms(new AlarmTopic(stack, "Topic", { encryptionKey }));
  return stack;
}
