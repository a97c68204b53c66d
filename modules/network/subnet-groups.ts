import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { Construct } from "constructs";
import { SubnetAttributes, SubnetTier as TierKind, ValidationError } from "../../src/core";
import { pathFromStack, physicalName } from "../../src/internal/names";

/** The subnet groups of a network's data stores, made when they are first asked for. */
export class SubnetGroups {
  private database?: DbSubnetGroup;
  private cache?: ElasticacheSubnetGroup;

  constructor(
    private readonly scope: Construct,
    private readonly subnets: readonly SubnetAttributes[],
  ) {}

  /** @throws ValidationError if the network has no tier for data stores */
  public get dataSubnets(): readonly SubnetAttributes[] {
    this.subnetIds();
    return this.subnets;
  }

  /** @throws ValidationError if the network has no tier for data stores */
  public get databaseSubnetGroupName(): string {
    this.database ??= new DbSubnetGroup(this.scope, "DatabaseSubnetGroup", {
      name: physicalName(this.scope, { maxLength: 255, capitals: false }),
      description: `Databases in ${pathFromStack(this.scope).join("/")}`,
      subnetIds: this.subnetIds(),
    });
    return this.database.name;
  }

  /** @throws ValidationError if the network has no tier for data stores */
  public get cacheSubnetGroupName(): string {
    this.cache ??= new ElasticacheSubnetGroup(this.scope, "CacheSubnetGroup", {
      name: physicalName(this.scope, { maxLength: 255, capitals: false }),
      description: `Caches in ${pathFromStack(this.scope).join("/")}`,
      subnetIds: this.subnetIds(),
    });
    return this.cache.name;
  }

  /** Makes both, unless the network has no tier for them. */
  public createAll(): void {
    if (this.subnets.length === 0) return;
    void this.databaseSubnetGroupName;
    void this.cacheSubnetGroupName;
  }

  private subnetIds(): string[] {
    if (this.subnets.length > 0) return this.subnets.map(({ subnetId }) => subnetId);
    throw new ValidationError(this.scope.node.path, [
      {
        prop: "tiers",
        rule: "must hold an isolated or a private tier for a data store",
        received: undefined,
        fix: "Add a tier of the kind isolated.",
      },
    ]);
  }
}

/** The subnets that data stores are placed in: of the first isolated tier, or the first private one where there is no other. */
export function dataStoreSubnets(
  tiers: Iterable<{ readonly kind: TierKind; readonly subnets: readonly SubnetAttributes[] }>,
): readonly SubnetAttributes[] {
  const all = [...tiers];
  const found = all.find(({ kind }) => kind === "isolated") ?? all.find(({ kind }) => kind === "private");
  return found?.subnets ?? [];
}
