import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { Construct } from "constructs";
import { SubnetAttributes, SubnetTier } from "../../src/core";
import { pathFromStack, physicalName } from "../../src/internal/names";
import { raise } from "../../src/internal/raise";

/** A tier as subnet groups need to know it. */
interface Tier {
  readonly kind: SubnetTier;
  readonly subnets: readonly SubnetAttributes[];
}

/** The subnet groups of a network's data stores, made below the network when they are first asked for. */
export class SubnetGroups {
  private databaseGroup?: DbSubnetGroup;
  private cacheGroup?: ElasticacheSubnetGroup;

  constructor(
    private readonly scope: Construct,
    private readonly tiers: readonly Tier[],
  ) {}

  /** The subnet group for databases; undefined until its name is asked for. */
  public get database(): DbSubnetGroup | undefined {
    return this.databaseGroup;
  }

  /** The subnet group for caches; undefined until its name is asked for. */
  public get cache(): ElasticacheSubnetGroup | undefined {
    return this.cacheGroup;
  }

  /** @throws ValidationError if the network has no tier for data stores */
  public get dataSubnets(): readonly SubnetAttributes[] {
    const subnets = dataSubnets(this.tiers);
    if (subnets) return subnets;
    return raise(this.scope.node.path, [
      {
        prop: "tiers",
        rule: "must hold an isolated or a private tier for data stores",
        received: this.tiers.map(({ kind }) => kind),
        fix: "Add a tier of the kind isolated.",
      },
    ]);
  }

  /** @throws ValidationError if the network has no tier for data stores */
  public get databaseSubnetGroupName(): string {
    this.databaseGroup ??= new DbSubnetGroup(this.scope, "DatabaseSubnetGroup", this.config("Databases"));
    return this.databaseGroup.name;
  }

  /** @throws ValidationError if the network has no tier for data stores */
  public get cacheSubnetGroupName(): string {
    this.cacheGroup ??= new ElasticacheSubnetGroup(this.scope, "CacheSubnetGroup", this.config("Caches"));
    return this.cacheGroup.name;
  }

  /** Makes both, unless the network has no tier for data stores. */
  public createAll(): void {
    if (dataSubnets(this.tiers) === undefined) return;
    void this.databaseSubnetGroupName;
    void this.cacheSubnetGroupName;
  }

  private config(what: string): { readonly name: string; readonly description: string; readonly subnetIds: string[] } {
    return {
      name: physicalName(this.scope, { maxLength: 255, capitals: false }),
      description: `${what} in ${pathFromStack(this.scope).join("/")}`,
      subnetIds: this.dataSubnets.map(({ subnetId }) => subnetId),
    };
  }
}

/** The subnets of the first isolated tier, or of the first private one where there is no other; undefined where there is neither. Pure. */
function dataSubnets(tiers: readonly Tier[]): readonly SubnetAttributes[] | undefined {
  const tier = tiers.find(({ kind }) => kind === "isolated") ?? tiers.find(({ kind }) => kind === "private");
  return tier?.subnets;
}
