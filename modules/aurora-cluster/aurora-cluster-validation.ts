import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { checkLogRetention } from "../../src/internal/log-retention";
import { Validator } from "../../src/internal/validator";
import { checkWindows } from "../../src/internal/windows";
import { AuroraClusterProps, AuroraReaderProps } from "./aurora-cluster-props";
import { AURORA_ENGINES, AuroraEngine } from "./aurora-engine";

/** Aurora's limit for readers of one cluster (Aurora User Guide, "Replication with Amazon Aurora"). */
export const MAX_READERS = 15;
const INSTANCE_CLASS = /^db\.(serverless|[a-z]\w*\.\w+)$/;
const RDS_NAME = /^(?!.*--)[a-z][a-z0-9-]*(?<!-)$/;

/** What `validateAuroraCluster` looks at: the props, with the defaults that rules depend on. */
export interface ResolvedForValidation {
  readonly engine: AuroraEngine;
  readonly engineVersion: string;
  readonly instanceClass: string;
  readonly readers: Readonly<Record<string, AuroraReaderProps>>;
  readonly backupWindow: string;
  readonly maintenanceWindow: string;
}

/** @throws ValidationError with every broken rule */
export function validateAuroraCluster(scope: Construct, props: AuroraClusterProps, resolved: ResolvedForValidation): void {
  const validator = new Validator(scope).oneOf("engine", props.engine, Object.keys(AURORA_ENGINES) as AuroraEngine[]);
  const engineIsKnown = resolved.engine in AURORA_ENGINES;
  if (engineIsKnown) validateEngine(validator, props, resolved);
  validateNames(validator, props);
  validateInstances(validator, props, resolved);
  if (props.readerAutoScaling) validateAutoScaling(validator, props, Object.keys(resolved.readers).length);
  validateOperation(validator, props, resolved);
  validator.throwIfInvalid();
  if (Object.keys(resolved.readers).length === 0 && (props.readerAutoScaling?.min ?? 0) === 0) {
    Annotations.of(scope).addWarning("No reader: a failed writer is replaced by a new instance, which takes up to ten minutes.");
  }
}

function validateEngine(validator: Validator, props: AuroraClusterProps, resolved: ResolvedForValidation): void {
  const { engine, engineVersion } = resolved;
  const traits = AURORA_ENGINES[engine];
  validator.matches(
    "engineVersion",
    engineVersion,
    traits.versionPattern,
    `must be a version of ${engine}`,
    `Write it as "${traits.versionExample}".`,
  );
  for (const type of props.logExports ?? []) validator.oneOf(`logExports of ${engine}`, type, traits.logTypes);
  // Aurora User Guide, "Performance Insights": Aurora MySQL has none on the older burstable classes, and it is always on here.
  const classes = [resolved.instanceClass, ...Object.values(resolved.readers).map((reader) => reader.instanceClass)];
  const old = engine === "aurora-mysql" ? classes.find((name) => /^db\.t[23]\./.test(name ?? "")) : undefined;
  validator.check("instanceClass", old, old === undefined, "must be a class with Performance Insights", 'Use "db.t4g.medium" or larger.');
  for (const name of traits.lockedParameters) {
    validator.check(
      `parameters["${name}"]`,
      props.parameters?.[name],
      props.parameters?.[name] === undefined,
      "must stay as it is, so that every connection is encrypted",
      "Leave it out.",
    );
  }
}

function validateNames(validator: Validator, props: AuroraClusterProps): void {
  const identifier = "must be 1 to 63 lower-case letters, digits and single dashes, beginning with a letter";
  validator
    .matches("clusterIdentifier", props.clusterIdentifier, RDS_NAME, identifier, 'Write it as "trading-prod".')
    .check("clusterIdentifier", props.clusterIdentifier, (props.clusterIdentifier ?? "").length <= 63, identifier, "Shorten it.")
    .matches(
      "databaseName",
      props.databaseName,
      /^[A-Za-z][A-Za-z0-9_]{0,62}$/,
      "must be 1 to 63 letters, digits and underscores, beginning with a letter",
      'Write it as "trading".',
    )
    .matches(
      "masterUsername",
      props.masterUsername,
      /^(?!(admin|postgres|root|rdsadmin)$)[A-Za-z][A-Za-z0-9_]{0,15}$/,
      "must be 1 to 16 letters, digits and underscores, beginning with a letter, and none of the well-known admin, postgres, root, rdsadmin",
      'Write it as "platform_admin".',
    )
    .matches(
      "finalSnapshotIdentifier",
      props.finalSnapshotIdentifier,
      /^(?!.*--)[A-Za-z][A-Za-z0-9-]{0,254}(?<!-)$/,
      "must be 1 to 255 letters, digits and single dashes, beginning with a letter",
      'Write it as "trading-prod-final".',
    );
}

function validateInstances(validator: Validator, props: AuroraClusterProps, { instanceClass, readers }: ResolvedForValidation): void {
  const classRule = "must be an instance class of Aurora";
  const classFix = 'Write it as "db.r7g.large" or "db.serverless".';
  validator.matches("instanceClass", instanceClass, INSTANCE_CLASS, classRule, classFix);
  const names = Object.keys(readers);
  validator.check(
    "readers",
    names.length,
    names.length <= MAX_READERS,
    `must be at most ${MAX_READERS}`,
    "Use larger instances, or another cluster.",
  );
  for (const [name, reader] of Object.entries(readers)) {
    const prop = `readers["${name}"]`;
    validator
      .check(
        prop,
        name,
        RDS_NAME.test(name) && name !== "writer",
        'must be named in lower-case letters, digits and single dashes, and not "writer"',
        'Name it as in { a: {} }, or for what it serves: "reports".',
      )
      .matches(`${prop}.instanceClass`, reader.instanceClass, INSTANCE_CLASS, classRule, classFix)
      .integerBetween(`${prop}.promotionTier`, reader.promotionTier, 0, 15, "as a tier");
  }
  validateServerless(validator, props, [instanceClass, ...Object.values(readers).map((reader) => reader.instanceClass ?? instanceClass)]);
  for (const [name, endpoint] of Object.entries(props.customEndpoints ?? {})) validateEndpoint(validator, name, endpoint.members, names);
}

