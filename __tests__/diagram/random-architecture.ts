import { Architecture, Flow, Part, Tier } from "../../src/diagram/architecture";
import fc from "../support/fast-check";

const TIERS: readonly Tier[] = ["internet", "edge", "public", "private", "isolated", "vpc", "regional"];
const FRAMED: readonly Tier[] = ["public", "private", "isolated", "vpc"];
const word = fc.string({ minLength: 0, maxLength: 30 });
const label = fc.oneof(fc.constantFrom("HTTPS 443", "TCP 5432", "reads", "writes", "TCP 6379, UDP 53", ""), word);

/** Any parts in any places, with any arrows between them, circles and doubles too. */
export const randomArchitecture: fc.Arbitrary<Architecture> = fc
  .record({
    title: word,
    vpcs: fc.integer({ min: 0, max: 2 }),
    parts: fc.array(
      fc.record({
        label: word,
        caption: word,
        details: fc.array(word, { maxLength: 2 }),
        tier: fc.constantFrom(...TIERS),
        vpc: fc.integer({ min: 0, max: 1 }),
        zones: fc.subarray(["us-east-1a", "us-east-1b", "us-east-1c", "use1-az6"]),
        supporting: fc.boolean(),
      }),
      { maxLength: 14 },
    ),
    flows: fc.array(fc.record({ from: fc.nat(13), to: fc.nat(13), label, kind: fc.constantFrom<Flow["kind"]>("connection", "data") }), {
      maxLength: 24,
    }),
  })
  .map(({ title, vpcs, parts, flows }): Architecture => {
    const frames = Array.from({ length: vpcs }, (_, index) => ({
      id: `vpc${index}`,
      label: `Network${index}`,
      range: "10.0.0.0/16",
      zones: ["us-east-1a"],
      main: [],
      addresses: [],
    }));
    const made = parts.map(({ vpc, ...part }, index): Part => {
      const isFramed = FRAMED.includes(part.tier) && vpc < vpcs;
      return { ...part, ...(isFramed && { vpc: `vpc${vpc}` }), id: `part${index}`, shape: "servers", main: [], addresses: [] };
    });
    return {
      title,
      vpcs: frames.filter(({ id }) => made.some(({ vpc }) => vpc === id)),
      parts: made,
      flows: flows.map(({ from, to, ...flow }) => ({ ...flow, from: `part${from}`, to: `part${to}` })),
    };
  });
