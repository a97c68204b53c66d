import { Token } from "cdktf";
import { CorsRule } from "../../modules/storage";
import { messageOf } from "../support/synth";
import { invalid, makeBucket } from "./fixture";

function corsRule(rule: CorsRule) {
  return makeBucket({ corsRules: [rule] })
    .synthesized()
    .resource("aws_s3_bucket_cors_configuration").cors_rule;
}

describe("CORS", () => {
  test("lets pages of the origins named use the methods named, and browsers cache that for an hour", () => {
    expect(corsRule({ allowedOrigins: ["https://app.example.com"], allowedMethods: ["GET"] })).toEqual([
      { allowed_origins: ["https://app.example.com"], allowed_methods: ["GET"], max_age_seconds: 3600 },
    ]);
  });

  test("takes wildcards, ports and headers", () => {
    const full: CorsRule = {
      allowedOrigins: ["https://*.example.com", "http://localhost:3000", "*"],
      allowedMethods: ["PUT", "POST"],
      allowedHeaders: ["x-amz-*"],
      exposeHeaders: ["ETag"],
      maxAgeSeconds: 0,
    };
    expect(corsRule(full)).toEqual([
      {
        allowed_origins: ["https://*.example.com", "http://localhost:3000", "*"],
        allowed_methods: ["PUT", "POST"],
        allowed_headers: ["x-amz-*"],
        expose_headers: ["ETag"],
        max_age_seconds: 0,
      },
    ]);
  });

  test("isn't configured for a list of no rules", () => {
    expect(makeBucket({ corsRules: [] }).synthesized().resources("aws_s3_bucket_cors_configuration")).toEqual({});
  });

  // S3 User Guide, "Elements of a CORS configuration": up to 100 rules.
  test("takes a hundred rules", () => {
    const rules = Array.from({ length: 100 }, (_, index): CorsRule => ({
      allowedOrigins: [`https://app${index}.example.com`],
      allowedMethods: ["GET"],
    }));
    const { cors_rule } = makeBucket({ corsRules: rules }).synthesized().resource("aws_s3_bucket_cors_configuration");
    expect(cors_rule).toHaveLength(100);
  });

  test.each(["GET", "HEAD", "PUT", "POST", "DELETE"] as const)("lets pages send %s", (method) => {
    expect(corsRule({ allowedOrigins: ["https://app.example.com"], allowedMethods: [method] })[0].allowed_methods).toEqual([method]);
  });

  test("lets browsers cache for a day, as long as any of them does", () => {
    expect(corsRule({ allowedOrigins: ["*"], allowedMethods: ["GET"], maxAgeSeconds: 86_400 })[0].max_age_seconds).toBe(86_400);
  });
});

test("CORS rules in a list that only Terraform knows are refused", () => {
  expect(messageOf(() => makeBucket({ corsRules: Token.asList("${var.rules}") as never }))).toBe(
    invalid(
      "Assets",
      'corsRules: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ),
  );
});
