import { Breakage } from "./breakage";
import { APPLICATION_AUTO_SCALING } from "./services/application-auto-scaling";
import { AUTO_SCALING } from "./services/auto-scaling";
import { CLOUDFRONT } from "./services/cloudfront";
import { CLOUDWATCH } from "./services/cloudwatch";
import { CLOUDWATCH_LOGS } from "./services/cloudwatch-logs";
import { EC2 } from "./services/ec2";
import { ELASTIC_LOAD_BALANCING } from "./services/elastic-load-balancing";
import { ELASTICACHE } from "./services/elasticache";
import { IAM } from "./services/iam";
import { KMS } from "./services/kms";
import { RDS } from "./services/rds";
import { ROUTE_53 } from "./services/route-53";
import { S3 } from "./services/s3";
import { SNS } from "./services/sns";
import { WAF } from "./services/waf";

export const BREAKAGES: readonly Breakage[] = [
  ...KMS,
  ...EC2,
  ...IAM,
  ...S3,
  ...ELASTIC_LOAD_BALANCING,
  ...AUTO_SCALING,
  ...APPLICATION_AUTO_SCALING,
  ...RDS,
  ...ELASTICACHE,
  ...CLOUDFRONT,
  ...WAF,
  ...ROUTE_53,
  ...CLOUDWATCH,
  ...CLOUDWATCH_LOGS,
  ...SNS,
];

/** At most so many of them, spread over the services: other ones each day, until all had their turn. */
export function sampleOf<T>(all: readonly T[], count: number, day: number): readonly T[] {
  const days = Math.ceil(all.length / count);
  return all.filter((_, index) => index % days === day % days);
}
