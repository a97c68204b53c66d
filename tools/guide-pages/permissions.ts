import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../support/paths";
import { resourceTypesOf } from "./module-types";
import { table } from "./tables";
import { GuideUse, Resources } from "./uses";

interface Operation {
  readonly types: readonly string[];
  readonly needs: readonly { readonly action: string }[];
}

/** What the AWS provider calls for each type of resource, and the permissions that AWS asks for: the deploy role's tests are made of it. */
const { operations } = JSON.parse(readFileSync(join(PROJECT, "__tests__/state-backend/aws-operations.json"), "utf8")) as {
  readonly operations: Readonly<Record<string, Operation>>;
};

const INTRO = `# Permissions to deploy

What a role needs to deploy the smallest use of each module, without what that is given, and what its other props may need besides. Written by \`npm run guide-pages\` from the calls that the AWS provider was seen to make for these types of resources, and from what the Service Authorization
Reference asks for each call; [the deploy role's](state.md#a-role-that-deploys) tests are made of the same table.

A role that plans needs the first column, one that applies and destroys needs both. As they stand here, the actions are for finding out what is missing: a role with \`"Resource": "*"\` for all of them could change
everything in the account. [\`examples/state-bootstrap/permissions\`](../../examples/state-bootstrap/permissions) narrows each to the stack's own names and tags, and a permissions boundary holds the roles that the stack makes. That role
has what the whole example needs.
`;

/** The page, a section for each module. */
export function permissionsPage(uses: readonly { readonly use: GuideUse; readonly resources: Resources }[]): string {
  const sections = uses.map(({ use, resources }) => {
    const created = typesOf(resources);
    const others = resourceTypesOf(`modules/${use.folder}`).filter((type) => !created.has(type));
    return [
      `## ${use.title}\n`,
      `[Guide](${use.guide}.md#the-smallest-use)\n`,
      `${actionsTable(actionsOf(created))}\n`,
      ...furtherActions(created, others),
    ].join("\n");
  });
  return [INTRO, ...sections].join("\n");
}

/** What other props may need, and of which resources nobody knows. */
function furtherActions(created: ReadonlySet<string>, others: readonly string[]): string[] {
  const smallest = actionsOf(created);
  const all = actionsOf(new Set([...created, ...others]));
  const further = {
    reading: new Set([...all.reading].filter((action) => !smallest.reading.has(action))),
    changing: new Set([...all.changing].filter((action) => !smallest.changing.has(action) && !smallest.reading.has(action))),
  };
  const unseen = others.filter((type) => !KNOWN_TYPES.has(type));
  return [
    ...(further.reading.size + further.changing.size > 0 ? [`With other props, besides:\n\n${actionsTable(further)}\n`] : []),
    ...(unseen.length > 0
      ? [
          `The calls for ${unseen.map((type) => `\`${type}\``).join(", ")} aren't in the table: the provider's errors name what they need.\n`,
        ]
      : []),
  ];
}

const KNOWN_TYPES: ReadonlySet<string> = new Set(Object.values(operations).flatMap(({ types }) => types));

function typesOf(resources: Resources): ReadonlySet<string> {
  return new Set([...resources.keys()].map((address) => address.split(".")[0]!));
}

/** The types of which the table has no call: nobody knows what they need. */
export function unknownTypes(resources: Resources): string[] {
  return [...typesOf(resources)].filter((type) => !KNOWN_TYPES.has(type));
}

interface Actions {
  readonly reading: ReadonlySet<string>;
  /** Without those that reading needs as well. */
  readonly changing: ReadonlySet<string>;
}

function actionsOf(types: ReadonlySet<string>): Actions {
  const called = Object.entries(operations).filter(([, operation]) => operation.types.some((type) => types.has(type)));
  const needed = (isRead: boolean): string[] =>
    called.filter(([name]) => isReading(name) === isRead).flatMap(([, { needs }]) => needs.map(({ action }) => action));
  const reading = new Set(needed(true));
  return { reading, changing: new Set(needed(false).filter((action) => !reading.has(action))) };
}

function actionsTable({ reading, changing }: Actions): string {
  const services = [...new Set([...reading, ...changing].map(serviceOf))].sort();
  const listed = (actions: ReadonlySet<string>, service: string): string =>
    [...actions]
      .filter((action) => serviceOf(action) === service)
      .sort()
      .map((action) => `\`${action.slice(service.length + 1)}\``)
      .join(", ");
  return table(
    ["service", "to plan", "to apply and destroy"],
    services.map((service) => [`\`${service}\``, listed(reading, service), listed(changing, service)]),
  );
}

function serviceOf(action: string): string {
  return action.split(":")[0]!;
}

function isReading(operation: string): boolean {
  return /: (Describe|Get|Head|List)/.test(operation);
}
