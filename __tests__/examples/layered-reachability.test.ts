import { Testing } from "cdktf";
import { DataStack } from "../../examples/layered/data-stack";
import { NetworkStack } from "../../examples/layered/network-stack";
import { ServicesStack } from "../../examples/layered/services-stack";
import { TradingEnvironment, environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { Reachability, reachability, synthesize } from "../../src/testing";

const { prod } = environments;
const environment: TradingEnvironment = { ...prod!, network: { ...prod!.network, networkAcls: true } };

/** The platform in three stacks, computed as one network. */
function layered(): Reachability {
  const app = Testing.app();
  const network = new NetworkStack(app, "network-prod", environment);
  const data = new DataStack(app, "data-prod", environment, network);
  const services = new ServicesStack(app, "services-prod", environment, network, data);
  return reachability([network, data, services].map((stack) => synthesize(stack)));
}

test("three stacks have the connections of one, and all of them pass", () => {
  const network = layered();
  const one = reachability(synthesize(new TradingStack(Testing.app(), "trading-prod", environment)));
  const answers = network.wires().map((wire) => network.connection(wire));
  expect(answers.filter(({ verdict }) => verdict !== "allowed").map(({ explanation }) => explanation)).toEqual([]);
  expect(network.wires()).toEqual(one.wires());
});
