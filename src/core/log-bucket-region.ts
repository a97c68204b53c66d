import { ILogBucket } from "./interfaces";
import { Validator } from "./validation";

/** Records a log bucket in another region than what logs to it, for sources that deliver within their region alone. */
export function checkLogBucketRegion(
  validator: Validator,
  prop: string,
  logBucket: ILogBucket | undefined,
  sourceRegion: string | undefined,
): void {
  const region = logBucket?.region;
  validator.check(
    prop,
    region,
    region === undefined || sourceRegion === undefined || region === sourceRegion,
    `must be a log bucket in ${sourceRegion}: this is delivered to no other region`,
    `Make a LogBucket in ${sourceRegion} for it.`,
  );
}
