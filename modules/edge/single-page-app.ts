import { Construct } from "constructs";
import { checkScope } from "../../src/internal/check-scope";
import { PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { EdgeFunction } from "./edge-function";

/** The choices for a single-page app's function. */
export interface SinglePageAppFunctionProps {
  /** The page that is served for every path without a file extension: a path that begins with a slash. @default "/index.html" */
  readonly indexDocument?: string;
}

const PROPS: PropTypes<SinglePageAppFunctionProps> = { indexDocument: optional(STRING) };

/**
 * A viewer-request function for a single-page app, whose own code looks at the path: `/`, `/orders` and `/orders/17` are answered with the
 * index document, `/main.js` with the file. A file's name ends in a dot and lower-case letters: `/instruments/BRK.B` is a page. The page is cached once,
 * whatever the path.
 *
 * An app under a sub-path is served by a behavior of its own, with its own function: `indexDocument: "/app/index.html"`.
 *
 * @throws ValidationError for an index document that is no path of a file
 */
export function singlePageAppFunction(scope: Construct, id: string, props: SinglePageAppFunctionProps = {}): EdgeFunction {
  checkScope("singlePageAppFunction", scope);
  const path = `${scope.node.path}/${id}`;
  new Validator(path)
    .props(props, PROPS)
    .known("indexDocument", props.indexDocument)
    .matches(
      "indexDocument",
      props.indexDocument,
      /^\/([A-Za-z0-9._~-]+\/)*[A-Za-z0-9_~-]+(\.[A-Za-z0-9_~-]+)+$/,
      "must be the path of a file: a slash before each part, and an extension",
      'Write it as "/app/index.html".',
    )
    .throwIfInvalid();
  return new EdgeFunction(scope, id, { code: singlePageAppCode(props.indexDocument ?? "/index.html") });
}

/** The function's code, in ECMAScript 5.1 alone. Pure. */
export function singlePageAppCode(indexDocument: string): string {
  return `function handler(event) {
  var request = event.request;
  if (request.uri.indexOf("/.well-known/") === 0) return request;
  if (!/\\.[a-z][a-z0-9]*$/.test(request.uri)) request.uri = ${JSON.stringify(indexDocument)};
  return request;
}
`;
}
