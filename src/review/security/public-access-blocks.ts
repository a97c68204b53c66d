import { Configuration, Resource } from "../../testing/configuration";
import { isTrue } from "../../testing/requests/arguments";
import { Finding } from "../review";
import { listed } from "../texts";
import { Side } from "./side";

const BLOCK = "aws_s3_bucket_public_access_block";
const ACCOUNT_BLOCK = "aws_s3_account_public_access_block";

/** What each setting keeps out (Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage"). */
const SETTINGS: Readonly<Record<string, string>> = {
  block_public_acls: "public ACLs may be set",
  block_public_policy: "a public bucket policy may be set",
  ignore_public_acls: "public ACLs count",
  restrict_public_buckets: "a public bucket policy counts",
};

/** Whether a bucket's policy gives nothing to the public, by the block of the bucket, of the account, or of new buckets. */
export function restrictsPublicPolicies({ configuration }: Side, holder: Resource): boolean {
  if (!/^aws_s3_bucket(?:_policy)?$/.test(holder.type)) return false;
  if (configuration.all(ACCOUNT_BLOCK).some(({ args }) => isTrue(args.restrict_public_buckets))) return true;
  const bucket = holder.type === "aws_s3_bucket" ? holder.key : bucketOf(configuration, holder);
  const own = configuration.all(BLOCK).find((block) => bucketOf(configuration, block) === bucket);
  return own !== undefined && isTrue(own.args.restrict_public_buckets);
}

/** Blocks of public access that a plan switches off, takes away or brings back, of buckets and of the account. */
export function blockFindings(before: Side, after: Side): Finding[] {
  const [old, next] = [blocksOf(before), blocksOf(after)];
  return [...new Set([...old.keys(), ...next.keys()])].sort().flatMap((of): Finding[] => {
    const [was, is] = [old.get(of), next.get(of)];
    const [bucket] = [after.configuration.find(of) ?? before.configuration.find(of)];
    // A bucket that goes takes its block with it.
    if (is === undefined && bucket !== undefined && after.configuration.find(of) === undefined) return [];
    const block = (is ?? was)!;
    const name = block.type === ACCOUNT_BLOCK ? "The account" : `The bucket ${bucket?.name ?? `of ${block.name}`}`;
    const settings = Object.keys(SETTINGS);
    const isOn = (side: Resource | undefined, setting: string): boolean => side !== undefined && isTrue(side.args[setting]);
    // New buckets are blocked: to write out "off" is to switch off.
    const off = settings.filter(
      (setting) => (was === undefined ? is !== undefined : isOn(was, setting)) && !isOn(is, setting) && !isUnknown(is, setting),
    );
    const on = settings.filter((setting) => was !== undefined && !isOn(was, setting) && isOn(is, setting));
    return [...switched(off, false, name, block), ...switched(on, true, name, block)];
  });
}

function switched(settings: readonly string[], isOn: boolean, name: string, { name: path, address }: Resource): Finding[] {
  if (settings.length === 0) return [];
  const isWhole = settings.length === Object.keys(SETTINGS).length;
  const what = isOn ? `now blocks ${isWhole ? "" : "more "}public access` : `no longer blocks ${isWhole ? "" : "all "}public access`;
  const which = isWhole ? "" : `: ${listed(settings)} ${settings.length === 1 ? "is" : "are"} ${isOn ? "on" : "off"}`;
  const sentence = `${name} ${what}${which}`;
  if (isOn) return [{ rule: "exposure-closed", severity: "note", path, address, sentence, reasons: [] }];
  const reasons = settings.map((setting) => `Without ${setting} ${SETTINGS[setting]!}`);
  const fix = "Keep the four settings of the public access block on, and let CloudFront read with an origin access control";
  return [{ rule: "public-exposure", severity: "danger", gate: "public-exposure", path, address, sentence, reasons, fix }];
}

/** By the key of the bucket, or the account's. */
function blocksOf({ configuration }: Side): Map<string, Resource> {
  const own = configuration.all(BLOCK).map((block): [string, Resource] => [bucketOf(configuration, block) ?? block.address, block]);
  return new Map([...own, ...configuration.all(ACCOUNT_BLOCK).map((block): [string, Resource] => [ACCOUNT_BLOCK, block])]);
}

/** By reference, or by the name that is written out: a state has no references of what has left the configuration. */
function bucketOf(configuration: Configuration, holder: Resource): string | undefined {
  const key = configuration.key(holder, holder.args.bucket);
  if (key === undefined || configuration.find(key) !== undefined) return key;
  return configuration.all("aws_s3_bucket").find(({ args }) => args.bucket === key)?.key ?? key;
}

function isUnknown(block: Resource | undefined, setting: string): boolean {
  return typeof block?.args[setting] === "string" && String(block.args[setting]).includes("${");
}
