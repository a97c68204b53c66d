import { isKnown } from "../../src/internal/validator";
import { coversPattern } from "../../src/internal/wildcards";
import { ServiceRoute } from "./route";

/**
 * Whether every request that matches `inner` matches `outer` as well: a rule behind such an `outer` gets no request. What can't be told, such as a value
 * that only Terraform knows, counts as no. Pure.
 */
export function covers(outer: ServiceRoute, inner: ServiceRoute): boolean {
  return (
    // Every request has a path and a host: any pattern of them covers also what has no such condition. Headers and parameters may be missing.
    coversPatterns(outer.paths?.map(anyPath), isAbsent(inner.paths) ? ["/*"] : inner.paths, withCase) &&
    coversPatterns(outer.hosts, isAbsent(inner.hosts) ? ["*"] : inner.hosts, withoutCase) &&
    coversPatterns(outer.methods, inner.methods, withCase) &&
    Object.entries(outer.headers ?? {}).every(([name, patterns]) => coversPatterns(patterns, headerOf(inner, name), withoutCase)) &&
    Object.entries(outer.queryParameters ?? {}).every(([name, pattern]) =>
      coversPatterns([pattern], parameterOf(inner, name), withoutCase),
    ) &&
    coversValues(outer.sourceCidrBlocks, inner.sourceCidrBlocks)
  );
}

const withCase = (text: string): string => text;
const withoutCase = (text: string): string => text.toLowerCase();

function headerOf(route: ServiceRoute, name: string): readonly string[] | undefined {
  return Object.entries(route.headers ?? {}).find(([header]) => withoutCase(header) === withoutCase(name))?.[1];
}

function parameterOf(route: ServiceRoute, name: string): readonly string[] | undefined {
  const entry = Object.entries(route.queryParameters ?? {}).find(([key]) => withoutCase(key) === withoutCase(name));
  return entry && [entry[1]];
}

/** Each path begins with a slash, whatever a pattern begins with. */
function anyPath(pattern: string): string {
  return pattern === "/*" ? "*" : pattern;
}

/** A condition that isn't there matches everything. */
function isAbsent(values: readonly string[] | undefined | null): values is undefined {
  return (values ?? []).length === 0;
}

function coversPatterns(
  outer: readonly string[] | undefined,
  inner: readonly string[] | undefined,
  written: (text: string) => string,
): boolean {
  if (isAbsent(outer)) return true;
  const patterns = outer.filter(isKnown).map(written);
  return !isAbsent(inner) && inner.every((text) => isKnown(text) && patterns.some((pattern) => coversPattern(pattern, written(text))));
}

function coversValues(outer: readonly string[] | undefined, inner: readonly string[] | undefined): boolean {
  if (isAbsent(outer)) return true;
  return !isAbsent(inner) && inner.every((value) => outer.includes(value));
}
