import { BOOLEAN, PropType, PropTypes, STRING, either, list, oneOf, optional, record } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { CacheSettings, checkCacheSettings, keyedByHeader, withHeader } from "./cache-policy";
import { EdgeFunctions, checkEdgeFunctions } from "./function-associations";
import { IKeyGroup, KEY_GROUP } from "./key-group";
import { Origins, isBucketOrigin, isOriginGroup, originsBehind } from "./origin";
import { IRealTimeLog, REAL_TIME_LOG } from "./real-time-log";
import { ResponseHeaders, checkResponseHeaders } from "./response-headers";

const METHODS = ["read", "all"] as const;
const FORWARDED = ["everything", "everythingButHost", "cors", "nothing"] as const;
const VIEWER_PROTOCOLS = ["redirect-to-https", "https-only"] as const;
const MAX_KEY_GROUPS = 4;

/**
 * What CloudFront does with the requests for some paths. `staticAssets`, `singlePageApp`, `passThrough` and `cachedApi` make the usual ones; their
 * members can be changed like those of any object.
 */
export interface Behavior {
  /** The name of the origin, or of the origin group, that requests go to. */
  readonly origin: string;
  /** `read` allows GET, HEAD and OPTIONS, `all` also POST, PUT, PATCH and DELETE; others get status 403. @default "read" */
  readonly methods?: "read" | "all";
  /** How long responses are cached, and what tells one from another. @default "disabled" */
  readonly cache?: "disabled" | CacheSettings;
  /**
   * What of the viewer's request reaches the origin besides the cache key: every header, cookie and query string, the same without Host, the headers of CORS
   * alone, or nothing. A load balancer whose rules look at the host, or whose service asks for it, needs `everything`, and a certificate that holds the viewers' names.
   * With `cors`, `Origin` is a part of the cache key: a response says which origin may read it.
   *
   * @default "nothing"
   */
  readonly forward?: "everything" | "everythingButHost" | "cors" | "nothing";
  /** Whether CloudFront compresses what it caches and the origin hasn't compressed. @default true */
  readonly compress?: boolean;
  /** What happens to plain HTTP. @default "redirect-to-https" */
  readonly viewerProtocol?: "redirect-to-https" | "https-only";
  /** The document that paths without a file extension read, such as `/index.html`: the views of a single-page app are no objects. @default - none */
  readonly indexDocument?: string;
  /** Headers of the responses. @default - the distribution's */
  readonly responseHeaders?: ResponseHeaders;
  /** CloudFront functions. @default - none */
  readonly functions?: EdgeFunctions;
  /** Up to 4 key groups: a request whose URL or cookies no key of theirs has signed gets status 403. @default - none: everybody may read */
  readonly keyGroups?: readonly IKeyGroup[];
  /** Where each request is logged within seconds. @default - nowhere */
  readonly realTimeLog?: IRealTimeLog;
}

const ORIGIN_NAME: PropType<string> = {
  ...STRING,
  rule: "must be the name of an origin",
  fix: "Add it to origins, and write its name here.",
};

const BEHAVIOR: PropTypes<Behavior> = {
  origin: ORIGIN_NAME,
  methods: optional(oneOf(METHODS)),
  cache: optional(either<"disabled", CacheSettings>(oneOf(["disabled"] as const), record())),
  forward: optional(oneOf(FORWARDED)),
  compress: optional(BOOLEAN),
  viewerProtocol: optional(oneOf(VIEWER_PROTOCOLS)),
  indexDocument: optional(STRING),
  responseHeaders: optional(record()),
  functions: optional(record()),
  keyGroups: optional(list()),
  realTimeLog: optional(REAL_TIME_LOG),
};

