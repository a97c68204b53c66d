export interface OutputValue {
  readonly value: unknown;
  readonly sensitive: boolean;
}

/** Outputs as a state has them. */
export function stateOutputs(outputs: ReadonlyMap<string, OutputValue>): Record<string, object> {
  return Object.fromEntries(
    [...outputs].map(([name, { value, sensitive }]) => [name, { value, type: typeOf(value), ...(sensitive && { sensitive }) }]),
  );
}

/** The type of an output's value, as a state writes types. */
export function typeOf(value: unknown): unknown {
  if (value === null || value === undefined) return "dynamic";
  if (Array.isArray(value)) return ["tuple", value.map(typeOf)];
  if (typeof value === "object") return ["object", Object.fromEntries(Object.entries(value).map(([name, each]) => [name, typeOf(each)]))];
  return typeof value === "boolean" ? "bool" : typeof value;
}
