import { EMULATOR_PROVIDER, OFFLINE_PROVIDER, overrideFor } from "../../../tools/support/terraform/stack-override";

test("every provider of the stack is overridden under its own alias, and the backend is a file", () => {
  const stack = { provider: { aws: [{ region: "eu-central-1" }, { region: "us-east-1", alias: "global" }] } };
  expect(overrideFor(stack, { stateFile: "/state", provider: EMULATOR_PROVIDER })).toEqual({
    terraform: { backend: { local: { path: "/state" } } },
    provider: { aws: [EMULATOR_PROVIDER, { alias: "global", ...EMULATOR_PROVIDER }] },
  });
});

test("a stack without a provider gets none", () => {
  expect(overrideFor({}, { stateFile: "/state", provider: OFFLINE_PROVIDER })).not.toHaveProperty("provider");
});
