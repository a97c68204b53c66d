import { TerraformStack, Testing } from "cdktf";
import { examples } from "../../examples/gallery/examples";
import { DataStack } from "../../examples/layered/data-stack";
import { NetworkStack } from "../../examples/layered/network-stack";
import { ServicesStack } from "../../examples/layered/services-stack";
import { accounts } from "../../examples/state-bootstrap/accounts";
import { StateStack } from "../../examples/state-bootstrap/state-stack";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { Architecture, architecture } from "../../src/diagram/architecture";
import { svg } from "../../src/diagram/svg";
import { synthesize } from "../../src/testing";

/** Where pictures are kept, below the project's folder. */
export const IMAGES = "docs/guides/images";

/** The architecture of the reference stack, as it is in production. */
export function reference(): Architecture {
  return architecture(
    synthesize(new TradingStack(Testing.app(), "trading-prod", environments.prod!)),
    "The trading platform: trading-prod",
  );
}

/** The same platform in three stacks. */
export function layered(): Architecture {
  const app = Testing.app();
  const env = environments.prod!;
  const network = new NetworkStack(app, "network-prod", env);
  const data = new DataStack(app, "data-prod", env, network);
  const services = new ServicesStack(app, "services-prod", env, network, data);
  return architecture([network, data, services].map((stack: TerraformStack) => synthesize(stack)));
}

/** The state bucket of the production account. */
export function state(): Architecture {
  const account = accounts.prod!;
  return architecture(synthesize(new StateStack(Testing.app(), "prod", account, account.state)), "The state bucket: prod");
}

/** The file of each picture, below the project's folder → its text. */
export function pictures(): ReadonlyMap<string, string> {
  const small = Object.entries(examples).map(([id, Example]): [string, Architecture] => [
    `gallery-${id}`,
    architecture(synthesize(new Example(Testing.app(), id))),
  ]);
  const all: [string, Architecture][] = [["architecture", reference()], ["layered", layered()], ["state-bootstrap", state()], ...small];
  return new Map(all.map(([name, drawn]) => [`${IMAGES}/${name}.svg`, svg(drawn)]));
}
