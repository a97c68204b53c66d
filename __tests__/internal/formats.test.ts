import { FORMATS } from "../../src/internal/formats";

type Name = keyof typeof FORMATS;

/** Format → texts that AWS takes, and texts that it refuses. */
const EXAMPLES: Record<Name, { readonly takes: readonly string[]; readonly refuses: readonly string[] }> = {
  accountId: { takes: ["012345678901"], refuses: ["12345678901", "1234-5678-9012", "1234567890123"] },
  region: {
    takes: ["eu-central-1", "us-gov-west-1", "cn-north-1", "ap-southeast-7"],
    refuses: ["Frankfurt", "eu-central", "eu-central-1a"],
  },
  keyArn: {
    takes: ["arn:aws:kms:eu-central-1:111122223333:key/mrk-0d3c", "arn:aws-cn:kms:cn-north-1:111122223333:key/0d3c"],
    refuses: ["arn:aws:kms:eu-central-1:111122223333:alias/main", "0d3c"],
  },
  certificateArn: {
    takes: ["arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012"],
    refuses: ["arn:aws:iam::111122223333:server-certificate/main"],
  },
  topicArn: {
    takes: ["arn:aws:sns:eu-central-1:111122223333:alarms"],
    refuses: ["arn:aws:sqs:eu-central-1:111122223333:alarms", "alarms"],
  },
  userPoolArn: {
    takes: ["arn:aws:cognito-idp:eu-central-1:111122223333:userpool/eu-central-1_AbCdEfGhI"],
    refuses: ["eu-central-1_AbCdEfGhI", "arn:aws:cognito-identity:eu-central-1:111122223333:identitypool/eu-central-1:0d3c"],
  },
  webAclArn: {
    takes: [
      "arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/api/0123abcd-0123-0123-0123-0123456789ab",
      "arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/0123abcd-0123-0123-0123-0123456789ab",
    ],
    refuses: ["edge", "arn:aws:wafv2:us-east-1:111122223333:global/ipset/edge/0123abcd-0123-0123-0123-0123456789ab"],
  },
  globalWebAclArn: {
    takes: ["arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/0123abcd-0123-0123-0123-0123456789ab"],
    refuses: ["edge", "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/api/0123abcd-0123-0123-0123-0123456789ab"],
  },
  regionalWebAclArn: {
    takes: ["arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/api/0123abcd-0123-0123-0123-0123456789ab"],
    refuses: ["api", "arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/0123abcd-0123-0123-0123-0123456789ab"],
  },
  httpsUrl: {
    takes: ["https://login.example.com", "https://login.example.com/oauth2/token"],
    refuses: ["http://login.example.com/oauth2/token", "login.example.com", "https://"],
  },
  queueArn: { takes: ["arn:aws:sqs:eu-central-1:111122223333:arrivals"], refuses: ["arn:aws:sns:eu-central-1:111122223333:arrivals"] },
  functionArn: {
    takes: [
      "arn:aws:lambda:eu-central-1:111122223333:function:on-arrival_1",
      "arn:aws:lambda:eu-central-1:111122223333:function:on-arrival:$LATEST",
    ],
    refuses: [
      "on-arrival",
      "arn:aws:lambda:eu-central-1:111122223333:layer:on-arrival",
      "arn:aws:lambda:eu-central-1:1:function:on-arrival",
    ],
  },
  bucketArn: {
    takes: ["arn:aws:s3:::acme-assets", "arn:aws-cn:s3:::assets.example"],
    refuses: ["acme-assets", "arn:aws:s3:::acme-assets/*"],
  },
  trailArn: { takes: ["arn:aws:cloudtrail:eu-central-1:111122223333:trail/main"], refuses: ["main"] },
  eventRuleArn: {
    takes: ["arn:aws:events:eu-central-1:111122223333:rule/records", "arn:aws:events:eu-central-1:111122223333:rule/bus/records"],
    refuses: ["arn:aws:events:eu-central-1:111122223333:event-bus/default", "records"],
  },
  roleArn: {
    takes: ["arn:aws:iam::111122223333:role/deploy", "arn:aws:iam::111122223333:role/service/deploy"],
    refuses: ["arn:aws:iam::111122223333:user/deploy", "deploy"],
  },
  roleName: { takes: ["deploy_+=,.@-1"], refuses: ["", "a/b", "r".repeat(65)] },
  policyAction: {
    takes: ["*", "s3:GetObject", "s3:*", "kms:GenerateDataKey*", "rds-db:connect", "S3:GetObjec?"],
    refuses: ["GetObject", "s3", "s3:", "s3:Get Object", "s3*:Get", ""],
  },
  policyResource: {
    takes: ["*", "arn:aws:s3:::trading-assets/*", "arn:*:s3:::x", "arn:aws:iam::111122223333:role/a"],
    refuses: ["acme", "trading-assets/*", "aws:s3:::x", ""],
  },
  servicePrincipal: {
    takes: [
      "ec2.amazonaws.com",
      "logs.eu-central-1.amazonaws.com",
      "ec2.amazonaws.com.cn",
      "delivery.logs.amazonaws.com",
      "ec2.c2s.ic.gov",
    ],
    refuses: ["ec2", "EC2.amazonaws.com", "arn:aws:iam::111122223333:root", ""],
  },
  policyArn: {
    takes: ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws-cn:iam::111122223333:policy/deployment/boundary"],
    refuses: ["ReadOnlyAccess", "arn:aws:iam::111122223333:role/boundary"],
  },
  iamPath: { takes: ["/", "/deployment/", "/a/b/"], refuses: ["", "deployment", "/deployment", "deployment/", "/de ployment/"] },
  oidcProviderArn: {
    takes: ["arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"],
    refuses: ["token.actions.githubusercontent.com"],
  },
  secretArn: { takes: ["arn:aws:secretsmanager:eu-central-1:111122223333:secret:api-AbCdEf"], refuses: ["api-AbCdEf"] },
  loadBalancerArn: {
    takes: ["arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/main/50dc6c495c0c9188"],
    refuses: ["arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/net/main/50dc6c495c0c9188"],
  },
  listenerArn: {
    takes: ["arn:aws:elasticloadbalancing:eu-central-1:111122223333:listener/app/main/50dc6c495c0c9188/f2f7dc8efc522ab2"],
    refuses: ["arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/main/50dc6c495c0c9188"],
  },
  cacheSnapshotArn: {
    takes: [
      "arn:aws:elasticache:eu-central-1:111122223333:serverlesscachesnapshot:books-before",
      "arn:aws:elasticache:eu-central-1:111122223333:snapshot:automatic.books-2026-03-01-02-00",
    ],
    refuses: ["arn:aws:elasticache:eu-central-1:111122223333:serverlesscache:books", "books-before", "arn:aws:s3:::backups/books.rdb"],
  },
  cacheIdentifier: {
    takes: ["b", "trading-prod", "books1", "x".repeat(40)],
    refuses: ["", "Books", "1-books", "books-", "order--books", "order_books", "x".repeat(41)],
  },
  vpcId: { takes: ["vpc-0123456789abcdef0"], refuses: ["main", "subnet-0123456789abcdef0"] },
  subnetId: { takes: ["subnet-0123456789abcdef0"], refuses: ["vpc-0123456789abcdef0"] },
  securityGroupId: { takes: ["sg-0123456789abcdef0"], refuses: ["default"] },
  transitGatewayId: { takes: ["tgw-0123"], refuses: ["tgw-attach-0123"] },
  vpcPeeringConnectionId: { takes: ["pcx-0123"], refuses: ["vpc-0123"] },
  virtualPrivateGatewayId: { takes: ["vgw-0123"], refuses: ["vpn-0123"] },
  networkInterfaceId: { takes: ["eni-0123"], refuses: ["eni-attach-0123"] },
  prefixListId: { takes: ["pl-a3a144ca"], refuses: ["com.amazonaws.global.cloudfront.origin-facing"] },
  allocationId: { takes: ["eipalloc-0123456789abcdef0"], refuses: ["198.51.100.1"] },
  hostedZoneId: { takes: ["Z0123456789ABCDEFGHIJ"], refuses: ["/hostedzone/Z0123456789ABCDEFGHIJ", "z0123"] },
  ipv4Cidr: {
    takes: ["10.0.0.0/16", "198.51.100.1/32", "0.0.0.0/0"],
    refuses: ["10.0.0.0", "10.0.0.0/", "10.0.0.0/8/1", "10.0.0.0/x", "10.0.0.256/24", "10.0.0.0/33", "10.0.0/16", "fd00::/8"],
  },
  ipv6Cidr: { takes: ["fd00::/8", "2001:db8::1/128", "::/0"], refuses: ["fd00::", "fd00::/129", "10.0.0.0/8", "fd00:::/8"] },
  cidr: { takes: ["10.0.0.0/16", "fd00::/8"], refuses: ["10.0.0.0", "internet"] },
  domainName: { takes: ["trading.example.com", "*.example.com"], refuses: ["Trading.example.com", "example.com.", "a..com", "localhost"] },
  zoneName: { takes: ["example.com", "_x.example.com"], refuses: ["example.com.", "*.example.com"] },
  urlPath: { takes: ["/", "/health"], refuses: ["health", "/a b"] },
  healthCheckPath: { takes: ["/", "/health", `/${"a".repeat(1023)}`], refuses: ["health", "/a b", `/${"a".repeat(1024)}`] },
  countryCode: { takes: ["DE", "AT", "GB", "XK"], refuses: ["de", "DEU", "Germany", "UK", "XX"] },
  emailAddress: { takes: ["oncall@example.com"], refuses: ["oncall", "oncall@example", "on call@example.com"] },
  cron: {
    takes: [
      "50 8 * * MON-FRI",
      "*/15 0-6 1,15 jan 0",
      "0 23 * * 7",
      "0 0 1 1 0",
      "59 23 31 12 6",
      "0-30/10 * * * *",
      "*/59 * * * *",
      "0 0 * JAN-DEC *",
    ],
    refuses: [
      "0 0 32 * *",
      "0 0 * 0 *",
      "0 0 * * 8",
      "* * * MON *",
      "* * * * JAN",
      "FRI * * * *",
      "*/0 * * * *",
      "*/99 * * * *",
      "99 8 * * *",
      "50 8 * * FRI-MON",
      "50 20-8 * * *",
      "0 0 L * *",
      "0 0 * * MON#1",
      "0 0 ? * MON",
      "*/5/5 * * * *",
      "1-2-3 * * * *",
      "1,,2 * * * *",
      "001 * * * *",
      "",
      "50 8 * *",
      "60 8 * * *",
      "0 24 * * *",
      "0 0 0 * *",
      "0 0 * 13 *",
      "0 8 * * MON..FRI",
      "@daily",
      "0 8 * * * *",
    ],
  },
  timeZone: {
    takes: ["Europe/Berlin", "UTC", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "America/Argentina/Buenos_Aires", "Etc/GMT+9"],
    refuses: ["Berlin", "Europe/Frankfurt", "berlin", "Europe/berlin", "europe/Berlin", "US/Eastern", "EST", "Japan", "+01:00", "Etc/"],
  },
  localTime: { takes: ["00:00", "23:59"], refuses: ["24:00", "9:00", "09:00:00", "09.00"] },
  date: { takes: ["2026-12-25", "2028-02-29"], refuses: ["2026-02-29", "2026-13-01", "25.12.2026", "2026-12-25T00:00:00Z", "2026"] },
  timeOfDay: { takes: ["00:00", "23:59"], refuses: ["24:00", "2:00", "02:00 UTC"] },
  timestamp: { takes: ["2026-03-01T08:30:00Z"], refuses: ["2026-03-01", "2026-13-01T08:30:00Z", "2026-03-01T08:30:00+01:00"] },
};

