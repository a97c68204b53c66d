import { App } from "cdktf";
import { environments } from "./environments.ts";
import { OrdersStack } from "./orders-stack.ts";

const app = new App();
for (const [name, environment] of Object.entries(environments)) new OrdersStack(app, `orders-${name}`, environment);
app.synth();
