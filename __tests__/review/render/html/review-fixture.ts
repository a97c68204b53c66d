import { Action, AttributeChange, Finding, ResourceChange, Review, ShownValue } from "../../../../src/review/review";

export const NO_TOTALS = { create: 0, read: 0, update: 0, replace: 0, delete: 0, forget: 0, import: 0, move: 0 } as const;

/** A review in which nothing changes, but for what is given. */
export function review(parts: Partial<Review> = {}): Review {
  return {
    stack: "orders-prod",
    totals: { ...NO_TOTALS, ...totalsOf(parts.changes ?? []) },
    findings: [],
    policies: [],
    capacity: [],
    changes: [],
    drift: [],
    outputs: [],
    warnings: [],
    ...parts,
  };
}

function totalsOf(changes: readonly ResourceChange[]): Partial<Record<Action, number>> {
  const totals: Partial<Record<Action, number>> = {};
  for (const { action } of changes) totals[action] = (totals[action] ?? 0) + 1;
  return totals;
}

export function finding(parts: Partial<Finding> = {}): Finding {
  return {
    rule: "stateful-replacement",
    severity: "danger",
    gate: "stateful-replacement",
    path: "Database",
    address: "aws_rds_cluster.Database_0A1B2C3D",
    sentence: "Database (aws_rds_cluster) would be replaced: its data would be lost",
    reasons: ["cluster_identifier orders → trades forces it"],
    ...parts,
  };
}

export function change(action: Action, path: string, parts: Partial<ResourceChange> = {}): ResourceChange {
  return { path, address: `aws_sqs_queue.${path.replace(/\W+/g, "_")}`, type: "aws_sqs_queue", action, attributes: [], ...parts };
}

export function attribute(
  path: string,
  before: ShownValue | string,
  after: ShownValue | string,
  forcesReplacement = false,
): AttributeChange {
  return { path, before: value(before), after: value(after), forcesReplacement };
}

function value(of: ShownValue | string): ShownValue {
  return typeof of === "string" ? { kind: "value", text: of } : of;
}

/** A review that has everything that a page shows. */
export function everything(): Review {
  return review({
    findings: [
      finding({ fix: "Keep the name" }),
      finding({
        rule: "public-exposure",
        gate: "public-exposure",
        path: "Assets",
        address: "aws_s3_bucket.Assets",
        sentence: "Assets is public",
      }),
      finding({
        rule: "protection-removed",
        severity: "warning",
        gate: "protection-removed",
        sentence: "Database loses its deletion protection",
        exception: { reason: "It moves on Friday", expires: "2026-12-31" },
      }),
      finding({ rule: "iam-widening", severity: "warning", gate: "iam-widening", sentence: "role Web may now delete objects in Assets" }),
      finding({
        rule: "policy-rules",
        severity: "note",
        gate: undefined,
        path: "",
        sentence: "the new stack breaks 2 rules of medium or low severity",
        reasons: ["One", "Two"],
      }),
    ],
    policies: [
      {
        path: "Web/Role/Grants",
        address: "aws_iam_role_policy.Web",
        attribute: "policy",
        removed: ["Read: Allow s3:GetObject on arn:aws:s3:::assets/public/*"],
        added: ["Read: Allow s3:GetObject on arn:aws:s3:::assets/*", "Clean: Allow s3:DeleteObject on arn:aws:s3:::assets/*"],
      },
    ],
    capacity: [
      { path: "Cache", address: "aws_elasticache_replication_group.Cache", sentence: "node type cache.r7g.large → cache.r7g.xlarge" },
    ],
    changes: [
      change("create", "Api/Queue", {
        attributes: [attribute("name", { kind: "absent" }, "orders"), attribute("arn", { kind: "absent" }, { kind: "unknown" })],
      }),
      change("update", "Assets/Topic", { attributes: [attribute("password", { kind: "sensitive" }, { kind: "sensitive" })] }),
      change("replace", "Database", {
        address: "aws_rds_cluster.Database_0A1B2C3D",
        type: "aws_rds_cluster",
        order: "delete-first",
        attributes: [attribute("cluster_identifier", "orders", "trades", true), attribute("port", "5432", { kind: "absent" })],
      }),
      change("delete", "Old/Queue", { reason: "it is no longer in the configuration" }),
      change("forget", "Old/Topic", { deposed: "0a1b2c3d" }),
      change("move", "Queues/Kept", { movedFrom: "aws_sqs_queue.kept" }),
      change("import", "Queues/Taken", { importedFrom: "https://sqs/taken" }),
      change("create", "Alarms/cpu", { type: "aws_cloudwatch_metric_alarm", address: "aws_cloudwatch_metric_alarm.cpu" }),
      change("create", "Alarms/memory", { type: "aws_cloudwatch_metric_alarm", address: "aws_cloudwatch_metric_alarm.memory" }),
    ],
    drift: [change("update", "Logs", { attributes: [attribute("retention_in_days", "365", "30")] })],
    outputs: [attribute("url", "https://old", "https://new")],
    warnings: ["Network has one NAT gateway: it is one zone's"],
    problems: ["The exception of Cache from stateful-replacement isn't needed"],
  });
}
