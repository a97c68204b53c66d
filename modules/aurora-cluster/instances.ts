import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { Annotations, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { IEncryptionKey, INetwork, Role } from "../../src/core";
import { compareTexts } from "../../src/internal/compare-texts";
import { PropTypes, STRING, optional, record } from "../../src/internal/prop-types";
import { Validator, isGiven } from "../../src/internal/validator";
import { AuroraCustomEndpoint, checkCustomEndpoints } from "./custom-endpoints";
import { AuroraEngine } from "./engine";
import { memberIdentifier } from "./identifiers";
import { checkInstanceClass, defaultInstanceClass } from "./instance-class";
import { AuroraMonitoringProps, insightsArguments } from "./monitoring";
import { AuroraReaderAutoScaling, checkReaderAutoScaling, fewestReaders } from "./reader-auto-scaling";
import { AuroraReader, AuroraWriter, DEFAULT_READERS, MAIN_INSTANCE, checkReaders, checkWriter } from "./readers";
import { AuroraServerlessCapacity, checkServerless } from "./serverless";

/** The instances of a cluster: how large, how many, and by which endpoints. */
export interface AuroraInstanceProps {
  /** Class of the instances without one of their own. @default - "db.serverless" with `serverless`, else "db.r7g.large" */
  readonly instanceClass?: string;
  /** Capacity of the instances of class `db.serverless`. @default - none: every instance is provisioned */
  readonly serverless?: AuroraServerlessCapacity;
  /** The instance that is meant to be the writer, where it differs. @default - of the cluster's class, in promotion tier 0 */
  readonly writer?: AuroraWriter;
  /** Up to 15 readers by name (lower-case letters, digits and dashes). Without one, a failed writer is out for minutes. @default - one, named `a` */
  readonly readers?: Readonly<Record<string, AuroraReader>>;
  /** Adds and removes further readers by load. @default - none */
  readonly readerAutoScaling?: AuroraReaderAutoScaling;
  /** Custom endpoints by name, such as one for reports. @default - none */
  readonly customEndpoints?: Readonly<Record<string, AuroraCustomEndpoint>>;
  /** Certificate authority of the server certificates. @default "rds-ca-rsa2048-g1" */
  readonly caCertificateIdentifier?: string;
}

export const INSTANCE_PROPS: PropTypes<AuroraInstanceProps> = {
  instanceClass: optional(STRING),
  serverless: optional(record()),
  writer: optional(record()),
  readers: optional(record()),
  readerAutoScaling: optional(record()),
  customEndpoints: optional(record()),
  caCertificateIdentifier: optional(STRING),
};

/** An instance of a cluster, with its defaults resolved. */
export interface Member {
  readonly name: string;
  readonly instanceClass: string;
  readonly promotionTier: number;
  readonly availabilityZone?: string;
}

/** The instances with their defaults resolved. Pure. */
export function resolveInstances(props: AuroraInstanceProps) {
  const instanceClass = props.instanceClass ?? defaultInstanceClass(props.serverless);
  const readers = props.readers ?? DEFAULT_READERS;
  const main = { name: MAIN_INSTANCE, instanceClass, promotionTier: 0, ...given(props.writer) };
  const others = Object.entries(readers).map(([name, reader]) => ({ name, instanceClass, promotionTier: 1, ...given(reader) }));
  return {
    instanceClass,
    readers,
    members: inOrderOfChange(main, others),
    caCertificateIdentifier: props.caCertificateIdentifier ?? "rds-ca-rsa2048-g1",
  };
}

/** What is said of a member, without what is left to its default. */
function given(member: AuroraReader | undefined): Partial<Member> {
  return Object.fromEntries(Object.entries(member ?? {}).filter(([, value]) => isGiven(value)));
}

/**
 * The order in which instances are made, and changed: one after the other. First the readers that may take over, in the order in which Aurora prefers them, then the main one. So
 * a larger class reaches the readers first; when the writer restarts, Aurora fails over to one that has it. The first that is made becomes the writer, so readers of another
 * class come last (Aurora User Guide, "High availability for Amazon Aurora", "Fault tolerance for an Aurora DB cluster"). Pure.
 */
export function inOrderOfChange(main: Member, readers: readonly Member[]): readonly Member[] {
  const sorted = [...readers].sort((a, b) => a.promotionTier - b.promotionTier || compareTexts(a.name, b.name));
  const isStandby = ({ instanceClass, promotionTier }: Member) => instanceClass === main.instanceClass && promotionTier <= STANDBY_TIER;
  return [...sorted.filter(isStandby), main, ...sorted.filter((reader) => !isStandby(reader))];
}

/** Readers in tiers 0 and 1 are sized, and in Serverless v2 scaled, as the writer is (Aurora User Guide, "Choosing the promotion tier for an Aurora Serverless v2 reader"). */
const STANDBY_TIER = 1;

/** Records instances, a capacity, scaling and endpoints that Aurora refuses. */
export function checkInstances(validator: Validator, props: AuroraInstanceProps, engine: AuroraEngine, network: INetwork): void {
  const { instanceClass, readers, members, caCertificateIdentifier } = resolveInstances(props);
  const context = { engine, availabilityZones: network.dataSubnets.map(({ availabilityZone }) => availabilityZone) };
  checkInstanceClass(validator, "instanceClass", instanceClass, engine);
  checkWriter(validator, props.writer, context);
  checkReaders(validator, readers, context);
  checkServerless(
    validator,
    props.serverless,
    members.map((member) => member.instanceClass),
  );
  checkReaderAutoScaling(validator, props.readerAutoScaling, Object.keys(readers).length);
  checkCustomEndpoints(
    validator,
    props.customEndpoints,
    members.map(({ name }) => name),
  );
  validator.matches(
    "caCertificateIdentifier",
    caCertificateIdentifier,
    /^rds-ca-[a-z0-9-]+$/,
    "must be a certificate authority of RDS",
    'Write it as "rds-ca-rsa2048-g1".',
  );
}

/** Whether a cluster ever has a reader, of `readers` or of auto scaling. Pure. */
export function hasReaders(props: AuroraInstanceProps): boolean {
  return isGiven(props.readerAutoScaling) || Object.keys(resolveInstances(props).readers).length > 0;
}

/** Warns of a cluster without a reader (Aurora User Guide, "High availability for Amazon Aurora"). */
export function warnWithoutReader(scope: Construct, props: AuroraInstanceProps): void {
  const declared = Object.keys(resolveInstances(props).readers).length;
  // Auto scaling never removes a reader that it hasn't added.
  if (Math.max(declared, fewestReaders(props.readerAutoScaling, declared)) > 0) return;
  Annotations.of(scope).addWarning("No reader: a failed writer is replaced by a new instance, which takes up to ten minutes.");
}

/** What the instances of a cluster are made of. */
interface InstanceSettings extends Required<AuroraMonitoringProps> {
  readonly cluster: RdsCluster;
  /** What the identifiers of the instances begin with. */
  readonly identifier: string;
  readonly members: readonly Member[];
  readonly network: INetwork;
  readonly encryptionKey: IEncryptionKey;
  readonly instanceParameterGroup: DbParameterGroup;
  /** Undefined without enhanced monitoring. */
  readonly monitoringRole?: Role;
  readonly autoMinorVersionUpgrade: boolean;
  readonly maintenanceWindow: string;
  readonly caCertificateIdentifier: string;
  readonly applyImmediately: boolean;
  /** What the first instance waits for. */
  readonly after?: ITerraformDependable;
}

/** The instances of a cluster by their names, in the order in which they are made, and changed. */
export function createInstances(scope: Construct, settings: InstanceSettings): Readonly<Record<string, RdsClusterInstance>> {
  const parent = new Construct(scope, "Instances");
  const instances: Record<string, RdsClusterInstance> = {};
  let before = settings.after;
  for (const member of settings.members) {
    const instance = createInstance(parent, settings, member, before);
    instances[member.name] = instance;
    before = instance;
  }
  return instances;
}

function createInstance(parent: Construct, settings: InstanceSettings, member: Member, before?: ITerraformDependable): RdsClusterInstance {
  const { cluster, monitoringRole } = settings;
  return new RdsClusterInstance(parent, member.name, {
    identifier: memberIdentifier(settings.identifier, member.name),
    clusterIdentifier: cluster.clusterIdentifier,
    engine: cluster.engine,
    // RDS refuses an instance that doesn't have the cluster's very version.
    engineVersion: cluster.engineVersionActual,
    instanceClass: member.instanceClass,
    promotionTier: member.promotionTier,
    availabilityZone: member.availabilityZone,
    dbSubnetGroupName: settings.network.databaseSubnetGroupName,
    dbParameterGroupName: settings.instanceParameterGroup.name,
    publiclyAccessible: false,
    autoMinorVersionUpgrade: settings.autoMinorVersionUpgrade,
    // Otherwise RDS chooses one for each instance, at any day and time.
    preferredMaintenanceWindow: settings.maintenanceWindow,
    caCertIdentifier: settings.caCertificateIdentifier,
    copyTagsToSnapshot: true,
    ...insightsArguments(settings.databaseInsights, settings.encryptionKey),
    monitoringInterval: settings.monitoringIntervalSeconds,
    monitoringRoleArn: monitoringRole?.roleArn,
    applyImmediately: settings.applyImmediately,
    dependsOn: [monitoringRole?.policy, before].filter((dependency) => dependency !== undefined),
    // From then on the cluster upgrades its instances.
    lifecycle: { ignoreChanges: ["engine_version"] },
  });
}
