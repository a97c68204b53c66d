import { isIP } from "node:net";
import { countryMeant, isCountry } from "./countries";
import { closestTo } from "./spelling";

/** How AWS wants a text to be written: the rule, and what to write instead. */
export interface Format {
  readonly rule: string;
  readonly fix: string;
  holds(text: string): boolean;
  /** What to write instead of a text whose mistake is known. @default - `fix` */
  fixOf?(text: string): string | undefined;
}

function format(pattern: RegExp, rule: string, fix: string): Format {
  return { rule, fix, holds: (text) => pattern.test(text) };
}

/** A name of DNS. What JavaScript makes of a variable that isn't set is none, as in `undefined.example.com`. */
function nameFormat(pattern: RegExp, rule: string, fix: string): Format {
  return {
    rule,
    fix,
    holds: (text) => pattern.test(text) && !isOfNothing(text),
    fixOf: (text) => (isOfNothing(text) ? "Set the variable that it is made of." : undefined),
  };
}

function isOfNothing(name: string): boolean {
  return name.split(".").some((label) => ["undefined", "null", "NaN"].includes(label));
}

function didYouMean(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `Did you mean ${name}?`;
}

/** An ARN of a service; `resource` is a pattern of what comes behind the account. */
function arn(service: string, resource: string, rule: string, fix: string): Format {
  return format(new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]*:\\d{12}:${resource}$`), rule, fix);
}

/** An id that EC2 has made. */
function ec2Id(prefix: string, what: string): Format {
  return format(new RegExp(`^${prefix}-[0-9a-f]+$`), `must be ${what}`, `Copy the one that begins with "${prefix}-".`);
}

const CACHE_IDENTIFIER = /^(?!.*--)[a-z][a-z0-9-]{0,39}(?<!-)$/;

/** The same name, or the one at an ARN's end, in letters that ElastiCache takes; of what it can't be made of, none. */
function cacheIdentifierMeant(text: string): string | undefined {
  const name = text
    .replace(/^arn:.*:/, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-$/g, "");
  return CACHE_IDENTIFIER.test(name) && name !== text ? `Write it as "${name}".` : undefined;
}

/** Every format that props share, in one place. */
export const FORMATS = {
  accountId: format(/^\d{12}$/, "must be twelve digits", "Copy the account id, leading zeros included, as a string."),
  /** An area, a direction and a number; a region that is newer than this passes (AWS SDKs, partitions.json). */
  region: {
    ...format(
      /^[a-z]{2,}(-[a-z]+)*-(central|north|south|east|west|northeast|northwest|southeast|southwest)-\d+$/,
      "must be a region's code",
      'Give a code such as "eu-central-1".',
    ),
    fixOf: (text) => didYouMean(regionMeant(text)),
  } as Format,

  keyArn: arn(
    "kms",
    "key\\/[A-Za-z0-9-]+",
    "must be a key's ARN, not an alias",
    "Copy the whole ARN: arn:aws:kms:<region>:<account>:key/<id>.",
  ),
  certificateArn: arn("acm", "certificate\\/\\S+", "must be a certificate's ARN", 'Copy the ARN that holds "certificate/".'),
  topicArn: arn("sns", "[A-Za-z0-9_.-]+", "must be the ARN of an SNS topic", 'Write it as "arn:aws:sns:eu-central-1:111122223333:alarms".'),
  userPoolArn: arn(
    "cognito-idp",
    "userpool\\/[A-Za-z0-9_-]+",
    "must be the ARN of a Cognito user pool",
    'Copy the ARN that holds "userpool/".',
  ),
  webAclArn: arn(
    "wafv2",
    "(global|regional)\\/webacl\\/[^/]+\\/[A-Za-z0-9-]+",
    "must be a web ACL's ARN",
    'Copy the ARN that holds "/webacl/".',
  ),
  globalWebAclArn: arn(
    "wafv2",
    "global\\/webacl\\/[^/]+\\/[A-Za-z0-9-]+",
    "must be the ARN of a web ACL for CloudFront: a regional one inspects no distribution's requests",
    'Copy the ARN that holds "global/webacl/".',
  ),
  regionalWebAclArn: arn(
    "wafv2",
    "regional\\/webacl\\/[^/]+\\/[A-Za-z0-9-]+",
    "must be the ARN of a regional web ACL: one for CloudFront inspects no load balancer's requests",
    'Copy the ARN that holds "regional/webacl/".',
  ),
  queueArn: arn(
    "sqs",
    "[A-Za-z0-9_.-]+",
    "must be the ARN of an SQS queue",
    'Write it as "arn:aws:sqs:eu-central-1:111122223333:trade-records-arrived".',
  ),
  functionArn: arn(
    "lambda",
    "function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?",
    "must be the ARN of a Lambda function",
    'Write it as "arn:aws:lambda:eu-central-1:111122223333:function:on-arrival".',
  ),
  bucketArn: format(/^arn:aws[a-z-]*:s3:::[a-z0-9.-]{3,63}$/, "must be a bucket's ARN", 'Write it as "arn:aws:s3:::trading-assets".'),
  trailArn: arn("cloudtrail", "trail\\/[A-Za-z0-9._-]+", "must be a trail's ARN", 'Copy the ARN that holds "trail/".'),
  eventRuleArn: arn("events", "rule\\/\\S+", "must be the ARN of an EventBridge rule", 'Copy the ARN that holds "rule/".'),
  roleArn: arn("iam", "role\\/\\S+", "must be a role's ARN", 'Copy the ARN that holds "role/".'),
  roleName: format(/^[A-Za-z0-9_+=,.@-]{1,64}$/, "must be 1 to 64 letters, digits and _+=,.@-", 'Write it as "trading-deploy".'),
  /** IAM User Guide, "IAM JSON policy elements: Action"; a service's own actions may hold `*` and `?`. */
  policyAction: format(
    /^(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$/,
    'must be "*", or a service and an action with a colon between them',
    'Write it as "s3:GetObject".',
  ),
  /** IAM User Guide, "IAM JSON policy elements: Resource". */
  policyResource: format(/^(\*|arn:\S+)$/s, 'must be an ARN, or "*"', 'Write it as "arn:aws:s3:::trading-assets/*".'),
  /** IAM User Guide, "AWS JSON policy elements: Principal", "AWS service principals": a service's name, and what the partition's end with. */
  servicePrincipal: format(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "must be a service principal", 'Write it as "ec2.amazonaws.com".'),
  policyArn: format(
    /^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\/\S+$/,
    "must be a managed policy's ARN",
    'Copy the ARN that holds "policy/".',
  ),
  iamPath: format(/^\/([!-~]{1,510}\/)?$/, "must be a path that begins and ends with a slash", 'Write it as "/deployment/".'),
  oidcProviderArn: arn("iam", "oidc-provider\\/\\S+", "must be an OIDC provider's ARN", 'Copy the ARN that holds "oidc-provider/".'),
  secretArn: arn(
    "secretsmanager",
    "secret:\\S+-[A-Za-z0-9]{6}",
    "must be a secret's whole ARN, which ends with the six characters that Secrets Manager adds to its name",
    "Copy it from Secrets Manager.",
  ),
  loadBalancerArn: arn(
    "elasticloadbalancing",
    "loadbalancer\\/app\\/[^/]+\\/[0-9a-f]+",
    "must be an Application Load Balancer's ARN",
    'Copy the ARN that holds "loadbalancer/app/".',
  ),
  listenerArn: arn(
    "elasticloadbalancing",
    "listener\\/app\\/[^/]+\\/[0-9a-f]+\\/[0-9a-f]+",
    "must be a listener's ARN",
    'Copy the ARN that holds "listener/app/".',
  ),
  cacheSnapshotArn: arn(
    "elasticache",
    "(serverlesscachesnapshot|snapshot):[A-Za-z0-9.-]+",
    "must be the ARN of an ElastiCache snapshot",
    'Copy the ARN that holds "serverlesscachesnapshot:" or "snapshot:".',
  ),
  /** The name of a cache, a replication group or a user (ElastiCache API Reference, CreateReplicationGroup). */
  cacheIdentifier: {
    ...format(
      CACHE_IDENTIFIER,
      "must be 1 to 40 lower-case letters, digits and single dashes, beginning with a letter",
      'Write it as "trading-prod".',
    ),
    fixOf: cacheIdentifierMeant,
  } as Format,

  vpcId: ec2Id("vpc", "a VPC's id"),
  subnetId: ec2Id("subnet", "a subnet's id"),
  securityGroupId: ec2Id("sg", "a security group's id"),
  prefixListId: ec2Id("pl", "a prefix list's id"),
  transitGatewayId: ec2Id("tgw", "a transit gateway's id"),
  vpcPeeringConnectionId: ec2Id("pcx", "a VPC peering connection's id"),
  virtualPrivateGatewayId: ec2Id("vgw", "a virtual private gateway's id"),
  networkInterfaceId: ec2Id("eni", "a network interface's id"),
  allocationId: ec2Id("eipalloc", "an allocation id"),
  hostedZoneId: format(/^Z[A-Z0-9]{1,31}$/, "must be a hosted zone's id", 'Copy the one that begins with "Z".'),

  ipv4Cidr: { rule: "must be an IPv4 range", fix: 'Write it as "10.0.0.0/16".', holds: (text) => isCidr(text, 4) } as Format,
  ipv6Cidr: { rule: "must be an IPv6 range", fix: 'Write it as "fd00::/8".', holds: (text) => isCidr(text, 6) } as Format,
  cidr: {
    rule: "must be an IPv4 or IPv6 range",
    fix: 'Write it as "198.51.100.0/24".',
    holds: (text) => isCidr(text, 4) || isCidr(text, 6),
  } as Format,

  /** A name that a certificate can hold. */
  domainName: nameFormat(
    /^(?=.{1,253}$)(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    "must be a lower-case domain name",
    'Write it as "trading.example.com".',
  ),
  zoneName: nameFormat(
    /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]{2,63}$/,
    "must be a lower-case domain name without a dot at its end",
    'Write it as "example.com".',
  ),
  urlPath: format(/^\/\S{0,254}$/, "must be a path", 'Write it as "/health".'),
  /** Target groups allow more than Route 53 does (Elastic Load Balancing API reference, CreateTargetGroup). */
  healthCheckPath: format(/^\/\S{0,1023}$/, "must be a path of at most 1024 characters", 'Write it as "/health".'),
  httpsUrl: format(/^https:\/\/[^\s/]+(\/\S*)?$/, "must be an HTTPS URL", 'Write it as "https://login.example.com/oauth2/token".'),
  countryCode: {
    rule: "must be a country's ISO 3166 code of two capital letters",
    fix: 'Write it as "DE".',
    holds: isCountry,
    fixOf: (text) => didYouMean(countryMeant(text)),
  } as Format,
  emailAddress: format(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "must be an e-mail address", 'Write it as "oncall@example.com".'),

  /** The five fields that schedules of EC2 Auto Scaling have. */
  cron: {
    rule: "must be the five fields of a cron expression, each in its range",
    fix: 'Write it as "50 8 * * MON-FRI".',
    holds: isCron,
    fixOf: cronOfOtherFields,
  } as Format,
  /** EC2 Auto Scaling takes canonical names alone (API Reference, PutScheduledUpdateGroupAction). */
  timeZone: {
    rule: "must be the canonical name of an IANA time zone",
    fix: 'Write it as "Europe/Berlin".',
    holds: isTimeZone,
    fixOf: (text) => didYouMean(timeZoneMeant(text)),
  } as Format,
  localTime: format(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day", 'Write it as "09:00".'),
  date: {
    rule: "must be a date",
    fix: 'Write it as "2026-12-25".',
    holds: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && isDate(text),
  } as Format,
  timeOfDay: format(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time in UTC", 'Write it as "02:00".'),
  timestamp: {
    rule: "must be a time in UTC",
    fix: 'Write it as "2026-03-01T08:30:00Z".',
    holds: (text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) && !Number.isNaN(Date.parse(text)),
  } as Format,
} as const;

function isCidr(text: string, version: 4 | 6): boolean {
  const [address = "", prefix = "", ...rest] = text.split("/");
  return rest.length === 0 && isIP(address) === version && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
/** Minute, hour, day of the month, month, day of the week: least, most, and the names that stand for numbers. */
const CRON_FIELDS: readonly (readonly [number, number, readonly string[]])[] = [
  [0, 59, []],
  [0, 23, []],
  [1, 31, []],
  [1, 12, MONTHS],
  [0, 7, WEEKDAYS],
];

/** The five fields of what EventBridge writes with six, a question mark and a year (EventBridge User Guide, "Cron-based schedules"); it counts weekdays otherwise. */
function cronOfOtherFields(text: string): string | undefined {
  const [, inner = text] = /^cron\((.*)\)$/.exec(text) ?? [];
  if (inner !== text && isCron(inner)) return `Write it as "${inner}".`;
  const fields = inner.split(" ");
  if (fields.length !== 6 || !fields.includes("?") || /\d/.test(fields[4]!)) return undefined;
  const five = fields.slice(0, 5).join(" ").replaceAll("?", "*");
  return isCron(five) ? `Write it as "${five}", without the year.` : undefined;
}

const DIRECTIONS = ["central", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"];

/** The region whose direction is misspelt, or that an AZ is in. */
function regionMeant(text: string): string | undefined {
  const [, area, direction, number] = /^([a-z]{2,}(?:-[a-z]+)*)-([a-z]+)-(\d+)[a-z]?$/.exec(text.toLowerCase()) ?? [];
  const meant = direction === undefined ? undefined : closestTo(direction, DIRECTIONS);
  return meant === undefined ? undefined : `${area}-${meant}-${number}`;
}

function isCron(text: string): boolean {
  const fields = text.split(" ");
  return fields.length === CRON_FIELDS.length && fields.every((field, index) => isCronField(field, ...CRON_FIELDS[index]!));
}

function isCronField(field: string, least: number, most: number, names: readonly string[]): boolean {
  const isValue = (value: string): boolean =>
    names.includes(value.toUpperCase()) || (/^\d{1,2}$/.test(value) && Number(value) >= least && Number(value) <= most);
  const numberOf = (value: string): number => {
    const index = names.indexOf(value.toUpperCase());
    return index < 0 ? Number(value) : index + (names === MONTHS ? 1 : 0);
  };
  return field.split(",").every((part) => {
    const [range = "", step, ...rest] = part.split("/");
    const stepHolds = step === undefined || (/^[1-9]\d?$/.test(step) && Number(step) <= most);
    const [from = "", to = from, ...more] = range.split("-");
    const rangeHolds = range === "*" || (more.length === 0 && isValue(from) && isValue(to) && numberOf(from) <= numberOf(to));
    return rest.length === 0 && stepHolds && rangeHolds;
  });
}

const AREAS = ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Etc", "Europe", "Indian", "Pacific"];

/** Names of countries, such as `US/Eastern`, and letters, such as `EST`, are links to the canonical names. */
function isTimeZone(text: string): boolean {
  if (text === "UTC") return true;
  if (!AREAS.includes(text.split("/")[0]!)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions();
    // Node.js reads `Europe/berlin` too. It has older names for some, such as Calcutta for Kolkata.
    return timeZone === text || (timeZone.toLowerCase() !== text.toLowerCase() && /^[A-Z][^/]*(\/[A-Z][^/]*)+$/.test(text));
  } catch {
    return false;
  }
}

/** The zone that a link leads to, or whose name is nearly the same. A letter or three stand for several zones. */
function timeZoneMeant(text: string): string | undefined {
  if (!text.includes("/")) return undefined;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return closestTo(text, Intl.supportedValuesOf("timeZone"));
  }
}

/** Whether the calendar has a date; in 2026, February 29 would be read as March 1. */
function isDate(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
