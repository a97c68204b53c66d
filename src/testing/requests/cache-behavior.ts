import { Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { blocks, texts } from "./arguments";
import { Message, pathAndQuery } from "./message";
import { Trace, ViewerResponse } from "./trace";
import { matchesPattern } from "./wildcards";

/** A cache behavior that a request's path has chosen. */
export interface CacheBehavior {
  /** Its path pattern; `Default (*)` for the default one. */
  readonly pattern: string;
  readonly args: Arguments;
}

const DEFAULT_PATTERN = "Default (*)";
/** CloudFront Developer Guide, "Quotas": the longest URL. */
const MAX_URL_BYTES = 8192;

/**
 * The cache behavior for a path: the first, in their order, whose pattern matches; the default one otherwise. The query isn't compared, and a leading slash
 * of a pattern makes no difference (CloudFront Developer Guide, "Cache behavior settings", path pattern).
 */
export function chooseBehavior(distribution: Resource, path: string, trace: Trace): CacheBehavior {
  const normalized = normalizedPath(path);
  const behavior = behaviorFor(distribution, normalized);
  const as = normalized === path ? "" : `, normalized to ${normalized},`;
  const reason = behavior.pattern === DEFAULT_PATTERN ? "matches no path pattern" : `matches the path pattern ${behavior.pattern}`;
  trace.step("cache behavior", distribution.name, `${path}${as} ${reason}: cache behavior ${behavior.pattern}`);
  return behavior;
}

/** The same without a word of it, for a path that CloudFront itself asks for. */
export function behaviorFor(distribution: Resource, path: string): CacheBehavior {
  const found = blocks(distribution.args, "ordered_cache_behavior").find(({ path_pattern: pattern }) =>
    matchesPathPattern(String(pattern), path),
  );
  if (found) return { pattern: String(found.path_pattern), args: found };
  return { pattern: DEFAULT_PATTERN, args: blocks(distribution.args, "default_cache_behavior")[0] ?? {} };
}

/** Whether a path has a pattern of CloudFront's; case matters. Pure. */
export function matchesPathPattern(pattern: string, path: string): boolean {
  return matchesPattern(withSlash(pattern), withSlash(path));
}

function withSlash(text: string): string {
  return text.startsWith("/") ? text : `/${text}`;
}

/** A path as CloudFront compares it: dot segments and repeated slashes are removed (RFC 3986, section 6); the origin gets it as it was sent. Pure. */
export function normalizedPath(path: string): string {
  const kept: string[] = [];
  const segments = path.split("/").slice(1);
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === "..") kept.pop();
    else if (segment !== "." && (segment !== "" || isLast)) kept.push(segment);
    if (isLast && (segment === ".." || segment === ".")) kept.push("");
  });
  return `/${kept.join("/")}`;
}

/**
 * What CloudFront answers by itself because of how it was asked: over HTTP, by a method that isn't allowed, with a body where there can't be one, by a URL
 * that is too long (CloudFront Developer Guide, "Require HTTPS for communication between viewers and CloudFront", "Request and response behavior for custom
 * origins").
 */
export function answerOfBehavior(
  distribution: Resource,
  { args, pattern }: CacheBehavior,
  message: Message,
  bodyBytes: number,
  trace: Trace,
): ViewerResponse | undefined {
  const { method, scheme, host } = message;
  const answered = (status: number, sentence: string, headers: Readonly<Record<string, string>> = {}): ViewerResponse => {
    trace.step("cache behavior", distribution.name, sentence);
    return { status, headers, from: "CloudFront" };
  };
  if (scheme === "http" && args.viewer_protocol_policy === "redirect-to-https") {
    const location = `https://${host}${pathAndQuery(message)}`;
    // A redirect that keeps the method and the body.
    const status = method === "GET" || method === "HEAD" ? 301 : 307;
    return answered(status, `HTTP is redirected to HTTPS: ${status}, Location: ${location}`, { location });
  }
  if (scheme === "http" && args.viewer_protocol_policy === "https-only") return answered(403, "HTTP is refused: HTTPS only");
  const allowed = texts(args.allowed_methods);
  if (!allowed.includes(method)) return answered(403, `${method} isn't among the allowed methods of ${pattern}: ${allowed.join(", ")}`);
  if (method === "GET" && bodyBytes > 0) return answered(403, "a GET request with a body is refused");
  if (`${scheme}://${host}${pathAndQuery(message)}`.length > MAX_URL_BYTES) {
    return answered(413, `the URL is longer than ${MAX_URL_BYTES} bytes`);
  }
  trace.step("cache behavior", distribution.name, `${method} over ${scheme.toUpperCase()} is allowed`);
  return undefined;
}

/** Whether a request lacks the signature that the behavior asks for (CloudFront Developer Guide, "Serve private content with signed URLs and signed cookies"). */
export function lacksSignature(distribution: Resource, { args, pattern }: CacheBehavior, signed: boolean, trace: Trace): boolean {
  if ([...texts(args.trusted_key_groups), ...texts(args.trusted_signers)].length === 0) return false;
  const sentence = signed
    ? "the request has a signed URL or signed cookies"
    : "the request has neither a signed URL nor signed cookies: refused";
  trace.step("cache behavior", distribution.name, `${pattern} asks for a signature of a trusted key group: ${sentence}`);
  return !signed;
}
