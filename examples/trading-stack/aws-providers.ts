import { AwsProvider, AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { usePermissionsBoundary } from "../../src";

/** The account and the region of a stack. */
export interface AwsSettings {
  /** The account that this environment belongs to; Terraform refuses every other one. */
  readonly accountId: string;
  /** The region of everything that isn't global. */
  readonly region: string;
  /** The permissions boundary of every role, without which the deploy role creates none (`../state-bootstrap`). @default - none */
  readonly permissionsBoundaryArn?: string;
  /** Further settings of the provider. @default - none */
  readonly provider?: Partial<AwsProviderConfig>;
}

/** The one region of CloudFront's certificates, web ACLs and log deliveries. */
const GLOBAL_REGION = "us-east-1";

/** The providers of a stack, both held to one account: the region's own, and us-east-1 for what CloudFront needs. */
export function awsProviders(stack: TerraformStack, settings: AwsSettings): { readonly global: AwsProvider } {
  const { accountId, region, permissionsBoundaryArn, provider } = settings;
  if (permissionsBoundaryArn) usePermissionsBoundary(stack, permissionsBoundaryArn);
  const shared: AwsProviderConfig = { allowedAccountIds: [accountId], ...provider };
  new AwsProvider(stack, "Aws", { ...shared, region });
  return { global: new AwsProvider(stack, "AwsGlobal", { ...shared, region: GLOBAL_REGION, alias: "global" }) };
}
