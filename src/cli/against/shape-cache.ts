import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PlanFolder } from "../plan/plan-folder";
import { PlannedResource } from "./plan-json";
import { ResourceShape, resourceShapes, shapeKey } from "./schema";

type Shapes = ReadonlyMap<string, ResourceShape>;
type Typed = Pick<PlannedResource, "provider_name" | "type">;

/**
 * The shapes of resources, from the provider or from what an earlier plan has kept of it: its whole schema is tens of megabytes.
 *
 * @param types what is likely to be wanted; the provider is asked at once where it isn't kept
 * @param planned the resources themselves
 * @param cache a folder that is the user's own. @default - nothing is kept
 */
export async function shapesOf(
  folder: PlanFolder,
  { types, planned, cache }: { readonly types: readonly string[]; readonly planned: Promise<readonly Typed[]>; readonly cache?: string },
): Promise<Shapes> {
  // Without a lock file nothing says which release the schema is of.
  const file = cache === undefined || folder.lockFile === "" ? undefined : join(cache, `shapes-${digest(folder.lockFile)}.json`);
  const kept = file === undefined ? new Map<string, ResourceShape>() : read(file);
  const keptTypes = new Set([...kept.keys()].map((key) => key.split(" ")[1]));
  const early = types.every((type) => keptTypes.has(type)) ? undefined : folder.schemas();
  const [resources, schemas] = await Promise.all([planned, early]);
  if (schemas === undefined && resources.every(({ provider_name: provider, type }) => kept.has(shapeKey(provider, type)))) return kept;
  const shapes = new Map([...kept, ...resourceShapes(schemas ?? (await folder.schemas()), resources)]);
  if (file !== undefined) write(file, shapes);
  return shapes;
}

function read(file: string): Map<string, ResourceShape> {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, ResourceShape>));
  } catch {
    // Not there yet, or not whole.
    return new Map();
  }
}

/** Whole or not at all: another plan may be reading it. */
function write(file: string, shapes: Shapes): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(Object.fromEntries(shapes)));
  renameSync(`${file}.${process.pid}`, file);
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
