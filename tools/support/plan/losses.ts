import { Finding } from "../../../src/review/review";

/**
 * The losses of a plan, of its review, that nobody has acknowledged. `prevent_destroy` is no help where a construct has left the code or has another id: it left with it.
 *
 * @param acknowledged the constructs' paths, also with the `Resource` that main children are called, or the addresses, of what may go
 */
export function unacknowledgedLosses(findings: readonly Finding[], acknowledged: readonly string[]): Finding[] {
  const places = new Set(acknowledged.flatMap((place) => [place, place.replace(/\/Resource(?=\/|$)/g, "")]));
  return findings.filter(
    ({ gate, path, address }) => gate === "stateful-replacement" && !places.has(path) && (address === undefined || !places.has(address)),
  );
}
