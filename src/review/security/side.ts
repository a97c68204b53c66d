import { Configuration, Resource } from "../../testing/configuration";
import { Permissions, permissions } from "../../testing/permissions";
import { Documents } from "../../testing/permissions/documents";
import { Names } from "../../testing/permissions/names";
import { Circumstances } from "../../testing/reachability/circumstances";
import { Network } from "../../testing/reachability/network";
import { prefixListEntries } from "../../testing/reachability/prefix-lists";
import { SynthesizedStack } from "../../testing/synthesized-stack";

/** One side of a plan, with what is computed of it: only what somebody asks for. */
export class Side {
  public readonly configuration: Configuration;
  public readonly names: Names;
  public readonly documents: Documents;
  private ownNetwork?: Network;
  private ownCircumstances?: Circumstances;
  private ownAccess?: Permissions;
  private byAddress?: ReadonlyMap<string, Resource>;

  public constructor(public readonly stack: SynthesizedStack) {
    this.configuration = new Configuration([stack]);
    this.names = new Names(this.configuration);
    this.documents = new Documents(this.configuration, this.names);
  }

  /** Who can open a connection to whom. */
  public get network(): Network {
    return (this.ownNetwork ??= new Network(this.configuration, prefixListEntries(this.configuration)));
  }

  /** What decides about connections: where both sides have the same, nobody has to ask. */
  public get circumstances(): Circumstances {
    return (this.ownCircumstances ??= new Circumstances(this.network));
  }

  /** Who may do what: also what nobody knows as an action or a condition key yet, as policies name it. */
  public get access(): Permissions {
    return (this.ownAccess ??= permissions(this.stack, { newerActions: ["*"], newerConditionKeys: ["*"] }));
  }

  /** The resource of an address; undefined for one that isn't on this side. */
  public at(address: string): Resource | undefined {
    const all = (): Resource[] => this.stack.types.flatMap((type) => this.configuration.all(type));
    return (this.byAddress ??= new Map(all().map((resource) => [resource.address, resource]))).get(address);
  }

  /** Whether there is nothing at all. */
  public get isEmpty(): boolean {
    return this.stack.types.length === 0;
  }
}
