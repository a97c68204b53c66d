import { AnnotationMetadataEntryType, App, TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { list } from "../../internal/prop-types";
import { Validator } from "../../internal/validator";
import { PolicyOptions, checkPolicies } from "../policies";
import { Arguments, SynthesizedStack } from "../synthesized-stack";
import { PolicyFinding, SEVERITIES, findingSentence } from "./finding";
import { RuleSeverity } from "./rule";

/** How an app's stacks are held to the rules. */
export interface EnforcementOptions extends PolicyOptions {
  /** The severities that end the synthesis; others are warnings. @default - `["critical", "high"]` */
  readonly errors?: readonly RuleSeverity[];
}

/** Scopes that are held to the rules already: exceptions of a second call would be unknown to the first. */
const ENFORCED = new WeakSet<IConstruct>();

/** What `cdktf synth` reads before it prints annotations itself. */
const CLI_PRINTS = "CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS";

/** The rules for the stacks of an app, or for one. */
export class Policies {
  /**
   * Those for all stacks below a scope: an app, or a stack of it. Stacks that are made later are among them.
   *
   * @throws TypeError for what is no construct
   */
  public static of(scope: IConstruct): Policies {
    if (!Construct.isConstruct(scope)) throw new TypeError(`Policies.of takes an app or a stack, received ${typeof scope}`);
    return new Policies(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Has `cdktf synth` fail where a rule is broken, with an annotation at each construct that does. All stacks are looked at as they are written for
   * Terraform, with what aspects and overrides have changed.
   *
   *     const app = new App();
   *     new TradingStack(app, "trading-prod", environments.prod);
   *     Policies.of(app).enforce({
   *       exceptions: [{ rule: "s3-bucket-access-logs", path: "Scratch", reason: "Holds what can be made again.", expires: "2027-06-30" }],
   *     });
   *     app.synth();
   *
   * A test that calls `synthesize` sees no annotations: call `checkPolicies` there.
   *
   * @throws ValidationError for a second call with the same scope and for a severity that there isn't; at synthesis, for an exception as `checkPolicies` does
   */
  public enforce(options: EnforcementOptions = {}): void {
    const { errors = ["critical", "high"], ...checked } = options;
    const validator = new Validator(this.scope.node.path || "App")
      .check("enforce", options, !ENFORCED.has(this.scope), "must be called once", "Put all exceptions into one call.")
      .props({ errors }, { errors: list<readonly RuleSeverity[]>() });
    // One that is misspelt would fail nothing.
    if (Array.isArray(errors)) errors.forEach((severity, index) => validator.oneOf(`errors[${index}]`, severity, SEVERITIES));
    validator.throwIfInvalid();
    ENFORCED.add(this.scope);
    // An app's validations are the last thing before its manifest is written: by then every stack's aspects have been applied.
    const { root } = this.scope.node;
    root.node.addValidation({ validate: () => this.annotate(root, errors, checked) });
  }

  /** Adds to the manifest what `cdktf` prints. Returns what fails the synthesis where it isn't `cdktf` that prints. */
  private annotate(root: IConstruct, errors: readonly RuleSeverity[], options: PolicyOptions): string[] {
    const stacks = this.scope.node.findAll().filter((node) => TerraformStack.isStack(node));
    if (stacks.length === 0) return [];
    const findings = checkPolicies(stacks.map(document), options);
    for (const finding of findings) {
      const stack = stacks.find(({ node }) => `${finding.path}/`.startsWith(`${node.path}/`)) ?? stacks[0]!;
      const level = errors.includes(finding.severity) ? AnnotationMetadataEntryType.ERROR : AnnotationMetadataEntryType.WARN;
      (root as App).manifest.forStack(stack).annotations.push({ constructPath: finding.path, level, message: findingSentence(finding) });
    }
    const broken = findings.filter(({ severity }) => errors.includes(severity));
    return process.env[CLI_PRINTS] === undefined ? broken.map(line) : [];
  }
}

function line(finding: PolicyFinding): string {
  return `[${finding.path}] ${findingSentence(finding)}`;
}

function document(stack: TerraformStack): SynthesizedStack {
  return new SynthesizedStack(JSON.parse(JSON.stringify(stack.toTerraform())) as Arguments);
}
