import { S3BucketCorsConfiguration, S3BucketCorsConfigurationCorsRule } from "@cdktf/provider-aws/lib/s3-bucket-cors-configuration";
import { Construct } from "constructs";
import { NUMBER, PropType, PropTypes, STRINGS, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { BucketIdentity } from "./bucket-identity";

const METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE"] as const;

/** What a browser lets pages of other origins do. Grants decide all the same who may read or write. */
export interface CorsRule {
  /** Origins such as `https://app.example.com`, each with one `*` at most. */
  readonly allowedOrigins: readonly string[];
  /** The methods of requests that pages of these origins may send. */
  readonly allowedMethods: readonly ("GET" | "HEAD" | "PUT" | "POST" | "DELETE")[];
  /** Request headers that are allowed, each with one `*` at most. @default - none */
  readonly allowedHeaders?: readonly string[];
  /** Response headers that pages may read. @default - those that browsers always expose */
  readonly exposeHeaders?: readonly string[];
  /** How long a browser may cache the response to a preflight request, 0 to 86400 seconds. @default 3600 */
  readonly maxAgeSeconds?: number;
}

const PROPS: PropTypes<CorsRule> = {
  allowedOrigins: STRINGS,
  allowedMethods: STRINGS as PropType<CorsRule["allowedMethods"]>,
  allowedHeaders: optional(STRINGS),
  exposeHeaders: optional(STRINGS),
  maxAgeSeconds: optional(NUMBER),
};

/** S3's limit (S3 User Guide, "Elements of a CORS configuration"). */
const MAX_RULES = 100;
const ORIGIN = /^(\*|https?:\/\/[A-Za-z0-9.*-]+(:\d{1,5})?)$/;

/** Records what S3 refuses in CORS rules. */
export function checkCors(validator: Validator, rules: readonly CorsRule[]): void {
  validator.known("corsRules", rules);
  if (!Array.isArray(rules)) return;
  validator.check(
    "corsRules",
    rules.length,
    rules.length <= MAX_RULES,
    `must be ${MAX_RULES} rules or fewer`,
    "Join rules of the same methods.",
  );
  rules.forEach((rule, index) => checkRule(validator, rule, `corsRules[${index}]`));
}

/** The CORS configuration of a bucket. */
export function createCors(
  scope: Construct,
  rules: readonly CorsRule[],
  bucket: Pick<BucketIdentity, "bucketName" | "provider">,
): S3BucketCorsConfiguration {
  return new S3BucketCorsConfiguration(scope, "Cors", {
    bucket: bucket.bucketName,
    corsRule: rules.map(corsRule),
    provider: bucket.provider,
  });
}

function checkRule(validator: Validator, rule: CorsRule, prop: string): void {
  validator.props(rule, PROPS, prop);
  for (const name of ["allowedOrigins", "allowedMethods"] as const) {
    validator.check(`${prop}.${name}`, rule[name], rule[name].length > 0, "must not be empty", "Name at least one.");
  }
  for (const origin of rule.allowedOrigins) {
    validator.check(
      `${prop}.allowedOrigins`,
      origin,
      ORIGIN.test(origin) && oneWildcard(origin),
      "must be a scheme and a host, with one * at most and nothing behind the host but a port",
      'Write it as "https://app.example.com".',
    );
  }
  for (const method of rule.allowedMethods) validator.oneOf(`${prop}.allowedMethods`, method, METHODS);
  for (const header of rule.allowedHeaders ?? []) {
    validator.check(`${prop}.allowedHeaders`, header, oneWildcard(header), "must hold one * at most", 'Write it as "x-amz-*".');
  }
  validator.integerBetween(`${prop}.maxAgeSeconds`, rule.maxAgeSeconds, 0, 86_400, "seconds");
}

function corsRule(rule: CorsRule): S3BucketCorsConfigurationCorsRule {
  return {
    allowedOrigins: [...rule.allowedOrigins],
    allowedMethods: [...rule.allowedMethods],
    allowedHeaders: rule.allowedHeaders && [...rule.allowedHeaders],
    exposeHeaders: rule.exposeHeaders && [...rule.exposeHeaders],
    maxAgeSeconds: rule.maxAgeSeconds ?? 3600,
  };
}

function oneWildcard(text: string): boolean {
  return text.split("*").length <= 2;
}
