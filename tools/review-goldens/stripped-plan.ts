import { isDeepStrictEqual } from "node:util";
import { PlanJson } from "../../src/cli/against/plan-json";
import { Values } from "../../src/review/changes/plan-json";

/** Stands for a sensitive value in a stored plan, and for another one after it. */
const HIDDEN = { before: "not-stored-1", after: "not-stored-2" };

/**
 * What a review reads of a plan beside the synthesized stacks: what changes, and how that is configured. No value that Terraform marks sensitive is in it.
 *
 * @param plan as `terraform show -json` writes it
 */
export function strippedPlan(plan: PlanJson): Values {
  const changes = (plan.resource_changes ?? []).filter(({ change }) => change.actions.join() !== "no-op");
  const addresses = new Set(changes.map(({ type, name }) => `${type}.${name}`));
  const configured = (plan.configuration?.root_module?.resources ?? []) as readonly Values[];
  const outputs = Object.entries(plan.output_changes ?? {}).filter(([, { actions }]) => actions.join() !== "no-op");
  return {
    format_version: plan.format_version,
    planned_values: { root_module: {} },
    configuration: {
      root_module: {
        resources: configured
          .filter(({ address }) => addresses.has(String(address)))
          .map(({ address, mode, type, name, expressions }) => ({ address, mode, type, name, expressions })),
      },
    },
    resource_changes: changes.map(({ address, mode, type, name, index, change, ...rest }) => ({
      address,
      mode,
      type,
      name,
      ...(index !== undefined && { index }),
      ...("action_reason" in rest && { action_reason: rest.action_reason }),
      change: withoutSecrets(change),
    })),
    output_changes: Object.fromEntries(outputs.map(([name, change]) => [name, withoutSecrets(change)])),
  };
}

/** What of a provider's configuration says whose resources they are; the rest says how the plan was made. */
const PROVIDER = ["region", "allowed_account_ids"];

/** The members of a plan that a review reads, of a plan without sensitive values. */
export function wholePlan({ format_version, planned_values, prior_state, configuration, resource_changes }: Values): Values {
  const configs = Object.entries((configuration as Values).provider_config as Values).map(([key, config]: [string, Values]) => {
    const kept = Object.entries(config.expressions as Values).filter(([name]) => PROVIDER.includes(name));
    return [key, { ...config, expressions: Object.fromEntries(kept) }];
  });
  return {
    format_version,
    planned_values,
    prior_state,
    configuration: { ...configuration, provider_config: Object.fromEntries(configs) },
    resource_changes,
  };
}

function withoutSecrets(change: Values): Values {
  const { before, after, before_sensitive: old, after_sensitive: now } = change;
  const hidden = hide(before, old, HIDDEN.before);
  const isSame = (path: readonly string[]): boolean => isDeepStrictEqual(at(before, path), at(after, path));
  return {
    ...change,
    before: hidden,
    after: hide(after, now, (path) => (isSame(path) ? HIDDEN.before : HIDDEN.after)),
  };
}

type Text = string | ((path: readonly string[]) => string);

function hide(value: unknown, marks: unknown, text: Text, path: readonly string[] = []): unknown {
  if (value === null || value === undefined) return value;
  if (marks === true) return typeof text === "string" ? text : text(path);
  if (typeof value !== "object" || typeof marks !== "object" || marks === null) return value;
  const below = ([name, each]: [string, unknown]): unknown => hide(each, (marks as Values)[name], text, [...path, name]);
  if (Array.isArray(value)) return value.map((each, index) => below([String(index), each]));
  return Object.fromEntries(Object.entries(value).map((entry) => [entry[0], below(entry)]));
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((each, name) => (typeof each === "object" && each !== null ? (each as Values)[name] : undefined), value);
}
