import { S3BucketCorsConfigurationCorsRule } from "@cdktf/provider-aws/lib/s3-bucket-cors-configuration";
import { Validator } from "../../src/internal/validator";

const METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE"] as const;

/** What a browser lets pages of other origins do; who may read or write is decided by grants all the same. */
export interface CorsRule {
  /** Origins such as `https://app.example.com`, each with one `*` at most. */
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly (typeof METHODS)[number][];
  /** Request headers that are let through, each with one `*` at most. @default - none */
  readonly allowedHeaders?: readonly string[];
  /** Response headers that the page may read. @default - those that browsers always show */
  readonly exposeHeaders?: readonly string[];
  /** How long a browser may keep the answer to its preflight request, 0 to 86400. @default 3600 */
  readonly maxAgeSeconds?: number;
}

/** S3's limit (S3 User Guide, "Elements of a CORS configuration"). */
const MAX_RULES = 100;
const ORIGIN = /^(\*|https?:\/\/[A-Za-z0-9.*-]+(:\d{1,5})?)$/;

export function checkCors(validator: Validator, rules: readonly CorsRule[]): void {
  validator.check(
    "corsRules",
    rules.length,
    rules.length <= MAX_RULES,
    `must be ${MAX_RULES} rules or fewer`,
    "Join rules of the same methods.",
  );
  rules.forEach((rule, index) => {
    const prop = `corsRules[${index}]`;
    for (const [name, values] of [
      ["allowedOrigins", rule.allowedOrigins],
      ["allowedMethods", rule.allowedMethods],
    ] as const) {
      validator.check(`${prop}.${name}`, values, values.length > 0, "must not be empty", "Name at least one.");
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
  });
}

/** The rules in the provider's terms. Pure. */
export function corsRules(rules: readonly CorsRule[]): S3BucketCorsConfigurationCorsRule[] {
  return rules.map((rule) => ({
    allowedOrigins: [...rule.allowedOrigins],
    allowedMethods: [...rule.allowedMethods],
    allowedHeaders: rule.allowedHeaders && [...rule.allowedHeaders],
    exposeHeaders: rule.exposeHeaders && [...rule.exposeHeaders],
    maxAgeSeconds: rule.maxAgeSeconds ?? 3600,
  }));
}

function oneWildcard(text: string): boolean {
  return text.split("*").length <= 2;
}
