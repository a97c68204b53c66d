import { EdgeProps } from "../../modules/edge";
import { ILoadBalancerOrigin } from "../../src/core";
import { messageOf } from "../support/synth";
import { makeEdge } from "./fixture";

/** What an edge is given wrongly, and what its one error says of it. */
export type WrongInput = [
  title: string,
  props: Partial<Record<keyof EdgeProps, unknown>>,
  lines: string[],
  origin?: Partial<ILoadBalancerOrigin>,
];

/** Expects an edge with these props to be refused in these words. */
export function expectRefused(...[, props, lines, origin]: WrongInput): void {
  const head = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
  const expected = [`trading-test/Edge: ${head}`, ...lines.map((line) => `  - ${line}`)].join("\n");
  expect(messageOf(() => makeEdge(props as Partial<EdgeProps>, origin))).toBe(expected);
}
