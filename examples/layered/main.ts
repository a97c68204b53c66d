import { App } from "cdktf";
import { environments } from "../trading-stack/environments";
import { DataStack } from "./data-stack";
import { NetworkStack } from "./network-stack";
import { ServicesStack } from "./services-stack";

const app = new App();
for (const [name, env] of Object.entries(environments)) {
  const network = new NetworkStack(app, `network-${name}`, env);
  const data = new DataStack(app, `data-${name}`, env, network);
  new ServicesStack(app, `services-${name}`, env, network, data);
}
app.synth();
