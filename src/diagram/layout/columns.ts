import { Flow } from "../types";
import { Row } from "./rows";
import { CELL, GAP, sum } from "./sizes";

/** How often rows are placed, down and up. */
const SWEEPS = 3;
/** What a box off the middle costs, next to an arrow of that length. */
const OFF_MIDDLE = 0.05;
/** What a row costs whose boxes together are off the middle. */
const OFF_BALANCE = 2.2;

/** A part's id → the first column that its box takes: such that arrows are short. Rows are placed in turn, down and up. */
export function columnsOf(rows: readonly Row[], flows: readonly Flow[], columns: number): ReadonlyMap<string, number> {
  const at = new Map<string, number>();
  const spans = new Map(rows.flatMap(({ boxes }) => boxes.map(({ part, span }) => [part.id, span] as const)));
  const center = (id: string, column: number): number => (column + spans.get(id)! / 2) * (CELL + GAP);
  const near = new Map<string, string[]>();
  for (const { from, to } of flows) {
    near.set(from, [...(near.get(from) ?? []), to]);
    near.set(to, [...(near.get(to) ?? []), from]);
  }
  const middle = (columns / 2) * (CELL + GAP);
  const cost = (placed: readonly Placed[]): number => {
    const mean = sum(placed.map(({ id, column }) => center(id, column))) / placed.length;
    return Math.abs(mean - middle) * OFF_BALANCE + sum(placed.map(costOfOne));
  };
  const costOfOne = ({ id, column }: Placed, index: number, placed: readonly Placed[]): number => {
    const x = center(id, column);
    const ways = (near.get(id) ?? []).filter((other) => at.has(other)).map((other) => Math.abs(x - center(other, at.get(other)!)));
    // Boxes are kept in their order where nothing else speaks for another.
    const isOutOfOrder = placed.slice(0, index).some((before) => before.column > column);
    return sum(ways) + Math.abs(x - middle) * OFF_MIDDLE + Number(isOutOfOrder);
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const row of [...rows, ...[...rows].reverse()]) {
      if (row.boxes.every(({ part }) => !near.has(part.id))) {
        // What no arrow reaches stands in order, from the left.
        row.boxes.reduce((column, { part, span }) => (at.set(part.id, column), column + span), 0);
        continue;
      }
      for (const { part } of row.boxes) at.delete(part.id);
      const all = placements(row, columns).map((placed) => ({ placed, cost: cost(placed) }));
      const best = all.reduce((least, each) => (each.cost < least.cost - 1e-6 ? each : least));
      for (const { id, column } of best.placed) at.set(id, column);
    }
  }
  return at;
}

interface Placed {
  readonly id: string;
  readonly column: number;
}

/** Every way to put a row's boxes into columns, in the row's order of boxes. */
function placements({ boxes }: Row, columns: number): Placed[][] {
  const place = (index: number, free: readonly boolean[]): Placed[][] => {
    if (index === boxes.length) return [[]];
    const { part, span } = boxes[index]!;
    const starts = free.flatMap((_, column) =>
      column + span <= columns && free.slice(column, column + span).every(Boolean) ? [column] : [],
    );
    return starts.flatMap((column) => {
      const left = free.map((isFree, other) => isFree && (other < column || other >= column + span));
      return place(index + 1, left).map((others) => [{ id: part.id, column }, ...others]);
    });
  };
  return place(
    0,
    Array.from({ length: columns }, () => true),
  );
}
