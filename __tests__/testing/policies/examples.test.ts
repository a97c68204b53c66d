/** Every example keeps the rules but for a short list of exceptions, each with a reason. */
import { TerraformStack, Testing } from "cdktf";
import { examples } from "../../../examples/gallery/examples";
import { DataStack } from "../../../examples/layered/data-stack";
import { NetworkStack } from "../../../examples/layered/network-stack";
import { ServicesStack } from "../../../examples/layered/services-stack";
import { accounts } from "../../../examples/state-bootstrap/accounts";
import { StateStack } from "../../../examples/state-bootstrap/state-stack";
import { environments } from "../../../examples/trading-stack/environments";
import { TradingStack } from "../../../examples/trading-stack/trading-stack";
import { PolicyException, checkPolicies, findingSentence, synthesize } from "../../../src/testing";
import { GALLERY_EXCEPTIONS, PLATFORM_EXCEPTIONS, STATE_EXCEPTIONS } from "../../support/policy-exceptions";

function findings(stacks: readonly TerraformStack[], exceptions: readonly PolicyException[] = []): string[] {
  const synthesized = stacks.map((stack) => synthesize(stack));
  return checkPolicies(synthesized, { exceptions, today: "2026-11-26" }).map((finding) => `${finding.path}: ${findingSentence(finding)}`);
}

test.each(Object.keys(environments))("the platform in one stack, %s", (name) => {
  expect(findings([new TradingStack(Testing.app(), `trading-${name}`, environments[name]!)], PLATFORM_EXCEPTIONS[name])).toEqual([]);
});

test("the platform in three stacks, prod", () => {
  const app = Testing.app();
  const environment = environments.prod!;
  const network = new NetworkStack(app, "network-prod", environment);
  const data = new DataStack(app, "data-prod", environment, network);
  const services = new ServicesStack(app, "services-prod", environment, network, data);
  expect(findings([network, data, services], PLATFORM_EXCEPTIONS.prod)).toEqual([]);
});

test("the gallery, all of it in one account", () => {
  const app = Testing.app();
  const stacks = Object.entries(examples).map(([id, Example]) => new Example(app, id));
  expect(findings(stacks, GALLERY_EXCEPTIONS)).toEqual([]);
});

test.each(Object.keys(accounts))("the state of the account %s", (name) => {
  const account = accounts[name]!;
  expect(findings([new StateStack(Testing.app(), `state-${name}`, account, account.state)], STATE_EXCEPTIONS[name])).toEqual([]);
});
