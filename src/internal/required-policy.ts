import { Annotations, Aspects } from "cdktf";
import { IConstruct } from "constructs";
import { PolicyStatement } from "../core/policy-statement";
import { PolicyDocument } from "./policy-document";

/**
 * What the policy of a resource must hold that exists already and is its owner's: collected, handed out as JSON, and said once at synthesis.
 */
export class RequiredPolicy {
  private readonly document = new PolicyDocument();

  /**
   * @param scope the import
   * @param what the resource in words: "key"
   */
  constructor(scope: IConstruct, what: string) {
    let warned = false;
    const visit = (node: IConstruct): void => {
      if (node !== scope || warned || this.document.isEmpty) return;
      warned = true;
      Annotations.of(scope).addWarning(
        `This ${what} exists already, and its policy belongs to its owner. Until the owner adds requiredPolicyJson to it, these fail: ${this.document.sids.join(", ")}.`,
      );
    };
    Aspects.of(scope).add({ visit });
  }

  public add(statement: PolicyStatement): void {
    this.document.add(statement);
  }

  /** The statements as JSON; none where none is needed. */
  public toJson(): string {
    return this.document.toLazyJson();
  }
}