/** Format → what a message says of it: the rule, and what to do. */
const MESSAGES: Record<Name, string> = {
  accountId: "must be twelve digits. Copy the account id, leading zeros included, as a string.",
  region: `must be a region's code. Give a code such as "eu-central-1".`,
  keyArn: `must be a key's ARN, not an alias. Copy the whole ARN: arn:aws:kms:<region>:<account>:key/<id>.`,
  certificateArn: `must be a certificate's ARN. Copy the ARN that holds "certificate/".`,
  topicArn: 'must be the ARN of an SNS topic. Write it as "arn:aws:sns:eu-central-1:111122223333:alarms".',
  userPoolArn: 'must be the ARN of a Cognito user pool. Copy the ARN that holds "userpool/".',
  webAclArn: 'must be a web ACL\'s ARN. Copy the ARN that holds "/webacl/".',
  globalWebAclArn:
    'must be the ARN of a web ACL for CloudFront: a regional one inspects no distribution\'s requests. Copy the ARN that holds "global/webacl/".',
  regionalWebAclArn:
    'must be the ARN of a regional web ACL: one for CloudFront inspects no load balancer\'s requests. Copy the ARN that holds "regional/webacl/".',
  httpsUrl: 'must be an HTTPS URL. Write it as "https://login.example.com/oauth2/token".',
  queueArn: 'must be the ARN of an SQS queue. Write it as "arn:aws:sqs:eu-central-1:111122223333:trade-records-arrived".',
  functionArn: 'must be the ARN of a Lambda function. Write it as "arn:aws:lambda:eu-central-1:111122223333:function:on-arrival".',
  bucketArn: `must be a bucket's ARN. Write it as "arn:aws:s3:::trading-assets".`,
  trailArn: `must be a trail's ARN. Copy the ARN that holds "trail/".`,
  eventRuleArn: 'must be the ARN of an EventBridge rule. Copy the ARN that holds "rule/".',
  roleArn: `must be a role's ARN. Copy the ARN that holds "role/".`,
  roleName: 'must be 1 to 64 letters, digits and _+=,.@-. Write it as "trading-deploy".',
  policyAction: 'must be "*", or a service and an action with a colon between them. Write it as "s3:GetObject".',
  policyResource: 'must be an ARN, or "*". Write it as "arn:aws:s3:::trading-assets/*".',
  servicePrincipal: 'must be a service principal. Write it as "ec2.amazonaws.com".',
  policyArn: `must be a managed policy's ARN. Copy the ARN that holds "policy/".`,
  iamPath: 'must be a path that begins and ends with a slash. Write it as "/deployment/".',
  oidcProviderArn: `must be an OIDC provider's ARN. Copy the ARN that holds "oidc-provider/".`,
  secretArn:
    "must be a secret's whole ARN, which ends with the six characters that Secrets Manager adds to its name. Copy it from Secrets Manager.",
  loadBalancerArn: `must be an Application Load Balancer's ARN. Copy the ARN that holds "loadbalancer/app/".`,
  listenerArn: `must be a listener's ARN. Copy the ARN that holds "listener/app/".`,
  cacheSnapshotArn: 'must be the ARN of an ElastiCache snapshot. Copy the ARN that holds "serverlesscachesnapshot:" or "snapshot:".',
  cacheIdentifier: 'must be 1 to 40 lower-case letters, digits and single dashes, beginning with a letter. Write it as "trading-prod".',
  vpcId: `must be a VPC's id. Copy the one that begins with "vpc-".`,
  subnetId: `must be a subnet's id. Copy the one that begins with "subnet-".`,
  securityGroupId: `must be a security group's id. Copy the one that begins with "sg-".`,
  transitGatewayId: `must be a transit gateway's id. Copy the one that begins with "tgw-".`,
  vpcPeeringConnectionId: `must be a VPC peering connection's id. Copy the one that begins with "pcx-".`,
  virtualPrivateGatewayId: `must be a virtual private gateway's id. Copy the one that begins with "vgw-".`,
  networkInterfaceId: `must be a network interface's id. Copy the one that begins with "eni-".`,
  prefixListId: `must be a prefix list's id. Copy the one that begins with "pl-".`,
  allocationId: 'must be an allocation id. Copy the one that begins with "eipalloc-".',
  hostedZoneId: `must be a hosted zone's id. Copy the one that begins with "Z".`,
  ipv4Cidr: 'must be an IPv4 range. Write it as "10.0.0.0/16".',
  ipv6Cidr: 'must be an IPv6 range. Write it as "fd00::/8".',
  cidr: 'must be an IPv4 or IPv6 range. Write it as "198.51.100.0/24".',
  domainName: 'must be a lower-case domain name. Write it as "trading.example.com".',
  zoneName: 'must be a lower-case domain name without a dot at its end. Write it as "example.com".',
  urlPath: 'must be a path. Write it as "/health".',
  healthCheckPath: 'must be a path of at most 1024 characters. Write it as "/health".',
  countryCode: 'must be a country\'s ISO 3166 code of two capital letters. Write it as "DE".',
  emailAddress: 'must be an e-mail address. Write it as "oncall@example.com".',
  cron: 'must be the five fields of a cron expression, each in its range. Write it as "50 8 * * MON-FRI".',
  timeZone: 'must be the canonical name of an IANA time zone. Write it as "Europe/Berlin".',
  localTime: 'must be a time of day. Write it as "09:00".',
  date: 'must be a date. Write it as "2026-12-25".',
  timeOfDay: 'must be a time in UTC. Write it as "02:00".',
  timestamp: 'must be a time in UTC. Write it as "2026-03-01T08:30:00Z".',
};

