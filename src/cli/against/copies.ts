import { StackJson, Values, blocks } from "../terraform/stack-json";

/**
 * A stack as it is planned on a state that is made up: without what refuses a plan because of made-up values, and without what refuses to show a loss.
 *
 * `import` blocks would ask AWS. `prevent_destroy` ends a plan with an error, where a reviewer is to see what would be lost. Conditions hold or don't hold
 * of values that AWS decides.
 */
export function showable(stack: StackJson): StackJson {
  const { import: _import, check: _check, ...rest } = stack;
  return {
    ...rest,
    ...(stack.resource && { resource: mapResources(stack.resource) }),
    ...(stack.data && { data: mapResources(stack.data) }),
    ...(stack.output !== undefined && {
      output: mapMembers(stack.output as Values, ({ precondition: _precondition, ...output }) => output),
    }),
  };
}

function mapResources(types: NonNullable<StackJson["resource"]>): Record<string, Record<string, Values>> {
  return mapMembers(types as Values, (resources) => mapMembers(resources, withoutRefusals));
}

function withoutRefusals({ lifecycle, ...body }: Values): Values {
  const [block] = blocks(lifecycle);
  if (block === undefined) return body;
  const { prevent_destroy: _prevented, precondition: _before, postcondition: _after, ...kept } = block;
  return { ...body, ...(Object.keys(kept).length > 0 && { lifecycle: kept }) };
}

function mapMembers<T>(values: Readonly<Record<string, Values>>, map: (value: Values) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}

/** Addresses of resources that Terraform refuses to destroy. */
export function preventsDestroy(stack: StackJson): ReadonlySet<string> {
  const found = Object.entries(stack.resource ?? {}).flatMap(([type, resources]) =>
    Object.entries(resources)
      .filter(([, { lifecycle }]) => blocks(lifecycle).some(({ prevent_destroy: prevented }) => prevented === true))
      .map(([name]) => `${type}.${name}`),
  );
  return new Set(found);
}
