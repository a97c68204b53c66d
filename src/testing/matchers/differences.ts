import { Arguments } from "../stack-resources";
import { isAsymmetric } from "./asymmetric";
import { shown } from "./result";

/** Finds the value that stands behind a reference; undefined where only Terraform knows it. */
export type Resolve = (value: unknown) => unknown;

/**
 * What of an expected value isn't so, each as `path: expected …, received …`. An object may have more than is expected; a list has as many entries. A block
 * is a list of one or that one, and a number or a boolean may be written as a text: Terraform takes both.
 */
export function differences(expected: unknown, received: unknown, resolve: Resolve, path = ""): string[] {
  const isSame = (actual: unknown): boolean =>
    isAsymmetric(expected) ? expected.asymmetricMatch(actual) : isScalar(expected) && isSameScalar(expected, actual);
  const referred = typeof received === "string" ? resolve(received) : undefined;
  if (isSame(received) || (referred !== undefined && isSame(referred))) return [];
  const other = [`${path === "" ? "" : `${path}: `}expected ${shown(expected)}, received ${shown(received)}`];
  if (isAsymmetric(expected) || isScalar(expected) || isScalar(received)) return other;
  if (Array.isArray(expected) !== Array.isArray(received)) {
    const [block, single] = Array.isArray(expected) ? [expected, received] : [received as unknown[], expected];
    if (block.length !== 1) return other;
    return Array.isArray(expected) ? differences(block[0], single, resolve, path) : differences(single, block[0], resolve, path);
  }
  if (Array.isArray(expected) && expected.length !== (received as unknown[]).length) return other;
  return Object.entries(expected as Arguments).flatMap(([name, each]) => {
    const place = Array.isArray(expected) ? `${path}[${name}]` : path === "" ? name : `${path}.${name}`;
    return differences(each, (received as Arguments)[name], resolve, place);
  });
}

/** Nothing and null are the same: an argument that isn't set. */
function isSameScalar(expected: unknown, actual: unknown): boolean {
  const [one, other] = [expected ?? undefined, actual ?? undefined];
  return one === undefined || other === undefined || !isScalar(other) ? one === other : String(one) === String(other);
}

function isScalar(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}
