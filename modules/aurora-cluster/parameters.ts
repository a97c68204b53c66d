import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { namePrefix, pathFromStack } from "../../src/internal/names";
import { NUMBER, PropType, PropTypes, STRING, either, oneOf, optional, record } from "../../src/internal/prop-types";
import { sortedEntries } from "../../src/internal/sorted-by";
import { Validator, isKnown } from "../../src/internal/validator";
import { AuroraEngine, AuroraEngineProps, DEFAULT_ENGINE, parameterGroupFamily } from "./engine";
import { KNOWN_PARAMETERS } from "./parameter-names";

const APPLY_METHODS = ["immediate", "pending-reboot"] as const;

/** A value of a parameter, and when it takes effect. */
export interface AuroraParameterSetting {
  /** The value, in the parameter's own unit. */
  readonly value: string | number;
  /** `immediate` for dynamic parameters, `pending-reboot` for static ones. @default - `immediate` for those that are known to be dynamic */
  readonly applyMethod?: "immediate" | "pending-reboot";
}

/**
 * A parameter: its value, which takes effect at once where the parameter is known to be dynamic and else at the next reboot, or the value and when it
 * takes effect.
 */
export type AuroraParameter = string | number | AuroraParameterSetting;

/** What differs from the engine's default parameter groups. */
export interface AuroraParameterProps {
  /**
   * Parameters of the DB cluster parameter group, by name. Those named here stand beside the library's, or in place of one of them.
   *
   * @default - TLS forced. PostgreSQL logs connections, changes of the schema, statements of more than a second and long waits for locks; MySQL writes the
   * audit and the slow query log
   */
  readonly parameters?: Readonly<Record<string, AuroraParameter>>;
  /** Parameters of the instances' DB parameter group, by name. They override the cluster's. @default - none */
  readonly instanceParameters?: Readonly<Record<string, AuroraParameter>>;
}

export const PARAMETER_PROPS: PropTypes<AuroraParameterProps> = {
  parameters: optional(record()),
  instanceParameters: optional(record()),
};

type Parameters = Readonly<Record<string, AuroraParameter>>;

const VALUE = either(STRING, NUMBER);
const PARAMETER: PropType<AuroraParameter> = {
  ...either(VALUE, record<AuroraParameterSetting>()),
  fix: 'Write it in quotes, as RDS shows it: "1" or "0", "ON" or "OFF".',
};
const SETTING: PropTypes<AuroraParameterSetting> = { value: VALUE, applyMethod: optional(oneOf(APPLY_METHODS)) };

/**
 * Cluster parameters that hold unless the caller sets them: TLS for every connection, and what the exported logs need.
 *
 * PostgreSQL logs who connects, what changes the schema, and what is slow: little, where connections are pooled (Aurora User Guide, "Aurora PostgreSQL
 * database log files"; CIS PostgreSQL Benchmark, "Logging And Auditing").
 */
const CLUSTER_PARAMETERS: Readonly<Record<AuroraEngine, Parameters>> = {
  "aurora-postgresql": {
    "rds.force_ssl": "1",
    log_connections: "1",
    log_disconnections: "1",
    log_lock_waits: "1",
    log_min_duration_statement: "1000",
    log_statement: "ddl",
  },
  "aurora-mysql": {
    require_secure_transport: "ON",
    server_audit_logging: "1",
    server_audit_events: "CONNECT,QUERY_DCL,QUERY_DDL",
    slow_query_log: "1",
  },
};

/** Those that a caller can't set. */
const LOCKED_PARAMETERS: readonly string[] = ["rds.force_ssl", "require_secure_transport"];

/** `64MB`, which PostgreSQL and MySQL read in their files: RDS takes whole numbers of the unit that it names in the parameter's description. */
const WITH_UNIT = /^\d+(\.\d+)? ?(us|ms|s|min|h|d|B|[kKMGT]B?)$/;

/** Records parameters that RDS refuses or would show otherwise in each plan, and those that would allow connections without TLS. */
export function checkParameters(validator: Validator, props: AuroraParameterProps & Pick<AuroraEngineProps, "engine">): void {
  const { parameters, instanceParameters } = props;
  const engine = props.engine ?? DEFAULT_ENGINE;
  for (const [prop, values] of Object.entries({ parameters, instanceParameters })) {
    for (const [name, parameter] of Object.entries(values ?? {})) {
      const path = `${prop}["${name}"]`;
      if (LOCKED_PARAMETERS.includes(name)) {
        validator.check(path, parameter, false, "must stay as it is, so that every connection is encrypted", "Leave it out.");
        continue;
      }
      checkName(validator, path, name, engine, prop === "parameters");
      checkParameter(validator, path, name, parameter, engine);
    }
  }
}

function checkName(validator: Validator, path: string, name: string, engine: AuroraEngine, ofCluster: boolean): void {
  const isClusters = KNOWN_PARAMETERS[engine].clusterAlone.has(name);
  validator
    // RDS would answer with its own spelling, and each plan would show a change.
    .matches(path, name, /^[a-z0-9_.-]+$/, "must be named in lower case, as RDS names it", `Write it as "${name.toLowerCase()}".`)
    .check(
      path,
      name,
      ofCluster || !isClusters,
      "must be a parameter of instances: the cluster's group alone has it",
      "Move it to parameters.",
    );
}

