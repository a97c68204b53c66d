import { Arguments } from "../synthesized-stack";
import { OriginRequest, hostOf } from "./origin-request";

/**
 * Where a redirect action of a load balancer points: what isn't given is kept (Elastic Load Balancing API Reference, `RedirectActionConfig`). The port is
 * always written (Application Load Balancers guide, "Redirect actions": `protocol://hostname:port/path?query`). Pure.
 *
 * @param redirect the action's block
 * @param request what is redirected
 * @param port the listener's port
 */
export function redirectLocation(redirect: Arguments, request: OriginRequest, port: number): string {
  const { protocol, path, query } = request;
  const keywords = { protocol, host: hostOf(request), path: path.slice(1), query: query.join("&"), port: `${port}` };
  const filled = (template: unknown, kept: string): string =>
    String(template ?? kept).replace(/#\{(protocol|host|path|query|port)\}/g, (_, name: keyof typeof keywords) => keywords[name]);
  const scheme = filled(redirect.protocol, "#{protocol}").toLowerCase();
  const toQuery = filled(redirect.query, "#{query}");
  const authority = `${filled(redirect.host, "#{host}")}:${filled(redirect.port, "#{port}")}`;
  return `${scheme}://${authority}${filled(redirect.path, "/#{path}")}${toQuery && `?${toQuery}`}`;
}
