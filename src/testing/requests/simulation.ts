import { Configuration, Resource } from "../configuration";
import { SynthesizedStack, synthesizedStacks } from "../synthesized-stack";
import { block } from "./arguments";
import { CacheBehavior, answerOfBehavior, behaviorFor, chooseBehavior, lacksSignature } from "./cache-behavior";
import { CacheKey, cacheKeyOf, cacheKeyText } from "./cache-key";
import { ReceivedResponse, errorResponseFor, errorSeconds, isCachedMethod, objectSeconds } from "./cache-time";
import { findDistribution, restrictedByGeography } from "./distribution";
import { FunctionContext, onViewerRequest, onViewerResponse } from "./edge-functions";
import { explain, plural } from "./explanation";
import { Message, messageOf, serverNameOf } from "./message";
import { OriginAnswer, OriginContext, askOrigin } from "./origin-answer";
import { originOf, targetOf } from "./origins";
import { CachePolicy } from "./policies";
import { cachePolicyOf, originRequestPolicyOf } from "./read-policies";
import { ViewerRequest, checkRequest } from "./request";
import { responseHeaders } from "./response-headers";
import { RequestSimulation } from "./result";
import { Trace, ViewerResponse } from "./trace";
import { WebAclDecision, askWebAcl } from "./web-acl-verdict";

/** What CloudFront does before the cache is asked. */
interface Edge {
  readonly response?: ViewerResponse;
  /** Whether a custom error page replaces the response. */
  readonly mayHaveErrorPage?: boolean;
  readonly webAcl?: WebAclDecision;
  readonly behavior?: CacheBehavior;
  /** The request as functions have left it. */
  readonly message: Message;
}

/** What comes of the cache and the origin. */
interface Fetched {
  readonly response: ViewerResponse;
  readonly cacheKey: CacheKey;
  readonly cachedSeconds: number;
  readonly answer: OriginAnswer;
}

/** The most of a body that a web ACL gets at CloudFront, where nothing else is set ("Considerations for managing body inspection"). */
const BODY_LIMIT_KILOBYTES = 16;
const FORBIDDEN: ViewerResponse = { status: 403, headers: {}, from: "CloudFront" };
/** CloudFront fails over for these alone ("Optimize high availability with CloudFront origin failover"). */
const FAILOVER_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Computes what happens to a request, from the distribution to the target group or the object and back, by the rules of the CloudFront, AWS WAF and Elastic
 * Load Balancing guides. Pure: it reads the synthesized stacks and sends nothing.
 *
 *     const { response, loadBalancer } = simulateRequest(synthesize(stack), { url: "https://trading.example.com/api/orders" });
 *     expect(response.status).toBe(200);
 *     expect(loadBalancer?.targets[0]?.services).toEqual(["TradingApi"]);
 *
 * @param stacks a stack, or several that refer to each other
 * @param request what the viewer sends, and what the origin answers
 * @throws ValidationError for a request that is none; Error for a function that the stacks don't have; TypeError for stacks that aren't synthesized
 */
export function simulateRequest(stacks: SynthesizedStack | readonly SynthesizedStack[], request: ViewerRequest): RequestSimulation {
  const configuration = new Configuration(synthesizedStacks(stacks, "simulateRequest(synthesize(stack), …)"));
  checkRequest(request);
  checkFunctions(configuration, request);
  const trace = new Trace();
  const message = messageOf(request);
  const arrival = findDistribution(configuration, message, serverNameOf(request), trace);
  if ("refused" in arrival) return result(request, { response: arrival.refused }, trace);
  const { distribution } = arrival;
  const edge = passEdge(configuration, distribution, request, message, trace);
  const known = { distribution: distribution.name, webAcl: edge.webAcl?.verdict, behavior: edge.behavior?.pattern };
  if (edge.response) {
    const response = edge.mayHaveErrorPage ? withErrorPage(distribution, edge.response, trace) : edge.response;
    return result(request, { ...known, response }, trace);
  }
  const { answer, ...fetched } = fetchObject(configuration, distribution, edge, request, message, trace);
  return result(request, { ...known, ...fetched, origin: answer.request, loadBalancer: answer.decision }, trace);
}

/** A function at another path would be passed over. */
function checkFunctions(configuration: Configuration, { functions = {} }: ViewerRequest): void {
  const known = ["aws_cloudfront_function", "data.aws_cloudfront_function"]
    .flatMap((type) => configuration.all(type))
    .map(({ name }) => name);
  const unknown = Object.keys(functions).find((name) => !/[:.]/.test(name) && !known.includes(name));
  if (unknown === undefined) return;
  throw new Error(
    `functions has "${unknown}", which is no function of the stacks: name one of ${known.sort().join(", ") || "none"}; or an ARN`,
  );
}

