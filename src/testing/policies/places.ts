import { Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { blocks, isExpression, values } from "./blocks";

/** The settings of the provider that makes a resource. */
function providerOf({ args, stack }: Resource): Arguments | undefined {
  const [, alias] = String(args.provider ?? "").split(".");
  return blocks(stack.json.provider?.aws).find((provider) => (provider.alias ?? undefined) === alias);
}

/** The region that a resource is made in; undefined where its provider doesn't say. */
export function regionOf(resource: Resource): string | undefined {
  const region: unknown = resource.args.region ?? providerOf(resource)?.region;
  return typeof region === "string" && !isExpression(region) ? region : undefined;
}

/** The account that a resource is made in; undefined where its provider doesn't say. */
export function accountOf(resource: Resource): string | undefined {
  const accounts = values(providerOf(resource)?.allowed_account_ids);
  return accounts.length === 1 ? String(accounts[0]) : undefined;
}
