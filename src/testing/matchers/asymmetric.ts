/** A matcher within a value, such as `expect.stringContaining("…")`. */
export interface AsymmetricMatcher {
  readonly asymmetricMatch: (other: unknown) => boolean;
  readonly sample?: unknown;
}

export function isAsymmetric(value: unknown): value is AsymmetricMatcher {
  return typeof value === "object" && value !== null && "asymmetricMatch" in value && typeof value.asymmetricMatch === "function";
}
