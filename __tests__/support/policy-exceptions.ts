/** The rules that the examples don't keep, and why. */
import { PolicyException } from "../../src/testing";

const EXPIRES = "2027-11-30";

/** An exception from some rules at some constructs. */
function except(rules: readonly string[], paths: readonly string[], reason: string): PolicyException[] {
  return rules.flatMap((rule) => paths.map((path) => ({ rule, path, reason, expires: EXPIRES })));
}

const NETWORK = [
  ...except(["ec2-api-endpoint"], ["Network"], "Instances call no EC2 API, and an endpoint costs in each AZ."),
  ...except(["ec2-incident-endpoints", "ec2-registry-endpoints"], ["Network"], "Nothing here calls Incident Manager or ECR."),
];

const serviceExceptions = (...services: readonly string[]): PolicyException[] => [
  ...except(["autoscaling-several-types"], services, "A capacity plan counts instances of one size."),
  ...except(
    ["elb-health-check-encryption", "elb-target-encryption"],
    services,
    'HTTP stays within the VPC; a service with a certificate has targetProtocol "HTTPS".',
  ),
];

const PORT = except(["rds-default-port"], ["Database"], "Another port hides nothing from whoever can connect.");
const FAILOVER = except(
  ["cloudfront-origin-failover"],
  ["Edge/Distribution"],
  "An origin group fails over for reading alone, and nothing else could answer the API.",
);

const PLATFORM = [...NETWORK, ...serviceExceptions("TradingApi", "WebFrontend"), ...PORT, ...FAILOVER];

/** Whoever tries things destroys what they have tried. */
const FOR_TRYING = [
  ...except(
    ["terraform-prevent-destroy", "terraform-no-force-destroy"],
    ["*"],
    "An environment for trying things is destroyed by its users.",
  ),
  ...except(["elasticache-final-snapshot"], ["Cache"], "An environment for trying things is destroyed by its users."),
  ...except(["elb-deletion-protection"], ["LoadBalancer"], "An environment for trying things is destroyed by its users."),
  ...except(["rds-deletion-protection", "rds-final-snapshot"], ["Database"], "An environment for trying things is destroyed by its users."),
];

/** Of the platform, by environment. */
export const PLATFORM_EXCEPTIONS: Readonly<Record<string, readonly PolicyException[]>> = {
  local: [...PLATFORM, ...FOR_TRYING, ...except(["route53-query-logs"], ["Zone"], "The emulator has no log groups in another region.")],
  dev: [
    ...PLATFORM,
    ...FOR_TRYING,
    ...except(["rds-backup-retention", "rds-several-zones"], ["Database"], "Its data can be made again, and one instance costs half."),
  ],
  prod: PLATFORM,
};

/** Of the examples of the gallery together. */
export const GALLERY_EXCEPTIONS: readonly PolicyException[] = [
  ...NETWORK,
  ...except(["ec2-systems-manager-endpoint"], ["Network"], "No instance is in it that Session Manager would reach."),
  ...serviceExceptions("Quotes"),
  ...PORT,
  ...FAILOVER,
  ...except(["s3-bucket-access-logs"], ["TradeRecords/Replica"], "S3 alone writes to a replica; BucketAuditTrail tells who reads."),
];

/** Of an account's state bucket, by account. */
export const STATE_EXCEPTIONS: Readonly<Record<string, readonly PolicyException[]>> = Object.fromEntries(
  ["local", "dev", "prod"].map((name) => [
    name,
    [
      ...except(
        ["iam-no-decryption-of-all-keys"],
        [`Roles/Boundary-trading-${name}`],
        "A permissions boundary allows nothing by itself: the roles' grants name the key.",
      ),
      ...except(
        ["iam-no-decryption-of-all-keys"],
        [`Roles/Read-trading-${name}`, `Roles/Platform-trading-${name}`],
        "Keys with the stack's tags alone, through named services alone: conditions, which the control doesn't look at.",
      ),
      ...(name === "dev" ? [] : except(["s3-bucket-access-logs"], ["States/Replica"], "S3 alone writes to a replica, in another region.")),
      ...(name === "local"
        ? except(["terraform-prevent-destroy", "terraform-no-force-destroy"], ["*"], "The emulator is started anew.")
        : []),
    ],
  ]),
);
