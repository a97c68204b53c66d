import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { block, blocks } from "./arguments";
import { Certificate, certificateOf } from "./certificates";
import { every } from "./known";
import { decidingAction, evaluateConditions, forwardedTo } from "./listener-conditions";
import { OriginRequest } from "./origin-request";
import { redirectLocation } from "./redirect";
import { Trace } from "./trace";

/** A target group that gets requests. */
export interface RequestTarget {
  /** The target group, by its construct's path below the stack. */
  readonly targetGroup: string;
  /** The part of the requests that it gets, in percent. */
  readonly percent: number;
  /** What is registered in it: Auto Scaling groups, instances, ECS services. */
  readonly services: readonly string[];
}

/** What a load balancer does with a request. */
export interface ListenerDecision {
  /** The load balancer, by its construct's path below the stack. */
  readonly loadBalancer: string;
  /** The port of the listener. */
  readonly port: number;
  /** The rule that decides, by its construct's path; undefined for the default action. */
  readonly rule?: string;
  /** Its priority. */
  readonly priority?: number;
  readonly action: "forward" | "redirect" | "fixed-response";
  /** Where requests are forwarded to; empty for another action. */
  readonly targets: readonly RequestTarget[];
  /** What the load balancer answers by itself, which is 503 where it forwards to what has no targets; undefined where a target gets the request. */
  readonly response?: { readonly status: number; readonly headers: Readonly<Record<string, string>> };
}

/** Application Load Balancers guide, "Troubleshoot your Application Load Balancers": a target group without targets. */
const UNAVAILABLE = { status: 503, headers: {} };
const LISTENERS = ["aws_lb_listener", "aws_alb_listener"];
const RULES = ["aws_lb_listener_rule", "aws_alb_listener_rule"];
const CERTIFICATES = ["aws_lb_listener_certificate", "aws_alb_listener_certificate"];

/** The listener of a load balancer on a port. */
export function listenerOn(configuration: Configuration, loadBalancer: Resource, port: number): Resource | undefined {
  return LISTENERS.flatMap((type) => configuration.all(type)).find(
    (listener) => configuration.key(listener, listener.args.load_balancer_arn) === loadBalancer.key && Number(listener.args.port) === port,
  );
}

/** The certificates of a listener, its default one first. */
export function listenerCertificates(configuration: Configuration, listener: Resource): readonly Certificate[] {
  const additional = CERTIFICATES.flatMap((type) => configuration.all(type)).filter(
    (one) => configuration.key(one, one.args.listener_arn) === listener.key,
  );
  return [listener, ...additional].flatMap((one) => certificateOf(configuration, one, one.args.certificate_arn) ?? []);
}

/**
 * The first rule, by priority, of which all conditions hold, or the listener's default action (Application Load Balancers guide, "Listener rules").
 *
 * @param listener the listener that takes the request
 * @param request what reaches it
 */
export function decide(
  configuration: Configuration,
  loadBalancer: Resource,
  listener: Resource,
  request: OriginRequest,
  trace: Trace,
): ListenerDecision {
  const step = (sentence: string): void => trace.step("load balancer", loadBalancer.name, sentence);
  const rule = rulesOf(configuration, listener).find((one) => {
    const conditions = evaluateConditions(blocks(one.args, "condition"), request, undefined);
    const holds = every(conditions.map((condition) => condition.holds));
    if (holds === undefined) {
      const open = conditions.filter((condition) => condition.holds === undefined).map(({ text }) => text);
      trace.assume(`the rule ${one.name} (priority ${one.args.priority}) isn't met: only AWS knows its condition on ${open.join(", ")}`);
    }
    if (holds === true) step(`rule ${one.name}, priority ${one.args.priority}: ${conditions.map(({ text }) => text).join(", ")}`);
    return holds === true;
  });
  if (!rule) step("no rule's conditions are met: the default action");
  const deciding = decidingAction(blocks((rule ?? listener).args, rule ? "action" : "default_action"));
  if (deciding?.authentication !== undefined) trace.assume(`the user has logged in: the rule authenticates by ${deciding.authentication}`);
  const forwards = decisionOf(configuration, rule ?? listener, deciding?.action ?? {}, request, Number(listener.args.port));
  step(inWords(forwards));
  const decided = { ...forwards, response: forwards.response ?? unavailable(forwards.targets, step, trace) };
  return {
    loadBalancer: loadBalancer.name,
    port: Number(listener.args.port),
    ...(rule && { rule: rule.name, priority: Number(rule.args.priority) }),
    action: decided.action,
    targets: decided.targets.map(({ targetGroup, percent, services }) => ({ targetGroup, percent, services })),
    ...(decided.response && { response: decided.response }),
  };
}

/** A load balancer doesn't turn from a weighted target group without targets to another one (Application Load Balancers guide, "Listener rule actions"). */
function unavailable(targets: readonly Target[], step: (sentence: string) => void, trace: Trace): ListenerDecision["response"] {
  const asked = targets.filter(({ percent }) => percent > 0);
  const empty = asked.filter(({ isEmpty }) => isEmpty);
  if (empty.length === 0) return undefined;
  const names = empty.map(({ targetGroup }) => targetGroup).join(", ");
  if (empty.length < asked.length) {
    trace.assume(
      `the request goes to a target group that has targets: nothing in the stacks registers any in ${names}, which answers with 503`,
    );
    return undefined;
  }
  step(`nothing in the stacks registers a target in ${names}: 503. Where another stack does, give both`);
  return UNAVAILABLE;
}

