/** Mutation proof of the modules' secure defaults: each that is undone makes a rule fail. The guide "Policy rules" has the table. */
import { current } from "../../../tools/guide-pages/pages";
import { policyRulesPage } from "../../../tools/guide-pages/policy-rules";
import { SECURE_DEFAULTS, defaultsAndRules } from "../../../tools/guide-pages/secure-defaults";

const table = defaultsAndRules();

test("every module has secure defaults that are undone here", () => {
  const modules = [...new Set(SECURE_DEFAULTS.map(({ module }) => module))];
  expect(modules).toEqual(["core", "network", "storage", "alb-asg", "aurora-cluster", "redis-cache", "edge", "state-backend"]);
});

test("no secure default can be undone without a rule that minds", () => {
  const survivors = table
    .filter(({ rules }) => rules.length === 0)
    .map(({ secure }) => `${secure.type} ${secure.path} ${JSON.stringify(secure.undone)}`);
  expect(survivors).toEqual([]);
});

test("the catalogue has what the rules say, and where they have it from: else npm run guide-pages writes it anew", () => {
  expect(current("docs/guides/policy-rules.md")).toBe(policyRulesPage());
});
