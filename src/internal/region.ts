import { TerraformProvider } from "cdktf";
import { PropType, like } from "./prop-types";
import { Validator, isGiven, isKnown } from "./validator";

/** The prop `provider` of every construct that can stand in another region. */
export const PROVIDER: PropType<TerraformProvider> = like<TerraformProvider>("a provider", ["terraformProviderSource", "fqn"]);

/** Records a region without its provider, or a provider without its region: neither says where the other is. */
export function checkRegionOfProvider(
  validator: Validator,
  props: { readonly region?: string; readonly provider?: TerraformProvider },
  what: string,
): void {
  validator.check(
    "region",
    props.region,
    isGiven(props.region) === isGiven(props.provider),
    "must come together with provider",
    `Give both, for a ${what} in another region, or neither.`,
  );
}

/** Records a log bucket in another region than what logs to it, for sources that deliver within their region alone. */
export function checkLogBucketRegion(
  validator: Validator,
  prop: string,
  logBucket: { readonly region?: string } | undefined,
  sourceRegion: string | undefined,
): void {
  const region = logBucket?.region;
  validator.check(
    prop,
    region,
    region === undefined || sourceRegion === undefined || !isKnown(sourceRegion) || region === sourceRegion,
    `must be a log bucket in ${sourceRegion}: this is delivered to no other region`,
    `Make a LogBucket in ${sourceRegion} for it.`,
  );
}
