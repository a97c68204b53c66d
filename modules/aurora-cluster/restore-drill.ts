import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { Construct } from "constructs";
import {
  AlarmOverrides,
  AwsEnvironment,
  CreatedAlarms,
  IAlarmTopic,
  IEncryptionKey,
  INetwork,
  Port,
  Role,
  SecurityGroup,
} from "../../src/core";
import { AlarmDefinition } from "../../src/core/alarm";
import { NETWORK } from "../../src/core/interfaces";
import { automationName, automationParameters, createRunbook, runbookContent } from "../../src/internal/automation";
import { createAlarms } from "../../src/internal/create-alarms";
import { createSecurityGroup } from "../../src/internal/create-security-group";
import { FORMATS } from "../../src/internal/formats";
import { pathFromStack, physicalName } from "../../src/internal/names";
import { NUMBER, PropTypes, STRING, like, oneOf, optional } from "../../src/internal/prop-types";
import { shortestIntervalMinutes, sixFieldCron } from "../../src/internal/recurrence";
import { deployAfter } from "../../src/internal/stacks";
import { Validator, isGiven } from "../../src/internal/validator";
import { laterVersionWithDataApi } from "./data-api";
import { AuroraEngine } from "./engine";
import { createDrillRole, createSchedulerRole } from "./restore-drill-roles";
import { HOURS_BESIDE_RESTORE, drillInstanceIdentifier, restoreDrillRunbook } from "./restore-drill-runbook";

/** What a drill must know of the cluster that it restores: an `AuroraCluster`. */
export interface IRestorableCluster {
  readonly engine: AuroraEngine;
  readonly engineVersion: string;
  readonly clusterIdentifier: string;
  readonly clusterArn: string;
  /** The port of the endpoints. */
  readonly port: number;
  /** Undefined where restored data decides. */
  readonly databaseName?: string;
  readonly encryptionKey: IEncryptionKey;
  readonly clusterParameterGroup: { readonly name: string };
}

const RESTORE_TYPES = ["full-copy", "copy-on-write"] as const;

/** The choices for a restore drill. */
export interface RestoreDrillProps {
  /** The cluster whose backup is restored. */
  readonly database: IRestorableCluster;
  /** Where it is restored: in its `dataSubnets`, which nothing can connect to. */
  readonly network: INetwork;
  /** What must hold of the restored data: a condition in the engine's SQL, such as `(SELECT count(*) FROM orders) > 1000`. */
  readonly check: string;
  /** The database that is checked. @default - the cluster's first database */
  readonly databaseName?: string;
  /** When, as the five fields of a cron expression: on two days of the week or more, and no sooner than the drill before may take, `restoreHours` and 7 hours. @default "0 3 * * TUE,FRI" */
  readonly recurrence?: string;
  /** An IANA time zone such as `Europe/Berlin`. @default "UTC" */
  readonly timeZone?: string;
  /** `full-copy` reads the backup; `copy-on-write` clones the live cluster's volume: minutes and little storage, and no proof of the backup. @default "full-copy" */
  readonly restoreType?: "full-copy" | "copy-on-write";
  /** Hours that the restore itself may take, 1 to 24. @default 4 */
  readonly restoreHours?: number;
  /** Most capacity of the instance that is checked, 1 to 256 ACUs in steps of 0.5. @default 4 */
  readonly maxCapacityAcu?: number;
}

const PROPS: PropTypes<RestoreDrillProps> = {
  database: like<IRestorableCluster>("an AuroraCluster", ["engine", "clusterArn", "clusterParameterGroup", "encryptionKey"]),
  network: NETWORK,
  check: STRING,
  databaseName: optional(STRING),
  recurrence: optional(STRING),
  timeZone: optional(STRING),
  restoreType: optional(oneOf(RESTORE_TYPES)),
  restoreHours: optional(NUMBER),
  maxCapacityAcu: optional(NUMBER),
};

/**
 * The recommended alarms of a drill.
 *
 * - `failed`: the latest one has failed, or has left something over
 * - `overdue`: none has succeeded for a week
 */
export type RestoreDrillAlarm = "failed" | "overdue";

/** Room for what the instance's identifier has behind the cluster's, within RDS' 63 characters. */
const DRILL_IDENTIFIER_LENGTH = 57;
/** Longest name of a schedule (EventBridge Scheduler API Reference, "CreateSchedule"). */
const SCHEDULE_NAME_LENGTH = 64;
const NAMESPACE = "TradingPlatform/RestoreDrill";
/** What the runbook's name begins with where the stack's own would be one of AWS's. */
const WORD = "drill";
const RESTORE_HOURS = 4;
const DAY_SECONDS = 86_400;
const DAYS_PER_WEEK = 7;

