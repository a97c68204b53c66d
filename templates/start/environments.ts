import type { AuroraClusterProps, NetworkProps, RedisCacheProps, Removal, StateSettings } from "cdktf-trading-platform";

/** Everything that tells one environment from another: values, never code. */
export interface Environment {
  /** The account that it belongs to; Terraform refuses every other one. */
  readonly accountId: string;
  readonly region: string;
  /** Where Terraform stores the state. */
  readonly state: StateSettings;
  /** What happens to databases, caches and keys when they leave the configuration. */
  readonly removal: Removal;
  readonly network: Pick<NetworkProps, "cidrBlock" | "availabilityZones" | "natGateways" | "interfaceEndpoints">;
  readonly database: Pick<AuroraClusterProps, "instanceClass" | "readers" | "serverless">;
  readonly cache: Pick<RedisCacheProps, "nodeType" | "shards" | "replicasPerShard">;
}

const region = "eu-central-1";
const prodAccount = "111122223333";

/** An emulator of AWS, whose account this is. */
const local: Environment = {
  accountId: "123456789012",
  region,
  state: { type: "local" },
  removal: "destroy",
  network: { cidrBlock: "10.20.0.0/16", availabilityZones: [`${region}a`, `${region}b`], natGateways: "none" },
  database: { instanceClass: "db.r7g.large", readers: {} },
  cache: { nodeType: "cache.r7g.large", shards: 1, replicasPerShard: 1 },
};

const prod: Environment = {
  accountId: prodAccount,
  region,
  state: { type: "s3", bucketName: `orders-state-${prodAccount}-${region}`, region, allowedAccountIds: [prodAccount] },
  removal: "protect",
  network: {
    cidrBlock: "10.10.0.0/16",
    availabilityZones: [`${region}a`, `${region}b`, `${region}c`],
    natGateways: "none",
    // Without a way to the internet, tasks pull their images and write their logs through these.
    interfaceEndpoints: ["containerImages", "logs"],
  },
  database: { instanceClass: "db.r7g.large", readers: { a: {} } },
  cache: { nodeType: "cache.r7g.large", shards: 1, replicasPerShard: 1 },
};

export const environments: Readonly<Record<string, Environment>> = { local, prod };
