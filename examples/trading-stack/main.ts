import { App } from "cdktf";
import { environments } from "./environments";
import { TradingStack } from "./trading-stack";

const app = new App();
for (const [name, environment] of Object.entries(environments)) new TradingStack(app, `trading-${name}`, environment);
app.synth();
