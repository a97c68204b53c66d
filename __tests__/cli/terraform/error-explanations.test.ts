import { explain } from "../../../src/cli/terraform/error-explanations";

/** As Terraform 1.11 writes them. */
const failedFor = (provider: string): string => `Error: Failed to query available provider packages

Could not retrieve the list of available versions for provider
${provider}: could not connect to registry.terraform.io: failed to
request discovery document: dial tcp: no such host

To see which modules are currently depending on ${provider} and what
versions are specified, run the following command:
    terraform providers`;

test("a provider that can't be had is named", () => {
  expect(explain(failedFor("hashicorp/random"))).toMatch(
    /^Terraform can't get the provider hashicorp\/random: check that it reaches its registry, or put that provider into a mirror/,
  );
});

test("of the AWS provider it is said where else it may lie", () => {
  expect(explain(failedFor("hashicorp/aws"))).toMatch(/^Terraform can't get the AWS provider: .*TF_PLUGIN_CACHE_DIR/);
});

test("a provider that isn't in the mirror is named", () => {
  const error = `Error: Failed to query available provider packages

Could not retrieve the list of available versions for provider hashicorp/null:
provider registry.terraform.io/hashicorp/null was not found in any of the
search locations`;
  expect(explain(error)).toMatch(/^Terraform can't get the provider hashicorp\/null: /);
});
