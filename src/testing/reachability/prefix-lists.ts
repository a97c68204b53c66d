import { IpRange, parseIpRange } from "../../internal/ip-ranges";
import { Configuration, Resource } from "../configuration";
import { groupedBy } from "./grouped-by";
import { isUnknownRange } from "./unknown-ranges";

/** What a prefix list holds. */
export interface ListedRanges {
  readonly ranges: readonly IpRange[];
  /** Whether it holds more, which only Terraform knows. */
  readonly isPart: boolean;
}

/** What prefix lists hold, by key. */
export type PrefixListEntries = ReadonlyMap<string, ListedRanges>;

/**
 * What prefix lists hold, by key: lists of the stacks, and what the caller says of others.
 *
 * @throws Error for a range of the caller's that is none
 */
export function prefixListEntries(
  configuration: Configuration,
  given: Readonly<Record<string, readonly string[]>> = {},
): PrefixListEntries {
  const entries = groupedBy(
    configuration.all("aws_ec2_managed_prefix_list_entry"),
    (entry) => configuration.key(entry, entry.args.prefix_list_id),
    (entry) => entry,
  );
  const own = configuration.all("aws_ec2_managed_prefix_list").map((list): [string, ListedRanges] => {
    const blocks: { readonly cidr?: unknown }[] = [list.args.entry ?? []].flat();
    const all = [
      ...blocks.map(({ cidr }) => rangeOf(list, cidr)),
      ...(entries.get(list.key) ?? []).map((entry) => rangeOf(entry, entry.args.cidr)),
    ];
    return [list.key, { ranges: all.flatMap((range) => (typeof range === "object" ? range : [])), isPart: all.includes("unknown") }];
  });
  const others = Object.entries(given).flatMap(([name, texts]) => {
    const ranges = texts.map((text) => {
      const range = parseIpRange(text);
      if (range === undefined) throw new Error(`prefixLists["${name}"] holds "${text}", which is no range of addresses`);
      return range;
    });
    return [name, ...keysOfLists(configuration, name)].map((key): [string, ListedRanges] => [key, { ranges, isPart: false }]);
  });
  return new Map([...own, ...others]);

  function rangeOf(owner: Resource, cidr: unknown): IpRange | "unknown" | undefined {
    return configuration.range(owner, cidr) ?? (isUnknownRange(cidr) ? "unknown" : undefined);
  }
}

function keysOfLists(configuration: Configuration, name: string): string[] {
  return ["aws_vpc_endpoint", "aws_ec2_managed_prefix_list", "data.aws_ec2_managed_prefix_list", "data.aws_prefix_list"]
    .flatMap((type) => configuration.all(type))
    .filter(({ args }) => args.service_name === name || args.name === name)
    .map(({ key }) => key);
}
