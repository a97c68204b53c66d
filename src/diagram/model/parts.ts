import { compareTexts } from "../../internal/compare-texts";
import { Resource } from "../../testing/configuration";
import { Part, VpcFrame } from "../types";
import { detailsOf } from "./details";
import { KINDS, Kind } from "./kinds";
import { OTHER, otherDetails, otherGroups } from "./others";
import { Places } from "./places";
import { Resources, isAddress, segments, sorted } from "./resources";

/** Resources that are one box. */
interface Group {
  readonly id: string;
  readonly kind: Kind;
  readonly main: Resource[];
}

/** The parts of stacks, by path, and the VPCs with what belongs to them. */
export function readParts(resources: Resources, places: Places): { readonly parts: readonly Part[]; readonly vpcs: readonly VpcFrame[] } {
  // A VPC has a frame, and no box.
  const frames = resources.configuration.all("aws_vpc").map((vpc): Group => ({ id: vpc.key, kind: OTHER, main: [vpc] }));
  const known = withoutMinor(named(groupsOf(resources)));
  const taken = new Set([...ownedBy(resources, [...known, ...frames]).values()].flat());
  // What no part has mustn't be missing from a picture that somebody decides from.
  const groups = [...known, ...named(otherGroups(resources, (resource) => taken.has(resource)))];
  const owned = ownedBy(resources, [...groups, ...frames]);
  const firsts = new Map<string, number>();
  for (const { id } of groups) firsts.set(segments(id)[0]!, (firsts.get(segments(id)[0]!) ?? 0) + 1);
  const frameOf = new Map(frames.map((frame) => [frame.id, owned.get(frame)!]));
  return {
    parts: groups.map((group) => partOf(group, labelOf(segments(group.id), firsts), owned.get(group)!, resources, places)),
    vpcs: places.vpcs.map((vpc) => ({
      ...vpc,
      addresses: sorted([...vpc.addresses, ...(frameOf.get(vpc.id) ?? []).map(({ address }) => address)]),
    })),
  };
}

function partOf({ id, kind, main }: Group, label: string, belonging: readonly Resource[], resources: Resources, places: Places): Part {
  const place = placeOf(main, kind, resources, places);
  const described = kind === OTHER ? otherDetails(main) : detailsOf(resources, main, belonging, kind);
  return {
    id,
    // What is folded is called by what it is.
    label: kind.folded === true ? kind.caption : label,
    ...described,
    shape: kind.shape,
    tier: place?.tier ?? kind.tier,
    ...(place?.vpc !== undefined && { vpc: place.vpc }),
    zones: place?.zones ?? [],
    supporting: kind.supporting === true,
    main: sorted(main.map(({ address }) => address)),
    addresses: sorted([...main, ...belonging].map(({ address }) => address)),
  };
}

function groupsOf({ all, configuration }: Resources): Group[] {
  const groups = new Map<string, Group>();
  for (const resource of all) {
    const kind = KINDS[resource.type];
    if (kind === undefined) continue;
    const stack = configuration.stacks.indexOf(resource.stack);
    const key = kind.folded !== true ? `${stack}:${resource.type}:${idOf(resource)}` : `${resource.type}:${String(vpcOf(resource))}`;
    const group = groups.get(key);
    if (group) group.main.push(resource);
    else groups.set(key, { id: idOf(resource), kind, main: [resource] });
  }
  return [...groups.values()];
}

/** What is folded has the path that all of it begins with, and what its type is called; what several stacks or types have by one path is told apart. */
function named(groups: readonly Group[]): Group[] {
  const seen = new Map<string, number>();
  return groups
    .map((group) => (group.kind.folded !== true ? group : { ...group, id: sharedPath(group) }))
    .sort((a, b) => compareTexts(a.id, b.id))
    .map((group) => {
      const count = (seen.get(group.id) ?? 0) + 1;
      seen.set(group.id, count);
      return count === 1 ? group : { ...group, id: `${group.id}~${count}` };
    });
}

function sharedPath({ kind, main }: Group): string {
  const [first, ...others] = main.map(({ name }) => segments(name).slice(0, -1));
  const length = first!.findIndex((segment, index) => others.some((other) => other[index] !== segment));
  return [...(length < 0 ? first! : first!.slice(0, length)), kind.caption].join("/");
}

/** A box for all that `count` or `for_each` makes of one resource. */
function idOf({ name }: Resource): string {
  return isAddress(name) ? name.replace(/\[[^\]]*\]$/, "") : name;
}

function vpcOf({ args, stack }: Resource): unknown {
  return args.vpc_id ?? stack.id;
}

/** Keys, topics and roles of something that is drawn belong to it. */
function withoutMinor(groups: readonly Group[]): Group[] {
  const major = new Set(groups.filter(({ kind }) => kind.supporting !== true).map(({ id }) => segments(id)[0]));
  return groups.filter(({ id, kind }) => kind.supporting !== true || !major.has(segments(id)[0]));
}

/** What belongs to each group: by the longest path that a group and a resource share from the start, whole constructs only. */
function ownedBy({ all, configuration }: Resources, groups: readonly Group[]): ReadonlyMap<Group, readonly Resource[]> {
  const owned = new Map<Group, Resource[]>(groups.map((group) => [group, []]));
  const isMain = new Set(groups.flatMap(({ main }) => main));
  /** Where a resource is, and each place around that. */
  const places = ({ name, stack }: Resource): string[] => {
    const path = segments(name);
    return path.map((_, index) => JSON.stringify([configuration.stacks.indexOf(stack), ...path.slice(0, path.length - index)]));
  };
  // Under each path that begins a group's, the group; a path that several groups begin with is the first one's that isn't folded.
  const byPlace = new Map<string, Group>();
  const inOrder = [...groups].sort((a, b) => Number(a.kind.folded === true) - Number(b.kind.folded === true));
  for (const group of inOrder) {
    for (const place of places(group.main[0]!)) if (!byPlace.has(place)) byPlace.set(place, group);
  }
  for (const resource of all) {
    if (isMain.has(resource)) continue;
    const nearest = places(resource).find((place) => byPlace.has(place));
    if (nearest !== undefined) owned.get(byPlace.get(nearest)!)!.push(resource);
  }
  return owned;
}

/** The first segment where no other part has it, or else the whole path. */
function labelOf(own: readonly string[], firsts: ReadonlyMap<string, number>): string {
  const isOnly = firsts.get(own[0]!) === 1;
  return (isOnly ? own[0]! : own.slice(own.length > 2 ? 1 : 0).join(" / ")).replace(/~\d+$/, "");
}

function placeOf(main: readonly Resource[], kind: Kind, resources: Resources, places: Places): ReturnType<Places["ofHost"]> {
  const { configuration } = resources;
  if (kind.folded === true) {
    const subnets = main.flatMap((resource) => configuration.keys(resource, [resource.args.subnet_id, resource.args.subnet_ids].flat()));
    const [first] = main;
    return subnets.length > 0 ? places.ofSubnets(subnets) : places.ofVpc(first!, first!.args.vpc_id);
  }
  const [host] = main.flatMap(({ key }) => places.ofHost(key) ?? []);
  if (host) return host;
  return kind.tier === "vpc" ? places.ofSubnets([]) : undefined;
}