function result(
  request: ViewerRequest,
  known: Omit<RequestSimulation, "steps" | "explanation" | "assumptions">,
  trace: Trace,
): RequestSimulation {
  const { steps, assumptions } = trace;
  return { ...known, steps, explanation: explain(request, { ...known, steps }), assumptions };
}

function passEdge(configuration: Configuration, distribution: Resource, request: ViewerRequest, message: Message, trace: Trace): Edge {
  if (restrictedByGeography(distribution, request.country, trace)) return { response: FORBIDDEN, mayHaveErrorPage: true, message };
  const webAcl = webAclDecision(configuration, distribution, request, message, trace);
  if (webAcl?.response) return { response: webAcl.response, mayHaveErrorPage: !webAcl.isCustom, webAcl, message };
  const behavior = chooseBehavior(distribution, message.path, trace);
  const answered = answerOfBehavior(distribution, behavior, message, request.bodyBytes ?? 0, trace);
  if (answered) return { response: answered, webAcl, behavior, message };
  if (lacksSignature(distribution, behavior, request.signed ?? false, trace)) return { response: FORBIDDEN, webAcl, behavior, message };
  const passed = onViewerRequest(functionContext(configuration, distribution, behavior, request), message, trace);
  return "response" in passed ? { response: passed.response, webAcl, behavior, message } : { webAcl, behavior, message: passed };
}

function functionContext(
  configuration: Configuration,
  distribution: Resource,
  behavior: CacheBehavior,
  request: ViewerRequest,
): FunctionContext {
  return { configuration, distribution, behavior, functions: request.functions ?? {}, ip: request.ip };
}

/** The distribution's web ACL, which is asked after the geo restriction and before signatures. */
function webAclDecision(
  configuration: Configuration,
  distribution: Resource,
  { ip, country, bodyBytes = 0 }: ViewerRequest,
  message: Message,
  trace: Trace,
): WebAclDecision | undefined {
  const id: unknown = distribution.args.web_acl_id;
  const key = configuration.key(distribution, id);
  if (key === undefined) return undefined;
  const webAcl = configuration.find(key);
  if (!webAcl) {
    trace.assume(`the web ACL ${key} allows the request: it isn't in the stacks`);
    return undefined;
  }
  const limit: unknown = block(
    block(block(webAcl.args, "association_config"), "request_body"),
    "cloudfront",
  )?.default_size_inspection_limit;
  const bodyLimitBytes = 1024 * Number(String(limit ?? BODY_LIMIT_KILOBYTES).replace("KB_", ""));
  return askWebAcl({ configuration, request: { message, bodyBytes, bodyLimitBytes }, ip, country }, webAcl, "web ACL", trace);
}

function fetchObject(
  configuration: Configuration,
  distribution: Resource,
  edge: Edge,
  request: ViewerRequest,
  viewers: Message,
  trace: Trace,
): Fetched {
  const behavior = edge.behavior!;
  const cachePolicy = cachePolicyFor(configuration, distribution, behavior, trace);
  const cacheKey = cacheKeyOf(cachePolicy, edge.message, request);
  const isCached = isCachedMethod(behavior.args, edge.message.method);
  trace.step(
    "cache",
    cachePolicy.name,
    isCached ? `cache key: ${cacheKeyText(cacheKey)}` : `responses to ${edge.message.method} aren't cached`,
  );
  const originRequestPolicy = originRequestPolicyOf(configuration, distribution, behavior);
  if (originRequestPolicy === undefined) {
    trace.assume(`the origin request policy ${behavior.args.origin_request_policy_id} adds nothing: it isn't in the stacks`);
  }
  const context: OriginContext = {
    configuration,
    distribution,
    viewer: request,
    cachePolicy,
    originRequestPolicy: originRequestPolicy === "none" ? undefined : originRequestPolicy,
  };
  const answer = answerOf(context, distribution, behavior, withRootObject(distribution, edge.message), trace);
  const cachedSeconds = isCached ? secondsOf(distribution, cachePolicy, answer.response, trace) : 0;
  if (isCached) assumeNoHeaders(cachePolicy, answer, givenAnswer(answer, distribution, behavior, request), trace);
  const cached = cachedSeconds > 0 ? `is cached for ${plural(cachedSeconds, "second")}` : "isn't cached";
  if (isCached) trace.step("cache", cachePolicy.name, `the response ${answer.response.status} ${cached}`);
  const response = toViewer(functionContext(configuration, distribution, behavior, request), viewers, answer, trace);
  return { response, cacheKey, cachedSeconds, answer };
}

