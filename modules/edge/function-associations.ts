import { CloudfrontDistributionDefaultCacheBehaviorFunctionAssociation } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { PropTypes, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { EDGE_FUNCTION, IEdgeFunction } from "./edge-function";

/** The CloudFront functions of a behavior, one for each event of the viewer's. */
export interface EdgeFunctions {
  /** Runs before the cache is looked at: may change the request, or answer it. @default - none */
  readonly viewerRequest?: IEdgeFunction;
  /** Runs before the response is sent; not for errors of the origin, 400 or higher. @default - none */
  readonly viewerResponse?: IEdgeFunction;
}

const PROPS: PropTypes<EdgeFunctions> = { viewerRequest: optional(EDGE_FUNCTION), viewerResponse: optional(EDGE_FUNCTION) };

/** Records what is no function; functions that are left out pass. */
export function checkEdgeFunctions(validator: Validator, prop: string, functions: EdgeFunctions | undefined): void {
  if (functions) validator.known(prop, functions).props(functions, PROPS, prop);
}

/** The behavior's blocks; undefined for none. Pure. */
export function functionAssociations(
  functions: EdgeFunctions | undefined,
): CloudfrontDistributionDefaultCacheBehaviorFunctionAssociation[] | undefined {
  const { viewerRequest, viewerResponse } = functions ?? {};
  const associations = [
    ...(viewerRequest ? [{ eventType: "viewer-request", functionArn: viewerRequest.functionArn }] : []),
    ...(viewerResponse ? [{ eventType: "viewer-response", functionArn: viewerResponse.functionArn }] : []),
  ];
  return associations.length > 0 ? associations : undefined;
}
