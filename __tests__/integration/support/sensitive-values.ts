import { Terraform } from "../../../tools/support/terraform/terraform";

interface Block {
  readonly attributes?: Readonly<Record<string, { readonly sensitive?: boolean; readonly write_only?: boolean }>>;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
}

interface ProviderSchemas {
  readonly provider_schemas: Readonly<Record<string, { readonly resource_schemas: Readonly<Record<string, { readonly block: Block }>> }>>;
}

/** The arguments of resources that the provider's schema marks sensitive. */
export class SensitiveArguments {
  /** @param folder a folder in which `terraform init` was run */
  public static async read(folder: string): Promise<SensitiveArguments> {
    const terraform = await Terraform.find();
    const text = await terraform.must(["providers", "schema", "-json"], { cwd: folder, env: process.env });
    const [aws] = Object.values((JSON.parse(text) as ProviderSchemas).provider_schemas);
    return new SensitiveArguments(new Map(Object.entries(aws!.resource_schemas).map(([type, { block }]) => [type, block])));
  }

  private constructor(private readonly blocks: ReadonlyMap<string, Block>) {}

  /** All of them, as `type.argument`, sorted. */
  public get names(): readonly string[] {
    return [...this.blocks].flatMap(([type, block]) => namesOf(block).map((name) => `${type}.${name}`)).sort();
  }

  /** Those that have a value in a resource, by their names below it. */
  public valuesIn(type: string, values: unknown): readonly string[] {
    return found(this.blocks.get(type) ?? {}, values);
  }
}

function namesOf({ attributes = {}, block_types: nested = {} }: Block): string[] {
  const own = Object.entries(attributes).flatMap(([name, { sensitive }]) => (sensitive === true ? [name] : []));
  return [...own, ...Object.entries(nested).flatMap(([name, { block }]) => namesOf(block).map((below) => `${name}.${below}`))];
}

function found(block: Block, values: unknown): string[] {
  if (Array.isArray(values)) return values.flatMap((each) => found(block, each));
  if (typeof values !== "object" || values === null) return [];
  return Object.entries(values).flatMap(([name, value]) => {
    if (block.attributes?.[name]?.sensitive === true) return isSet(value) ? [name] : [];
    const nested = block.block_types?.[name];
    return nested === undefined ? [] : found(nested.block, value).map((below) => `${name}.${below}`);
  });
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}
