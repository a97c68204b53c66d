import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { isUnknown, texts } from "./arguments";
import { Known, every, not, some } from "./known";
import { matchesPattern } from "./wildcards";

/** What CloudFront asks of a bucket. */
export interface BucketRequest {
  readonly distribution: Resource;
  readonly bucket: Resource;
  readonly action: string;
  /** The object's key; undefined for what is asked of the bucket itself. */
  readonly key?: string;
  readonly protocol: "http" | "https";
}

/** A statement of a bucket's policy. */
export interface BucketStatement {
  /** The policy that it is in, which its references are those of. */
  readonly policy: Resource;
  readonly statement: Arguments;
}

/** What a bucket's policy says of a request. */
export interface BucketDecision {
  readonly allowed: boolean;
  /** The statements of which only AWS knows whether they are about the request: those that allow are taken to be, those that deny not to be. */
  readonly assumed: readonly BucketStatement[];
}

/** Who reads for CloudFront: the service by origin access control, an origin access identity, or everybody. */
const READER = /^cloudfront\.amazonaws\.com$|CloudFront Origin Access Identity|cloudfront_origin_access_identity|^\*$/;
/** What CloudFront speaks to S3 at least, where it speaks TLS. */
const TLS_VERSION = 1.2;

/** Decides a request: a deny wins, and what no statement allows is denied (IAM User Guide, "Policy evaluation logic"). */
export function decideBucketRequest(
  configuration: Configuration,
  statements: readonly BucketStatement[],
  request: BucketRequest,
): BucketDecision {
  const found = statements.map((one) => ({ one, isDeny: one.statement.Effect === "Deny", matches: isAbout(configuration, one, request) }));
  const isDenied = found.some(({ isDeny, matches }) => isDeny && matches === true);
  const allows = found.filter(({ isDeny, matches }) => !isDeny && matches !== false);
  const isSure = allows.some(({ matches }) => matches === true);
  const allowed = !isDenied && allows.length > 0;
  const unknown = found.filter(({ isDeny, matches }) => matches === undefined && (isDeny ? allowed : allowed && !isSure));
  return { allowed, assumed: unknown.map(({ one }) => one) };
}

function isAbout(configuration: Configuration, { policy, statement }: BucketStatement, request: BucketRequest): Known {
  const { Principal, Action, Resource: resources, Condition = {} } = statement;
  if (Principal === undefined || Action === undefined || resources === undefined) return undefined;
  return every([
    isReader(Principal),
    texts(Action).some((pattern) => matchesPattern(pattern, request.action, { caseSensitive: false })),
    some(texts(resources).map((pattern) => isResource(configuration, policy, pattern, request))),
    ...Object.entries<Arguments>(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => holds(configuration, policy, operator, key, texts(values), request)),
    ),
  ]);
}

function isReader(principal: unknown): boolean {
  const all = typeof principal === "object" && principal !== null ? Object.values(principal).flatMap(texts) : texts(principal);
  return all.some((one) => READER.test(one));
}

/** Whether a resource of a statement is the bucket, or its object. */
function isResource(configuration: Configuration, policy: Resource, pattern: string, { bucket, key }: BucketRequest): Known {
  if (pattern === "*") return true;
  const below = key === undefined ? "" : `/${key}`;
  const [, name = pattern] = /^arn:[^:]*:s3:::([\s\S]*)$/.exec(pattern) ?? [];
  const [, reference, rest = ""] = /^(\$\{[^}]*\})([\s\S]*)$/.exec(name) ?? [];
  if (reference !== undefined) {
    const named = configuration.find(configuration.key(policy, reference));
    return named && named.key === bucket.key && matchesPattern(rest, below);
  }
  if (name === "*") return true;
  const own: unknown = bucket.args.bucket;
  return typeof own === "string" && !isUnknown(own) && !isUnknown(name) ? matchesPattern(name, `${own}${below}`) : undefined;
}

/** Whether a condition is met, as far as a request of CloudFront's has its key (IAM User Guide, "AWS global condition context keys"; Amazon S3 condition keys). */
function holds(
  configuration: Configuration,
  policy: Resource,
  operator: string,
  key: string,
  values: readonly string[],
  { distribution, protocol }: BucketRequest,
): Known {
  const [, name, ifExists] = /^(\w+?)(IfExists)?$/.exec(operator) ?? [];
  switch (key.toLowerCase()) {
    case "aws:securetransport":
      return name === "Bool" ? values.includes(String(protocol === "https")) : undefined;
    case "aws:sourcearn": {
      const isOne = some(values.map((value) => isDistribution(configuration, policy, value, distribution)));
      return /^(String|Arn)Not/.test(operator) ? not(isOne) : isOne;
    }
    case "s3:tlsversion":
      if (protocol === "http") return ifExists !== undefined;
      return name === "NumericLessThan" && values.every((value) => Number(value) <= TLS_VERSION) ? false : undefined;
    default:
      return undefined;
  }
}

/** Whether the ARN in a condition is the distribution's: distributions with a wildcard are taken to be those of its account. */
function isDistribution(configuration: Configuration, policy: Resource, value: string, distribution: Resource): Known {
  const key = configuration.key(policy, value);
  const named = configuration.find(key);
  if (named) return named.key === distribution.key;
  if (isUnknown(value)) return undefined;
  if (value === "*") return true;
  const [, id] = /^arn:[^:]*:cloudfront::[^:]*:distribution\/(.+)$/.exec(value) ?? [];
  if (id === undefined) return false;
  return id === "*" ? true : undefined;
}
