import { Resource } from "../../configuration";
import { Access, AccessRequest } from "../request";
import { ServiceView } from "./view";

/** A way in which AWS services need permissions, with the page that says so. */
export interface ServiceNeed {
  /** In kebab case: `load-balancer-logs`. */
  readonly id: string;
  /** AWS's page, by its guide, title and section. */
  readonly page: string;
  /** The types of the resources that need something. */
  readonly types: readonly string[];
  /** What the service asks for one of them, as it asks; nothing where the resource doesn't need it. */
  readonly requests: (view: ServiceView, resource: Resource) => readonly ServiceRequest[];
}

/** A request that a service makes. */
export interface ServiceRequest extends AccessRequest {
  /** Why, without the service's name: `writes the access logs of LoadBalancer`. */
  readonly purpose: string;
  /** What AWS writes by itself where nobody has written a policy; undefined where it doesn't. */
  readonly addedByAws?: string;
  /** Why the request is refused whatever the stacks' policies say. */
  readonly refused?: string;
}

/** A request that an AWS service makes for a resource of the stacks, and whether it is allowed. */
export interface ServiceAccess extends Access {
  /** Which need it is: `load-balancer-logs`. */
  readonly need: string;
  /** The construct's path of the resource that needs it. */
  readonly neededBy: string;
  /** What it is for: `writes the access logs of LoadBalancer`. */
  readonly purpose: string;
  /** The page of AWS that says so. */
  readonly page: string;
}
