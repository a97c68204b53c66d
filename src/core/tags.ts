import { Aspects, IAspect, TerraformResource } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { STRING, STRING_RECORD } from "../internal/prop-types";
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
 * A tag that a resource already has by that key stays as it is.
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
   * @throws ValidationError for a key or value that AWS refuses
   */
  public add(key: string, value: string): this {
    new Validator(this.scope)
      .props({ key, value }, { key: STRING, value: STRING })
      .matches(
        "tags.key",
        key,
        /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u,
        "must be 1 to 128 letters, digits, spaces and _.:/=+-@",
        "Shorten it, or take out the other characters.",
      )
      .check("tags.key", key, !/^aws:/i.test(key), "must not begin with aws:", "Choose a prefix of your own.")
      .matches(
        `tags.${key}`,
        value,
        /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u,
        "must be up to 256 letters, digits, spaces and _.:/=+-@",
        "Shorten it, or take out the other characters.",
      )
      .throwIfInvalid();
    Aspects.of(this.scope).add(new TagAspect(key, value));
    return this;
  }

  /** Adds each of the tags, by their keys. */
  public addAll(tags: Readonly<Record<string, string>>): this {
    new Validator(this.scope).props({ tags }, { tags: STRING_RECORD });
    Object.entries(tags).forEach(([key, value]) => this.add(key, value));
    return this;
  }
}

class TagAspect implements IAspect {
  constructor(
    private readonly key: string,
    private readonly value: string,
  ) {}

  public visit(node: IConstruct): void {
    if (hasTags(node)) {
      node.tags = { [this.key]: this.value, ...node.tagsInput };
    } else if (hasTagBlocks(node)) {
      const tags = (node.tagInput ?? []) as { key: string; value: string; propagateAtLaunch: boolean }[];
      if (tags.every((tag) => tag.key !== this.key)) {
        node.putTag([...tags, { key: this.key, value: this.value, propagateAtLaunch: true }]);
      }
    }
  }
}

function hasTags(node: IConstruct): node is IConstruct & Taggable {
  return "tagsInput" in node && TerraformResource.isTerraformResource(node);
}

function hasTagBlocks(node: IConstruct): node is IConstruct & TagBlocks {
  return "tagInput" in node && "putTag" in node;
}
