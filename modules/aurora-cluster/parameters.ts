import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { Construct } from "constructs";
import { namePrefix, pathFromStack } from "../../src/internal/names";
import { PropTypes, STRING, either, oneOf, optional, record } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { AuroraEngine, parameterGroupFamily } from "./engine";

const APPLY_METHODS = ["immediate", "pending-reboot"] as const;

/** A value of a parameter, and when it takes effect. */
export interface AuroraParameterSetting {
  /** The value, as text. */
  readonly value: string;
  /** `immediate` for dynamic parameters, `pending-reboot` for static ones. */
  readonly applyMethod: "immediate" | "pending-reboot";
}

/** A parameter: its value alone, which takes effect at the next reboot, or the value and when it takes effect. */
export type AuroraParameter = string | AuroraParameterSetting;

/** What differs from the engine's default parameter groups. */
export interface AuroraParameterProps {
  /** Parameters of the DB cluster parameter group, by name. @default - TLS forced; for MySQL also the audit and slow query log */
  readonly parameters?: Readonly<Record<string, AuroraParameter>>;
  /** Parameters of the instances' DB parameter group, by name. @default - none */
  readonly instanceParameters?: Readonly<Record<string, AuroraParameter>>;
}

export const PARAMETER_PROPS: PropTypes<AuroraParameterProps> = {
  parameters: optional(record()),
  instanceParameters: optional(record()),
};

type Parameters = Readonly<Record<string, AuroraParameter>>;

const PARAMETER = either(STRING, record<AuroraParameterSetting>());
const SETTING: PropTypes<AuroraParameterSetting> = { value: STRING, applyMethod: oneOf(APPLY_METHODS) };

const immediate = (value: string): AuroraParameter => ({ value, applyMethod: "immediate" });

/** Cluster parameters that hold unless the caller sets them: TLS for every connection, and what the exported logs need. */
const CLUSTER_PARAMETERS: Readonly<Record<AuroraEngine, Parameters>> = {
  "aurora-postgresql": { "rds.force_ssl": immediate("1") },
  "aurora-mysql": {
    require_secure_transport: immediate("ON"),
    server_audit_logging: immediate("1"),
    server_audit_events: immediate("CONNECT,QUERY_DCL,QUERY_DDL"),
    slow_query_log: immediate("1"),
  },
};

/** Those that a caller can't set. */
const LOCKED_PARAMETERS: readonly string[] = ["rds.force_ssl", "require_secure_transport"];

/** Records parameters that aren't text, and those that would allow connections without TLS. */
export function checkParameters(validator: Validator, { parameters, instanceParameters }: AuroraParameterProps): void {
  for (const [prop, values] of Object.entries({ parameters, instanceParameters })) {
    for (const [name, value] of Object.entries(values ?? {})) checkParameter(validator, `${prop}["${name}"]`, name, value);
  }
}

function checkParameter(validator: Validator, prop: string, name: string, parameter: AuroraParameter): void {
  validator
    .props({ [prop]: parameter }, { [prop]: PARAMETER })
    .check(
      prop,
      parameter,
      !LOCKED_PARAMETERS.includes(name),
      "must stay as it is, so that every connection is encrypted",
      "Leave it out.",
    );
  if (typeof parameter === "object") validator.props(parameter, SETTING, prop);
}

/** The connections that an instance accepts, where a parameter says so. Pure. */
export function maxConnectionsOf({ parameters, instanceParameters }: AuroraParameterProps): number | undefined {
  const parameter = instanceParameters?.max_connections ?? parameters?.max_connections;
  const value = Number(typeof parameter === "object" ? parameter.value : parameter);
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
    ...groupArguments(scope, settings, { ...CLUSTER_PARAMETERS[settings.engine], ...settings.parameters }),
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

/** What both kinds of group have: a group in use can't be deleted, so a new one is created first. */
function groupArguments(scope: Construct, settings: ParameterGroupSettings, parameters: Parameters) {
  return {
    namePrefix: namePrefix(scope, { maxLength: 255, capitals: false }),
    family: parameterGroupFamily(settings),
    parameter: Object.entries(parameters)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, parameter]) =>
        typeof parameter === "string"
          ? { name, value: parameter, applyMethod: "pending-reboot" }
          : { name, value: parameter.value, applyMethod: parameter.applyMethod },
      ),
    lifecycle: { createBeforeDestroy: true },
  };
}
