/** A provider's schema as `terraform providers schema -json` writes it, as far as it is read here. */
export interface ProviderSchemasJson {
  readonly provider_schemas?: Readonly<Record<string, { readonly resource_schemas?: Readonly<Record<string, ResourceSchemaJson>> }>>;
}

export interface ResourceSchemaJson {
  readonly version: number;
  readonly block: BlockJson;
}

interface BlockJson {
  readonly attributes?: Readonly<Record<string, AttributeJson>>;
  readonly block_types?: Readonly<Record<string, { readonly nesting_mode: string; readonly block: BlockJson }>>;
}

interface AttributeJson {
  readonly type?: TypeJson;
  readonly nested_type?: { readonly nesting_mode: string; readonly attributes: Readonly<Record<string, AttributeJson>> };
  readonly optional?: boolean;
  readonly required?: boolean;
}

/** https://developer.hashicorp.com/terraform/internals/json-format: `"string"`, `["list", "string"]`, `["object", { … }]` */
type TypeJson = string | readonly [string, unknown];

/** What a value looks like. */
export interface Shape {
  readonly kind: "string" | "number" | "bool" | "dynamic" | "list" | "set" | "map" | "object";
  /** Each element, of a list, set or map. */
  readonly element?: Shape;
  /** The members, of an object. */
  readonly members?: Readonly<Record<string, Shape>>;
  /** Whether a configuration may set it: what it leaves out then stays empty. */
  readonly settable?: boolean;
}

export interface ResourceShape {
  /** The version that a state's `schema_version` says. */
  readonly version: number;
  readonly shape: Shape;
}

const ANYTHING: Shape = { kind: "dynamic" };
const SCALARS: Readonly<Record<string, Shape>> = { string: { kind: "string" }, number: { kind: "number" }, bool: { kind: "bool" } };

/** The shapes of the resources of these types, each by `<provider> <type>`. */
export function resourceShapes(
  schemas: ProviderSchemasJson,
  resources: readonly { readonly provider_name: string; readonly type: string }[],
): Map<string, ResourceShape> {
  const shapes = new Map<string, ResourceShape>();
  for (const { provider_name: provider, type } of resources) {
    const schema = schemas.provider_schemas?.[provider]?.resource_schemas?.[type];
    const key = shapeKey(provider, type);
    if (schema && !shapes.has(key)) shapes.set(key, { version: schema.version, shape: blockShape(schema.block) });
  }
  return shapes;
}

export function shapeKey(provider: string, type: string): string {
  return `${provider} ${type}`;
}

function blockShape({ attributes = {}, block_types: blocks = {} }: BlockJson): Shape {
  return {
    kind: "object",
    members: {
      ...mapValues(attributes, attributeShape),
      ...mapValues(blocks, ({ nesting_mode: mode, block }) => ({ ...nested(mode, blockShape(block)), settable: true })),
    },
  };
}

function attributeShape({ type, nested_type: nestedType, optional, required }: AttributeJson): Shape {
  const settable = optional === true || required === true;
  if (nestedType === undefined) return { ...typeShape(type), settable };
  return { ...nested(nestedType.nesting_mode, { kind: "object", members: mapValues(nestedType.attributes, attributeShape) }), settable };
}

function nested(mode: string, element: Shape): Shape {
  return mode === "list" || mode === "set" || mode === "map" ? { kind: mode, element } : element;
}

function typeShape(type: unknown): Shape {
  if (typeof type === "string") return SCALARS[type] ?? ANYTHING;
  if (!Array.isArray(type)) return ANYTHING;
  const [kind, of] = type as [string, unknown];
  if (kind === "list" || kind === "set" || kind === "map") return { kind, element: typeShape(of) };
  if (kind === "object") return { kind, members: mapValues(of as Record<string, unknown>, typeShape) };
  return ANYTHING;
}

function mapValues<T, U>(values: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