function secondsOf(distribution: Resource, policy: CachePolicy, response: ReceivedResponse, trace: Trace): number {
  return response.status >= 400 ? errorSeconds(distribution.args, policy, response, trace) : objectSeconds(policy, response, trace);
}

/** What the request says that the origin answers which has answered. */
function givenAnswer({ request: { id } }: OriginAnswer, distribution: Resource, { args }: CacheBehavior, viewer: ViewerRequest): unknown {
  return id === targetOf(distribution, args).secondary ? viewer.failoverResponse : viewer.response;
}

/** Where nobody says what the origin answers, its headers may say something else than the policy's default. */
function assumeNoHeaders(policy: CachePolicy, { from, response, request }: OriginAnswer, given: unknown, trace: Trace): void {
  const { minSeconds, maxSeconds, headers } = policy;
  const isAssumed = given === undefined && (from === "origin" || from === "bucket") && response.status === 200;
  if (!isAssumed || headers.which === "all" || minSeconds === maxSeconds) return;
  const range = `${minSeconds.toLocaleString("en-US")} to ${maxSeconds.toLocaleString("en-US")} seconds`;
  trace.assume(`${request.name} answers with neither Cache-Control nor Expires: with them, the response is cached for ${range}`);
}

function cachePolicyFor(configuration: Configuration, distribution: Resource, behavior: CacheBehavior, trace: Trace): CachePolicy {
  const policy = cachePolicyOf(configuration, distribution, behavior);
  if (policy) return policy;
  trace.assume(
    `the cache policy ${behavior.args.cache_policy_id} caches by the path alone, for as long as the origin says: it isn't in the stacks`,
  );
  return cachePolicyOf(configuration, distribution, { ...behavior, args: {} })!;
}

/** The root of the distribution, where an object stands for it ("Specify a default root object"). */
function withRootObject(distribution: Resource, message: Message): Message {
  const object: unknown = distribution.args.default_root_object;
  return typeof object === "string" && object !== "" && message.path === "/" ? { ...message, path: `/${object}` } : message;
}

/** What the origin answers, or the second one of an origin group. */
function answerOf(context: OriginContext, distribution: Resource, behavior: CacheBehavior, message: Message, trace: Trace): OriginAnswer {
  const { configuration, viewer } = context;
  const { primary, secondary, failoverCodes } = targetOf(distribution, behavior.args);
  const first = askOrigin(context, originOf(configuration, distribution, primary), message, viewer.response ?? {}, trace);
  if (secondary === undefined || !failoverCodes.includes(first.response.status)) return first;
  if (!FAILOVER_METHODS.includes(message.method)) {
    trace.step(
      "origin",
      distribution.name,
      `${first.response.status} isn't failed over for ${message.method}: for GET, HEAD and OPTIONS alone`,
    );
    return first;
  }
  trace.step("origin", distribution.name, `${first.response.status} of ${primary}: CloudFront fails over to ${secondary}`);
  return askOrigin(context, originOf(configuration, distribution, secondary), message, viewer.failoverResponse ?? {}, trace);
}

function toViewer(context: FunctionContext, message: Message, { response, from }: OriginAnswer, trace: Trace): ViewerResponse {
  const { configuration, distribution, behavior } = context;
  const isError = response.status >= 400;
  const answered: ViewerResponse = { ...response, from };
  const shown = isError ? withErrorPage(distribution, answered, trace) : answered;
  const headers = responseHeaders(configuration, distribution, behavior, message, shown.headers, trace);
  return isError ? { ...shown, headers } : onViewerResponse(context, message, { ...shown, headers }, trace);
}

/** The custom error page of a status code, which the behavior for its own path gets (CloudFront Developer Guide, "Generate custom error responses"). */
function withErrorPage(distribution: Resource, response: ViewerResponse, trace: Trace): ViewerResponse {
  const custom = errorResponseFor(distribution.args, response.status ?? 0);
  const page: unknown = custom?.response_page_path;
  if (typeof page !== "string" || page === "") return response;
  const status = Number(custom!.response_code ?? response.status);
  const { pattern } = behaviorFor(distribution, page);
  trace.step(
    "response",
    distribution.name,
    `${response.status} becomes ${status} with the custom error page ${page}, by the cache behavior ${pattern}`,
  );
  return { status, headers: {}, from: "CloudFront", errorPage: page };
}
