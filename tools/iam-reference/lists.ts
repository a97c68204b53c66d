import { Failure } from "../support/failure";
import { ADDED_CONDITION_KEYS } from "./additions";
import { compactActions, wrapped } from "./compact";
import { IamReference, ReferenceService } from "./source";

/** The services whose names are listed, those that this library's resources use, by the file that has their actions. */
const LISTED = {
  account: [
    ...["acm", "cloudfront", "cloudfront-keyvaluestore", "cloudtrail", "cloudwatch", "events", "execute-api", "iam", "kms", "logs"],
    ...["route53", "sts", "tag", "wafv2"],
  ],
  compute: [
    ...["application-autoscaling", "autoscaling", "ec2", "ecr", "ecs", "elasticloadbalancing", "lambda", "scheduler", "ssm"],
    ...["ssmmessages", "states"],
  ],
  data: [
    ...["backup", "dynamodb", "elasticache", "elasticfilesystem", "firehose", "kinesis", "rds", "rds-data", "rds-db", "s3"],
    ...["secretsmanager", "sns", "sqs"],
  ],
};
/** Prefixes of condition keys that are no service's: the global ones, and those of SAML's attributes. */
const OTHER_LISTED = ["aws", "saml"];
const FOLDER = "src/testing/permissions/actions";

/**
 * The files of `src/testing/permissions` that say what IAM knows.
 *
 * @param principals those of services that managed policies name
 * @returns below the project's folder → content
 * @throws Failure for a listed service that the reference lacks, and for an addition that it has
 */
export function listedFiles(reference: IamReference, principals: readonly string[]): Map<string, string> {
  const { services, updatedAt } = reference;
  const actions = Object.entries(LISTED).map(([name, listed]): [string, string] => {
    const lists = listed.map((service) => [service, compactActions(serviceOf(reference, service).actions)] as const);
    const doc = "Actions of services, by the verbs that their nouns have, see `known-actions`.";
    return [`${FOLDER}/${name}-actions.ts`, record(doc, `${name.toUpperCase()}_ACTIONS`, lists)];
  });
  return new Map([
    ...actions,
    [
      `${FOLDER}/service-prefixes.ts`,
      prefixSet("What actions of AWS services begin with, see `known-actions`.", "SERVICE_PREFIXES", [...services.keys()]),
    ],
    [`${FOLDER}/condition-keys.ts`, conditionKeys(reference)],
    [
      `${FOLDER}/named-principals.ts`,
      prefixSet("Principals of services that AWS's managed policies name, see `service-principals`.", "NAMED_PRINCIPALS", principals),
    ],
    [`${FOLDER}/listed-in.ts`, listedIn(updatedAt)],
  ]);
}

function serviceOf({ services }: IamReference, service: string): ReferenceService {
  const found = services.get(service);
  if (!found) {
    throw new Failure(`The reference has no service ${service}: it may have another name now. Change tools/iam-reference/lists.ts.`);
  }
  return found;
}

/** Those of the listed services, whichever service's request has them. */
function conditionKeys(reference: IamReference): string {
  const documented = [...reference.globalKeys, ...[...reference.services.values()].flatMap((service) => service.conditionKeys)].map(
    pattern,
  );
  const added = ADDED_CONDITION_KEYS.map(({ key }) => key);
  const superfluous = added.filter((key) => documented.includes(key));
  if (superfluous.length > 0) {
    throw new Failure(`The reference has what tools/iam-reference/additions.ts adds: ${superfluous.join(", ")}. Take it out there.`);
  }
  const byPrefix = new Map<string, Set<string>>();
  for (const key of [...documented, ...added]) {
    const colon = key.indexOf(":");
    const prefix = key.slice(0, colon);
    byPrefix.set(prefix, (byPrefix.get(prefix) ?? new Set()).add(key.slice(colon + 1)));
  }
  const listed = [...OTHER_LISTED, ...Object.values(LISTED).flat()].sort();
  const lists = listed.map((prefix) => [prefix, wrapped([...(byPrefix.get(prefix) ?? [])].sort().join(" "))] as const);
  const others = [...byPrefix.keys()].filter((prefix) => !prefix.includes(".") && !reference.services.has(prefix));
  return `${record("Condition keys by their prefix, see `known-condition-keys`; `*` stands for what a policy fills in.", "CONDITION_KEYS", lists)}
${prefixSet("What condition keys begin with that are of no service by that name.", "OTHER_KEY_PREFIXES", others)}`;
}

/** A key with `*` for what is filled in: `aws:RequestTag/${TagKey}`, `s3:ExistingObjectTag/<key>`, `aws:PrincipalTag/tag-key`. */
function pattern(key: string): string {
  return key.replace(/\$\{[^}]*\}|<[^>]*>|(?<=\/)tag-key$/g, "*").replace(/\/$/, "/*");
}

/** An object of texts. */
function record(doc: string, name: string, lists: readonly (readonly [string, string])[]): string {
  const entries = lists.map(([key, list]) => `  ${/^\w+$/.test(key) ? key : `"${key}"`}: ${quoted(list)},\n`);
  return `/** ${doc} */\nexport const ${name}: Readonly<Record<string, string>> = {\n${entries.join("")}};\n`;
}

/** As the linter has it: a text of one line stands in quotes. */
function quoted(text: string): string {
  return text.includes("\n") ? `\`${text}\`` : `"${text}"`;
}

function prefixSet(doc: string, name: string, prefixes: readonly string[]): string {
  const lines = wrapped([...prefixes].sort().join(" "), 146).replace(/^/gm, "    ");
  return `/** ${doc} */\nexport const ${name} = new Set(\n  \`\n${lines}\n  \`\n    .trim()\n    .split(/\\s+/),\n);\n`;
}

function listedIn(date: Date): string {
  const month = date.toLocaleDateString("en-US", { month: "long", year: "numeric", timeZone: "UTC" });
  return `/** When the lists were taken, by \`npm run iam-reference\`: AWS adds actions and condition keys every week. */\nexport const LISTED_IN = "${month}";\n`;
}
