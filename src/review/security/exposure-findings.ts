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
  const closed = [...old].filter(([key]) => !next.has(key)).flatMap(([, exposure]) => closedFinding(exposure, after));
  return [...opened, ...closed, ...blockFindings(before, after)];
}

function openedFinding({ resource, what, severity, isGated = true, reasons, fix }: Exposure, before: Side): Finding {
  const { name: path, address } = resource;
  const isThere = before.at(address) !== undefined;
  const sentence = `${path} is ${isThere ? "now " : ""}${what}${isThere || before.isEmpty ? "" : ", and new"}`;
  const base = { path, address, sentence, reasons, ...(fix !== undefined && { fix }) };
  return isGated ? { ...base, rule: "public-exposure", severity, gate: "public-exposure" } : { ...base, rule: "public-endpoint", severity };
}

/** What goes isn't worth a sentence: that it was public went with it. */
function closedFinding({ resource: { name: path, address }, what }: Exposure, after: Side): Finding[] {
  if (after.at(address) === undefined) return [];
  return [{ rule: "exposure-closed", severity: "note", path, address, sentence: `${path} is no longer ${what}`, reasons: [] }];
}
