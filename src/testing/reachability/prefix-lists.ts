import { IpRange, parseIpRange } from "../../internal/ip-ranges";
import { Configuration } from "../configuration";

/**
 * What prefix lists hold, by key: lists of the stacks, and what the caller says of others.
 *
 * @throws Error for a range of the caller's that is none
 */
export function prefixListEntries(
  configuration: Configuration,
  given: Readonly<Record<string, readonly string[]>> = {},
): ReadonlyMap<string, readonly IpRange[]> {
  const own = configuration.all("aws_ec2_managed_prefix_list").map((list): [string, readonly IpRange[]] => {
    const entries: { readonly cidr?: unknown }[] = [list.args.entry ?? []].flat();
    return [list.key, entries.flatMap(({ cidr }) => configuration.range(list, cidr) ?? [])];
  });
  const others = Object.entries(given).flatMap(([name, texts]) => {
    const ranges = texts.map((text) => {
      const range = parseIpRange(text);
      if (range === undefined) throw new Error(`prefixLists["${name}"] holds "${text}", which is no range of addresses`);
      return range;
    });
    return [name, ...keysOfLists(configuration, name)].map((key): [string, readonly IpRange[]] => [key, ranges]);
  });
  return new Map([...own, ...others]);
}

function keysOfLists(configuration: Configuration, name: string): string[] {
  return ["aws_vpc_endpoint", "data.aws_ec2_managed_prefix_list", "data.aws_prefix_list"]
    .flatMap((type) => configuration.all(type))
    .filter(({ args }) => args.service_name === name || args.name === name)
    .map(({ key }) => key);
}
