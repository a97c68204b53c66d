import { compareTexts } from "../../internal/compare-texts";
import { Resource } from "../../testing/configuration";
import { Reachability } from "../../testing/reachability";
import { readHosts } from "../../testing/reachability/hosts";
import { ConnectionQuestion } from "../../testing/reachability/question";
import { readSecurityGroupRules } from "../../testing/reachability/security-group-rules";
import { Flow, Part } from "../types";
import { dataFlows } from "./data-flows";
import { Owners } from "./owners";
import { Resources, blocks, sorted } from "./resources";

/** Who uses what is drawn: CloudFront's viewers, clients of a public load balancer. */
export const INTERNET = "internet";

/** What talks to what: each way once. */
export function flowsBetween(resources: Resources, parts: readonly Part[]): Flow[] {
  const owners = new Owners(resources, parts);
  const connections = [
    ...securityGroupFlows(resources, owners),
    ...existingGroupFlows(resources, owners),
    ...originFlows(resources, owners),
    ...targetFlows(resources, owners),
  ];
  const viewers = parts
    .filter(({ caption }) => caption === "CloudFront")
    .map(({ id }): Flow => ({ from: INTERNET, to: id, label: "HTTPS 443", kind: "connection" }));
  return merged([...viewers, ...connections, ...dataFlows(resources, owners)]);
}

/** What security groups allow, by the reachability prover. */
function securityGroupFlows(resources: Resources, owners: Owners): Flow[] {
  const protocols = listenerProtocols(resources, owners);
  const served = originFlows(resources, owners).map(({ to }) => to);
  return new Reachability(resources.configuration.stacks).wires().flatMap((wire): Flow[] => {
    const [from, to] = [owners.ofName(wire.from), owners.ofName(wire.to)];
    const [source, target] = [from?.id ?? outside(wire.from), to?.id ?? outside(wire.to)];
    // CloudFront's prefix list in front of an origin is CloudFront, and so is a VPC origin that is no construct's.
    const isCloudFront = /^pl-|CloudFront/i.test(wire.from) || resources.ofName(wire.from)?.type === "aws_cloudfront_vpc_origin";
    if (from === undefined && served.includes(target) && isCloudFront) return [];
    return [{ from: source, to: target, label: portLabel(wire, protocols.get(`${target}:${wire.port}`)), kind: "connection" }];
  });
}

/** Who may connect, or be connected to, by a security group that nothing in the stacks is in: its members are elsewhere. */
function existingGroupFlows(resources: Resources, owners: Owners): Flow[] {
  const { configuration } = resources;
  const hosts = readHosts(configuration);
  const inUse = new Set(hosts.flatMap(({ securityGroups = [] }) => securityGroups));
  return readSecurityGroupRules(configuration).rules.flatMap(({ group, direction, protocol, ports, peer }) => {
    // As everywhere, no arrow is of another protocol than TCP and UDP.
    if (peer.kind !== "group" || inUse.has(peer.key) || !(protocol === undefined || protocol === "tcp" || protocol === "udp")) return [];
    const label = portLabel({ port: ports.first, toPort: ports.last, protocol });
    const far = outside(configuration.nameOf(peer.key));
    return hosts
      .filter(({ securityGroups = [] }) => securityGroups.includes(group))
      .flatMap(({ key }) => owners.of(configuration.find(key)) ?? [])
      .map(({ id }): Flow => ({ ...(direction === "inbound" ? { from: far, to: id } : { from: id, to: far }), label, kind: "connection" }));
  });
}

/** What isn't in the stacks: the internet, a range, a prefix list. */
function outside(name: string): string {
  return name === "internet" ? INTERNET : `outside:${name}`;
}

function portLabel(
  { port, toPort = port, protocol = "tcp" }: Pick<ConnectionQuestion, "port" | "toPort" | "protocol">,
  known?: string,
): string {
  if (port === 0 && toPort === 65_535) return `${protocol.toUpperCase()} all`;
  return toPort === port ? `${known ?? protocol.toUpperCase()} ${port}` : `${protocol.toUpperCase()} ${port}–${toPort}`;
}

/** `part:port` → the protocol that a listener or a target group says. */
function listenerProtocols(resources: Resources, owners: Owners): ReadonlyMap<string, string> {
  const { configuration } = resources;
  const listeners = ["aws_lb_listener", "aws_alb_listener"].flatMap((type) =>
    configuration
      .all(type)
      .map((listener) => ({ part: owners.of(resources.first(listener, listener.args.load_balancer_arn)), args: listener.args })),
  );
  const groups = targets(resources).map(({ group, target }) => ({ part: owners.of(target), args: group.args }));
  return new Map(
    [...listeners, ...groups].flatMap(({ part, args }): [string, string][] =>
      part && typeof args.protocol === "string" && !args.protocol.includes("$") ? [[`${part.id}:${args.port}`, args.protocol]] : [],
    ),
  );
}