/**
 * Proves by the clock that the backup of a cluster can be restored: EventBridge Scheduler starts a runbook of Systems Manager that restores the latest restorable time beside the live cluster, in a
 * security group without a rule, asks the restored data a question by the Data API, and deletes everything again, whatever has failed.
 *
 * It costs the restored storage and a serverless instance for as long as it runs. The live cluster isn't touched.
 */
export class RestoreDrill extends Construct {
  /** When it runs, as the five fields of a cron expression. */
  public readonly recurrence: string;
  /** The time zone of `recurrence`. */
  public readonly timeZone: string;
  /** Identifier of the cluster that exists while a drill runs. */
  public readonly drillClusterIdentifier: string;
  /** The role by which the runbook restores and deletes. */
  public readonly role: Role;
  /** The role by which EventBridge Scheduler starts the runbook. */
  public readonly schedulerRole: Role;
  /** The security group of the restored cluster. */
  public readonly securityGroup: SecurityGroup;
  /** The runbook: to be run by hand as well, with `AutomationAssumeRole`. */
  public readonly document: SsmDocument;
  /** The schedule. */
  public readonly resource: SchedulerSchedule;
  private readonly metric;

  /** @throws ValidationError for a check that isn't one condition, a schedule that runs too seldom, or a cluster without the Data API */
  constructor(scope: Construct, id: string, props: RestoreDrillProps) {
    super(scope, id);
    checkDrill(this, props);
    const { database, network } = props;
    deployAfter(this, network, database);
    this.recurrence = props.recurrence ?? "0 3 * * TUE,FRI";
    this.timeZone = props.timeZone ?? "UTC";
    this.drillClusterIdentifier = physicalName(this, { maxLength: DRILL_IDENTIFIER_LENGTH, capitals: false });
    this.metric = {
      namespace: NAMESPACE,
      metricName: "Failed",
      dimensions: { DBClusterIdentifier: database.clusterIdentifier },
    };
    const environment = AwsEnvironment.of(this);
    const drillClusterArn = environment.arn("rds", `cluster:${this.drillClusterIdentifier}`);
    const common = {
      drillClusterArn,
      databaseSubnetGroupName: network.databaseSubnetGroupName,
      clusterParameterGroupName: database.clusterParameterGroup.name,
      keyArn: database.encryptionKey.keyArn,
    };
    this.securityGroup = createSecurityGroup(this, "Restore drill", network.vpcId, Port.tcp(database.port));
    this.role = createDrillRole(this, {
      ...common,
      sourceArn: database.clusterArn,
      drillInstanceArn: environment.arn("rds", `db:${drillInstanceIdentifier(this.drillClusterIdentifier)}`),
      metricNamespace: NAMESPACE,
    });
    const runbook = restoreDrillRunbook({
      ...common,
      sourceIdentifier: database.clusterIdentifier,
      drillIdentifier: this.drillClusterIdentifier,
      runbookPrefix: `${automationName(pathFromStack(this), WORD)}-`,
      engine: database.engine,
      restoreType: props.restoreType ?? "full-copy",
      securityGroupId: this.securityGroup.securityGroupId,
      maxCapacityAcu: props.maxCapacityAcu ?? 4,
      restoreHours: props.restoreHours ?? RESTORE_HOURS,
      databaseName: (props.databaseName ?? database.databaseName)!,
      check: props.check,
      metric: this.metric,
    });
    this.document = createRunbook(this, WORD, runbookContent(runbook)).document;
    const name = physicalName(this, { maxLength: SCHEDULE_NAME_LENGTH, punctuation: "-_" });
    this.schedulerRole = createSchedulerRole(this, { documentName: this.document.name, role: this.role });
    this.resource = new SchedulerSchedule(this, "Resource", {
      name,
      description: `Restores ${database.clusterIdentifier}, checks it and deletes it again`,
      scheduleExpression: `cron(${sixFieldCron(this.recurrence)})`,
      scheduleExpressionTimezone: this.timeZone,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: `arn:${environment.partition}:scheduler:::aws-sdk:ssm:startAutomationExecution`,
        roleArn: this.schedulerRole.roleArn,
        input: JSON.stringify({
          DocumentName: this.document.name,
          Parameters: Object.fromEntries(Object.entries(automationParameters(this.role)).map(([parameter, value]) => [parameter, [value]])),
        }),
        // A drill that couldn't be started within an hour waits for its next time.
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 3 },
      },
      dependsOn: [this.role.policy!, this.schedulerRole.policy!],
    });
  }

  /**
   * Creates the recommended alarms: a drill that fails, and one that hasn't succeeded for a week.
   *
   * @param topic the topic that they notify
   * @param overrides changes of them by name; `false` leaves one out
   * @throws ValidationError for a name or a setting that the alarms don't have, or if it is called twice
   */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<RestoreDrillAlarm> = {}): CreatedAlarms<RestoreDrillAlarm> {
    return createAlarms(this, topic, this.alarms(), overrides);
  }

  private alarms(): Record<RestoreDrillAlarm, AlarmDefinition> {
    return {
      failed: {
        metric: { ...this.metric, statistic: "Maximum", periodSeconds: 3600 },
        description: `The restore drill has failed. Look at the executions of the runbook in Systems Manager, and that the cluster ${this.drillClusterIdentifier} is deleted.`,
        threshold: 1,
        evaluationPeriods: 1,
        // As it is until the next drill.
        missingData: "ignore",
      },
      overdue: {
        metric: { ...this.metric, statistic: "Minimum", periodSeconds: DAY_SECONDS },
        description:
          "No restore drill has succeeded for a week: nobody knows whether the backup can be restored. Look at the schedule in EventBridge Scheduler.",
        threshold: 1,
        evaluationPeriods: DAYS_PER_WEEK,
        missingData: "breaching",
      },
    };
  }
}