interface Target extends RequestTarget {
  /** Whether it is in the stacks and nothing there can be registered in it. */
  readonly isEmpty: boolean;
}

interface Decided extends Pick<ListenerDecision, "action" | "response"> {
  readonly targets: readonly Target[];
}

function decisionOf(configuration: Configuration, owner: Resource, action: Arguments, request: OriginRequest, port: number): Decided {
  switch (action.type) {
    case "fixed-response": {
      const fixed = block(action, "fixed_response");
      const headers = { "content-type": String(fixed?.content_type) };
      return { action: "fixed-response", targets: [], response: { status: Number(fixed?.status_code), headers } };
    }
    case "redirect": {
      const redirect = block(action, "redirect") ?? {};
      const status = redirect.status_code === "HTTP_302" ? 302 : 301;
      return { action: "redirect", targets: [], response: { status, headers: { location: redirectLocation(redirect, request, port) } } };
    }
    default: {
      const groups = forwardedTo(action);
      const total = groups.reduce((sum, { weight }) => sum + weight, 0);
      const targets = groups.map(({ arn, weight }) =>
        targetOf(configuration, owner, arn, total === 0 ? 0 : Math.round((100 * weight) / total)),
      );
      return { action: "forward", targets };
    }
  }
}

function inWords({ targets, response }: Decided): string {
  if (response) {
    const { location } = response.headers;
    return location === undefined
      ? `the load balancer answers by itself: ${response.status}`
      : `the load balancer redirects: ${response.status}, Location: ${location}`;
  }
  return `forwarded to ${targets
    .map(
      ({ targetGroup, percent, services }) =>
        `${targetGroup}${targets.length > 1 ? ` (${percent} %)` : ""}, targets of ${services.join(", ") || "nothing in the stacks"}`,
    )
    .join("; ")}`;
}

function rulesOf(configuration: Configuration, listener: Resource): readonly Resource[] {
  return RULES.flatMap((type) => configuration.all(type))
    .filter((rule) => configuration.key(rule, rule.args.listener_arn) === listener.key)
    .sort((a, b) => Number(a.args.priority) - Number(b.args.priority));
}

function targetOf(configuration: Configuration, owner: Resource, arn: unknown, percent: number): Target {
  const key = configuration.key(owner, arn) ?? "";
  const registrations = registrationsOf(configuration);
  const services = registrations.filter(({ targetGroup }) => targetGroup === key).flatMap(({ target }) => target ?? []);
  // An expression may name any target group.
  const isElsewhere = registrations.some(({ targetGroup }) => targetGroup === key || targetGroup.includes("${"));
  const isEmpty = configuration.find(key) !== undefined && !isElsewhere;
  return { targetGroup: configuration.nameOf(key), percent, services: [...new Set(services)].sort(), isEmpty };
}

/** That something is a target group's target. */
interface Registration {
  /** The target group's key, or an expression. */
  readonly targetGroup: string;
  /** What is registered, by its construct's path. @default - it isn't in the stacks */
  readonly target?: string;
}

/** What target groups' targets are: by the list of an Auto Scaling group or an ECS service, by an attachment, or by a deployment. */
function registrationsOf(configuration: Configuration): readonly Registration[] {
  const of = (
    types: readonly string[],
    targetGroups: (args: Arguments) => unknown,
    itsTarget: (one: Resource) => string | undefined,
  ): Registration[] =>
    types
      .flatMap((type) => configuration.all(type))
      .flatMap((one) =>
        configuration.keys(one, targetGroups(one.args) ?? []).map((targetGroup) => ({ targetGroup, target: itsTarget(one) })),
      );
  const itself = ({ name }: Resource): string => name;
  const autoScalingGroup = (one: Resource): string | undefined =>
    configuration.named(one, "aws_autoscaling_group", one.args.autoscaling_group_name)?.name;
  const attached = (one: Resource): string | undefined => {
    const key = configuration.key(one, one.args.target_id);
    return key === undefined ? undefined : configuration.nameOf(key);
  };
  const sources = (args: Arguments): unknown[] => blocks(args, "traffic_source").map(({ identifier }) => identifier);
  const balanced = (args: Arguments): unknown[] =>
    blocks(args, "load_balancer").flatMap((one) => [
      one.target_group_arn,
      ...blocks(one, "advanced_configuration").map(({ alternate_target_group_arn: alternate }) => alternate),
    ]);
  return [
    ...of(["aws_autoscaling_group"], (args) => [args.target_group_arns ?? [], sources(args)].flat(), itself),
    ...of(["aws_autoscaling_attachment"], (args) => args.lb_target_group_arn, autoScalingGroup),
    ...of(["aws_autoscaling_traffic_source_attachment"], sources, autoScalingGroup),
    ...of(["aws_lb_target_group_attachment", "aws_alb_target_group_attachment"], (args) => args.target_group_arn, attached),
    ...of(["aws_ecs_service", "aws_ecs_task_set"], balanced, itself),
  ];
}
