import { ViewerRequest } from "./request";
import { RequestSimulation } from "./result";

/** A number of things. */
export const plural = (count: number, what: string): string => `${count.toLocaleString("en-US")} ${what}${count === 1 ? "" : "s"}`;

/** A result in a sentence or two. Where no connection is made, the last step says why. */
export function explain(request: ViewerRequest, known: Omit<RequestSimulation, "explanation" | "assumptions">): string {
  const { response, behavior, loadBalancer, origin, cachedSeconds = 0, steps } = known;
  const asked = `${request.method ?? "GET"} ${request.url}`;
  if (response.status === undefined) {
    const why = steps.at(-1)?.sentence;
    return `${asked} isn't answered: no connection is made${why === undefined ? "" : `, since ${why}`}.`;
  }
  const answer = `${asked} is answered with ${response.status} by the ${response.from}`.replace("the CloudFront", "CloudFront");
  if (!origin) return `${answer}${response.headers.location === undefined ? "" : `, Location: ${response.headers.location}`}.`;
  const services = loadBalancer?.targets.flatMap((target) => target.services) ?? [];
  const end = services.length > 0 ? `${services.join(", ")} through ${loadBalancer!.loadBalancer}` : origin.name;
  const cached = cachedSeconds > 0 ? `It is cached for ${plural(cachedSeconds, "second")}.` : "It isn't cached.";
  return `${answer}. It has the cache behavior ${behavior} and reaches ${end}. ${cached}`;
}
