import { Configuration, Resource } from "../configuration";
import { blocks } from "./arguments";
import { CacheBehavior } from "./cache-behavior";
import { handlerOf } from "./function-code";
import { Message, lowerCased, nameOf, valueOf } from "./message";
import { EdgeFunction } from "./request";
import { Trace, ViewerResponse } from "./trace";

/** The event types of functions (CloudFront Developer Guide, "Choose between CloudFront Functions and Lambda@Edge"). */
export type FunctionEvent = "viewer-request" | "viewer-response" | "origin-request" | "origin-response";

type Values = Readonly<Record<string, { readonly value: string }>>;

/** What functions are run with. */
export interface FunctionContext {
  readonly configuration: Configuration;
  readonly distribution: Resource;
  readonly behavior: CacheBehavior;
  readonly functions: Readonly<Record<string, EdgeFunction>>;
  readonly ip: string | undefined;
}

/**
 * Runs a behavior's function of the viewer request: it may change the request, or answer it. A changed path chooses no other behavior ("Restrictions on all
 * edge functions").
 */
export function onViewerRequest(context: FunctionContext, message: Message, trace: Trace): Message | { readonly response: ViewerResponse } {
  for (const event of ["origin-request", "origin-response"] as const) noteLambda(context, event, trace);
  const found = functionOf(context, "viewer-request", trace);
  if (!found) return message;
  const result = found.run({ ...eventOf(context, "viewer-request"), request: requestOf(message) });
  if (result?.statusCode !== undefined) {
    trace.step("viewer request", found.name, `the function answers: ${result.statusCode}`);
    return { response: { status: Number(result.statusCode), headers: textsOf(result.headers), from: "function" } };
  }
  const changed = messageFrom(message, result);
  trace.step(
    "viewer request",
    found.name,
    `the function ${changed.path === message.path ? "lets the request pass" : `changes the path to ${changed.path}`}`,
  );
  return changed;
}

/** Runs a behavior's function of the viewer response, which isn't run for an error of the origin ("Restrictions on all edge functions"). */
export function onViewerResponse(context: FunctionContext, message: Message, response: ViewerResponse, trace: Trace): ViewerResponse {
  const found = functionOf(context, "viewer-response", trace);
  if (!found) return response;
  const result = found.run({
    ...eventOf(context, "viewer-response"),
    request: requestOf(message),
    response: { statusCode: response.status, headers: valuesOf(response.headers) },
  });
  trace.step("response", found.name, `the function returns ${result?.statusCode}`);
  return { ...response, status: Number(result?.statusCode), headers: textsOf(result?.headers) };
}

function functionOf(
  context: FunctionContext,
  event: FunctionEvent,
  trace: Trace,
): { readonly name: string; readonly run: EdgeFunction } | undefined {
  const { configuration, distribution, behavior, functions } = context;
  noteLambda(context, event, trace);
  const association = blocks(behavior.args, "function_association").find(({ event_type: type }) => type === event);
  if (!association) return undefined;
  const key = configuration.key(distribution, association.function_arn) ?? "";
  const name = configuration.nameOf(key);
  const run = (functions[name] as EdgeFunction | undefined) ?? handlerOf(configuration.find(key));
  if (run) return { name, run };
  trace.assume(`the function ${name} (${event}) changes nothing: give it in functions to have it run`);
  return undefined;
}

function noteLambda({ configuration, distribution, behavior }: FunctionContext, event: FunctionEvent, trace: Trace): void {
  for (const { event_type: type, lambda_arn: arn } of blocks(behavior.args, "lambda_function_association")) {
    if (type === event) {
      trace.assume(`Lambda@Edge ${configuration.nameOf(configuration.key(distribution, arn) ?? "")} (${event}) changes nothing`);
    }
  }
}

/** The event's structure ("CloudFront Functions event structure"). */
function eventOf({ distribution, ip }: FunctionContext, eventType: FunctionEvent): object {
  return { version: "1.0", context: { eventType, distributionDomainName: distribution.name }, viewer: { ip } };
}

function requestOf({ method, path, query, headers, cookies }: Message): object {
  const pairs = (all: readonly string[]): Values => Object.fromEntries(all.map((pair) => [nameOf(pair), { value: valueOf(pair) }]));
  return { method, uri: path, querystring: pairs(query), headers: valuesOf(headers), cookies: pairs(cookies) };
}

function messageFrom(
  message: Message,
  changed: { uri?: string; headers?: Values; querystring?: Values; cookies?: Values } | undefined,
): Message {
  const pairs = (values: Values | undefined, kept: readonly string[]): readonly string[] =>
    values ? Object.entries(values).map(([name, { value }]) => (value === "" ? name : `${name}=${value}`)) : kept;
  return {
    ...message,
    path: changed?.uri ?? message.path,
    headers: changed?.headers ? textsOf(changed.headers) : message.headers,
    query: pairs(changed?.querystring, message.query),
    cookies: pairs(changed?.cookies, message.cookies),
  };
}

function valuesOf(headers: Readonly<Record<string, string>>): Values {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }]));
}

function textsOf(headers: Values | undefined): Record<string, string> {
  return lowerCased(Object.fromEntries(Object.entries(headers ?? {}).map(([name, { value }]) => [name, value])));
}
