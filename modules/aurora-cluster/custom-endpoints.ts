import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterEndpoint } from "@cdktf/provider-aws/lib/rds-cluster-endpoint";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { Construct } from "constructs";
import { PropTypes, STRINGS, oneOf, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { RDS_NAME, memberIdentifier } from "./identifiers";

/** Custom endpoints of one cluster (Aurora User Guide, "Custom endpoints for Amazon Aurora"). */
const MAX_ENDPOINTS = 5;
const ENDPOINT_TYPES = ["READER", "ANY"] as const;

/** A custom endpoint: a name that spreads connections over some of the instances. */
export interface AuroraCustomEndpoint {
  /** `READER` leaves the writer out even if a member becomes it in a failover; `ANY` doesn't. @default "READER" */
  readonly type?: "READER" | "ANY";
  /** The instances that it connects to: names from `readers`, or `main` for the one of `writer`. */
  readonly members: readonly string[];
}

const ENDPOINT: PropTypes<AuroraCustomEndpoint> = { type: optional(oneOf(ENDPOINT_TYPES)), members: STRINGS };

/**
 * Records endpoints without a name or a member that exists.
 *
 * @param instances the names of the cluster's instances
 */
export function checkCustomEndpoints(
  validator: Validator,
  endpoints: Readonly<Record<string, AuroraCustomEndpoint>> | undefined,
  instances: readonly string[],
): void {
  const count = Object.keys(endpoints ?? {}).length;
  validator.check("customEndpoints", count, count <= MAX_ENDPOINTS, `must be at most ${MAX_ENDPOINTS}`, "Share endpoints.");
  for (const [name, endpoint] of Object.entries(endpoints ?? {})) {
    const prop = `customEndpoints["${name}"]`;
    validator
      .props(endpoint, ENDPOINT, prop)
      .check(prop, name, RDS_NAME.test(name), "must be named in lower-case letters, digits and single dashes", 'Name it as "reports".')
      .check(`${prop}.members`, endpoint.members, endpoint.members.length > 0, "must have a member", "Name readers.");
    for (const member of endpoint.members) validator.oneOf(`${prop}.members`, member, instances);
  }
}

/** What custom endpoints are made for. */
interface EndpointTarget {
  readonly cluster: RdsCluster;
  /** What the identifiers of the endpoints begin with. */
  readonly identifier: string;
  /** The instances by their names. */
  readonly instances: Readonly<Record<string, RdsClusterInstance>>;
}

/** The endpoints, keyed by their names. */
export function createCustomEndpoints(
  scope: Construct,
  endpoints: Readonly<Record<string, AuroraCustomEndpoint>> | undefined,
  target: EndpointTarget,
): Record<string, RdsClusterEndpoint> {
  const parent = new Construct(scope, "Endpoints");
  const resources = Object.entries(endpoints ?? {}).map(([name, { type, members }]): [string, RdsClusterEndpoint] => [
    name,
    new RdsClusterEndpoint(parent, name, {
      clusterIdentifier: target.cluster.clusterIdentifier,
      clusterEndpointIdentifier: memberIdentifier(target.identifier, name),
      customEndpointType: type ?? "READER",
      // A member that only Terraform knows is an instance's identifier already.
      staticMembers: members.map((member) => target.instances[member]?.id ?? member),
    }),
  ]);
  return Object.fromEntries(resources);
}
