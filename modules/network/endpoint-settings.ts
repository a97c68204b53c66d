import { Construct } from "constructs";
import { PolicyStatement } from "../../src/core";
import { PolicyDocument } from "../../src/internal/policy-document";
import { checkPolicySize, checkStatement } from "../../src/internal/policy-statement";
import { BOOLEAN, PropTypes, STRINGS, list, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";

/** What one endpoint has of its own. */
export interface EndpointSettings {
  /**
   * The statements of the endpoint policy, in place of the default one; each has principals, which are `*` for a gateway endpoint
   * (AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies").
   *
   * @default - principals of the trusted accounts, where the service is known to support a policy; else AWS allows everything
   */
  readonly policy?: readonly PolicyStatement[];
  /** The AZs of the network that an interface endpoint is placed in; it is paid for in each. @default - all of them */
  readonly availabilityZones?: readonly string[];
  /** Whether the service's own name leads to an interface endpoint. @default true, except for DynamoDB, which doesn't support it, and partners */
  readonly privateDnsEnabled?: boolean;
}

const SETTINGS: PropTypes<EndpointSettings> = {
  policy: optional(list<readonly PolicyStatement[]>()),
  availabilityZones: optional(STRINGS),
  privateDnsEnabled: optional(BOOLEAN),
};

/** Settings of endpoints, by a service's short name, a preset or a partner endpoint's name. */
export type EndpointSettingsByName = Readonly<Record<string, EndpointSettings>>;

/** The services that only a gateway endpoint is always made for. */
const GATEWAYS: readonly string[] = ["s3", "dynamodb"];
/** AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies". */
const POLICY_MAX_CHARACTERS = 20_480;

/** Records settings that no endpoint has, or AWS refuses. */
export function checkEndpointSettings(
  scope: Construct,
  validator: Validator,
  byName: EndpointSettingsByName,
  network: { readonly names: readonly string[]; readonly availabilityZones: readonly string[] },
): void {
  for (const [name, settings] of Object.entries(byName)) {
    const prop = `endpointSettings["${name}"]`;
    validator
      .check(
        prop,
        settings,
        network.names.includes(name),
        "must be of an endpoint that the network has",
        `Use one of ${network.names.join(", ")}.`,
      )
      .props(settings, SETTINGS, prop)
      .known(`${prop}.availabilityZones`, settings.availabilityZones)
      .known(`${prop}.privateDnsEnabled`, settings.privateDnsEnabled);
    const zones = settings.availabilityZones;
    validator.check(
      `${prop}.availabilityZones`,
      zones,
      !zones || (zones.length > 0 && zones.every((zone) => network.availabilityZones.includes(zone))),
      "must be one or more of the network's AZs, as they are named there",
      "Name one of them, or leave it out for all.",
    );
    checkPolicy(scope, validator, `${prop}.policy`, settings.policy, GATEWAYS.includes(name));
  }
}

function checkPolicy(
  scope: Construct,
  validator: Validator,
  prop: string,
  policy: readonly PolicyStatement[] | undefined,
  gateway: boolean,
): void {
  if (!policy) return;
  policy.forEach((statement, index) => {
    checkStatement(scope, statement);
    validator
      .check(
        `${prop}[${index}].principals`,
        statement.sid,
        statement.principals !== undefined,
        "must say who, as every endpoint policy does",
        'Write "*", and conditions.',
      )
      .check(
        `${prop}[${index}].principals`,
        statement.principals,
        !gateway || statement.principals === undefined || statement.principals === "*",
        "must be * for a gateway endpoint",
        'Write "*", and who is meant as a condition on aws:PrincipalArn or aws:PrincipalAccount.',
      );
  });
  validator.check(prop, policy, policy.length > 0, "must not be empty", "Leave it out for the default policy.");
  checkPolicySize(validator, prop, [new PolicyDocument(policy)], POLICY_MAX_CHARACTERS, "Say more with fewer statements.");
}

/** The settings of an endpoint: its own, else those of the preset that it belongs to. Pure. */
export function settingsOf(byName: EndpointSettingsByName, name: string, preset?: string): EndpointSettings {
  const [own, general] = [byName[name], preset === undefined ? undefined : byName[preset]];
  return {
    policy: own?.policy ?? general?.policy,
    availabilityZones: own?.availabilityZones ?? general?.availabilityZones,
    privateDnsEnabled: own?.privateDnsEnabled ?? general?.privateDnsEnabled,
  };
}
