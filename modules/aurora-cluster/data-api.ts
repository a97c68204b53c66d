import { BOOLEAN, PropTypes, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { EngineVersion, FirstVersions, laterVersionOf } from "./feature-versions";

/** SQL over HTTPS. */
export interface AuroraDataApiProps {
  /**
   * Whether SQL can be run by the RDS Data API: over HTTPS, with IAM permissions and a secret, without a connection to the network. Not in every region
   * (Aurora User Guide, "Region and version availability for the Amazon RDS Data API").
   *
   * @default false
   */
  readonly dataApi?: boolean;
}

export const DATA_API_PROPS: PropTypes<AuroraDataApiProps> = { dataApi: optional(BOOLEAN) };

/**
 * The first version with the Data API: of each major version of Aurora PostgreSQL, and of Aurora MySQL version 3 (Aurora User Guide, "Supported Regions and Aurora DB engines for RDS
 * Data API").
 */
const FIRST_VERSIONS: FirstVersions = {
  "aurora-postgresql": { 13: 11, 14: 8, 15: 3, 16: 1, 17: 4, 18: 3 },
  "aurora-mysql": { 3: 7 },
};

/** What decides whether a cluster can have the Data API. */
interface DataApiCluster extends EngineVersion {
  /** Of every instance: each may become the writer. */
  readonly instanceClasses: readonly string[];
}

/** Records a Data API that a cluster can't have (Aurora User Guide, "Limitations for the Amazon RDS Data API"). */
export function checkDataApi(validator: Validator, dataApi: boolean | undefined, cluster: DataApiCluster): void {
  if (dataApi !== true) return;
  const burstable = cluster.instanceClasses.find((instanceClass) => isKnown(instanceClass) && /^db\.t\d/.test(instanceClass));
  const first = laterVersionWithDataApi(cluster);
  validator
    .check(
      "dataApi",
      cluster.engineVersion,
      first === undefined,
      `must come with an engine version that has the Data API, ${first} or newer`,
      `Take engineVersion ${first}, or leave dataApi out.`,
    )
    .check(
      "dataApi",
      burstable,
      burstable === undefined,
      "must come with instances of other classes than T: these have no Data API",
      'Take "db.serverless" or "db.r7g.large", or leave dataApi out.',
    );
}

/** The first version of the same major version that has the Data API, for a version before it. Pure. */
export function laterVersionWithDataApi(version: EngineVersion): string | undefined {
  return laterVersionOf(FIRST_VERSIONS, version);
}
