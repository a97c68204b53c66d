import { PlanJson, Values } from "./plan-json";

/** A stack as it is synthesized: `cdk.tf.json`. */
export interface StackJson {
  readonly resource?: Values;
  readonly data?: Values;
}

/** What a plan says of where a resource is. */
interface Place {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly module_address?: string;
}

/** The logical ids that CDKTF gives to what isn't at the top of a stack end in eight digits. */
const CONSTRUCT_ID = /_[0-9A-F]{8}$/;

/** A synthesized resource's path below its stack, without the `Resource` that main children are called; undefined where it has no construct's metadata. */
export function constructPathOf(resource: Values | undefined): string | undefined {
  const path: unknown = resource?.["//"]?.metadata?.path;
  if (typeof path !== "string") return undefined;
  const [, ...below] = path.split("/").filter((part) => part !== "Resource");
  return below.join("/");
}

/** Finds the construct that a resource is of. */
export class ConstructPaths {
  private readonly byAddress = new Map<string, string>();
  private readonly areConstructs: boolean;
  /** How many instances a resource has. */
  private readonly counts = new Map<string, number>();

  /**
   * @param plan whose logical ids say the paths where no stack does
   * @param stacks as synthesized, with the metadata that CDKTF writes beside each resource; the first that has a resource counts
   */
  public constructor(plan: PlanJson, stacks: readonly (StackJson | undefined)[] = []) {
    for (const stack of stacks) {
      this.addSection("", stack?.resource);
      this.addSection("data.", stack?.data);
    }
    const changes = plan.resource_changes ?? [];
    for (const { type, name } of changes) this.counts.set(`${type}.${name}`, (this.counts.get(`${type}.${name}`) ?? 0) + 1);
    const resources = [
      ...(plan.configuration.root_module.resources ?? []),
      ...changes.filter((change) => change.module_address === undefined),
    ];
    this.areConstructs = this.byAddress.size > 0 || resources.some(({ name }) => CONSTRUCT_ID.test(name));
  }

  /** The path below the stack, without the `Resource` that main children are called; the address where no construct is known. */
  public of({ address, type, name, index, module_address: module }: Place): string {
    if (module !== undefined || !this.areConstructs) return address;
    const key = index === undefined ? "" : `[${JSON.stringify(index)}]`;
    const ofResource = key !== "" && address.endsWith(key) ? address.slice(0, -key.length) : address;
    const path = this.byAddress.get(ofResource) ?? name.replace(CONSTRUCT_ID, "").replace(/_/g, "/");
    return (this.counts.get(`${type}.${name}`) ?? 0) > 1 ? `${path}${key}` : path;
  }

  private addSection(prefix: string, section: Values = {}): void {
    for (const [type, resources] of Object.entries(section)) {
      for (const [name, resource] of Object.entries(resources as Values)) {
        const path = constructPathOf(resource);
        const address = `${prefix}${type}.${name}`;
        if (path !== undefined && !this.byAddress.has(address)) this.byAddress.set(address, path || name);
      }
    }
  }
}
