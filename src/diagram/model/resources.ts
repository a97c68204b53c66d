import { compareTexts } from "../../internal/compare-texts";
import { Configuration, Resource } from "../../testing/configuration";
import { Arguments, stackResources } from "../../testing/stack-resources";

const REFERENCES = /(?:data\.)?\baws_\w+\.[\w-]+(?:\[[^\]]*\])?\.\w+|data\.terraform_remote_state\.[\w-]+\.outputs\.[\w-]+/g;

/** All resources of stacks, and what each refers to. */
export class Resources {
  /** In the order of their paths, so that no order of declarations changes a picture. Data sources are left out. */
  public readonly all: readonly Resource[];
  private readonly byName: ReadonlyMap<string, Resource>;

  public constructor(public readonly configuration: Configuration) {
    const types = new Set(configuration.stacks.flatMap(({ json }) => stackResources(json).map(({ type }) => type)));
    this.all = [...types]
      .filter((type) => !type.startsWith("data."))
      .flatMap((type) => configuration.all(type))
      .sort((a, b) => compareTexts(a.name, b.name) || compareTexts(a.key, b.key));
    this.byName = new Map([...this.all].reverse().map((resource) => [resource.name, resource]));
  }

  /** The resource of that path; of several the first. */
  public ofName(name: string): Resource | undefined {
    return this.byName.get(name);
  }

  /** What an argument refers to, within texts as well; what isn't in the stacks is left out. */
  public referred(resource: Resource, value: unknown): Resource[] {
    const { configuration } = this;
    const texts = typeof value === "string" ? value : JSON.stringify([value]);
    const keys = [...texts.matchAll(REFERENCES)].map(([reference]) => configuration.key(resource, `\${${reference}}`));
    return [...new Set(keys)].flatMap((key) => configuration.find(key) ?? []);
  }

  /** The first resource that an argument refers to, of a type where that is given. */
  public first(resource: Resource, value: unknown, type?: string): Resource | undefined {
    return this.referred(resource, value).find((found) => type === undefined || found.type === type);
  }

  /** A text that an argument writes out, or that another stack hands out; undefined for what only Terraform knows. */
  public text(resource: Resource, value: unknown): string | undefined {
    if (typeof value !== "string") return undefined;
    const { expression, text } = this.configuration.followed(resource.stack, value);
    return expression !== undefined || text.includes("${") ? undefined : text;
  }
}

/** The blocks of an argument: Terraform's JSON has a list of them or, where there is one, that one. */
export function blocks(value: unknown): Arguments[] {
  return [value].flat().filter((block): block is Arguments => typeof block === "object" && block !== null);
}

/** Each value once, in an order of their texts. */
export function sorted(values: Iterable<string>): string[] {
  return [...new Set(values)].sort(compareTexts);
}

/** How Terraform's addresses begin, which no path of a construct does. */
const ADDRESS = /^(module\.|aws_\w+\.)/;
/** What modules call the one thing that they are about. */
const NAMELESS = new Set(["this", "main", "default"]);

/** Whether a name is Terraform's address, and no construct's path. */
export function isAddress(name: string): boolean {
  return ADDRESS.test(name);
}

/** `Network/FlowLogs`, or the modules and the name of an address, as words. */
export function segments(name: string): string[] {
  if (!isAddress(name)) return name.split("/");
  const words = name.replace(/\[[^\]]*\]/g, "").split(".");
  const modules = words.flatMap((word, index) => (words[index - 1] === "module" && index % 2 === 1 ? [word] : []));
  const own = words[words.length - 1]!;
  return NAMELESS.has(own) && modules.length > 0 ? modules : [...modules, own];
}
