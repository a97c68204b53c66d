import { Resource } from "../../testing/configuration";
import { HeldPolicy } from "../policies/held-policies";
import { Finding } from "../review";
import { Exposure, exposures } from "./exposures";
import { blockFindings } from "./public-access-blocks";
import { Side } from "./side";

/** A side's policies, by address and argument. */
export type Policies = ReadonlyMap<string, HeldPolicy>;

/** What a plan opens to everybody or to other accounts, and what it closes. */
export function exposureFindings(before: Side, after: Side, policiesBefore: Policies, policiesAfter: Policies): Finding[] {
  const [old, next] = [exposures(before, policiesBefore.values()), exposures(after, policiesAfter.values())];
  const opened = [...next].filter(([key]) => !old.has(key)).map(([, exposure]) => openedFinding(exposure, before));
  const open = new Set([...next.values()].flatMap(({ resource }) => [resource.address, holderOf(resource, after)?.address]));
  const closed = [...old].filter(([key]) => !next.has(key)).flatMap(([, exposure]) => closedFinding(exposure, before, after, open));
  return [...opened, ...closed, ...blockFindings(before, after)];
}

function openedFinding({ resource, what, severity, isGated = true, reasons, fix }: Exposure, before: Side): Finding {
  const { name: path, address } = resource;
  const isThere = before.at(address) !== undefined;
  const newcomer = isThere || before.isEmpty ? "" : ", which is new,";
  const sentence = `${path}${newcomer} is ${isThere ? "now " : ""}${what}`;
  const base = { path, address, sentence, reasons, ...(fix !== undefined && { fix }) };
  return isGated ? { ...base, rule: "public-exposure", severity, gate: "public-exposure" } : { ...base, rule: "public-endpoint", severity };
}

/** What goes isn't worth a sentence: that it was public went with it. What it made public, and stays, is. */
function closedFinding({ resource, what }: Exposure, before: Side, after: Side, open: ReadonlySet<string | undefined>): Finding[] {
  const base = { rule: "exposure-closed", severity: "note" } as const;
  const { name: path, address } = resource;
  if (after.at(address) !== undefined) return [{ ...base, path, address, sentence: `${path} is no longer ${what}`, reasons: [] }];
  const holder = holderOf(resource, before);
  if (holder === undefined || after.at(holder.address) === undefined || open.has(holder.address)) return [];
  const sentence = `${holder.name} is no longer public`;
  return [{ ...base, path: holder.name, address: holder.address, sentence, reasons: [`${path}, which was ${what}, is deleted`] }];
}

/** The arguments by which a policy or an ACL says whose it is. */
const HOLDERS: Readonly<Record<string, string>> = {
  aws_s3_bucket_policy: "bucket",
  aws_s3_bucket_acl: "bucket",
  aws_sqs_queue_policy: "queue_url",
  aws_sns_topic_policy: "arn",
  aws_kms_key_policy: "key_id",
  aws_ecr_repository_policy: "repository",
  aws_secretsmanager_secret_policy: "secret_arn",
};

/** Whose policy or ACL a resource is; undefined where it is nobody's, or of something that isn't in the stack. */
function holderOf(resource: Resource, { configuration }: Side): Resource | undefined {
  const argument = HOLDERS[resource.type];
  return argument === undefined ? undefined : configuration.find(configuration.key(resource, resource.args[argument]));
}
