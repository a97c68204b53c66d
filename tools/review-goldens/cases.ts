import { environments, TradingEnvironment } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { AuroraCluster } from "../../modules/aurora-cluster";
import { Network } from "../../modules/network";
import { EncryptionKey } from "../../src/core";

/** What a platform team does to a running platform, as one change of the code. */
export interface GoldenCase {
  /** `growth`: a larger value in place. `operations`: what is done to it on other days, by intent or by mistake. */
  readonly group: "growth" | "operations";
  /** The name of its files. */
  readonly name: string;
  /** What is changed, for the first line of its text. */
  readonly change: string;
  /** The platform that runs. @default - trading-prod */
  readonly before?: TradingEnvironment;
  readonly after: TradingEnvironment;
  /** What the code has besides, after the change. @default - nothing */
  readonly added?: (stack: TradingStack, env: TradingEnvironment) => void;
}

const prod = environments.prod!;

/** Smaller than prod in what prod has at its most: it has every zone of the region and every edge location. */
const smaller: TradingEnvironment = {
  ...prod,
  network: { ...prod.network, availabilityZones: ["eu-central-1a", "eu-central-1b"] },
  database: { ...prod.database, engineVersion: "16.8", allowMajorVersionUpgrade: true },
  edge: { ...prod.edge, priceClass: "PriceClass_100" },
};

type Service = "tradingApi" | "webFrontend";
type Part = "network" | "database" | "cache" | "edge";

/** An environment with some values of one of its parts changed. */
function having<Name extends Part>(part: Name, values: Partial<TradingEnvironment[Name]>, env = prod): TradingEnvironment {
  return { ...env, [part]: { ...env[part], ...values } };
}

function serving(service: Service, requestsPerSecond: number): TradingEnvironment {
  return { ...prod, [service]: { ...prod[service], load: { ...prod[service].load, requestsPerSecond } } };
}

function computing(service: Service, compute: Partial<TradingEnvironment[Service]["compute"]>): TradingEnvironment {
  return { ...prod, [service]: { ...prod[service], compute: { ...prod[service].compute, ...compute } } };
}

/** Restoring, as the operations guide has it: a second cluster from the first one's backup. */
function restoredBeside(stack: TradingStack, { database }: TradingEnvironment): void {
  const network = stack.node.findChild("Network") as Network;
  const encryptionKey = stack.node.findChild("Key") as EncryptionKey;
  const restoreFrom = { sourceClusterIdentifier: "trading-prod-database", restoreToTime: "2026-11-26T09:59:00Z" };
  new AuroraCluster(stack, "Restored", { network, encryptionKey, instanceClass: database.instanceClass, readers: { a: {} }, restoreFrom });
}

/** The example's table "Growing", and what else of its values grows. */
const GROWTH: readonly Omit<GoldenCase, "group">[] = [
  { name: "more-requests", change: "tradingApi.load.requestsPerSecond 400 → 800", after: serving("tradingApi", 800) },
  { name: "more-page-views", change: "webFrontend.load.requestsPerSecond 100 → 300", after: serving("webFrontend", 300) },
  {
    name: "larger-instances",
    change: "tradingApi.compute.instanceType c7g.large → c7g.xlarge",
    after: computing("tradingApi", { instanceType: "c7g.xlarge" }),
  },
  { name: "one-more-reader", change: "database.readers a, b → a, b, c", after: having("database", { readers: { a: {}, b: {}, c: {} } }) },
  {
    name: "more-readers-at-the-peak",
    change: "database.readerAutoScaling.max 6 → 9",
    after: having("database", { readerAutoScaling: { max: 9 } }),
  },
  {
    name: "larger-database",
    change: "database.instanceClass db.r7g.xlarge → db.r7g.2xlarge",
    after: having("database", { instanceClass: "db.r7g.2xlarge" }),
  },
  {
    name: "faster-storage",
    change: "database.storageType standard → io-optimized",
    after: having("database", { storageType: "io-optimized" }),
  },
  {
    name: "larger-cache-nodes",
    change: "cache.nodeType cache.r7g.large → cache.r7g.xlarge",
    after: having("cache", { nodeType: "cache.r7g.xlarge" }),
  },
  { name: "one-more-shard", change: "cache.shards 2 → 3", after: having("cache", { shards: 3 }) },
  { name: "one-more-replica", change: "cache.replicasPerShard 2 → 3", after: having("cache", { replicasPerShard: 3 }) },
  { name: "longer-retention", change: "cache.snapshotRetentionDays 14 → 35", after: having("cache", { snapshotRetentionDays: 35 }) },
  {
    name: "one-more-zone",
    change: "network.availabilityZones eu-central-1a, b → eu-central-1a, b, c",
    before: smaller,
    after: having("network", { availabilityZones: prod.network.availabilityZones }, smaller),
  },
  {
    name: "more-edge-locations",
    change: "edge.priceClass PriceClass_100 → PriceClass_All",
    before: smaller,
    after: having("edge", { priceClass: "PriceClass_All" }, smaller),
  },
];

/** The drills of the operations guide that are a change of the code, its other days, and what goes wrong on them. */
const OPERATIONS: readonly Omit<GoldenCase, "group">[] = [
  { name: "restore", change: "a second cluster from a backup of the first", after: prod, added: restoredBeside },
  {
    name: "release-turned-back",
    change: "tradingApi.compute.imageId, back to the one before",
    after: computing("tradingApi", { imageId: "ami-0a1b2c3d4e5f60718" }),
  },
  { name: "another-identifier", change: "database.clusterIdentifier → trades", after: having("database", { clusterIdentifier: "trades" }) },
  { name: "taken-down", change: "removal protect → destroy", after: { ...prod, removal: "destroy" } },
  {
    name: "one-zone-less",
    change: "network.availabilityZones eu-central-1a, b, c → eu-central-1a, b",
    after: having("network", { availabilityZones: ["eu-central-1a", "eu-central-1b"] }),
  },
  { name: "one-shard-less", change: "cache.shards 2 → 1", after: having("cache", { shards: 1 }) },
  { name: "shorter-backups", change: "database.backupRetentionDays 35 → 7", after: having("database", { backupRetentionDays: 7 }) },
  { name: "one-reader-less", change: "database.readers a, b → a", after: having("database", { readers: { a: {} } }) },
  {
    name: "no-rollback",
    change: "tradingApi.compute.rollout.automaticRollback true → false",
    after: computing("tradingApi", { rollout: { automaticRollback: false } }),
  },
  {
    name: "another-session",
    change: "tradingApi.compute.tradingSession.leadMinutes 30 → 60",
    after: computing("tradingApi", { tradingSession: { ...prod.tradingApi.compute.tradingSession!, leadMinutes: 60 } }),
  },
  {
    name: "certificate-authority",
    change: "database.caCertificateIdentifier rds-ca-rsa2048-g1 → rds-ca-ecc384-g1",
    after: having("database", { caCertificateIdentifier: "rds-ca-ecc384-g1" }),
  },
  {
    name: "major-version",
    change: "database.engineVersion 16.8 → 17.4",
    before: smaller,
    after: having("database", { engineVersion: "17.4" }, smaller),
  },
];

export const GOLDEN_CASES: readonly GoldenCase[] = [
  ...GROWTH.map((each): GoldenCase => ({ ...each, group: "growth" })),
  ...OPERATIONS.map((each): GoldenCase => ({ ...each, group: "operations" })),
];

/** The platform that runs. */
export function beforeOf({ before = prod }: GoldenCase): TradingEnvironment {
  return before;
}
