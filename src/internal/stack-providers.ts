import { TerraformElement, TerraformProvider, TerraformStack } from "cdktf";
import { IConstruct } from "constructs";
import { AwsProviderSettings, isAwsProvider, isDefaultAwsProvider } from "./aws-provider";
import { FORMATS } from "./formats";
import { Validator, isGiven, isKnown, validateAtSynthesis } from "./validator";

/**
 * Has the providers of a stack checked when it is synthesized: those that it has, and those that its resources are given. Terraform looks for a resource's
 * provider in the resource's own configuration, by its alias alone, and takes one provider without an alias (Terraform, "Provider Configuration").
 */
export function checkProviders(stack: TerraformStack): void {
  validateAtSynthesis(stack, () => {
    const nodes = stack.node.findAll();
    const providers = nodes.filter(isAwsProvider);
    providers.forEach(checkSettings);
    checkOneDefault(providers);
    nodes.forEach((node) => checkOwnProvider(node, stack));
  });
}

function checkSettings(provider: TerraformProvider & AwsProviderSettings): void {
  const { region, allowedAccountIds, forbiddenAccountIds } = provider;
  const validator = new Validator(provider);
  if (isGiven(region) && isKnown(region)) validator.format("region", region, FORMATS.region);
  for (const [prop, accountIds] of Object.entries({ allowedAccountIds, forbiddenAccountIds })) {
    if (!isKnown(accountIds)) continue;
    accountIds?.forEach((accountId, index) =>
      validator
        .format(`${prop}[${index}]`, accountId, FORMATS.accountId)
        // The provider leaves out what is undefined, and an empty list is no guard.
        .check(
          `${prop}[${index}]`,
          accountId,
          isGiven(accountId),
          "must be given: without it the list guards nothing",
          "Set the variable that it is read from.",
        ),
    );
  }
  validator.throwIfInvalid();
}

function checkOneDefault(providers: readonly (TerraformProvider & AwsProviderSettings)[]): void {
  const [first, second] = providers.filter(isDefaultAwsProvider);
  if (second === undefined) return;
  new Validator(second)
    .check(
      "alias",
      second.alias,
      false,
      `must be given: ${first!.node.path} is the stack's provider without one, and Terraform takes a single one`,
      'Give it an alias, such as "second", or remove it.',
    )
    .throwIfInvalid();
}

function checkOwnProvider(node: IConstruct, stack: TerraformStack): void {
  const provider = TerraformElement.isTerraformElement(node) ? (node as { readonly provider?: IConstruct }).provider : undefined;
  if (provider === undefined || !TerraformProvider.isTerraformProvider(provider)) return;
  const owner = TerraformStack.of(provider);
  if (owner === stack) return;
  new Validator(node)
    .check(
      "provider",
      provider,
      false,
      `must be a provider of ${stack.node.path}: Terraform finds none of ${owner.node.path} there`,
      `Make an AwsProvider with these settings in ${stack.node.path}.`,
    )
    .throwIfInvalid();
}