function validateServerless(validator: Validator, { serverless }: AuroraClusterProps, classes: readonly string[]): void {
  const usesServerless = classes.includes("db.serverless");
  validator
    .check(
      "serverless",
      serverless,
      serverless !== undefined || !usesServerless,
      "must be given for instances of class db.serverless",
      "Add { minCapacityAcu, maxCapacityAcu }.",
    )
    .check(
      "serverless",
      serverless,
      serverless === undefined || usesServerless,
      "must have an instance that uses it",
      'Give the writer or a reader the class "db.serverless", or leave it out.',
    );
  if (serverless === undefined) return;
  const { minCapacityAcu: min, maxCapacityAcu: max, secondsUntilAutoPause } = serverless;
  const half = (value: number) => Number.isInteger(value * 2);
  validator
    .check(
      "serverless.minCapacityAcu",
      min,
      half(min) && min >= 0 && min <= 256,
      "must be 0 to 256 capacity units in steps of 0.5",
      "Round it.",
    )
    .check(
      "serverless.maxCapacityAcu",
      max,
      half(max) && max >= 1 && max <= 256,
      "must be 1 to 256 capacity units in steps of 0.5",
      "Round it.",
    )
    .check("serverless", [min, max], min <= max, "must have a minimum no greater than its maximum", "Swap them.")
    .integerBetween("serverless.secondsUntilAutoPause", secondsUntilAutoPause, 300, 86_400, "seconds")
    .check(
      "serverless.secondsUntilAutoPause",
      secondsUntilAutoPause,
      secondsUntilAutoPause === undefined || min === 0,
      "must come with a minimum of 0 capacity units: only then instances pause",
      "Leave it out, or set minCapacityAcu to 0.",
    );
}

function validateEndpoint(validator: Validator, name: string, members: readonly string[], readers: readonly string[]): void {
  const prop = `customEndpoints["${name}"]`;
  validator
    .check(prop, name, RDS_NAME.test(name), "must be named in lower-case letters, digits and single dashes", 'Name it as "reports".')
    .check(`${prop}.members`, members, members.length > 0, "must have a member", "Name readers.");
  for (const member of members) validator.oneOf(`${prop}.members`, member, ["writer", ...readers]);
}

function validateAutoScaling(validator: Validator, { readerAutoScaling }: AuroraClusterProps, declared: number): void {
  const { min, max, targetCpuPercent, targetConnections, scaleInCooldownSeconds, scaleOutCooldownSeconds } = readerAutoScaling!;
  validator
    .integerBetween("readerAutoScaling.min", min, 0, MAX_READERS, "readers")
    .integerBetween("readerAutoScaling.max", max, 1, MAX_READERS, "readers")
    .check(
      "readerAutoScaling",
      { min, max },
      (min ?? 0) <= max,
      "must have a minimum no greater than its maximum",
      "Raise max or lower min.",
    )
    .check(
      "readerAutoScaling.max",
      max,
      max >= declared,
      `must cover the ${declared} readers that are always there`,
      `Give ${declared} or more.`,
    )
    .check(
      "readerAutoScaling",
      { targetCpuPercent, targetConnections },
      targetCpuPercent === undefined || targetConnections === undefined,
      "must hold either CPU or connections",
      "Leave one of the two out.",
    )
    .integerBetween("readerAutoScaling.targetCpuPercent", targetCpuPercent, 1, 100, "percent")
    .integerBetween("readerAutoScaling.targetConnections", targetConnections, 1, 16_000, "connections")
    .integerBetween("readerAutoScaling.scaleInCooldownSeconds", scaleInCooldownSeconds, 0, 86_400, "seconds")
    .integerBetween("readerAutoScaling.scaleOutCooldownSeconds", scaleOutCooldownSeconds, 0, 86_400, "seconds");
}

function validateOperation(validator: Validator, props: AuroraClusterProps, resolved: ResolvedForValidation): void {
  validator
    .integerBetween("backupRetentionDays", props.backupRetentionDays, 1, 35, "days")
    .oneOf("monitoringIntervalSeconds", props.monitoringIntervalSeconds, [0, 1, 5, 10, 15, 30, 60])
    .oneOf("storageType", props.storageType, ["standard", "io-optimized"])
    .oneOf("activityStream", props.activityStream, ["async", "sync"])
    .oneOf("databaseInsights", props.databaseInsights, ["standard", "advanced"])
    .matches(
      "caCertificateIdentifier",
      props.caCertificateIdentifier,
      /^rds-ca-[a-z0-9-]+$/,
      "must be a certificate authority of RDS",
      'Write it as "rds-ca-rsa2048-g1".',
    );
  checkLogRetention(validator, "logRetentionDays", props.logRetentionDays);
  checkWindows(
    validator,
    { prop: "backupWindow", value: resolved.backupWindow },
    { prop: "maintenanceWindow", value: resolved.maintenanceWindow },
    30,
  );
  const restore = props.restoreFrom;
  if (restore && "restoreToTime" in restore) {
    validator.matches(
      "restoreFrom.restoreToTime",
      restore.restoreToTime,
      /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
      "must be a time in UTC",
      'Write it as "2026-03-01T08:30:00Z".',
    );
  }
}
