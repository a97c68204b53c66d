import { IConstruct } from "constructs";

/**
 * Something that is found out of a whole app, for each of many constructs that ask for it once per synthesis: found anew when one of them asks again, since
 * that is another synthesis. To go through the app for each would take time that grows with its square.
 */
export class AppWide<T> {
  private readonly found = new WeakMap<IConstruct, { readonly value: T; readonly askedBy: Set<IConstruct> }>();

  constructor(private readonly find: (root: IConstruct) => T) {}

  public for(asker: IConstruct): T {
    const { root } = asker.node;
    const found = this.found.get(root);
    if (found && !found.askedBy.has(asker)) {
      found.askedBy.add(asker);
      return found.value;
    }
    const value = this.find(root);
    this.found.set(root, { value, askedBy: new Set([asker]) });
    return value;
  }
}
