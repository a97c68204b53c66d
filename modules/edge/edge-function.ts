import { readFileSync } from "node:fs";
import { Script } from "node:vm";
import { CloudfrontFunction } from "@cdktf/provider-aws/lib/cloudfront-function";
import { Construct } from "constructs";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { accountWideName, pathText } from "../../src/internal/names";
import { PropTypes, STRING, like, optional } from "../../src/internal/prop-types";
import { templateText } from "../../src/internal/template-text";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { IKeyValueStore, KEY_VALUE_STORE } from "./key-value-store";

/** A CloudFront function that is published. */
export interface IEdgeFunction {
  /** The function's ARN, without a stage. */
  readonly functionArn: string;
}

/** The prop type of CloudFront functions. */
export const EDGE_FUNCTION = like<IEdgeFunction>("an EdgeFunction", ["functionArn"], "EdgeFunction.fromArn");

/** The choices for a CloudFront function. */
export interface EdgeFunctionProps {
  /** The code, which has a function called `handler`: up to 10,240 bytes of JavaScript, as the runtime 2.0 knows it. @default - what `codeFile` holds */
  readonly code?: string;
  /** The file that holds the code, read at synthesis. @default - `code` */
  readonly codeFile?: string;
  /** What the code may read by key. @default - none */
  readonly keyValueStore?: IKeyValueStore;
}

const PROPS: PropTypes<EdgeFunctionProps> = {
  code: optional(STRING),
  codeFile: optional(STRING),
  keyValueStore: optional(KEY_VALUE_STORE),
};

/** CloudFront Developer Guide, "Quotas", on CloudFront Functions: 10 KB. */
const MAX_BYTES = 10_240;

/** Code that CloudFront runs at every edge location for requests or responses of viewers; every change of it is published. */
export class EdgeFunction extends Construct implements IEdgeFunction {
  /**
   * A function that exists already, and is published.
   *
   * @throws ValidationError for anything but a CloudFront function's ARN
   */
  public static fromArn(scope: Construct, id: string, functionArn: string): ImportedEdgeFunction {
    return new ImportedEdgeFunction(scope, id, functionArn);
  }

  /** The function's ARN, without a stage. */
  public readonly functionArn: string;
  /** The function's name; its output is in the log group `/aws/cloudfront/function/<name>` of us-east-1. */
  public readonly functionName: string;
  /** The function. */
  public readonly resource: CloudfrontFunction;

  /** @throws ValidationError for code that CloudFront doesn't accept, or a file that can't be read */
  constructor(scope: Construct, id: string, props: EdgeFunctionProps) {
    super(scope, id);
    const code = checkedCode(this, props);
    this.resource = new CloudfrontFunction(this, "Resource", {
      name: accountWideName(this, { maxLength: 64, punctuation: "-_" }),
      comment: pathText(this, 128),
      runtime: "cloudfront-js-2.0",
      code: templateText(code),
      publish: true,
      keyValueStoreAssociations: props.keyValueStore && [props.keyValueStore.keyValueStoreArn],
      // What a behavior still names can't be deleted: it goes last.
      lifecycle: CREATE_BEFORE_DESTROY,
    });
    this.functionArn = this.resource.arn;
    this.functionName = this.resource.name;
  }
}

/** A CloudFront function that exists: `EdgeFunction.fromArn`. */
export class ImportedEdgeFunction extends Construct implements IEdgeFunction {
  /** The function's ARN, without a stage. */
  public readonly functionArn: string;

  /** @throws ValidationError for anything but a CloudFront function's ARN */
  constructor(scope: Construct, id: string, functionArn: string) {
    super(scope, id);
    new Validator(this)
      .props({ functionArn }, { functionArn: STRING })
      .matches(
        "functionArn",
        functionArn,
        /^arn:aws:cloudfront::\d{12}:function\/[A-Za-z0-9_-]{1,64}$/,
        "must be a CloudFront function's ARN: one of Lambda can't be used here",
        'Write it as "arn:aws:cloudfront::111122223333:function/redirects".',
      )
      .throwIfInvalid();
    this.functionArn = functionArn;
  }
}

/** The code, from where it stands. @throws ValidationError for code that CloudFront doesn't accept */
function checkedCode(scope: Construct, props: EdgeFunctionProps): string {
  const validator = new Validator(scope)
    .props(props, PROPS)
    .known("codeFile", props.codeFile)
    .check(
      "code",
      isGiven(props.code) ? "code and codeFile" : undefined,
      isGiven(props.code) !== isGiven(props.codeFile),
      "must be given, or codeFile, and not both",
      "Give one of them.",
    );
  validator.throwIfInvalid();
  const prop = isGiven(props.code) ? "code" : "codeFile";
  const code = props.code ?? readCode(validator, props.codeFile!);
  const bytes = Buffer.byteLength(code);
  const syntaxError = isWritten(code) ? syntaxErrorOf(code) : undefined;
  validator
    .check(
      prop,
      syntaxError,
      syntaxError === undefined,
      "must be JavaScript without syntax errors: CloudFront refuses it otherwise, once it is deployed",
      "Correct the code.",
    )
    .check(
      prop,
      `${bytes} bytes`,
      !isWritten(code) || bytes <= MAX_BYTES,
      `must be ${MAX_BYTES} bytes or fewer`,
      "Shorten it, or read what it needs from a key value store.",
    )
    .check(
      prop,
      prop === "code" ? `${bytes} bytes` : props.codeFile,
      !isWritten(code) || HANDLER.test(code),
      "must have a function called handler, which CloudFront calls",
      "Write it as function handler(event) { return event.request; }",
    )
    .throwIfInvalid();
  return code;
}

const HANDLER = /\bfunction\s+handler\s*\(|\bhandler\s*=/;

/** Whether all of a code is there; JavaScript's own `${…}` is no reference of Terraform's. */
function isWritten(code: string): boolean {
  return isKnown(code) || !code.includes("TfToken[");
}

/** The only import that the runtime knows: `import cf from "cloudfront"` (CloudFront Developer Guide, "Helper methods for key value stores"). */
const IMPORT = /^[ \t]*import\s[^;\n]*/gm;

/** What is wrong with code that can't be parsed, and where; undefined for code that can. The language of the runtime is a part of the language of Node.js. */
function syntaxErrorOf(code: string): string | undefined {
  try {
    new Script(code.replace(IMPORT, ""), { filename: "code" });
    return undefined;
  } catch (error) {
    const { message, stack } = error as SyntaxError;
    const line = /^code:(\d+)/.exec(stack ?? "")?.[1];
    return line === undefined ? message : `line ${line}: ${message}`;
  }
}

function readCode(validator: Validator, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    validator.check("codeFile", file, false, "must be a file that can be read", `${(error as Error).message}.`).throwIfInvalid();
    throw error;
  }
}
