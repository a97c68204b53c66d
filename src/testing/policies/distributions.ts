import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { block, blocks } from "./blocks";

/** A distribution's behaviors, the default one first. */
export function behaviorsOf({ args }: Resource): Arguments[] {
  return [...blocks(args.default_cache_behavior), ...blocks(args.ordered_cache_behavior)];
}

/** What a message calls a behavior: by its path pattern, `*` for the default one. */
export function nameOfBehavior({ path_pattern: pattern }: Arguments): string {
  return `behavior ${String(pattern ?? "*")}`;
}

export function originsOf({ args }: Resource): Arguments[] {
  return blocks(args.origin);
}

/** Whether an origin is a bucket, rather than the website that S3 makes of one. */
export function isBucketOrigin({ custom_origin_config: custom, vpc_origin_config: vpc, domain_name: name }: Arguments): boolean {
  return block(custom) === undefined && block(vpc) === undefined && /\.s3[.-]|aws_s3_bucket\./.test(String(name));
}

/** How CloudFront connects to origins that aren't buckets: of distributions, and of VPC origins. */
export function customOrigins(configuration: Configuration): { readonly resource: Resource; readonly settings: Arguments }[] {
  return [
    ...configuration
      .all("aws_cloudfront_distribution")
      .flatMap((resource) =>
        originsOf(resource).flatMap(({ custom_origin_config: custom }) => blocks(custom).map((settings) => ({ resource, settings }))),
      ),
    ...configuration
      .all("aws_cloudfront_vpc_origin")
      .flatMap((resource) => blocks(resource.args.vpc_origin_endpoint_config).map((settings) => ({ resource, settings }))),
  ];
}
