import { parseIpRange, rangeContains } from "../../internal/ip-ranges";
import { Arguments } from "../synthesized-stack";
import { block, blocks, isUnknown, texts } from "./arguments";
import { Known, every, some } from "./known";
import { nameOf, valueOf } from "./message";
import { OriginRequest, hostOf } from "./origin-request";
import { matchesPattern } from "./wildcards";

/** A condition of a listener rule, in words, and whether a request meets it. */
export interface EvaluatedCondition {
  readonly text: string;
  readonly holds: Known;
}

/**
 * The conditions of a listener rule, all of which must hold (Application Load Balancers guide, "Condition types for listener rules"). Host names, headers and
 * queries are compared without regard to case, paths and methods with it.
 *
 * @param conditions the rule's blocks
 * @param request what reaches the load balancer
 * @param sourceIp the address that the request comes from; undefined behind CloudFront, whose own it is
 */
export function evaluateConditions(
  conditions: readonly Arguments[],
  request: OriginRequest,
  sourceIp: string | undefined,
): readonly EvaluatedCondition[] {
  const evaluated = conditions.flatMap((condition) => [
    ...regularExpressions(condition),
    ...blocks(condition, "path_pattern").map(({ values }) => one("path", texts(values), (value) => like(value, request.path))),
    ...blocks(condition, "host_header").map(({ values }) => one("host", texts(values), (value) => likeAnyCase(value, hostOf(request)))),
    ...blocks(condition, "http_header").map(({ http_header_name: name, values }) =>
      one(`header ${name}`, texts(values), (value) => likeAnyCase(value, request.headers[String(name).toLowerCase()])),
    ),
    ...blocks(condition, "http_request_method").map(({ values }) => one("method", texts(values), (value) => value === request.method)),
    ...queryConditions(condition, request),
    ...blocks(condition, "source_ip").map(({ values }) => one("source IP", texts(values), (value) => inRange(value, sourceIp))),
  ]);
  return evaluated.flat();
}

/** What regular expressions match isn't computed. */
function regularExpressions(condition: Arguments): readonly EvaluatedCondition[] {
  return ["path_pattern", "host_header", "http_header"]
    .flatMap((name) => blocks(condition, name))
    .flatMap(({ regex_values: values }) =>
      texts(values).length > 0 ? { text: `a regular expression ${texts(values).join(" or ")}`, holds: undefined } : [],
    );
}

/** One of the values of a condition must match. */
function one(what: string, values: readonly string[], matches: (value: string) => Known): EvaluatedCondition | readonly [] {
  if (values.length === 0) return [];
  return { text: `${what} ${values.map(shown).join(" or ")}`, holds: some(values.map(matches)) };
}

/** Key and value pairs of one block are alternatives. */
function queryConditions(condition: Arguments, { query }: OriginRequest): readonly EvaluatedCondition[] {
  const pairs = blocks(condition, "query_string");
  if (pairs.length === 0) return [];
  const options = { caseSensitive: false, escapes: true };
  const matches = ({ key, value }: Arguments): Known =>
    some(
      query.map((pair) =>
        every([
          key === undefined || compare(String(key), nameOf(pair), options),
          compare(String(value), key === undefined && !pair.includes("=") ? pair : valueOf(pair), options),
        ]),
      ),
    );
  const text = pairs.map(({ key, value }) => (key === undefined ? shown(String(value)) : `${key}=${shown(String(value))}`)).join(" or ");
  return [{ text: `query ${text}`, holds: some(pairs.map(matches)) }];
}

function like(pattern: string, text: string): Known {
  return compare(pattern, text, {});
}

function likeAnyCase(pattern: string, text: string | undefined): Known {
  return text === undefined ? false : compare(pattern, text, { caseSensitive: false });
}

/** What only Terraform knows is the same where it is written the same, as a secret that CloudFront sends and the rule compares. */
function compare(pattern: string, text: string, options: Parameters<typeof matchesPattern>[2]): Known {
  if (pattern === text) return true;
  return isUnknown(pattern) || isUnknown(text) ? undefined : matchesPattern(pattern, text, options);
}

function inRange(range: string, ip: string | undefined): Known {
  const [own, other] = [parseIpRange(range), ip === undefined ? undefined : parseIpRange(ip)];
  return own && other ? rangeContains(own, other) : undefined;
}

/** What only Terraform knows may be a secret. */
function shown(value: string): string {
  return isUnknown(value) ? "(known to Terraform)" : value;
}

/** The action of a rule that decides; those before it have users log in. */
export function decidingAction(
  actions: readonly Arguments[],
): { readonly action: Arguments; readonly authentication?: string } | undefined {
  const ordered = [...actions].sort((a, b) => Number(a.order ?? 0) - Number(b.order ?? 0));
  const action = ordered.at(-1);
  const authentication = ordered.map(({ type }) => String(type)).find((type) => type.startsWith("authenticate-"));
  return action && { action, ...(authentication !== undefined && { authentication }) };
}

/** The target groups that an action forwards to, with their weights. */
export function forwardedTo(action: Arguments): readonly { readonly arn: unknown; readonly weight: number }[] {
  const weighted = blocks(block(action, "forward"), "target_group");
  const groups = weighted.length === 0 ? [{ arn: action.target_group_arn }] : weighted;
  return groups.map(({ arn, weight }) => ({ arn, weight: Number(weight ?? 1) }));
}
