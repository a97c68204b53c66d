import { Aspects, IAspect, TerraformResource } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { STRING, STRING_RECORD } from "../internal/prop-types";
import { sortedBy } from "../internal/sorted-by";
import { Validator } from "../internal/validator";

/** A resource with a `tags` argument, as the provider bindings generate it. */
interface Taggable {
  tags?: Record<string, string>;
  readonly tagsInput?: Record<string, string>;
}

/** An Auto Scaling group, whose tags are blocks that say whether instances get them too. */
interface TagBlocks {
  readonly tagInput?: { key?: string; value?: string; propagateAtLaunch?: unknown }[];
  putTag(value: { key: string; value: string; propagateAtLaunch: boolean }[]): void;
}

/**
 * Tags for everything below a scope, on every resource that supports tags, Auto Scaling groups and so their instances included.
 *
 * A tag that a resource has of its own stays as it is. Of two scopes that set the same key, the one closer to the resource decides.
 */
export class Tags {
  /** The tags of everything below a scope, such as a stack. */
  public static of(scope: Construct): Tags {
    return new Tags(scope);
  }

  private constructor(private readonly scope: Construct) {}

  /**
   * Adds a tag.
   *
   * @param key 1 to 128 letters, digits, spaces and `_.:/=+-@`; not beginning with `aws:`
   * @param value up to 256 of the same characters
   * @throws ValidationError for a key or value that AWS refuses, or a second value of a key in the scope
   */
  public add(key: string, value: string): this {
    const values = VALUES.get(this.scope) ?? new Map<string, string>();
    VALUES.set(this.scope, values);
    new Validator(this.scope)
      .props({ key }, { key: STRING }, "tags")
      .props({ [key]: value }, { [key]: STRING }, "tags")
      .matches(
        "tags.key",
        key,
        /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u,
        "must be 1 to 128 letters, digits, spaces and _.:/=+-@",
        "Shorten it, or remove the other characters.",
      )
      .check("tags.key", key, !/^aws:/i.test(key), "must not begin with aws:", "Choose a prefix of your own.")
      .matches(
        `tags.${key}`,
        value,
        /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u,
        "must be up to 256 letters, digits, spaces and _.:/=+-@",
        "Shorten it, or remove the other characters.",
      )
      .check(
        `tags.${key}`,
        value,
        (values.get(key) ?? value) === value,
        `must have one value in a scope, and "${values.get(key)}" is set there`,
        "Leave one of them out.",
      )
      .throwIfInvalid();
    values.set(key, value);
    Aspects.of(this.scope).add(new TagAspect(key, value, this.scope.node.scopes.length));
    return this;
  }

  /** Adds each of the tags, by their keys. */
  public addAll(tags: Readonly<Record<string, string>>): this {
    new Validator(this.scope).props({ tags }, { tags: STRING_RECORD });
    Object.entries(tags).forEach(([key, value]) => this.add(key, value));
    return this;
  }
}

/** What a scope has set, by the tags' keys. */
const VALUES = new WeakMap<IConstruct, Map<string, string>>();

/** How deep the scope is that has set a tag of a resource, by the tag's key. */
const DEPTHS = new WeakMap<IConstruct, Map<string, number>>();

class TagAspect implements IAspect {
  constructor(
    private readonly key: string,
    private readonly value: string,
    private readonly depth: number,
  ) {}

  /** Aspects of outer scopes are invoked first. */
  public visit(node: IConstruct): void {
    if (hasTags(node)) {
      if (this.decides(node, this.key in (node.tagsInput ?? {}))) node.tags = { ...node.tagsInput, [this.key]: this.value };
    } else if (hasTagBlocks(node)) {
      const tags = (node.tagInput ?? []) as { key: string; value: string; propagateAtLaunch: boolean }[];
      const others = tags.filter((tag) => tag.key !== this.key);
      if (!this.decides(node, others.length < tags.length)) return;
      const own = others.filter((tag) => !DEPTHS.get(node)!.has(tag.key));
      const set = others.filter((tag) => DEPTHS.get(node)!.has(tag.key));
      const tag = { key: this.key, value: this.value, propagateAtLaunch: true };
      // Blocks are a list in Terraform's JSON: sorted, so that the order of the calls doesn't matter.
      node.putTag([...own, ...sortedBy([...set, tag], ({ key }) => key)]);
    }
  }

  /** Whether the resource has no tag by the key, or one that an outer scope has set. */
  private decides(node: IConstruct, isTagged: boolean): boolean {
    const depths = DEPTHS.get(node) ?? new Map<string, number>();
    DEPTHS.set(node, depths);
    const depth = depths.get(this.key);
    if (isTagged && (depth === undefined || depth >= this.depth)) return false;
    depths.set(this.key, this.depth);
    return true;
  }
}

function hasTags(node: IConstruct): node is IConstruct & Taggable {
  return "tagsInput" in node && TerraformResource.isTerraformResource(node);
}

function hasTagBlocks(node: IConstruct): node is IConstruct & TagBlocks {
  return "tagInput" in node && "putTag" in node;
}