function checkParameter(validator: Validator, path: string, name: string, parameter: AuroraParameter, engine: AuroraEngine): void {
  validator.props({ [path]: parameter }, { [path]: PARAMETER });
  const isSetting = typeof parameter === "object";
  if (isSetting) validator.props(parameter, SETTING, path);
  const { value, applyMethod } = settingOf(parameter);
  const valuePath = isSetting ? `${path}.value` : path;
  validator
    .check(valuePath, value, value !== "", "must be a value", "Leave the parameter out: the engine's default holds.")
    .check(valuePath, value, typeof value === "string" || Number.isFinite(value), "must be a finite number", "Give another one.")
    .check(
      valuePath,
      value,
      typeof value !== "string" || !WITH_UNIT.test(value),
      "must be a number without a unit",
      "Convert it to the unit that RDS names in the parameter's description.",
    )
    .check(
      `${path}.applyMethod`,
      applyMethod,
      applyMethod !== "immediate" || !KNOWN_PARAMETERS[engine].static.has(name),
      "must be pending-reboot: the parameter is static",
      "Leave it out.",
    );
}

/** The connections that an instance accepts, where a parameter says so. Pure. */
export function maxConnectionsOf({ parameters, instanceParameters }: AuroraParameterProps): number | undefined {
  const parameter = instanceParameters?.max_connections ?? parameters?.max_connections;
  const text = typeof parameter === "object" ? parameter.value : parameter;
  const value = isKnown(text) ? Number(text) : NaN;
  return Number.isInteger(value) ? value : undefined;
}

/** What the parameter groups of a cluster are made of. */
interface ParameterGroupSettings extends AuroraParameterProps {
  readonly engine: AuroraEngine;
  readonly majorVersion: string;
}

/** The DB cluster parameter group, with what keeps connections encrypted. */
export function createClusterParameterGroup(scope: Construct, settings: ParameterGroupSettings): RdsClusterParameterGroup {
  return new RdsClusterParameterGroup(scope, "ClusterParameterGroup", {
    ...groupArguments(scope, settings, { ...clusterParameters(settings), ...settings.parameters }),
    description: `Cluster of ${pathFromStack(scope).join("/")}`,
  });
}

/** The DB parameter group of the instances. */
export function createInstanceParameterGroup(scope: Construct, settings: ParameterGroupSettings): DbParameterGroup {
  return new DbParameterGroup(scope, "InstanceParameterGroup", {
    ...groupArguments(scope, settings, { ...settings.instanceParameters }),
    description: `Instances of ${pathFromStack(scope).join("/")}`,
  });
}

/** The library's cluster parameters for a version of an engine. */
function clusterParameters({ engine, majorVersion }: ParameterGroupSettings): Parameters {
  const { log_connections: logConnections, ...others } = CLUSTER_PARAMETERS[engine];
  if (engine === "aurora-mysql") return others;
  const major = Number.parseInt(majorVersion, 10);
  return {
    ...others,
    // From PostgreSQL 18 on it is a list of what is logged of a connection (PostgreSQL 18, "Error Reporting and Logging").
    ...(major >= 18 ? {} : { log_connections: logConnections }),
    // From 17 on it is what the default group has (Aurora User Guide, "Security with Amazon Aurora PostgreSQL"). RDS shows what equals the default as pending a
    // reboot, whatever was asked for.
    ...(major >= 17 ? { "rds.force_ssl": { value: "1", applyMethod: "pending-reboot" } } : {}),
  };
}

function settingOf(parameter: AuroraParameter): AuroraParameterSetting {
  return typeof parameter === "object" ? parameter : { value: parameter };
}

/** A parameter as RDS takes it: its value as text, a list without spaces, and at once where it can take effect at once. */
function parameterArgument(name: string, parameter: AuroraParameter, engine: AuroraEngine) {
  const { value, applyMethod } = settingOf(parameter);
  const { dynamic, lists } = KNOWN_PARAMETERS[engine];
  const text = typeof value === "string" ? value : isKnown(value) ? String(value) : Token.asString(value);
  return {
    name,
    value: lists.has(name) && isKnown(text) ? text.replaceAll(/\s*,\s*/g, ",") : text,
    applyMethod: applyMethod ?? (dynamic.has(name) ? "immediate" : "pending-reboot"),
  };
}

/** What both kinds of group have: a group in use can't be deleted, so a new one is created first. */
function groupArguments(scope: Construct, settings: ParameterGroupSettings, parameters: Parameters) {
  return {
    namePrefix: namePrefix(scope, { maxLength: 255, capitals: false }),
    family: parameterGroupFamily(settings),
    parameter: sortedEntries(parameters).map(([name, parameter]) => parameterArgument(name, parameter, settings.engine)),
    lifecycle: CREATE_BEFORE_DESTROY,
  };
}
