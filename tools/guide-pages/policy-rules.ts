import { POLICY_RULES, PolicyRule } from "../../src/testing";
import { SecureDefault, defaultsAndRules } from "./secure-defaults";
import { table } from "./tables";

/** The services in the order of the page: what the ids of their rules begin with. */
const SERVICES: readonly (readonly [title: string, ...prefixes: readonly string[]])[] = [
  ["Terraform", "terraform"],
  ["Names and quotas", "names", "quota"],
  ["Amazon S3", "s3"],
  ["AWS KMS", "kms"],
  ["IAM", "iam"],
  ["Amazon VPC and Amazon EC2", "ec2", "vpc"],
  ["Amazon EC2 Auto Scaling", "autoscaling"],
  ["Elastic Load Balancing", "elb"],
  ["Amazon RDS and Aurora", "rds"],
  ["Amazon ElastiCache", "elasticache"],
  ["Amazon CloudFront", "cloudfront"],
  ["AWS Certificate Manager", "acm"],
  ["AWS WAF", "waf"],
  ["Amazon Route 53", "route53"],
  ["Amazon CloudWatch", "cloudwatch"],
  ["AWS CloudTrail", "cloudtrail"],
  ["Amazon SNS and Amazon SQS", "sns", "sqs"],
  ["Amazon ECS", "ecs"],
  ["AWS Lambda", "lambda"],
  ["Others", "backup", "kinesis", "secretsmanager", "ssm"],
];

/** Controls of the standard that look at what these modules make, and that no configuration shows. */
const UNSHOWN: readonly (readonly [controls: string, why: string])[] = [
  [
    "Account.1, CloudTrail.1, EC2.7, EC2.182, IAM.7, S3.1, SSM.6, SSM.7",
    "settings of an account or a region, which no stack of a platform owns",
  ],
  ["IAM.3 to IAM.6, IAM.8", "users, their keys and the root user, and when they were used"],
  ["CloudFront.12", "whether a bucket that is named still exists"],
  ["EC2.1, RDS.1", "with whom a snapshot was shared later"],
  ["EC2.4, EC2.24", "how long an instance has been stopped, and how its image is virtualized"],
  ["KMS.3", "whether the deletion of a key is scheduled"],
  ["SecretsManager.2, SecretsManager.3", "whether rotations succeed, and whether a secret is used"],
  ["SSM.1 to SSM.3", "what the agent of each instance reports"],
];

const INTRO = `# Policy rules

The rules that [\`checkPolicies\`](testing.md#does-it-keep-the-rules) checks, written from the rules by \`npm run guide-pages\`. A rule names the control of AWS Security Hub's standard AWS Foundational Security Best Practices (FSBP) that it answers,
the section of the CIS AWS Foundations Benchmark v3.0.0, and the ids of Checkov's and Trivy's checks of the same thing. Rules without a control are about what AWS refuses or breaks though the configuration is valid.

What only Terraform knows passes. An [exception](testing.md#does-it-keep-the-rules) names the rule.
`;

/** The page: a section for each service. */
export function policyRulesPage(rules: readonly PolicyRule[] = POLICY_RULES): string {
  const prefixOf = ({ id }: PolicyRule): string => id.split("-", 1)[0]!;
  const missing = rules.find((rule) => !SERVICES.some(([, ...prefixes]) => prefixes.includes(prefixOf(rule))));
  if (missing) throw new Error(`no section of the rules' page has ${missing.id}`);
  const sections = SERVICES.map(([title, ...prefixes]) => {
    const own = rules.filter((rule) => prefixes.includes(prefixOf(rule)));
    return own.length === 0 ? "" : `## ${title}\n\n${table(["rule", "what must hold", "what to write", "answers"], own.map(row))}\n`;
  });
  return [
    `${INTRO}\n${summary(rules)}\n`,
    ...sections.filter((section) => section !== ""),
    `## What holds the modules' defaults\n\nEach secure default, undone on the synthesized stack, and the rules that mind: a default without one fails a unit test.\n\n${defaultsTable()}\n`,
    `## Not shown by a configuration\n\n${table(["controls", "what they ask"], UNSHOWN)}\n`,
  ].join("\n");
}

function summary(rules: readonly PolicyRule[]): string {
  const controls = new Set(rules.flatMap(({ fsbp }) => fsbp ?? []));
  return `There are ${rules.length} rules, for ${controls.size} controls of FSBP among others.`;
}

function defaultsTable(): string {
  const rows = defaultsAndRules().map(({ secure, rules }) => [secure.module, undoing(secure), rules.map((id) => `\`${id}\``).join(", ")]);
  return table(["module", "undone", "rules"], rows);
}

function undoing({ type, path, undone }: SecureDefault): string {
  if (path === "") return `\`${type}\` taken away`;
  const argument = `\`${type}\`: \`${path.replaceAll("/", ".")}\``;
  const isText = typeof undone !== "object";
  if (undone === undefined) return `${argument} taken away`;
  return isText ? `${argument} is \`${JSON.stringify(undone)}\`` : `${argument} is another`;
}

function row({ id, severity, sentence, fix, source, fsbp = [], cis = [], scanners = [] }: PolicyRule): string[] {
  const answers = [...fsbp, ...cis.map((section) => `CIS ${section}`), ...scanners];
  return [`\`${id}\`<br>${severity}`, sentence, `${fix}<br>*${source}*`, answers.join(", ")].map((cell) => cell.replaceAll("|", "\\|"));
}
