import { Configuration } from "../../testing/configuration";
import { Permissions, permissions } from "../../testing/permissions";
import { Documents } from "../../testing/permissions/documents";
import { Names } from "../../testing/permissions/names";
import { Reachability, reachability } from "../../testing/reachability";
import { SynthesizedStack } from "../../testing/synthesized-stack";

/** One side of a plan, with what is computed of it: only what somebody asks for. */
export class Side {
  public readonly configuration: Configuration;
  public readonly names: Names;
  public readonly documents: Documents;
  private ownNetwork?: Reachability;
  private ownAccess?: Permissions;

  public constructor(public readonly stack: SynthesizedStack) {
    this.configuration = new Configuration([stack]);
    this.names = new Names(this.configuration);
    this.documents = new Documents(this.configuration, this.names);
  }

  /** Who can open a connection to whom. */
  public get network(): Reachability {
    return (this.ownNetwork ??= reachability(this.stack));
  }

  /** Who may do what. */
  public get access(): Permissions {
    return (this.ownAccess ??= permissions(this.stack));
  }

  /** Whether there is nothing at all. */
  public get isEmpty(): boolean {
    return this.stack.types.length === 0;
  }
}
