import { SecurityGroup as AwsSecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SecurityGroupRule } from "@cdktf/provider-aws/lib/security-group-rule";
import { TerraformStack } from "cdktf";
import { NetworkProps } from "../../modules/network";
import { Connections, Peer, Port, SecurityGroup } from "../../src/core";
import { synth, warnings } from "../support/synth";
import { make } from "./fixture";

const WARNING =
  "The NAT gateways are paid for by the hour and nothing may use them: no security group allows connections to the internet. " +
  'Give the services that need it internetEgressReason, or set natGateways to "none".';
const HTTPS = Port.tcp(443);

/** The network's warnings, with a service in it, and whatever a test adds. */
function warned(props: Partial<NetworkProps>, add: (stack: TerraformStack, service: Connections, vpcId: string) => void = () => undefined) {
  const { stack, network } = make(props);
  const service = new SecurityGroup(stack, "Service", { vpcId: network.vpcId, description: "a service" });
  network.allowAwsServicesFrom(service);
  add(stack, service.connections, network.vpcId);
  synth(stack);
  return warnings(network);
}

describe("NAT gateways", () => {
  test.each(["single", "perAz"] as const)("that nothing may use are warned of, with %s", (natGateways) => {
    expect(warned({ natGateways })).toEqual([WARNING]);
  });

  test("that there aren't are nothing to warn of", () => {
    expect(warned({ natGateways: "none" })).toEqual([]);
  });

  test("are used by a service that may connect to the internet", () => {
    expect(warned({ natGateways: "single" }, (_, service) => service.allowTo(Peer.internet("prices"), HTTPS))).toEqual([]);
  });

  test("are used by a service that may connect to a partner's range, or to one that only Terraform knows", () => {
    for (const range of ["203.0.113.0/24", "${var.partner}"]) {
      expect(warned({ natGateways: "single" }, (_, service) => service.allowTo(Peer.ipv4(range), HTTPS))).toEqual([]);
    }
  });

  test("are used by a service that may connect to a prefix list of others", () => {
    expect(
      warned({ natGateways: "single" }, (_, service) => service.allowTo(Peer.prefixList("pl-0123456789abcdef0", "partners"), HTTPS)),
    ).toEqual([]);
  });

  // RFC 1918 and RFC 6598.
  test.each(["10.9.0.0/16", "172.16.0.0/12", "172.31.0.0/16", "192.168.1.0/24", "100.64.0.0/10"])("aren't the way to %s", (range) => {
    expect(warned({ natGateways: "single" }, (_, service) => service.allowTo(Peer.ipv4(range), HTTPS))).toEqual([WARNING]);
  });

  test.each(["172.32.0.0/16", "100.128.0.0/16"])("are the way to %s", (range) => {
    expect(warned({ natGateways: "single" }, (_, service) => service.allowTo(Peer.ipv4(range), HTTPS))).toEqual([]);
  });

  test("may be used by security groups of other modules", () => {
    const open = { fromPort: 443, toPort: 443, protocol: "tcp", cidrBlocks: ["0.0.0.0/0"] };
    expect(warned({ natGateways: "single" }, (stack, _, vpcId) => new AwsSecurityGroup(stack, "Other", { vpcId, egress: [open] }))).toEqual(
      [],
    );
    expect(
      warned(
        { natGateways: "single" },
        (stack, service) =>
          new SecurityGroupRule(stack, "Other", { ...open, type: "egress", securityGroupId: service.connections.securityGroupId }),
      ),
    ).toEqual([]);
  });

  test("aren't warned of in a network whose services are elsewhere", () => {
    const { stack, network } = make({ natGateways: "single" });
    synth(stack);
    expect(warnings(network)).toEqual([]);
  });
});
