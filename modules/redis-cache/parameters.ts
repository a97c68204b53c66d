import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import { Construct } from "constructs";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { fitName, pathFromStack } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";

/** Parameters by name. */
export type Parameters = Readonly<Record<string, string>>;

const CLUSTER_ENABLED = "cluster-enabled";

/** Records a parameter that the module sets. */
export function checkParameters(validator: Validator, parameters?: Parameters): void {
  const received = parameters?.[CLUSTER_ENABLED];
  validator.check(
    `parameters["${CLUSTER_ENABLED}"]`,
    received,
    received === undefined,
    "must follow clusterMode",
    "Set clusterMode instead.",
  );
}

/** The parameter group of a cache. Named after its family: a new major version gets a group beside the one in use. */
export function createParameterGroup(
  scope: Construct,
  settings: { readonly family: string; readonly clusterMode: boolean; readonly parameters?: Parameters },
): ElasticacheParameterGroup {
  const { family, clusterMode } = settings;
  const parameters = { [CLUSTER_ENABLED]: clusterMode ? "yes" : "no", ...settings.parameters };
  return new ElasticacheParameterGroup(scope, "ParameterGroup", {
    name: fitName([...pathFromStack(scope), family], { maxLength: 255, capitals: false }),
    family,
    description: `Cache ${pathFromStack(scope).join("/")}`,
    parameter: Object.entries(parameters)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => ({ name, value })),
    lifecycle: CREATE_BEFORE_DESTROY,
  });
}
