import { Action, ResourceChange } from "../review/review";
import { KINDS } from "./model/kinds";
import { segments, sorted } from "./model/resources";
import { Architecture, Flow, Part } from "./types";

/** What a plan does to a part. */
export type Status = "created" | "changed" | "replaced" | "deleted";
/** By a part's or a VPC's id, or by `flowId` of a flow; what isn't there stays as it is. */
export type Statuses = Readonly<Record<string, Status>>;

const OF_ACTION: Readonly<Partial<Record<Action, Status>>> = {
  create: "created",
  update: "changed",
  replace: "replaced",
  delete: "deleted",
  import: "changed",
  move: "changed",
  forget: "deleted",
};
const GRAVEST_FIRST: readonly Status[] = ["deleted", "replaced", "created"];

/**
 * What a plan does to each part: created, replaced or deleted where that happens to what the part is, such as the cluster; changed where something happens to anything else that
 * belongs to it, such as an alarm.
 *
 * A flow is created or deleted where the one architecture has it and the other hasn't, and changed where it says something else, such as another port.
 *
 * @param architecture of the configuration that is planned
 * @param changes of the plan
 * @param before of the configuration that stands; nothing is said of flows without it
 * @returns the statuses by part and flow; and the architecture with the parts and flows that are gone from the configuration and that the plan deletes
 */
export function withChanges(
  architecture: Architecture,
  changes: readonly Pick<ResourceChange, "address" | "action" | "path" | "type">[],
  before?: Architecture,
): { readonly architecture: Architecture; readonly statuses: Statuses } {
  const actions = new Map(changes.map(({ address, action }) => [address, OF_ACTION[action]] as const));
  const statuses: Record<string, Status> = {};
  for (const { id, main, addresses } of [...architecture.parts, ...architecture.vpcs]) {
    const status = statusOf(main, addresses, actions);
    if (status) statuses[id] = status;
  }
  const known = new Set(architecture.parts.flatMap(({ main }) => main));
  const gone = changes.filter(
    ({ action, address, type }) => OF_ACTION[action] === "deleted" && KINDS[type] !== undefined && !known.has(address),
  );
  const ids = new Set(architecture.parts.map(({ id }) => id));
  const ghosts = new Map<string, Part>();
  for (const change of gone) {
    const ghost = ghostOf(change, ids);
    if (ghost) ghosts.set(ghost.id, mergedGhost(ghosts.get(ghost.id), ghost));
  }
  for (const id of ghosts.keys()) statuses[id] = "deleted";
  const drawn = { ...architecture, parts: [...architecture.parts, ...ghosts.values()] };
  if (before === undefined) return { architecture: drawn, statuses };
  const { flows, statuses: ofFlows } = changedFlows(drawn, before);
  return { architecture: { ...drawn, flows }, statuses: { ...statuses, ...ofFlows } };
}

/** What tells a flow from the others of a picture. Pure. */
export function flowId({ kind, from, to }: Pick<Flow, "kind" | "from" | "to">): string {
  return JSON.stringify([kind, from, to]);
}

/** The flows of both sides, and what becomes of those that differ. One that is gone is drawn where both of its ends still are. */
function changedFlows(
  { parts, flows }: Architecture,
  before: Architecture,
): { readonly flows: readonly Flow[]; readonly statuses: Statuses } {
  const old = new Map(before.flows.map((flow) => [flowId(flow), flow]));
  const statuses: Record<string, Status> = {};
  for (const flow of flows) {
    const was = old.get(flowId(flow));
    if (was === undefined) statuses[flowId(flow)] = "created";
    else if (was.label !== flow.label) statuses[flowId(flow)] = "changed";
  }
  const now = new Set(flows.map(flowId));
  const ids = new Set(parts.map(({ id }) => id));
  const gone = before.flows.filter((flow) => !now.has(flowId(flow)) && ids.has(flow.from) && ids.has(flow.to));
  for (const flow of gone) statuses[flowId(flow)] = "deleted";
  return { flows: [...flows, ...gone], statuses };
}

function statusOf(
  main: readonly string[],
  addresses: readonly string[],
  actions: ReadonlyMap<string, Status | undefined>,
): Status | undefined {
  const ofMain = main.map((address) => actions.get(address));
  // One of several gateways that is new changes what is there.
  const [gravest] = GRAVEST_FIRST.filter((status) =>
    status === "replaced" ? ofMain.includes(status) : ofMain.length > 0 && ofMain.every((each) => each === status),
  );
  if (gravest) return gravest;
  return addresses.some((address) => actions.get(address) !== undefined) ? "changed" : undefined;
}

/** What is no longer in the configuration: a plan says little of it. */
function ghostOf({ address, path, type }: Pick<ResourceChange, "address" | "path" | "type">, taken: ReadonlySet<string>): Part | undefined {
  const kind = KINDS[type]!;
  if (kind.supporting === true && path.includes("/")) return undefined;
  const own = segments(path);
  const id = kind.folded === true ? `${kind.caption} (deleted)` : path;
  return {
    id: taken.has(id) ? `${id} (deleted)` : id,
    label: kind.folded === true ? kind.caption : own.slice(own.length > 2 ? 1 : 0).join(" / "),
    caption: kind.folded === true ? "" : kind.caption,
    details: [],
    shape: kind.shape,
    tier: kind.tier === "vpc" || kind.folded === true ? "regional" : kind.tier,
    zones: [],
    supporting: kind.supporting === true,
    main: [address],
    addresses: [address],
  };
}

function mergedGhost(before: Part | undefined, ghost: Part): Part {
  if (before === undefined) return ghost;
  const addresses = sorted([...before.addresses, ...ghost.addresses]);
  return { ...before, main: addresses, addresses };
}
