import { join } from "node:path";
import { Measurement, Sample, compare, printedBy, seconds } from "../measure";

const FEW = 1000;
const MANY = 10_000;

export const review: Measurement = {
  rows: [
    {
      name: "review",
      what: "review of a plan that changes 1,000 resources",
      bar: 1000,
      unit: "ms",
      how: "From the plan's text on, which is parsed as well: resources of ten types with tags, blocks, a policy and a sensitive value each, of which one in fifty is replaced. In processes of their own; the best of three rounds counts.",
    },
    {
      name: "review-memory",
      what: "memory of a process that has reviewed them",
      bar: 200,
      unit: "MB",
      how: "The resident set of the processes above; they run the sources through tsx, which has its share in it.",
    },
    {
      name: "review-large",
      what: "review of a plan that changes 10,000 resources",
      bar: 10_000,
      unit: "ms",
      how: "The same with ten times as many.",
    },
  ],
  measure: async () => {
    const { few, many } = await compare({ few: () => reviewing(FEW), many: () => reviewing(MANY) }, 3);
    return [
      { value: few.ms, detail: `${(few.ms / FEW).toFixed(2)} ms a resource` },
      { value: few.mb, detail: `${many.mb.toFixed(0)} MB with 10,000` },
      { value: many.ms, detail: `${seconds(many.ms)}, ${(many.ms / MANY).toFixed(2)} ms a resource` },
    ];
  },
};

function reviewing(count: number): Sample {
  const { ms, mb, changes } = printedBy<Sample & { readonly changes: number }>([
    "--import",
    "tsx",
    join(__dirname, "../review.ts"),
    `${count}`,
  ]);
  // What isn't in the review took no time.
  if (changes !== count) throw new Error(`the review has ${changes} of ${count} changes`);
  return { ms, mb };
}
