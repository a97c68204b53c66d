/** The web frontend: the page. Its assets are in the bucket, below `/static/`. */
import { ConfigError } from "../shared/config";
import { createServer, listen } from "../shared/http-server";
import { stopOnSignal } from "../shared/lifetime";
import { Assets } from "./assets";
import { WebFrontendConfig, webFrontendConfig } from "./config";
import { addWebFrontend } from "./server";

/** Written by build.ts: the names of the files that were built with this one. */
declare const WEB_ASSETS: Assets;

async function serve(config: WebFrontendConfig): Promise<void> {
  const app = createServer(config.service);
  addWebFrontend(app, config, WEB_ASSETS);
  stopOnSignal(app.log, [["the server", async () => app.close()]]);
  await listen(app, config.service);
}

async function main(): Promise<void> {
  await serve(webFrontendConfig(process.env));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
});