function checkDrill(drill: Construct, props: RestoreDrillProps): void {
  const validator = new Validator(drill).props(props, PROPS);
  for (const prop of ["check", "recurrence", "restoreHours", "maxCapacityAcu"] as const) validator.known(prop, props[prop]);
  validator.throwIfInvalid();
  const { database, check, recurrence, restoreHours, maxCapacityAcu } = props;
  const version = laterVersionWithDataApi(database);
  const longestHours = (restoreHours ?? RESTORE_HOURS) + HOURS_BESIDE_RESTORE;
  const databaseName = props.databaseName ?? database.databaseName;
  validator
    .check(
      "database",
      database.engineVersion,
      version === undefined,
      `must have an engine version with the Data API, ${version} or newer`,
      "Upgrade the cluster first.",
    )
    .check(
      "databaseName",
      databaseName,
      isGiven(databaseName),
      "must be given: restored data decides what databases there are",
      "Give databaseName.",
    )
    .check(
      "check",
      check,
      check.trim() !== "" && !/;|\{\{/.test(check),
      "must be one condition in SQL, without a semicolon and {{",
      'Write it as "(SELECT count(*) FROM orders) > 1000".',
    )
    .format("recurrence", recurrence, FORMATS.cron)
    .check(
      "recurrence",
      recurrence,
      !isGiven(recurrence) || !FORMATS.cron.holds(recurrence) || runsTwiceAWeek(recurrence),
      "must run on two days of the week or more: what hasn't succeeded for a week is in ALARM",
      'Write it as "0 3 * * TUE,FRI".',
    )
    .check(
      "recurrence",
      recurrence,
      !isGiven(recurrence) || shortestIntervalMinutes(recurrence) >= longestHours * 60,
      `must leave ${longestHours} hours between two drills, as long as one may take: restoreHours, and ${HOURS_BESIDE_RESTORE} hours for all else`,
      "Run it less often, or lower restoreHours.",
    )
    .format("timeZone", props.timeZone, FORMATS.timeZone)
    .integerBetween("restoreHours", restoreHours, 1, 24, "hours")
    .check(
      "maxCapacityAcu",
      maxCapacityAcu,
      !isGiven(maxCapacityAcu) || (maxCapacityAcu >= 1 && maxCapacityAcu <= 256 && Number.isInteger(maxCapacityAcu * 2)),
      "must be 1 to 256 ACUs in steps of 0.5",
      "Write 4.",
    )
    .throwIfInvalid();
}

/** Whether a cron expression runs in every week, on two of its days or more. */
function runsTwiceAWeek(recurrence: string): boolean {
  const fields = sixFieldCron(recurrence);
  // In every month: each day, or a list or a range of weekdays.
  return fields !== undefined && /^\S+ \S+ (\* \* \?|\? \* \S*[,-]\S*) \*$/.test(fields);
}
