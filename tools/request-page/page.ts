import { RequestStep, WebAclVerdict } from "../../src/testing";
import { SimulatedExample } from "./requests";

const INTRODUCTION = `# What happens to one request

<!-- Written by npm run request-page. -->

What the [example](../../examples/trading-stack)'s production environment does with its requests, from the distribution to the target group or the object and back. It is computed from the synthesized stack by
\`simulateRequest\` of the [testing kit](testing.md#what-happens-to-a-request), by the rules of the CloudFront, AWS WAF and Elastic Load Balancing guides, and written by \`npm run request-page\`; a test holds it current.

A viewer's resolver gets CloudFront's addresses from the zone's alias records, A and AAAA. The TLS handshake asks for the site's name, and CloudFront shows the certificate for it.`;

const WEB_ACL = `## The web ACL

What the web ACL does with the first of these requests, rule by rule in the order of their priorities. Rates and most rules of AWS's managed rule groups are known to AWS alone: the verdict depends on them, and everything below is what happens
if none of them matches.`;

/** The page. Pure. */
export function page(examples: readonly SimulatedExample[]): string {
  const [webAcl] = examples.flatMap(({ simulation }) => simulation.webAcl ?? []);
  return `${[INTRODUCTION, summary(examples), ...(webAcl ? [WEB_ACL, rules(webAcl)] : []), ...examples.map(section)].join("\n\n")}\n`;
}

function summary(examples: readonly SimulatedExample[]): string {
  const rows = examples.map(({ title, request, simulation: { response, behavior, cachedSeconds, loadBalancer, origin } }) => [
    `[${title}](#${anchor(title)})`,
    code(`${request.method ?? "GET"} ${request.url}`),
    response.status === undefined ? "no connection" : `${response.status}`,
    behavior === undefined ? "" : code(behavior),
    cachedSeconds ? `${cachedSeconds.toLocaleString("en-US")} s` : "no",
    loadBalancer?.targets.flatMap(({ services }) => services).join(", ") || (origin?.name ?? response.from),
  ]);
  return table(["", "request", "answer", "cache behavior", "cached", "ends at"], rows);
}

function rules({ rules: all }: WebAclVerdict): string {
  return table(
    ["priority", "rule", "outcome", "by"],
    all.map(({ name, priority, outcome, reason }) => [`${priority}`, name, outcome, reason]),
  );
}

function section({ title, text, request, simulation }: SimulatedExample): string {
  const { response } = simulation;
  const headers = Object.entries(response.headers).map(([name, value]) => `${name}: ${value}`);
  const shown = [`${response.status ?? "no connection"}`, ...headers].join("\n");
  return [
    `## ${title}`,
    `${code(`${request.method ?? "GET"} ${request.url}`)}${given(request)}`,
    text,
    table(
      ["stage", "resource", "what happens"],
      stepsOf(simulation.steps, simulation.webAcl).map(({ stage, resource, sentence }) => [stage, resource, sentence]),
    ),
    `The viewer gets:\n\n\`\`\`\n${shown}\n\`\`\``,
  ].join("\n\n");
}

/** What is given beside the request. */
function given({ bodyBytes, response, objectMissing }: SimulatedExample["request"]): string {
  const parts = [
    ...(bodyBytes === undefined ? [] : [`a body of ${bodyBytes.toLocaleString("en-US")} bytes`]),
    ...(objectMissing ? ["no object under the key"] : []),
    ...(response?.status === undefined ? [] : [`the origin answers with ${response.status}`]),
  ];
  return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}

/** The web ACL's rules in one step: which one decides, or that none does. */
function stepsOf(steps: readonly RequestStep[], webAcl: WebAclVerdict | undefined): readonly RequestStep[] {
  return steps.flatMap((step) => {
    if (step.stage !== "web ACL" || !webAcl) return step;
    const isVerdict = step === steps.filter(({ stage }) => stage === "web ACL").at(-1);
    const blocking = webAcl.rules.find(({ outcome }) => outcome === "blocked");
    if (!isVerdict) return [];
    return blocking ? { ...step, sentence: `blocked: ${blocking.reason}` } : step;
  });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}

/** A heading's anchor, as GitHub makes it. */
function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replaceAll(" ", "-");
}
