/** The arguments of a synthesized resource, as Terraform's JSON has them; tests read them freely. */
export type Arguments = Record<string, any>;

/** A resource or a data source of a stack. */
export interface StackResource {
  /** As Terraform calls it, such as `aws_vpc`; of a data source with `data.` in front. */
  readonly type: string;
  /** The logical id, which tells it from the others of its type. */
  readonly id: string;
  /**
   * The path of its construct below the stack, without the `Resource` that main children are called; as far as the logical id has it, in a plan. Terraform's address for what no
   * construct has made.
   */
  readonly path: string;
  /** Terraform's address, such as `aws_vpc.Network_1C60` or `module.network.aws_subnet.private["a"]`. */
  readonly address: string;
  readonly args: Arguments;
}

/** What a reference names. */
export interface Reference {
  /** The resource's type, of a data source with `data.` in front. */
  readonly type: string;
  readonly id: string;
  readonly attribute: string;
}

/** A reference to an attribute, such as `aws_vpc.Network_1C60.id`, `aws_eip.Nat[0].id` or `data.aws_region.Region.region`. */
const REFERENCE = /^((?:data\.)?\w+)\.([\w-]+)(?:\[[^\]]*\])?\.(\w+)/;

/** What an expression begins with; undefined for one that is no reference. */
export function parseReference(expression: string | undefined): Reference | undefined {
  const [, type, id, attribute] = REFERENCE.exec(expression ?? "") ?? [];
  return type === undefined ? undefined : { type, id: id!, attribute: attribute! };
}

/** The expression of a value that is nothing else: what stands between `${` and `}`. */
export function expressionOf(value: string): string | undefined {
  return /^\$\{([\s\S]+)\}$/.exec(value)?.[1];
}

/** All resources, then all data sources of a document, in its order. */
export function stackResources(json: Arguments): StackResource[] {
  return (["resource", "data"] as const).flatMap((section) =>
    Object.entries<Arguments>(json[section] ?? {}).flatMap(([ofType, byId]) =>
      Object.entries<Arguments>(byId).map(([id, args]): StackResource => {
        const type = section === "data" ? `data.${ofType}` : ofType;
        const metadata: Arguments = args["//"]?.metadata ?? {};
        return { type, id, path: pathOf(metadata, id), address: metadata.address ?? `${type}.${id}`, args };
      }),
    ),
  );
}

/** The path of the construct, by the metadata that `cdktf synth` and the view of a plan have, or else as the logical id has it. */
function pathOf({ path, construct, address }: Arguments, id: string): string {
  if (typeof path === "string") {
    const [, ...below] = path.split("/").filter((part) => part !== "Resource");
    return below.join("/") || id;
  }
  return construct ?? address ?? id.replace(/_[0-9A-F]{8}$/, "").replace(/_/g, "/");
}
