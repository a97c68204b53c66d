import { IConstruct } from "constructs";
import { PolicyPrincipals, PolicyStatement } from "../core/policy-statement";
import { FORMATS } from "./formats";
import { PolicyDocument } from "./policy-document";
import { PropTypes, STRING, STRINGS, either, oneOf, optional, record } from "./prop-types";
import { deployAfterReferences } from "./stacks";
import { Validator } from "./validator";

const EFFECTS = ["Allow", "Deny"] as const;

const STATEMENT: PropTypes<PolicyStatement> = {
  sid: STRING,
  effect: optional(oneOf(EFFECTS)),
  principals: optional(either(oneOf(["*"] as const), record<PolicyPrincipals>())),
  actions: STRINGS,
  resources: optional(STRINGS),
  conditions: optional(record()),
};

const PRINCIPALS: PropTypes<PolicyPrincipals> = { services: optional(STRINGS), aws: optional(STRINGS), federated: optional(STRINGS) };

/**
 * Checks a statement that a user adds to a policy.
 *
 * @param scope the construct that has the policy
 * @throws ValidationError for a statement that isn't in the form of `PolicyStatement`, or that refers to a stack that is deployed after the policy's
 */
export function checkStatement(scope: IConstruct, statement: Omit<PolicyStatement, "resources">): void {
  const validator = new Validator(scope)
    .props({ statement }, { statement: record() })
    .props<PolicyStatement>(statement, STATEMENT, "statement")
    .check("statement.sid", statement.sid, /[A-Za-z0-9]/.test(statement.sid), "must have a letter or a digit", "Name what it allows.")
    .check("statement.actions", statement.actions, statement.actions.length > 0, "must not be empty", 'Write them as ["s3:GetObject"].');
  statement.actions.forEach((action, index) => validator.format(`statement.actions[${index}]`, action, FORMATS.policyAction));
  (statement as PolicyStatement).resources?.forEach((resource, index) =>
    validator.format(`statement.resources[${index}]`, resource, FORMATS.policyResource),
  );
  if (statement.principals && statement.principals !== "*") checkPrincipals(validator, statement.principals, "statement.principals");
  validator.throwIfInvalid();
  deployAfterReferences(
    scope,
    "statement",
    statement,
    (later) =>
      `Make ${scope.node.path} in ${later}; or import it there, by its fromArn or fromAttributes, and add its requiredPolicyJson here.`,
  );
}

/** Records principals that aren't in the form of `PolicyPrincipals`, or name nobody. */
export function checkPrincipals(validator: Validator, principals: PolicyPrincipals, prop: string): void {
  validator.props(principals, PRINCIPALS, prop).check(
    prop,
    principals,
    [principals.services, principals.aws, principals.federated].some((names) => names && names.length > 0),
    "must name somebody",
    'Write them as { services: ["ec2.amazonaws.com"] }.',
  );
  principals.services?.forEach((service, index) => validator.format(`${prop}.services[${index}]`, service, FORMATS.servicePrincipal));
}

/** Records policies that are longer together than IAM allows (IAM User Guide, "IAM and AWS STS quotas"). */
export function checkPolicySize(
  validator: Validator,
  prop: string,
  documents: readonly PolicyDocument[],
  maxCharacters: number,
  fix: string,
): void {
  const characters = documents.reduce((sum, document) => sum + policySize(document), 0);
  validator.check(prop, characters, characters <= maxCharacters, `must fit into ${maxCharacters} characters`, fix);
}

/** The characters of a policy, without the white space that IAM doesn't count. */
export function policySize(document: PolicyDocument): number {
  return document.isEmpty ? 0 : document.toJson().replace(/\s/g, "").length;
}
