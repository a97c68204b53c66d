/**
 * The objects of SARIF 2.1.0 that a review writes, as section 3 of the specification has them (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), of which nothing else may be
 * there: a JSON schema in a package that is maintained wasn't found.
 */
export interface Shape {
  readonly required?: readonly string[];
  readonly members: Readonly<Record<string, Check>>;
}

/** What a member must be. */
export type Check = Shape | readonly [each: Check] | ((value: unknown) => boolean);

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
const isIndex = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
const isLevel = (value: unknown): boolean => ["none", "note", "warning", "error"].includes(value as string);
const isOneOf =
  (...values: readonly string[]) =>
  (value: unknown): boolean =>
    values.includes(value as string);
const isTexts = (value: unknown): boolean => typeof value === "object" && value !== null && Object.values(value).every(isText);
const isUri = (value: unknown): boolean => isText(value) && URL.canParse(value as string);
/** A relative reference of RFC 3986, 4.2: no scheme, no slash in front, no character that must be encoded. */
const isRelative = (value: unknown): boolean => typeof value === "string" && /^(?!\/)(?:[\w.~!$&'()*+,;=@/-]|%[0-9A-F]{2})+$/.test(value);

const MESSAGE: Shape = { required: ["text"], members: { text: isText } };
const RULE: Shape = {
  required: ["id"],
  members: {
    id: isText,
    name: isText,
    shortDescription: MESSAGE,
    fullDescription: MESSAGE,
    help: MESSAGE,
    helpUri: isUri,
    defaultConfiguration: { members: { level: isLevel } },
    properties: { members: { tags: [isText] } },
  },
};
const LOCATION: Shape = {
  members: {
    physicalLocation: {
      required: ["artifactLocation"],
      members: {
        artifactLocation: { members: { uri: isRelative, uriBaseId: isText } },
        region: { members: { startLine: (value) => isIndex(value) && value !== 0 } },
      },
    },
    logicalLocations: [{ members: { name: isText, fullyQualifiedName: isText, kind: isText } }],
  },
};
const RESULT: Shape = {
  required: ["message"],
  members: {
    ruleId: isText,
    ruleIndex: isIndex,
    level: isLevel,
    message: MESSAGE,
    locations: [LOCATION],
    partialFingerprints: isTexts,
    suppressions: [
      {
        required: ["kind"],
        members: { kind: isOneOf("inSource", "external"), status: isOneOf("accepted", "underReview", "rejected"), justification: isText },
      },
    ],
  },
};
export const LOG: Shape = {
  required: ["version", "runs"],
  members: {
    $schema: isUri,
    version: isOneOf("2.1.0"),
    runs: [
      {
        required: ["tool"],
        members: {
          tool: {
            required: ["driver"],
            members: {
              driver: {
                required: ["name"],
                members: { name: isText, version: isText, semanticVersion: isText, informationUri: isUri, rules: [RULE] },
              },
            },
          },
          automationDetails: { members: { id: isText } },
          invocations: [
            {
              required: ["executionSuccessful"],
              members: {
                executionSuccessful: (value) => typeof value === "boolean",
                toolExecutionNotifications: [{ required: ["message"], members: { level: isLevel, message: MESSAGE } }],
              },
            },
          ],
          columnKind: isOneOf("utf16CodeUnits", "unicodeCodePoints"),
          results: [RESULT],
        },
      },
    ],
  },
};

/** Where a value isn't as a check says. */
export function broken(value: unknown, check: Check, path = "log"): string[] {
  if (typeof check === "function") return check(value) ? [] : [path];
  if (Array.isArray(check)) {
    const [each] = check as readonly [Check];
    return Array.isArray(value) ? value.flatMap((one, index) => broken(one, each, `${path}[${index}]`)) : [path];
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [path];
  const { required = [], members } = check as Shape;
  return [
    ...required.filter((name) => !(name in value)).map((name) => `${path}.${name} is missing`),
    ...Object.entries(value).flatMap(([name, own]) =>
      name in members ? broken(own, members[name]!, `${path}.${name}`) : [`${path}.${name} isn't in the specification`],
    ),
  ];
}
