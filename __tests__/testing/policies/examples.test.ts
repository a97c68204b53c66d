/** Every example keeps the rules but for a short list of exceptions, each with a reason. */
import { Testing } from "cdktf";
import { examples } from "../../../examples/gallery/examples";
import { accounts } from "../../../examples/state-bootstrap/accounts";
import { StateStack } from "../../../examples/state-bootstrap/state-stack";
import { environments } from "../../../examples/trading-stack/environments";
import { PolicyException, SynthesizedStack, checkPolicies, findingSentence, synthesize } from "../../../src/testing";
import { layeredStacks, tradingStack } from "../../support/platforms";
import { GALLERY_EXCEPTIONS, PLATFORM_EXCEPTIONS, STATE_EXCEPTIONS } from "../../support/policy-exceptions";

function findings(stacks: readonly SynthesizedStack[], exceptions: readonly PolicyException[] = []): string[] {
  return checkPolicies(stacks, { exceptions, today: "2026-11-26" }).map((finding) => `${finding.path}: ${findingSentence(finding)}`);
}

test.each(Object.keys(environments))("the platform in one stack, %s", (name) => {
  expect(findings([tradingStack(name)], PLATFORM_EXCEPTIONS[name])).toEqual([]);
});

test("the platform in three stacks, prod", () => {
  expect(findings(layeredStacks(), PLATFORM_EXCEPTIONS.prod)).toEqual([]);
});

test("the gallery, all of it in one account", () => {
  const app = Testing.app();
  const stacks = Object.entries(examples).map(([id, Example]) => new Example(app, id));
  expect(
    findings(
      stacks.map((stack) => synthesize(stack)),
      GALLERY_EXCEPTIONS,
    ),
  ).toEqual([]);
});

test.each(Object.keys(accounts))("the state of the account %s", (name) => {
  const account = accounts[name]!;
  expect(findings([synthesize(new StateStack(Testing.app(), `state-${name}`, account, account.state))], STATE_EXCEPTIONS[name])).toEqual(
    [],
  );
});