/** CloudFront's origins but for buckets: a load balancer by reference, by the name of an alias record, or through a VPC origin. */
function originFlows(resources: Resources, owners: Owners): Flow[] {
  const { configuration } = resources;
  return configuration.all("aws_cloudfront_distribution").flatMap((distribution) =>
    blocks(distribution.args.origin).flatMap((origin): Flow[] => {
      const from = owners.of(distribution);
      const throughVpc = resources.first(distribution, origin.vpc_origin_config, "aws_cloudfront_vpc_origin");
      const [endpoint] = blocks(throughVpc?.args.vpc_origin_endpoint_config);
      const host = throughVpc ? resources.first(throughVpc, endpoint?.arn) : originHost(resources, distribution, origin.domain_name);
      const to = owners.of(host);
      if (from === undefined || to === undefined || host!.type === "aws_s3_bucket") return [];
      const settings = endpoint ?? blocks(origin.custom_origin_config)[0] ?? {};
      const label =
        settings.origin_protocol_policy === "http-only" ? `HTTP ${settings.http_port ?? 80}` : `HTTPS ${settings.https_port ?? 443}`;
      return [{ from: from.id, to: to.id, label, kind: "connection" }];
    }),
  );
}

function originHost(resources: Resources, distribution: Resource, domainName: unknown): Resource | undefined {
  const referred = resources.first(distribution, domainName);
  if (referred) return referred;
  const name = resources.text(distribution, domainName);
  const record = resources.configuration.all("aws_route53_record").find(({ args }) => args.name === name && args.alias);
  return record && resources.first(record, record.args.alias);
}

/** Load balancers and the targets of their groups, where no security groups say it. */
function targetFlows(resources: Resources, owners: Owners): Flow[] {
  const { configuration } = resources;
  const listeners = [...configuration.all("aws_lb_listener"), ...configuration.all("aws_lb_listener_rule")];
  return targets(resources).flatMap(({ group, target }): Flow[] => {
    const balancers = listeners
      .filter((listener) => resources.referred(listener, [listener.args.default_action, listener.args.action]).includes(group))
      .flatMap((listener) => {
        const owner = listener.type === "aws_lb_listener" ? listener : resources.first(listener, listener.args.listener_arn);
        return owner ? (owners.of(resources.first(owner, owner.args.load_balancer_arn)) ?? []) : [];
      });
    const to = owners.of(target);
    const { protocol, port } = group.args;
    const label = typeof protocol === "string" && typeof port === "number" ? `${protocol} ${port}` : "requests";
    return to === undefined ? [] : balancers.map(({ id }): Flow => ({ from: id, to: to.id, label, kind: "connection" }));
  });
}

/** What each target group sends requests to. */
function targets(resources: Resources): { readonly group: Resource; readonly target: Resource }[] {
  const { configuration } = resources;
  const groupsIn = (resource: Resource, value: unknown): Resource[] =>
    resources.referred(resource, value).filter(({ type }) => type === "aws_lb_target_group");
  const pairs = (resource: Resource, value: unknown, target: Resource | undefined): { group: Resource; target: Resource }[] =>
    target ? groupsIn(resource, value).map((group) => ({ group, target })) : [];
  return [
    ...configuration.all("aws_autoscaling_group").flatMap((group) => pairs(group, group.args.target_group_arns, group)),
    ...configuration.all("aws_ecs_service").flatMap((service) => pairs(service, service.args.load_balancer, service)),
    ...configuration
      .all("aws_autoscaling_attachment")
      .flatMap((one) => pairs(one, one.args.lb_target_group_arn, resources.first(one, one.args.autoscaling_group_name))),
    ...configuration
      .all("aws_lb_target_group_attachment")
      .flatMap((one) => pairs(one, one.args.target_group_arn, resources.first(one, one.args.target_id))),
  ];
}

/** How many labels an arrow takes. */
const MOST_LABELS = 2;

/** One arrow for each way and kind, with all that passes on it. */
function merged(flows: readonly Flow[]): Flow[] {
  const byWay = new Map<string, Flow[]>();
  for (const flow of flows) {
    const key = JSON.stringify([flow.kind, flow.from, flow.to]);
    byWay.set(key, [...(byWay.get(key) ?? []), flow]);
  }
  return [...byWay.entries()]
    .sort(([a], [b]) => compareTexts(a, b))
    .map(([, same]) => ({ ...same[0]!, label: labels(same.map(({ label }) => label)) }));
}

/** `HTTPS 443` says more than `TCP 443`; of many ports the number is enough. */
function labels(all: readonly string[]): string {
  const said = all.map((label) => ({ label, protocol: label.split(" ")[0], port: label.split(" ")[1] }));
  const known = new Set(said.flatMap(({ protocol, port }) => (protocol === "TCP" || protocol === "UDP" ? [] : port)));
  const kept = sorted(said.filter(({ protocol, port }) => protocol !== "TCP" || !known.has(port)).map(({ label }) => label));
  if (kept.length <= MOST_LABELS) return kept.join(", ");
  return `${kept[0]!} and ${kept.length - 1} more`;
}
