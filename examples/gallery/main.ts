import { App } from "cdktf";
import { examples } from "./examples";

const app = new App();
for (const [id, Example] of Object.entries(examples)) new Example(app, id);
app.synth();
