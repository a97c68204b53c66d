import { Connection, ConnectionQuestion } from "../../testing/reachability/question";
import { Finding } from "../review";
import { listed, withoutStop } from "../texts";
import { attempt } from "./attempt";
import { ChangedConnections, changedConnections, isInternet } from "./changed-connections";
import { ChangedResource } from "./changed-resources";
import { PortChange, portsText } from "./port-ranges";
import { Side } from "./side";

/** What decides about connections. */
const NETWORK =
  /^aws_(?:security_group|vpc|default_(?:vpc|subnet|route|network_acl|security_group)|network_|route$|route_table|main_route|subnet|internet_gateway|egress_only|nat_gateway|eip|ec2_(?:managed_prefix|transit)|instance|autoscaling_group|launch_template|a?lb$|lambda_function$|ecs_service|rds_cluster|db_|elasticache_|cloudfront_(?:vpc_origin|distribution))/;
const GROUPS = /^aws_(?:security_group|default_security_group|vpc_security_group)/;

/** The most sentences of the provers that a finding gives as its reasons. */
const MOST_REASONS = 12;

/** The connections of one client to one server by which the sides differ. */
interface Difference {
  readonly from: string;
  readonly to: string;
  readonly isOpened: boolean;
  readonly questions: readonly ConnectionQuestion[];
  readonly isPartial: boolean;
}

/** Which connections a plan opens, and which it closes. */
export function connectionFindings(before: Side, after: Side, changed: readonly ChangedResource[]): Finding[] {
  const relevant = changed.filter(({ type }) => NETWORK.test(type));
  if (relevant.length === 0) return [];
  const isNew = before.isEmpty;
  const [old, next] = [before, after].map(({ network }) => new Set(network.names)) as [Set<string>, Set<string>];
  const endOf = (name: string): End => {
    if (next.has(name)) return old.has(name) ? "there" : "new";
    return old.has(name) ? "gone" : "outside";
  };
  const findings = differences(changedConnections(before, after)).flatMap((difference) => findingOf(difference, endOf, after, isNew) ?? []);
  return [...findings, ...unknownRanges(after, relevant)];
}

/** The connections of two ends are one difference, whatever their ports. */
function differences(changed: readonly ChangedConnections[]): Difference[] {
  const byEnds = new Map<string, Difference>();
  for (const { question, changes } of changed) for (const change of changes) add(byEnds, question, change);
  return [...byEnds.values()];
}

function add(
  byEnds: Map<string, Difference>,
  { from, to, protocol, family }: ConnectionQuestion,
  { port, toPort, before, after }: PortChange,
): void {
  const isOpened = before === "refused" || after === "allowed";
  const key = JSON.stringify([from, to, isOpened]);
  const known = byEnds.get(key);
  const question: ConnectionQuestion = { from, to, port, toPort, ...(protocol && { protocol }), ...(family && { family }) };
  const isPartial = before === "partly" || after === "partly";
  byEnds.set(key, {
    from,
    to,
    isOpened,
    questions: [...(known?.questions ?? []), question],
    isPartial: isPartial || known?.isPartial === true,
  });
}

function findingOf(difference: Difference, endOf: (name: string) => End, after: Side, isNew: boolean): Finding | undefined {
  const { from, to, isOpened, questions, isPartial } = difference;
  const [client, server] = [endOf(from), endOf(to)];
  const isFromInternet = client === "outside" && isInternet(from);
  if (!isWorthSaying(isOpened, client, server) || (isNew && !isFromInternet)) return undefined;
  const on = `${portsText(questions)}${isOnlyIpv6(questions) ? " over IPv6" : ""}${isPartial ? ", in part" : ""}`;
  const asked = attempt(() => after.network.connection(questions[0]!));
  const subject = server === "outside" ? from : to;
  const base = { path: subject, address: addressOf(subject, after), reasons: reasonsOf(asked) };
  const sentence = isNew ? `${capital(outsideName(from))} may reach ${to} on ${on}` : sentenceOf(difference, client, server, on);
  if (!isOpened) {
    return { ...base, rule: "connection-closed", severity: client === "outside" || server === "outside" ? "note" : "warning", sentence };
  }
  if (isFromInternet) {
    const fix = "Allow the security groups of those that need it, or their ranges of addresses, in place of every address";
    return { ...base, rule: "public-exposure", severity: "danger", gate: "public-exposure", sentence, fix };
  }
  if (server === "outside" && isInternet(to)) return { ...base, rule: "egress-opened", severity: "warning", sentence };
  return { ...base, rule: "connection-opened", severity: "warning", sentence };
}

/** What goes with one of its ends, or comes with both, says nothing that the resources don't. */
function isWorthSaying(isOpened: boolean, client: End, server: End): boolean {
  if (client === "gone" || server === "gone") return false;
  return !isOpened || client !== "new" || server !== "new";
}

type End = "outside" | "new" | "gone" | "there";

function sentenceOf({ from, to, isOpened }: Difference, client: End, server: End, on: string): string {
  const may = isOpened ? "may now" : "may no longer";
  const newcomers = [client === "new" && from, server === "new" && to].filter((name) => name !== false);
  const isNew = newcomers.length > 0 ? `, where ${listed(newcomers)} ${newcomers.length > 1 ? "are" : "is"} new` : "";
  if (server === "outside") return `${from} ${may} open connections to ${outsideName(to)} on ${on}${isNew}`;
  return `${capital(outsideName(from))} ${may} reach ${to} on ${on}${isNew}`;
}

function outsideName(name: string): string {
  return name === "internet" ? "the internet" : isInternet(name) ? `the internet (${name})` : name;
}

function capital(text: string): string {
  return text.startsWith("the ") ? `T${text.slice(1)}` : text;
}

function isOnlyIpv6(questions: readonly ConnectionQuestion[]): boolean {
  return questions.every(({ family }) => family === "ipv6");
}

function reasonsOf(connection: Connection | undefined): string[] {
  if (connection === undefined) return [];
  const steps = connection.steps.map(({ sentence }) => withoutStop(sentence));
  const assumed = connection.assumptions.map((assumption) => `Taken for granted: ${withoutStop(assumption)}`);
  return [...new Set([withoutStop(connection.explanation), ...steps, ...assumed])].slice(0, MOST_REASONS);
}

function addressOf(name: string, { stack, configuration }: Side): string | undefined {
  const found = stack.types.filter((type) => NETWORK.test(type) && !GROUPS.test(type)).flatMap((type) => configuration.all(type));
  return found.find((resource) => resource.name === name)?.address;
}

const RANGES = ["cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks"];

/** Rules whose addresses only Terraform will know: whom they let in is no question that can be answered now. */
function unknownRanges({ configuration }: Side, changed: readonly ChangedResource[]): Finding[] {
  return changed.flatMap(({ type, address, after: rule }): Finding[] => {
    if (rule === undefined || !GROUPS.test(type)) return [];
    const blocks = [rule.args, ...[rule.args.ingress ?? [], rule.args.egress ?? []].flat()];
    const values = blocks.flatMap((block) => RANGES.flatMap((name) => (block?.[name] ?? []) as unknown));
    const isUnknown = (value: unknown): boolean =>
      typeof value === "string" && value.includes("${") && configuration.range(rule, value) === undefined;
    if (!values.some(isUnknown)) return [];
    const sentence = `Whom ${rule.name} allows can't be told before apply`;
    const reasons = ["Its range of addresses is known after apply only"];
    return [{ rule: "unknown-before-apply", severity: "warning", path: rule.name, address, sentence, reasons }];
  });
}
