import { isExpression, says, shown, values } from "../blocks";
import { eachOf, isSurelyFalse } from "../each";
import { PolicyRule } from "../rule";

/** By the kind of source. */
const CRITICAL: Readonly<Record<string, readonly string[]>> = {
  "db-cluster": ["maintenance", "failure"],
  "db-instance": ["maintenance", "configuration change", "failure"],
  "db-parameter-group": ["configuration change"],
  "db-security-group": ["configuration change", "failure"],
};

export const RDS_EVENT_CATEGORIES: PolicyRule = {
  id: "rds-event-categories",
  sentence: "A subscription to a database's events has the critical ones of its kind.",
  severity: "low",
  fix: "Add the categories to event_categories, or leave it out, and leave enabled out.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.19 to RDS.22',
  fsbp: ["RDS.19", "RDS.20", "RDS.21", "RDS.22"],
  types: ["aws_db_event_subscription"],
  check: eachOf(["aws_db_event_subscription"], ({ args }) => {
    const critical = CRITICAL[String(args.source_type)];
    if (critical === undefined) return undefined;
    if (isSurelyFalse(args.enabled)) return says("enabled", args.enabled);
    const given = values(args.event_categories);
    if (given.length === 0 || given.some(isExpression)) return undefined;
    const missing = critical.filter((category) => !given.includes(category));
    return missing.length > 0 && `event_categories lacks ${missing.map(shown).join(" and ")}`;
  }),
};
