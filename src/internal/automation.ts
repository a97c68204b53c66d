import { SsmAssociation } from "@cdktf/provider-aws/lib/ssm-association";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { Fn, ITerraformDependable, TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment } from "../core/aws-environment";
import { Role } from "../core/role";
import { fitName, pathFromStack } from "./names";
import { templateText } from "./template-text";

/** The role that an association must name (Systems Manager User Guide, "Scheduling automations with State Manager associations"). */
const ROLE_PARAMETER = "AutomationAssumeRole";
/** Longest name of a document, and what of it the runbook's hash takes (Systems Manager API Reference, "CreateDocument"). */
const NAME_LENGTH = 128;
const HASH_LENGTH = 10;
/** What the association has beyond the runbook's own time, so that a run that takes too long is said by its runbook. */
const SECONDS_TO_REPORT = 120;
/** IAM's changes take a few seconds to be seen everywhere (IAM User Guide, "Changes that I make are not always immediately visible"). */
const PERMISSIONS_SEEN = "PT20S";

/** How a runbook writes a property that is true: with a capital letter (Systems Manager User Guide, "aws:waitForAwsResourceProperty"), and as JSON does. */
export const TRUE_PROPERTY = ["True", "true"];

/** A step of a runbook, as Systems Manager writes it (Systems Manager User Guide, "Automation actions reference"). */
export interface RunbookStep {
  readonly name: string;
  readonly action: string;
  readonly timeoutSeconds?: number;
  readonly maxAttempts?: number;
  readonly onFailure?: string;
  readonly nextStep?: string;
  readonly isCritical?: boolean;
  readonly isEnd?: boolean;
  readonly inputs: object;
  readonly outputs?: readonly object[];
}

/** What a runbook is for. */
interface RunbookTexts {
  readonly description: string;
  /** What its role is for. */
  readonly role: string;
}

/** A runbook that begins once the permissions of a new role are seen. Pure. */
export function runbookOf({ description, role }: RunbookTexts, steps: readonly RunbookStep[]): object {
  return {
    schemaVersion: "0.3",
    description,
    assumeRole: `{{ ${ROLE_PARAMETER} }}`,
    parameters: { [ROLE_PARAMETER]: { type: "AWS::IAM::Role::Arn", description: role } },
    mainSteps: [{ name: "AwaitPermissions", action: "aws:sleep", inputs: { Duration: PERMISSIONS_SEEN } }, ...steps],
  };
}

/** A runbook as a document, whatever its texts hold: Terraform's own `jsonencode` would be given quotation marks and templates in them as they are. */
export function runbookContent(runbook: object): string {
  return templateText(JSON.stringify(runbook));
}

/** A role without permissions that only the account's own automations assume (Systems Manager User Guide, "Create the service roles for Automation using the console"). */
export function createAutomationRole(scope: Construct, id: string, description: string): Role {
  const environment = AwsEnvironment.of(scope);
  return new Role(scope, id, {
    assumedBy: { services: ["ssm.amazonaws.com"] },
    assumeConditions: {
      StringEquals: { "aws:SourceAccount": environment.accountId },
      ArnLike: { "aws:SourceArn": environment.arn("ssm", "automation-execution/*") },
    },
    description,
  });
}

/** A runbook, and what has its content. */
interface Runbook {
  /** By the construct's path. */
  readonly name: string;
  readonly document: SsmDocument;
  readonly local: TerraformLocal;
}

/**
 * A runbook whose name has a hash of its content: another content is another runbook.
 *
 * @param scope a construct of its own: the name is by its path
 * @param word what the name begins with where the stack's own would be one of AWS's
 * @param json the runbook
 */
export function createRunbook(scope: Construct, word: string, json: string): Runbook {
  const local = new TerraformLocal(scope, "Runbook", json);
  const content = local.asString;
  const name = automationName(pathFromStack(scope), word);
  const document = new SsmDocument(scope, "Document", {
    name: `${name}-${Fn.substr(Fn.sha256(content), 0, HASH_LENGTH)}`,
    documentType: "Automation",
    documentFormat: "JSON",
    content,
  });
  return { name, document, local };
}

/** What a run is given: the role, as the runbook asks for it. */
export function automationParameters(role: Role): Record<string, string> {
  return { [ROLE_PARAMETER]: role.roleArn };
}

/** What an automation is made with. */
interface AutomationSettings {
  /** What the name begins with where the stack's own would be one of AWS's. */
  readonly word: string;
  /** Has its permissions already. */
  readonly role: Role;
  /** The runbook as JSON. */
  readonly content: string;
  /** Seconds that the runbook's steps may take. */
  readonly timeoutSeconds: number;
  /** What must be there before it runs, besides the role's permissions. */
  readonly after?: readonly ITerraformDependable[];
}

/**
 * A runbook, and the association that runs it once, as a part of the apply, which fails with it.
 *
 * Another runbook, by its name, is another association: the provider waits for the success of an association that it creates, and not of one that it updates
 * (`resourceAssociationUpdate` of `aws_ssm_association`). What an apply that was interrupted has left undone is done by the next one.
 */
export class Automation {
  public readonly document: SsmDocument;
  public readonly association: SsmAssociation;
  private readonly local: TerraformLocal;

  /** @param scope a construct of its own: the name is by its path */
  constructor(scope: Construct, { word, role, content, timeoutSeconds, after = [] }: AutomationSettings) {
    const { name, document, local } = createRunbook(scope, word, content);
    this.local = local;
    this.document = document;
    this.association = new SsmAssociation(scope, "Resource", {
      name: document.name,
      associationName: name,
      parameters: automationParameters(role),
      waitForSuccessTimeoutSeconds: timeoutSeconds + SECONDS_TO_REPORT,
      dependsOn: [role.policy!, ...after],
      // Systems Manager refuses an update that gives back the target that it shows of an association without any.
      lifecycle: { replaceTriggeredBy: [`${role.resource.terraformResourceType}.${role.resource.friendlyUniqueId}.arn`] },
    });
  }

  /** Another content, which is known once more of the stack is made. */
  public set content(json: string) {
    this.local.expression = json;
  }
}

/** What the names of a construct's runbooks begin with. A name that begins with AWS's is refused (Systems Manager API Reference, "CreateDocument"). Pure. */
export function automationName(path: readonly string[], word: string): string {
  const parts = /^(aws|amazon|amzn)/i.test(path[0]!) ? [word, ...path] : path;
  return fitName(parts, { maxLength: NAME_LENGTH - HASH_LENGTH - 1, punctuation: "-_" });
}
