import { Testing } from "cdktf";
import { DataStack } from "../../examples/layered/data-stack";
import { NetworkStack } from "../../examples/layered/network-stack";
import { ServicesStack } from "../../examples/layered/services-stack";
import { environments } from "../../examples/trading-stack/environments";
import { warnings } from "../support/synth";

test.each(["local", "dev", "prod"])("the order of the three stacks of %s is said, not left to the order of lines", (name) => {
  const env = environments[name]!;
  const app = Testing.app();
  const network = new NetworkStack(app, "network", env);
  const data = new DataStack(app, "data", env, network);
  const services = new ServicesStack(app, "services", env, network, data);
  const aboutOrder = [network, data, services].flatMap(warnings).filter((warning) => /is deployed after/.test(String(warning)));
  expect(aboutOrder).toEqual([]);
  expect([data.dependsOn(network), services.dependsOn(network), services.dependsOn(data)]).toEqual([true, true, true]);
});