test.each(["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"])("a schedule knows the day %s", (day) => {
  expect(FORMATS.cron.holds(`0 8 * * ${day}`)).toBe(true);
});

test.each(["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"])(
  "a schedule knows the month %s",
  (month) => {
    expect(FORMATS.cron.holds(`0 8 * ${month} *`)).toBe(true);
  },
);

// Of cron's names of months the first is 1, of weekdays 0.
test.each([
  ["* JAN-1 *", true],
  ["* FEB-1 *", false],
  ["* 2-JAN *", false],
  ["* * SUN-0", true],
  ["* * SAT-6", true],
  ["* * SAT-5", false],
])("a schedule counts the names of %s: %p", (days, holds) => {
  expect(FORMATS.cron.holds(`0 8 ${days}`)).toBe(holds);
});

describe.each(Object.entries(EXAMPLES) as [Name, (typeof EXAMPLES)[Name]][])("the format %s", (name, { takes, refuses }) => {
  test.each(takes)("takes %s", (text) => expect(FORMATS[name].holds(text)).toBe(true));
  test.each(refuses)("refuses '%s'", (text) => expect(FORMATS[name].holds(text)).toBe(false));

  test("says what must hold and what to do", () => expect(`${FORMATS[name].rule}. ${FORMATS[name].fix}`).toBe(MESSAGES[name]));

  test("is what its own fix shows, where the fix shows one", () => {
    const shown = /(?:Write it as|Give a code such as) "([^"…]+)"/.exec(FORMATS[name].fix)?.[1];
    if (shown !== undefined) expect(FORMATS[name].holds(shown)).toBe(true);
  });
});

