import { TerraformProvider, TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { AwsEnvironment } from "../core/aws-environment";
import { AwsProviderSettings } from "./aws-provider";
import { FORMATS } from "./formats";
import { PropType, like } from "./prop-types";
import { StackEnvironment } from "./stack-environment";
import { Validator, isGiven, isKnown } from "./validator";

/** The prop `provider` of every construct that can stand in another region. */
export const PROVIDER: PropType<TerraformProvider> = {
  ...like<TerraformProvider>("a provider", ["terraformProviderSource", "fqn"]),
  fix: 'Give an AwsProvider, such as new AwsProvider(this, "Global", { region: "us-east-1", alias: "global" }).',
};

/** Where a construct is made: by the stack's default provider, or by another one, whose region is its own or said beside it. */
export interface Placement {
  readonly provider?: TerraformProvider;
  readonly region?: string;
}

/** Records a region without its provider, a provider whose region nobody says, the two where they contradict each other, and a provider of another account. */
export function checkPlacement(validator: Validator, { provider, region }: Placement, what: string, within = ""): void {
  checkAccount(validator, provider, `${within}provider`);
  const prop = `${within}region`;
  const ownRegion = regionOf(provider);
  validator.format(prop, region, FORMATS.region);
  if (isGiven(region) && isKnown(region) && !FORMATS.region.holds(region)) return;
  if (!isGiven(provider)) {
    const fix = `Give both, for a ${what} in another region, or neither.`;
    validator.check(prop, region, !isGiven(region), "must come together with provider", fix);
  } else if (!isGiven(ownRegion)) {
    const fix = `Give the region that the ${what} is in, or give the provider its region.`;
    validator.check(prop, region, isGiven(region), "must be given with a provider that doesn't say its region", fix);
  } else {
    const holds = !isGiven(region) || !isKnown(ownRegion) || region === ownRegion;
    validator.check(prop, region, holds, `must be the provider's region, ${ownRegion}`, "Leave it out: the provider says it.");
  }
}

/** Records at synthesis a provider of another account than the stack's: ARNs and policies are written for the stack's own. */
export function checkAccount(validator: Validator, provider: TerraformProvider | undefined, prop = "provider"): void {
  const { allowedAccountIds, forbiddenAccountIds } = (provider ?? {}) as AwsProviderSettings;
  if (!isGiven(allowedAccountIds) && !isGiven(forbiddenAccountIds)) return;
  validator.atSynthesis((collected, scope) => {
    const { accountId } = StackEnvironment.of(TerraformStack.of(scope)).settled;
    if (!isGiven(accountId) || !isKnown(accountId)) return;
    const fix = "Make this in a stack of the other account, or correct the provider.";
    collected
      .check(
        prop,
        allowedAccountIds,
        !isGiven(allowedAccountIds) || allowedAccountIds.includes(accountId),
        `must be a provider of the stack's account, ${accountId}, by its allowedAccountIds`,
        fix,
      )
      .check(
        prop,
        forbiddenAccountIds,
        !forbiddenAccountIds?.includes(accountId),
        `must be a provider of the stack's account, ${accountId}, and not forbid it (forbiddenAccountIds)`,
        fix,
      );
  });
}

/** The region that a construct is made in. */
export function placedRegion(scope: IConstruct, { provider, region }: Placement): string {
  const environment = AwsEnvironment.of(scope);
  return isGiven(provider) ? (regionOf(provider) ?? region ?? environment.region) : environment.region;
}

/** The region that a provider says; undefined where it takes it from its surroundings. */
export function regionOf(provider: TerraformProvider | undefined): string | undefined {
  return (provider as { readonly region?: string } | undefined)?.region ?? undefined;
}

/** Records a log bucket in another region than what logs to it, for sources that deliver within their region alone. */
export function checkLogBucketRegion(
  validator: Validator,
  prop: string,
  logBucket: { readonly region?: string } | undefined,
  sourceRegion: string | undefined,
): void {
  validator.onceKnown([logBucket?.region, sourceRegion], (collected, bucketRegion, region) =>
    collected.check(
      prop,
      bucketRegion,
      bucketRegion === region,
      `must be a log bucket in ${region}: this is delivered to no other region`,
      `Make a LogBucket in ${region} for it.`,
    ),
  );
}

/** Records a network of another region or account, whose subnet groups and VPC aren't there. */
export function checkNetworkPlace(validator: Validator, network: unknown, of?: readonly ("region" | "accountId")[]): void {
  checkPlace(
    validator,
    "network",
    network,
    "a network",
    (place) => `Give it a network in ${place}, made there or by Network.fromAttributes.`,
    of,
  );
}

/** Records a KMS key of another region: a key serves its own region alone. */
export function checkKeyRegion(
  validator: Validator,
  key: { readonly region?: string } | undefined,
  region: string,
  prop = "encryptionKey",
): void {
  validator.onceKnown([key?.region, region], (collected, keyRegion, own) =>
    collected.check(
      prop,
      keyRegion,
      // A misspelt region is its provider's error, which the stack's synthesis names.
      keyRegion === own || !FORMATS.region.holds(own),
      `must be a key in ${own}: a key serves no other region`,
      `Make an EncryptionKey with a provider of ${own}.`,
    ),
  );
}

/**
 * Records at synthesis something whose stack is deployed to another region, or account, than that of the validator's subject. What isn't a construct is anywhere, and
 * where a stack doesn't say where it is, nothing is.
 *
 * @param what what must be there: `a network`
 * @param fix what to do instead, by the place that is meant
 * @param of what must be the same of the two. @default - both
 */
export function checkPlace(
  validator: Validator,
  prop: string,
  thing: unknown,
  what: string,
  fix: (place: string) => string,
  of: readonly ("region" | "accountId")[] = ["region", "accountId"],
): void {
  if (!Construct.isConstruct(thing)) return;
  validator.atSynthesis((collected, scope) => {
    const [own, other] = [scope, thing].map((construct) => StackEnvironment.of(TerraformStack.of(construct)).settled);
    for (const name of of) {
      const [here, there] = [own![name], other![name]];
      if (!isGiven(here) || !isGiven(there) || !isKnown(here)) continue;
      const place = name === "region" ? here : `the account ${here}`;
      collected.check(prop, there, here === there, `must be ${what} in ${place}, where this is deployed`, fix(place));
    }
  });
}
