import { TerraformProvider } from "cdktf";
import { IConstruct } from "constructs";
import { isGiven, isKnown } from "./validator";

/** Where something is deployed to, as far as somebody has said it. */
export interface KnownEnvironment {
  readonly accountId?: string;
  readonly region?: string;
}

/** What the AWS provider says of itself; its bindings have a class for each of their generations. */
export interface AwsProviderSettings extends KnownEnvironment {
  readonly alias?: string;
  readonly allowedAccountIds?: readonly string[];
  readonly forbiddenAccountIds?: readonly string[];
}

/** The one account that a provider allows; undefined where it allows several, or says nothing. */
export function onlyAccountOf(provider: AwsProviderSettings | undefined): string | undefined {
  const [onlyAccountId, ...others] = provider?.allowedAccountIds ?? [];
  return others.length === 0 && isKnown(onlyAccountId) ? onlyAccountId : undefined;
}

export function isAwsProvider(node: IConstruct): node is TerraformProvider & AwsProviderSettings {
  return TerraformProvider.isTerraformProvider(node) && node.terraformResourceType === "aws";
}

export function isDefaultAwsProvider(node: IConstruct): node is TerraformProvider & AwsProviderSettings {
  return isAwsProvider(node) && !isGiven(node.alias);
}
