import { TerraformProvider } from "cdktf";
import { ICertificate } from "../../src/core/certificate";
import { checkAccount } from "../../src/internal/region";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";

/**
 * The region of everything that is CloudFront's: certificates, web ACLs and log deliveries are made there, and the metrics of distributions,
 * their web ACLs and Route 53 health checks are reported to it alone.
 */
export const GLOBAL_REGION = "us-east-1";

/** Records a provider or a certificate of another region, or a provider of another account. */
export function checkGlobalRegion(
  validator: Validator,
  { globalProvider, certificate }: { readonly globalProvider: TerraformProvider; readonly certificate?: ICertificate },
): void {
  checkAccount(validator, globalProvider, "globalProvider");
  const { region } = globalProvider as { readonly region?: string };
  validator.check(
    "globalProvider",
    region,
    !isGiven(region) || region === GLOBAL_REGION,
    `must be a provider of ${GLOBAL_REGION}`,
    `Write it as new AwsProvider(stack, "AwsGlobal", { region: "${GLOBAL_REGION}", alias: "global" }).`,
  );
  const arn = certificate?.certificateArn;
  validator.check(
    "certificate",
    arn,
    !isGiven(arn) || !isKnown(arn) || arn.split(":")[3] === GLOBAL_REGION,
    `must be a certificate of ${GLOBAL_REGION}`,
    "CloudFront uses no others: leave it out, or issue one there.",
  );
  validator.onceKnown([certificate?.region], (collected, own) =>
    collected.check(
      "certificate",
      `a certificate of ${own}`,
      own === GLOBAL_REGION,
      `must be a certificate of ${GLOBAL_REGION}`,
      "Give the Certificate provider: globalProvider.",
    ),
  );
}
