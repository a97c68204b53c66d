import { Access, AccessRequest } from "../request";
import { ServiceAccess, ServiceNeed, ServiceRequest } from "./need";
import { SERVICE_NEEDS } from "./services";
import { ServiceView } from "./view";

/** Every request that AWS services make for the resources of stacks, and whether it is allowed; in the order of the needs' ids. */
export function serviceAccess(
  view: ServiceView,
  evaluate: (request: AccessRequest) => Access,
  needs: readonly ServiceNeed[] = SERVICE_NEEDS,
): ServiceAccess[] {
  const found = new Map<string, ServiceAccess>();
  for (const need of needs) {
    for (const resource of view.all(...need.types)) {
      for (const request of need.requests(view, resource)) {
        const { principal, action, resource: about, resourcePath, context, purpose } = request;
        const key = JSON.stringify([need.id, principal, action, about, resourcePath, context, purpose]);
        if (found.has(key)) continue;
        const asked: AccessRequest = { principal, action, resource: about, resourcePath, context };
        found.set(key, { ...decided(request, asked, evaluate), need: need.id, neededBy: resource.name, purpose, page: need.page });
      }
    }
  }
  return [...found.values()];
}

function decided(
  { purpose, refused, addedByAws }: ServiceRequest,
  asked: AccessRequest,
  evaluate: (request: AccessRequest) => Access,
): Access {
  if (refused !== undefined) {
    const step = { resource: asked.resource, verdict: "denied" as const, sentence: refused };
    return { ...asked, verdict: "denied", explanation: sentence(purpose, refused), steps: [step], assumptions: [] };
  }
  const access = evaluate(asked);
  if (addedByAws !== undefined && access.verdict !== "allowed") {
    return { ...access, verdict: "allowed", explanation: sentence(purpose, addedByAws), assumptions: [...access.assumptions, addedByAws] };
  }
  return { ...access, explanation: sentence(purpose, uncapitalized(access.explanation)) };
}

function sentence(purpose: string, explanation: string): string {
  return `${purpose[0]!.toUpperCase()}${purpose.slice(1)}: ${explanation.replace(/\.$/, "")}.`;
}

/** Explanations begin with words such as `role` or with a service's principal. */
function uncapitalized(explanation: string): string {
  return `${explanation[0]!.toLowerCase()}${explanation.slice(1)}`;
}