/** Records a behavior that CloudFront refuses, or that couldn't answer. @param prop where it stands: `behaviors["/static/*"]` */
export function checkBehavior(validator: Validator, prop: string, behavior: Behavior, origins: Origins): void {
  validator.props(behavior, BEHAVIOR, prop).known(`${prop}.cache`, behavior.cache).known(`${prop}.indexDocument`, behavior.indexDocument);
  const { cache, functions, indexDocument, keyGroups } = behavior;
  const names = Object.keys(origins);
  if (cache && cache !== "disabled") checkCacheSettings(validator, `${prop}.cache`, cache);
  checkEdgeFunctions(validator, `${prop}.functions`, functions);
  checkResponseHeaders(validator, behavior.responseHeaders, `${prop}.responseHeaders`);
  validator
    .check(
      `${prop}.origin`,
      behavior.origin,
      Object.hasOwn(origins, behavior.origin),
      `must be the name of an origin${names.length > 0 ? `: ${names.join(", ")}` : ""}`,
      "Add it to origins, or name another.",
    )
    .matches(
      `${prop}.indexDocument`,
      indexDocument,
      /^\/([\w.~-]+\/)*[\w~-]+(\.[\w~-]+)+$/,
      "must be the path of a file: a slash before each part, and an extension",
      'Write it as "/index.html".',
    )
    .check(
      `${prop}.indexDocument`,
      indexDocument,
      !(indexDocument && functions?.viewerRequest),
      "must be left out where functions.viewerRequest is given: one function runs on a request",
      "Rewrite the path in your function.",
    )
    .check(
      `${prop}.keyGroups`,
      keyGroups,
      !keyGroups || (keyGroups.length >= 1 && keyGroups.length <= MAX_KEY_GROUPS),
      `must hold 1 to ${MAX_KEY_GROUPS} key groups`,
      "Put several keys into one group.",
    );
  keyGroups?.forEach((group, index) => validator.props({ group }, { group: KEY_GROUP }, `${prop}.keyGroups[${index}]`));
  checkOriginOf(validator, prop, behavior, origins);
}

function checkOriginOf(validator: Validator, prop: string, behavior: Behavior, origins: Origins): void {
  const { origin, methods, forward, cache } = behavior;
  const isGroup = Boolean(origins[origin] && isOriginGroup(origins[origin]));
  const readsBucket = originsBehind(origins, origin).some(isBucketOrigin);
  validator
    .check(
      `${prop}.methods`,
      methods,
      !(isGroup && methods === "all"),
      "must be read with an origin group: requests that write never fail over",
      "Send the paths that are written to one origin.",
    )
    .check(
      `${prop}.methods`,
      methods,
      !(readsBucket && !isGroup && methods === "all"),
      "must be read with a bucket, which viewers can't write to",
      "Leave it out.",
    )
    .check(
      `${prop}.forward`,
      forward,
      !(readsBucket && (forward === "everything" || forward === "everythingButHost")),
      "must be cors or nothing with a bucket: S3 refuses requests whose signed headers the viewer decides on",
      "Leave it out.",
    );
  // CloudFront API Reference, CreateCachePolicy with S3 origins: the signature is made of CloudFront's own.
  for (const header of ["host", "authorization"]) {
    validator.check(
      `${prop}.cache.headers`,
      header,
      !(readsBucket && keyedByHeader(cache, header)),
      "must not hold it with a bucket: CloudFront signs its requests to S3 by headers of its own",
      "Leave it out.",
    );
  }
}

/**
 * How a behavior caches; undefined where it doesn't. With the headers of CORS the origin allows who asked, so that `Origin` tells one response from another
 * (CloudFront Developer Guide, "Configure CloudFront to respect CORS settings"). The others belong to preflight requests, whose answers aren't cached. Pure.
 */
export function cacheOf({ cache, forward }: Behavior): CacheSettings | undefined {
  if (!cache || cache === "disabled") return undefined;
  return forward === "cors" ? withHeader(cache, "origin") : cache;
}

/** The parameter by which S3 is asked for a version (Amazon S3 API Reference, GetObject). */
const VERSION_ID = "versionId";

/** Whether viewers can ask a bucket for versions of its objects. Pure. */
export function readsVersions({ cache }: Behavior): boolean {
  return typeof cache === "object" && Array.isArray(cache.queryStrings) && cache.queryStrings.includes(VERSION_ID);
}

/** Whether one viewer's response may be another's: something that isn't in the cache key reaches the origin. Pure. */
export function sharesAcrossViewers({ cache, forward }: Behavior): boolean {
  return Boolean(cache && isKnown(cache) && cache !== "disabled") && (forward === "everything" || forward === "everythingButHost");
}
