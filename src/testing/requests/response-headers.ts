import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { block, blocks, isTrue, items } from "./arguments";
import { CacheBehavior } from "./cache-behavior";
import { Message } from "./message";
import { policyOf } from "./read-policies";
import { Trace } from "./trace";
import { matchesPattern } from "./wildcards";

type Headers = Readonly<Record<string, string>>;

/** A header of a policy, and whether it replaces the origin's. */
interface PolicyHeader {
  readonly name: string;
  readonly value: string;
  readonly override: boolean;
}

/** Each but the first leaves the origin's header. */
const SECURITY: Arguments = {
  content_type_options: { override: true },
  frame_options: { frame_option: "SAMEORIGIN" },
  referrer_policy: { referrer_policy: "strict-origin-when-cross-origin" },
  strict_transport_security: { access_control_max_age_sec: 31_536_000 },
  xss_protection: { protection: true, mode_block: true },
};
const ANY_ORIGIN = { access_control_allow_origins: { items: ["*"] } };
const ALL_METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
const PREFLIGHT = { ...ANY_ORIGIN, access_control_allow_methods: { items: ALL_METHODS }, access_control_expose_headers: { items: ["*"] } };

/** CloudFront Developer Guide, "Use managed response headers policies", as the provider would write them. */
const MANAGED: Readonly<Record<string, Arguments & { readonly name: string }>> = {
  "60669652-455b-4ae9-85a4-c4c02393f86c": { name: "SimpleCORS", cors_config: ANY_ORIGIN },
  "5cc3b908-e619-4b99-88e5-2cf7f45965bd": { name: "CORS-With-Preflight", cors_config: PREFLIGHT },
  "67f7725c-6f97-4210-82d7-5512b31e9d03": { name: "SecurityHeadersPolicy", security_headers_config: SECURITY },
  "e61eb60c-9c35-4d20-a928-2b84e02af89c": {
    name: "CORS-and-SecurityHeadersPolicy",
    cors_config: ANY_ORIGIN,
    security_headers_config: SECURITY,
  },
  "eaab4381-ed33-4a86-88ca-d9558dc6cd63": {
    name: "CORS-with-preflight-and-SecurityHeadersPolicy",
    cors_config: PREFLIGHT,
    security_headers_config: SECURITY,
  },
};

/**
 * The headers of a response that the viewer gets: the policy first removes headers of the origin, then adds its own, which replace the origin's where they
 * override (CloudFront Developer Guide, "Understand response headers policies").
 *
 * @param message the viewer's request
 * @param received the origin's headers, by names in lower case
 */
export function responseHeaders(
  configuration: Configuration,
  distribution: Resource,
  { args: behavior }: CacheBehavior,
  message: Message,
  received: Headers,
  trace: Trace,
): Headers {
  const id: unknown = behavior.response_headers_policy_id;
  if (id === undefined) return received;
  const found = policyOf(configuration, distribution, id, "aws_cloudfront_response_headers_policy", MANAGED);
  if (!found) {
    trace.assume(`the response headers policy ${String(id)} changes nothing: it isn't in the stacks`);
    return received;
  }
  const [policy, name] = "managed" in found ? [found.managed, String(found.managed.name)] : [found.resource.args, found.resource.name];
  const headers: Record<string, string> = { ...received };
  for (const { header } of blocks(block(policy, "remove_headers_config"), "items")) delete headers[String(header).toLowerCase()];
  const added = [
    ...corsHeaders(block(policy, "cors_config"), message),
    ...securityHeaders(block(policy, "security_headers_config")),
    ...customHeaders(policy),
  ];
  const applied = added.filter((header) => header.override || headers[header.name] === undefined);
  for (const header of applied) headers[header.name] = header.value;
  const kept = added.filter((header) => !applied.includes(header)).map((header) => header.name);
  const sentence = `adds ${applied.map((header) => header.name).join(", ") || "no header"}`;
  trace.step(
    "response",
    name,
    `the response headers policy ${sentence}${kept.length > 0 ? `; ${kept.join(", ")} is the origin's own` : ""}`,
  );
  return headers;
}

/** Of a CORS request: one with an Origin that is allowed. Preflights get what they ask for, others the rest. */
function corsHeaders(config: Arguments | undefined, { method, headers }: Message): readonly PolicyHeader[] {
  const { origin } = headers;
  if (!config || origin === undefined) return [];
  const allowed = items(config, "access_control_allow_origins");
  if (!allowed.some((one) => one === "*" || allowsOrigin(one, origin))) return [];
  const override = isTrue(config.origin_override);
  const list = (name: string): string => items(config, name).join(", ");
  const methods = items(config, "access_control_allow_methods");
  const maxAge: unknown = config.access_control_max_age_sec;
  const isPreflight = method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
  const all: readonly (readonly [string, string])[] = [
    ["access-control-allow-origin", allowed.includes("*") ? "*" : origin],
    ["access-control-allow-credentials", isTrue(config.access_control_allow_credentials) ? "true" : ""],
    ["access-control-expose-headers", isPreflight ? "" : list("access_control_expose_headers")],
    ["access-control-allow-methods", isPreflight ? (methods.includes("ALL") ? ALL_METHODS : methods).join(", ") : ""],
    ["access-control-allow-headers", isPreflight ? list("access_control_allow_headers") : ""],
    ["access-control-max-age", isPreflight && maxAge !== undefined ? String(maxAge) : ""],
  ];
  return all.filter(([, value]) => value !== "").map(([name, value]) => ({ name, value, override }));
}

/** An origin with or without its scheme, and with a wildcard for its leftmost labels. */
function allowsOrigin(allowed: string, origin: string): boolean {
  const own = allowed.includes("://") ? origin : origin.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "");
  return matchesPattern(allowed, own, { caseSensitive: false });
}

function securityHeaders(config: Arguments | undefined): readonly PolicyHeader[] {
  const header = (name: string, argument: string, value: (args: Arguments) => string): readonly PolicyHeader[] =>
    blocks(config, argument).map((args) => ({ name, value: value(args), override: isTrue(args.override) }));
  return [
    ...header("content-security-policy", "content_security_policy", (args) => String(args.content_security_policy)),
    ...header("x-content-type-options", "content_type_options", () => "nosniff"),
    ...header("x-frame-options", "frame_options", (args) => String(args.frame_option)),
    ...header("referrer-policy", "referrer_policy", (args) => String(args.referrer_policy)),
    ...header("strict-transport-security", "strict_transport_security", strictTransportSecurity),
    ...header("x-xss-protection", "xss_protection", xssProtection),
  ];
}

function strictTransportSecurity(args: Arguments): string {
  return [
    `max-age=${args.access_control_max_age_sec}`,
    ...(isTrue(args.include_subdomains) ? ["includeSubDomains"] : []),
    ...(isTrue(args.preload) ? ["preload"] : []),
  ].join("; ");
}

function xssProtection(args: Arguments): string {
  if (!isTrue(args.protection)) return "0";
  if (isTrue(args.mode_block)) return "1; mode=block";
  return args.report_uri === undefined ? "1" : `1; report=${args.report_uri}`;
}

function customHeaders(policy: Arguments): readonly PolicyHeader[] {
  return blocks(block(policy, "custom_headers_config"), "items").map(({ header, value, override }) => ({
    name: String(header).toLowerCase(),
    value: String(value ?? ""),
    override: isTrue(override),
  }));
}
