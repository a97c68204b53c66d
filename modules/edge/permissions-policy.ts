import { STRINGS } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";

/**
 * Which features of the browser the page may use, by the feature's name: nobody (`[]`), the page's own origin (`["self"]`), further origins
 * (`["self", "https://pay.example.com"]`), or everybody (`["*"]`).
 */
export type PermissionsPolicy = Readonly<Record<string, readonly string[]>>;

const FEATURE = /^[a-z][a-z0-9-]*$/;
const ALLOWED = /^(self|src|\*|https:\/\/(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?)$/;

/** Records features and origins that the header can't say (W3C, "Permissions Policy", section 5.2); a policy that is left out passes. */
export function checkPermissionsPolicy(validator: Validator, prop: string, policy: PermissionsPolicy | undefined): void {
  if (!policy) return;
  const features = Object.keys(policy);
  validator
    .known(prop, policy)
    .props(policy, Object.fromEntries(features.map((feature) => [feature, STRINGS])), prop)
    .check(prop, policy, features.length > 0, "must name a feature at least", "Write it as { geolocation: [] }.");
  for (const feature of features) {
    validator.matches(
      prop,
      feature,
      FEATURE,
      "must be keyed by features: lower-case letters, digits and dashes",
      'Write it as { "display-capture": [] }.',
    );
    policy[feature]!.forEach((origin, index) =>
      validator.matches(
        `${prop}.${feature}[${index}]`,
        origin,
        ALLOWED,
        "must be self, src, * or an origin of HTTPS",
        'Write it as "https://pay.example.com".',
      ),
    );
  }
}

/** The header's value, sorted by feature. Pure. */
export function permissionsPolicyText(policy: PermissionsPolicy): string {
  return Object.keys(policy)
    .sort()
    .map((feature) => `${feature}=${allowList(policy[feature]!)}`)
    .join(", ");
}

function allowList(origins: readonly string[]): string {
  if (origins.includes("*")) return "*";
  return `(${origins.map((origin) => (origin.startsWith("https:") ? `"${origin}"` : origin)).join(" ")})`;
}
