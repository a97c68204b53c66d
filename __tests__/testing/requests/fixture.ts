import { Arguments, RequestSimulation, SynthesizedStack, ViewerRequest, simulateRequest } from "../../../src/testing";

/** Resources by type and id, as in Terraform's JSON. */
export type Resources = Readonly<Record<string, Readonly<Record<string, Arguments>>>>;

export const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
export const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
export const ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";
export const ALL_METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/** Reads, uncached, from a server on the internet. */
export const BEHAVIOR: Arguments = {
  target_origin_id: "server",
  viewer_protocol_policy: "redirect-to-https",
  allowed_methods: ["GET", "HEAD"],
  cached_methods: ["GET", "HEAD"],
  cache_policy_id: CACHING_DISABLED,
};

export const SERVER: Arguments = {
  origin_id: "server",
  domain_name: "origin.example.com",
  custom_origin_config: { http_port: 80, https_port: 443, origin_protocol_policy: "https-only", origin_ssl_protocols: ["TLSv1.2"] },
};

/** A bucket that CloudFront reads by an origin access control. */
export const BUCKET: Arguments = {
  origin_id: "bucket",
  domain_name: "${aws_s3_bucket.Assets.bucket_regional_domain_name}",
  origin_access_control_id: "E2QWRUHEXAMPLE",
};

/** A distribution for www.example.com. */
export const DISTRIBUTION: Arguments = {
  enabled: true,
  aliases: ["www.example.com"],
  default_cache_behavior: BEHAVIOR,
  origin: [SERVER],
  restrictions: { geo_restriction: { restriction_type: "none" } },
  viewer_certificate: { acm_certificate_arn: "${aws_acm_certificate.Site.arn}", ssl_support_method: "sni-only" },
};

const BASE: Resources = { aws_acm_certificate: { Site: { domain_name: "example.com", subject_alternative_names: ["*.example.com"] } } };

/** A stack with the distribution, changed, and other resources. */
export function stackOf(distribution: Arguments = {}, ...others: readonly Resources[]): SynthesizedStack {
  const all: readonly Resources[] = [BASE, { aws_cloudfront_distribution: { Site: { ...DISTRIBUTION, ...distribution } } }, ...others];
  const types = [...new Set(all.flatMap((set) => Object.keys(set)))];
  return new SynthesizedStack({
    resource: Object.fromEntries(types.map((type) => [type, Object.assign({}, ...all.map((set) => set[type] ?? {}))])),
  });
}

/** What happens to a request to such a stack, for the site's root where nothing else is said. */
export function simulate(stack: SynthesizedStack, request: Partial<ViewerRequest> = {}): RequestSimulation {
  return simulateRequest(stack, { url: "https://www.example.com/", ...request });
}

/** The same with another default behavior. */
export function simulateBehavior(
  behavior: Arguments,
  request: Partial<ViewerRequest> = {},
  ...others: readonly Resources[]
): RequestSimulation {
  return simulate(stackOf({ default_cache_behavior: { ...BEHAVIOR, ...behavior } }, ...others), request);
}

/** The sentences of a stage. */
export function sentences({ steps }: RequestSimulation, stage: string): readonly string[] {
  return steps.filter((step) => step.stage === stage).map(({ sentence }) => sentence);
}

/** All that a simulation tells: its steps, what it takes for granted, and what comes of it. */
export function told({ steps, assumptions, explanation }: RequestSimulation): readonly string[] {
  return [
    ...steps.map(({ stage, resource, sentence }) => `${stage} · ${resource} · ${sentence}`),
    ...assumptions.map((sentence) => `assumed · ${sentence}`),
    explanation,
  ];
}
