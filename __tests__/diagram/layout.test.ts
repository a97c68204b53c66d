import { DrawnBox, Layout, layout } from "../../src/diagram/layout/layout";
import { FONT, GAP, MARGIN } from "../../src/diagram/layout/sizes";
import { textWidth } from "../../src/diagram/text";
import fc from "../support/fast-check";
import { randomArchitecture } from "./random-architecture";

/** A rectangle by its sides. */
interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const areaOf = ({ x, y, width, height }: Pick<DrawnBox, "x" | "y" | "width" | "height">): Area => ({
  left: x,
  right: x + width,
  top: y,
  bottom: y + height,
});
const overlap = (a: Area, b: Area): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const labelArea = ({ x, y, width }: Layout["labels"][number]): Area => ({
  left: x,
  right: x + width,
  top: y - FONT.flow / 2,
  bottom: y + FONT.flow / 2,
});

/** The pieces of a line, as areas without width. */
function pieces({ points }: Layout["arrows"][number]): Area[] {
  return points.slice(1).map(([x, y], index) => {
    const [fromX, fromY] = points[index]!;
    return { left: Math.min(x, fromX), right: Math.max(x, fromX), top: Math.min(y, fromY), bottom: Math.max(y, fromY) };
  });
}

/** Whether a line lies within an area, its border left out. */
const passes = (piece: Area, area: Area): boolean =>
  piece.left < area.right && piece.right > area.left && piece.top < area.bottom && piece.bottom > area.top;

function holds(check: (drawn: Layout) => void): void {
  fc.assert(
    fc.property(randomArchitecture, (architecture) => check(layout(architecture))),
    { numRuns: 100 },
  );
}

describe("of any architecture", () => {
  test("no two boxes overlap", () => {
    holds(({ boxes }) => {
      const areas = boxes.map(areaOf);
      expect(areas.flatMap((area, index) => areas.slice(index + 1).filter((other) => overlap(area, other)))).toEqual([]);
    });
  });

  test("every text of a box fits into it", () => {
    holds(({ boxes }) => {
      const fits = ({ label, lines, width }: DrawnBox): boolean =>
        textWidth(label, FONT.label, true) <= width - 40 && lines.every((line) => textWidth(line, FONT.text) <= width - 16);
      expect(boxes.filter((box) => !fits(box))).toEqual([]);
    });
  });

  test("no arrow passes through a box", () => {
    holds(({ boxes, arrows }) => {
      const areas = boxes.map(areaOf);
      expect(arrows.flatMap(pieces).filter((piece) => areas.some((area) => passes(piece, area)))).toEqual([]);
    });
  });

  test("arrows run level or upright, from the border of one box to the border of another", () => {
    holds(({ boxes, arrows }) => {
      const byId = new Map(boxes.map((box) => [box.part.id, areaOf(box)]));
      for (const { from, to, points } of arrows) {
        for (const [id, [x, y]] of [[from, points[0]!] as const, [to, points[points.length - 1]!] as const]) {
          const { left, right, top, bottom } = byId.get(id)!;
          expect(x).toBeGreaterThan(left);
          expect(x).toBeLessThan(right);
          expect([top, bottom]).toContain(y);
        }
        for (const [index, [x, y]] of points.slice(1).entries()) expect(x === points[index]![0] || y === points[index]![1]).toBe(true);
      }
    });
  });

  test("what stands beside an arrow meets no box, no other such text and no arrow but the one that it belongs to", () => {
    holds(({ boxes, labels, arrows }) => {
      for (const [index, label] of labels.entries()) {
        const area = labelArea(label);
        const others = [...boxes.map(areaOf), ...labels.slice(index + 1).map(labelArea)];
        expect(others.filter((other) => overlap(area, other))).toEqual([]);
        expect(arrows.flatMap(pieces).filter((piece) => passes(piece, area))).toEqual([]);
      }
    });
  });

  test("arrows that end in different places never lie upon each other", () => {
    holds(({ arrows }) => {
      const all = arrows.map((arrow) => ({ end: arrow.points[arrow.points.length - 1]!.join(), from: arrow.from, areas: pieces(arrow) }));
      // A point that both pass is a crossing; a length that both have isn't.
      const lieUpon = (a: Area, b: Area): boolean => {
        const shared = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
        return Math.min(...shared) === 0 && Math.max(...shared) > 0.01;
      };
      const wrong = all.flatMap((one, index) =>
        all
          .slice(index + 1)
          .filter(({ end, areas }) => end !== one.end && one.areas.some((a) => areas.some((b) => lieUpon(a, b))))
          .map((other) => [one, other]),
      );
      expect(wrong).toEqual([]);
    });
  });

  test("everything is within the picture", () => {
    holds(({ width, height, boxes, arrows, labels, frames }) => {
      const areas = [...boxes.map(areaOf), ...frames.map(areaOf), ...labels.map(labelArea), ...arrows.flatMap(pieces)];
      const isWithin = ({ left, right, top, bottom }: Area): boolean => Math.min(left, top) >= 0 && right <= width && bottom <= height;
      expect(areas.filter((area) => !isWithin(area))).toEqual([]);
    });
  });

  test("boxes beside each other are a gap apart", () => {
    holds(({ boxes }) => {
      const areas = boxes.map(areaOf);
      const isNear = (a: Area, b: Area): boolean => a.top < b.bottom && b.top < a.bottom && a.right <= b.left && b.left - a.right < GAP;
      expect(areas.flatMap((a) => areas.filter((b) => isNear(a, b)))).toEqual([]);
    });
  });

  test("boxes keep the margin from the sides of the picture", () => {
    holds(({ boxes, width }) => {
      expect(boxes.map(areaOf).filter(({ left, right }) => left < MARGIN || right > width - MARGIN)).toEqual([]);
    });
  });

  test("arrows end on whole pixels", () => {
    holds(({ arrows }) => {
      const ends = arrows.map(({ points }) => points[points.length - 1]!);
      expect(ends.filter(([x]) => !Number.isInteger(x))).toEqual([]);
    });
  });

  test("one architecture always has the same picture", () => {
    fc.assert(fc.property(randomArchitecture, (architecture) => expect(layout(architecture)).toEqual(layout(architecture))));
  });

  test("every part has one box, within the frame of its VPC", () => {
    fc.assert(
      fc.property(randomArchitecture, (architecture) => {
        const { boxes, frames } = layout(architecture);
        expect(boxes.map(({ part }) => part.id).sort()).toEqual(architecture.parts.map(({ id }) => id).sort());
        for (const box of boxes) {
          const { left, right, top, bottom } = areaOf(box);
          for (const frame of frames) {
            const area = areaOf(frame);
            const isWithin = left >= area.left && right <= area.right && top >= area.top && bottom <= area.bottom;
            expect(isWithin).toBe(box.part.vpc === frame.vpc.id);
          }
        }
      }),
    );
  });

  test("every flow between two parts has an arrow", () => {
    fc.assert(
      fc.property(randomArchitecture, (architecture) => {
        const ids = new Set(architecture.parts.map(({ id }) => id));
        const expected = architecture.flows
          .filter(({ from, to }) => from !== to && ids.has(from) && ids.has(to))
          .map(({ from, to }) => `${from} ${to}`);
        const arrows = layout(architecture).arrows.map(({ from, to }) => `${from} ${to}`);
        expect([...new Set(arrows)].sort()).toEqual([...new Set(expected)].sort());
      }),
    );
  });
});
