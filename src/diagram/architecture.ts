import { Configuration } from "../testing/configuration";
import { SynthesizedStack, synthesizedStacks } from "../testing/synthesized-stack";
import { flowsBetween } from "./model/flows";
import { foldedParts } from "./model/fold";
import { ROLE } from "./model/kinds";
import { readParts } from "./model/parts";
import { Places } from "./model/places";
import { Resources } from "./model/resources";
import { Architecture } from "./types";

export { type Architecture, type Flow, type Part, type Shape, type Tier, type VpcFrame } from "./types";

/**
 * The architecture of stacks: what they have, by construct, in tiers and availability zones, with the connections that security groups, origins and target groups make, and with who may
 * read or write which bucket.
 *
 *     writeFileSync("architecture.svg", svg(architecture(synthesize(stack))));
 *
 * It knows the constructs of a CDKTF app by their paths, and anything else by Terraform's addresses.
 *
 * @param stacks a stack, or several that refer to each other; what `synthesize` or `fromPlan` returns
 * @param title what it is called
 * @throws TypeError for stacks that aren't synthesized
 */
export function architecture(stacks: SynthesizedStack | readonly SynthesizedStack[], title?: string): Architecture {
  const all = synthesizedStacks(stacks, "architecture(synthesize(stack))");
  const resources = new Resources(new Configuration(all));
  const places = new Places(resources);
  const { parts, vpcs } = readParts(resources, places);
  const flows = flowsBetween(resources, parts);
  // A role that no resource has is somebody else's way to what it may read or write, or else not worth a box.
  const talks = new Set(flows.map(({ from }) => from));
  const drawn = foldedParts(
    parts.filter(({ id, caption }) => caption !== ROLE || talks.has(id)),
    flows,
  );
  const used = new Set(drawn.parts.map(({ vpc }) => vpc));
  return {
    title: title ?? all.flatMap(({ id }) => id ?? []).join(", "),
    vpcs: vpcs.filter(({ id }) => used.has(id)),
    ...drawn,
  };
}
