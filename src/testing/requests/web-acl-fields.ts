import { Arguments } from "../synthesized-stack";
import { block, blocks, onlyBlock } from "./arguments";
import { Message, nameOf, valueOf } from "./message";
import { percentDecoded } from "./percent-encoding";

/** A part of a request that a rule inspects: texts, of which one may match, and their size; undefined where a simulation doesn't have it. */
export interface InspectedField {
  readonly texts: readonly string[] | undefined;
  /** The size before transformations of what is one text that isn't known. */
  readonly bytes?: number;
  /** Whether more was sent than AWS WAF gets to see, so that this decides. */
  readonly oversize?: "MATCH" | "NO_MATCH";
}

/** What is inspected. */
export interface InspectedRequest {
  readonly message: Message;
  readonly bodyBytes: number;
  /** The most of a body that AWS WAF gets: 8 KB at a load balancer, 16 KB or as set at CloudFront ("Considerations for managing body inspection"). */
  readonly bodyLimitBytes: number;
}

/** The part that a statement's `field_to_match` names (AWS WAF API Reference, `FieldToMatch`). */
export function fieldOf(fieldToMatch: Arguments | undefined, request: InspectedRequest): InspectedField {
  const { message } = request;
  const [kind, args] = onlyBlock(fieldToMatch);
  const name = String(args.name);
  switch (kind) {
    case "method":
      return { texts: [message.method] };
    case "uri_path":
      return { texts: [message.path] };
    case "query_string":
      return { texts: [message.query.join("&")] };
    case "single_header":
      return { texts: headerOf(message, name) };
    case "single_query_argument":
      return { texts: message.query.filter((pair) => nameOf(pair).toLowerCase() === name.toLowerCase()).map(valueOf) };
    case "all_query_arguments":
      return { texts: message.query.flatMap((pair) => [nameOf(pair), valueOf(pair)]) };
    case "cookies":
      return { texts: message.cookies.flatMap((pair) => scoped(args, nameOf(pair), valueOf(pair))) };
    case "headers":
      return { texts: headersOf(message).flatMap(([header, value]) => scoped(args, header, value)) };
    case "body":
      return bodyOf(args, request);
    case "json_body":
      // Each of its elements is inspected by itself.
      return { ...bodyOf(args, request), bytes: undefined };
    default:
      return { texts: undefined };
  }
}

/** Cookies among them, as they are sent (AWS WAF Developer Guide, "Request components in AWS WAF", All headers). */
function headersOf({ headers, cookies }: Message): readonly (readonly [name: string, value: string])[] {
  return [...Object.entries(headers), ...(cookies.length === 0 ? [] : [["cookie", cookies.join("; ")] as const])];
}

function headerOf(message: Message, name: string): readonly string[] {
  return headersOf(message).flatMap(([header, value]) => (header === name.toLowerCase() && value !== "" ? [value] : []));
}

/** The names, the values or both, of those that a pattern takes. */
function scoped(args: Arguments, name: string, value: string): readonly string[] {
  const pattern = block(args, "match_pattern");
  const among = (listed: unknown): boolean => [listed ?? []].flat().some((one) => String(one).toLowerCase() === name.toLowerCase());
  const included = pattern?.included_cookies ?? pattern?.included_headers;
  const excluded = pattern?.excluded_cookies ?? pattern?.excluded_headers;
  if ((included !== undefined && !among(included)) || (excluded !== undefined && among(excluded))) return [];
  const scope: unknown = args.match_scope;
  return [...(scope === "VALUE" ? [] : [name]), ...(scope === "KEY" ? [] : [value])];
}

/** A simulation knows a body's size and nothing else of it. */
function bodyOf(settings: Arguments, { bodyBytes, bodyLimitBytes }: InspectedRequest): InspectedField {
  if (bodyBytes === 0) return { texts: [""] };
  const handling: unknown = settings.oversize_handling;
  const oversize = bodyBytes > bodyLimitBytes && (handling === "MATCH" || handling === "NO_MATCH") ? handling : undefined;
  return { texts: undefined, bytes: Math.min(bodyBytes, bodyLimitBytes), oversize };
}

const TRANSFORMATIONS: Readonly<Record<string, (text: string) => string>> = {
  NONE: (text) => text,
  LOWERCASE: (text) => text.toLowerCase(),
  URL_DECODE: percentDecoded,
  COMPRESS_WHITE_SPACE: (text) => text.replace(/[\s\u00a0]+/g, " "),
  REMOVE_NULLS: (text) => text.replaceAll("\0", ""),
  REPLACE_NULLS: (text) => text.replaceAll("\0", " "),
  NORMALIZE_PATH: normalizedPath,
};

/** Without what leads to itself or back, and slashes that follow each other (AWS WAF Developer Guide, "Using text transformations", Normalize path). */
function normalizedPath(path: string): string {
  const kept: string[] = [];
  for (const part of path
    .split("/")
    .filter((name, index, all) => name !== "." && (name !== "" || index === 0 || index === all.length - 1))) {
    if (part === ".." && kept.length > 1) kept.pop();
    else kept.push(part);
  }
  return kept.join("/");
}

/** Those that leave a text as long as it was. */
const OF_SAME_SIZE: readonly unknown[] = ["NONE", "LOWERCASE", "REPLACE_NULLS"];

/** The texts of a field after a statement's text transformations, in the order of their priorities; undefined where one of them isn't computed. */
export function transformed(texts: readonly string[] | undefined, statement: Arguments): readonly string[] | undefined {
  const ordered = [...blocks(statement, "text_transformation")].sort((a, b) => Number(a.priority) - Number(b.priority));
  const steps = ordered.map(({ type }) => TRANSFORMATIONS[String(type)]);
  if (texts === undefined || (texts.length > 0 && steps.some((step) => step === undefined))) return undefined;
  return texts.map((text) => steps.reduce((changed, step) => step!(changed), text));
}

/** In bytes, after a statement's text transformations, of each text of a field; undefined where it isn't known. */
export function transformedSizes({ texts, bytes }: InspectedField, statement: Arguments): readonly (number | undefined)[] {
  if (texts !== undefined) return transformed(texts, statement)?.map((text) => Buffer.byteLength(text)) ?? [undefined];
  return [blocks(statement, "text_transformation").every(({ type }) => OF_SAME_SIZE.includes(type)) ? bytes : undefined];
}
