import { Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { block, blocks } from "./arguments";
import { Trace, ViewerResponse } from "./trace";
import { InspectionContext, RuleMatch, matchRules } from "./web-acl-rules";

/** What a rule of a web ACL does with a request. */
export interface WebAclRule {
  readonly name: string;
  readonly priority: number;
  /** `depends` for what only AWS knows: rates, managed rule groups, what the request doesn't say. A rule that counts never decides. */
  readonly outcome: "no match" | "counted" | "counted or not" | "allowed" | "blocked" | "depends";
  /** What decides, in words: the type of the statement, the rate, the managed rule group. */
  readonly reason: string;
}

/** What a web ACL does with a request. */
export interface WebAclVerdict {
  /** The web ACL, by its construct's path below the stack. */
  readonly webAcl: string;
  /** `depends` if a rule of which only AWS knows decides otherwise than all others. */
  readonly verdict: "allowed" | "blocked" | "depends";
  /** What happens if no such rule matches, which the simulation goes on with. */
  readonly otherwise: "allowed" | "blocked";
  /** Each rule that is evaluated, by priority. */
  readonly rules: readonly WebAclRule[];
}

/** The verdict, with the response where the request is blocked. */
export interface WebAclDecision {
  readonly verdict: WebAclVerdict;
  readonly response?: ViewerResponse & { readonly status: number };
  /** Whether the response is the web ACL's own, which no custom error page replaces. */
  readonly isCustom: boolean;
}

const FORBIDDEN = 403;
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  TEXT_PLAIN: "text/plain",
  TEXT_HTML: "text/html",
  APPLICATION_JSON: "application/json",
};

/**
 * Asks a web ACL, rule by rule. What only AWS knows is taken not to match.
 *
 * @param stage where the request is
 */
export function askWebAcl(context: InspectionContext, webAcl: Resource, stage: "web ACL" | "load balancer", trace: Trace): WebAclDecision {
  const matches = matchRules(context, webAcl);
  const deciding = matches.find((match) => match.matches === true && (match.action === "allow" || match.action === "block"));
  const defaultBlock = block(block(webAcl.args, "default_action"), "block");
  const otherwise = (deciding ? deciding.action === "block" : defaultBlock !== undefined) ? "blocked" : "allowed";
  const open = matches.filter((match) => outcomeOf(match) === "depends" && !(match.action === "block" && otherwise === "blocked"));
  const rules = matches.map((match) => ({ name: match.rule, priority: match.priority, outcome: outcomeOf(match), reason: match.reason }));
  for (const { name, priority, outcome, reason } of rules) {
    trace.step(stage, webAcl.name, `rule ${name}, priority ${priority}: ${outcome === "depends" ? "depends on" : `${outcome},`} ${reason}`);
  }
  trace.step(stage, webAcl.name, deciding ? `rule ${deciding.rule} decides: ${otherwise}` : `no rule decides: ${otherwise} by default`);
  if (open.length > 0) trace.assume(`${webAcl.name} isn't made to decide otherwise by ${open.map(({ rule }) => rule).join(", ")}`);
  const verdict: WebAclVerdict = { webAcl: webAcl.name, verdict: open.length > 0 ? "depends" : otherwise, otherwise, rules };
  if (otherwise === "allowed") return { verdict, isCustom: false };
  return { verdict, ...blockedResponse(webAcl, (deciding ? deciding.block : defaultBlock) ?? {}) };
}

function outcomeOf({ action, matches }: RuleMatch): WebAclRule["outcome"] {
  if (matches === false) return "no match";
  if (action === "count") return matches === true ? "counted" : "counted or not";
  if (matches === true && action === "allow") return "allowed";
  return matches === true && action === "block" ? "blocked" : "depends";
}

function blockedResponse(webAcl: Resource, blockAction: Arguments): Omit<WebAclDecision, "verdict"> {
  const custom = block(blockAction, "custom_response");
  if (!custom) return { isCustom: false, response: { status: FORBIDDEN, headers: {}, from: "web ACL" } };
  const headers = blocks(custom, "response_header").map(({ name, value }) => [String(name).toLowerCase(), String(value)] as const);
  const body = blocks(webAcl.args, "custom_response_body").find(({ key }) => key === custom.custom_response_body_key);
  const contentType = body && CONTENT_TYPES[String(body.content_type)];
  return {
    isCustom: true,
    response: {
      status: Number(custom.response_code),
      headers: { ...Object.fromEntries(headers), ...(contentType !== undefined && { "content-type": contentType }) },
      from: "web ACL",
    },
  };
}
