import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { Annotations, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { IEncryptionKey, INetwork, Role } from "../../src/core";
import { PropTypes, STRING, optional, record } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { AuroraCustomEndpoint, checkCustomEndpoints } from "./custom-endpoints";
import { AuroraEngine } from "./engine";
import { memberIdentifier } from "./identifiers";
import { checkInstanceClass, defaultInstanceClass } from "./instance-class";
import { AuroraMonitoringProps, insightsArguments } from "./monitoring";
import { AuroraReaderAutoScaling, checkReaderAutoScaling, fewestReaders } from "./reader-auto-scaling";
import { AuroraReader, DEFAULT_READERS, Readers, checkReaders } from "./readers";
import { AuroraServerlessCapacity, checkServerless } from "./serverless";

/** The instances of a cluster: how large, how many, and by which endpoints. */
export interface AuroraInstanceProps {
  /** Class of the writer, and of readers without one of their own. @default - "db.serverless" with `serverless`, else "db.r7g.large" */
  readonly instanceClass?: string;
  /** Capacity of the instances of class `db.serverless`. @default - none: every instance is provisioned */
  readonly serverless?: AuroraServerlessCapacity;
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
  readers: optional(record()),
  readerAutoScaling: optional(record()),
  customEndpoints: optional(record()),
  caCertificateIdentifier: optional(STRING),
};

/** The instances with their defaults resolved. Pure. */
export function resolveInstances(props: AuroraInstanceProps) {
  return {
    instanceClass: props.instanceClass ?? defaultInstanceClass(props.serverless),
    readers: props.readers ?? DEFAULT_READERS,
    caCertificateIdentifier: props.caCertificateIdentifier ?? "rds-ca-rsa2048-g1",
  };
}

/** Records instances, a capacity, scaling and endpoints that Aurora refuses. */
export function checkInstances(validator: Validator, props: AuroraInstanceProps, engine: AuroraEngine): void {
  const { instanceClass, readers, caCertificateIdentifier } = resolveInstances(props);
  checkInstanceClass(validator, "instanceClass", instanceClass, engine);
  checkReaders(validator, readers, engine);
  checkServerless(validator, props.serverless, [
    instanceClass,
    ...Object.values(readers).map((reader) => reader.instanceClass ?? instanceClass),
  ]);
  checkReaderAutoScaling(validator, props.readerAutoScaling, Object.keys(readers).length);
  checkCustomEndpoints(validator, props.customEndpoints, Object.keys(readers));
  validator.matches(
    "caCertificateIdentifier",
    caCertificateIdentifier,
    /^rds-ca-[a-z0-9-]+$/,
    "must be a certificate authority of RDS",
    'Write it as "rds-ca-rsa2048-g1".',
  );
}

/** Warns of a cluster without a reader (Aurora User Guide, "High availability for Amazon Aurora"). */
export function warnWithoutReader(scope: Construct, props: AuroraInstanceProps): void {
  if (fewestReaders(props.readerAutoScaling, Object.keys(resolveInstances(props).readers).length) > 0) return;
  Annotations.of(scope).addWarning("No reader: a failed writer is replaced by a new instance, which takes up to ten minutes.");
}

/** What the instances of a cluster are made of. */
interface InstanceSettings extends Required<AuroraMonitoringProps> {
  readonly cluster: RdsCluster;
  /** What the identifiers of the instances begin with. */
  readonly identifier: string;
  /** The class of the writer, and of readers without one of their own. */
  readonly instanceClass: string;
  readonly readers: Readers;
  readonly network: INetwork;
  readonly encryptionKey: IEncryptionKey;
  readonly instanceParameterGroup: DbParameterGroup;
  /** Undefined without enhanced monitoring. */
  readonly monitoringRole?: Role;
  readonly autoMinorVersionUpgrade: boolean;
  readonly caCertificateIdentifier: string;
  readonly applyImmediately: boolean;
}

/** The instances of a cluster. */
export interface Instances {
  readonly writer: RdsClusterInstance;
  /** Keyed by the readers' names. */
  readonly readerInstances: Readonly<Record<string, RdsClusterInstance>>;
}

/** A writer, then the readers: RDS makes the first instance of a cluster its writer. */
export function createInstances(scope: Construct, settings: InstanceSettings): Instances {
  const writer = createInstance(scope, "Writer", settings, { suffix: "writer", promotionTier: 0 });
  const parent = new Construct(scope, "Readers");
  // By name: what waits for them lists them in one order, however the readers are written.
  const sorted = Object.entries(settings.readers).sort(([a], [b]) => (a < b ? -1 : 1));
  const readers = sorted.map(([name, reader]): [string, RdsClusterInstance] => [
    name,
    createInstance(parent, name, settings, { suffix: `reader-${name}`, ...reader, after: writer }),
  ]);
  return { writer, readerInstances: Object.fromEntries(readers) };
}

interface Instance extends AuroraReader {
  readonly suffix: string;
  /** What must be created before. */
  readonly after?: ITerraformDependable;
}

function createInstance(parent: Construct, id: string, settings: InstanceSettings, instance: Instance): RdsClusterInstance {
  const { cluster, monitoringRole } = settings;
  return new RdsClusterInstance(parent, id, {
    identifier: memberIdentifier(settings.identifier, instance.suffix),
    clusterIdentifier: cluster.clusterIdentifier,
    engine: cluster.engine,
    // The cluster's very version: of "16" RDS would make the default minor version, and refuse an instance that isn't the cluster's.
    engineVersion: cluster.engineVersionActual,
    instanceClass: instance.instanceClass ?? settings.instanceClass,
    promotionTier: instance.promotionTier ?? 1,
    dbSubnetGroupName: settings.network.databaseSubnetGroupName,
    dbParameterGroupName: settings.instanceParameterGroup.name,
    publiclyAccessible: false,
    autoMinorVersionUpgrade: settings.autoMinorVersionUpgrade,
    caCertIdentifier: settings.caCertificateIdentifier,
    copyTagsToSnapshot: true,
    ...insightsArguments(settings.databaseInsights, settings.encryptionKey),
    monitoringInterval: settings.monitoringIntervalSeconds,
    monitoringRoleArn: monitoringRole?.roleArn,
    applyImmediately: settings.applyImmediately,
    dependsOn: [monitoringRole?.policy, instance.after].filter((dependency) => dependency !== undefined),
    // From then on the cluster upgrades its instances.
    lifecycle: { ignoreChanges: ["engine_version"] },
  });
}