// The API's own list: botocore's model of WAFV2, `CountryCode`.
test("countries are those of AWS WAF's API", () => {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const taken = letters.flatMap((first) => letters.map((second) => first + second)).filter((code) => FORMATS.countryCode.holds(code));
  expect(taken).toHaveLength(250);
});

const FIXES: readonly (readonly [Name, string, string | undefined])[] = [
  ["countryCode", "UK", "Did you mean GB?"],
  ["countryCode", "EL", "Did you mean GR?"],
  ["countryCode", "de", "Did you mean DE?"],
  ["countryCode", "XX", undefined],
  // The directions in the regions' codes.
  ["region", "eu-centrall-1", "Did you mean eu-central-1?"],
  ["region", "eu-nrth-1", "Did you mean eu-north-1?"],
  ["region", "eu-soth-1", "Did you mean eu-south-1?"],
  ["region", "us-eastt-1", "Did you mean us-east-1?"],
  ["region", "eu-wesst-1", "Did you mean eu-west-1?"],
  ["region", "ap-northeastt-1", "Did you mean ap-northeast-1?"],
  ["region", "cn-northwst-1", "Did you mean cn-northwest-1?"],
  ["region", "ap-southeas-1", "Did you mean ap-southeast-1?"],
  ["region", "xx-southwst-1", "Did you mean xx-southwest-1?"],
  ["region", "eu-central-1a", "Did you mean eu-central-1?"],
  ["timeZone", "America/NewYork", "Did you mean America/New_York?"],
  ["timeZone", "Europe/berlin", "Did you mean Europe/Berlin?"],
  ["timeZone", "US/Eastern", "Did you mean America/New_York?"],
  ["timeZone", "EST", undefined],
  ["timeZone", "Mars/Olympus", undefined],
  ["domainName", "undefined.example.com", "Set the variable that it is made of."],
  ["domainName", "*.null.example.com", "Set the variable that it is made of."],
  ["zoneName", "NaN.example.com", "Set the variable that it is made of."],
  ["zoneName", "Example.com", undefined],
];

test.each(FIXES)("the format %s says of %s what to do: %s", (name, text, fix) => {
  expect({ holds: FORMATS[name].holds(text), fix: FORMATS[name].fixOf?.(text) }).toEqual({ holds: false, fix });
});

test.each(["undefined-behavior.example.com", "null-island.example.com"])("a domain may be called %s", (name) => {
  expect(FORMATS.domainName.holds(name)).toBe(true);
});

// EventBridge User Guide, "Cron-based schedules": six fields, one of the days a question mark, the last one the year.
describe("a cron expression of EventBridge", () => {
  test.each([
    ["cron(0 5 * * MON-FRI)", 'Write it as "0 5 * * MON-FRI".'],
    ["cron(0 5 * * ? *)", 'Write it as "0 5 * * *", without the year.'],
    ["50 8 ? * MON-FRI 2026", 'Write it as "50 8 * * MON-FRI", without the year.'],
    ["50 8 ? * 2-6 *", undefined],
    ["0 50 8 * * *", undefined],
    ["daily", undefined],
  ])("as %s", (text, fix) => {
    expect(FORMATS.cron.fixOf?.(text)).toBe(fix);
  });
});
