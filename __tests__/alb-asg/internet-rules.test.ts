import { INetwork, Peer, Port } from "../../src/core";
import { synth, warnings } from "../support/synth";
import { ServiceFixture } from "./fixture";

/** The warnings of a service that is allowed to connect to the internet on a port, in a network that has this. */
function warned(access: Partial<INetwork>, port: Port): unknown[] {
  const fixture = new ServiceFixture();
  const service = fixture.service({ network: { ...fixture.network, ...access } });
  service.connections.allowTo(Peer.internet("prices of the exchange"), port);
  synth(fixture.stack);
  return warnings(service);
}

describe("a service that Peer.internet lets connect to the internet", () => {
  test("is warned of where the network has no route there", () => {
    expect(warned({ hasInternetRoute: false }, Port.tcp(443))).toEqual([
      "The network has no route to the internet that Peer.internet allows connections to. Set natGateways of the network, or leave the rule out.",
    ]);
  });

  test("reaches AWS's services on 443 where there is a route", () => {
    expect(warned({ endpointServices: ["s3"], hasInternetRoute: true }, Port.tcp(443))).toEqual([]);
  });

  test("reaches none of them on another port", () => {
    expect(warned({ endpointServices: ["s3"], hasInternetRoute: true }, Port.tcp(8443))).toEqual([
      expect.stringMatching(/^Instances have no way to these AWS services/),
    ]);
  });
});
