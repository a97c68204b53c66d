import { PlanJson, ProviderConfig } from "../against/plan-json";
import { StackJson, blocks } from "../terraform/stack-json";

/** What of a provider's configuration keeps a stack out of other accounts. */
const GUARDS = ["allowed_account_ids", "forbidden_account_ids"] as const;

/** An offline plan's configuration with the accounts that the stack allows: without an account the provider could compare none with them, so they were left out of what it has planned. */
export function withAccountGuards(plan: PlanJson, stack: StackJson): PlanJson {
  const providers = new Map(blocks(stack.provider?.aws).map((each) => [each.alias as string | undefined, each]));
  const guarded = (key: string, config: ProviderConfig): ProviderConfig => {
    const own = key === "aws" || key.startsWith("aws.") ? providers.get(config.alias) : undefined;
    const known = GUARDS.filter((name) => own?.[name] !== undefined);
    if (known.length === 0) return config;
    const expressions = Object.fromEntries(known.map((name) => [name, { constant_value: own![name] as unknown }]));
    return { ...config, expressions: { ...config.expressions, ...expressions } };
  };
  const configs = Object.entries(plan.configuration?.provider_config ?? {}).map(([key, config]) => [key, guarded(key, config)]);
  return { ...plan, configuration: { ...plan.configuration, provider_config: Object.fromEntries(configs) } };
}
