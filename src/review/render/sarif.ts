import { createHash } from "node:crypto";
import { Finding, Review, SEVERITIES, Severity } from "../review";
import { capitalized } from "../texts";
import { sentenceOf } from "./outline";
import { clipped, visible } from "./visible";

/** What a SARIF log has besides the review. */
export interface SarifOptions {
  /** The file that a finding is shown at, by its path from the repository's root: a plan has no lines. @default "cdktf.json" */
  readonly file?: string;
  /** The package's version. @default - none is named */
  readonly version?: string;
}

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const HOME = "https://github.com/cdktf-trading-platform/cdktf-trading-platform";
const GUIDE = `${HOME}/blob/main/docs/guides/plan-review.md`;
/** GitHub refuses a run with more: https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit */
const MOST_RESULTS = 25_000;
const LONGEST_MESSAGE = 4000;

const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = { danger: "error", warning: "warning", note: "note" };

/** What a rule is about, in one sentence; of others, the id in words. */
const RULES: Readonly<Record<string, string>> = {
  "stateful-replacement": "A resource that holds data would be replaced or deleted, and what is in it lost",
  "stateful-deletion": "A resource that holds data would be deleted, and what is in it lost",
  "stateful-forgotten": "A resource that holds data stays in AWS, and Terraform no longer manages it",
  "network-replacement": "What other resources stand in would be replaced, and they with it",
  interruption: "What serves would be restarted, replaced or fail over, and whom it serves would notice",
  "protection-removed": "A protection of data or of availability would be removed or lowered",
  "public-exposure": "Something would be opened to the public",
  "iam-widening": "Somebody would be allowed more than before",
  "iam-narrowing": "Somebody would be allowed less than before",
};

/**
 * A review's findings as SARIF 2.1.0, as GitHub's code scanning reads it: danger is an error. A finding has the same fingerprint in each run, whatever its sentence says; an exception
 * suppresses it, with its reason. What makes the review fail by itself, and warnings of the synthesis, are notifications. The same review gives the same text.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif(review: Review, { file = "cdktf.json", version }: SarifOptions = {}): string {
  const findings = review.findings.slice(0, MOST_RESULTS);
  const ids = [...new Set(findings.map(ruleOf))].sort();
  const fingerprints = fingerprintsOf(findings);
  const run = {
    tool: {
      driver: {
        name: "cdktf-trading-platform",
        ...(version !== undefined && { version, semanticVersion: version }),
        informationUri: HOME,
        rules: ids.map((id) => ruleJson(id, findings)),
      },
    },
    // Runs of one category replace each other; each stack has its own.
    automationDetails: { id: `plan-review/${encodeURIComponent(visible(review.stack))}/` },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications(review) }],
    columnKind: "utf16CodeUnits",
    results: findings.map((finding, index) => resultJson(finding, { file, ids, fingerprint: fingerprints[index]! })),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, undefined, 2)}\n`;
}

/** A gate's findings are of the gate's rule: what a pipeline names is what its alerts are called. */
function ruleOf({ rule, gate }: Finding): string {
  return gate ?? rule;
}

function ruleJson(id: string, findings: readonly Finding[]): object {
  const own = findings.filter((finding) => ruleOf(finding) === id).map(({ severity }) => severity);
  const gravest = SEVERITIES.find((severity) => own.includes(severity))!;
  const text = RULES[id] ?? capitalized(id.replace(/-/g, " "));
  return {
    id,
    name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text },
    fullDescription: { text: `${text}.` },
    help: { text: `${text}. What to do instead is said with each finding; the guide has the rest: ${GUIDE}` },
    helpUri: GUIDE,
    defaultConfiguration: { level: LEVELS[gravest] },
    properties: { tags: ["terraform", "plan"] },
  };
}

interface ResultPlace {
  readonly file: string;
  readonly ids: readonly string[];
  readonly fingerprint: string;
}

function resultJson(finding: Finding, { file, ids, fingerprint }: ResultPlace): object {
  const { severity, path, address, reasons, fix, exception } = finding;
  const lines = [sentenceOf(finding), ...reasons, ...(fix === undefined ? [] : [`Instead: ${fix}`])];
  const name = path === "" ? undefined : path;
  return {
    ruleId: ruleOf(finding),
    ruleIndex: ids.indexOf(ruleOf(finding)),
    level: LEVELS[severity],
    message: { text: clipped(lines.map((line) => `${linkless(visible(line))}.`).join("\n"), LONGEST_MESSAGE) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(file), uriBaseId: "%SRCROOT%" }, region: { startLine: 1 } },
        ...(name !== undefined && {
          logicalLocations: [{ fullyQualifiedName: visible(address ?? name), name: visible(name), kind: "resource" }],
        }),
      },
    ],
    partialFingerprints: { primaryLocationLineHash: `${fingerprint.slice(0, 16)}:1`, "planFinding/v1": fingerprint },
    ...(exception && {
      suppressions: [{ kind: "external", status: "accepted", justification: visible(`${exception.reason} (until ${exception.expires})`) }],
    }),
  };
}

/** A message may have links, `[text](1)`, and placeholders, `{0}`: a text of a plan has none (3.11.5 and 3.11.6 of the specification). */
function linkless(text: string): string {
  return text.replace(/\[(?=[^\]]*\]\()/g, "\\[").replace(/[{}]/g, "$&$&");
}

/** A relative reference with slashes, in which nothing stands for anything else (RFC 3986). */
function uriOf(file: string): string {
  return file
    .replace(/\\/g, "/")
    .replace(/^(?:\.\/|\/)+/, "")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
}

/** By rule and place: what a finding says may change from plan to plan, as a value that is counted does. Several of one rule and place are numbered. */
function fingerprintsOf(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, gate, path, address = "" }) => {
    const place = JSON.stringify([rule, gate ?? "", path, address]);
    const number = seen.get(place) ?? 0;
    seen.set(place, number + 1);
    return createHash("sha256").update(`${place}${number}`).digest("hex");
  });
}

function notifications({ problems = [], warnings }: Review): object[] {
  const notification = (level: "error" | "warning") => (text: string) => ({ level, message: { text: linkless(visible(text)) } });
  return [...problems.map(notification("error")), ...warnings.map(notification("warning"))];
}
