/** Cuts a synthesized stack into Terraform modules, as a hand writes such a stack. */

type Block = Readonly<Record<string, unknown>>;

/** What is read of `cdk.tf.json`. */
export interface SynthesizedStack {
  readonly provider: { readonly aws: readonly { readonly alias?: string }[] };
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly locals?: Block;
  readonly output?: Readonly<Record<string, Block>>;
  readonly terraform: Block & { readonly required_providers: Readonly<Record<string, object>> };
}

interface Module {
  readonly resource: Record<string, Record<string, unknown>>;
  readonly variable: Record<string, object>;
  readonly output: Record<string, object>;
  readonly locals: Record<string, unknown>;
}

const ADDRESS = /\b(aws_[a-z0-9_]+\.[A-Za-z][\w-]*)\.([a-z0-9_]+)/g;
const LOCAL = /\blocal\.(\w+)/g;

/** File → JSON: the root, and a module for each construct that stands directly in the stack. */
export function inModules(stack: SynthesizedStack): Map<string, object> {
  const owners = new Map<string, string>();
  for (const [type, byId] of Object.entries(stack.resource)) {
    for (const [id, block] of Object.entries(byId)) owners.set(`${type}.${id}`, ownerOf(block));
  }
  const modules = new Map<string, Module>();
  const suppliers = new Map<string, string>();
  for (const owner of new Set(owners.values())) modules.set(owner, { resource: {}, variable: {}, output: {}, locals: {} });

  /** A value as the module `reader` may say it, the root where there is none: what is another's comes by a variable. */
  const said = <T>(value: T, reader?: string): T => {
    const text = JSON.stringify(value).replace(ADDRESS, (whole, address: string, attribute: string) => {
      const owner = owners.get(address);
      if (owner === undefined || owner === reader) return whole;
      const name = `${address.replace(".", "__")}__${attribute}`;
      modules.get(owner)!.output[name] = { value: `\${${whole}}` };
      suppliers.set(name, owner);
      if (reader === undefined) return `module.${owner}.${name}`;
      modules.get(reader)!.variable[name] = {};
      return `var.${name}`;
    });
    for (const [, name] of reader === undefined ? [] : text.matchAll(LOCAL)) {
      const { locals } = modules.get(reader!)!;
      if (name! in locals || stack.locals?.[name!] === undefined) continue;
      locals[name!] = undefined;
      locals[name!] = said(stack.locals[name!], reader);
    }
    return JSON.parse(text) as T;
  };

  for (const [address, owner] of owners) {
    const [type, id] = address.split(".") as [string, string];
    const { "//": _, ...block } = stack.resource[type]![id]!;
    (modules.get(owner)!.resource[type] ??= {})[id] = said(withoutForeignAddresses(block, owners, owner), owner);
  }
  const output = said(stack.output ?? {});
  const aliases = stack.provider.aws.flatMap(({ alias }) => (alias === undefined ? [] : [`aws.${alias}`]));
  const files = new Map<string, object>();
  const calls: Record<string, object> = {};
  for (const [owner, module] of modules) {
    const aws = { ...stack.terraform.required_providers.aws, configuration_aliases: aliases };
    files.set(`modules/${owner}/main.tf.json`, { terraform: { required_providers: { aws } }, ...withoutEmpty(module) });
    calls[owner] = {
      source: `./modules/${owner}`,
      providers: Object.fromEntries(["aws", ...aliases].map((name) => [name, name])),
      ...Object.fromEntries(Object.keys(module.variable).map((name) => [name, `\${module.${suppliers.get(name)!}.${name}}`])),
    };
  }
  files.set("cdk.tf.json", { terraform: stack.terraform, provider: stack.provider, module: calls, output });
  return files;
}

function ownerOf(block: Block): string {
  const { metadata } = block["//"] as { metadata: { path: string } };
  return metadata.path.split("/")[1]!;
}

/** Dependencies on single resources end at a module's border: there are none but by values. */
function withoutForeignAddresses(block: Block, owners: ReadonlyMap<string, string>, owner: string): Block {
  const own = (addresses: unknown): string[] =>
    (addresses as string[]).filter((address) => owners.get(address.split(".", 2).join(".")) === owner);
  const { depends_on: dependsOn, lifecycle, ...rest } = block;
  const { replace_triggered_by: triggers, ...settings } = (lifecycle ?? {}) as Block;
  return {
    ...rest,
    ...(dependsOn !== undefined && { depends_on: own(dependsOn) }),
    ...(lifecycle !== undefined && { lifecycle: { ...settings, ...(triggers !== undefined && { replace_triggered_by: own(triggers) }) } }),
  };
}

/** Terraform refuses a block without content. */
function withoutEmpty(module: Module): Partial<Module> {
  return Object.fromEntries(Object.entries(module).filter(([, content]) => Object.keys(content as object).length > 0));
}
